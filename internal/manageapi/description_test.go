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
	return manageapi.Register(http.NewServeMux(), manageapi.Options{Version: "dev"}).OpenAPI()
}

// fieldsOf follows a schema to the object that it describes: through references, and past null and required fields.
func fieldsOf(api *huma.OpenAPI, schema *huma.Schema) *huma.Schema {
	switch {
	case schema == nil:
		return nil
	case schema.Ref != "":
		return fieldsOf(api, api.Components.Schemas.SchemaFromRef(schema.Ref))
	case len(schema.AllOf) > 0:
		return fieldsOf(api, schema.AllOf[0])
	case len(schema.AnyOf) > 0:
		return fieldsOf(api, schema.AnyOf[0])
	}
	return schema
}

// property finds the schema of a field, through references.
func property(api *huma.OpenAPI, schema *huma.Schema, path string) *huma.Schema {
	for name := range strings.SplitSeq(path, ".") {
		if schema = fieldsOf(api, schema).Properties[name]; schema == nil {
			return nil
		}
	}
	return schema
}

// problemsOf decodes and judges a key as the management API does, and returns those at a location.
func problemsOf(location, body string) []errs.Field {
	draft := key.NewDraft()
	problems := edit.Decode([]byte(body), &draft)
	_, more := draft.Validate()
	problems = append(problems, more...)
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
		schema := fieldsOf(api, property(api, body, group))
		if schema == nil {
			t.Fatalf("%s is not described", group)
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
			try(nil, p.Nullable)
			for _, value := range p.Enum {
				if value == nil {
					continue
				}
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
	full := key.NewDraft() // with the fields that are left out when they are not set
	full.Restriction.ReportOnly, full.Restriction.ConfirmWideAddresses = true, true
	for path, draft := range map[string]any{
		"/assistants/{assistantId}/api-keys": full,
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
	schema = fieldsOf(api, schema)
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
