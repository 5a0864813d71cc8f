package origin_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"latchkey/internal/origin"
)

// A parsed origin is what was sent, part by part, and equal origins are ==.
func TestOriginParts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		value, scheme, host string
		port                uint16
	}{
		{"https://example.com", "https", "example.com", 0},
		{"http://localhost:3000", "http", "localhost", 3000},
		{"https://[2001:db8::1]:8443", "https", "[2001:db8::1]", 8443},
		{"capacitor://localhost", "capacitor", "localhost", 0},
	} {
		o, err := origin.ParseHeader(c.value)
		if err != nil {
			t.Fatal(err)
		}
		if o.Scheme() != c.scheme || o.Host() != c.host || o.Port() != c.port || o.String() != c.value || o.IsZero() {
			t.Errorf("%s: got %q %q %d %q", c.value, o.Scheme(), o.Host(), o.Port(), o)
		}
		if again, _ := origin.ParseHeader(strings.Clone(c.value)); again != o {
			t.Errorf("%s: two parses differ", c.value)
		}
	}
}

// The zero values are harmless: they print nothing and match nothing.
func TestZeroValues(t *testing.T) {
	t.Parallel()
	listed, err := origin.ParseHeader("https://example.com")
	if err != nil {
		t.Fatal(err)
	}
	var none *origin.Set
	zero := origin.Compile([]origin.Pattern{{}})
	empty := origin.Compile(nil)
	for name, set := range map[string]*origin.Set{"nil": none, "zero": {}, "empty": empty, "zero pattern": zero} {
		if _, ok := set.Match(listed); ok || set.Len() != 0 {
			t.Errorf("the %s set matches or is not empty", name)
		}
	}
	if _, ok := mustCompile(t, "https://example.com").Match(origin.Origin{}); ok {
		t.Error("the zero origin is admitted")
	}
	if (origin.Origin{}).String() != "" || (origin.Pattern{}).String() != "" || (origin.Pattern{}).Unicode() != "" {
		t.Error("a zero value prints something")
	}
}

// The most specific website decides: the host before a wildcard, the longer wildcard before the shorter,
// the port before any port.
func TestMostSpecificWebsiteDecides(t *testing.T) {
	t.Parallel()
	order := []string{
		"http://a.b.localhost:3000", "http://a.b.localhost:*", "http://*.b.localhost:3000", "http://*.b.localhost:*",
		"http://*.localhost:3000", "http://*.localhost:*",
	}
	caller, err := origin.ParseHeader("http://a.b.localhost:3000")
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range order {
		pattern, ok := mustCompile(t, order[i:]...).Match(caller)
		if !ok || pattern.String() != want {
			t.Errorf("of %q: got %q, want the first", order[i:], pattern)
		}
	}
}

// Two entries that mean the same website count once.
func TestLenCountsWebsites(t *testing.T) {
	t.Parallel()
	set := mustCompile(t, "https://example.com", "EXAMPLE.com:443/", "https://*.example.com", "http://localhost:*")
	if set.Len() != 3 {
		t.Errorf("got %d websites, want 3", set.Len())
	}
}

func TestUnicodeForm(t *testing.T) {
	t.Parallel()
	if got := mustParse(t, "*.xn--exmple-cua.com:8443").Unicode(); got != "https://*.exämple.com:8443" {
		t.Errorf("got %q", got)
	}
}

// What is shown or logged as received is bounded and holds neither path nor password of a Referer.
func TestReceived(t *testing.T) {
	t.Parallel()
	long := "https://" + strings.Repeat("a", 1000)
	for _, c := range []struct {
		origins, referers []string
		want              string
	}{
		{[]string{"https://example.com"}, nil, "https://example.com"},
		{[]string{"null"}, nil, "null"},
		{[]string{long}, nil, long[:330]},
		{[]string{"https://a.example", "https://b.example"}, nil, "https://a.example, https://b.example"},
		{nil, []string{"https://example.com:443/secret?token=1"}, "https://example.com:443"},
		{nil, []string{"https://user:pw@example.com/"}, "https://example.com"},
		{nil, []string{"data:text/html,secret"}, "data:"},
		{nil, []string{"secret?token"}, "secret"},
		{nil, []string{"https://a.example/x", "https://b.example"}, "https://a.example"},
		{nil, []string{""}, ""},
		{nil, nil, ""},
	} {
		if _, got, _ := origin.Caller(c.origins, c.referers); got != c.want {
			t.Errorf("Caller(%q, %q): received %q, want %q", c.origins, c.referers, got, c.want)
		}
	}
}

// A refusal keeps its reason when it is wrapped, and has a message for people.
func TestReasonOf(t *testing.T) {
	t.Parallel()
	_, _, err := origin.Caller(nil, nil)
	if got := origin.ReasonOf(fmt.Errorf("wrapped: %w", err)); got != origin.ReasonMissing || err.Error() == "" {
		t.Errorf("got reason %q, message %q", got, err)
	}
	if got := origin.ReasonOf(errors.New("another error")); got != "" {
		t.Errorf("got %q for a foreign error", got)
	}
}

// Whoever reads a refusal learns the way out; no entry can make the message long.
func TestMessages(t *testing.T) {
	t.Parallel()
	for entry, part := range map[string]string{
		"https://example.com/path":                         "Use https://example.com instead",
		"https://example.com/" + strings.Repeat("x", 1000): "Use https://example.com instead",
		"*":                     "restriction None",
		"*.github.io":           "https://yours.github.io",
		"https://example.com:*": "Use https://example.com instead",
		"wss://example.com":     "Use https://example.com instead",
	} {
		_, err := origin.ParsePattern(entry)
		if err == nil || !strings.Contains(err.Error(), part) || len(err.Error()) > 300 {
			t.Errorf("%.40s: got %v, want a short message with %q", entry, err, part)
		}
	}
	parsed, err := origin.ParsePattern("https://ex\u0430mple.com")
	if err != nil || !strings.Contains(parsed.Warnings[0].Message, "xn--exmple-4nf.com") ||
		!strings.Contains(parsed.Warnings[0].Message, "ex\u0430mple.com") {
		t.Errorf("the warning does not show both forms: %v", parsed.Warnings)
	}
}

// A change says what was there before and what is kept.
func TestChangesSayFromAndTo(t *testing.T) {
	t.Parallel()
	parsed, err := origin.ParsePattern("Exämple.com:443/?a=1#b")
	if err != nil {
		t.Fatal(err)
	}
	want := []origin.Change{
		{Kind: origin.ChangeSchemeAdded, To: "https://"},
		{Kind: origin.ChangeASCIIHost, From: "Exämple.com", To: "xn--exmple-cua.com"},
		{Kind: origin.ChangeDefaultPort, From: ":443"},
		{Kind: origin.ChangeSlash, From: "/"},
		{Kind: origin.ChangeQuery, From: "?a=1"},
		{Kind: origin.ChangeFragment, From: "#b"},
	}
	if fmt.Sprint(parsed.Changes) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", parsed.Changes, want)
	}
}

// Entries that are not UTF-8 cannot be carried by the data file.
func TestEntryIsUTF8(t *testing.T) {
	t.Parallel()
	if _, err := origin.ParsePattern("https://ex\xffample.com"); origin.ReasonOf(err) != origin.ReasonHost {
		t.Errorf("got %v", err)
	}
}

// No website admits the host of another, whatever letters their ends share: each list of two admits
// exactly its two.
func TestSharedSuffixesPairwise(t *testing.T) {
	t.Parallel()
	hosts := []string{
		"foo.com", "bar.com", "barfoo.com", "foobar.com", "o.com", "oo.com", "r.com", "a.foo.com", "afoo.com",
		"foo.com.bar.com", "m", "com", "example.community", "example.com", "example.co",
	}
	for _, a := range hosts {
		for _, b := range hosts {
			set := mustCompile(t, "https://"+a, "https://"+b)
			for _, host := range hosts {
				caller, err := origin.ParseHeader("https://" + host)
				if err != nil {
					t.Fatal(err)
				}
				if _, ok := set.Match(caller); ok != (host == a || host == b) {
					t.Errorf("%s and %s listed: %s admitted: %v", a, b, host, ok)
				}
			}
		}
	}
}

// The path that every request takes leaves nothing to the garbage collector.
func TestNoAllocations(t *testing.T) {
	set := manyWebsites(t, 1000)
	listed, referer := []string{"https://a.b.site500.example.org"}, []string{"https://site1.example.com:443/path?x"}
	foreign, address := []string{"https://a.b.c.d.evil.example"}, []string{"https://[::ffff:102:304]:3000"}
	for name, run := range map[string]func(){
		"listed Origin":  func() { caller, _, _ := origin.Caller(listed, nil); set.Match(caller) },
		"foreign Origin": func() { caller, _, _ := origin.Caller(foreign, referer); set.Match(caller) },
		"IPv6 Origin":    func() { caller, _, _ := origin.Caller(address, nil); set.Match(caller) },
		"Referer":        func() { caller, _, _ := origin.Caller(nil, referer); set.Match(caller) },
	} {
		if n := testing.AllocsPerRun(100, run); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}

// manyWebsites alternates between hosts and wildcards: site0.example.com, *.site0.example.org,
// site1.example.com, …
func manyWebsites(t testing.TB, count int) *origin.Set {
	t.Helper()
	entries := make([]string, 0, count)
	for i := range count {
		if i%2 == 0 {
			entries = append(entries, fmt.Sprintf("https://site%d.example.com", i))
		} else {
			entries = append(entries, fmt.Sprintf("https://*.site%d.example.org", i-1))
		}
	}
	return mustCompile(t, entries...)
}
