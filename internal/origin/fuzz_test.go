package origin_test

import (
	"net/url"
	"strconv"
	"strings"
	"testing"

	"latchkey/internal/origin"
)

// What is accepted is canonical: it parses to itself without a change. What is suggested is accepted.
func FuzzParsePattern(f *testing.F) {
	for _, c := range readConformance(f).Save {
		f.Add(c.Entry)
	}
	f.Fuzz(func(t *testing.T, entry string) {
		parsed, err := origin.ParsePattern(entry)
		if err != nil {
			checkSuggestion(t, entry, err)
			return
		}
		canonical := parsed.Pattern.String()
		again, err := origin.ParsePattern(canonical)
		if err != nil {
			t.Fatalf("%q is accepted as %q, which is refused: %v", entry, canonical, err)
		}
		if again.Pattern != parsed.Pattern || again.Pattern.String() != canonical || len(again.Changes) != 0 {
			t.Fatalf("%q: %q parses to %q with changes %v", entry, canonical, again.Pattern, again.Changes)
		}
		if canonical != entry && len(parsed.Changes) == 0 {
			t.Fatalf("%q became %q without a change reported", entry, canonical)
		}
		checkOwnOrigin(t, parsed.Pattern)
	})
}

func checkSuggestion(t *testing.T, entry string, err error) {
	t.Helper()
	refusal, ok := err.(*origin.Error)
	if !ok || refusal.Reason == "" || refusal.Message == "" {
		t.Fatalf("%q: not a complete *Error: %#v", entry, err)
	}
	if refusal.Suggestion == "" {
		return
	}
	parsed, err := origin.ParsePattern(refusal.Suggestion)
	if err != nil || parsed.Pattern.String() != refusal.Suggestion {
		t.Fatalf("%q: the suggestion %q is not canonical: %v", entry, refusal.Suggestion, err)
	}
}

// checkOwnOrigin makes an origin of the pattern, which the pattern must admit, and its apex, which a
// wildcard must not.
func checkOwnOrigin(t *testing.T, pattern origin.Pattern) {
	t.Helper()
	set := origin.Compile([]origin.Pattern{pattern})
	text := strings.TrimSuffix(pattern.String(), ":*")
	apex := strings.Replace(text, "*.", "", 1)
	own := strings.Replace(text, "*.", "a.", 1)
	if caller, err := origin.ParseHeader(own); err == nil {
		if _, ok := set.Match(caller); !ok {
			t.Fatalf("%q does not admit %q", pattern, own)
		}
	} else if own == text {
		t.Fatalf("no browser could send %q: %v", own, err)
	}
	if caller, err := origin.ParseHeader(apex); err == nil && apex != text {
		if _, ok := set.Match(caller); ok {
			t.Fatalf("%q admits its apex", pattern)
		}
	}
}

// An accepted header is its own serialisation, and the standard library reads the same scheme, host and
// port.
func FuzzParseHeader(f *testing.F) {
	data := readConformance(f)
	for _, c := range append(data.Origin, data.Referer...) {
		for _, value := range append(c.Origin, c.Referer...) {
			f.Add(value)
		}
	}
	f.Fuzz(func(t *testing.T, value string) {
		o, err := origin.ParseHeader(value)
		if err != nil {
			if origin.ReasonOf(err) == "" || !o.IsZero() {
				t.Fatalf("%q: no reason, or an origin beside the error: %v", value, err)
			}
			return
		}
		if o.String() != value {
			t.Fatalf("%q is read as %q", value, o)
		}
		agree(t, value, o)
	})
}

// An accepted Referer has the origin that the standard library reads from the same URL.
func FuzzParseReferer(f *testing.F) {
	data := readConformance(f)
	for _, c := range append(data.Origin, data.Referer...) {
		for _, value := range append(c.Origin, c.Referer...) {
			f.Add(value)
		}
	}
	f.Fuzz(func(t *testing.T, value string) {
		o, err := origin.ParseReferer(value)
		if err != nil {
			if origin.ReasonOf(err) == "" || !o.IsZero() {
				t.Fatalf("%q: no reason, or an origin beside the error: %v", value, err)
			}
			return
		}
		if again, err := origin.ParseHeader(o.String()); err != nil || again != o {
			t.Fatalf("%q gives %q, which no browser sends: %v", value, o, err)
		}
		agree(t, o.String(), o)
		// The library refuses more paths than we look at.
		if _, err := url.Parse(value); err == nil {
			agree(t, value, o)
		}
	})
}

// agree is the oracle of both parsers.
func agree(t *testing.T, value string, o origin.Origin) {
	t.Helper()
	u, err := url.Parse(value)
	if err != nil {
		t.Fatalf("the library refuses %q: %v", value, err)
	}
	host := u.Hostname()
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	port := u.Port()
	if u.Scheme == "http" && port == "80" || u.Scheme == "https" && port == "443" {
		port = ""
	}
	want := ""
	if o.Port() != 0 {
		want = strconv.Itoa(int(o.Port()))
	}
	if u.Scheme != o.Scheme() || host != o.Host() || port != want || u.User != nil {
		t.Fatalf("%q: the library reads %q %q %q %v, we read %q", value, u.Scheme, host, port, u.User, o)
	}
}

// Match agrees with the definition of a website, read word by word from canonical texts.
func FuzzMatch(f *testing.F) {
	f.Add([]byte{0, 0, 0, 1, 1, 0, 2, 3}, []byte{1, 2, 3, 4})
	f.Add([]byte("shared suffixes"), []byte("of two hosts"))
	for _, c := range readConformance(f).Origin {
		f.Add([]byte(strings.Join(c.Websites, "")), []byte(strings.Join(c.Origin, "")))
	}
	f.Fuzz(func(t *testing.T, listed, sent []byte) {
		var patterns []origin.Pattern
		for len(listed) >= 6 && len(patterns) < 20 {
			if parsed, err := origin.ParsePattern(build(listed, true)); err == nil {
				patterns = append(patterns, parsed.Pattern)
			}
			listed = listed[6:]
		}
		set := origin.Compile(patterns)
		for ; len(sent) >= 6; sent = sent[6:] {
			caller, err := origin.ParseHeader(build(sent, false))
			if err != nil {
				continue
			}
			compare(t, set, patterns, caller)
		}
	})
}

// build makes an entry or an origin of few words, so that random ones often share suffixes.
func build(choice []byte, entry bool) string {
	pick := func(i int, words ...string) string { return words[int(choice[i])%len(words)] }
	scheme := pick(0, "https", "http", "app", "https")
	label := []string{"foo", "bar", "barfoo", "o", "com", "localhost", "a", "example"}
	host := pick(1, label...) + "." + pick(2, label...)
	if choice[3]&1 != 0 {
		host = pick(3, label...) + "." + host
	}
	host += "." + pick(4, "com", "localhost", "o.com", "foo.com")
	if choice[3]&2 != 0 {
		host = pick(4, "localhost", "foo.com", "bar.com", "127.0.0.1", "[::1]", "o.com", "com")
	}
	port := pick(5, "", "", ":8080", ":3000", ":80", ":443")
	if entry {
		if choice[5]&64 != 0 {
			host = "*." + host
		}
		if choice[5]&128 != 0 {
			port = ":*"
		}
	}
	return scheme + "://" + host + port
}

func compare(t *testing.T, set *origin.Set, patterns []origin.Pattern, caller origin.Origin) {
	t.Helper()
	admitted := map[string]bool{}
	for _, pattern := range patterns {
		if admits(pattern.String(), caller.String()) {
			admitted[pattern.String()] = true
		}
	}
	pattern, ok := set.Match(caller)
	if ok != (len(admitted) > 0) || ok && !admitted[pattern.String()] {
		t.Fatalf("%v, caller %q: got %q %v, want one of %v", patterns, caller, pattern, ok, admitted)
	}
}

// admits is the slow oracle: it knows nothing but texts.
func admits(website, caller string) bool {
	websiteScheme, websiteRest, _ := strings.Cut(website, "://")
	callerScheme, callerRest, _ := strings.Cut(caller, "://")
	websiteHost, websitePort := oracleSplit(websiteRest)
	callerHost, callerPort := oracleSplit(callerRest)
	if websiteScheme != callerScheme || websitePort != "*" && websitePort != callerPort {
		return false
	}
	if !strings.HasPrefix(websiteHost, "*.") {
		return websiteHost == callerHost
	}
	apex := strings.Split(websiteHost, ".")[1:]
	labels := strings.Split(callerHost, ".")
	if len(labels) <= len(apex) {
		return false
	}
	return strings.Join(labels[len(labels)-len(apex):], ".") == strings.Join(apex, ".")
}

func oracleSplit(authority string) (host, port string) {
	colon := strings.LastIndex(authority, ":")
	if colon < 0 || strings.HasSuffix(authority, "]") {
		return authority, ""
	}
	return authority[:colon], authority[colon+1:]
}
