package app_test

import (
	"fmt"
	"strings"
	"testing"

	"latchkey/internal/testkit"
)

// The usage of an assistant is that of all its keys together, also of a deleted one, and of no other assistant.
func TestAssistantUsage(t *testing.T) {
	t.Parallel()
	onBothEngines(t, func(t *testing.T, s *testkit.Server, _ []string) {
		id, stranger := s.NewAssistant(nil), s.NewAssistant(nil)
		shop, blog := s.NewKey(id, websites("https://shop.example")), s.NewKey(id, JSON{"name": "Blog"})
		s.NewKey(id, JSON{"name": "Unused"})
		for _, origin := range []string{"https://shop.example", "https://shop.example", "https://evil.example", "https://evil.example", "null"} {
			use(s, shop, origin)
		}
		use(s, blog, "https://shop.example")
		use(s, s.NewKey(stranger, nil), "https://shop.example")
		if a := s.Manage("DELETE", blog.Path()+"?force=true", nil); a.Status >= 300 {
			t.Fatalf("%d %s", a.Status, a.Body)
		}
		used := s.MustManage("GET", "/assistants/"+id+"/usage", nil)
		if used["total"].(JSON)["requests"] != 3.0 || used["keyStepHours"] != 1.0 || len(used["origins"].([]any)) != 1 {
			t.Errorf("%v", used)
		}
		var keys []string
		for _, k := range used["keys"].([]any) {
			k := k.(JSON)
			keys = append(keys, fmt.Sprint(k["name"], " ", k["total"].(JSON)["requests"], " ", k["denials"]))
			var requests, denials float64
			for _, hour := range k["hours"].([]any) {
				requests += hour.(JSON)["requests"].(float64)
				denials += hour.(JSON)["denials"].(float64)
			}
			if requests != k["total"].(JSON)["requests"] || denials != k["denials"] {
				t.Errorf("%v: the hours sum up to %v requests and %v denials", k, requests, denials)
			}
		}
		if got := strings.Join(keys, ", "); got != "Test 2 3, Blog 1 0" {
			t.Errorf("keys %s", got)
		}
		denied := s.MustManage("GET", "/assistants/"+id+"/denials", nil)
		first := denied["callers"].([]any)[0].(JSON)
		if denied["total"] != 3.0 || len(denied["callers"].([]any)) != 2 || first["keyId"] != shop.ID || first["origin"] != "https://evil.example" || first["count"] != 2.0 {
			t.Errorf("%v", denied)
		}
		for _, report := range []string{"usage", "denials"} {
			if a := s.Manage("GET", "/assistants/absent/"+report, nil); a.Status != 404 {
				t.Errorf("%s of an absent assistant: %d", report, a.Status)
			}
			if a := s.Manage("GET", "/assistants/"+id+"/"+report+"?from=2026-01-01T00:00:00Z&to=2026-03-01T00:00:00Z", nil); a.Status != 422 {
				t.Errorf("%s of two months: %d", report, a.Status)
			}
		}
	})
}
