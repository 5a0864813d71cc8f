package access_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"latchkey/internal/access"
	"latchkey/internal/assistant"
	"latchkey/internal/errs"
	"latchkey/internal/key"
	"latchkey/internal/usage"
)

var mint = key.NewMint(make([]byte, key.MarkSize), false)

var now = time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC)

// shelf is a store of one assistant's keys, as the gate sees it.
type shelf struct {
	mu    sync.Mutex
	keys  map[key.Digest]key.Key
	grace map[key.Digest]*time.Time
	loads atomic.Int32
	fail  error
	hold  chan struct{} // when set, a load waits here after it has read
}

const assistantID = "aX7kP2mQ9r"

func newShelf() *shelf {
	return &shelf{keys: map[key.Digest]key.Key{}, grace: map[key.Digest]*time.Time{}}
}

func (s *shelf) put(secret string, k key.Key) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.keys[key.DigestOf(secret)] = k
}

func (s *shelf) KeyByDigest(_ context.Context, digest key.Digest) (key.Key, *time.Time, error) {
	s.loads.Add(1)
	s.mu.Lock()
	k, ok := s.keys[digest]
	grace, fail, hold := s.grace[digest], s.fail, s.hold
	s.mu.Unlock()
	if hold != nil {
		<-hold
	}
	if fail != nil {
		return key.Key{}, nil, fail
	}
	if !ok {
		return key.Key{}, nil, errs.Missing("API key")
	}
	return k, grace, nil
}

func (s *shelf) Get(_ context.Context, id string) (assistant.Assistant, error) {
	if id != assistantID {
		return assistant.Assistant{}, errs.Missing("assistant")
	}
	return assistant.Assistant{ID: id}, nil
}

func gate(s *shelf) *access.Gate {
	return access.New(access.Options{Keys: s, Assistants: s, Mint: mint, Now: func() time.Time { return now }})
}

func restricted(r key.Restriction) key.Key {
	k := key.Key{ID: "k_1", AssistantID: assistantID, Draft: key.NewDraft()}
	k.Restriction = r
	return k
}

func websites(list ...string) key.Restriction {
	return key.Restriction{Type: key.Websites, Websites: list}
}

func code(err error) access.Code {
	if d, ok := errors.AsType[*access.Denial](err); ok {
		return d.Code
	}
	return ""
}

func TestAdmit(t *testing.T) {
	t.Parallel()
	past, future := now.Add(-time.Second), now.Add(time.Second)
	secret := mint.New(assistantID)
	edit := func(change func(*key.Key)) key.Key {
		k := restricted(key.NewRestriction())
		change(&k)
		return k
	}
	addresses := key.Restriction{Type: key.IPAddresses, IPAddresses: []string{"203.0.113.0/24"}}
	for _, c := range []struct {
		name  string
		key   key.Key
		facts access.Facts
		want  access.Code // "" = admitted
	}{
		{"no restriction", edit(func(*key.Key) {}), access.Facts{}, ""},
		{"disabled", edit(func(k *key.Key) { k.Disabled = true }), access.Facts{}, access.KeyDisabled},
		{"expired", edit(func(k *key.Key) { k.ExpiresAt = &past }), access.Facts{}, access.KeyExpired},
		{"expires at this moment", edit(func(k *key.Key) { k.ExpiresAt = &now }), access.Facts{}, access.KeyExpired},
		{"not yet expired", edit(func(k *key.Key) { k.ExpiresAt = &future }), access.Facts{}, ""},
		{"deleted", edit(func(k *key.Key) { k.DeletedAt = &past }), access.Facts{}, access.KeyInvalid},
		{"a restriction of a later version", restricted(key.Restriction{Type: "MOON_PHASE"}), access.Facts{}, access.KeyInvalid},
		{"website", restricted(websites("https://example.com")), access.Facts{Origins: []string{"https://example.com"}}, ""},
		{"another website", restricted(websites("https://example.com")), access.Facts{Origins: []string{"https://evil.com"}}, access.OriginNotAllowed},
		{"null", restricted(websites("https://example.com")), access.Facts{Origins: []string{"null"}, Referers: []string{"https://example.com/"}}, access.OriginNotAllowed},
		{"two origins", restricted(websites("https://example.com")), access.Facts{Origins: []string{"https://example.com", "https://example.com"}}, access.OriginNotAllowed},
		{"referer", restricted(websites("https://example.com")), access.Facts{Referers: []string{"https://example.com/a?b"}}, ""},
		{"neither", restricted(websites("https://example.com")), access.Facts{}, access.OriginMissing},
		{"empty list accepts every website", restricted(websites()), access.Facts{Origins: []string{"https://anything.example"}}, ""},
		{"empty list accepts also null", restricted(websites()), access.Facts{Origins: []string{"null"}}, ""},
		{"empty list accepts also no origin", restricted(websites()), access.Facts{}, ""},
		{"a list that cannot be read is not an empty list", restricted(websites("https://")), access.Facts{Origins: []string{"https://a.example"}}, access.OriginNotAllowed},
		{"address", restricted(addresses), access.Facts{RemoteAddr: "203.0.113.9:1234"}, ""},
		{"mapped address", restricted(addresses), access.Facts{RemoteAddr: "[::ffff:203.0.113.9]:1234"}, ""},
		{"another address", restricted(addresses), access.Facts{RemoteAddr: "198.51.100.1:1"}, access.AddressNotAllowed},
		{"forged header", restricted(addresses), access.Facts{RemoteAddr: "198.51.100.1:1", Header: map[string][]string{"X-Forwarded-For": {"203.0.113.9"}}}, access.AddressNotAllowed},
		{"no address", restricted(addresses), access.Facts{RemoteAddr: "@"}, access.AddressNotAllowed},
		{"empty address list refuses all", restricted(key.Restriction{Type: key.IPAddresses}), access.Facts{RemoteAddr: "203.0.113.9:1"}, access.AddressNotAllowed},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newShelf()
			s.put(secret, c.key)
			c.facts.Key = secret
			_, err := gate(s).Admit(t.Context(), &c.facts)
			if code(err) != c.want || (c.want == "" && err != nil) {
				t.Fatalf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestUnknownKeys(t *testing.T) {
	t.Parallel()
	s := newShelf()
	g := gate(s)
	known := mint.New(assistantID)
	s.put(known, restricted(key.NewRestriction()))
	other := mint.New("bX7kP2mQ9r")
	s.put(other, restricted(key.NewRestriction())) // stored under another assistant than it names
	for _, c := range []struct {
		name, key string
		want      access.Code
		loads     int32 // of 3 tries
	}{
		{"no key", "", access.KeyMissing, 0},
		{"not a key", "nonsense", access.KeyInvalid, 0},
		{"mistyped", known[:len(known)-1] + "!", access.KeyInvalid, 0},
		{"made up, with a right checksum", mint.New(assistantID), access.KeyInvalid, 1},
		{"of another assistant", other, access.KeyInvalid, 1},
	} {
		before := s.loads.Load()
		for range 3 {
			if _, err := g.Admit(t.Context(), &access.Facts{Key: c.key}); code(err) != c.want {
				t.Errorf("%s: %v, want %s", c.name, err, c.want)
			}
		}
		if loads := s.loads.Load() - before; loads != c.loads {
			t.Errorf("%s: looked up %d times, want %d", c.name, loads, c.loads)
		}
	}
}

// A secret in its grace period works until the grace ends.
func TestGrace(t *testing.T) {
	t.Parallel()
	for until, want := range map[time.Time]access.Code{now.Add(time.Second): "", now: access.KeyInvalid} {
		s, secret := newShelf(), mint.New(assistantID)
		s.put(secret, restricted(key.NewRestriction()))
		s.grace[key.DigestOf(secret)] = &until
		if _, err := gate(s).Admit(t.Context(), &access.Facts{Key: secret}); code(err) != want {
			t.Errorf("grace until %v: %v, want %q", until, err, want)
		}
	}
}

// A change holds from the next request on, in both directions.
func TestForget(t *testing.T) {
	t.Parallel()
	s, secret := newShelf(), mint.New(assistantID)
	g := gate(s)
	facts := access.Facts{Key: secret, Origins: []string{"https://example.com"}}
	admitted := func() bool {
		_, err := g.Admit(t.Context(), &facts)
		return err == nil
	}
	if admitted() {
		t.Fatal("admitted before the key exists")
	}
	s.put(secret, restricted(websites("https://example.com")))
	g.ForgetKey("k_1")
	if !admitted() {
		t.Fatal("not admitted after the key was created")
	}
	s.put(secret, restricted(websites("https://other.example")))
	if !admitted() {
		t.Fatal("the stored key is read without being told")
	}
	g.ForgetKey("k_1")
	if admitted() {
		t.Fatal("admitted after the website was removed")
	}
	s.put(secret, restricted(key.NewRestriction()))
	g.ForgetAssistant(assistantID)
	if !admitted() {
		t.Fatal("not admitted after the assistant was changed")
	}
}

// What was read before a change is not kept after it.
func TestForgetWhileLoading(t *testing.T) {
	t.Parallel()
	s, secret := newShelf(), mint.New(assistantID)
	g := gate(s)
	s.put(secret, restricted(key.NewRestriction()))
	s.hold = make(chan struct{})
	done := make(chan error)
	go func() {
		_, err := g.Admit(context.Background(), &access.Facts{Key: secret})
		done <- err
	}()
	s.hold <- struct{}{} // the old version was read
	<-done
	s.mu.Lock()
	s.hold = make(chan struct{})
	s.mu.Unlock()
	g.ForgetKey("k_1")
	go func() {
		_, err := g.Admit(context.Background(), &access.Facts{Key: secret})
		done <- err
	}()
	for s.loads.Load() < 2 { // the second load has begun
		select {
		case <-t.Context().Done():
			t.FailNow()
		default:
		}
	}
	disabled := restricted(key.NewRestriction())
	disabled.Disabled = true
	s.put(secret, disabled)
	g.ForgetKey("k_1")
	close(s.hold)
	<-done
	if _, err := g.Admit(t.Context(), &access.Facts{Key: secret}); code(err) != access.KeyDisabled {
		t.Fatalf("the version from before the change was kept: %v", err)
	}
}

// When the database does not answer, nobody is told that the key is wrong.
func TestStoreFailure(t *testing.T) {
	t.Parallel()
	s, secret := newShelf(), mint.New(assistantID)
	s.fail = errors.New("database gone")
	_, err := gate(s).Admit(t.Context(), &access.Facts{Key: secret})
	if err == nil || code(err) != "" {
		t.Fatalf("got %v", err)
	}
	s.mu.Lock()
	s.fail = nil
	s.keys[key.DigestOf(secret)] = restricted(key.NewRestriction())
	s.mu.Unlock()
	g := gate(s)
	if _, err := g.Admit(t.Context(), &access.Facts{Key: secret}); err != nil {
		t.Fatalf("the failure was kept: %v", err)
	}
}

// The text of a denial says what was received, harmlessly, and never what would be allowed.
func TestDenialText(t *testing.T) {
	t.Parallel()
	s, secret := newShelf(), mint.New(assistantID)
	s.put(secret, restricted(websites("https://secret-customer.example")))
	g := gate(s)
	for _, origin := range []string{"https://evil.com", "https://x\x1b[31m\u2028</script>", "\xff\xfe"} {
		_, err := g.Admit(t.Context(), &access.Facts{Key: secret, Origins: []string{origin}})
		text := err.Error()
		for _, bad := range []string{"secret-customer", "\x1b", "\u2028", "\xff"} {
			if strings.Contains(text, bad) {
				t.Errorf("%q holds %q", text, bad)
			}
		}
	}
}

// big returns a gate with one key of n websites or prefixes, and facts that its last entry admits.
func big(tb testing.TB, n int, kind key.RestrictionType) (*access.Gate, *access.Facts) {
	tb.Helper()
	r := key.Restriction{Type: kind}
	for i := range n {
		r.Websites = append(r.Websites, fmt.Sprintf("https://*.site%d.example.com", i))
		r.IPAddresses = append(r.IPAddresses, fmt.Sprintf("10.%d.%d.0/24", i/256, i%256))
	}
	s, secret := newShelf(), mint.New(assistantID)
	s.put(secret, restricted(r))
	g := access.New(access.Options{
		Keys: s, Assistants: s, Mint: mint, Now: time.Now, Usage: usage.New(nil, time.Now, nil),
		Limits: access.Limits{RequestsPerMinute: 1e9, ConversationsPerHour: 1e9, MessagesPerMinute: 1e9},
	})
	facts := &access.Facts{
		Key: secret, Origins: []string{fmt.Sprintf("https://www.site%d.example.com", n-1)},
		RemoteAddr: fmt.Sprintf("10.%d.%d.7:443", (n-1)/256, (n-1)%256),
	}
	if _, err := g.Admit(tb.Context(), facts); err != nil {
		tb.Fatal(err)
	}
	return g, facts
}

// An admitted request costs no memory, however long the list.
func TestBudgetAllocations(t *testing.T) {
	for _, kind := range []key.RestrictionType{key.None, key.Websites, key.IPAddresses} {
		for _, n := range []int{1, 1000} {
			g, facts := big(t, n, kind)
			ctx := t.Context()
			if allocs := testing.AllocsPerRun(200, func() { _, _ = g.Admit(ctx, facts) }); allocs != 0 {
				t.Errorf("%s with %d entries: %v allocations", kind, n, allocs)
			}
		}
	}
}

func BenchmarkAdmit(b *testing.B) {
	for _, kind := range []key.RestrictionType{key.Websites, key.IPAddresses} {
		for _, n := range []int{1, 100, 1000} {
			g, facts := big(b, n, kind)
			b.Run(fmt.Sprintf("%s/%d", kind, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if _, err := g.Admit(b.Context(), facts); err != nil {
						b.Fatal(err)
					}
				}
			})
			b.Run(fmt.Sprintf("%s/%d/refused", kind, n), func(b *testing.B) {
				b.ReportAllocs()
				stranger := *facts
				stranger.Origins, stranger.RemoteAddr = []string{"https://www.evil.com"}, "198.51.100.1:443"
				for b.Loop() {
					if _, err := g.Admit(b.Context(), &stranger); err == nil {
						b.Fatal("admitted")
					}
				}
			})
		}
	}
}
