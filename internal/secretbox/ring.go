package secretbox

import (
	"crypto/rand"
	"errors"
	"slices"
	"time"
)

// Grace is how long a retired data key is kept at least after it was last in use, for servers that still seal with it.
const Grace = time.Hour

// State is what a data key is for.
type State string

// States of data keys. One key of a ring is Rotating or Current: that one seals.
const (
	Rotating State = "rotating" // seals; older values are being sealed anew with it
	Current  State = "current"  // seals
	Retired  State = "retired"  // opens only
)

// DataKey is a data key as it is stored.
type DataKey struct {
	ID        KeyID
	Wrapped   []byte // by the master key
	State     State
	CreatedAt time.Time
	ChangedAt time.Time // since when it has its state, or when a rotation last found it in use although it had retired
}

// Ring is the data keys of a database and the check by which their master key is known. Its methods return a changed copy.
type Ring struct {
	Check []byte
	Keys  []DataKey
}

// errNoCurrent cannot happen to a ring that was stored by this package.
var errNoCurrent = errors.New("secretbox: the ring has no current data key")

// NewRing returns the ring of a new database: one data key.
func NewRing(m *Master, now time.Time) Ring { return Ring{}.with(m, Current, now) }

// Upgrade returns the ring of a database whose values were sealed with the master key itself: a data key, and what opens those values.
func (r Ring) Upgrade(m *Master, now time.Time) Ring {
	direct := DataKey{ID: m.id, Wrapped: m.wrap(m.id, m.direct), State: Retired, CreatedAt: now, ChangedAt: now}
	return Ring{Keys: []DataKey{direct}}.with(m, Current, now)
}

// Current returns the data key that seals.
func (r Ring) Current() (DataKey, error) {
	i := slices.IndexFunc(r.Keys, func(k DataKey) bool { return k.State != Retired })
	if i < 0 {
		return DataKey{}, errNoCurrent
	}
	return r.Keys[i], nil
}

// Begin begins a rotation: a new data key seals, and the one before it retires. An unfinished rotation becomes part of this one.
func (r Ring) Begin(m *Master, now time.Time) Ring {
	keys := slices.Clone(r.Keys)
	for i := range keys {
		if keys[i].State != Retired {
			keys[i].State, keys[i].ChangedAt = Retired, now
		}
	}
	return Ring{Keys: keys}.with(m, Rotating, now)
}

// Finish ends a rotation. used are the data keys that sealed what was stored when it began, or when it ended: of a retired one the grace
// begins anew. It removes retired keys whose grace is over, and returns their ids.
func (r Ring) Finish(m *Master, used map[KeyID]bool, now time.Time) (left Ring, removed []KeyID) {
	left.Check = m.NewCheck()
	for _, k := range r.Keys {
		switch {
		case k.State == Rotating:
			k.State, k.ChangedAt = Current, now
		case k.State == Retired && used[k.ID]:
			k.ChangedAt = now
		case k.State == Retired && now.Sub(k.ChangedAt) >= Grace:
			removed = append(removed, k.ID)
			continue
		}
		left.Keys = append(left.Keys, k)
	}
	return left, removed
}

// Rewrap gives the ring another master key; nothing that was sealed changes. It fails when from is not the ring's master key.
func (r Ring) Rewrap(from, to *Master) (Ring, error) {
	out := Ring{Check: to.NewCheck(), Keys: slices.Clone(r.Keys)}
	for i, k := range out.Keys {
		raw, err := from.unwrap(k)
		if err != nil {
			return Ring{}, err
		}
		out.Keys[i].Wrapped = to.wrap(k.ID, raw)
	}
	return out, nil
}

// with adds a new data key.
func (r Ring) with(m *Master, state State, now time.Time) Ring {
	raw := make([]byte, KeySize)
	_, _ = rand.Read(raw) // never fails
	k := DataKey{ID: r.newID(m), State: state, CreatedAt: now, ChangedAt: now}
	k.Wrapped = m.wrap(k.ID, raw)
	return Ring{Check: m.NewCheck(), Keys: append(slices.Clone(r.Keys), k)}
}

// newID draws an id that no key of the ring has, nor the master key.
func (r Ring) newID(m *Master) (id KeyID) {
	for {
		_, _ = rand.Read(id[:])
		if id != m.id && !slices.ContainsFunc(r.Keys, func(k DataKey) bool { return k.ID == id }) {
			return id
		}
	}
}
