// Package random makes identifiers and secrets from the system's random source, and recognises its secrets again.
//
// Every function is safe for concurrent use and never fails: where the system has no randomness, the
// program ends (see crypto/rand). The package does not decide how long an identifier is; its callers do.
package random

import (
	"crypto/rand"
	"fmt"
	"math/big"
	"time"
)

const (
	// base58 is base62 without the characters that people confuse: 0, O, I and l.
	base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
	base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
)

// idLength characters of base62 hold 131 bits, so that an identifier can serve as a capability.
const idLength = 22

// timeLength characters of base62 hold the nanoseconds of 64 bits.
const timeLength = 11

// ID returns prefix followed by 131 random bits, safe in a URL.
func ID(prefix string) string { return prefix + Base62(idLength) }

// UUID returns a UUID of version 4 (RFC 9562): 122 random bits. It is for wires that ask for one.
func UUID() string {
	var raw [16]byte
	_, _ = rand.Read(raw[:]) // never fails
	raw[6], raw[8] = raw[6]&0x0f|0x40, raw[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", raw[:4], raw[4:6], raw[6:8], raw[8:10], raw[10:])
}

// OrderedID is ID for rows that are read in the order of their making: of two made one after the other in a process, the later one
// sorts behind, byte by byte.
func OrderedID(prefix string) string {
	return prefix + EncodeBase62(uint64(time.Now().UnixNano()), timeLength) + Base62(idLength-timeLength)
}

// Base58 returns n characters of the alphabet without look-alikes.
func Base58(n int) string { return from(base58, n) }

// Base62 returns n letters and digits: 5.95 bits each.
func Base62(n int) string { return from(base62, n) }

// EncodeBase62 writes v in base 62 with exactly width characters; higher digits are cut off.
func EncodeBase62(v uint64, width int) string {
	out := make([]byte, width)
	for i := width - 1; i >= 0; i-- {
		out[i] = base62[v%62]
		v /= 62
	}
	return string(out)
}

// IsBase62 says whether s holds nothing but letters and digits.
func IsBase62(s string) bool {
	for i := range len(s) {
		c := s[i]
		if (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') {
			return false
		}
	}
	return true
}

// from draws one big number and writes it in the alphabet's base: unbiased to within 2^-64.
func from(alphabet string, n int) string {
	raw := make([]byte, n+8)
	_, _ = rand.Read(raw) // never fails: crypto/rand ends the program instead
	base, digit := big.NewInt(int64(len(alphabet))), new(big.Int)
	v := new(big.Int).SetBytes(raw)
	out := make([]byte, n)
	for i := range out {
		v.DivMod(v, base, digit)
		out[i] = alphabet[digit.Int64()]
	}
	return string(out)
}
