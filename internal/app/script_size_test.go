package app_test

import (
	"testing"

	"latchkey/internal/testkit"
)

// What a page waits for until the button is shown: the whole answer for a key with default options.
const maxScript = 6000

func TestScriptIsSmall(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	id := s.NewAssistant(testkit.JSON{"name": "The Tea Shop's Assistant"})
	a := s.Do("GET", "/embed/"+s.NewKey(id, nil).Secret+".js", nil, "Accept-Encoding", "gzip")
	if a.Status != 200 || a.Header.Get("Content-Encoding") != "gzip" {
		t.Fatalf("%d %v", a.Status, a.Header)
	}
	t.Logf("%d bytes", len(a.Body))
	if len(a.Body) > maxScript {
		t.Errorf("the script of a key has %d bytes, more than %d", len(a.Body), maxScript)
	}
}
