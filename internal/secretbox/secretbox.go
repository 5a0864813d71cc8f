// Package secretbox encrypts what must be stored and shown again: API keys, provider credentials, conversation tokens.
//
// A Box seals with AES-256-GCM and a random nonce (NIST SP 800-38D; at most 2^32 messages per key) under a key that HKDF derives from the master key.
// Each sealed value names its master key by id, so that several can be in use while they are rotated, and is bound to
// a purpose and an owner: moved to another row it does not open. A Box is immutable and safe for concurrent use.
// It does not compress, does not store anything but the master key's file, and does not hide the length of the plaintext.
package secretbox

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// KeySize is the length of a master key in bytes.
const KeySize = 32

const (
	formatVersion = 1
	keyIDSize     = 4
	headerSize    = 1 + keyIDSize
)

// Errors of Open.
var (
	// ErrUnknownKey means that the value was sealed with a master key that this Box does not hold.
	ErrUnknownKey = errors.New("secretbox: sealed with another master key")
	// ErrDamaged means that the value was changed, cut, or sealed for another purpose or owner.
	ErrDamaged = errors.New("secretbox: damaged, or sealed for something else")
)

type keyID [keyIDSize]byte

// Box seals with its first master key and opens with any.
type Box struct {
	current keyID
	aeads   map[keyID]cipher.AEAD
}

// New returns a Box that seals with master and opens also what older keys sealed. Each key has KeySize bytes.
func New(master []byte, older ...[]byte) (*Box, error) {
	box := &Box{aeads: map[keyID]cipher.AEAD{}}
	for i, key := range append([][]byte{master}, older...) {
		id, aead, err := derive(key)
		if err != nil {
			return nil, err
		}
		box.aeads[id] = aead
		if i == 0 {
			box.current = id
		}
	}
	return box, nil
}

func derive(master []byte) (id keyID, aead cipher.AEAD, err error) {
	if len(master) != KeySize {
		return id, nil, fmt.Errorf("a master key has %d bytes, not %d", KeySize, len(master))
	}
	name, err := hkdf.Key(sha256.New, master, nil, "latchkey key id", keyIDSize)
	if err != nil {
		return id, nil, err
	}
	key, err := hkdf.Key(sha256.New, master, nil, "latchkey secretbox v1", KeySize)
	if err != nil {
		return id, nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return id, nil, err
	}
	aead, err = cipher.NewGCMWithRandomNonce(block)
	return keyID(name), aead, err
}

// Seal encrypts plain for one purpose ("api-key") and one owner (an id).
func (b *Box) Seal(plain []byte, purpose, owner string) []byte {
	out := make([]byte, headerSize, headerSize+len(plain)+b.aeads[b.current].Overhead())
	out[0] = formatVersion
	copy(out[1:], b.current[:])
	return b.aeads[b.current].Seal(out, nil, plain, bound(purpose, owner))
}

// Open decrypts what Seal made for the same purpose and owner. It fails with ErrUnknownKey or ErrDamaged.
func (b *Box) Open(sealed []byte, purpose, owner string) ([]byte, error) {
	if len(sealed) < headerSize || sealed[0] != formatVersion {
		return nil, ErrDamaged
	}
	aead, ok := b.aeads[keyID(sealed[1:headerSize])]
	if !ok {
		return nil, ErrUnknownKey
	}
	plain, err := aead.Open(nil, nil, sealed[headerSize:], bound(purpose, owner))
	if err != nil {
		return nil, ErrDamaged
	}
	return plain, nil
}

// bound is the additional data: the lengths are fixed by the separator, which neither part may hold.
func bound(purpose, owner string) []byte { return []byte(purpose + "\x00" + owner) }

// ParseMasterKey reads a master key as it is given by environment or file: base64 of KeySize bytes.
func ParseMasterKey(text string) ([]byte, error) {
	key, err := base64.StdEncoding.DecodeString(strings.TrimSpace(text))
	if err != nil || len(key) != KeySize {
		return nil, fmt.Errorf("a master key is the base64 form of %d bytes: make one with `openssl rand -base64 %d`",
			KeySize, KeySize)
	}
	return key, nil
}

// LoadOrCreate reads the master key of a file, or makes one there, readable by its owner alone. A file that others can read is refused.
func LoadOrCreate(path string) (key []byte, created bool, err error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		key, err = create(path)
		return key, true, err
	}
	if err != nil {
		return nil, false, err
	}
	if info.Mode().Perm()&0o077 != 0 {
		return nil, false, fmt.Errorf("%s can be read by others than its owner: run `chmod 600 %s`", path, path)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, false, err
	}
	key, err = ParseMasterKey(string(text))
	if err != nil {
		return nil, false, fmt.Errorf("%s: %w", path, err)
	}
	return key, false, nil
}

// create writes to a temporary file and links it, so that the file is whole or absent, and two processes that start at once agree.
func create(path string) ([]byte, error) {
	key := make([]byte, KeySize)
	_, _ = rand.Read(key)
	tmp, err := os.CreateTemp(filepath.Dir(path), ".master-*") // created with mode 0600
	if err != nil {
		return nil, err
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.WriteString(base64.StdEncoding.EncodeToString(key) + "\n")
	if err = errors.Join(err, tmp.Sync(), tmp.Close()); err != nil {
		return nil, err
	}
	err = os.Link(tmp.Name(), path)
	if errors.Is(err, fs.ErrExist) {
		key, _, err = LoadOrCreate(path)
	}
	return key, err
}
