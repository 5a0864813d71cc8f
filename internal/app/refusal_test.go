package app_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"latchkey/internal/testkit"
)

// clientRoutes are the routes of the client API with the kind of answer they give to a refusal.
var clientRoutes = []struct {
	method, path, kind string
}{
	{"GET", "/assistants/{a}", "json"},
	{"POST", "/chat-bots/{a}/conversations", "json"},
	{"GET", "/chat-bots/{a}/conversations/c_1", "json"},
	{"POST", "/chat-bots/{a}/conversations/c_1/stop", "json"},
	{"PATCH", "/chat-bots/{a}/conversations/c_1", "json"},
	{"DELETE", "/chat-bots/{a}/conversations/c_1", "json"},
	{"POST", "/chat-bots/{a}/conversations/c_1/fork", "json"},
	{"POST", "/chat-bots/{a}/conversations/delete", "json"},
	{"GET", "/chat-bots/{a}/conversations/c_1/queries/q_1", "json"},
	{"PATCH", "/chat-bots/{a}/conversations/c_1/queries/q_1", "json"},
	{"POST", "/chat-bots/{a}/conversations/c_1/queries/q_1/report", "json"},
	{"POST", "/chat-bots/{a}/conversations/c_1/queries/audio", "json"},
	{"GET", "/grounding/chunks/p_1?queryId=q_1", "json"},
	{"GET", "/settings/user?availableSettingId=ASSISTANT_THINKING_ENABLED&assistantId={a}", "json"},
	{"PUT", "/settings/user", "json"},
	{"GET", "/chat-bots/{a}/conversations/c_1/attachments", "json"},
	{"POST", "/chat-bots/{a}/conversations/c_1/attachments", "json"},
	{"PATCH", "/chat-bots/{a}/conversations/c_1/attachments/f_1", "json"},
	{"DELETE", "/chat-bots/{a}/conversations/c_1/attachments/f_1", "json"},
	{"GET", "/chat-bots/{a}/conversations/c_1/attachments/f_1/view", "json"},
	{"GET", "/chat-bots/{a}/conversations/c_1/data-source/d_1", "json"},
	{"GET", "/chat-bots/{a}/conversations/c_1/queries", "json"},
	{"POST", "/chat-bots/{a}/conversations/c_1/queries", "json"},
	{"POST", "/chat-bots/{a}/conversations/c_1/queries?sse=true", "sse"},
	{"GET", "/chat-bots/{a}/conversations/c_1/queries?sse=true", "empty"},
}

// Every refusal is answered with its code on every route, in the form that the route's clients understand, and so that the page's own script can read it.
func TestRefusals(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	id := s.NewAssistant(nil)
	past := time.Now().Add(-time.Hour).UTC().Format(time.RFC3339)
	deleted := s.NewKey(id, nil)
	if a := s.Manage("DELETE", deleted.Path(), nil); a.Status != 204 {
		t.Fatalf("delete: %d %s", a.Status, a.Body)
	}
	site := s.NewKey(id, websites("https://shop.example"))
	for _, c := range []struct {
		name, key, origin, code string
		status                  float64
	}{
		{"no key", "", "https://shop.example", "KEY_MISSING", 401},
		{"made up", "nonsense", "https://shop.example", "KEY_INVALID", 403},
		{"mistyped", site.Secret[:len(site.Secret)-2] + "!!", "https://shop.example", "KEY_INVALID", 403},
		{"deleted", deleted.Secret, "https://shop.example", "KEY_INVALID", 403},
		{"disabled", s.NewKey(id, JSON{"disabled": true}).Secret, "https://shop.example", "KEY_DISABLED", 403},
		{"expired", s.NewKey(id, JSON{"expiresAt": past}).Secret, "https://shop.example", "KEY_EXPIRED", 403},
		{"another website", site.Secret, "https://evil.example", "ORIGIN_NOT_ALLOWED", 403},
		{"null", site.Secret, "null", "ORIGIN_NOT_ALLOWED", 403},
		{"no website", site.Secret, "", "ORIGIN_MISSING", 403},
		{"another address", s.NewKey(id, JSON{"restriction": JSON{"type": "IP_ADDRESSES", "ipAddresses": []string{"203.0.113.7"}}}).Secret,
			"https://shop.example", "ADDRESS_NOT_ALLOWED", 403},
	} {
		for _, route := range clientRoutes {
			headers := []string{"Conversation-Token", "t_1"}
			if c.key != "" {
				headers = append(headers, "Api-Key", c.key)
			}
			wantOrigin := "*"
			if c.origin != "" {
				headers = append(headers, "Origin", c.origin)
				wantOrigin = c.origin
			}
			var body any
			if route.method == "POST" {
				body = JSON{"request": "hello"}
			}
			a := s.Do(route.method, strings.ReplaceAll(route.path, "{a}", id), body, headers...)
			where := c.name + ": " + route.method + " " + route.path
			if got := a.Header.Get("Access-Control-Allow-Origin"); got != wantOrigin {
				t.Errorf("%s: Access-Control-Allow-Origin %q", where, got)
			}
			if !strings.Contains(a.Header.Get("Vary"), "Origin") || a.Header.Get("Cache-Control") != "no-store" {
				t.Errorf("%s: headers %v", where, a.Header)
			}
			if strings.Contains(string(a.Body), "shop.example") && c.origin != "https://shop.example" {
				t.Errorf("%s: the refusal tells what is allowed: %s", where, a.Body)
			}
			switch route.kind {
			case "json":
				if a.JSON["code"] != c.code || a.JSON["status"] != c.status || float64(a.Status) != c.status ||
					a.JSON["error"] != a.JSON["detail"] || a.JSON["error"] == "" || a.JSON["title"] == "" || a.JSON["type"] == nil {
					t.Errorf("%s: %d %s", where, a.Status, a.Body)
				}
			case "sse":
				checkRefusalFrame(t, where, a, c.code, c.status)
			case "empty":
				if a.Status != 404 || len(a.Body) != 0 {
					t.Errorf("%s: %d %q", where, a.Status, a.Body)
				}
			}
		}
	}
}

func checkRefusalFrame(t *testing.T, where string, a testkit.Answer, code string, status float64) {
	t.Helper()
	body := string(a.Body)
	if float64(a.Status) != status || !strings.HasPrefix(body, "data: {") || !strings.HasSuffix(body, "}\n\n") || strings.Count(body, "\n") != 2 {
		t.Errorf("%s: not one frame: %d %q", where, a.Status, body)
		return
	}
	for _, part := range []string{`"reason":"` + code + `"`, `"type":"error"`, `"messageType":"LLM"`, `"last":true`, `"error":"`, `"message":"`} {
		if !strings.Contains(body, part) {
			t.Errorf("%s: the frame has no %s: %s", where, part, body)
		}
	}
	if strings.Contains(body, `"code":5,`) {
		t.Errorf("%s: code 5 means something else to the mobile client", where)
	}
}

// A preflight carries no key and decides nothing.
func TestPreflight(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	for _, path := range []string{"/assistants/x", "/chat-bots/x/conversations", "/chat-bots/x/conversations/c/queries?sse=true", "/embed/x.js"} {
		a := s.Do("OPTIONS", path, nil, "Origin", "https://any.example", "Access-Control-Request-Method", "POST",
			"Access-Control-Request-Headers", "api-key,content-type,conversation-token")
		if a.Status != 204 || a.Header.Get("Access-Control-Allow-Origin") != "https://any.example" || a.Header.Get("Vary") != "Origin" {
			t.Errorf("%s: %d %v", path, a.Status, a.Header)
		}
		allowed := a.Header.Get("Access-Control-Allow-Headers")
		for _, header := range []string{"Api-Key", "Conversation-Token", "Content-Type", "Accept", "Authorization"} {
			if !strings.Contains(allowed, header) {
				t.Errorf("%s: %s is not allowed: %s", path, header, allowed)
			}
		}
		if a.Header.Get("Access-Control-Allow-Credentials") != "" {
			t.Errorf("%s: credentials are allowed", path)
		}
	}
}

// Edits, deletes and new keys hold from the very next request on.
func TestChangesHoldAtOnce(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	id := s.NewAssistant(nil)
	k := s.NewKey(id, websites("https://one.example"))
	allowed := func(origin string) string {
		a := s.Do("GET", "/assistants/"+id, nil, "Api-Key", k.Secret, "Origin", origin)
		if a.Status == 200 {
			return "ok"
		}
		return a.JSON["code"].(string)
	}
	for _, step := range []struct {
		patch    JSON
		one, two string
	}{
		{nil, "ok", "ORIGIN_NOT_ALLOWED"},
		{JSON{"restriction": JSON{"websites": []string{"https://two.example"}}}, "ORIGIN_NOT_ALLOWED", "ok"},
		{JSON{"restriction": nil}, "ok", "ok"},
		{JSON{"disabled": true}, "KEY_DISABLED", "KEY_DISABLED"},
		{JSON{"disabled": nil}, "ok", "ok"},
		{JSON{"expiresAt": "2001-01-01T00:00:00Z"}, "KEY_EXPIRED", "KEY_EXPIRED"},
		{JSON{"expiresAt": nil, "restriction": JSON{"type": "WEBSITES", "websites": []string{}}}, "ok", "ok"},
	} {
		if step.patch != nil {
			s.MustManage("PATCH", k.Path()+"?force=true", step.patch)
		}
		if one, two := allowed("https://one.example"), allowed("https://two.example"); one != step.one || two != step.two {
			t.Fatalf("after %v: %s, %s", step.patch, one, two)
		}
	}
	s.MustManage("PATCH", "/assistants/"+id, JSON{"name": "Renamed"})
	if a := s.Do("GET", "/assistants/"+id, nil, "Api-Key", k.Secret); a.JSON["name"] != "Renamed" {
		t.Errorf("the assistant's change is not seen: %s", a.Body)
	}
	s.Manage("DELETE", k.Path()+"?force=true", nil)
	if got := allowed("https://one.example"); got != "KEY_INVALID" {
		t.Errorf("after deletion: %s", got)
	}
}

// The script of a key holds its configuration; to a refused page it says why, and does nothing else.
func TestEmbedScript(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	id := s.NewAssistant(JSON{"name": "Tea </script> guide"})
	k := s.NewKey(id, JSON{"restriction": JSON{"type": "WEBSITES", "websites": []string{"https://shop.example"}},
		"configuration": JSON{"webComponentOpenerSize": 88, "headerColor": "#123ABC", "hideBranding": true}})
	path := "/embed/" + k.Secret + ".js"
	a := s.Do("GET", path, nil, "Origin", "https://shop.example")
	body := string(a.Body)
	if a.Status != 200 || !strings.HasPrefix(a.Header.Get("Content-Type"), "text/javascript") || a.Header.Get("Cache-Control") != "no-cache" ||
		a.Header.Get("Access-Control-Allow-Origin") != "https://shop.example" || !strings.Contains(a.Header.Get("Vary"), "Origin") {
		t.Fatalf("%d %v", a.Status, a.Header)
	}
	for _, part := range []string{`"apiKey":"` + k.Secret + `"`, `"webComponentOpenerSize":88`, `"headerColor":"#123abc"`, `"hidePupauBranding":true`} {
		if !strings.Contains(body, part) {
			t.Errorf("the script has no %s", part)
		}
	}
	if strings.Contains(body, "__LATCHKEY_CONFIG__") || strings.Contains(body, "</script>") {
		t.Error("the configuration is not put in place safely")
	}
	modules := regexp.MustCompile(`(panel|engagement)-[0-9a-f]{12}-\$\.js`).FindAllString(body, -1)
	if len(modules) != 2 {
		t.Errorf("modules that are loaded later: %v", modules)
	}
	for _, module := range modules {
		if a := s.Do("GET", "/embed/"+strings.Replace(module, "$", "en", 1), nil); a.Status != 200 || !strings.Contains(a.Header.Get("Cache-Control"), "immutable") {
			t.Errorf("%s: %d %v", module, a.Status, a.Header)
		}
	}
	tag := a.Header.Get("ETag")
	if again := s.Do("GET", path, nil, "Origin", "https://shop.example", "If-None-Match", tag); tag == "" || again.Status != 304 {
		t.Errorf("with ETag %q: %d", tag, again.Status)
	}
	s.MustManage("PATCH", k.Path(), JSON{"configuration": JSON{"position": "left"}})
	if again := s.Do("GET", path, nil, "Origin", "https://shop.example", "If-None-Match", tag); again.Status != 200 {
		t.Errorf("after an edit the old tag still holds: %d", again.Status)
	}
	refused := s.Do("GET", path, nil, "Origin", "https://evil.example")
	script := string(refused.Body)
	if refused.Status != 200 || !strings.HasPrefix(script, "console.error(") || strings.Count(script, "\n") != 1 ||
		!strings.Contains(script, "ORIGIN_NOT_ALLOWED") || !strings.Contains(script, "https://evil.example") || strings.Contains(script, "shop.example") {
		t.Errorf("%d %s", refused.Status, script)
	}
	for _, hostile := range []string{"https://x\"+alert(1)+\"", "https://</script><script>alert(1)"} {
		script := string(s.Do("GET", path, nil, "Origin", hostile).Body)
		if strings.Contains(script, `"+alert`) && !strings.Contains(script, `\"+alert`) || strings.Contains(script, "<") {
			t.Errorf("not harmless: %s", script)
		}
	}
	for _, path := range []string{"/embed/panel-0123456789ab-en.js", "/embed/style.css", "/embed/element-00112233445566778899.js"} {
		if a := s.Do("GET", path, nil); a.Status != 404 {
			t.Errorf("%s: %d", path, a.Status)
		}
	}
	if a := s.Do("GET", "/embed/element.js", nil); a.Status != 200 || a.Header.Get("Access-Control-Allow-Origin") != "*" {
		t.Errorf("element.js: %d %v", a.Status, a.Header)
	}
}
