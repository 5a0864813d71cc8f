package address_test

import (
	"encoding/json"
	"net/netip"
	"os"
	"slices"
	"testing"

	"latchkey/internal/address"
)

// conformance is testdata/conformance.json; README.md beside it describes the fields.
type conformance struct {
	Client  []clientCase
	Entries []entryCase
}

type clientCase struct {
	Name           string
	Case           int
	Peer           string
	TrustedProxies []string
	Header         string
	Headers        map[string][]string
	IPAddresses    []string
	Verdict        string
	Address        string
	Via            string
	Matched        string
	Reason         string
}

type entryCase struct {
	Name       string
	Case       int
	Entry      string
	Verdict    string
	Canonical  string
	Changes    []address.ChangeKind
	Warnings   []address.WarningKind
	Reason     address.Reason
	Suggestion string
}

func readConformance(t testing.TB) conformance {
	t.Helper()
	file, err := os.Open("testdata/conformance.json")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	decoder := json.NewDecoder(file)
	decoder.DisallowUnknownFields()
	var data conformance
	if err := decoder.Decode(&data); err != nil {
		t.Fatal(err)
	}
	return data
}

func mustPrefixes(t testing.TB, entries ...string) []netip.Prefix {
	t.Helper()
	var prefixes []netip.Prefix
	for _, entry := range entries {
		parsed, err := address.ParseEntry(entry)
		if err != nil {
			t.Fatalf("ParseEntry(%q): %v", entry, err)
		}
		prefixes = append(prefixes, parsed.Prefix)
	}
	return prefixes
}

func mustProxies(t testing.TB, header string, trusted ...string) *address.Proxies {
	t.Helper()
	proxies, err := address.NewProxies(mustPrefixes(t, trusted...), header)
	if err != nil {
		t.Fatal(err)
	}
	return proxies
}

func TestClientsConform(t *testing.T) {
	t.Parallel()
	for _, c := range readConformance(t).Client {
		t.Run(c.Name, func(t *testing.T) {
			proxies := mustProxies(t, c.Header, c.TrustedProxies...)
			client, err := proxies.Client(c.Peer, c.Headers)
			verdict, matched, reason := decide(address.Compile(mustPrefixes(t, c.IPAddresses...)), client, err)
			if verdict != c.Verdict || matched != c.Matched || reason != c.Reason {
				t.Errorf("got %s %q %s, want %s %q %s", verdict, matched, reason, c.Verdict, c.Matched, c.Reason)
			}
			if c.Address == "" && client.Addr.IsValid() || c.Address != "" && client.Addr.String() != c.Address {
				t.Errorf("got address %v, want %q", client.Addr, c.Address)
			}
			if client.Via != c.Via {
				t.Errorf("got via %q, want %q", client.Via, c.Via)
			}
		})
	}
}

// decide is the whole decision as a gate makes it.
func decide(set *address.Set, client address.Client, err error) (verdict, matched, reason string) {
	if err != nil {
		return "deny", "", string(address.ReasonOf(err))
	}
	prefix, ok := set.Match(client.Addr)
	if !ok {
		return "deny", "", "NOT_LISTED"
	}
	return "allow", address.Format(prefix), ""
}

func TestEntriesConform(t *testing.T) {
	t.Parallel()
	for _, c := range readConformance(t).Entries {
		t.Run(c.Name, func(t *testing.T) {
			parsed, err := address.ParseEntry(c.Entry)
			if c.Verdict == "refuse" {
				checkRefused(t, c, err)
				return
			}
			if err != nil {
				t.Fatalf("%q refused: %v", c.Entry, err)
			}
			checkAccepted(t, c, parsed)
		})
	}
}

func checkRefused(t *testing.T, c entryCase, err error) {
	t.Helper()
	refusal, ok := err.(*address.Error)
	if !ok {
		t.Fatalf("%q: got error %v, want an *Error with %s", c.Entry, err, c.Reason)
	}
	if refusal.Reason != c.Reason || refusal.Suggestion != c.Suggestion || refusal.Message == "" {
		t.Errorf("%q: got %s, suggestion %q, want %s, %q (%s)",
			c.Entry, refusal.Reason, refusal.Suggestion, c.Reason, c.Suggestion, refusal.Message)
	}
}

func checkAccepted(t *testing.T, c entryCase, parsed address.Parsed) {
	t.Helper()
	var changes []address.ChangeKind
	for _, change := range parsed.Changes {
		changes = append(changes, change.Kind)
	}
	var warnings []address.WarningKind
	for _, warning := range parsed.Warnings {
		warnings = append(warnings, warning.Kind)
	}
	if parsed.String() != c.Canonical {
		t.Errorf("%q: canonical %q, want %q", c.Entry, parsed, c.Canonical)
	}
	if !slices.Equal(changes, c.Changes) || !slices.Equal(warnings, c.Warnings) {
		t.Errorf("%q: changes %v, warnings %v, want %v, %v", c.Entry, changes, warnings, c.Changes, c.Warnings)
	}
}

// Every case of the adversarial table that concerns addresses is covered: README.md says which one cannot be data.
func TestTableIsCovered(t *testing.T) {
	t.Parallel()
	data := readConformance(t)
	covered := map[int]bool{}
	names := map[string]bool{}
	note := func(section, name string, number int) {
		covered[number] = true
		if number != 0 && (number < 51 || number > 70) || names[section+name] {
			t.Errorf("%s: %q has the number %d, or the name of another", section, name, number)
		}
		names[section+name] = true
	}
	for _, c := range data.Client {
		note("client", c.Name, c.Case)
	}
	for _, c := range data.Entries {
		note("entries", c.Name, c.Case)
	}
	for number := 51; number <= 70; number++ {
		if !covered[number] && number != 68 {
			t.Errorf("no case covers number %d of the table", number)
		}
	}
}
