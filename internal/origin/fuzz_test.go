package origin_test

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"

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
		checkTyped(t, entry, parsed)
	})
}

// checkTyped reads what was typed with the standard library, where that reads it as browsers do: plain ASCII with a scheme.
func checkTyped(t *testing.T, entry string, parsed origin.Parsed) {
	t.Helper()
	text := strings.TrimSpace(entry)
	if end := strings.IndexAny(text, "?#"); end >= 0 {
		text = text[:end]
	}
	if !strings.Contains(text, "://") || strings.ContainsAny(text, "*[") || strings.IndexFunc(text, func(r rune) bool { return r > '~' }) >= 0 {
		return
	}
	u, err := url.Parse(text)
	if err != nil {
		t.Fatalf("%q is accepted as %q, the library says %v", entry, parsed.Pattern, err)
	}
	port := u.Port()
	if u.Scheme == "http" && port == "80" || u.Scheme == "https" && port == "443" {
		port = ""
	}
	want := u.Scheme + "://" + strings.ToLower(u.Hostname())
	if port != "" {
		want += ":" + port
	}
	if parsed.Pattern.String() != want || u.User != nil || strings.Trim(u.Path, "/") != "" {
		t.Fatalf("%q is accepted as %q, the library reads %q", entry, parsed.Pattern, want)
	}
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

// A request has the origin of its one Origin line, or without such a line that of its one Referer line, and nothing else; what is shown
// of it is short and holds no path and no password.
func FuzzCaller(f *testing.F) {
	for _, c := range readConformance(f).Origin {
		f.Add(strings.Join(c.Origin, "\n"), strings.Join(c.Referer, "\n"), uint8(len(c.Origin)<<4|len(c.Referer)))
	}
	f.Add("", "https://user:pw@example.com/secret?token=1", uint8(1))
	f.Fuzz(func(t *testing.T, origins, referers string, shape uint8) {
		originLines, refererLines := linesOf(origins, shape>>4), linesOf(referers, shape&15)
		got, received, err := origin.Caller(originLines, refererLines)
		want, reason := callerOracle(originLines, refererLines)
		if got != want || origin.ReasonOf(err) != reason || (err == nil) == got.IsZero() {
			t.Fatalf("Origin %q, Referer %q: got %q, %v, want %q, %s", originLines, refererLines, got, err, want, reason)
		}
		if len(received) > 330 || len(originLines) == 1 && !strings.HasPrefix(originLines[0], received) {
			t.Fatalf("Origin %q: received %q", originLines, received)
		}
		if _, tail, found := strings.Cut(received, "://"); len(originLines) == 0 && found && strings.ContainsAny(tail, "/?#@") {
			t.Fatalf("Referer %q: received %q", refererLines, received)
		}
	})
}

// linesOf makes 0, 1 or more header lines.
func linesOf(text string, shape uint8) []string {
	if shape == 0 {
		return nil
	}
	return strings.SplitN(text, "\n", int(shape))
}

func callerOracle(origins, referers []string) (origin.Origin, origin.Reason) {
	read, lines := origin.ParseHeader, origins
	if len(origins) == 0 {
		read, lines = origin.ParseReferer, referers
		if len(referers) == 1 && referers[0] == "" {
			lines = nil
		}
	}
	switch len(lines) {
	case 0:
		return origin.Origin{}, origin.ReasonMissing
	case 1:
		o, err := read(lines[0])
		return o, origin.ReasonOf(err)
	}
	return origin.Origin{}, origin.ReasonMultiple
}

// The pieces of a list are what is left of it when blanks and commas are taken out, in order; none is empty.
func FuzzSplit(f *testing.F) {
	for _, c := range readConformance(f).Split {
		f.Add(c.Text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var piece []rune
		var want []string
		for _, r := range text + "," {
			if r != ',' && r != '\uFEFF' && r != '\u200B' && !unicode.IsSpace(r) {
				piece = append(piece, r)
			} else if len(piece) > 0 {
				want, piece = append(want, string(piece)), nil
			}
		}
		got := origin.Split(text)
		if utf8.ValidString(text) && !slices.Equal(got, want) {
			t.Fatalf("%q: got %q, want %q", text, got, want)
		}
		for _, entry := range got {
			if again := origin.Split(entry); len(again) != 1 || again[0] != entry {
				t.Fatalf("%q: the piece %q is not one", text, entry)
			}
		}
	})
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
		for len(listed) >= 6 && len(patterns) < 12 {
			if pattern, ok := parsedOnce(build(listed, true)); ok {
				patterns = append(patterns, pattern)
			}
			listed = listed[6:]
		}
		set := origin.Compile(patterns)
		for sent = sent[:min(len(sent), 4*6)]; len(sent) >= 6; sent = sent[6:] {
			caller, err := origin.ParseHeader(build(sent, false))
			if err != nil {
				continue
			}
			compare(t, set, patterns, caller)
		}
	})
}

// parsedOnce remembers the entries that build makes: there are few, and parsing them would take most of the time.
func parsedOnce(entry string) (origin.Pattern, bool) {
	pattern, found := parsedEntries.Load(entry)
	if !found {
		parsed, _ := origin.ParsePattern(entry) // the zero value, if it is refused
		pattern = parsed.Pattern
		parsedEntries.Store(entry, pattern)
	}
	return pattern.(origin.Pattern), !pattern.(origin.Pattern).IsZero()
}

var parsedEntries sync.Map // entry → origin.Pattern

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
	var admitted []origin.Pattern
	text := caller.String()
	for _, pattern := range patterns {
		if admits(pattern.String(), text) {
			admitted = append(admitted, pattern)
		}
	}
	pattern, ok := set.Match(caller)
	if ok != (len(admitted) > 0) || ok && !slices.Contains(admitted, pattern) {
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
	return len(labels) > len(apex) && slices.Equal(labels[len(labels)-len(apex):], apex)
}

func oracleSplit(authority string) (host, port string) {
	colon := strings.LastIndex(authority, ":")
	if colon < 0 || strings.HasSuffix(authority, "]") {
		return authority, ""
	}
	return authority[:colon], authority[colon+1:]
}
