package usage_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"sync"
	"testing"
	"time"

	"latchkey/internal/origin"
	"latchkey/internal/usage"
)

// ledger is a store that keeps what it is given, or refuses.
type ledger struct {
	usage.Store
	mu      sync.Mutex
	batches []usage.Batch
	fail    error
}

func (l *ledger) AddUsage(_ context.Context, b usage.Batch) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.fail != nil {
		return l.fail
	}
	l.batches = append(l.batches, b)
	return nil
}

// all is everything that was saved.
func (l *ledger) all() (sum usage.Batch) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, b := range l.batches {
		sum.Used = append(sum.Used, b.Used...)
		sum.Denied = append(sum.Denied, b.Denied...)
		sum.Addresses = append(sum.Addresses, b.Addresses...)
		sum.Last = append(sum.Last, b.Last...)
		sum.Elements = append(sum.Elements, b.Elements...)
	}
	return sum
}

var noon = time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC)

func newRecorder(l *ledger) *usage.Recorder {
	return usage.New(l, func() time.Time { return noon }, slog.New(slog.DiscardHandler))
}

func site(t testing.TB, text string) origin.Origin {
	t.Helper()
	if text == "" {
		return origin.Origin{}
	}
	o, err := origin.ParseHeader(text)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestMeter(t *testing.T) {
	t.Parallel()
	l := &ledger{}
	r := newRecorder(l)
	m := r.Meter("k_1", [32]byte{1}, false)
	a, b, none := site(t, "https://a.example"), site(t, "https://b.example"), origin.Origin{}
	ip4, ip6 := netip.MustParseAddr("203.0.113.9"), netip.MustParseAddr("2001:db8:1:2::3")
	m.Request(noon, a, ip4)
	m.Request(noon, b, ip6)
	m.Conversation(noon, a)
	m.Message(noon, a)
	m.Tokens(noon, a, 10, 5)
	m.Request(noon, none, netip.Addr{})
	m.Denied(noon, "ORIGIN_NOT_ALLOWED", "https://evil.example", false)
	m.Denied(noon.Add(time.Second), "ORIGIN_NOT_ALLOWED", "https://evil.example", false)
	m.Denied(noon, "ORIGIN_NOT_ALLOWED", "https://evil.example", true)
	m.Request(noon.Add(time.Hour), a, ip4) // in the next hour
	if err := r.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	saved := l.all()
	used := map[string]usage.Counts{}
	for _, u := range saved.Used {
		used[u.Hour.Format("15 ")+u.Origin] = u.Counts
	}
	want := map[string]usage.Counts{
		"12 https://a.example": {Requests: 1, Conversations: 1, Messages: 1, InputTokens: 10, OutputTokens: 5},
		"12 https://b.example": {Requests: 1}, "12 ": {Requests: 1}, "13 https://a.example": {Requests: 1},
	}
	if fmt.Sprint(used) != fmt.Sprint(want) {
		t.Errorf("used %v", used)
	}
	denied := map[bool]int64{}
	for _, d := range saved.Denied {
		denied[d.ReportOnly] += d.Count
		if !d.ReportOnly && !d.LastAt.Equal(noon.Add(time.Second)) {
			t.Errorf("last refused %v", d.LastAt)
		}
	}
	if denied[false] != 2 || denied[true] != 1 {
		t.Errorf("denied %v", saved.Denied)
	}
	places := map[string]int64{}
	for _, p := range saved.Addresses {
		places[p.Address] += p.Requests
	}
	if len(places) != 2 || places["203.0.113.0/24"] != 2 || places["2001:db8:1::/48"] != 1 {
		t.Errorf("addresses %v", places)
	}
	if len(saved.Last) != 1 || saved.Last[0].Origin != "https://a.example" || saved.Last[0].Address != "203.0.113.0/24" || !saved.Last[0].At.Equal(noon.Add(time.Hour)) {
		t.Errorf("last %+v", saved.Last)
	}
	if err := r.Flush(t.Context()); err != nil || len(l.all().Used) != len(saved.Used) {
		t.Errorf("saved twice: %v", err)
	}
}

// A key that is restricted to addresses keeps them whole: they are its owner's.
func TestExactAddresses(t *testing.T) {
	t.Parallel()
	l := &ledger{}
	r := newRecorder(l)
	r.Meter("k_1", [32]byte{}, true).Request(noon, origin.Origin{}, netip.MustParseAddr("203.0.113.9"))
	if err := r.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	if saved := l.all(); saved.Addresses[0].Address != "203.0.113.9" || saved.Last[0].Address != "203.0.113.0/24" {
		t.Errorf("%+v", saved)
	}
}

// Nobody can make a meter grow: what is beyond the bounds is counted, and not told apart.
func TestBounds(t *testing.T) {
	t.Parallel()
	l := &ledger{}
	r := newRecorder(l)
	const sites = 10 * usage.MaxCallers
	m := r.Meter("k_1", [32]byte{}, true)
	for i := range sites {
		from := site(t, fmt.Sprintf("https://s%d.example", i))
		m.Request(noon, from, netip.AddrFrom4([4]byte{10, 0, byte(i >> 8), byte(i)}))
		m.Denied(noon, "ORIGIN_NOT_ALLOWED", fmt.Sprintf("https://evil%d.example", i), false)
	}
	m.Request(noon, origin.Origin{}, netip.Addr{}) // not to be taken for one of the others
	if err := r.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	var requests, denials int64
	saved := l.all()
	for _, u := range saved.Used {
		requests += u.Requests
	}
	for _, d := range saved.Denied {
		denials += d.Count
	}
	if requests != sites+1 || denials != sites || len(saved.Used) > usage.MaxCallers+1 || len(saved.Denied) > usage.MaxCallers+1 || len(saved.Addresses) > usage.MaxCallers {
		t.Errorf("%d requests in %d rows, %d denials in %d rows, %d addresses", requests, len(saved.Used), denials, len(saved.Denied), len(saved.Addresses))
	}
}

func TestBoundOfAllKeys(t *testing.T) {
	t.Parallel()
	l := &ledger{}
	r := newRecorder(l)
	const keys = 2 * usage.MaxKept / usage.MaxCallers
	for round := range 2 {
		for k := range keys {
			m := r.Meter(fmt.Sprint("k_", k), [32]byte{}, false)
			for i := range usage.MaxCallers {
				m.Denied(noon, "ORIGIN_NOT_ALLOWED", fmt.Sprint(i), false)
			}
		}
		if err := r.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
		var count, apart int64
		for _, d := range l.all().Denied {
			count += d.Count
			if d.Caller != usage.Others {
				apart++
			}
		}
		if want := int64(round + 1); count != want*keys*usage.MaxCallers || apart != want*usage.MaxKept {
			t.Errorf("round %d: %d counted, %d told apart", round, count, apart)
		}
	}
}

// What cannot be saved is kept for the next time, and nothing is counted twice.
func TestFailure(t *testing.T) {
	t.Parallel()
	l := &ledger{fail: errors.New("no database")}
	r := newRecorder(l)
	m := r.Meter("k_1", [32]byte{}, false)
	for range 3 {
		m.Request(noon, origin.Origin{}, netip.Addr{})
		if err := r.Flush(t.Context()); err == nil {
			t.Fatal("the failure is hidden")
		}
	}
	l.mu.Lock()
	l.fail = nil
	l.mu.Unlock()
	if err := r.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	var requests int64
	for _, u := range l.all().Used {
		requests += u.Requests
	}
	if requests != 3 {
		t.Errorf("%d requests were saved, want 3", requests)
	}
}

// Many count while somebody saves: the sum is right.
func TestConcurrent(t *testing.T) {
	t.Parallel()
	l := &ledger{}
	r := newRecorder(l)
	m := r.Meter("k_1", [32]byte{}, false)
	var group sync.WaitGroup
	const workers, each = 4, 2000
	for w := range workers {
		from := site(t, fmt.Sprintf("https://w%d.example", w))
		group.Go(func() {
			for i := range each {
				m.Request(noon.Add(time.Duration(i)*time.Second), from, netip.MustParseAddr("203.0.113.9"))
			}
		})
	}
	stop := make(chan struct{})
	var saver sync.WaitGroup
	saver.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
				_ = r.Flush(context.Background())
			}
		}
	})
	group.Wait()
	close(stop)
	saver.Wait()
	if err := r.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	var requests int64
	for _, u := range l.all().Used {
		requests += u.Requests
	}
	if requests != workers*each {
		t.Errorf("%d requests, want %d", requests, workers*each)
	}
}

func TestNoMeter(t *testing.T) {
	t.Parallel()
	var r *usage.Recorder
	m := r.Meter("k_1", [32]byte{}, false)
	m.Request(noon, origin.Origin{}, netip.Addr{})
	m.Denied(noon, "X", "", false)
	m.Message(noon, origin.Origin{})
}

func TestBudgetAllocations(t *testing.T) {
	m := newRecorder(&ledger{}).Meter("k_1", [32]byte{}, false)
	from, client := site(t, "https://a.example"), netip.MustParseAddr("203.0.113.9")
	m.Request(noon, from, client)
	if allocs := testing.AllocsPerRun(100, func() { m.Request(noon, from, client) }); allocs != 0 {
		t.Errorf("%v allocations", allocs)
	}
}

func BenchmarkRequest(b *testing.B) {
	m := newRecorder(&ledger{}).Meter("k_1", [32]byte{}, false)
	from, client := site(b, "https://a.example"), netip.MustParseAddr("203.0.113.9")
	for b.Loop() {
		m.Request(noon, from, client)
	}
}
