package declare_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"latchkey/internal/declare"
)

// pages is a server with many assistants, which only lists and judges.
type pages struct {
	names []string
	text  string // the system prompt of each
}

func (p *pages) Call(_ context.Context, method, path, ifMatch string, body any) ([]byte, string, error) {
	object := func(prompt any) map[string]any {
		return map[string]any{"model": map[string]any{"systemPrompt": prompt, "apiKeySet": false}}
	}
	var answer any
	switch {
	case path == "/openapi.json":
		dryRun := map[string]any{"parameters": []any{map[string]any{"name": "dryRun"}}}
		answer = map[string]any{"paths": map[string]any{
			"/api/v1/assistants": map[string]any{"post": dryRun}, "/api/v1/assistants/{assistantId}": map[string]any{"patch": dryRun},
		}}
	case strings.HasPrefix(path, "/assistants?"):
		n := 0
		_, _ = fmt.Sscanf(path, "/assistants?limit=200&cursor=%d", &n)
		items := []any{map[string]any{"id": fmt.Sprint("id", n), "name": p.names[n]}}
		var next any
		if n+1 < len(p.names) {
			next = fmt.Sprint(n + 1)
		}
		answer = map[string]any{"items": items, "nextCursor": next}
	case method == "GET":
		answer = object(p.text)
	case method == "PATCH" && strings.HasSuffix(path, "?dryRun=true") && ifMatch == `"v7"`:
		answer = object(body.(map[string]any)["model"].(map[string]any)["systemPrompt"])
	default:
		return nil, "", fmt.Errorf("unexpected: %s %s %s", method, path, ifMatch)
	}
	raw, err := json.Marshal(answer)
	return raw, `"v7"`, err
}

// An object on a later page is found, and of long texts the part that differs is shown, without control characters.
func TestPlan(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("é", 500)
	server := &pages{names: []string{"a", "b", "c"}, text: long + "old" + long}
	file, err := declare.Read("k.yaml", strings.NewReader("assistants: [{name: c, model: {systemPrompt: \""+long+"new\\e[31m"+long+"\"}}]"))
	if err != nil {
		t.Fatal(err)
	}
	plan, err := declare.NewPlan(t.Context(), server, file, declare.Options{Getenv: func(string) string { return "" }})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := plan.Print(&out); err != nil {
		t.Fatal(err)
	}
	before, after := strings.Repeat("é", 25), strings.Repeat("é", 72)
	if want := "model.systemPrompt: …\"" + before + "old" + after + "\"… → …\"" + before + `new\x1b[31m` + after[:2*67] + "\"…\n"; !strings.Contains(out.String(), want) {
		t.Errorf("%s\nwant %s", out.String(), want)
	}
	if plan.Count(declare.Update) != 1 || plan.Changes[0].ID != "id2" {
		t.Errorf("%+v", plan.Changes[0])
	}
	// Two entries of the file that mean the same object.
	file, err = declare.Read("k.yaml", strings.NewReader("assistants:\n- {name: c, model: {systemPrompt: x}}\n- {id: id2, name: d}\n"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err = declare.NewPlan(t.Context(), server, file, declare.Options{}); err == nil || err.Error() != "k.yaml:3: assistants[1]: is the same assistant as that in line 2" {
		t.Errorf("%v", err)
	}
}
