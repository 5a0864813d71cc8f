package account

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"

	"latchkey/internal/errs"
)

var start = time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC)

// fail takes attempts until one is refused and returns how many were given and how long to wait.
func fail(t *testing.T, a *attempts, email, address string, now time.Time) (given int, wait time.Duration) {
	t.Helper()
	for ; ; given++ {
		if _, err := a.begin(email, address, now); err != nil {
			e, _ := errs.As(err)
			if e.Kind != errs.RateLimited {
				t.Fatal(err)
			}
			return given, e.RetryAfter
		}
	}
}

func TestAttempts(t *testing.T) {
	t.Parallel()
	a := newAttempts()
	if given, wait := fail(t, a, "ada", "192.0.2.1", start); given != emailBurst || wait != emailEvery {
		t.Errorf("of an e-mail: %d, then %v", given, wait)
	}
	if given, _ := fail(t, a, "ada", "192.0.2.2", start.Add(3*emailEvery)); given != 3 {
		t.Errorf("after three minutes from elsewhere: %d", given)
	}
	// Of one network every e-mail counts, and the whole /64 is one.
	given := 0
	for n := range 2 * addressBurst {
		if _, err := a.begin(fmt.Sprint("user", n), fmt.Sprintf("2001:db8::%x", n), start); err == nil {
			given++
		}
	}
	if given != addressBurst {
		t.Errorf("of a network: %d", given)
	}
	if _, err := a.begin("eve", "2001:db8:0:1::1", start); err != nil {
		t.Errorf("of its neighbour: %v", err)
	}
	// Without an e-mail the network alone counts.
	if given, _ := fail(t, a, "", "192.0.2.7", start); given != addressBurst {
		t.Errorf("without an e-mail: %d", given)
	}
	// A success gives back.
	for n := range 5 * addressBurst {
		giveBack, err := a.begin("bob", "192.0.2.9", start)
		if err != nil {
			t.Fatalf("success %d: %v", n, err)
		}
		giveBack()
	}
	noted := 0
	for a.note(start) {
		noted++
	}
	if noted != notedBurst || a.note(start) || !a.note(start.Add(notedEvery)) {
		t.Errorf("%d failures noted", noted)
	}
}

// A password of nobody is compared at the same cost as that of a user.
func TestNobody(t *testing.T) {
	t.Parallel()
	params, _, _, err := argon2id.DecodeHash(nobodysHash)
	if err != nil || !reflect.DeepEqual(params, hashing) {
		t.Errorf("%+v, want %+v (%v)", params, hashing, err)
	}
	h := newHasher()
	hash, err := h.hash(t.Context(), "caf\u00e9 au lait")
	if err != nil || !strings.HasPrefix(hash, strings.TrimRight(nobodysHash, "A$")) {
		t.Fatalf("%s, %v", hash, err)
	}
	if ok, err := h.matches(t.Context(), "cafe\u0301 au lait", hash); !ok || err != nil {
		t.Errorf("the same password of another keyboard: %v %v", ok, err)
	}
}

// Two passwords are hashed at a time; who comes next waits with its request.
func TestHashersAtOnce(t *testing.T) {
	t.Parallel()
	h := newHasher()
	release, started := make(chan struct{}), make(chan struct{})
	for range hashersAtOnce {
		go func() {
			_ = h.inTurn(context.Background(), func() error {
				started <- struct{}{}
				<-release
				return nil
			})
		}()
		<-started
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := h.hash(ctx, "x"); errs.KindOf(err) != errs.Unavailable || !errors.Is(err, context.Canceled) {
		t.Errorf("a third: %v", err)
	}
	close(release)
	if _, err := h.hash(t.Context(), "x"); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

func TestMasked(t *testing.T) {
	t.Parallel()
	for secret, want := range map[string]string{"": "not set", "short": "set", "sk-0123456789abcd": "••••abcd"} {
		if got := Masked(secret); got != want {
			t.Errorf("%q is shown as %q", secret, got)
		}
	}
}

// failing cannot write what was used.
type failing struct {
	Store
	err error
	got Uses
}

func (f *failing) NoteUses(_ context.Context, tokens, _ Uses) error {
	if f.err == nil {
		f.got = tokens
	}
	return f.err
}

// What could not be written is written the next time, unless there is something newer.
func TestUsesAreKept(t *testing.T) {
	t.Parallel()
	store := &failing{err: errors.New("no database")}
	s := New(store, time.Now)
	s.used.token("a", start)
	s.used.token("b", start)
	if err := s.flush(t.Context()); err == nil {
		t.Fatal("no error")
	}
	store.err = nil
	s.used.token("a", start.Add(time.Second))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	s.Run(ctx, func(err error) { t.Error(err) })
	if want := (Uses{"a": start.Add(time.Second), "b": start}); !reflect.DeepEqual(store.got, want) {
		t.Errorf("got %v, want %v", store.got, want)
	}
}

// paged is a trail of n entries that counts how many are asked for at a time.
type paged struct {
	Store
	n, most int
}

func (p *paged) Audit(_ context.Context, f Filter, limit int) (page []Entry, err error) {
	next := p.n
	if f.Before.ID != "" {
		_, _ = fmt.Sscan(f.Before.ID, &next)
	}
	for next--; next >= 0 && len(page) < limit; next-- {
		page = append(page, Entry{ID: fmt.Sprint(next)})
	}
	p.most = max(p.most, len(page))
	return page, nil
}

// An export holds every entry once, and few of them in memory.
func TestExport(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 1, exportPage, exportPage + 1, 3*exportPage + 7} {
		store, want := &paged{n: n}, n
		for entry, err := range New(store, time.Now).Export(t.Context(), Filter{}) {
			if want--; err != nil || entry.ID != fmt.Sprint(want) {
				t.Fatalf("of %d: %s, want %d (%v)", n, entry.ID, want, err)
			}
		}
		if want != 0 || store.most > exportPage {
			t.Errorf("of %d entries %d are missing; %d at a time", n, want, store.most)
		}
	}
}
