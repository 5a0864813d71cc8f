package app_test

import (
	"crypto/sha512"
	"encoding/base64"
	"strings"
	"testing"

	"latchkey/internal/testkit"
)

// What the server says of itself is so.
func TestServerFacts(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t, "--messages-per-minute", "7")
	facts := s.MustManage("GET", "/server", nil)
	limits := facts["defaultLimits"].(JSON)
	if facts["version"] != "dev" || facts["publicUrl"] != "" || facts["databaseEngine"] != "sqlite" ||
		limits["messagesPerMinute"] != 7.0 || limits["messagesPerDay"] != 0.0 {
		t.Errorf("%v", facts)
	}
	element := facts["element"].(JSON)
	if element["url"] == "" {
		t.Log("the web component was not built")
		return
	}
	for _, path := range []string{element["url"].(string), element["pinnedUrl"].(string)} {
		a := s.Do("GET", path, nil)
		sum := sha512.Sum384(a.Body)
		if a.Status != 200 || element["integrity"] != "sha384-"+base64.StdEncoding.EncodeToString(sum[:]) {
			t.Errorf("%s: %d, integrity %v", path, a.Status, element["integrity"])
		}
		if immutable := strings.Contains(a.Header.Get("Cache-Control"), "immutable"); immutable != (path == element["pinnedUrl"]) {
			t.Errorf("%s: %v", path, a.Header)
		}
	}
}
