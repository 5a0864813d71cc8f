package manageapi_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"latchkey/internal/assistant"
	"latchkey/internal/edit"
	"latchkey/internal/errs"
	"latchkey/internal/key"
	"latchkey/internal/manageapi"
)

func describe() *huma.OpenAPI {
	return manageapi.Register(http.NewServeMux(), manageapi.Options{Version: "test"}).OpenAPI()
}

// property finds the schema of a field, through references.
func property(api *huma.OpenAPI, schema *huma.Schema, path string) *huma.Schema {
	for name := range strings.SplitSeq(path, ".") {
		if schema.Ref != "" {
			schema = api.Components.Schemas.SchemaFromRef(schema.Ref)
		}
		if schema = schema.Properties[name]; schema == nil {
			return nil
		}
	}
	return schema
}

// problemsOf decodes and judges a key as the management API does, and returns those at a location.
func problemsOf(location, body string) []errs.Field {
	draft := key.NewDraft()
	problems := edit.Decode([]byte(body), &draft)
	problems = append(problems, draft.Validate()...)
	var at []errs.Field
	for _, p := range problems {
		if p.Location == location || strings.HasPrefix(p.Location, location+"[") {
			at = append(at, p)
		}
	}
	return at
}

// The bounds in the description are those that the server enforces.
func TestBoundsAreDescribed(t *testing.T) {
	t.Parallel()
	api := describe()
	body := api.Paths[manageapi.Path+"/assistants/{assistantId}/api-keys"].Post.RequestBody.Content["application/json"].Schema
	checked := 0
	for _, group := range []string{"configuration", "limits", "restriction"} {
		schema := property(api, body, group)
		if schema == nil {
			t.Fatalf("%s is not described", group)
		}
		if schema.Ref != "" {
			schema = api.Components.Schemas.SchemaFromRef(schema.Ref)
		}
		for name, p := range schema.Properties {
			location := group + "." + name
			try := func(value any, good bool) {
				raw, _ := json.Marshal(map[string]any{group: map[string]any{name: value}})
				if problems := problemsOf(location, string(raw)); (len(problems) == 0) != good {
					t.Errorf("%s = %.60v: the description says %v, the server %v", location, value, good, problems)
				}
				checked++
			}
			if p.Minimum != nil {
				try(int(*p.Minimum), true)
				try(int(*p.Minimum)-1, false)
			}
			if p.Maximum != nil {
				try(int(*p.Maximum), true)
				try(int(*p.Maximum)+1, false)
			}
			if p.MaxLength != nil && !strings.HasSuffix(name, "URL") {
				try(strings.Repeat("x", *p.MaxLength), true)
				try(strings.Repeat("x", *p.MaxLength+1), false)
			}
			for _, value := range p.Enum {
				if name == "type" && value == "IP_ADDRESSES" {
					continue // needs a list
				}
				try(value, true)
				try(fmt.Sprint(value, "x"), false)
			}
		}
	}
	if checked < 40 {
		t.Errorf("only %d bounds are described", checked)
	}
}

// Every field that can be written is described, and nothing else.
func TestFieldsAreDescribed(t *testing.T) {
	t.Parallel()
	api := describe()
	for path, draft := range map[string]any{
		"/assistants/{assistantId}/api-keys": key.NewDraft(),
		"/assistants":                        assistant.NewDraft(),
	} {
		raw, err := json.Marshal(draft)
		if err != nil {
			t.Fatal(err)
		}
		var fields map[string]any
		if err := json.Unmarshal(raw, &fields); err != nil {
			t.Fatal(err)
		}
		body := api.Paths[manageapi.Path+path].Post.RequestBody.Content["application/json"].Schema
		compare(t, api, path, body, fields, map[string]bool{"model.apiKey": true})
	}
}

func compare(t *testing.T, api *huma.OpenAPI, where string, schema *huma.Schema, fields map[string]any, extra map[string]bool) {
	t.Helper()
	if schema.Ref != "" {
		schema = api.Components.Schemas.SchemaFromRef(schema.Ref)
	}
	for name := range schema.Properties {
		if _, ok := fields[name]; !ok && !extra[name] {
			t.Errorf("%s: %s is described, but cannot be written", where, name)
		}
	}
	for name, value := range fields {
		p := schema.Properties[name]
		if p == nil {
			t.Errorf("%s: %s is not described", where, name)
			continue
		}
		if inner, ok := value.(map[string]any); ok {
			below := map[string]bool{}
			for path := range extra {
				if rest, found := strings.CutPrefix(path, name+"."); found {
					below[rest] = true
				}
			}
			compare(t, api, where+" "+name, p, inner, below)
		}
	}
}

// Every operation has an id, a summary, its errors, and asks for an access token.
func TestOperations(t *testing.T) {
	t.Parallel()
	api := describe()
	seen := map[string]bool{}
	for path, item := range api.Paths {
		for _, op := range []*huma.Operation{item.Get, item.Post, item.Patch, item.Delete} {
			if op == nil {
				continue
			}
			if op.OperationID == "" || seen[op.OperationID] || op.Summary == "" || len(op.Security) == 0 || len(op.Tags) == 0 {
				t.Errorf("%s %s is not described: %+v", op.Method, path, op)
			}
			seen[op.OperationID] = true
			for _, status := range []string{"401", "403", "500"} {
				response := op.Responses[status]
				if response == nil || response.Content["application/problem+json"] == nil {
					t.Errorf("%s %s: the answer %s is not described as a problem", op.Method, path, status)
				}
			}
			if strings.Contains(path, "{assistantId}") && op.Responses["404"] == nil {
				t.Errorf("%s %s: the answer 404 is not described", op.Method, path)
			}
		}
	}
	if len(seen) < 17 {
		t.Errorf("only %d operations", len(seen))
	}
	if api.OpenAPI != "3.1.0" {
		t.Errorf("OpenAPI %s", api.OpenAPI)
	}
}
