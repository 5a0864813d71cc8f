package console_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"latchkey/internal/console"
)

const script = "assets/index-3f2a.js"

// program is long enough to become shorter by compression.
var program = strings.Repeat("console.log('Latchkey')\n", 100)

func zipped(t *testing.T, text string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, err := w.Write([]byte(text))
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func unzipped(t *testing.T, body []byte) string {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// server serves a small build as the product does.
func server(t *testing.T) http.Handler {
	t.Helper()
	built := fstest.MapFS{
		"index.html":          {Data: []byte(`<meta nonce="__NONCE__"><script nonce="__NONCE__" type="module" src="/console/` + script + `"></script>`)},
		"preview.html":        {Data: []byte("<latchkey-chat></latchkey-chat>")},
		"icon.png":            {Data: []byte(strings.Repeat("png", 100))},
		script:                {Data: []byte(program)},
		"assets/short.js":     {Data: []byte("x")},
		"assets/ready.css":    {Data: []byte("plain")},
		"assets/ready.css.gz": {Data: zipped(t, "made by the build")},
		"assets/thing.odd":    {Data: []byte("?")},
	}
	c, err := console.New(built)
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("GET /{$}", c)
	mux.Handle("GET /console/{path...}", c)
	return mux
}

func get(t *testing.T, h http.Handler, method, path string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(method, path, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Add(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

var nonce = regexp.MustCompile(`'nonce-([^']+)'`)

// Every address of the console is the page, each time with another nonce, the same in the policy and in the page.
func TestPage(t *testing.T) {
	t.Parallel()
	h := server(t)
	seen := map[string]bool{}
	for _, path := range []string{"/", "/console/", "/console/assistants/aX7kP2mQ9r/keys", "/console/index.html", "/console/icon.png/", "/console/ready.css.gz"} {
		w := get(t, h, "GET", path, "Accept-Encoding", "gzip")
		policy := w.Header().Get("Content-Security-Policy")
		found := nonce.FindAllStringSubmatch(policy, -1)
		if w.Code != 200 || len(found) != 2 || found[0][1] != found[1][1] || len(found[0][1]) < 22 {
			t.Fatalf("%s: %d, policy %q", path, w.Code, policy)
		}
		if seen[found[0][1]] {
			t.Errorf("%s: a nonce was used before", path)
		}
		seen[found[0][1]] = true
		if strings.Count(w.Body.String(), `nonce="`+found[0][1]+`"`) != 2 || strings.Contains(w.Body.String(), "__NONCE__") {
			t.Errorf("%s: %s", path, w.Body)
		}
		for name, want := range map[string]string{
			"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff",
			"Referrer-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin", "ETag": "", "Content-Encoding": "",
		} {
			if got := w.Header().Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", path, name, got, want)
			}
		}
		if w.Header().Get("Permissions-Policy") == "" || !strings.Contains(policy, "frame-ancestors 'none'") || strings.Contains(policy, "unsafe") {
			t.Errorf("%s: %v", path, w.Header())
		}
	}
}

// The page with the chat may be framed by the console, and sends nothing.
func TestPreview(t *testing.T) {
	t.Parallel()
	w := get(t, server(t), "GET", "/console/preview.html")
	policy := w.Header().Get("Content-Security-Policy")
	if w.Code != 200 || !strings.Contains(w.Body.String(), "latchkey-chat") || w.Header().Get("Cache-Control") != "no-cache" ||
		!strings.Contains(policy, "frame-ancestors 'self'") || !strings.Contains(policy, "connect-src 'none'") || strings.Contains(policy, "nonce") {
		t.Errorf("%d %v %s", w.Code, w.Header(), w.Body)
	}
}

func TestFiles(t *testing.T) {
	t.Parallel()
	const forever, revalidate = "public, max-age=31536000, immutable", "no-cache"
	h := server(t)
	for path, want := range map[string]struct{ mediaType, caching, accept, encoding, body string }{
		"/console/" + script:         {"text/javascript; charset=utf-8", forever, "", "", program},
		"/console/./" + script:       {}, // cleaned by the mux with a redirect
		"/console/assets/short.js":   {"text/javascript; charset=utf-8", forever, "gzip", "", "x"},
		"/console/assets/ready.css":  {"text/css; charset=utf-8", forever, "br, gzip", "gzip", "made by the build"},
		"/console/icon.png":          {"image/png", revalidate, "gzip", "", strings.Repeat("png", 100)},
		"/console/assets/thing.odd":  {"application/octet-stream", forever, "gzip", "", "?"},
		"/console/" + script + "?x=": {"text/javascript; charset=utf-8", forever, "gzip", "gzip", program},
		"/console/" + script + "?y=": {"text/javascript; charset=utf-8", forever, "gzip;q=0, *", "", program},
	} {
		w := get(t, h, "GET", path, "Accept-Encoding", want.accept)
		if want.mediaType == "" {
			if w.Code != 301 && w.Code != 307 {
				t.Errorf("%s: %d", path, w.Code)
			}
			continue
		}
		body := w.Body.String()
		if w.Header().Get("Content-Encoding") == "gzip" {
			body = unzipped(t, w.Body.Bytes())
		}
		if w.Code != 200 || body != want.body || w.Header().Get("Content-Type") != want.mediaType || w.Header().Get("Cache-Control") != want.caching ||
			w.Header().Get("Content-Encoding") != want.encoding || w.Header().Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %d %v %.50q", path, w.Code, w.Header(), body)
		}
		if varies := w.Header().Get("Vary") == "Accept-Encoding"; varies == strings.Contains("image/png application/octet-stream", want.mediaType) {
			t.Errorf("%s: Vary %q", path, w.Header().Get("Vary"))
		}
	}
}

// What is missing of a build is missed, instead of being answered with the page.
func TestMissingAsset(t *testing.T) {
	t.Parallel()
	h := server(t)
	for _, path := range []string{"/console/assets/", "/console/assets/index-0000.js", "/console/assets/ready.css.gz", "/console/assets/..%2findex.html"} {
		if w := get(t, h, "GET", path); w.Code != 404 || strings.Contains(w.Body.String(), "nonce") || strings.Contains(w.Header().Get("Cache-Control"), "immutable") {
			t.Errorf("%s: %d %v", path, w.Code, w.Header())
		}
	}
	if w := get(t, h, "POST", "/console/"); w.Code != 405 {
		t.Errorf("POST: %d", w.Code)
	}
}

// A browser that has a file is not sent it again, compressed or not.
func TestRevalidation(t *testing.T) {
	t.Parallel()
	h := server(t)
	for _, path := range []string{"/console/preview.html", "/console/" + script} {
		tag := get(t, h, "GET", path).Header().Get("ETag")
		for _, sent := range []string{tag, `"other", ` + tag, "*"} {
			if w := get(t, h, "GET", path, "If-None-Match", sent, "Accept-Encoding", "gzip"); tag == "" || w.Code != 304 || w.Body.Len() > 0 {
				t.Errorf("%s with %s: %d", path, sent, w.Code)
			}
		}
	}
}

func TestHead(t *testing.T) {
	t.Parallel()
	web := httptest.NewServer(server(t))
	t.Cleanup(web.Close)
	for _, path := range []string{"/", "/console/" + script} {
		req, err := http.NewRequestWithContext(t.Context(), "HEAD", web.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		res, err := http.DefaultTransport.RoundTrip(req) // asks for gzip
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(res.Body)
		_ = res.Body.Close()
		if res.StatusCode != 200 || len(body) > 0 || res.Header.Get("Content-Type") == "" {
			t.Errorf("%s: %d %v", path, res.StatusCode, res.Header)
		}
	}
}

func TestNoConsole(t *testing.T) {
	t.Parallel()
	if _, err := console.New(fstest.MapFS{}); !errors.Is(err, console.ErrMissing) {
		t.Errorf("%v", err)
	}
}
