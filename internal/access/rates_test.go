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
	"latchkey/internal/key"
)

// limitedGate is a gate with rates and a clock that the test moves.
func limitedGate(s *shelf, limits access.Limits) (*access.Gate, *atomic.Int64) {
	var at atomic.Int64
	at.Store(now.UnixNano())
	return access.New(access.Options{
		Keys: s, Assistants: s, Mint: mint, Limits: limits, Now: func() time.Time { return time.Unix(0, at.Load()) },
	}), &at
}

func TestRates(t *testing.T) {
	t.Parallel()
	s, secret, second := newShelf(), mint.New(assistantID), mint.New(assistantID)
	k := restricted(key.NewRestriction())
	s.put(secret, k)
	s.put(second, k) // another secret of the same key
	g, at := limitedGate(s, access.Limits{RequestsPerMinute: 4, ConversationsPerHour: 2, MessagesPerMinute: 1})
	try := func(secret, remote string, use access.Use) string {
		_, err := g.Admit(t.Context(), &access.Facts{Key: secret, Use: use, RemoteAddr: remote})
		if d, ok := errors.AsType[*access.Denial](err); ok && d.Code == access.RateLimited {
			return fmt.Sprint(d.Use, " ", d.RetryAfter)
		}
		if err != nil {
			return err.Error()
		}
		return ""
	}
	for i, step := range []struct {
		secret, remote string
		use            access.Use
		after          time.Duration
		want           string
	}{
		{secret, "203.0.113.9:1", access.Conversation, 0, ""},
		{secret, "203.0.113.9:2", access.Conversation, 0, ""},
		{secret, "203.0.113.9:1", access.Conversation, 0, "new conversations 30m0s"},
		{second, "[::ffff:203.0.113.9]:1", access.Request, 0, ""}, // the fourth request: the address is the same, and so is the key
		{secret, "203.0.113.9:1", access.Message, 0, "requests 15s"},
		{secret, "203.0.113.9:1", access.Again, 0, ""},
		{secret, "203.0.113.9:1", access.Message, 15 * time.Second, ""},
		{secret, "203.0.113.10:1", access.Message, 0, ""},
		{secret, "203.0.113.10:1", access.Message, 0, "messages 1m0s"},
		{secret, "127.0.0.1:1", access.Message, 0, ""}, // this machine: most often a proxy that nobody has named
		{secret, "127.0.0.1:1", access.Message, 0, ""},
		{secret, "@", access.Message, 0, ""}, // those whose address cannot be told share one allowance
		{secret, "unix", access.Message, 0, "messages 1m0s"},
	} {
		at.Add(int64(step.after))
		if got := try(step.secret, step.remote, step.use); got != step.want {
			t.Errorf("step %d: %q, want %q", i, got, step.want)
		}
	}
}

func TestRateText(t *testing.T) {
	t.Parallel()
	for wait, want := range map[time.Duration]string{
		time.Millisecond: "in a second.", time.Second + 1: "in 2 seconds.", 119 * time.Second: "in 119 seconds.", 30 * time.Minute: "in 30 minutes.",
	} {
		text := (&access.Denial{Code: access.RateLimited, Use: access.Message, RetryAfter: wait}).Error()
		if !strings.HasSuffix(text, want) || !strings.HasPrefix(text, "Too many messages from your address.") {
			t.Errorf("%v: %s", wait, text)
		}
	}
}

// Made-up keys cost neither a look-up nor memory, however many there are.
func TestFloodOfUnknownKeys(t *testing.T) {
	t.Parallel()
	s := newShelf()
	g := gate(s)
	stranger := key.NewMint([]byte(strings.Repeat("x", key.MarkSize)), false)
	for range 10_000 {
		if _, err := g.Admit(t.Context(), &access.Facts{Key: stranger.New(assistantID)}); code(err) != access.KeyInvalid {
			t.Fatal(err)
		}
	}
	if loads := s.loads.Load(); loads != 0 {
		t.Errorf("%d look-ups", loads)
	}
}

// A cold key that many ask for at once is read once.
func TestOneLoad(t *testing.T) {
	t.Parallel()
	s, secret := newShelf(), mint.New(assistantID)
	s.put(secret, restricted(key.NewRestriction()))
	s.hold = make(chan struct{})
	g := gate(s)
	var group sync.WaitGroup
	var failed atomic.Int32
	leaving, leave := context.WithCancel(t.Context())
	for i := range 50 {
		ctx := t.Context()
		if i == 0 {
			ctx = leaving // who started the look-up goes away
		}
		group.Go(func() {
			if _, err := g.Admit(ctx, &access.Facts{Key: secret}); err != nil {
				failed.Add(1)
			}
		})
	}
	s.hold <- struct{}{}
	leave()
	close(s.hold)
	group.Wait()
	if failed.Load() > 0 || s.loads.Load() != 1 {
		t.Errorf("%d failed, %d look-ups", failed.Load(), s.loads.Load())
	}
}

// All secrets of a key are forgotten with it, in whatever order they came, and nothing else is.
func TestForgetSecrets(t *testing.T) {
	t.Parallel()
	s := newShelf()
	g := gate(s)
	secrets := map[string][]string{}
	for _, id := range []string{"k_1", "k_2"} {
		for range 3 {
			secret := mint.New(assistantID)
			k := restricted(key.NewRestriction())
			k.ID = id
			s.put(secret, k)
			secrets[id] = append(secrets[id], secret)
		}
	}
	admit := func(id string) {
		for _, secret := range secrets[id] {
			if _, err := g.Admit(t.Context(), &access.Facts{Key: secret}); err != nil {
				t.Fatal(err)
			}
		}
	}
	for range 3 {
		admit("k_1")
		admit("k_2")
		before := s.loads.Load()
		g.ForgetKey("k_1")
		g.ForgetKey("k_1")
		admit("k_2")
		if loads := s.loads.Load() - before; loads != 0 {
			t.Errorf("another key was forgotten: %d look-ups", loads)
		}
		admit("k_1")
		if loads := s.loads.Load() - before; loads != 3 {
			t.Errorf("%d secrets were forgotten, want 3", loads)
		}
	}
	before := s.loads.Load()
	g.ForgetAll()
	admit("k_1")
	admit("k_2")
	if loads := s.loads.Load() - before; loads != 6 {
		t.Errorf("after ForgetAll %d look-ups, want 6", loads)
	}
}

// Whom a restriction in trial would refuse is let through, but not what is refused for another reason.
func TestReportOnly(t *testing.T) {
	t.Parallel()
	trial := websites("https://example.com")
	trial.ReportOnly = true
	unknown := key.Restriction{Type: "MOON_PHASE", ReportOnly: true}
	past := now.Add(-time.Second)
	for _, c := range []struct {
		name string
		r    key.Restriction
		edit func(*key.Key)
		want access.Code // of the decision
		in   bool
	}{
		{"website", trial, func(*key.Key) {}, access.OriginNotAllowed, true},
		{"address", key.Restriction{Type: key.IPAddresses, ReportOnly: true}, func(*key.Key) {}, access.AddressNotAllowed, true},
		{"expired", trial, func(k *key.Key) { k.ExpiresAt = &past }, access.KeyExpired, false},
		{"a type of a later version", unknown, func(*key.Key) {}, access.KeyInvalid, false},
	} {
		k := restricted(c.r)
		c.edit(&k)
		d := access.NewPolicy(k, nil, nil).Decide(&access.Facts{Origins: []string{"https://evil.com"}, RemoteAddr: "203.0.113.9:1"}, nil, now)
		if d.Allowed != c.in || d.ReportOnly != c.in || d.Code != c.want {
			t.Errorf("%s: %+v", c.name, d)
		}
	}
}
