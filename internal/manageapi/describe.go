package manageapi

import (
	"encoding/json"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"latchkey/internal/httpx"
)

// about is the first text of the description.
const about = `Assistants, their documents, and API keys with their restrictions: everything that the console does is a call of this API.

- Bodies and answers are JSON in camelCase; times are UTC (RFC 3339). A body without a Content-Type, or with the one that curl sends by itself, is read as JSON; another type is refused with 415.
- Errors are problem details (RFC 9457) with a stable ` + "`code`" + `. Input that is wrong answers 422 and names every problem at once.
- A list answers a page; ` + "`nextCursor`" + ` is the ` + "`cursor`" + ` of the next one, and null at the end.
- PATCH is a JSON merge patch (RFC 7396): absent = keep, null = reset to the default, a list is replaced as a whole.
- Every resource has an ` + "`ETag`" + `. Sent back as ` + "`If-Match`" + `, it makes a change fail with 412 when somebody else was faster.
- An unknown field or query parameter is refused with 422. A known path answers other methods with 405 and ` + "`Allow`" + `, an unknown path answers 404; HEAD works where GET does.`

// tags say what the groups of operations are about, in the order in which they are shown.
var tags = []*huma.Tag{
	{Name: assistantTag, Description: "Who answers: name, welcome message and model."},
	{Name: documentTag, Description: "What an assistant knows. Documents are cut into passages, which answers are made from and cite."},
	{Name: conversationTag, Description: "What visitors and an assistant said to each other: to be read, exported and deleted."},
	{Name: keyTag, Description: "The public credential of one assistant for one place of use: where it works, how the chat looks, and its limits."},
	{Name: restrictionTag, Description: "What entries of a restriction mean, before they are saved."},
	{Name: accessTag, Description: "Who may manage: access tokens, console users with their invitations and sessions."},
	{Name: auditTag, Description: "Who changed what, when and from where."},
	{Name: serverTag, Description: "The server itself."},
}

// describeAPI fills in what huma does not know.
func describeAPI(api *huma.OpenAPI) {
	api.Info.Description = about
	api.Info.Contact = &huma.Contact{Name: "Latchkey"}
	api.Info.License = &huma.License{Name: "Apache License 2.0", Identifier: "Apache-2.0"}
	api.Servers = []*huma.Server{{URL: "/", Description: "The server that this description was read from."}}
	api.Tags = tags
	api.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		bearerScheme:  {Type: "http", Scheme: "bearer", Description: "An access token: `latchkey token create --name NAME`. Its scopes narrow its role."},
		sessionScheme: {Type: "apiKey", In: "cookie", Name: sessionCookie, Description: "The session of a console user who is signed in."},
	}
}

// serveDescription answers with the description; nobody needs a token for it.
func (a *API) serveDescription() http.HandlerFunc {
	encode := sync.OnceValues(func() ([]byte, error) { return json.Marshal(a.OpenAPI()) })
	return func(w http.ResponseWriter, _ *http.Request) {
		document, err := encode()
		if err != nil {
			p := a.asProblem(err)
			httpx.WriteJSON(w, p.Status, problemType, p.Problem)
			return
		}
		w.Header().Set("Content-Type", "application/openapi+json")
		_, _ = w.Write(document)
	}
}

// describe completes the description of an operation that huma has registered.
func (a *API) describe(op *huma.Operation, r route) {
	answer := op.Responses[strconv.Itoa(op.DefaultStatus)]
	answer.Description = r.answer
	if answer.Description == "" {
		answer.Description = answers[op.DefaultStatus]
	}
	describeHeaders(answer, r)
	content := answer.Content["application/json"]
	if r.body != nil {
		var read *huma.Schema
		if content != nil {
			read = content.Schema
		}
		a.describeBody(op, r, read)
	}
	if len(r.types) > 0 {
		describeRaw(op.RequestBody.Content, r.types)
	}
	if r.lines != nil {
		content = &huma.MediaType{Schema: a.OpenAPI().Components.Schemas.Schema(r.lines, true, op.OperationID+"Line")}
		answer.Content = map[string]*huma.MediaType{linesType: content}
	}
	if r.download != "" && r.lines == nil {
		content = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString, Format: "binary", Description: "The bytes of the file.", Examples: []any{"(bytes)"}}}
		answer.Content = map[string]*huma.MediaType{fileType: content}
	}
	if content != nil {
		content.Example = a.sample(content.Schema)
	}
	if slices.ContainsFunc(op.Parameters, func(p *huma.Param) bool { return p.Name == "dryRun" }) {
		describeTrial(op, answer)
	}
	for _, p := range op.Parameters {
		if len(p.Schema.Examples) > 0 {
			p.Example, p.Schema.Examples = p.Schema.Examples[0], nil
		}
		p.Schema.Description = "" // the parameter has it
	}
	a.describeFailures(op, r)
}

// describeTrial describes what a call answers when nothing is to be changed: to a POST 200 with what would be made.
func describeTrial(op *huma.Operation, answer *huma.Response) {
	if op.Method != http.MethodPost {
		tag := *headers["ETag"]
		tag.Required, tag.Description = false, tag.Description+" With dryRun it may be missing."
		answer.Headers["ETag"] = &tag
		return
	}
	made := answer.Content["application/json"]
	example := maps.Clone(made.Example.(map[string]any))
	for _, field := range []string{"id", "hint", "key"} {
		if example[field] != nil {
			example[field] = ""
		}
	}
	op.Responses[strconv.Itoa(http.StatusOK)] = &huma.Response{
		Description: "With dryRun: what would be made. It has no id and no secret yet, and nothing is stored.",
		Content:     map[string]*huma.MediaType{"application/json": {Schema: made.Schema, Example: example}},
	}
}

// answers describe a success when the route says nothing better.
var answers = map[int]string{
	http.StatusOK:        "Done; the body is the result.",
	http.StatusCreated:   "Created; the body is what was made.",
	http.StatusAccepted:  "Accepted; it is done in the background.",
	http.StatusNoContent: "Done; there is no body.",
}

// headers describe the headers of successful answers by name.
var headers = map[string]*huma.Param{
	"ETag":          {Description: "The version of the resource, for If-Match.", Required: true, Schema: &huma.Schema{Type: huma.TypeString, Examples: []any{`"v3"`}}},
	"Cache-Control": {Description: "no-store: the answer is for nobody but the caller.", Required: true, Schema: &huma.Schema{Type: huma.TypeString, Examples: []any{"no-store"}}},
}

// describeHeaders describes those of the output by name, or as their tags say, and those that a file or an export is sent with.
func describeHeaders(answer *huma.Response, r route) {
	for name, header := range answer.Headers {
		if known := headers[name]; known != nil {
			answer.Headers[name] = known
			continue
		}
		header.Description, header.Schema.Description, header.Required = header.Schema.Description, "", true
	}
	if r.download != "" {
		answer.Headers = map[string]*huma.Param{"Cache-Control": headers["Cache-Control"], "Content-Disposition": {
			Description: "The name of the file in which a browser stores it.", Required: true,
			Schema: &huma.Schema{Type: huma.TypeString, Examples: []any{r.download}},
		}}
	}
}

// describeBody puts the true schema where huma has put that of raw bytes. read is the schema of the answer, nil when it has no body.
func (a *API) describeBody(op *huma.Operation, r route, read *huma.Schema) {
	content := op.RequestBody.Content
	clear(content)
	schema := a.OpenAPI().Components.Schemas.Schema(r.body, true, op.OperationID+"Request")
	a.nullable(r.body)
	a.inherit(schema, read)
	if len(r.required) > 0 {
		schema = &huma.Schema{AllOf: []*huma.Schema{schema, {Type: huma.TypeObject, Required: r.required}}}
	}
	media := &huma.MediaType{Schema: schema, Example: a.sample(schema)}
	if r.example != "" {
		var example any
		if err := json.Unmarshal([]byte(r.example), &example); err != nil {
			panic("manageapi: the example of " + op.OperationID + ": " + err.Error())
		}
		media.Example = example
	}
	content["application/json"] = media
	if op.Method == http.MethodPatch {
		content["application/merge-patch+json"] = media
	}
	if r.multipart {
		content["multipart/form-data"] = uploadForm()
	}
}

// describeRaw says of a body that is taken as it is which types it can have.
func describeRaw(content map[string]*huma.MediaType, types []string) {
	clear(content)
	for _, name := range types {
		content[name] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString, Format: "binary", Description: "The bytes of the image."}, Example: "(bytes)"}
	}
}

// resolve follows references.
func (a *API) resolve(s *huma.Schema) *huma.Schema {
	for s != nil && s.Ref != "" {
		s = a.OpenAPI().Components.Schemas.SchemaFromRef(s.Ref)
	}
	return s
}

// nullable says of every optional field of a body that null is its default: package edit reads it so. A field that is a plain text has no default.
func (a *API) nullable(t reflect.Type) {
	registry := a.OpenAPI().Components.Schemas
	schema := a.resolve(registry.Schema(t, true, ""))
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		field, property := t.Field(i).Type, schema.Properties[name]
		if property == nil || slices.Contains(schema.Required, name) {
			continue
		}
		optional := field.Kind() == reflect.Pointer || field.Kind() == reflect.Slice
		if field.Kind() == reflect.Pointer {
			field = field.Elem()
		}
		switch {
		case field.Kind() == reflect.Struct && field != reflect.TypeFor[time.Time]():
			a.nullable(field)
			if property.Ref != "" {
				property.AnyOf = []*huma.Schema{{Ref: property.Ref}, {Type: "null"}}
				property.Ref = ""
			}
		case optional:
			property.Nullable = true
			if len(property.Enum) > 0 && property.Type != huma.TypeArray && !slices.Contains(property.Enum, nil) {
				property.Enum = append(property.Enum, nil)
			}
		}
	}
}

// inherit describes what is written as what is read, where it does not describe itself.
func (a *API) inherit(written, read *huma.Schema) {
	written, read = a.resolve(written), a.resolve(read)
	if written == nil || read == nil {
		return
	}
	for name, property := range written.Properties {
		model := read.Properties[name]
		if model == nil {
			continue
		}
		if property.Description == "" {
			property.Description = model.Description
		}
		if len(property.Examples) == 0 {
			property.Examples = model.Examples
		}
		if len(property.AnyOf) > 0 {
			property = property.AnyOf[0]
		}
		if len(model.AnyOf) > 0 {
			model = model.AnyOf[0]
		}
		a.inherit(property, model)
	}
}

// sample makes an example of a body from the examples of its fields.
func (a *API) sample(s *huma.Schema) any {
	switch {
	case len(s.Examples) > 0:
		return s.Examples[0]
	case s.Ref != "":
		return a.sample(a.resolve(s))
	case len(s.AllOf) > 0:
		return a.sample(s.AllOf[0])
	case len(s.AnyOf) > 0:
		return a.sample(s.AnyOf[0])
	case len(s.Enum) > 0:
		return s.Enum[0]
	case s.Type == huma.TypeObject:
		object := map[string]any{}
		for name, property := range s.Properties {
			object[name] = a.sample(property)
		}
		return object
	case s.Type == huma.TypeArray:
		return []any{a.sample(s.Items)}
	case s.Type == huma.TypeBoolean:
		return false
	}
	return nil
}
