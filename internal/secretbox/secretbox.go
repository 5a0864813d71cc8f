// Package secretbox encrypts what must be stored and shown again: API keys, provider credentials, conversation tokens.
//
// A Box seals with AES-256-GCM and a random nonce (NIST SP 800-38D; at most 2^32 messages per key). Each sealed value names its key by
// id and is bound to a purpose and an owner: moved to another row it does not open. Values are sealed with data keys, random ones that
// the database keeps wrapped by the master key; a Ring is all data keys of a database. Values from before there were data keys are
// sealed with a key that HKDF derives from the master key; the ring holds that one too, so that nothing else knows of it.
//
// A rotation goes on while servers run, and may be killed at any point and run again:
//
//  1. Begin adds a new data key, which seals from then on; the old one retires. A retired key still opens.
//  2. Every value that was sealed with another key is sealed anew, unless somebody else changes it meanwhile.
//  3. Finish ends the rotation and removes retired keys.
//
// A server reads the ring again when it meets a key that it does not hold, and before it seals when it has not read it for FreshFor; so
// it seals with a retired key for about that long, and step 2 is done once more after that time. A value that is stored behind its back
// all the same opens, and the next rotation seals it anew. Finish removes only keys that have not been in use for Grace: this rotation
// found no value of theirs, neither when it began nor when it ended, and since the rotation before that found one, Grace has passed.
// So even a server that cannot read the ring any more (somebody replaced the master key of its environment) keeps its old key alive by
// using it. What could be lost is a value that such a server seals after it has sealed nothing for Grace.
//
// Every change of a ring also seals its Check anew, and is stored only if the Check is still the one it was made from: of two changes at
// once one is made again. A new master key only wraps the data keys anew (Rewrap).
//
// The keys of a Box are an immutable snapshot, swapped atomically; a Box is safe for concurrent use. The package does not compress,
// does not store anything but the master key's file, and does not hide the length of the plaintext.
package secretbox

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"
)

// KeySize is the length of a master key and of a data key in bytes.
const KeySize = 32

// FreshFor is how long a Box seals without looking whether there is a newer data key.
const FreshFor = time.Second

const (
	formatVersion = 1
	keyIDSize     = 4
	headerSize    = 1 + keyIDSize
	loadTimeout   = 2 * time.Second
	loadTries     = 3
)

// Errors of Open.
var (
	// ErrUnknownKey means that the value was sealed with a key that this Box does not hold.
	ErrUnknownKey = errors.New("secretbox: sealed with another key")
	// ErrDamaged means that the value was changed, cut, or sealed for another purpose or owner.
	ErrDamaged = errors.New("secretbox: damaged, or sealed for something else")
)

// KeyID names a key in the values that it sealed. It is no secret.
type KeyID [keyIDSize]byte

// String is the id as it is shown to people.
func (id KeyID) String() string { return hex.EncodeToString(id[:]) }

// Store keeps the ring of a database.
type Store interface {
	Ring(ctx context.Context) (Ring, error)
}

// Options are what a Box is made of. All are needed.
type Options struct {
	Store Store
	// Master returns the master key that fits a ring's Check. It is asked whenever there is a data key that was not opened before.
	Master func(check []byte) (*Master, error)
	Now    func() time.Time
	Log    *slog.Logger
}

// Box seals with the current data key and opens with any.
type Box struct {
	Options
	loading sync.Mutex // held by who reads the ring
	keys    atomic.Pointer[snapshot]
}

// snapshot is the opened keys of a ring; it is never changed.
type snapshot struct {
	current KeyID
	aeads   map[KeyID]cipher.AEAD
	read    time.Time
}

// Load returns a Box on the ring of a database; it fails when the ring cannot be read or opened.
func Load(ctx context.Context, o Options) (*Box, error) {
	b := &Box{Options: o}
	b.keys.Store(&snapshot{})
	return b, b.load(ctx, b.keys.Load())
}

// New returns a Box without a ring: it seals with the key derived from master, and opens also what older master keys sealed. Each has
// KeySize bytes.
func New(master []byte, older ...[]byte) (*Box, error) {
	keys := &snapshot{aeads: map[KeyID]cipher.AEAD{}}
	for i, raw := range append([][]byte{master}, older...) {
		m, err := NewMaster(raw)
		if err != nil {
			return nil, err
		}
		if keys.aeads[m.id], err = newAEAD(m.direct); err != nil {
			return nil, err
		}
		if i == 0 {
			keys.current = m.id
		}
	}
	b := &Box{}
	b.keys.Store(keys)
	return b, nil
}

// Seal encrypts plain for one purpose ("api-key") and one owner (an id).
func (b *Box) Seal(plain []byte, purpose, owner string) []byte {
	keys := b.fresh()
	return seal(keys.aeads[keys.current], keys.current, plain, purpose, owner)
}

// Open decrypts what Seal made for the same purpose and owner. It fails with ErrUnknownKey or ErrDamaged.
func (b *Box) Open(sealed []byte, purpose, owner string) ([]byte, error) {
	for try := 1; ; try++ {
		keys := b.keys.Load()
		plain, err := keys.open(sealed, purpose, owner)
		if !errors.Is(err, ErrUnknownKey) || b.Store == nil || try == loadTries {
			return plain, err
		}
		if err := b.loadSoon(keys); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrUnknownKey, err)
		}
	}
}

// Reseal returns a value sealed with the current key, or nil when it is so already, without opening it. Errors as Open.
func (b *Box) Reseal(sealed []byte, purpose, owner string) ([]byte, error) {
	if id, err := keyIDOf(sealed); err != nil || id == b.fresh().current {
		return nil, err
	}
	plain, err := b.Open(sealed, purpose, owner)
	if err != nil {
		return nil, err
	}
	return b.Seal(plain, purpose, owner), nil
}

// fresh returns keys that were read within FreshFor, or, when the ring cannot be read, the last that could.
func (b *Box) fresh() *snapshot {
	keys := b.keys.Load()
	if b.Store == nil || b.Now().Sub(keys.read) < FreshFor {
		return keys
	}
	if err := b.loadSoon(keys); err != nil {
		b.Log.Error("cannot read the data keys: sealing with those that were read before", "error", err)
	}
	return b.keys.Load()
}

func (b *Box) loadSoon(seen *snapshot) error {
	ctx, cancel := context.WithTimeout(context.Background(), loadTimeout)
	defer cancel()
	return b.load(ctx, seen)
}

// load reads the ring, unless somebody has done so since seen was current.
func (b *Box) load(ctx context.Context, seen *snapshot) error {
	b.loading.Lock()
	defer b.loading.Unlock()
	if b.keys.Load() != seen {
		return nil
	}
	next, err := b.opened(ctx, seen)
	for try := 1; errors.Is(err, ErrUnknownKey) && try < loadTries; try++ {
		next, err = b.opened(ctx, seen) // the master key was being replaced
	}
	if err != nil {
		next = &snapshot{current: seen.current, aeads: seen.aeads}
	}
	next.read = b.Now()
	b.keys.Store(next)
	return err
}

// opened reads the ring and opens those of its keys that are not in known.
func (b *Box) opened(ctx context.Context, known *snapshot) (*snapshot, error) {
	ring, err := b.Store.Ring(ctx)
	if err != nil {
		return nil, err
	}
	current, err := ring.Current()
	if err != nil {
		return nil, err
	}
	next := &snapshot{current: current.ID, aeads: make(map[KeyID]cipher.AEAD, len(ring.Keys))}
	var master *Master
	for _, k := range ring.Keys {
		if next.aeads[k.ID] = known.aeads[k.ID]; next.aeads[k.ID] != nil {
			continue
		}
		if master == nil {
			if master, err = b.Master(ring.Check); err != nil {
				return nil, err
			}
		}
		raw, err := master.unwrap(k)
		if err != nil {
			return nil, err
		}
		if next.aeads[k.ID], err = newAEAD(raw); err != nil {
			return nil, err
		}
	}
	return next, nil
}

func (s *snapshot) open(sealed []byte, purpose, owner string) ([]byte, error) {
	id, err := keyIDOf(sealed)
	if err != nil {
		return nil, err
	}
	aead, ok := s.aeads[id]
	if !ok {
		return nil, ErrUnknownKey
	}
	return open(aead, sealed, purpose, owner)
}

// keyIDOf returns the id of the key that sealed a value.
func keyIDOf(sealed []byte) (KeyID, error) {
	if len(sealed) < headerSize || sealed[0] != formatVersion {
		return KeyID{}, ErrDamaged
	}
	return KeyID(sealed[1:headerSize]), nil
}

func newAEAD(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(block)
}

// seal writes the version of the format, the key's id, and what the key makes of plain.
func seal(aead cipher.AEAD, id KeyID, plain []byte, purpose, owner string) []byte {
	out := make([]byte, headerSize, headerSize+len(plain)+aead.Overhead())
	out[0] = formatVersion
	copy(out[1:], id[:])
	return aead.Seal(out, nil, plain, bound(purpose, owner))
}

func open(aead cipher.AEAD, sealed []byte, purpose, owner string) ([]byte, error) {
	plain, err := aead.Open(nil, nil, sealed[headerSize:], bound(purpose, owner))
	if err != nil {
		return nil, ErrDamaged
	}
	return plain, nil
}

// bound is the additional data: the lengths are fixed by the separator, which neither part may hold.
func bound(purpose, owner string) []byte { return []byte(purpose + "\x00" + owner) }
