package manageapi

import (
	"context"
	"errors"
	"net/http"
	"reflect"

	"latchkey/internal/account"
	"latchkey/internal/address"
	"latchkey/internal/edit"
	"latchkey/internal/errs"
	"latchkey/internal/key"
	"latchkey/internal/origin"
)

const restrictionTag = "Restrictions"

// previewBody is entries as somebody typed or pasted them.
type previewBody struct {
	Websites             []string `json:"websites,omitempty" maxItems:"1000" doc:"Websites; one that holds several, separated by blanks, commas or line ends, is taken apart." example:"[\"Example.com/\",\"*.github.io\"]"`
	IPAddresses          []string `json:"ipAddresses,omitempty" maxItems:"1000" doc:"Addresses and prefixes, likewise." example:"[\"10.0.0.5/8\"]"`
	ConfirmWideAddresses bool     `json:"confirmWideAddresses,omitempty" doc:"As in the restriction of a key." example:"false"`
}

// preview is what one entry means.
type preview struct {
	Entry      string    `json:"entry" doc:"As it was typed." example:"Example.com/"`
	Accepted   bool      `json:"accepted" doc:"Whether it can be saved." example:"true"`
	Canonical  string    `json:"canonical" doc:"As it would be stored; empty when it is refused." example:"https://example.com"`
	Display    string    `json:"display" doc:"The same with an internationalised host as people read it." example:"https://example.com"`
	Changed    string    `json:"changed" doc:"What is different from what was typed; empty = nothing." example:"The scheme was added; written in lower case; the slash at the end is left out."`
	Reason     string    `json:"reason" doc:"Why it is refused, as a stable name; empty when it is accepted." example:""`
	Message    string    `json:"message" doc:"Why it is refused, and the way out; empty when it is accepted." example:""`
	Suggestion string    `json:"suggestion" doc:"An entry to use instead; often empty." example:""`
	Matches    []example `json:"matches" nullable:"false" doc:"Examples of what it admits."`
	Refuses    []example `json:"refuses" nullable:"false" doc:"Examples of what it does not admit, although one might think so."`
	Warnings   []advice  `json:"warnings" nullable:"false" doc:"What its owner should know."`
	Hints      []advice  `json:"hints" nullable:"false" doc:"What may have been forgotten."`
}

type example struct {
	Value string `json:"value" doc:"A website or an address." example:"https://example.com"`
	Why   string `json:"why" doc:"Why it is admitted, or not." example:"the website itself"`
}

type advice struct {
	Code    string `json:"code" doc:"Stable name of a warning; empty for a hint." example:"PLAIN_HTTP"`
	Message string `json:"message" doc:"The advice." example:"Pages of http:// can be altered on their way."`
	Entry   string `json:"entry" doc:"An entry to add or to use instead; empty = none." example:"https://example.com"`
}

type previews struct {
	Websites    []preview `json:"websites" nullable:"false" doc:"The websites, in the order in which they came."`
	IPAddresses []preview `json:"ipAddresses" nullable:"false" doc:"The addresses, in the order in which they came."`
}

type previewOutput struct{ Body previews }

func (a *API) registerPreview() {
	register(a, route{method: http.MethodPost, path: "/preview", id: "previewEntries", need: needs(account.Viewer, account.ReadKeys), tag: restrictionTag,
		summary: "Say what entries of a restriction mean",
		description: "For each website and address, as typed or pasted: how it would be stored, examples of what it admits and what not, warnings, " +
			"and hints on what may have been forgotten. Nothing is stored.",
		body: reflect.TypeFor[previewBody]()},
		a.previewEntries)
}

func (a *API) previewEntries(_ context.Context, in *JSONBody) (*previewOutput, error) {
	var asked previewBody
	problems := edit.Decode(in.RawBody, &asked)
	websites, addresses := takenApart(asked.Websites), takenApart(asked.IPAddresses)
	for name, list := range map[string][]string{"websites": websites, "ipAddresses": addresses} {
		if len(list) > key.MaxEntries {
			problems = append(problems, errs.Field{Location: name, Message: "must have at most 1000 entries"})
		}
	}
	if err := errs.InvalidFields(problems); err != nil {
		return nil, err
	}
	out := &previewOutput{previews{Websites: make([]preview, len(websites)), IPAddresses: make([]preview, len(addresses))}}
	for i, entry := range websites {
		out.Body.Websites[i] = previewWebsite(entry)
	}
	restriction := key.Restriction{ConfirmWideAddresses: asked.ConfirmWideAddresses}
	for i, entry := range addresses {
		out.Body.IPAddresses[i] = previewAddress(&restriction, entry)
	}
	return out, nil
}

func takenApart(list []string) (entries []string) {
	for _, pasted := range list {
		entries = append(entries, origin.Split(pasted)...)
	}
	return entries
}

func newPreview(entry string) preview {
	return preview{Entry: entry, Matches: []example{}, Refuses: []example{}, Warnings: []advice{}, Hints: []advice{}}
}

func previewWebsite(entry string) preview {
	out := newPreview(entry)
	parsed, err := origin.ParsePattern(entry)
	if refused, ok := errors.AsType[*origin.Error](err); ok {
		out.Reason, out.Message, out.Suggestion = string(refused.Reason), refused.Message, refused.Suggestion
		return out
	}
	out.Accepted, out.Canonical, out.Display = true, parsed.Pattern.String(), parsed.Pattern.Unicode()
	out.Changed = key.ChangedWebsite(parsed)
	for _, w := range parsed.Warnings {
		out.Warnings = append(out.Warnings, advice{Code: string(w.Kind), Message: w.Message})
	}
	shown := parsed.Preview()
	for _, e := range shown.Matches {
		out.Matches = append(out.Matches, example{e.Origin, e.Why})
	}
	for _, e := range shown.Refuses {
		out.Refuses = append(out.Refuses, example{e.Origin, e.Why})
	}
	for _, hint := range shown.Hints {
		out.Hints = append(out.Hints, advice{Message: hint.Message, Entry: hint.Entry})
	}
	return out
}

func previewAddress(r *key.Restriction, entry string) preview {
	out := newPreview(entry)
	parsed, err := r.ParseAddress(entry)
	if refused, ok := errors.AsType[*address.Error](err); ok {
		out.Reason, out.Message, out.Suggestion = string(refused.Reason), refused.Message, refused.Suggestion
		return out
	}
	out.Accepted, out.Canonical, out.Display = true, parsed.String(), parsed.String()
	out.Changed = key.ChangedAddress(parsed)
	for _, w := range parsed.Warnings {
		out.Warnings = append(out.Warnings, advice{string(w.Kind), w.Message, w.Suggestion})
	}
	shown := parsed.Preview()
	for _, e := range shown.Matches {
		out.Matches = append(out.Matches, example{e.Address, e.Why})
	}
	for _, e := range shown.Refuses {
		out.Refuses = append(out.Refuses, example{e.Address, e.Why})
	}
	for _, hint := range shown.Hints {
		out.Hints = append(out.Hints, advice{Message: hint.Message, Entry: hint.Entry})
	}
	return out
}
