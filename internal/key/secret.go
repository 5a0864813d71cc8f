package key

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/binary"
	"strings"
	"sync/atomic"

	"latchkey/internal/random"
)

// The secret of a key: assistant id, dash, "lk", 34 random characters (202 bits), 9 characters of mark (53 bits), 6 characters of checksum. A double click
// selects the part after the dash; secret scanners find it by the pattern -lk[0-9A-Za-z]{49}.
const (
	marker         = "-lk"
	markLength     = 9
	maxAssistantID = 32
	hintLength     = 4

	// MaxSecret is the longest a secret can be, in bytes.
	MaxSecret = maxAssistantID + len(marker) + random.SecretLength

	// MarkSize is the length in bytes of what a Mint marks with.
	MarkSize = 32
)

// Digest is what a secret is looked up by.
type Digest [sha256.Size]byte

// Mint makes the secrets of keys and recognises them: each bears a mark (HMAC-SHA-256) that only this installation can make, so that a flood of made-up keys
// costs no look-up and no memory. A mark says that a key was once made here, not that it is still good. A Mint is safe for concurrent use.
type Mint struct{ die atomic.Pointer[die] }

// die is what a Mint marks with; it is immutable.
type die struct {
	mark     []byte
	unmarked bool
}

// NewMint returns a Mint that marks with MarkSize random bytes. unmarked says that there may be keys from before keys were marked, so that no key can be told by its mark.
func NewMint(mark []byte, unmarked bool) *Mint {
	m := &Mint{}
	m.Replace(mark, unmarked)
	return m
}

// Replace makes the Mint mark with something else from now on: what it was made of has been restored from a backup.
func (m *Mint) Replace(mark []byte, unmarked bool) { m.die.Store(&die{mark, unmarked}) }

// New makes the secret of a key.
func (m *Mint) New(assistantID string) string {
	return random.Marked(assistantID+marker, markLength, m.die.Load().markOf)
}

// Made says whether a secret that ParseSecret accepts may have been made here.
func (m *Mint) Made(secret string) bool {
	head, mark := random.Mark(secret, markLength)
	die := m.die.Load()
	return die.unmarked || subtle.ConstantTimeCompare([]byte(die.markOf(head)), []byte(mark)) == 1
}

func (d *die) markOf(head string) string {
	h := hmac.New(sha256.New, d.mark)
	h.Write([]byte(head))
	return random.EncodeBase62(binary.BigEndian.Uint64(h.Sum(nil)), markLength)
}

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
