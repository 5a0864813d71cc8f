package address_test

import (
	"errors"
	"fmt"
	"net/netip"
	"strings"
	"testing"

	"latchkey/internal/address"
)

// The zero values are harmless: they match and trust nobody.
func TestZeroValues(t *testing.T) {
	t.Parallel()
	addr := netip.MustParseAddr("203.0.113.5")
	var none *address.Set
	for name, set := range map[string]*address.Set{
		"nil": none, "zero": {}, "empty": address.Compile(nil), "invalid range": address.Compile([]netip.Prefix{{}}),
	} {
		if _, ok := set.Match(addr); ok || set.Len() != 0 {
			t.Errorf("the %s set matches or is not empty", name)
		}
	}
	if _, ok := address.Compile(mustPrefixes(t, "203.0.113.5")).Match(netip.Addr{}); ok {
		t.Error("the zero address is admitted")
	}
	var nobody *address.Proxies
	for _, proxies := range []*address.Proxies{nobody, {}} {
		client, err := proxies.Client("203.0.113.5:1", map[string][]string{"X-Forwarded-For": {"198.51.100.66"}})
		if err != nil || client.Addr != addr || client.Via != address.Socket || client.Ignored {
			t.Errorf("got %+v, %v", client, err)
		}
	}
}

// Compile canonicalises by itself, for ranges that do not come from ParseEntry.
func TestCompileCanonicalises(t *testing.T) {
	t.Parallel()
	set := address.Compile([]netip.Prefix{
		netip.MustParsePrefix("10.0.0.5/8"), netip.MustParsePrefix("10.0.0.0/8"),
		netip.MustParsePrefix("::ffff:203.0.113.9/120"), netip.MustParsePrefix("::/64"),
	})
	for text, want := range map[string]string{
		"10.1.2.3":             "10.0.0.0/8",
		"::ffff:10.1.2.3":      "10.0.0.0/8",
		"203.0.113.5":          "203.0.113.0/24",
		"::203.0.113.5":        "::/64",
		"198.51.100.66":        "invalid Prefix",
		"::ffff:198.51.100.66": "invalid Prefix",
	} {
		if got, _ := set.Match(netip.MustParseAddr(text)); got.String() != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
	if set.Len() != 3 {
		t.Errorf("got %d ranges, want 3", set.Len())
	}
}

// An address with a zone matches nothing, whatever is listed.
func TestMatchRefusesZones(t *testing.T) {
	t.Parallel()
	set := address.Compile([]netip.Prefix{netip.MustParsePrefix("::/0"), netip.MustParsePrefix("0.0.0.0/0")})
	for _, text := range []string{"fe80::1%eth0", "::ffff:203.0.113.5%eth0"} {
		if prefix, ok := set.Match(netip.MustParseAddr(text)); ok {
			t.Errorf("%s is within %s", text, prefix)
		}
	}
}

// A caller with an explicit confirmation finds the range beside the refusal, and only beside this one.
func TestTooWideKeepsTheRange(t *testing.T) {
	t.Parallel()
	parsed, err := address.ParseEntry("10.0.0.1/7")
	if address.ReasonOf(err) != address.ReasonTooWide || parsed.String() != "10.0.0.0/7" ||
		!strings.Contains(err.Error(), "restriction None") {
		t.Errorf("got %s, %v", parsed, err)
	}
	if parsed, err = address.ParseEntry("fe80::1%eth0"); err == nil || parsed.Prefix.IsValid() {
		t.Errorf("got %s, %v", parsed, err)
	}
}

// The operator's own proxy, not configured yet, can be told from a stranger who sends the header.
func TestIgnoredHeaderIsReported(t *testing.T) {
	t.Parallel()
	header := map[string][]string{"X-Forwarded-For": {"203.0.113.5"}}
	proxies := mustProxies(t, "X-Forwarded-For")
	client, err := proxies.Client("172.18.0.1:1", header)
	if err != nil || !client.Ignored || !client.Peer.IsPrivate() || client.Addr != client.Peer {
		t.Errorf("got %+v, %v", client, err)
	}
	if client, _ = proxies.Client("172.18.0.1:1", nil); client.Ignored {
		t.Error("a header that is not there was ignored")
	}
	proxies = mustProxies(t, "X-Forwarded-For", "172.18.0.1")
	if client, _ = proxies.Client("172.18.0.1:1", header); client.Ignored || client.Peer.String() != "172.18.0.1" {
		t.Errorf("got %+v", client)
	}
}

func TestNewProxiesRefuses(t *testing.T) {
	t.Parallel()
	trusted := mustPrefixes(t, "10.0.0.0/8")
	for _, header := range []string{"", "X Forwarded For", "X-Forwarded-For:", "X-Forwarded-For,X-Real-IP"} {
		if _, err := address.NewProxies(trusted, header); err == nil {
			t.Errorf("the header %q is accepted", header)
		}
	}
	if _, err := address.NewProxies(nil, ""); err != nil {
		t.Errorf("no proxies: %v", err)
	}
}

// A refusal keeps its reason when it is wrapped.
func TestReasonOf(t *testing.T) {
	t.Parallel()
	_, err := address.ParseEntry("")
	if got := address.ReasonOf(fmt.Errorf("wrapped: %w", err)); got != address.ReasonEmpty || err.Error() == "" {
		t.Errorf("got reason %q, message %q", got, err)
	}
	if got := address.ReasonOf(errors.New("another error")); got != "" {
		t.Errorf("got %q for a foreign error", got)
	}
}

// One IPv6 address is accepted with the advice to list its network.
func TestSingleIPv6Advice(t *testing.T) {
	t.Parallel()
	parsed, err := address.ParseEntry("2001:db8:1:2:3:4:5:6")
	if err != nil || len(parsed.Warnings) != 1 || parsed.Warnings[0].Suggestion != "2001:db8:1:2::/64" {
		t.Errorf("got %+v, %v", parsed, err)
	}
}

// The path that every request takes leaves nothing to the garbage collector.
func TestNoAllocations(t *testing.T) {
	set := manyRanges(t, 1000)
	inside, outside := netip.MustParseAddr("::ffff:10.0.5.9"), netip.MustParseAddr("2001:db8:ffff::1")
	direct, plain := mustProxies(t, ""), mustProxies(t, "X-Forwarded-For", "10.0.0.0/8")
	forwarded := mustProxies(t, "Forwarded", "10.0.0.0/8")
	header := map[string][]string{
		"X-Forwarded-For": {"203.0.113.5", "[2001:db8::1]:443, 10.0.0.3"},
		"Forwarded":       {`for="[2001:db8::1]:443";proto=https, for=10.0.0.3`},
	}
	for name, run := range map[string]func(){
		"Match, inside":         func() { set.Match(inside) },
		"Match, outside":        func() { set.Match(outside) },
		"Client, no proxy":      func() { _, _ = direct.Client("203.0.113.5:1234", header) },
		"Client, IPv6":          func() { _, _ = direct.Client("[2001:db8::1]:1234", header) },
		"Client, not trusted":   func() { _, _ = plain.Client("203.0.113.5:1234", header) },
		"Client, proxy":         func() { _, _ = plain.Client("10.0.0.2:1234", header) },
		"Client, RFC 7239":      func() { _, _ = forwarded.Client("10.0.0.2:1234", header) },
		"Client, header absent": func() { _, _ = plain.Client("10.0.0.2:1234", nil) },
	} {
		if n := testing.AllocsPerRun(100, run); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}

// manyRanges alternates between IPv4 and IPv6: 10.0.0.0/24, 2001:db8:1::/48, 10.0.2.0/24, …
func manyRanges(t testing.TB, count int) *address.Set {
	t.Helper()
	entries := make([]string, 0, count)
	for i := range count {
		if i%2 == 0 {
			entries = append(entries, fmt.Sprintf("10.%d.%d.0/24", i/256, i%256))
		} else {
			entries = append(entries, fmt.Sprintf("2001:db8:%x::/48", i))
		}
	}
	return address.Compile(mustPrefixes(t, entries...))
}
