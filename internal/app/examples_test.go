package app

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"latchkey/web"
)

// Every example is served with the addresses and keys of the demo, and needs nothing that the shop's policy refuses.
func TestExamples(t *testing.T) {
	t.Parallel()
	const console, first, second = "http://127.0.0.1:1", "first-lkKey", "second-lkKey"
	handler, err := newShop(shopLinks{Console: console, Shop: "http://127.0.0.1:2", Key: first, Second: second})
	if err != nil {
		t.Fatal(err)
	}
	get := func(path string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		return w
	}
	names, err := fs.Glob(web.Examples(), "*")
	if err != nil {
		t.Fatal(err)
	}
	forbidden := regexp.MustCompile(`<style|\sstyle=|\son\w+="|<script[^>]*>[^<]|chat\.example\.com|_API_KEY`)
	for _, name := range append(names, "") {
		w := get(examplesPath + name)
		if w.Code != http.StatusOK {
			t.Errorf("%s: status %d", name, w.Code)
		}
		body := strings.NewReplacer("&lt;script", "", "&lt;style", "").Replace(w.Body.String())
		if found := forbidden.FindString(body); found != "" {
			t.Errorf("%s holds %q", name, found)
		}
		want := map[bool]string{true: "text/html; charset=utf-8"}[name == "" || strings.HasSuffix(name, ".html")]
		if got := w.Header().Get("Content-Type"); want != "" && got != want {
			t.Errorf("%s is of the type %q", name, got)
		}
	}
	if body := get(examplesPath + "two-chats.html").Body.String(); !strings.Contains(body, first) || !strings.Contains(body, second) || !strings.Contains(body, console+"/embed/element.js") {
		t.Error("the two chats have no keys of the demo")
	}
	if w := get("/examples"); w.Code != http.StatusFound || w.Header().Get("Location") != examplesPath {
		t.Errorf("/examples leads to %q", w.Header().Get("Location"))
	}
}
