package random

import (
	"crypto/sha256"
	"hash/crc32"
	"unsafe"
)

// A secret is a prefix, 43 random characters (256 bits) and 6 characters of checksum, so that one that is mistyped or made up is refused without a look-up.
const (
	secretRandom   = 43
	secretChecksum = 6

	// SecretLength is the length of a secret behind its prefix.
	SecretLength = secretRandom + secretChecksum
)

// Secret makes a secret that begins with prefix.
func Secret(prefix string) string { return Marked(prefix, 0, nil) }

// Marked is Secret with its last marks random characters replaced by what mark makes of all that stands before them: whoever knows mark can tell the
// secrets of their own making from others.
func Marked(prefix string, marks int, mark func(head string) string) string {
	body := prefix + Base62(secretRandom-marks)
	if marks > 0 {
		body += mark(body)
	}
	return body + EncodeBase62(uint64(crc32.ChecksumIEEE([]byte(body))), secretChecksum)
}

// Mark returns of a secret that IsSecret accepts its mark of so many characters, and what stands before it.
func Mark(secret string, marks int) (head, mark string) {
	end := len(secret) - secretChecksum
	return secret[:end-marks], secret[end-marks : end]
}

// IsSecret says whether text is prefix, of that length in bytes, and what Secret puts behind it. The checksum is no secret, so its comparison need not take constant
// time. It does not allocate.
func IsSecret(text string, prefix int) bool {
	if len(text) != prefix+SecretLength || !IsBase62(text[prefix:]) {
		return false
	}
	n := len(text) - secretChecksum
	sum := crc32.ChecksumIEEE(bytesOf(text[:n]))
	for i := len(text) - 1; i >= n; i-- {
		if text[i] != base62[sum%62] {
			return false
		}
		sum /= 62
	}
	return true
}

// Digest is what a secret is stored and looked up by: SHA-256, enough for 256 random bits. It does not allocate.
func Digest(secret string) [sha256.Size]byte { return sha256.Sum256(bytesOf(secret)) }

// bytesOf returns the bytes of a text for reading: a copy would cost an allocation on every request, as hash functions let their input escape.
func bytesOf(text string) []byte { return unsafe.Slice(unsafe.StringData(text), len(text)) }
