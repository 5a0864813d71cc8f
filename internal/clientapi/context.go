package clientapi

import (
	"bytes"
	"encoding/json"
	"net/url"
	"strings"
	"unicode"
)

// maxContext is the longest that a website can say about a page, in bytes of JSON.
const maxContext = 2 << 10

// pageContext is what a website says about the visitor's page: an object in the body or, as the protocol has it, in the address. Whatever is not an object
// of JSON, or is too long, is taken for nothing: a question is never refused for it. The result is JSON in which no markup can be written.
func pageContext(body json.RawMessage, address *url.URL) string {
	for _, raw := range [][]byte{body, []byte(address.Query().Get("customProperties"))} {
		if properties := propertiesOf(raw); len(properties) > 0 {
			return encodeContext(properties)
		}
	}
	return ""
}

// propertiesOf reads an object, also one that was written into a string.
func propertiesOf(raw []byte) (properties map[string]any) {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		raw = []byte(text)
	}
	if len(raw) > 2*maxContext { // white space, which does not count, and escapes
		return nil
	}
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	if decoder.Decode(&properties) != nil {
		return nil
	}
	return properties
}

func encodeContext(properties map[string]any) string {
	encoded, err := json.Marshal(cleaned(properties))
	if err != nil || len(encoded) > maxContext {
		return ""
	}
	return string(encoded)
}

// cleaned leaves out of all texts what steers terminals and the direction of writing. How deep it goes is bounded by the length of what was read.
func cleaned(value any) any {
	switch v := value.(type) {
	case string:
		return strings.Map(visible, v)
	case []any:
		for i := range v {
			v[i] = cleaned(v[i])
		}
	case map[string]any:
		clean := make(map[string]any, len(v))
		for name, member := range v {
			clean[strings.Map(visible, name)] = cleaned(member)
		}
		return clean
	}
	return value
}

func visible(r rune) rune {
	if r == '\n' || r == '\t' || (!unicode.IsControl(r) && !unicode.Is(unicode.Bidi_Control, r)) {
		return r
	}
	return -1
}
