package assistant_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/assistant"
	"latchkey/internal/errs"
	"latchkey/internal/secretbox"
)

// shelf is a store that holds one assistant.
type shelf struct {
	assistant.Store
	record assistant.Record
}

func (s *shelf) CreateAssistant(_ context.Context, r assistant.Record, _ account.Entry) error {
	s.record = r
	return nil
}

func (s *shelf) UpdateAssistant(_ context.Context, r assistant.Record, _ account.Entry) error {
	s.record = r
	return nil
}

func (s *shelf) Assistant(context.Context, string) (assistant.Record, error) { return s.record, nil }

func newService(t *testing.T, s *shelf) *assistant.Service {
	t.Helper()
	box, err := secretbox.New(make([]byte, 32))
	if err != nil {
		t.Fatal(err)
	}
	return assistant.New(s, box, time.Now, func(string) {})
}

// A stored credential goes to no server but the one that it was given for.
func TestCredentialStaysWithItsServer(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		stored, patch string
		kept          bool // whether the credential may stay
	}{
		{"https://api.example/v1", `{"temperature": 1}`, true},
		{"https://api.example/v1", `{"baseUrl": "https://api.example/v2"}`, true},
		{"https://api.example/v1", `{"baseUrl": "https://api.example:443"}`, true},
		{"https://api.example/v1", `{"baseUrl": " HTTPS://API.example/v1/ "}`, true},
		{"http://[2001:db8::1]:80/v1", `{"baseUrl": "http://[2001:DB8::1]/v1"}`, true},
		{"https://api.example/v1", `{"provider": "builtin"}`, true},
		{"https://api.example/v1", `{"baseUrl": "https://evil.example/v1"}`, false},
		{"https://api.example/v1", `{"baseUrl": "https://api.example.evil.example/v1"}`, false},
		{"https://api.example/v1", `{"baseUrl": "https://api.example:8443/v1"}`, false},
		{"https://api.example/v1", `{"baseUrl": "http://api.example/v1"}`, false},
		{"https://api.example/v1", `{"baseUrl": "http://api.example:443/v1"}`, false},
		{"https://api.example/v1", `{"baseUrl": "https://api.example./v1"}`, false},
		{"http://[2001:db8::1]/v1", `{"baseUrl": "http://[2001:db8::2]/v1"}`, false},
		{"https://api.example/v1", `{"provider": "builtin", "baseUrl": "https://evil.example"}`, false}, // a first step of two
		{"https://api.example/v1", `{"provider": "builtin", "baseUrl": "nonsense"}`, false},
		{"https://api.example/v1", `{"provider": null, "baseUrl": null}`, false},
	} {
		s := &shelf{}
		service := newService(t, s)
		_, err := service.Create(t.Context(), account.System, []byte(`{"name": "A", "model": {"provider": "openai", "model": "m", "apiKey": "sk-1", "baseUrl": "`+c.stored+`"}}`))
		if err != nil {
			t.Fatal(err)
		}
		patch := []byte(`{"model": ` + c.patch + `}`)
		for name, edit := range map[string]func() (assistant.Assistant, error){
			"try":  func() (assistant.Assistant, error) { return service.TryEdit(t.Context(), "", 0, patch) },
			"edit": func() (assistant.Assistant, error) { return service.Edit(t.Context(), account.System, "", 0, patch) },
		} {
			after, err := edit()
			if c.kept && (err != nil || after.Credential != "sk-1") {
				t.Errorf("%s %s: %v, %q", name, c.patch, err, after.Credential)
			}
			if e, ok := errs.As(err); !c.kept && (!ok || len(e.Fields) != 1 || e.Fields[0].Location != "model.apiKey" || !strings.HasPrefix(e.Fields[0].Message, "give the API key again: it was stored for http")) {
				t.Errorf("%s %s: %v", name, c.patch, err)
			}
		}
		if c.kept {
			continue
		}
		for _, credential := range []string{`"sk-2"`, "null"} {
			var model map[string]json.RawMessage
			if err := json.Unmarshal([]byte(c.patch), &model); err != nil {
				t.Fatal(err)
			}
			model["apiKey"] = json.RawMessage(credential)
			patch, _ := json.Marshal(map[string]any{"model": model})
			if after, err := service.TryEdit(t.Context(), "", 0, patch); err != nil || after.Credential == "sk-1" {
				t.Errorf("%s: %v, %q", patch, err, after.Credential)
			}
		}
	}
}

// A credential that was stored before there was a server is not sent to the first one that somebody names.
func TestCredentialWithoutServer(t *testing.T) {
	t.Parallel()
	service := newService(t, &shelf{})
	if _, err := service.Create(t.Context(), account.System, []byte(`{"name": "A", "model": {"apiKey": "sk-1"}}`)); err != nil {
		t.Fatal(err)
	}
	_, err := service.TryEdit(t.Context(), "", 0, []byte(`{"model": {"provider": "openai", "model": "m", "baseUrl": "https://evil.example"}}`))
	if e, ok := errs.As(err); !ok || len(e.Fields) != 1 || e.Fields[0].Location != "model.apiKey" {
		t.Errorf("%v", err)
	}
}
