package usage_test

import (
	"fmt"
	"net/netip"
	"strings"
	"testing"
	"time"

	"latchkey/internal/usage"
)

// Versions are told apart by website; what is no version is not counted, and nobody can make the count grow.
func TestElement(t *testing.T) {
	t.Parallel()
	l := &ledger{}
	r := newRecorder(l)
	m := r.Meter("k_1", [32]byte{1}, false)
	a, b := site(t, "https://a.example"), site(t, "https://b.example")
	for _, version := range []string{"1.2.3", "1.2.3", "0.10.0-rc.1", "", "1.2", "1.2.3-", "v1.2.3", "1.2.3 ", "1.-2.3", "1.2.3.4", "1..3", "1.2.3-ä", "1.2.3-" + strings.Repeat("a", 40)} {
		m.Element(noon, a, version)
	}
	m.Element(noon.Add(time.Minute), b, "1.2.3")
	m.Element(noon.Add(time.Hour), a, "1.2.3") // in the next hour
	(*usage.Meter)(nil).Element(noon, a, "1.2.3")
	if err := r.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	requests := map[string]int64{}
	for _, s := range l.all().Elements {
		requests[s.KeyID+" "+s.Origin+" "+s.Version] += s.Requests
		if s.FirstAt.IsZero() || s.LastAt.Before(s.FirstAt) {
			t.Errorf("%+v", s)
		}
	}
	if want := map[string]int64{"k_1 https://a.example 1.2.3": 3, "k_1 https://a.example 0.10.0-rc.1": 1, "k_1 https://b.example 1.2.3": 1}; fmt.Sprint(requests) != fmt.Sprint(want) {
		t.Errorf("%v", requests)
	}
	for n := range 10 * usage.MaxCallers {
		m.Element(noon, a, fmt.Sprint("1.0.", n))
	}
	before := len(l.all().Elements)
	if err := r.Flush(t.Context()); err != nil || len(l.all().Elements)-before > usage.MaxCallers {
		t.Errorf("%d versions, %v", len(l.all().Elements)-before, err)
	}
}

// A request with a version that was seen lately costs no memory.
func TestElementAllocates(t *testing.T) {
	l := &ledger{}
	m := newRecorder(l).Meter("k_1", [32]byte{1}, false)
	a, client := site(t, "https://a.example"), netip.MustParseAddr("203.0.113.9")
	if n := testing.AllocsPerRun(1000, func() {
		m.Request(noon, a, client)
		m.Element(noon, a, "1.2.3")
	}); n > 0 {
		t.Errorf("%v allocations", n)
	}
}
