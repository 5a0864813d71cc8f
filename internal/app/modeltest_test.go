package app_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"latchkey/internal/provider/providertest"
	"latchkey/internal/testkit"
)

// A test of a model says what happened and what to do, and never the credential.
func TestModelTest(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	const secret = "sk-secret"
	echo := func(w http.ResponseWriter, r *http.Request) {
		providertest.Begin(w)
		providertest.Say(w, "You sent "+r.Header.Get("Authorization")[:10])
		providertest.Say(w, r.Header.Get("Authorization")[10:])
		providertest.End(w)
	}
	refusal := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusUnauthorized)
		fmt.Fprintf(w, `{"error":{"message":"bad key %s %s","type":"x","code":"invalid_api_key"}}`, r.Header.Get("Authorization"), strings.Repeat("x", 5000))
	}
	for name, c := range map[string]struct {
		script                  providertest.Script
		code, inText, inDetails string
	}{
		"answers":      {providertest.Words("Hello ", "there."), "", "Hello there.", "The model answers."},
		"repeats":      {echo, "", "You sent Bearer …", "The model answers."},
		"401":          {refusal, "MODEL_UNAUTHORIZED", "", "bad key"},
		"404":          {providertest.Status(404), "MODEL_REJECTED", "", "scripted 404"},
		"429":          {providertest.Status(429), "MODEL_BUSY", "", "quota"},
		"503":          {providertest.Status(503), "MODEL_FAILED", "", "scripted 503"},
		"garbage":      {providertest.Garbage(), "MODEL_UNREADABLE", "", "baseUrl"},
		"cut":          {providertest.Cut("Hel"), "MODEL_CUT", "Hel", "broke"},
		"not a stream": {func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<html>") }, "MODEL_UNREADABLE", "", "baseUrl"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			up := providertest.New(t, c.script)
			path := "/assistants/" + s.NewAssistant(scripted(up))
			a := s.Manage("POST", path+"/model/test", nil)
			if a.Status != 200 || a.JSON["ok"] != (c.code == "") || a.JSON["code"] != c.code || !strings.Contains(a.JSON["text"].(string), c.inText) ||
				!strings.Contains(a.JSON["detail"].(string), c.inDetails) || len(a.Body) > 3000 || strings.Contains(string(a.Body), secret) {
				t.Errorf("%d %s", a.Status, a.Body)
			}
			if c.code == "" && (a.JSON["outputTokens"] != 7.0 || a.JSON["inputTokens"] != 11.0) {
				t.Errorf("tokens: %s", a.Body)
			}
			if got := s.MustManage("GET", path, nil)["version"]; got != 1.0 {
				t.Errorf("the assistant was changed: version %v", got)
			}
		})
	}
}

// What is tested can differ from what is stored, which stays; the stored credential goes nowhere else.
func TestModelTestOfPatch(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	up, other := providertest.New(t, providertest.Words("Yes.")), providertest.New(t, providertest.Words("No."))
	path := "/assistants/" + s.NewAssistant(scripted(up))
	test := func(body any) testkit.Answer { return s.Manage("POST", path+"/model/test", body) }
	if a := test(JSON{"model": JSON{"model": "larger", "systemPrompt": "Be brief."}}); a.JSON["ok"] != true {
		t.Errorf("%d %s", a.Status, a.Body)
	}
	if asked := up.Requests()[0]; asked.Model != "larger" || asked.Header.Get("Authorization") != "Bearer sk-secret" || !strings.Contains(asked.Messages[0].Content, "Be brief.") {
		t.Errorf("asked %+v", asked)
	}
	for _, model := range []JSON{{"baseUrl": other.URL}, {"baseUrl": other.URL, "provider": "builtin"}} {
		a := test(JSON{"model": model})
		if a.Status != 422 || strings.Join(locations(a), " ") != "model.apiKey" || !strings.Contains(string(a.Body), "give the API key again: it was stored for "+strings.TrimSuffix(up.URL, "/v1")) {
			t.Errorf("%v: %d %s", model, a.Status, a.Body)
		}
	}
	if len(other.Requests()) > 0 {
		t.Fatalf("another server was asked with the stored credential: %v", other.Requests())
	}
	for _, key := range []any{nil, "sk-other"} {
		if a := test(JSON{"model": JSON{"baseUrl": other.URL, "apiKey": key}}); a.JSON["text"] != "No." {
			t.Errorf("%d %s", a.Status, a.Body)
		}
	}
	for _, asked := range other.Requests() {
		if strings.Contains(fmt.Sprint(asked.Header), "sk-secret") {
			t.Errorf("sent %v", asked.Header)
		}
	}
	if a := test(JSON{"model": JSON{"baseUrl": "http://127.0.0.1:1/v1", "apiKey": nil}}); a.JSON["ok"] != false || a.JSON["code"] != "MODEL_UNREACHABLE" {
		t.Errorf("%d %s", a.Status, a.Body)
	}
	if a := test(JSON{"model": JSON{"provider": nil}}); a.JSON["ok"] != true || a.JSON["text"] == "" {
		t.Errorf("the built-in model: %d %s", a.Status, a.Body)
	}
	for _, body := range []any{JSON{"name": "x"}, JSON{"model": JSON{"temperature": 9}}, JSON{"model": "x"}, "[]"} {
		if a := test(body); a.Status != 422 {
			t.Errorf("%v: %d %s", body, a.Status, a.Body)
		}
	}
	for _, body := range []any{JSON{"model": nil}, JSON{"model": JSON{}}, JSON{}, nil} {
		if a := test(body); a.JSON["text"] != "Yes." {
			t.Errorf("%v: %d %s", body, a.Status, a.Body)
		}
	}
	if stored := s.MustManage("GET", path, nil); stored["version"] != 1.0 || stored["model"].(JSON)["model"] != "scripted" {
		t.Errorf("stored %v", stored)
	}
}
