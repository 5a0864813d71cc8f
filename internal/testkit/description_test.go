package testkit_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"latchkey/internal/testkit"
)

const petDocument = `{
	"openapi": "3.1.0",
	"paths": {"/api/v1/pets/{id}": {
		"get": {"responses": {
			"200": {"headers": {"ETag": {"required": true}}, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}},
			"404": {"$ref": "#/components/responses/NotFound"}
		}},
		"patch": {"requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}}, "responses": {"204": {}}}
	}},
	"components": {
		"responses": {"NotFound": {"content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}},
		"schemas": {
			"Pet": {"type": "object", "additionalProperties": false, "required": ["name"], "properties": {
				"name": {"type": "string", "minLength": 1}, "born": {"type": ["string", "null"], "format": "date-time"}}},
			"Problem": {"type": "object", "required": ["code"], "properties": {"code": {"enum": ["NOT_FOUND"]}}}
		}
	}
}`

// What is not as the document says is found, and nothing else.
func TestDescription(t *testing.T) {
	t.Parallel()
	d, err := testkit.NewDescription([]byte(petDocument))
	if err != nil {
		t.Fatal(err)
	}
	const json, problem = "application/json", "application/problem+json"
	for _, c := range []struct {
		name, method, path, sent string
		status                   int
		etag, contentType, got   string
		want                     string // part of the complaint; "" = there is none
	}{
		{"valid", "GET", "/api/v1/pets/1", "", 200, "x", json, `{"name":"Ada","born":null}`, ""},
		{"valid with parameters", "GET", "/api/v1/pets/1", "", 200, "x", json + "; charset=utf-8", `{"name":"Ada"}`, ""},
		{"HEAD", "HEAD", "/api/v1/pets/1", "", 200, "x", json, "", ""},
		{"a described problem", "GET", "/api/v1/pets/1", "", 404, "", problem, `{"code":"NOT_FOUND"}`, ""},
		{"another code", "GET", "/api/v1/pets/1", "", 404, "", problem, `{"code":"GONE"}`, "NOT_FOUND"},
		{"another status", "GET", "/api/v1/pets/1", "", 500, "", problem, `{}`, "status 500 is not described"},
		{"another type", "GET", "/api/v1/pets/1", "", 200, "x", "text/plain", `x`, `type "text/plain" is not described`},
		{"a missing header", "GET", "/api/v1/pets/1", "", 200, "", json, `{"name":"Ada"}`, "header ETag"},
		{"a field too many", "GET", "/api/v1/pets/1", "", 200, "x", json, `{"name":"Ada","age":3}`, "age"},
		{"a field too few", "GET", "/api/v1/pets/1", "", 200, "x", json, `{}`, "name"},
		{"a wrong format", "GET", "/api/v1/pets/1", "", 200, "x", json, `{"name":"Ada","born":"soon"}`, "date-time"},
		{"an accepted request", "PATCH", "/api/v1/pets/1", `{"name":"Ada"}`, 204, "", "", "", ""},
		{"an accepted request that is not valid", "PATCH", "/api/v1/pets/1", `{"name":""}`, 204, "", "", "", "accepted"},
		{"a body where none is described", "PATCH", "/api/v1/pets/1", `{"name":"Ada"}`, 204, "", json, "{}", "not described"},
		{"an unknown path", "GET", "/api/v1/cats", "", 200, "", json, "{}", "call is not described"},
		{"an unknown path that is refused", "GET", "/api/v1/cats", "", 404, "", problem, `{"code":"NOT_FOUND"}`, ""},
		{"an unknown method", "PUT", "/api/v1/pets/1", "", 405, "", problem, `{}`, "code"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			answer := &http.Response{StatusCode: c.status, Header: http.Header{"Content-Type": {c.contentType}, "Etag": {c.etag}}}
			err := d.Check(testkit.Exchange{
				Request: httptest.NewRequest(c.method, c.path, nil), RequestBody: []byte(c.sent), Answer: answer, AnswerBody: []byte(c.got),
			})
			if (err == nil) != (c.want == "") || (err != nil && !strings.Contains(err.Error(), c.want)) {
				t.Errorf("the complaint is %v, want %q", err, c.want)
			}
		})
	}
}
