package declare

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
)

// Question asks the gate: may this key be used from there?
type Question struct {
	Key       string `json:"key"` // the full key or its id
	Origin    string `json:"origin"`
	Referer   string `json:"referer"`
	IPAddress string `json:"ipAddress"`
}

// Verdict is the answer of the gate.
type Verdict struct {
	KeyID       string `json:"keyId"`
	AssistantID string `json:"assistantId"`
	Allowed     bool   `json:"allowed"`
	Code        string `json:"code"`
	Detail      string `json:"detail"`
	Origin      string `json:"origin"`
	IPAddress   string `json:"ipAddress"`
	Matched     string `json:"matched"`
	WouldRefuse string `json:"wouldRefuse"` // of a key that only reports: the code of the refusal
}

// Ask asks the server for a verdict; nothing is counted there. It fails with a *Refusal when there is no such key or the question is wrong.
func Ask(ctx context.Context, api API, q Question) (Verdict, error) {
	raw, _, err := api.Call(ctx, "POST", "/api-keys/check", "", q)
	if err != nil {
		return Verdict{}, err
	}
	var v Verdict
	if err := json.Unmarshal(raw, &v); err != nil {
		return Verdict{}, fmt.Errorf("the server's verdict cannot be read: %w", err)
	}
	return v, nil
}

// What may be expected of a verdict.
const (
	Allowed = "allowed"
	Refused = "refused"
)

// Result is the verdict in the word that was expected or not: Allowed or Refused.
func (v Verdict) Result() string {
	if v.Allowed {
		return Allowed
	}
	return Refused
}

// Case is a question with the answer that is expected.
type Case struct {
	Question
	Expect string // Allowed or Refused
	Line   int
}

// ReadCases reads a YAML file that holds a list of cases. It fails with Problems, which hold everything that is wrong.
func ReadCases(name string, r io.Reader) ([]Case, error) {
	var cases []Case
	err := read(name, r, func(d *document, root any) {
		items, ok := root.([]any)
		if !ok {
			d.fail("", "must be a list of cases such as {key: k_…, origin: https://example.com, expect: allowed}")
		}
		for i, item := range items {
			at := fmt.Sprintf("[%d]", i)
			members, ok := item.(map[string]any)
			if !ok {
				d.fail(at, "must be a mapping with the members of one case")
				continue
			}
			cases = append(cases, d.caseOf(members, at))
		}
	})
	if err == nil && len(cases) == 0 {
		err = Problems{{File: name, Message: "holds no cases"}}
	}
	return cases, err
}

func (d *document) caseOf(members map[string]any, at string) Case {
	c := Case{Expect: Allowed, Line: d.line(at)}
	fields := map[string]*string{"key": &c.Key, "origin": &c.Origin, "referer": &c.Referer, "ip": &c.IPAddress, "expect": &c.Expect}
	for _, name := range slices.Sorted(maps.Keys(members)) {
		target, known := fields[name]
		text, isText := members[name].(string)
		switch {
		case !known:
			d.fail(join(at, name), "is not a member of a case; it has key, origin, referer, ip and expect")
		case !isText:
			d.fail(join(at, name), "must be a text; got %s", shown(members[name]))
		default:
			*target = text
		}
	}
	if members["key"] == nil || members["key"] == "" {
		d.fail(join(at, "key"), "must be a full API key or the id of one")
	}
	if c.Expect != Allowed && c.Expect != Refused {
		d.fail(join(at, "expect"), "must be %s or %s; got %s", Allowed, Refused, shown(c.Expect))
	}
	return c
}
