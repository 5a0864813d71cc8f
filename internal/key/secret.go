package key

import (
	"crypto/sha256"
	"hash/crc32"
	"strings"
	"unsafe"

	"latchkey/internal/random"
)

// The secret of a key: assistant id, dash, "lk", 43 random characters (256 bits), 6 characters of checksum. A double click selects the
// part after the dash; secret scanners find it by the pattern -lk[0-9A-Za-z]{49}.
const (
	marker         = "-lk"
	randomLength   = 43
	checksumLength = 6
	tailLength     = len(marker) + randomLength + checksumLength
	maxAssistantID = 32
	hintLength     = 4
)

// Digest is what a secret is looked up by: SHA-256, enough for a secret of 256 random bits.
type Digest [sha256.Size]byte

// NewSecret makes the secret of a key.
func NewSecret(assistantID string) string {
	body := assistantID + marker + random.Base62(randomLength)
	return body + checksum(body)
}

// Hint is what may be shown of a secret.
func Hint(secret string) string { return "…" + secret[len(secret)-hintLength:] }

// ParseSecret checks form and checksum and returns the assistant id, without any look-up; a mistyped or made-up key fails here.
// It does not allocate.
func ParseSecret(secret string) (assistantID string, ok bool) {
	assistantID, _, found := strings.Cut(secret, "-")
	if !found || len(assistantID) == 0 || len(assistantID) > maxAssistantID {
		return "", false
	}
	tail := secret[len(assistantID):]
	if len(tail) != tailLength || tail[:len(marker)] != marker || !random.IsBase62(tail[len(marker):]) {
		return "", false
	}
	return assistantID, validChecksum(secret)
}

// DigestOf returns the digest of a secret. It does not allocate.
func DigestOf(secret string) Digest {
	return sha256.Sum256(bytesOf(secret))
}

func checksum(body string) string {
	return random.EncodeBase62(uint64(crc32.ChecksumIEEE([]byte(body))), checksumLength)
}

// validChecksum compares digit by digit, so that the hot path needs no memory. The checksum is no secret.
func validChecksum(secret string) bool {
	n := len(secret) - checksumLength
	sum := crc32.ChecksumIEEE(bytesOf(secret[:n]))
	for i := len(secret) - 1; i >= n; i-- {
		if secret[i] != random.Base62Digit(sum%62) {
			return false
		}
		sum /= 62
	}
	return true
}

// bytesOf returns the bytes of a text for reading: a copy would cost an allocation on every request, as hash functions let their input escape.
func bytesOf(text string) []byte { return unsafe.Slice(unsafe.StringData(text), len(text)) }
