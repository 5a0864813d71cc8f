package app_test

import (
	"strings"
	"testing"

	"latchkey/internal/testkit"
)

// Bad requests get a problem with a code, never a bare text or a 500; on both engines, for they judge bytes differently.
func TestBadRequests(t *testing.T) {
	t.Parallel()
	for engine, args := range map[string][]string{"sqlite": nil, "postgres": {"--database-url", testkit.Postgres(t)}} {
		t.Run(engine, func(t *testing.T) {
			t.Parallel()
			s := testkit.Start(t, args...)
			for _, c := range badRequests(s) {
				var headers []string
				if c.contentType != "" {
					headers = []string{"Content-Type", c.contentType}
				}
				a := s.Manage(c.method, c.path, c.body, headers...)
				if a.Status != c.status || a.JSON["code"] != c.code || a.JSON["detail"] == "" || a.Header.Get("Content-Type") != "application/problem+json" {
					t.Errorf("%s %s %.40v: %d %v %.300s, want %d %s", c.method, c.path, c.body, a.Status, a.Header.Get("Content-Type"), a.Body, c.status, c.code)
				}
				if found := locations(a); c.location != "" && (len(found) != 1 || found[0] != c.location) {
					t.Errorf("%s %s: problems at %q, want %s", c.method, c.path, found, c.location)
				}
			}
		})
	}
}

type badRequest struct {
	method, path string
	body         any
	contentType  string
	status       int
	code         string
	location     string // of the one problem; "" = not looked at
}

func badRequests(s *testkit.Server) []badRequest {
	id := s.NewAssistant(nil)
	k := s.NewKey(id, nil)
	const (
		json, form = "application/json", "application/x-www-form-urlencoded" // the second is what curl sends by itself
		invalid    = "INVALID_INPUT"
	)
	return []badRequest{
		{"POST", "/assistants", "", "", 400, invalid, ""},
		{"POST", "/assistants", "not json", "", 422, invalid, ""},
		{"POST", "/assistants", `{"name":"x"} {}`, "", 422, invalid, ""},
		{"POST", "/assistants", "[]", "", 422, invalid, ""},
		{"POST", "/assistants", "null", "", 422, invalid, ""},
		{"POST", "/assistants", strings.Repeat(`{"model":`, 20_000), "", 422, invalid, ""},
		{"POST", "/assistants", "{\"name\":\"\xff\"}", "", 422, invalid, ""},
		{"POST", "/assistants", `{"name":"` + strings.Repeat("x", 2<<20) + `"}`, "", 413, "BODY_TOO_LARGE", ""},
		{"PATCH", k.Path(), "{\"na\xc3\":1}", "", 422, invalid, ""},
		{"PATCH", k.Path(), "{\"name\":\"\xed\xa0\x80\"}", "", 422, invalid, ""},
		{"PATCH", k.Path(), `{"name":null}`, "", 422, invalid, "name"},
		{"PATCH", k.Path(), `{"name":"a\u0000b"}`, "", 422, invalid, "name"},
		{"PATCH", k.Path(), `{"nmae":null}`, "", 422, invalid, "nmae"},
		{"PATCH", k.Path(), `{"disabled":"no"}`, "", 422, invalid, "disabled"},
		{"PATCH", k.Path(), "[]", "", 422, invalid, ""},
		{"POST", k.Path() + "/check", `{"origin":5}`, "", 422, invalid, "origin"},
		{"POST", k.Path() + "/check", "{\"origin\":\"\xff\"}", "", 422, invalid, ""},

		{"POST", "/assistants", `{"name":"x"}`, "text/plain", 415, "UNSUPPORTED_MEDIA_TYPE", ""},
		{"POST", "/assistants", `{"nmae":"x","name":"x"}`, form, 422, invalid, "nmae"},
		{"POST", "/assistants", `{"name":"x"}`, "multipart/form-data; boundary=x", 415, "UNSUPPORTED_MEDIA_TYPE", ""},
		{"POST", "/assistants", `{"name":"x"}`, "nonsense;;", 415, "UNSUPPORTED_MEDIA_TYPE", ""},
		{"POST", "/assistants", `{"nmae":"x","name":"x"}`, json + "; charset=utf-8", 422, invalid, "nmae"},
		{"PATCH", k.Path(), `{"nmae":"x"}`, "application/merge-patch+json", 422, invalid, "nmae"},
		{"POST", "/assistants/" + id + "/documents", "x", "application/pdf", 415, "UNSUPPORTED_MEDIA_TYPE", ""},
		{"POST", "/assistants/" + id + "/documents", "x", "multipart/form-data", 422, invalid, ""},
		{"POST", "/assistants/" + id + "/documents", "--x\r\n", "multipart/form-data; boundary=x", 422, invalid, ""},
		{"POST", "/assistants/" + id + "/documents", "{\"text\":\"\xff\"}", json, 422, invalid, ""},

		{"GET", "/assistants?limit=0", nil, "", 422, invalid, "query.limit"},
		{"GET", "/assistants?limit=201", nil, "", 422, invalid, "query.limit"},
		{"GET", "/assistants?limit=many", nil, "", 422, invalid, "query.limit"},
		{"GET", "/assistants?limit=99999999999999999999", nil, "", 422, invalid, "query.limit"},
		{"GET", "/audit?cursor=%00", nil, "", 422, invalid, "query.cursor"},
		{"GET", "/audit?cursor=" + strings.Repeat("x", 65), nil, "", 422, invalid, "query.cursor"},
		{"GET", "/audit?cursor=%ff", nil, "", 422, invalid, "query.cursor"},
		{"GET", "/audit?cursor=+", nil, "", 422, invalid, "query.cursor"},
		{"GET", "/audit?cursor=" + id, nil, "", 422, invalid, "query.cursor"},
		{"GET", "/assistants?cursor=-1-x", nil, "", 422, invalid, "query.cursor"},
		{"GET", "/access-tokens?cursor=ml29f9c0-", nil, "", 422, invalid, "query.cursor"},
		{"GET", "/audit?%ff=x", nil, "", 422, invalid, "query.?"},
		{"GET", "/assistants?cusor=x", nil, "", 422, invalid, "query.cusor"},
		{"POST", "/access-tokens", JSON{"name": "far", "role": "viewer", "expiresAt": "9999-12-31T23:59:59-12:00"}, "", 422, invalid, "expiresAt"},
		{"PATCH", k.Path(), JSON{"expiresAt": "9999-12-31T23:59:59-12:00"}, "", 422, invalid, "expiresAt"},
		{"GET", k.Path() + "/usage?from=9999-12-30T00:00:00Z&to=9999-12-31T23:59:59.999999999Z", nil, "", 422, invalid, "from"},
		{"DELETE", k.Path() + "?forced=true", nil, "", 422, invalid, "query.forced"},

		{"GET", "/assistants/absent", nil, "", 404, "NOT_FOUND", ""},
		{"GET", "/assistants/%00", nil, "", 404, "NOT_FOUND", ""},
		{"GET", "/assistants/%ff", nil, "", 404, "NOT_FOUND", ""},
		{"GET", "/assistants/%2F", nil, "", 404, "NOT_FOUND", ""},
		{"PATCH", "/assistants/%ff", "{}", "", 404, "NOT_FOUND", ""},
		{"GET", "/assistants/" + id + "/api-keys/%ff%00", nil, "", 404, "NOT_FOUND", ""},
		{"POST", "/assistants/%ff/documents", `{"text":"x"}`, "", 404, "NOT_FOUND", ""},
		{"GET", "/openapi-3.0.json", nil, "", 404, "NOT_FOUND", ""},
		{"GET", "/nothing", nil, "", 404, "NOT_FOUND", ""},
		{"GET", "/", nil, "", 404, "NOT_FOUND", ""},
		{"GET", "/assistants/", nil, "", 404, "NOT_FOUND", ""},
		{"GET", "/Assistants", nil, "", 404, "NOT_FOUND", ""},
		{"GET", k.Path() + "/", nil, "", 404, "NOT_FOUND", ""},

		{"PUT", k.Path(), "{}", "", 405, "METHOD_NOT_ALLOWED", ""},
		{"POST", k.Path(), "{}", "", 405, "METHOD_NOT_ALLOWED", ""},
		{"OPTIONS", "/assistants", nil, "", 405, "METHOD_NOT_ALLOWED", ""},
		{"BREW", "/assistants", nil, "", 405, "METHOD_NOT_ALLOWED", ""},
		{"GET", k.Path() + "/reveal", nil, "", 405, "METHOD_NOT_ALLOWED", ""},
		{"DELETE", "/audit", nil, "", 405, "METHOD_NOT_ALLOWED", ""},
	}
}

// A known path says which methods it has, HEAD works where GET does, and a strange If-Match matches nothing.
func TestMethods(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	k := s.NewKey(s.NewAssistant(nil), nil)
	for path, want := range map[string]string{
		"/assistants": "GET, HEAD, POST", k.Path(): "GET, HEAD, PATCH, DELETE", k.Path() + "/reveal": "POST", "/openapi.json": "GET, HEAD",
	} {
		if a := s.Manage("PUT", path, nil); a.Status != 405 || a.Header.Get("Allow") != want {
			t.Errorf("%s: %d, allows %q, want %q", path, a.Status, a.Header.Get("Allow"), want)
		}
	}
	viewer := s.Command("token", "create", "--name", "look", "--role", "viewer", "--data", s.Data)
	a := s.Do("HEAD", "/api/v1"+k.Path(), nil, "Authorization", "Bearer "+viewer)
	if a.Status != 200 || len(a.Body) != 0 || a.Header.Get("ETag") != `"v1"` {
		t.Errorf("HEAD: %d %v", a.Status, a.Header)
	}
	if a := s.Manage("PATCH", k.Path(), JSON{"name": "x"}, "If-Match", "yesterday"); a.Status != 412 {
		t.Errorf("a strange If-Match: %d", a.Status)
	}
}
