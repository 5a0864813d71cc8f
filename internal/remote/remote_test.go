package remote_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"latchkey/internal/declare"
	"latchkey/internal/remote"
)

const token = "lkt_very-secret"

func client(t *testing.T, server string) *remote.Client {
	t.Helper()
	c, err := remote.New(server, token, "latchkey/test")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestCall(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if r.Method != "PATCH" || r.URL.String() != "/base/api/v1/x?a=b" || r.Header.Get("Authorization") != "Bearer "+token ||
			r.Header.Get("If-Match") != `"v1"` || r.Header.Get("Content-Type") != "application/json" || string(body) != `{"a":1}` {
			t.Errorf("%s %s %v %s", r.Method, r.URL, r.Header, body)
		}
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.Header().Set("ETag", `"v2"`)
		_, _ = w.Write([]byte("{}"))
	}))
	defer server.Close()
	answer, etag, err := client(t, server.URL+"/base/").Call(t.Context(), "PATCH", "/x?a=b", `"v1"`, map[string]int{"a": 1})
	if err != nil || string(answer) != "{}" || etag != `"v2"` {
		t.Errorf("%s %s %v", answer, etag, err)
	}
}

// What goes wrong is said in words that help, and never with the token.
func TestFailures(t *testing.T) {
	t.Parallel()
	const problem, html = "application/problem+json", "text/html"
	for _, c := range []struct {
		name        string
		status      int
		contentType string
		body        string
		want        string
		refusal     bool
	}{
		{"wrong token", 401, problem, `{"code":"ACCESS_TOKEN_INVALID","detail":"x"}`, "does not accept the access token", false},
		{"role", 403, problem, `{"code":"ROLE_TOO_LOW","detail":"Reading only."}`, "does not allow this: Reading only. (ROLE_TOO_LOW)", false},
		{"wrong input", 422, problem, `{"code":"INVALID_INPUT","detail":"x","errors":[{"location":"name","message":"must not be empty"}]}`, "INVALID_INPUT", true},
		{"changed", 412, problem, `{"code":"CHANGED","detail":"x"}`, "CHANGED", true},
		{"missing", 404, problem, `{"code":"NOT_FOUND","detail":"x"}`, "NOT_FOUND", true},
		{"broken server", 500, problem, `{"code":"INTERNAL","detail":"Something went wrong."}`, "cannot answer now: Something went wrong.", false},
		{"too many", 429, problem, `{"code":"RATE_LIMITED","detail":"Later."}`, "cannot answer now: Later.", false},
		{"a proxy without a server", 502, html, "<h1>Bad gateway</h1>", "no Latchkey server behind it", false},
		{"a proxy that lets nobody in", 401, html, "<h1>Log in</h1>", "something in front of", false},
		{"a website", 200, html, "<h1>Welcome</h1>", "does not answer like a Latchkey server", false},
		{"a website without the page", 404, html, "<h1>?</h1>", "does not answer like a Latchkey server", false},
		{"another API", 404, "application/json", `{"message":"no"}`, "does not answer like a Latchkey server", false},
		{"not the JSON that it says", 200, "application/json", `{"a":`, "does not answer like a Latchkey server", false},
		{"a redirect", 301, html, "", "redirects to https://other.example: give --server", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Type", c.contentType)
				w.Header().Set("Location", "https://other.example/api?token=secret-of-others")
				w.WriteHeader(c.status)
				_, _ = w.Write([]byte(c.body))
			}))
			defer server.Close()
			_, _, err := client(t, server.URL).Call(t.Context(), "GET", "/x", "", nil)
			if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "<h1>") {
				t.Fatalf("%v", err)
			}
			if refusal, ok := errors.AsType[*declare.Refusal](err); ok != c.refusal || (ok && refusal.Status != c.status) {
				t.Errorf("%T", err)
			}
		})
	}
}

func TestUnreachable(t *testing.T) {
	t.Parallel()
	gone := httptest.NewServer(nil)
	gone.Close()
	_, _, err := client(t, gone.URL).Call(t.Context(), "GET", "/x", "", nil)
	if err == nil || !strings.Contains(err.Error(), "nothing listens at "+gone.URL) {
		t.Errorf("%v", err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := client(t, gone.URL).Call(ended, "GET", "/x", "", nil); err == nil || err.Error() != "interrupted" {
		t.Errorf("%v", err)
	}
	cut := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "100")
		_, _ = w.Write([]byte("{"))
	}))
	defer cut.Close()
	if _, _, err := client(t, cut.URL).Call(t.Context(), "GET", "/x", "", nil); err == nil || !strings.Contains(err.Error(), "cannot be reached") {
		t.Errorf("%v", err)
	}
}

func TestNew(t *testing.T) {
	t.Parallel()
	for _, server := range []string{"", "chat.example.com", "ftp://x", "https://", "https://u:p@x", "https://x?a", "https://x#a", "://"} {
		if _, err := remote.New(server, token, "x"); err == nil {
			t.Errorf("%q is accepted", server)
		}
	}
	for _, token := range []string{"", " ", "a b", "a\nb", "é"} {
		if _, err := remote.New("https://x", token, "x"); err == nil {
			t.Errorf("token %q is accepted", token)
		}
	}
}
