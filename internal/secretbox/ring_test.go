package secretbox_test

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"testing"
	"time"

	"latchkey/internal/secretbox"
)

// moment is when the tests begin.
var moment = time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC)

// vault is a database with one ring, a clock, and the master keys that can be found.
type vault struct {
	mu      sync.Mutex
	ring    secretbox.Ring
	err     error
	reads   int
	now     time.Time
	masters []*secretbox.Master
	asked   int
}

func (v *vault) Ring(context.Context) (secretbox.Ring, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.reads++
	return v.ring, v.err
}

func (v *vault) set(change func()) {
	v.mu.Lock()
	defer v.mu.Unlock()
	change()
}

func (v *vault) clock() time.Time {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.now
}

var errNoMaster = errors.New("no master key fits")

func (v *vault) master(check []byte) (*secretbox.Master, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.asked++
	for _, m := range v.masters {
		if m.Fits(check) {
			return m, nil
		}
	}
	return nil, errNoMaster
}

func (v *vault) load(t *testing.T) *secretbox.Box {
	t.Helper()
	b, err := secretbox.Load(t.Context(), secretbox.Options{Store: v, Master: v.master, Now: v.clock, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func newMaster(t *testing.T, b byte) *secretbox.Master {
	t.Helper()
	m, err := secretbox.NewMaster(master(b))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func newVault(t *testing.T) (*vault, *secretbox.Master) {
	m := newMaster(t, 1)
	return &vault{ring: secretbox.NewRing(m, moment), now: moment, masters: []*secretbox.Master{m}}, m
}

func current(t *testing.T, r secretbox.Ring) secretbox.KeyID {
	t.Helper()
	k, err := r.Current()
	if err != nil {
		t.Fatal(err)
	}
	return k.ID
}

func sealedBy(sealed []byte) secretbox.KeyID { return secretbox.KeyID(sealed[1:5]) }

func opens(t *testing.T, b *secretbox.Box, sealed []byte, want string) {
	t.Helper()
	if got, err := b.Open(sealed, "p", "o"); err != nil || string(got) != want {
		t.Fatalf("Open = %q, %v, want %q", got, err, want)
	}
}

// What was sealed with the master key itself opens after the upgrade, and is sealed anew like everything else.
func TestUpgrade(t *testing.T) {
	t.Parallel()
	before := box(t, 1).Seal([]byte("old"), "p", "o")
	m := newMaster(t, 1)
	v := &vault{ring: secretbox.Ring{Check: m.NewCheck()}.Upgrade(m, moment), now: moment, masters: []*secretbox.Master{m}}
	b := v.load(t)
	opens(t, b, before, "old")
	fresh, err := b.Reseal(before, "p", "o")
	if err != nil || sealedBy(fresh) != current(t, v.ring) || sealedBy(fresh) == sealedBy(before) {
		t.Fatalf("Reseal = %x, %v", fresh, err)
	}
	opens(t, b, fresh, "old")
	if again, err := b.Reseal(fresh, "p", "o"); again != nil || err != nil {
		t.Fatalf("sealed anew twice: %x, %v", again, err)
	}
}

// A running server follows a rotation: it opens what the new key sealed at once, and soon seals with it.
func TestBoxFollowsRotation(t *testing.T) {
	t.Parallel()
	v, m := newVault(t)
	running := v.load(t)
	old := running.Seal([]byte("old"), "p", "o")
	v.set(func() { v.ring = v.ring.Begin(m, moment) })
	if got := running.Seal([]byte("x"), "p", "o"); sealedBy(got) != sealedBy(old) {
		t.Fatal("the ring is read for every value")
	}
	v.set(func() { v.now = v.now.Add(secretbox.FreshFor) })
	if got := running.Seal([]byte("x"), "p", "o"); sealedBy(got) != current(t, v.ring) {
		t.Fatal("the retired key seals for too long")
	}
	opens(t, running, old, "old")

	v.set(func() { v.ring = v.ring.Begin(m, moment) })
	opens(t, running, v.load(t).Seal([]byte("new"), "p", "o"), "new")
	opens(t, running, old, "old")
	reads := v.reads
	if _, err := running.Open(box(t, 9).Seal([]byte("x"), "p", "o"), "p", "o"); !errors.Is(err, secretbox.ErrUnknownKey) {
		t.Fatalf("a key that nobody has: %v", err)
	}
	if v.reads-reads > 3 {
		t.Fatalf("the ring was read %d times for one value", v.reads-reads)
	}
}

// While the ring cannot be read, a server goes on with the keys that it has.
func TestBoxWithoutRing(t *testing.T) {
	t.Parallel()
	v, _ := newVault(t)
	b := v.load(t)
	sealed := b.Seal([]byte("x"), "p", "o")
	v.set(func() { v.err, v.now = errors.New("no database"), v.now.Add(time.Hour) })
	opens(t, b, sealed, "x")
	opens(t, b, b.Seal([]byte("y"), "p", "o"), "y")
	reads := v.reads
	b.Seal([]byte("z"), "p", "o")
	if v.reads != reads {
		t.Error("a ring that cannot be read is read for every value")
	}
}

// A retired key is removed when nothing uses it, and not before its grace is over.
func TestFinish(t *testing.T) {
	t.Parallel()
	v, m := newVault(t)
	first := current(t, v.ring)
	begun := v.ring.Begin(m, moment)
	for _, c := range []struct {
		name    string
		used    map[secretbox.KeyID]bool
		after   time.Duration
		removed bool
	}{
		{"unused, in its grace", nil, secretbox.Grace - 1, false},
		{"used", map[secretbox.KeyID]bool{first: true}, 2 * secretbox.Grace, false},
		{"unused", map[secretbox.KeyID]bool{current(t, begun): true}, secretbox.Grace, true},
	} {
		left, removed := begun.Finish(m, c.used, moment.Add(c.after))
		k, err := left.Current()
		if err != nil || k.State != secretbox.Current || k.ID != current(t, begun) {
			t.Errorf("%s: the current key is %+v, %v", c.name, k, err)
		}
		if c.used[first] && !left.Keys[0].ChangedAt.Equal(moment.Add(c.after)) {
			t.Errorf("%s: the grace does not begin anew: %+v", c.name, left.Keys[0])
		}
		if (len(removed) == 1 && removed[0] == first) != c.removed || len(left.Keys)+len(removed) != 2 {
			t.Errorf("%s: removed %v, left %+v", c.name, removed, left.Keys)
		}
	}
}

// A new master key opens the same values; a server that knew the data keys does not need it, one that starts does.
func TestRewrap(t *testing.T) {
	t.Parallel()
	v, m := newVault(t)
	running := v.load(t)
	sealed := running.Seal([]byte("x"), "p", "o")
	to := newMaster(t, 2)
	rewrapped, err := v.ring.Rewrap(m, to)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := rewrapped.Rewrap(m, to); !errors.Is(err, secretbox.ErrUnknownKey) {
		t.Fatalf("wrapped anew with the wrong master key: %v", err)
	}
	v.set(func() { v.ring, v.now = rewrapped, v.now.Add(time.Hour) })
	opens(t, running, running.Seal([]byte("y"), "p", "o"), "y")
	o := secretbox.Options{Store: v, Master: v.master, Now: v.clock, Log: slog.New(slog.DiscardHandler)}
	if _, err := secretbox.Load(t.Context(), o); !errors.Is(err, errNoMaster) {
		t.Fatalf("loaded with the old master key: %v", err)
	}
	v.set(func() { v.masters = append(v.masters, to) })
	opens(t, v.load(t), sealed, "x")
	v.set(func() { v.ring = v.ring.Begin(to, moment) })
	opens(t, running, v.load(t).Seal([]byte("z"), "p", "o"), "z")
}

// A wrapped key belongs to its id, and a check to its master key.
func TestWrongMaster(t *testing.T) {
	t.Parallel()
	v, m := newVault(t)
	if !m.Fits(v.ring.Check) || newMaster(t, 2).Fits(v.ring.Check) || m.Fits(nil) || m.Fits([]byte{1, 2, 3}) {
		t.Error("Fits is wrong")
	}
	forged := v.ring.Begin(m, moment)
	forged.Keys[0].Wrapped = forged.Keys[1].Wrapped
	v.ring = forged
	o := secretbox.Options{Store: v, Master: v.master, Now: v.clock, Log: slog.New(slog.DiscardHandler)}
	if _, err := secretbox.Load(t.Context(), o); !errors.Is(err, secretbox.ErrDamaged) {
		t.Errorf("a swapped data key: %v", err)
	}
	v.ring = secretbox.Ring{Check: m.NewCheck()}
	if _, err := secretbox.Load(t.Context(), o); err == nil {
		t.Error("a ring without a key was loaded")
	}
	if _, err := secretbox.NewMaster([]byte("short")); err == nil {
		t.Error("a short master key was accepted")
	}
}

// Many goroutines seal and open while the ring changes under them.
func TestConcurrentRotation(t *testing.T) {
	t.Parallel()
	v, m := newVault(t)
	b := v.load(t)
	stop := make(chan struct{})
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				if plain, err := b.Open(b.Seal([]byte("x"), "p", "o"), "p", "o"); err != nil || string(plain) != "x" {
					t.Errorf("%q, %v", plain, err)
					return
				}
			}
		})
	}
	for range 50 {
		v.set(func() { v.ring, v.now = v.ring.Begin(m, v.now), v.now.Add(secretbox.FreshFor) })
		opens(t, b, v.load(t).Seal([]byte("y"), "p", "o"), "y")
	}
	close(stop)
	wg.Wait()
}

func BenchmarkSeal(b *testing.B) {
	m, err := secretbox.NewMaster(master(1))
	if err != nil {
		b.Fatal(err)
	}
	v := &vault{ring: secretbox.NewRing(m, moment), masters: []*secretbox.Master{m}}
	box, err := secretbox.Load(b.Context(), secretbox.Options{Store: v, Master: v.master, Now: time.Now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		b.Fatal(err)
	}
	plain := make([]byte, 64)
	for b.Loop() {
		if _, err := box.Open(box.Seal(plain, "p", "o"), "p", "o"); err != nil {
			b.Fatal(err)
		}
	}
}
