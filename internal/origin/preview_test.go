package origin_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"latchkey/internal/origin"
)

func TestPreview(t *testing.T) {
	t.Parallel()
	for entry, want := range map[string]string{
		"https://example.com": "+https://example.com -https://www.example.com -http://example.com -https://example.com:8443 " +
			"-https://example.com.evil.example ?https://www.example.com ?https://*.example.com",
		"https://www.example.com": "+https://www.example.com -https://example.com -http://www.example.com -https://www.example.com:8443 " +
			"-https://www.example.com.evil.example ?https://example.com",
		"https://*.example.com": "+https://www.example.com +https://a.b.example.com -https://example.com -http://www.example.com " +
			"-https://www.example.com:8443 -https://www.example.com.evil.example -https://evilexample.com ?https://example.com",
		"https://shop.example.com:8443": "+https://shop.example.com:8443 -https://www.shop.example.com:8443 -http://shop.example.com:8443 " +
			"-https://shop.example.com -https://shop.example.com.evil.example:8443",
		"http://example.com": "+http://example.com -http://www.example.com -https://example.com -http://example.com:8443 " +
			"-http://example.com.evil.example ?http://www.example.com ?http://*.example.com ?https://example.com",
		"https://example.com:80": "+https://example.com:80 -https://www.example.com:80 -http://example.com -https://example.com " +
			"-https://example.com.evil.example:80 ?https://www.example.com:80 ?https://*.example.com:80",
		"https://*.evil.example": "+https://www.evil.example +https://a.b.evil.example -https://evil.example -http://www.evil.example " +
			"-https://www.evil.example:8443 -https://www.evil.example.evil.test -https://evilevil.example ?https://evil.example",
		"https://www.com": "+https://www.com -https://www.www.com -http://www.com -https://www.com:8443 -https://www.com.evil.example " +
			"?https://www.www.com ?https://*.www.com",
		"https://github.io": "+https://github.io -https://www.github.io -http://github.io -https://github.io:8443 -https://github.io.evil.example",
		"http://localhost:*": "+http://localhost +http://localhost:3000 +http://localhost:8080 -http://www.localhost:3000 -https://localhost:3000 " +
			"-http://127.0.0.1:3000 -http://localhost.evil.example:3000 ?http://127.0.0.1:* ?",
		"http://localhost:3000": "+http://localhost:3000 -http://www.localhost:3000 -https://localhost:3000 -http://localhost " +
			"-http://127.0.0.1:3000 -http://localhost.evil.example:3000 ?http://127.0.0.1:3000 ?http://localhost:* ?",
		"http://*.localhost:*": "+http://www.localhost:3000 +http://a.b.localhost:3000 +http://www.localhost -http://localhost:3000 " +
			"-https://www.localhost:3000 -http://127.0.0.1:3000 -http://www.localhost.evil.example:3000 -http://evillocalhost:3000 ?http://localhost:* ?",
		"https://192.0.2.7": "+https://192.0.2.7 -http://192.0.2.7 -https://192.0.2.7:8443 -https://192.0.2.8 -https://192.0.2.7.evil.example ?",
		"https://[2001:db8::1]:8443": "+https://[2001:db8::1]:8443 -http://[2001:db8::1]:8443 -https://[2001:db8::1] " +
			"-https://[2001:db8::2]:8443 ?",
		"capacitor://localhost": "+capacitor://localhost -https://localhost -capacitor://localhost:8443 -capacitor://app.localhost ? ?https://localhost",
		"tauri://localhost":     "+tauri://localhost -https://localhost -tauri://localhost:8443 -tauri://app.localhost ? ?http://tauri.localhost",
		"chrome-extension://abcdefghijklmnopabcdefghijklmnop": "+chrome-extension://abcdefghijklmnopabcdefghijklmnop " +
			"-chrome-extension://abcdefghijklmnopabcdefghijklmnoa -https://abcdefghijklmnopabcdefghijklmnop ?",
	} {
		parsed, err := origin.ParsePattern(entry)
		if err != nil {
			t.Fatal(err)
		}
		if got := inShort(parsed.Preview()); got != want {
			t.Errorf("%s\n got %s\nwant %s", entry, got, want)
		}
	}
}

func inShort(preview origin.Preview) string {
	var parts []string
	for _, example := range preview.Matches {
		parts = append(parts, "+"+example.Origin)
	}
	for _, example := range preview.Refuses {
		parts = append(parts, "-"+example.Origin)
	}
	for _, hint := range preview.Hints {
		parts = append(parts, "?"+hint.Entry)
	}
	return strings.Join(parts, " ")
}

func TestPreviewOfNothing(t *testing.T) {
	t.Parallel()
	if got := (origin.Parsed{}).Preview(); !reflect.DeepEqual(got, origin.Preview{}) {
		t.Errorf("got %+v", got)
	}
}

// No preview promises what the matcher does not keep, whatever the entry.
func FuzzPreview(f *testing.F) {
	for _, c := range readConformance(f).Save {
		f.Add(c.Entry)
	}
	f.Add("https://*.evil.example")
	f.Add("https://*." + strings.Repeat("a.", 120) + "example.com")
	f.Fuzz(func(t *testing.T, entry string) {
		parsed, err := origin.ParsePattern(entry)
		if err != nil {
			return
		}
		preview := parsed.Preview()
		checkExamples(t, parsed.Pattern, preview)
		checkHints(t, parsed.Pattern, preview.Hints)
		if again := parsed.Preview(); inShort(again) != inShort(preview) {
			t.Fatalf("%q: %s, then %s", entry, inShort(preview), inShort(again))
		}
	})
}

func checkExamples(t *testing.T, pattern origin.Pattern, preview origin.Preview) {
	t.Helper()
	set := origin.Compile([]origin.Pattern{pattern})
	seen := map[string]bool{}
	for i, example := range slices.Concat(preview.Matches, preview.Refuses) {
		caller, _, err := origin.Caller([]string{example.Origin}, nil)
		if err != nil || example.Why == "" || seen[example.Origin] {
			t.Fatalf("%q: %+v is no example: %v", pattern, example, err)
		}
		seen[example.Origin] = true
		_, ok := set.Match(caller)
		if promised := i < len(preview.Matches); ok != promised || ok != admits(pattern.String(), example.Origin) {
			t.Fatalf("%q admits %q: %v, and the preview says %v", pattern, example.Origin, ok, promised)
		}
	}
	if len(pattern.String()) < 200 && (len(preview.Matches) < 1 || len(preview.Matches) > 3 || len(preview.Refuses) < 2 || len(preview.Refuses) > 6) {
		t.Fatalf("%q: %s", pattern, inShort(preview))
	}
}

func checkHints(t *testing.T, pattern origin.Pattern, hints []origin.Hint) {
	t.Helper()
	for _, hint := range hints {
		if hint.Message == "" || hint.Entry == pattern.String() {
			t.Fatalf("%q: the hint %+v says nothing", pattern, hint)
		}
		if hint.Entry == "" {
			continue
		}
		parsed, err := origin.ParsePattern(hint.Entry)
		if err != nil || len(parsed.Changes) > 0 {
			t.Fatalf("%q: the hint %q is not canonical: %v", pattern, fmt.Sprint(hint), err)
		}
	}
}
