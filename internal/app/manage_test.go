package app_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"slices"
	"strings"
	"testing"

	"latchkey/internal/testkit"
)

// Nobody gets in without an access token, and a viewer changes nothing.
func TestAccess(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	id := s.NewAssistant(nil)
	k := s.NewKey(id, nil)
	viewer := s.Command("token", "create", "--name", "look", "--role", "viewer", "--data", s.Data)
	for _, token := range []string{"", "nonsense", k.Secret, viewer[:len(viewer)-1] + "!"} {
		a := s.Do("GET", "/api/v1/assistants", nil, "Authorization", "Bearer "+token)
		if a.Status != 401 || a.JSON["code"] != "ACCESS_TOKEN_INVALID" || a.Header.Get("WWW-Authenticate") == "" ||
			a.Header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("token %q: %d %s", token, a.Status, a.Body)
		}
	}
	as := func(method, path string, body any) testkit.Answer {
		return s.Do(method, "/api/v1"+path, body, "Authorization", "Bearer "+viewer)
	}
	if a := as("GET", k.Path(), nil); a.Status != 200 {
		t.Errorf("a viewer may not look: %d", a.Status)
	}
	for _, call := range [][2]string{{"POST", k.Path() + "/reveal"}, {"PATCH", k.Path()}, {"DELETE", k.Path()}, {"POST", "/assistants"}} {
		if a := as(call[0], call[1], "{}"); a.Status != 403 || a.JSON["code"] != "ROLE_TOO_LOW" {
			t.Errorf("a viewer's %s %s: %d %s", call[0], call[1], a.Status, a.Body)
		}
	}
}

func TestAssistantLife(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	id := s.NewAssistant(JSON{"model": JSON{"provider": "openai", "baseUrl": "https://api.example/v1/", "model": "m", "apiKey": "sk-secret"}})
	path := "/assistants/" + id
	a := s.Manage("GET", path, nil)
	if a.Header.Get("ETag") != `"v1"` || strings.Contains(string(a.Body), "sk-secret") || a.JSON["model"].(JSON)["apiKeySet"] != true {
		t.Fatalf("%v %s", a.Header, a.Body)
	}
	if base := a.JSON["model"].(JSON)["baseUrl"]; base != "https://api.example/v1" {
		t.Errorf("baseUrl %v", base)
	}
	// The credential is not sent to another server than the one it was given for.
	a = s.Manage("PATCH", path, JSON{"model": JSON{"baseUrl": "https://evil.example"}})
	if a.Status != 422 || !strings.Contains(string(a.Body), "model.apiKey") {
		t.Errorf("%d %s", a.Status, a.Body)
	}
	changed := s.MustManage("PATCH", path, JSON{"description": "x", "model": JSON{"temperature": 0.5}}, "If-Match", `"v1"`)
	if changed["version"] != 2.0 || changed["model"].(JSON)["apiKeySet"] != true {
		t.Errorf("%v", changed)
	}
	if a := s.Manage("PATCH", path, JSON{"name": "y"}, "If-Match", `"v1"`); a.Status != 412 || a.JSON["code"] != "CHANGED" {
		t.Errorf("a stale change: %d %s", a.Status, a.Body)
	}
	changed = s.MustManage("PATCH", path, JSON{"description": nil, "model": JSON{"apiKey": nil, "temperature": nil}})
	if changed["description"] != "" || changed["model"].(JSON)["apiKeySet"] != false || changed["model"].(JSON)["temperature"] != nil {
		t.Errorf("%v", changed)
	}
	a = s.Manage("POST", "/assistants", JSON{"nome": "x", "model": JSON{"provider": "openai", "temperature": 9, "apiKey": 5}, "conversationStarters": []string{""}})
	want := []string{"conversationStarters[0]", "model.apiKey", "model.baseUrl", "model.model", "model.temperature", "name", "nome"}
	if got := locations(a); a.Status != 422 || !slices.Equal(got, want) {
		t.Errorf("%d: problems at %v, want %v", a.Status, got, want)
	}
	if a := s.Manage("DELETE", path, nil, "If-Match", `"v1"`); a.Status != 412 {
		t.Errorf("a stale delete: %d", a.Status)
	}
	if a := s.Manage("DELETE", path, nil); a.Status != 204 || len(a.Body) != 0 {
		t.Errorf("delete: %d %s", a.Status, a.Body)
	}
	if a := s.Manage("GET", path, nil); a.Status != 404 {
		t.Errorf("after deletion: %d", a.Status)
	}
}

func locations(a testkit.Answer) []string {
	var out []string
	problems, _ := a.JSON["errors"].([]any)
	for _, p := range problems {
		out = append(out, p.(JSON)["location"].(string))
	}
	slices.Sort(out)
	return out
}

// A key object is what the contract shows, and every default is there.
func TestKeyObject(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	id := s.NewAssistant(nil)
	created := s.Manage("POST", "/assistants/"+id+"/api-keys", JSON{"name": "Shop website",
		"restriction": JSON{"type": "WEBSITES", "websites": []string{"HTTPS://Example.com:443/#x", "https://*.example.com", "https://example.com"}, "ipAddresses": []string{"10.0.0.5/8"}}})
	if created.Status != 201 || created.Header.Get("ETag") != `"v1"` {
		t.Fatalf("%d %s", created.Status, created.Body)
	}
	secret := created.JSON["key"].(string)
	if corrections := fmt.Sprint(created.JSON["corrections"]); strings.Count(corrections, "field:") != 3 || !strings.Contains(corrections, "10.0.0.5/8") {
		t.Errorf("corrections %s", corrections)
	}
	delete(created.JSON, "key")
	delete(created.JSON, "corrections")
	got := s.MustManage("GET", "/assistants/"+id+"/api-keys/"+created.JSON["id"].(string), nil)
	if fmt.Sprint(got) != fmt.Sprint(created.JSON) {
		t.Errorf("created %v\nread    %v", created.JSON, got)
	}
	var want JSON
	if err := json.Unmarshal([]byte(`{"status":"ACTIVE","lastUsedAt":null,"expiresAt":null,"version":1,"disabled":false,"name":"Shop website",
		"restriction":{"type":"WEBSITES","websites":["https://example.com","https://*.example.com"],"ipAddresses":["10.0.0.0/8"]},
		"configuration":{"showCloseButtons":true,"showNewConversationButton":true,"forceFullMode":false,"privacyPolicyURL":"","termsOfServiceURL":"",
		"maxMessagePerConversation":0,"tooManyMessageErrorText":"","webComponentOpenerSize":70,"position":"right","marginBottom":10,
		"chatEngagementPrompts":[],"chatEngagementPromptMode":"rotate","chatEngagementPromptRotateTime":5,"engagementSound":false,"hideBranding":false,
		"headerColor":"#15559d"},
		"limits":{"requestsPerMinute":null,"conversationsPerHour":null,"messagesPerMinute":null,"messagesPerDay":null},"warnings":[]}`), &want); err != nil {
		t.Fatal(err)
	}
	for field, value := range want {
		if fmt.Sprint(got[field]) != fmt.Sprint(value) {
			t.Errorf("%s is %v, want %v", field, got[field], value)
		}
	}
	if !strings.HasPrefix(secret, id+"-lk") || got["hint"] != "…"+secret[len(secret)-4:] || got["assistantId"] != id {
		t.Errorf("secret %q, %v", secret, got)
	}
	if strings.Contains(fmt.Sprint(got), secret) {
		t.Error("the secret shows without being revealed")
	}
}

// Every problem of every field is reported at once, at its place.
func TestKeyProblems(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	id := s.NewAssistant(nil)
	prompts := make([]string, 21)
	for i := range prompts {
		prompts[i] = "p"
	}
	a := s.Manage("POST", "/assistants/"+id+"/api-keys", JSON{
		"restriction": JSON{"type": "SOMEWHERE", "websites": []string{"https://ok.example", "https://x.example/path", "*"}, "ipAddresses": []string{"300.1.1.1"}},
		"configuration": JSON{
			"privacyPolicyURL": "javascript:alert(1)", "termsOfServiceURL": "ftp://x", "maxMessagePerConversation": -1,
			"tooManyMessageErrorText": strings.Repeat("x", 501), "webComponentOpenerSize": 39, "position": "top", "marginBottom": 9,
			"chatEngagementPrompts": prompts, "chatEngagementPromptMode": "loud", "chatEngagementPromptRotateTime": 0,
			"headerColor": "blue", "showCloseButtons": "yes",
		},
		"limits": JSON{"messagesPerDay": -1}, "expiresAt": "tomorrow",
	})
	want := []string{
		"configuration.chatEngagementPromptMode", "configuration.chatEngagementPromptRotateTime", "configuration.chatEngagementPrompts",
		"configuration.headerColor", "configuration.marginBottom", "configuration.maxMessagePerConversation", "configuration.position",
		"configuration.privacyPolicyURL", "configuration.showCloseButtons", "configuration.termsOfServiceURL",
		"configuration.tooManyMessageErrorText", "configuration.webComponentOpenerSize", "expiresAt", "limits.messagesPerDay", "name",
		"restriction.ipAddresses[0]", "restriction.type", "restriction.websites[1]", "restriction.websites[2]",
	}
	if got := locations(a); a.Status != 422 || a.Header.Get("Content-Type") != "application/problem+json" || !slices.Equal(got, want) {
		t.Errorf("%d: problems at\n%v, want\n%v", a.Status, got, want)
	}
	a = s.Manage("POST", "/assistants/"+id+"/api-keys", JSON{"name": "x", "restriction": JSON{"type": "IP_ADDRESSES"}})
	if got := locations(a); a.Status != 422 || !slices.Equal(got, []string{"restriction.ipAddresses"}) {
		t.Errorf("an empty address list: %d %v", a.Status, got)
	}
	k := s.NewKey(id, JSON{"restriction": JSON{"type": "WEBSITES"}})
	warnings := s.MustManage("GET", k.Path(), nil)["warnings"].([]any)
	if len(warnings) != 1 || warnings[0].(JSON)["code"] != "WEBSITES_EMPTY" || warnings[0].(JSON)["field"] != "restriction.websites" {
		t.Errorf("warnings %v", warnings)
	}
	if a := s.Manage("POST", "/assistants/absent/api-keys", JSON{"name": "x"}); a.Status != 404 {
		t.Errorf("a key of no assistant: %d", a.Status)
	}
}

// Reveal shows the key that works, and writes down who asked.
func TestReveal(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	k := s.NewKey(s.NewAssistant(nil), nil)
	a := s.Manage("POST", k.Path()+"/reveal", nil)
	if a.Status != 200 || a.JSON["key"] != k.Secret || a.Header.Get("Cache-Control") != "no-store" {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	trail := s.MustManage("GET", "/audit?limit=1", nil)
	entry := trail["items"].([]any)[0].(JSON)
	actor := entry["actor"].(JSON)
	if entry["action"] != "api-key.reveal" || entry["objectId"] != k.ID || actor["name"] != "test" || actor["address"] != "127.0.0.1" {
		t.Errorf("%v", entry)
	}
	var actions []string
	for cursor, more := "", true; more; {
		page := s.MustManage("GET", "/audit?limit=1&cursor="+cursor, nil)
		for _, e := range page["items"].([]any) {
			actions = append(actions, e.(JSON)["action"].(string))
		}
		cursor, more = page["nextCursor"].(string)
	}
	if got := strings.Join(actions, " "); got != "api-key.reveal api-key.create assistant.create access-token.create" {
		t.Errorf("trail %s", got)
	}
	if strings.Contains(fmt.Sprint(s.MustManage("GET", "/audit", nil)), k.Secret) {
		t.Error("the audit trail holds a key")
	}
}

// Who deletes page by page reaches the end of the list: a cursor names a place, and that stays when the row there goes.
func TestListsUnderDeletion(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	home := "/assistants/" + s.NewAssistant(nil)
	for path, body := range map[string]JSON{
		"/access-tokens":    {"name": "CI", "role": "viewer"},
		home + "/documents": {"title": "Returns", "text": "Within 30 days."},
		home + "/api-keys":  {"name": "Shop"},
	} {
		made, gone := map[any]bool{}, 0
		for range 5 {
			made[s.MustManage("POST", path, body)["id"]] = true
		}
		for cursor, more := "", true; more; {
			page := s.MustManage("GET", path+"?limit=2&cursor="+cursor, nil)
			for _, item := range page["items"].([]any) {
				if id := item.(JSON)["id"]; made[id] {
					s.MustManage("DELETE", path+"/"+id.(string), nil)
					gone++
				}
			}
			cursor, more = page["nextCursor"].(string)
		}
		if gone != len(made) {
			t.Errorf("%s: %d were deleted, want %d", path, gone, len(made))
		}
	}
}

// The check decides as the gate does, and names the deciding entry.
func TestCheck(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	id := s.NewAssistant(nil)
	site := s.NewKey(id, websites("https://example.com", "https://*.example.com"))
	network := s.NewKey(id, JSON{"restriction": JSON{"type": "IP_ADDRESSES", "ipAddresses": []string{"10.0.0.0/8", "10.1.0.0/16"}}})
	for _, c := range []struct {
		key           testkit.Key
		facts         JSON
		allowed       bool
		code, matched string
	}{
		{site, JSON{"origin": "https://a.b.example.com"}, true, "", "https://*.example.com"},
		{site, JSON{"origin": "https://example.com"}, true, "", "https://example.com"},
		{site, JSON{"referer": "https://example.com/page?x"}, true, "", "https://example.com"},
		{site, JSON{"origin": "https://evil.com", "referer": "https://example.com/"}, false, "ORIGIN_NOT_ALLOWED", ""},
		{site, JSON{}, false, "ORIGIN_MISSING", ""},
		{network, JSON{"ipAddress": "10.1.2.3"}, true, "", "10.1.0.0/16"},
		{network, JSON{"ipAddress": "::ffff:10.9.2.3"}, true, "", "10.0.0.0/8"},
		{network, JSON{"ipAddress": "192.0.2.1"}, false, "ADDRESS_NOT_ALLOWED", ""},
		{network, JSON{}, false, "ADDRESS_NOT_ALLOWED", ""},
	} {
		got := s.MustManage("POST", c.key.Path()+"/check", c.facts)
		if got["allowed"] != c.allowed || got["code"] != c.code || got["matched"] != c.matched {
			t.Errorf("%v: %v", c.facts, got)
		}
	}
	if a := s.Manage("POST", network.Path()+"/check", JSON{"ipAddress": "10.1"}); a.Status != 422 || locations(a)[0] != "ipAddress" {
		t.Errorf("%d %s", a.Status, a.Body)
	}
}

func TestDocuments(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	path := "/assistants/" + s.NewAssistant(nil) + "/documents"
	upload := func(name, content string) testkit.Answer {
		var body bytes.Buffer
		form := multipart.NewWriter(&body)
		file, _ := form.CreateFormFile("file", name)
		_, _ = file.Write([]byte(content))
		_ = form.WriteField("url", "https://shop.example/"+name)
		_ = form.Close()
		return s.Manage("POST", path, body.Bytes(), "Content-Type", form.FormDataContentType())
	}
	for name, content := range map[string]string{
		"returns.md": "# Returns\n\nWithin thirty days.", "about.html": "<title>About</title><p>A small shop in Trieste.</p>", "note.txt": "We ship on Mondays.",
	} {
		a := upload(name, content)
		if a.Status != 201 || a.JSON["fileName"] != name || a.JSON["url"] != "https://shop.example/"+name || a.JSON["passages"] == 0.0 {
			t.Errorf("%s: %d %s", name, a.Status, a.Body)
		}
	}
	for name, content := range map[string]string{"x.pdf": "no PDF", "x.png": "\x89PNG\r\n\x1a\n", "empty.md": "  "} {
		if a := upload(name, content); a.Status != 422 {
			t.Errorf("%s: %d %s", name, a.Status, a.Body)
		}
	}
	if a := upload("big.txt", strings.Repeat("word ", 1<<20+200_000)); a.Status != 413 {
		t.Errorf("too large: %d %s", a.Status, a.Body)
	}
	list := s.MustManage("GET", path, nil)["items"].([]any)
	if len(list) != 3 {
		t.Fatalf("%d documents", len(list))
	}
	first := path + "/" + list[0].(JSON)["id"].(string)
	if a := s.Manage("DELETE", first, nil); a.Status != 204 {
		t.Errorf("delete: %d", a.Status)
	}
	if a := s.Manage("GET", first, nil); a.Status != 404 {
		t.Errorf("after deletion: %d", a.Status)
	}
	if a := s.Manage("POST", path, JSON{"title": "x", "url": "javascript:alert(1)", "text": "y"}); a.Status != 422 {
		t.Errorf("a script as URL: %d %s", a.Status, a.Body)
	}
}
