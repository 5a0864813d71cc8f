package address_test

import (
	"net/netip"
	"strings"
	"testing"

	"latchkey/internal/address"
)

// What is accepted is canonical: it parses to itself without a change. What is suggested is accepted.
func FuzzAddressEntry(f *testing.F) {
	for _, c := range readConformance(f).Entries {
		f.Add(c.Entry)
	}
	f.Fuzz(func(t *testing.T, entry string) {
		parsed, err := address.ParseEntry(entry)
		if err != nil {
			checkSuggestion(t, entry, err)
			return
		}
		canonical := parsed.String()
		again, err := address.ParseEntry(canonical)
		if err != nil || again.Prefix != parsed.Prefix || again.String() != canonical || len(again.Changes) != 0 {
			t.Fatalf("%q: %q parses to %q with changes %v, %v", entry, canonical, again, again.Changes, err)
		}
		if canonical != entry && len(parsed.Changes) == 0 {
			t.Fatalf("%q became %q without a change reported", entry, canonical)
		}
		first := parsed.Prefix.Addr()
		if prefix, ok := address.Compile([]netip.Prefix{parsed.Prefix}).Match(first); !ok || prefix != parsed.Prefix {
			t.Fatalf("%q does not hold its first address %s", canonical, first)
		}
		for _, warning := range parsed.Warnings {
			if _, err := address.ParseEntry(warning.Suggestion); err != nil {
				t.Fatalf("%q: the advice %q is refused: %v", entry, warning.Suggestion, err)
			}
		}
	})
}

func checkSuggestion(t *testing.T, entry string, err error) {
	t.Helper()
	refusal, ok := err.(*address.Error)
	if !ok || refusal.Reason == "" || refusal.Message == "" {
		t.Fatalf("%q: not a complete *Error: %#v", entry, err)
	}
	if refusal.Suggestion == "" {
		return
	}
	if parsed, err := address.ParseEntry(refusal.Suggestion); err != nil || parsed.String() != refusal.Suggestion {
		t.Fatalf("%q: the suggestion %q is not canonical: %v", entry, refusal.Suggestion, err)
	}
}

// Match agrees with a scan of all ranges, bit by bit, and is the same for an IPv4 address and its mapped
// form.
func FuzzAddressMatch(f *testing.F) {
	f.Add([]byte{4, 24, 203, 0, 113, 0, 4, 16, 203, 0, 0, 0}, []byte{203, 0, 113, 5})
	f.Add([]byte{6, 64, 0x20, 1, 0xd, 0xb8}, []byte{0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1})
	f.Fuzz(func(t *testing.T, listed, sent []byte) {
		var prefixes []netip.Prefix
		for ; len(listed) >= 6 && len(prefixes) < 50; listed = listed[6:] {
			prefixes = append(prefixes, buildPrefix(listed))
		}
		set := address.Compile(prefixes)
		addr, ok := netip.AddrFromSlice(sent)
		if !ok {
			return
		}
		compare(t, set, prefixes, addr)
		if addr.Is4() {
			compare(t, set, prefixes, netip.AddrFrom16(addr.As16()))
		}
	})
}

// buildPrefix makes a range of the family and length in the first two bytes, IPv6 with zeros behind four
// bytes.
func buildPrefix(choice []byte) netip.Prefix {
	start := [4]byte(choice[2:6])
	if choice[0]%2 == 0 && choice[0] != 6 {
		return netip.PrefixFrom(netip.AddrFrom4(start), int(choice[1])%33)
	}
	var bytes [16]byte
	copy(bytes[:], start[:])
	return netip.PrefixFrom(netip.AddrFrom16(bytes), int(choice[1])%129)
}

func compare(t *testing.T, set *address.Set, prefixes []netip.Prefix, addr netip.Addr) {
	t.Helper()
	best := -1
	for _, prefix := range prefixes {
		if holds(prefix, addr.Unmap()) {
			best = max(best, prefix.Bits())
		}
	}
	prefix, ok := set.Match(addr)
	if ok != (best >= 0) || ok && (prefix.Bits() != best || !holds(prefix, addr.Unmap())) {
		t.Fatalf("%v, address %s: got %s %v, want a range of /%d", prefixes, addr, prefix, ok, best)
	}
}

// holds is the slow oracle.
func holds(prefix netip.Prefix, addr netip.Addr) bool {
	if prefix.Addr().Is4() != addr.Is4() {
		return false
	}
	a, b := prefix.Addr().AsSlice(), addr.AsSlice()
	for i := range prefix.Bits() {
		if (a[i/8]^b[i/8])&(0x80>>(i%8)) != 0 {
			return false
		}
	}
	return true
}

// An address that is not trusted hides all that is left of it: whatever the client writes, in however many
// lines, the address that the first trusted proxy saw is found, also behind further trusted proxies.
func FuzzClient(f *testing.F) {
	for _, c := range readConformance(f).Client {
		for _, lines := range c.Headers {
			f.Add(strings.Join(lines, ","), uint8(len(lines)))
		}
	}
	plain := mustProxies(f, "X-Forwarded-For", "10.0.0.0/8", "fd00::/16")
	forwarded := mustProxies(f, "Forwarded", "10.0.0.0/8", "fd00::/16")
	f.Fuzz(func(t *testing.T, left string, shape uint8) {
		seen := []string{"198.51.100.66", "[2001:db8::66]:4711"}[shape&1]
		checkHidden(t, plain, "X-Forwarded-For", left, shape, seen, ", 10.0.0.3:80, fd00::9")
		checkHidden(t, forwarded, "Forwarded", left, shape, `for="`+seen+`";host="a.example"`,
			`, for=10.0.0.3, by=x;for="[fd00::9]"`)
		checkAlone(t, plain, left)
	})
}

func checkHidden(t *testing.T, proxies *address.Proxies, name, left string, shape uint8, seen, hops string) {
	t.Helper()
	right := seen
	if shape&2 != 0 {
		right += hops
	}
	lines := []string{left + "," + right}
	if shape&4 != 0 {
		lines = []string{left, right}
	}
	client, err := proxies.Client("10.0.0.2:1", map[string][]string{name: lines})
	if err != nil || !strings.Contains(seen, client.Addr.String()) {
		t.Fatalf("%s %q: got %v, %v, want the address in %q", name, lines, client.Addr, err, seen)
	}
}

// checkAlone compares the whole header with a slow reading that splits it first.
func checkAlone(t *testing.T, proxies *address.Proxies, value string) {
	t.Helper()
	client, err := proxies.Client("10.0.0.2:1", map[string][]string{"X-Forwarded-For": {value}})
	if err != nil {
		if address.ReasonOf(err) == "" || client.Addr.IsValid() {
			t.Fatalf("%q: no reason, or an address beside the error: %v", value, err)
		}
		return
	}
	elements := strings.Split(value, ",")
	for i := len(elements) - 1; i >= 0; i-- {
		addr, ok := oracleElement(elements[i])
		if !ok {
			t.Fatalf("%q: %s was found behind %q", value, client.Addr, elements[i])
		}
		bytes := addr.AsSlice()
		isTrusted := addr.Is4() && bytes[0] == 10 || addr.Is6() && bytes[0] == 0xfd && bytes[1] == 0
		if !isTrusted || i == 0 {
			if addr != client.Addr {
				t.Fatalf("%q: got %s, want %s", value, client.Addr, addr)
			}
			return
		}
	}
}

// oracleElement accepts at least all that we do.
func oracleElement(element string) (netip.Addr, bool) {
	element = strings.Trim(strings.Trim(element, " \t"), `"`)
	if withPort, err := netip.ParseAddrPort(element); err == nil {
		return withPort.Addr().Unmap(), true
	}
	addr, err := netip.ParseAddr(strings.Trim(element, "[]"))
	return addr.Unmap(), err == nil
}
