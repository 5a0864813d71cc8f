package app_test

import (
	"slices"
	"strings"
	"testing"

	"latchkey/internal/testkit"
)

// A question that is tried finds what an answer would be made from, and leaves nothing behind.
func TestTryQuestion(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	id := s.NewAssistant(nil)
	path := "/assistants/" + id
	search := path + "/search"
	returns := s.MustManage("POST", path+"/documents", JSON{"url": "https://shop.example/returns",
		"text": "# Returns\n\n## How to send something back\n\nGoods can be sent back within 30 days."})
	for i := range 7 {
		s.MustManage("POST", path+"/documents", JSON{"text": "# Tea " + strings.Repeat("x", i+1) + "\n\nGreen tea is brewed at 70 degrees."})
	}
	found := s.MustManage("POST", search, JSON{"question": "Can I send something back?"})["passages"].([]any)
	if len(found) != 1 {
		t.Fatalf("found %v", found)
	}
	first := found[0].(JSON)
	if first["documentId"] != returns["id"] || first["title"] != "Returns" || first["url"] != "https://shop.example/returns" || first["passageId"] == "" ||
		first["text"] != "Goods can be sent back within 30 days." || len(first["path"].([]any)) != 2 || first["score"].(float64) <= 0 {
		t.Errorf("%v", first)
	}
	for _, c := range []struct {
		asked JSON
		want  int
	}{
		{JSON{"question": "How is green tea brewed?"}, 5},
		{JSON{"question": "How is green tea brewed?", "limit": 20}, 7},
		{JSON{"question": "How is green tea brewed?", "limit": nil}, 5},
		{JSON{"question": "How is green tea brewed?", "limit": 1}, 1},
		{JSON{"question": "Who won the election?"}, 0},
	} {
		if found := s.MustManage("POST", search, c.asked)["passages"].([]any); len(found) != c.want {
			t.Errorf("%v: %d passages, want %d", c.asked, len(found), c.want)
		}
	}
	for _, body := range []any{JSON{}, JSON{"question": ""}, JSON{"question": strings.Repeat("x", 2001)}, JSON{"question": "x", "limit": 0},
		JSON{"question": "x", "limit": 21}, JSON{"question": "x", "store": true}, "[]"} {
		if a := s.Manage("POST", search, body); a.Status != 422 {
			t.Errorf("%.50v: %d %s", body, a.Status, a.Body)
		}
	}
	if a := s.Manage("POST", "/assistants/absent/search", JSON{"question": "x"}); a.Status != 404 {
		t.Errorf("an absent assistant: %d %s", a.Status, a.Body)
	}
	if used := s.MustManage("GET", path+"/usage", nil); len(used["hours"].([]any)) != 0 {
		t.Errorf("it was counted: %v", used)
	}
	audit := string(s.Manage("GET", "/audit", nil).Body)
	if slices.ContainsFunc([]string{"search", "send something"}, func(part string) bool { return strings.Contains(audit, part) }) {
		t.Errorf("it was written down: %s", audit)
	}
}
