package testkit

import (
	"bytes"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// Description is an OpenAPI 3.1 document that requests and answers are compared with. It is safe for concurrent use.
type Description struct {
	document JSON
	mux      *http.ServeMux // knows the described paths; its handlers are never called
	mu       sync.Mutex     // guards compiler, and schemas
	compiler *jsonschema.Compiler
	schemas  map[string]*jsonschema.Schema
}

// NewDescription reads an OpenAPI document. Schemas are compiled when they are needed first.
func NewDescription(raw []byte) (*Description, error) {
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	d := &Description{mux: http.NewServeMux(), compiler: jsonschema.NewCompiler(), schemas: map[string]*jsonschema.Schema{}}
	d.compiler.DefaultDraft(jsonschema.Draft2020)
	d.compiler.AssertFormat()
	if err := d.compiler.AddResource(documentURL, document); err != nil {
		return nil, err
	}
	d.document, _ = document.(JSON)
	paths, _ := d.document["paths"].(JSON)
	for path, item := range paths {
		for method := range item.(JSON) {
			d.mux.HandleFunc(strings.ToUpper(method)+" "+path, http.NotFound)
		}
	}
	return d, nil
}

const (
	documentURL = "memory:///openapi.json"
	problemType = "application/problem+json"
)

// Valid says whether a value, as JSON, is valid against the schema at a place of the document: the members on the way to it.
func (d *Description) Valid(raw []byte, place ...string) error {
	schema, err := d.schema(place)
	if err != nil {
		return err
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		return err
	}
	return schema.Validate(value)
}

var pointerEscapes = strings.NewReplacer("~", "~0", "/", "~1")

// schema compiles the schema at a place, once.
func (d *Description) schema(place []string) (*jsonschema.Schema, error) {
	pointer := documentURL + "#"
	for _, member := range place {
		pointer += "/" + pointerEscapes.Replace(member)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if known := d.schemas[pointer]; known != nil {
		return known, nil
	}
	schema, err := d.compiler.Compile(pointer)
	if err == nil {
		d.schemas[pointer] = schema
	}
	return schema, err
}

// find returns the object at a place and where it really is, following references.
func (d *Description) find(place ...string) (JSON, []string) {
	var at any = d.document
	for i, member := range place {
		object, _ := at.(JSON)
		at = object[member]
		if target, ok := at.(JSON); ok {
			if ref, ok := target["$ref"].(string); ok {
				return d.find(append(strings.Split(strings.TrimPrefix(ref, "#/"), "/"), place[i+1:]...)...)
			}
		}
	}
	object, _ := at.(JSON)
	return object, place
}

// Exchange is a request and its answer.
type Exchange struct {
	Request     *http.Request
	RequestBody []byte
	Answer      *http.Response
	AnswerBody  []byte // of JSON only
}

// Check says what about an exchange is not as the document describes it; nil = nothing.
func (d *Description) Check(e Exchange) error {
	_, pattern := d.mux.Handler(e.Request)
	if pattern == "" {
		if e.Answer.StatusCode != http.StatusNotFound && e.Answer.StatusCode != http.StatusMethodNotAllowed {
			return fmt.Errorf("the call is not described")
		}
		return d.Valid(e.AnswerBody, "components", "schemas", "Problem")
	}
	method, path, _ := strings.Cut(pattern, " ")
	operation := []string{"paths", path, strings.ToLower(method)}
	if err := d.checkAnswer(operation, e); err != nil {
		return err
	}
	if e.Answer.StatusCode >= http.StatusMultipleChoices {
		return nil
	}
	return d.checkRequest(operation, e)
}

func (d *Description) checkAnswer(operation []string, e Exchange) error {
	status := strconv.Itoa(e.Answer.StatusCode)
	answer, place := d.find(append(operation, "responses", status)...)
	if answer == nil {
		return fmt.Errorf("the status %s is not described", status)
	}
	headers, _ := answer["headers"].(JSON)
	for name, header := range headers {
		if header.(JSON)["required"] == true && e.Answer.Header.Get(name) == "" {
			return fmt.Errorf("the header %s is missing", name)
		}
	}
	content, _ := answer["content"].(JSON)
	if len(content) == 0 {
		if len(e.AnswerBody) > 0 {
			return fmt.Errorf("a body is not described")
		}
		return nil
	}
	return d.checkBody(place, e.Request.Method != http.MethodHead, content, e.Answer.Header.Get("Content-Type"), e.AnswerBody)
}

func (d *Description) checkRequest(operation []string, e Exchange) error {
	body, place := d.find(append(operation, "requestBody")...)
	if body == nil {
		return nil
	}
	contentType := e.Request.Header.Get("Content-Type")
	if contentType == "" || contentType == "application/x-www-form-urlencoded" { // read as JSON, as the description says in words
		contentType = "application/json"
	}
	if len(e.RequestBody) == 0 && body["required"] != true {
		return nil
	}
	if err := d.checkBody(place, true, body["content"].(JSON), contentType, e.RequestBody); err != nil {
		return fmt.Errorf("the request was accepted, but: %w", err)
	}
	return nil
}

// checkBody compares a body with the schema of its type; what is not JSON is only looked up.
func (d *Description) checkBody(place []string, present bool, content JSON, contentType string, body []byte) error {
	media, _, err := mime.ParseMediaType(contentType)
	if _, known := content[media]; !known || err != nil {
		return fmt.Errorf("the type %q is not described", contentType)
	}
	if !present || !isJSON(media) {
		return nil
	}
	return d.Valid(body, append(place[:len(place):len(place)], "content", media, "schema")...)
}

func isJSON(media string) bool {
	return media == "application/json" || strings.HasSuffix(media, "+json")
}

// managed is the description that servers of this process give of their management API.
var managed struct {
	once        sync.Once
	description *Description
	err         error
}

// describedBy reads the description from the first server that is asked. All servers of a process have the same.
func describedBy(s *Server) (*Description, error) {
	managed.once.Do(func() {
		res, err := client.Get(s.URL + managePath + "/openapi.json")
		if err != nil {
			managed.err = err
			return
		}
		defer res.Body.Close()
		raw, err := io.ReadAll(res.Body)
		if err != nil {
			managed.err = err
			return
		}
		managed.description, managed.err = NewDescription(raw)
	})
	return managed.description, managed.err
}

const managePath = "/api/v1"

// check fails the test when an exchange with the management API is not as the server describes it. It reads JSON answers, and puts them back.
func (s *Server) check(req *http.Request, sent []byte, res *http.Response) {
	s.tb.Helper()
	if !strings.HasPrefix(req.URL.Path, managePath+"/") || req.URL.Path == managePath+"/openapi.json" {
		return
	}
	description, err := describedBy(s)
	if err != nil {
		s.tb.Fatalf("the description of the management API: %v", err)
	}
	exchange := Exchange{Request: req, RequestBody: sent, Answer: res}
	if media, _, _ := mime.ParseMediaType(res.Header.Get("Content-Type")); isJSON(media) || media == "" {
		exchange.AnswerBody, err = io.ReadAll(res.Body)
		if err != nil {
			s.tb.Fatal(err)
		}
		_ = res.Body.Close()
		res.Body = io.NopCloser(bytes.NewReader(exchange.AnswerBody))
	}
	if err := description.Check(exchange); err != nil {
		s.tb.Errorf("%s %s answered %d, which is not as openapi.json describes it: %v\nsent %.500s\ngot  %.1000s",
			req.Method, req.URL.Path, res.StatusCode, err, sent, exchange.AnswerBody)
	}
}
