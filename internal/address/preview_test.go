package address_test

import (
	"net/netip"
	"reflect"
	"slices"
	"testing"

	"latchkey/internal/address"
)

func TestPreview(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		entry, first, last, count, hint string
		refuses                         []string
	}{
		{"203.0.113.5", "203.0.113.5", "203.0.113.5", "one address", "", []string{"203.0.113.4", "203.0.113.6"}},
		{"203.0.113.0/24", "203.0.113.0", "203.0.113.255", "256 addresses", "", []string{"203.0.112.255", "203.0.114.0"}},
		{"10.0.0.0/8", "10.0.0.0", "10.255.255.255", "16,777,216 addresses", "", []string{"9.255.255.255", "11.0.0.0"}},
		{"0.0.0.0/8", "0.0.0.0", "0.255.255.255", "16,777,216 addresses", "", []string{"1.0.0.0"}},
		{"255.255.255.255", "255.255.255.255", "255.255.255.255", "one address", "", []string{"255.255.255.254"}},
		{"2001:db8::5", "2001:db8::5", "2001:db8::5", "one address", "2001:db8::/64", []string{"2001:db8::4", "2001:db8::6"}},
		{"2001:db8::/112", "2001:db8::", "2001:db8::ffff", "65,536 addresses", "",
			[]string{"2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db8::1:0"}},
		{"2001:db8::/68", "2001:db8::", "2001:db8::fff:ffff:ffff:ffff", "about 1 quintillion addresses", "",
			[]string{"2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db8:0:0:1000::"}},
		{"2001:db8::/64", "2001:db8::", "2001:db8::ffff:ffff:ffff:ffff", "one network of a household or an office, about 18 quintillion addresses", "",
			[]string{"2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db8:0:1::"}},
		{"2001:db8::/48", "2001:db8::", "2001:db8:0:ffff:ffff:ffff:ffff:ffff", "65,536 networks, each of a household or an office", "",
			[]string{"2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db8:1::"}},
		{"2001::/16", "2001::", "2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "about 281 trillion networks, each of a household or an office", "",
			[]string{"2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2002::"}},
	} {
		parsed, err := address.ParseEntry(c.entry)
		if err != nil {
			t.Fatal(err)
		}
		got := parsed.Preview()
		var refuses []string
		for _, example := range got.Refuses {
			refuses = append(refuses, example.Address)
		}
		if got.First != c.first || got.Last != c.last || got.Count != c.count || !slices.Equal(refuses, c.refuses) || got.Hints[0].Entry != c.hint {
			t.Errorf("%s: got %+v", c.entry, got)
		}
	}
	if got := (address.Parsed{}).Preview(); !reflect.DeepEqual(got, address.Preview{}) {
		t.Errorf("of nothing: %+v", got)
	}
}

// No preview promises what the matcher does not keep, whatever the entry, also one that is too wide.
func FuzzAddressPreview(f *testing.F) {
	for _, c := range readConformance(f).Entries {
		f.Add(c.Entry)
	}
	f.Fuzz(func(t *testing.T, entry string) {
		parsed, err := address.ParseEntry(entry)
		if err != nil && address.ReasonOf(err) != address.ReasonTooWide {
			return
		}
		preview := parsed.Preview()
		set := address.Compile([]netip.Prefix{parsed.Prefix})
		seen := map[string]bool{}
		for i, example := range slices.Concat(preview.Matches, preview.Refuses) {
			addr, err := netip.ParseAddr(example.Address)
			if err != nil || example.Why == "" || seen[example.Address] {
				t.Fatalf("%q: %+v is no example: %v", entry, example, err)
			}
			seen[example.Address] = true
			_, ok := set.Match(addr)
			if promised := i < len(preview.Matches); ok != promised || ok != holds(parsed.Prefix, addr.Unmap()) {
				t.Fatalf("%q admits %s: %v, and the preview says %v", parsed, addr, ok, promised)
			}
		}
		if preview.Count == "" || preview.First != preview.Matches[0].Address || len(preview.Hints) == 0 {
			t.Fatalf("%q: %+v", entry, preview)
		}
		for _, hint := range preview.Hints {
			wider, err := address.ParseEntry(hint.Entry)
			if hint.Entry != "" && (err != nil || len(wider.Changes) > 0 || !holds(wider.Prefix, parsed.Prefix.Addr())) {
				t.Fatalf("%q: the hint %+v is refused or not about it: %v", entry, hint, err)
			}
		}
	})
}
