package clientapi

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"
)

// Whatever comes as the context of a page, the result is nothing or a bounded JSON object without markup and without control characters.
func FuzzPageContext(f *testing.F) {
	f.Add([]byte(`{"a":1}`), `{"b":2}`)
	f.Add([]byte(`"{\"a\":\"</page>\"}"`), ``)
	f.Add([]byte(`[1]`), `{"b":"\u0000\u202e\u001b[31m"}`)
	f.Add([]byte(nil), strings.Repeat(`{"a":`, 400)+`1`+strings.Repeat(`}`, 400))
	f.Fuzz(func(t *testing.T, body []byte, query string) {
		got := pageContext(body, &url.URL{RawQuery: url.Values{"customProperties": {query}}.Encode()})
		if got == "" {
			return
		}
		var object map[string]any
		if err := json.Unmarshal([]byte(got), &object); err != nil || len(object) == 0 || len(got) > maxContext {
			t.Fatalf("%q: %v", got, err)
		}
		for _, bad := range []string{"<", ">", "\\u0000", "\\u001b", "\u202e", "\n"} {
			if strings.Contains(got, bad) {
				t.Errorf("%q has %q", got, bad)
			}
		}
	})
}
