package manageapi_test

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"latchkey/internal/testkit"
)

type object = map[string]any

// document is the description as clients read it.
func document(t *testing.T) (object, *testkit.Description) {
	t.Helper()
	raw, err := json.Marshal(describe())
	if err != nil {
		t.Fatal(err)
	}
	var d object
	if err := json.Unmarshal(raw, &d); err != nil {
		t.Fatal(err)
	}
	description, err := testkit.NewDescription(raw)
	if err != nil {
		t.Fatal(err)
	}
	return d, description
}

// at walks to a member, which is nil when it is not there.
func at(v any, place ...string) any {
	for _, member := range place {
		o, _ := v.(object)
		v = o[member]
	}
	return v
}

func text(v any) string { s, _ := v.(string); return s }

// operation is one call of the document.
type operation struct {
	name  string // method and path
	place []string
	object
}

func operations(d object) []operation {
	var all []operation
	for path, item := range d["paths"].(object) {
		for method, op := range item.(object) {
			all = append(all, operation{strings.ToUpper(method) + " " + path, []string{"paths", path, method}, op.(object)})
		}
	}
	return all
}

func resolved(d object, v any) object {
	o, _ := v.(object)
	if ref := text(o["$ref"]); ref != "" {
		return resolved(d, at(d, strings.Split(strings.TrimPrefix(ref, "#/"), "/")...))
	}
	return o
}

// The document as a whole says who, where and under which terms.
func TestDocumentIsComplete(t *testing.T) {
	t.Parallel()
	d, _ := document(t)
	if d["openapi"] != "3.1.0" {
		t.Errorf("OpenAPI %v", d["openapi"])
	}
	for _, place := range [][]string{{"info", "description"}, {"info", "license", "identifier"}, {"info", "contact", "name"}} {
		if text(at(d, place...)) == "" {
			t.Errorf("%v is empty", place)
		}
	}
	for name, scheme := range at(d, "components", "securitySchemes").(object) {
		if text(at(scheme, "description")) == "" {
			t.Errorf("the security scheme %s has no description", name)
		}
	}
	described := map[string]bool{}
	for _, tag := range d["tags"].([]any) {
		described[text(at(tag, "name"))] = text(at(tag, "description")) != ""
	}
	used := map[string]bool{}
	for _, op := range operations(d) {
		for _, tag := range op.object["tags"].([]any) {
			used[text(tag)] = true
			if !described[text(tag)] {
				t.Errorf("%s: the tag %v has no description", op.name, tag)
			}
		}
	}
	if !maps.Equal(used, described) {
		t.Errorf("tags used %v, described %v", used, described)
	}
}

var sentence = regexp.MustCompile(`^[A-Z][^\n]*[^.\n]$`)

// Every operation says what it does, what it needs, and everything that it can answer.
func TestOperationsAreComplete(t *testing.T) {
	t.Parallel()
	d, _ := document(t)
	seen := map[any]bool{}
	for _, op := range operations(d) {
		id := op.object["operationId"]
		if id == nil || seen[id] {
			t.Errorf("%s: the operationId %v is missing or not unique", op.name, id)
		}
		seen[id] = true
		if !sentence.MatchString(text(op.object["summary"])) {
			t.Errorf("%s: the summary %q is no title", op.name, op.object["summary"])
		}
		if len(text(op.object["description"])) < 20 || !strings.HasSuffix(text(op.object["description"]), ".") {
			t.Errorf("%s: the description %q says too little", op.name, op.object["description"])
		}
		if _, ok := op.object["security"]; !ok {
			t.Errorf("%s: says nothing about security", op.name)
		}
		parameters, _ := op.object["parameters"].([]any)
		for _, p := range parameters {
			if text(at(p, "description")) == "" || at(p, "example") == nil {
				t.Errorf("%s: the parameter %v has no description or no example", op.name, at(p, "name"))
			}
		}
		checkStatuses(t, d, op, parameters)
	}
	if len(seen) < 35 {
		t.Errorf("only %d operations", len(seen))
	}
}

func checkStatuses(t *testing.T, d object, op operation, parameters []any) {
	t.Helper()
	want := []string{"422", "500", "503"}
	if !isOpen(op) || op.object["operationId"] == "signIn" {
		want = append(want, "401")
	}
	if op.object["requestBody"] != nil {
		want = append(want, "400", "408", "413", "415")
	}
	if strings.Contains(op.name, "{") {
		want = append(want, "404")
	}
	if slices.ContainsFunc(parameters, func(p any) bool { return at(p, "name") == "If-Match" }) {
		want = append(want, "412")
	}
	responses := op.object["responses"].(object)
	for _, status := range want {
		if responses[status] == nil {
			t.Errorf("%s: the answer %s is not described", op.name, status)
		}
	}
	var successes []string
	for status, response := range responses {
		answer := resolved(d, response)
		if text(answer["description"]) == "" || strings.HasSuffix(text(answer["description"]), ": ") {
			t.Errorf("%s: the answer %s has no description", op.name, status)
		}
		headers, _ := answer["headers"].(object)
		for name, header := range headers {
			if text(at(header, "description")) == "" || at(header, "schema", "examples") == nil {
				t.Errorf("%s: the header %s of the answer %s has no description or no example", op.name, name, status)
			}
		}
		if status < "400" {
			successes = append(successes, status)
			continue
		}
		media := at(answer, "content", "application/problem+json")
		examples, _ := at(media, "examples").(object)
		narrowed, _ := at(media, "schema", "allOf").([]any)
		if len(examples) == 0 || len(narrowed) != 2 {
			t.Errorf("%s: the answer %s names no code: give the route the codes that it can answer with, or add them to failures", op.name, status)
			continue
		}
		codes := at(narrowed[1], "properties", "code", "enum").([]any)
		if len(codes) != len(examples) {
			t.Errorf("%s: %d codes of the answer %s, but %d examples", op.name, len(codes), status, len(examples))
		}
	}
	slices.Sort(successes)
	trial := op.place[2] == "post" && slices.ContainsFunc(parameters, func(p any) bool { return at(p, "name") == "dryRun" })
	if len(successes) != 1 && !(trial && slices.Equal(successes, []string{"200", "201"})) {
		t.Errorf("%s has the successful answers %v", op.name, successes)
	}
	checkAuthority(t, d, op)
}

// isOpen says whether everybody may call an operation.
func isOpen(op operation) bool { return len(asObject(op.object["security"].([]any)[0])) == 0 }

// checkAuthority compares the refusals of an operation with what it needs of its caller.
func checkAuthority(t *testing.T, d object, op operation) {
	t.Helper()
	want := map[string]bool{}
	schemes := op.object["security"].([]any)
	if isOpen(op) {
		want["SIGN_IN_FAILED"] = op.object["operationId"] == "signIn"
	} else {
		want["ACCESS_TOKEN_INVALID"], want["SESSION_INVALID"] = true, true
		scopes, _ := at(schemes[0], "accessToken").([]any)
		want["SCOPE_MISSING"] = len(scopes) > 0
		want["ROLE_TOO_LOW"] = op.object["x-least-role"] != "viewer"
	}
	want["CROSS_ORIGIN"] = op.place[2] != "get"
	described := object{}
	for _, status := range []string{"401", "403"} {
		answer := resolved(d, at(op.object, "responses", status))
		maps.Copy(described, asObject(at(answer, "content", "application/problem+json", "examples")))
	}
	for _, code := range []string{"ACCESS_TOKEN_INVALID", "SESSION_INVALID", "SIGN_IN_FAILED", "ROLE_TOO_LOW", "SCOPE_MISSING", "CROSS_ORIGIN"} {
		if (described[code] != nil) != want[code] {
			t.Errorf("%s: %s is described: %v, want %v", op.name, code, described[code] != nil, want[code])
		}
	}
}

// Every field says what it is, and shows a value.
func TestFieldsAreComplete(t *testing.T) {
	t.Parallel()
	d, description := document(t)
	var walk func(where string, schema object)
	walk = func(where string, schema object) {
		properties, _ := schema["properties"].(object)
		for name, p := range properties {
			property, at := p.(object), where+"."+name
			if text(property["description"]) == "" {
				t.Errorf("%s has no description (tag doc)", at)
			}
			if !shown(property) {
				t.Errorf("%s has no example (tag example)", at)
			}
			walk(at, property)
		}
		for _, key := range []string{"allOf", "anyOf", "oneOf"} {
			parts, _ := schema[key].([]any)
			for _, part := range parts {
				walk(where, part.(object))
			}
		}
		if items, ok := schema["items"].(object); ok {
			walk(where+"[]", items)
		}
	}
	for name, schema := range at(d, "components", "schemas").(object) {
		walk(name, schema.(object))
		for field, property := range resolved(d, schema)["properties"].(object) {
			examples, _ := at(property, "examples").([]any)
			for _, example := range examples {
				checkExample(t, description, name+"."+field, example, "components", "schemas", name, "properties", field)
			}
		}
	}
	for _, op := range operations(d) {
		contents, _ := at(op.object, "requestBody", "content").(object)
		for media, content := range contents {
			walk(op.name+" "+media, resolved(d, at(content, "schema")))
		}
	}
}

// shown says whether a field has an example of its own, or one can be made for it.
func shown(property object) bool {
	switch {
	case property["examples"] != nil, property["enum"] != nil, property["$ref"] != nil, property["anyOf"] != nil:
		return true
	case property["type"] == "array":
		return shown(property["items"].(object))
	case property["type"] == "object":
		return property["properties"] != nil
	}
	types, _ := property["type"].([]any)
	return property["type"] == "boolean" || slices.Contains(types, any("boolean")) || property["format"] == "binary"
}

func checkExample(t *testing.T, d *testkit.Description, where string, example any, place ...string) {
	t.Helper()
	raw, err := json.Marshal(example)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Valid(raw, place...); err != nil {
		t.Errorf("%s: the example %.200s is not valid: %v", where, raw, err)
	}
}

// Every body has an example, and every example is valid.
func TestExamplesAreValid(t *testing.T) {
	t.Parallel()
	d, description := document(t)
	checked := 0
	check := func(where string, media object, place ...string) {
		if strings.HasSuffix(place[len(place)-1], "ndjson") || strings.HasSuffix(place[len(place)-1], "event-stream") {
			return
		}
		all := object{}
		if examples, ok := media["examples"].(object); ok {
			for name, example := range examples {
				all[name] = at(example, "value")
			}
		} else if media["example"] != nil {
			all["example"] = media["example"]
		}
		if len(all) == 0 {
			t.Errorf("%s has no example", where)
		}
		for name, example := range all {
			checked++
			checkExample(t, description, where+" "+name, example, append(slices.Clone(place), "schema")...)
		}
	}
	for _, op := range operations(d) {
		content, _ := at(op.object, "requestBody", "content").(object)
		for media, c := range content {
			check(op.name, c.(object), append(slices.Clone(op.place), "requestBody", "content", media)...)
		}
		for status, response := range op.object["responses"].(object) {
			content, _ := at(response, "content").(object)
			for media, c := range content {
				check(op.name+" "+status, c.(object), append(slices.Clone(op.place), "responses", status, "content", media)...)
			}
		}
		parameters, _ := op.object["parameters"].([]any)
		for i, p := range parameters {
			checkExample(t, description, op.name, at(p, "example"), append(slices.Clone(op.place), "parameters", strconv.Itoa(i), "schema")...)
		}
	}
	for name, response := range at(d, "components", "responses").(object) {
		for media, c := range at(response, "content").(object) {
			check(name, c.(object), "components", "responses", name, "content", media)
		}
	}
	if checked < 40 {
		t.Errorf("only %d examples", checked)
	}
}

// A secret is never part of an answer that does not say so, and what is written only is not read.
func TestSecretsAreMarked(t *testing.T) {
	t.Parallel()
	d, _ := document(t)
	for _, op := range operations(d) {
		for status, response := range op.object["responses"].(object) {
			schema := resolved(d, at(response, "content", "application/json", "schema"))
			for name, property := range asObject(schema["properties"]) {
				if at(property, "writeOnly") == true {
					t.Errorf("%s %s answers with %s, which is written only", op.name, status, name)
				}
			}
		}
	}
}

func asObject(v any) object { o, _ := v.(object); return o }
