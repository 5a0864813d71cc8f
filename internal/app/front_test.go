package app_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"testing"

	"latchkey/internal/edit"
	"latchkey/internal/errs"
	"latchkey/internal/httpx"
	"latchkey/internal/key"
	"latchkey/internal/testkit"
)

// front stands before a server: it answers the calls about keys that only try or ask, and passes everything else on.
type front struct {
	URL string

	t       *testing.T
	s       *testkit.Server
	mu      sync.Mutex
	inUse   map[string]bool                                         // ids of keys that only force changes
	meddle  func(w http.ResponseWriter, r *http.Request) (end bool) // sees every call that changes something first
	changes int                                                     // calls that change something
}

func newFront(t *testing.T, s *testkit.Server) *front {
	t.Helper()
	target, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	f := &front{t: t, s: s, inUse: map[string]bool{}}
	proxy := httputil.NewSingleHostReverseProxy(target)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f.mu.Lock()
		defer f.mu.Unlock()
		path, trial := strings.TrimPrefix(r.URL.Path, "/api/v1"), r.URL.Query().Get("dryRun") == "true"
		switch {
		case path == "/openapi.json":
			f.describe(w)
		case path == "/api-keys/check":
			f.check(w, r)
		case trial && strings.Contains(path, "/api-keys"):
			f.try(w, r, path)
		default:
			if r.Method != "GET" && !trial {
				f.changes++
				if f.meddle != nil && f.meddle(w, r) {
					return
				}
			}
			proxy.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(server.Close)
	f.URL = server.URL
	return f
}

func answer(w http.ResponseWriter, status int, v any) {
	httpx.WriteJSON(w, status, "application/json", v)
}

func (f *front) describe(w http.ResponseWriter) {
	description := f.s.Do("GET", "/api/v1/openapi.json", nil).JSON
	for path, method := range map[string]string{"": "post", "/{keyId}": "patch"} {
		call := description["paths"].(JSON)["/api/v1/assistants/{assistantId}/api-keys"+path].(JSON)[method].(JSON)
		call["parameters"] = append(call["parameters"].([]any), JSON{"name": "dryRun", "in": "query"})
	}
	answer(w, 200, description)
}

func (f *front) try(w http.ResponseWriter, r *http.Request, path string) {
	raw, _ := io.ReadAll(r.Body)
	draft, object := key.NewDraft(), JSON{}
	var problems []errs.Field
	if r.Method == "PATCH" {
		stored := f.s.Manage("GET", path, nil)
		if stored.Header.Get("ETag") != r.Header.Get("If-Match") {
			answer(w, 412, JSON{"code": "CHANGED", "detail": "Changed."})
			return
		}
		object = stored.JSON
		if f.inUse[object["id"].(string)] && r.URL.Query().Get("force") != "true" {
			answer(w, 409, JSON{"code": "KEY_IN_USE", "detail": "This key is in use.", "inUse": JSON{
				"origins": []JSON{{"origin": "https://used.example", "requests": 12, "lastUsedAt": "2026-01-31T12:00:00Z"}}, "ipAddresses": []JSON{}}})
			return
		}
		before := key.NewDraft()
		current, _ := json.Marshal(editable(object))
		edit.Decode(current, &before)
		problems = edit.Merge(before, raw, &draft)
	} else {
		problems = edit.Decode(raw, &draft)
	}
	_, more := draft.Validate()
	problems = append(problems, more...)
	if err := errs.InvalidFields(errs.Distinct(problems)); err != nil {
		httpx.WriteJSON(w, 422, "application/problem+json", httpx.ProblemOf(err))
		return
	}
	after, _ := json.Marshal(draft)
	_ = json.Unmarshal(after, &object)
	object["warnings"] = (&key.Key{Draft: draft}).Warnings()
	answer(w, 200, object)
}

func editable(object JSON) JSON {
	kept := JSON{}
	for _, name := range []string{"name", "disabled", "expiresAt", "restriction", "configuration", "limits"} {
		kept[name] = object[name]
	}
	return kept
}

func (f *front) check(w http.ResponseWriter, r *http.Request) {
	var asked JSON
	_ = json.NewDecoder(r.Body).Decode(&asked)
	for _, a := range f.s.MustManage("GET", "/assistants", nil)["items"].([]any) {
		path := "/assistants/" + a.(JSON)["id"].(string) + "/api-keys"
		for _, k := range f.s.MustManage("GET", path, nil)["items"].([]any) {
			id, hint := k.(JSON)["id"].(string), strings.TrimPrefix(k.(JSON)["hint"].(string), "…")
			if named := asked["key"].(string); named != id && !(strings.Contains(named, "-lk") && strings.HasSuffix(named, hint)) {
				continue
			}
			delete(asked, "key")
			verdict := f.s.Manage("POST", path+"/"+id+"/check", asked)
			if verdict.Status != 200 {
				httpx.WriteJSON(w, verdict.Status, "application/problem+json", verdict.JSON)
				return
			}
			verdict.JSON["keyId"], verdict.JSON["assistantId"], verdict.JSON["wouldRefuse"] = id, a.(JSON)["id"], ""
			answer(w, 200, verdict.JSON)
			return
		}
	}
	httpx.WriteJSON(w, 404, "application/problem+json", httpx.ProblemOf(errs.Missing("key")))
}

// as runs a command against a server, here or behind a front.
func (f *front) as(stdin string, args ...string) (code int, stdout, stderr string) {
	f.t.Helper()
	return command(f.URL, f.s.Token, nil, stdin, args...)
}
