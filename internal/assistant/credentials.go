package assistant

import (
	"encoding/json"
	"strings"

	"latchkey/internal/errs"
)

// Purposes of what is sealed.
const (
	purpose         = "model-credential"
	fallbackPurpose = "fallback-credential"
)

// credentials are the write-only fields of a document: nil = absent, "" = to be removed.
type credentials struct{ model, fallback *string }

const fallbackMember = "fallback"

// takeCredentials cuts model.apiKey and model.fallback.apiKey out of a JSON document.
func takeCredentials(raw []byte) (rest []byte, given credentials, problems []errs.Field) {
	var doc, model, fallback map[string]json.RawMessage
	if json.Unmarshal(raw, &doc) != nil || json.Unmarshal(doc["model"], &model) != nil || model == nil {
		return raw, given, nil // not an object: edit says so
	}
	given.model, problems = takeCredential(model, "model.apiKey", problems)
	if json.Unmarshal(model[fallbackMember], &fallback) == nil && fallback != nil {
		given.fallback, problems = takeCredential(fallback, "model.fallback.apiKey", problems)
		model[fallbackMember], _ = json.Marshal(fallback) // members that were just decoded can be encoded
	}
	doc["model"], _ = json.Marshal(model)
	raw, _ = json.Marshal(doc)
	return raw, given, problems
}

func takeCredential(members map[string]json.RawMessage, location string, problems []errs.Field) (*string, []errs.Field) {
	given, ok := members["apiKey"]
	if !ok {
		return nil, problems
	}
	delete(members, "apiKey")
	value := new(string) // null leaves it empty
	err := json.Unmarshal(given, value)
	*value = strings.TrimSpace(*value)
	if err != nil || len(*value) > MaxCredential || strings.ContainsFunc(*value, notInHeader) {
		return nil, append(problems, errs.Field{Location: location, Message: "must be at most 1000 printable ASCII characters, or null"})
	}
	return value, problems
}

// notInHeader says that a credential with this character cannot be sent.
func notInHeader(r rune) bool { return r <= ' ' || r > '~' }

// credential is the one that an edit leaves: what is given, or what is stored if it stays with the server that it was stored for.
// Otherwise whoever may edit could have it sent to a server of their choice.
func credential(p *errs.Problems, location string, given *string, stored, was, is string) string {
	if given != nil {
		return *given
	}
	if stored != "" && server(was) != server(is) {
		p.Add(location, "give the API key again: it was stored for "+orNone(server(was)), nil)
	}
	return stored
}

func orNone(server string) string {
	if server == "" {
		return "no server yet"
	}
	return server
}

// set decides about the credentials of after, an edit of before.
func (g credentials) set(p *errs.Problems, before, after *Assistant) {
	after.Credential = credential(p, "model.apiKey", g.model, before.Credential, before.Model.BaseURL, after.Model.BaseURL)
	if after.Model.Fallback == nil {
		after.FallbackCredential = ""
		return
	}
	was := ""
	if before.Model.Fallback != nil {
		was = before.Model.Fallback.BaseURL
	}
	after.FallbackCredential = credential(p, "model.fallback.apiKey", g.fallback, before.FallbackCredential, was, after.Model.Fallback.BaseURL)
}

func (s *Service) seal(a Assistant) Record {
	r := Record{Assistant: a}
	if a.Credential != "" {
		r.SealedCredential = s.box.Seal([]byte(a.Credential), purpose, a.ID)
	}
	if a.FallbackCredential != "" {
		r.SealedFallbackCredential = s.box.Seal([]byte(a.FallbackCredential), fallbackPurpose, a.ID)
	}
	return r
}

func (s *Service) unseal(r Record) (a Assistant, err error) {
	if r.Credential, err = s.open(r.SealedCredential, purpose, r.ID); err == nil {
		r.FallbackCredential, err = s.open(r.SealedFallbackCredential, fallbackPurpose, r.ID)
	}
	if err != nil {
		return Assistant{}, err
	}
	return r.Assistant, nil
}

func (s *Service) open(sealed []byte, purpose, id string) (string, error) {
	if sealed == nil {
		return "", nil
	}
	plain, err := s.box.Open(sealed, purpose, id)
	if err != nil {
		return "", errs.Wrap(err, errs.Internal, "SECRET_UNREADABLE", "The model's API key of this assistant cannot be read with the server's master key.")
	}
	return string(plain), nil
}
