package secretbox

import (
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"fmt"
)

// Master is a master key, ready to wrap data keys.
type Master struct {
	id     KeyID
	wraps  cipher.AEAD
	direct []byte // sealed values itself before there were data keys
}

// NewMaster returns the master key of KeySize bytes.
func NewMaster(raw []byte) (*Master, error) {
	if len(raw) != KeySize {
		return nil, fmt.Errorf("a master key has %d bytes, not %d", KeySize, len(raw))
	}
	m := &Master{}
	name, err := hkdf.Key(sha256.New, raw, nil, "latchkey key id", keyIDSize)
	if err != nil {
		return nil, err
	}
	m.id = KeyID(name)
	if m.direct, err = hkdf.Key(sha256.New, raw, nil, "latchkey secretbox v1", KeySize); err != nil {
		return nil, err
	}
	wrapping, err := hkdf.Key(sha256.New, raw, nil, "latchkey data keys v1", KeySize)
	if err != nil {
		return nil, err
	}
	m.wraps, err = newAEAD(wrapping)
	return m, err
}

// ID names the master key; it is no secret.
func (m *Master) ID() KeyID { return m.id }

const (
	checkPurpose = "master-key-check"
	checkText    = "latchkey"
	wrapPurpose  = "data-key"
)

// NewCheck returns a text sealed with the master key, another one each time; Fits knows it.
func (m *Master) NewCheck() []byte {
	aead, err := newAEAD(m.direct)
	if err != nil {
		panic("secretbox: " + err.Error()) // the key has the right length
	}
	return seal(aead, m.id, []byte(checkText), checkPurpose, "")
}

// Fits says whether a check was made with this master key.
func (m *Master) Fits(check []byte) bool {
	id, err := keyIDOf(check)
	if err != nil || id != m.id {
		return false
	}
	aead, err := newAEAD(m.direct)
	if err != nil {
		return false
	}
	plain, err := open(aead, check, checkPurpose, "")
	return err == nil && string(plain) == checkText
}

func (m *Master) wrap(id KeyID, raw []byte) []byte {
	return seal(m.wraps, m.id, raw, wrapPurpose, id.String())
}

// unwrap fails with ErrUnknownKey when another master key wrapped the data key, and with ErrDamaged.
func (m *Master) unwrap(k DataKey) ([]byte, error) {
	id, err := keyIDOf(k.Wrapped)
	if err == nil && id != m.id {
		err = ErrUnknownKey
	}
	if err != nil {
		return nil, fmt.Errorf("data key %v: %w", k.ID, err)
	}
	raw, err := open(m.wraps, k.Wrapped, wrapPurpose, k.ID.String())
	if err != nil {
		return nil, fmt.Errorf("data key %v: %w", k.ID, err)
	}
	return raw, nil
}
