package app_test

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"latchkey/internal/app"
	"latchkey/internal/testkit"
)

// command runs a command that talks to a server, with a file on its standard input.
func command(server, token string, env map[string]string, stdin string, args ...string) (code int, stdout, stderr string) {
	var out, log bytes.Buffer
	code = app.Run(context.Background(), app.Env{
		Args: append(args, "--server", server, "--access-token", token), Getenv: func(name string) string { return env[name] },
		Stdin: strings.NewReader(stdin), Stdout: &out, Stderr: &log,
	})
	return code, out.String(), log.String()
}

// expect checks how a command ended, and parts of what it printed.
func expect(t *testing.T, code int, out, log string, want int, parts ...string) {
	t.Helper()
	if code != want {
		t.Fatalf("exit %d, want %d\n%s%s", code, want, out, log)
	}
	for _, part := range parts {
		if !strings.Contains(out+log, part) {
			t.Fatalf("%q is missing in\n%s%s", part, out, log)
		}
	}
}

const oneAssistant = `
assistants:
  - name: Shop help
    description: Answers about orders
    conversationStarters: ["How long does delivery take?", "Can I send it back?"]
    model: {temperature: 0.5}
`

// Assistants are created, then stay as they are, then change as far as the file says.
func TestApplyAssistants(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	do := func(file string, args ...string) (int, string, string) {
		return command(s.URL, s.Token, nil, file, append([]string{"apply", "-f", "-"}, args...)...)
	}
	count := func() int { return len(s.MustManage("GET", "/assistants", nil)["items"].([]any)) }

	code, out, log := do(oneAssistant, "--dry-run")
	expect(t, code, out, log, 3, `+ create assistant "Shop help"`, `description: "Answers about orders"`, `+ "Can I send it back?"`, "model.temperature: 0.5", "1 to create", "Nothing was changed")
	if count() != 0 {
		t.Fatal("a dry run made something")
	}
	code, out, log = do(oneAssistant)
	expect(t, code, out, log, 0, "1 to create", "created assistant")
	for _, again := range [][]string{nil, {"--dry-run"}} {
		code, out, log = do(oneAssistant, again...)
		expect(t, code, out, log, 0, "no changes: all 1 are as declared")
	}
	code, out, log = do("assistants:\n- name: Shop help\n  description: null\n  conversationStarters: [\"Can I send it back?\", \"Where is my order?\"]\n")
	expect(t, code, out, log, 0, `~ update assistant "Shop help" `, `description: "Answers about orders" → ""`,
		`- "How long does delivery take?"`, `+ "Where is my order?"`, "updated assistant")
	a := s.MustManage("GET", "/assistants", nil)["items"].([]any)[0].(JSON)
	if a["description"] != "" || a["model"].(JSON)["temperature"] != 0.5 || a["version"] != 2.0 || count() != 1 {
		t.Errorf("%v", a)
	}
	// By its id it can be renamed.
	code, out, log = do("assistants: [{id: " + a["id"].(string) + ", name: Orders}]\n")
	expect(t, code, out, log, 0, `~ update assistant "Shop help"`, `name: "Shop help" → "Orders"`)
	// An order that differs is a change too.
	code, out, log = do("assistants: [{name: Orders, conversationStarters: [\"Where is my order?\", \"Can I send it back?\"]}]\n")
	expect(t, code, out, log, 0, `conversationStarters: ["Can I send it back?", "Where is my order?"] → ["Where is my order?", "Can I send it back?"]`)
}

// What the server refuses is reported for every object at once, with its line, and nothing is changed.
func TestApplyRefused(t *testing.T) {
	t.Parallel()
	f := newFront(t, testkit.Start(t))
	twin := f.s.NewAssistant(JSON{"name": "Twin"})
	f.s.NewAssistant(JSON{"name": "Twin"})
	other := f.s.NewAssistant(JSON{"name": "Other"})
	k := f.s.NewKey(other, JSON{"name": "Used"})
	f.inUse[k.ID] = true
	file := `assistants:
  - name: New
    model: {temperature: 9}
    keys:
      - name: Site
        restriction: {type: WEBSITES, websites: [https://good.example, https://bad.example/path]}
  - name: Twin
  - id: none
  - name: Other
    keys:
      - name: Used
        disabled: true
      - name: Second
        configuration: {marginBottom: 5}
      - id: k_none
`
	code, out, log := f.as(file, "apply", "-f", "-", "--json")
	expect(t, code, out, log, 1, "nothing was changed, because\nstandard input:3: assistants[0].model.temperature: must be between 0 and 2",
		"standard input:6: assistants[0].keys[0].restriction.websites[1]: ",
		"standard input:7: assistants[1]: 2 objects are called \"Twin\"", twin,
		"standard input:8: assistants[2]: there is no assistant with the id none",
		"standard input:11: assistants[3].keys[0]: This key is in use. (KEY_IN_USE); in use: https://used.example (12 requests, the last at 2026-01-31T12:00:00Z); --force",
		"standard input:14: assistants[3].keys[1].configuration.marginBottom: must be between 10 and 10000; got 5",
		"standard input:15: assistants[3].keys[2]: there is no API key with the id k_none")
	if f.changes != 0 || out != "" {
		t.Errorf("%d changes, %q", f.changes, out)
	}
	code, out, log = f.as("assistants: [{name: Other, keys: [{name: Used, disabled: true}]}]", "apply", "-f", "-", "--force")
	expect(t, code, out, log, 0, `~ update API key "Used" `+k.ID+` of "Other"`, "disabled: false → true", "! KEY_IN_USE: This key is in use.; in use: https://used.example", "updated API key")
	if f.s.MustManage("GET", k.Path(), nil)["disabled"] != true {
		t.Error("the key is not disabled")
	}
}

const withKeys = `
assistants:
  - name: Shop help
    keys:
      - name: Shop website
        expiresAt: 2030-01-31T12:00:00+01:00
        restriction: {type: WEBSITES, websites: ["HTTPS://Shop.example:443/#x", "https://*.shop.example"]}
        configuration: &look {headerColor: "#2F6B4F"}
      - name: Everywhere
        restriction: {type: WEBSITES}
        configuration: {<<: *look, position: left}
---
assistants:
  - name: Intranet
    keys:
      - name: Office
        restriction: {type: IP_ADDRESSES, ipAddresses: [10.0.0.5/8]}
        limits: {messagesPerDay: 100}
`

// applyKeys is the life of declared keys on a server at an address.
func applyKeys(t *testing.T, s *testkit.Server, server string) {
	t.Helper()
	do := func(file string, args ...string) (int, string, string) {
		return command(server, s.Token, nil, file, append([]string{"apply", "-f", "-"}, args...)...)
	}
	code, out, log := do(withKeys, "--dry-run")
	canonical := []string{`+ create API key "Shop website" of "Shop help"`, `+ "https://shop.example"`, `+ "https://*.shop.example"`, `expiresAt: "2030-01-31T11:00:00Z"`,
		`configuration.headerColor: "#2f6b4f"`, "! WEBSITES_EMPTY restriction.websites: DANGER", `+ "10.0.0.0/8"`, "limits.messagesPerDay: 100", "5 to create"}
	expect(t, code, out, log, 3, canonical...)
	code, out, log = do(withKeys)
	expect(t, code, out, log, 0, append(canonical, "created API key \"Office\" k_", `of "Intranet": …`)...)
	if strings.Contains(out, "-lk") {
		t.Errorf("a full key is shown: %s", out)
	}
	code, out, log = do(withKeys)
	expect(t, code, out, log, 0, "no changes: all 5 are as declared")

	edited := strings.Replace(withKeys, `"https://*.shop.example"`, `"https://blog.example"`, 1)
	edited += "      - name: Tablet\n"
	code, out, log = do(edited, "--show-keys")
	expect(t, code, out, log, 0, `~ update API key "Shop website" k_`, `- "https://*.shop.example"`, `+ "https://blog.example"`, "1 to create, 1 to update, 4 as declared", `created API key "Tablet" k_`, "-lk")
	id := s.MustManage("GET", "/assistants", nil)["items"].([]any)[0].(JSON)["id"].(string)
	var stored JSON
	for _, k := range s.MustManage("GET", "/assistants/"+id+"/api-keys", nil)["items"].([]any) { // of one millisecond they are in any order
		if k.(JSON)["name"] == "Shop website" {
			stored = k.(JSON)
		}
	}
	if websites := stored["restriction"].(JSON)["websites"].([]any); len(websites) != 2 || websites[1] != "https://blog.example" || stored["configuration"].(JSON)["headerColor"] != "#2f6b4f" {
		t.Errorf("%v", stored)
	}
	// The secret stays hidden in JSON, too.
	code, out, log = do(strings.Replace(edited, "Tablet", "Phone", 1), "--json")
	expect(t, code, out, log, 0)
	var plan struct {
		Changes []struct {
			Action, Kind, ID, Name, Hint, Key string
			Done                              bool
		}
	}
	if err := json.Unmarshal([]byte(out), &plan); err != nil {
		t.Fatalf("%v in %s", err, out)
	}
	last := plan.Changes[len(plan.Changes)-1]
	if len(plan.Changes) != 6 || last.Action != "create" || last.Kind != "API key" || last.Name != "Phone" || !last.Done || last.ID == "" || last.Hint == "" || last.Key != "" {
		t.Errorf("%+v", last)
	}
}

func TestApplyKeysBehindFront(t *testing.T) {
	t.Parallel()
	f := newFront(t, testkit.Start(t))
	applyKeys(t, f.s, f.URL)
}

func TestApplyKeys(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	applyKeys(t, s, s.URL)
}

// A server that would take a trial for a change is not tried at all.
func TestApplyOldServer(t *testing.T) {
	t.Parallel()
	f := newFront(t, testkit.Start(t))
	old := http.NewServeMux()
	old.HandleFunc("GET /api/v1/openapi.json", func(w http.ResponseWriter, _ *http.Request) { answer(w, 200, JSON{"paths": JSON{}}) })
	old.HandleFunc("/", func(_ http.ResponseWriter, r *http.Request) { t.Errorf("%s %s", r.Method, r.URL) })
	code, out, log := command(serve(t, old), f.s.Token, nil, oneAssistant, "apply", "-f", "-")
	expect(t, code, out, log, 4, "the server is older than this command")
}

// Somebody else's edit between plan and change is not overwritten; what was made is said, and a second run makes the rest.
func TestApplyChangedMeanwhile(t *testing.T) {
	t.Parallel()
	f := newFront(t, testkit.Start(t))
	first, second := f.s.NewAssistant(JSON{"name": "First"}), f.s.NewAssistant(JSON{"name": "Second"})
	f.meddle = func(_ http.ResponseWriter, r *http.Request) bool {
		if strings.HasSuffix(r.URL.Path, second) {
			f.s.MustManage("PATCH", "/assistants/"+second, JSON{"description": "by hand"})
		}
		return false
	}
	file := "assistants: [{name: First, description: declared}, {name: Second, description: declared}, {name: Third}]"
	code, out, log := f.as(file, "apply", "-f", "-")
	expect(t, code, out, log, 1, "updated assistant \"First\"", `assistant "Second" was changed by somebody else since it was compared; nothing of it was overwritten`,
		"Changes made: 1; not made: 2", "To run the same command again is safe")
	if got := f.s.MustManage("GET", "/assistants/"+second, nil)["description"]; got != "by hand" {
		t.Errorf("overwritten with %v", got)
	}
	f.meddle = nil
	code, out, log = f.as(file, "apply", "-f", "-")
	expect(t, code, out, log, 0, `description: "by hand" → "declared"`, "1 to create, 1 to update, 1 as declared")
	if got := f.s.MustManage("GET", "/assistants/"+first, nil)["version"]; got != 2.0 {
		t.Errorf("version %v", got)
	}
}

// A server that fails midway leaves a state from which the same command goes on.
func TestApplyFailsMidway(t *testing.T) {
	t.Parallel()
	f := newFront(t, testkit.Start(t))
	f.meddle = func(w http.ResponseWriter, _ *http.Request) bool {
		if f.changes == 3 {
			http.Error(w, "<h1>Bad gateway</h1>", http.StatusBadGateway)
		}
		return f.changes == 3
	}
	code, out, log := f.as(withKeys, "apply", "-f", "-", "--json")
	expect(t, code, out, log, 1, `API key "Everywhere": `, "no Latchkey server behind it", "Changes made: 2; not made: 3", `"done": true`)
	code, out, log = f.as(withKeys, "apply", "-f", "-")
	expect(t, code, out, log, 0, "3 to create, 0 to update, 2 as declared")
	code, out, log = f.as(withKeys, "apply", "-f", "-")
	expect(t, code, out, log, 0, "no changes")
}

// The API key of a model is sent when it has to be, and shown never.
func TestApplySecret(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	const secret = "sk-very-secret"
	file := "assistants:\n- name: A\n  model: {provider: openai, baseUrl: 'https://api.example/v1', model: m, apiKeyEnv: MODEL_KEY}\n"
	do := func(value, file string, args ...string) (int, string, string) {
		code, out, log := command(s.URL, s.Token, map[string]string{"MODEL_KEY": value}, file, append([]string{"apply", "-f", "-"}, args...)...)
		if strings.Contains(out+log, secret) {
			t.Errorf("the secret is shown: %s%s", out, log)
		}
		return code, out, log
	}
	model := func() JSON {
		return s.MustManage("GET", "/assistants", nil)["items"].([]any)[0].(JSON)["model"].(JSON)
	}
	code, out, log := do("", file)
	expect(t, code, out, log, 1, "standard input:3: assistants[0].model.apiKeyEnv: the environment variable MODEL_KEY is empty")
	code, out, log = do("sk very secret", file)
	expect(t, code, out, log, 1, "standard input:3: assistants[0].model.apiKey: must be at most 1000 printable ASCII characters")
	code, out, log = do(secret, file)
	expect(t, code, out, log, 0, "model.apiKey: **** from MODEL_KEY")
	if model()["apiKeySet"] != true {
		t.Fatal("the secret was not sent")
	}
	for _, value := range []string{secret, ""} { // it cannot be compared, and is not needed
		code, out, log = do(value, file)
		expect(t, code, out, log, 0, "no changes")
	}
	code, out, log = do(secret, file, "--set-secrets")
	expect(t, code, out, log, 0, "model.apiKey: **** → **** from MODEL_KEY", "1 to update")
	moved := strings.Replace(file, "api.example", "other.example", 1)
	code, out, log = do("", moved)
	expect(t, code, out, log, 1, "give the API key again: it was stored for https://api.example")
	code, out, log = do(secret, moved)
	expect(t, code, out, log, 0, `model.baseUrl: "https://api.example/v1" → "https://other.example/v1"`, "model.apiKey: **** → **** from MODEL_KEY")
	code, out, log = do("", "assistants: [{name: A, model: {apiKey: null}}]")
	expect(t, code, out, log, 0, "model.apiKey: **** → none")
	if model()["apiKeySet"] != false {
		t.Error("the secret is still there")
	}
	code, out, log = do("", "assistants: [{name: A, model: {apiKey: null}}]")
	expect(t, code, out, log, 0, "no changes")
	code, out, log = do(secret, file)
	expect(t, code, out, log, 0, "model.apiKey: none → **** from MODEL_KEY")
}

// The second model has a secret of its own, which is sent when something of it changes.
func TestApplyFallback(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	file := "assistants:\n- name: A\n  model:\n    provider: openai\n    baseUrl: https://api.example/v1\n    model: m\n    apiKeyEnv: FIRST\n    contextTokens: 32000\n" +
		"    fallback: {baseUrl: 'https://second.example/v1', model: n, apiKeyEnv: SECOND}\n"
	do := func(file string) (int, string, string) {
		code, out, log := command(s.URL, s.Token, map[string]string{"FIRST": "sk-first", "SECOND": "sk-second"}, file, "apply", "-f", "-")
		if strings.Contains(out+log, "sk-") {
			t.Errorf("a secret is shown: %s%s", out, log)
		}
		return code, out, log
	}
	code, out, log := do(file)
	expect(t, code, out, log, 0, "model.apiKey: **** from FIRST", "model.fallback.apiKey: **** from SECOND")
	model := s.MustManage("GET", "/assistants", nil)["items"].([]any)[0].(JSON)["model"].(JSON)
	if model["apiKeySet"] != true || model["fallback"].(JSON)["apiKeySet"] != true {
		t.Fatalf("model %v", model)
	}
	code, out, log = do(file)
	expect(t, code, out, log, 0, "no changes")
	code, out, log = do(strings.Replace(file, "second.example", "third.example", 1))
	expect(t, code, out, log, 0, "model.fallback.baseUrl", "model.fallback.apiKey: **** → **** from SECOND", "1 to update")
	if strings.Contains(out, "from FIRST") {
		t.Errorf("the first secret is sent without a reason: %s", out)
	}
	code, out, log = do("assistants: [{name: A, model: {fallback: null}}]")
	expect(t, code, out, log, 0, "model.fallback", "1 to update")
	code, out, log = do("assistants: [{name: A, model: {fallback: {apiKey: sk-file}}}]")
	expect(t, code, out, log, 2, "model.fallback.apiKey: must not stand in a file")
}

// Wrong use ends with 2, a server that cannot be asked with 4.
func TestApplyUse(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	viewer := s.Command("token", "create", "--name", "look", "--role", "viewer", "--data", s.Data)
	page := serve(t, http.NotFoundHandler())
	missing := filepath.Join(t.TempDir(), "missing.yaml")
	for _, c := range []struct {
		name, server, token, file string
		code                      int
		want                      string
	}{
		{"no such file", s.URL, s.Token, missing, 2, "missing.yaml"},
		{"a wrong file", s.URL, s.Token, "-", 2, "the file cannot be used:\nstandard input: is empty"},
		{"no URL", "nonsense", s.Token, "-", 2, "--server must be"},
		{"no token", s.URL, "", "-", 2, "--access-token"},
		{"wrong token", s.URL, "lkt_wrong", file(t, oneAssistant), 4, "does not accept the access token"},
		{"viewer", s.URL, viewer, file(t, oneAssistant), 4, "the access token does not allow this"},
		{"another website", page, s.Token, file(t, oneAssistant), 4, "does not answer like a Latchkey server"},
		{"nobody", "http://127.0.0.1:1", s.Token, file(t, oneAssistant), 4, "nothing listens at"},
	} {
		code, out, log := command(c.server, c.token, nil, "", "apply", "-f", c.file)
		if code != c.code || !strings.Contains(log, c.want) || (len(c.token) > 10 && strings.Contains(out+log, c.token)) {
			t.Errorf("%s: exit %d\n%s%s", c.name, code, out, log)
		}
	}
}

func file(t *testing.T, content string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "keys.yaml")
	if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// block returns the first block of YAML in a page of the guide that holds a text.
func block(t *testing.T, page, holds string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("..", "..", "docs", "guide", page))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range strings.Split(string(content), "```yaml\n")[1:] {
		if code, _, _ := strings.Cut(part, "```"); strings.Contains(code, holds) {
			return code
		}
	}
	t.Fatalf("%s has no block with %s", page, holds)
	return ""
}

// The examples of the page work as they stand there.
func TestDeclarativeGuide(t *testing.T) {
	t.Parallel()
	f := newFront(t, testkit.Start(t))
	do := func(stdin string, args ...string) (int, string, string) {
		return command(f.URL, f.s.Token, map[string]string{"OPENAI_API_KEY": "sk-x"}, stdin, args...)
	}
	declared := block(t, "declarative.md", "assistants:")
	code, out, log := do(declared, "apply", "-f", "-", "--json")
	expect(t, code, out, log, 0)
	var plan struct{ Changes []struct{ Name, ID string } }
	if err := json.Unmarshal([]byte(out), &plan); err != nil {
		t.Fatal(err)
	}
	code, out, log = do(declared, "apply", "-f", "-")
	expect(t, code, out, log, 0, "no changes: all 5 are as declared")
	cases := block(t, "declarative.md", "expect: refused")
	for _, c := range plan.Changes {
		if name := map[string]string{"Shop website": "k_shop", "Office": "k_office"}[c.Name]; name != "" {
			cases = strings.ReplaceAll(cases, name+",", c.ID+",")
		}
	}
	code, out, log = do(cases, "keys", "check", "-f", "-")
	expect(t, code, out, log, 0, "http://shop.example")
}

// A dry run judges like the change itself, and leaves no trace.
func TestAssistantDryRun(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	model := JSON{"provider": "openai", "baseUrl": "https://api.example/v1/", "model": "m", "apiKey": "sk-x"}
	a := s.Manage("POST", "/assistants?dryRun=true", JSON{"name": " A ", "model": model})
	if a.Status != 200 || a.Header.Get("ETag") != "" || a.JSON["id"] != "" || a.JSON["name"] != "A" ||
		a.JSON["model"].(JSON)["baseUrl"] != "https://api.example/v1" || a.JSON["model"].(JSON)["apiKeySet"] != true {
		t.Errorf("%d %v %s", a.Status, a.Header, a.Body)
	}
	path := "/assistants/" + s.NewAssistant(nil)
	if a := s.Manage("PATCH", path+"?dryRun=true", JSON{"description": "x"}, "If-Match", `"v1"`); a.Status != 200 || a.JSON["description"] != "x" || a.Header.Get("ETag") != "" {
		t.Errorf("%d %s", a.Status, a.Body)
	}
	for _, c := range []struct {
		method, path, etag string
		status             int
	}{
		{"POST", "/assistants", "", 422}, {"PATCH", path, "", 422}, {"PATCH", path, `"v9"`, 412}, {"PATCH", "/assistants/none", "", 404},
	} {
		if a := s.Manage(c.method, c.path+"?dryRun=true", JSON{"name": ""}, "If-Match", c.etag); a.Status != c.status {
			t.Errorf("%s %s: %d %s", c.method, c.path, a.Status, a.Body)
		}
	}
	if a := s.MustManage("GET", path, nil); a["version"] != 1.0 || a["description"] != "" {
		t.Errorf("%v", a)
	}
	if list := s.MustManage("GET", "/assistants", nil)["items"].([]any); len(list) != 1 {
		t.Errorf("%d assistants", len(list))
	}
	for _, entry := range s.MustManage("GET", "/audit", nil)["items"].([]any) {
		if action := entry.(JSON)["action"]; action != "assistant.create" && action != "access-token.create" {
			t.Errorf("audited: %v", action)
		}
	}
}

// Who applies a file with the name of a key that was deleted is told that the old one can be brought back.
func TestApplyDeletedKey(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	k := s.NewKey(s.NewAssistant(nil), JSON{"name": "Shop"})
	file := "assistants:\n- name: Shop help\n  keys: [{name: Shop}, {name: Blog}]\n"
	do := func(args ...string) (int, string, string) {
		return command(s.URL, s.Token, nil, file, append([]string{"apply", "-f", "-"}, args...)...)
	}
	code, out, log := do("--dry-run")
	expect(t, code, out, log, 3, `+ create API key "Blog"`)
	if strings.Contains(out, "DELETED_KEY_OF_SAME_NAME") {
		t.Errorf("nothing was deleted:\n%s", out)
	}
	if a := s.Manage("DELETE", k.Path(), nil); a.Status >= 300 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	code, out, log = do("--dry-run", "--json")
	expect(t, code, out, log, 3, "DELETED_KEY_OF_SAME_NAME")
	code, out, log = do()
	expect(t, code, out, log, 0, "! DELETED_KEY_OF_SAME_NAME name: the key "+k.ID+" of this name was deleted and can be restored until 20", "POST /api/v1"+k.Path()+"/restore", `created API key "Shop"`)
	if strings.Count(out, "DELETED_KEY_OF_SAME_NAME") != 1 {
		t.Errorf("said of another key as well:\n%s", out)
	}
}

// Which files go between visitors and an assistant is declared like everything else; null is the default, off.
func TestApplyFiles(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	do := func(file string) (int, string, string) {
		return command(s.URL, s.Token, nil, "assistants: [{name: Shop help, "+file+"}]", "apply", "-f", "-")
	}
	code, out, log := do("attachments: true")
	expect(t, code, out, log, 0, "attachments: true", "created assistant")
	code, out, log = do("attachments: null, shareDocuments: true")
	expect(t, code, out, log, 0, "attachments: true → false", "shareDocuments: false → true", "updated assistant")
	code, out, log = do("attachments: sometimes")
	expect(t, code, out, log, 2, "assistants[0].attachments: must be true or false")
}
