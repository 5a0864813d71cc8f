package key

import (
	"crypto/sha256"
	"strings"

	"latchkey/internal/random"
)

// The secret of a key: assistant id, dash, "lk", 43 random characters (256 bits), 6 characters of checksum. A double click selects the
// part after the dash; secret scanners find it by the pattern -lk[0-9A-Za-z]{49}.
const (
	marker         = "-lk"
	maxAssistantID = 32
	hintLength     = 4
)

// Digest is what a secret is looked up by.
type Digest [sha256.Size]byte

// NewSecret makes the secret of a key.
func NewSecret(assistantID string) string { return random.Secret(assistantID + marker) }

// Hint is what may be shown of a secret.
func Hint(secret string) string { return "…" + secret[len(secret)-hintLength:] }

// ParseSecret checks form and checksum and returns the assistant id, without any look-up; a mistyped or made-up key fails here.
// It does not allocate.
func ParseSecret(secret string) (assistantID string, ok bool) {
	assistantID, rest, found := strings.Cut(secret, "-")
	if !found || len(assistantID) == 0 || len(assistantID) > maxAssistantID || !strings.HasPrefix(rest, marker[1:]) {
		return "", false
	}
	return assistantID, random.IsSecret(secret, len(assistantID)+len(marker))
}

// DigestOf returns the digest of a secret. It does not allocate.
func DigestOf(secret string) Digest { return random.Digest(secret) }
