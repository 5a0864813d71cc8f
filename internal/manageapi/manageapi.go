// Package manageapi is what owners and their tools call: /api/v1, described by OpenAPI 3.1 at /api/v1/openapi.json.
//
// Routes are declared with huma, which writes the description from the Go types and reads parameters. Bodies are decoded by package edit and judged by
// the domain, so that every problem of form and of meaning is reported at once. Every call needs an access token or a console session, and says in its route which
// role and scope it needs; what changes or reveals something is audited.
//
// API is safe for concurrent use and holds no rule of the product.
package manageapi

import (
	"context"
	"errors"
	"log/slog"
	"math"
	"net/http"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"latchkey/internal/account"
	"latchkey/internal/address"
	"latchkey/internal/assistant"
	"latchkey/internal/errs"
	"latchkey/internal/httpx"
	"latchkey/internal/key"
	"latchkey/internal/knowledge"
)

// Options are what an API is made of.
type Options struct {
	Accounts   *account.Service
	Assistants *assistant.Service
	Keys       *key.Service
	Knowledge  *knowledge.Service
	Proxies    *address.Proxies
	PublicURL  string // where browsers reach the server; "" = not known
	Now        func() time.Time
	Log        *slog.Logger
	Version    string
}

// API serves the management API.
type API struct {
	Options
	huma    huma.API
	origins *http.CrossOriginProtection
}

// Path is where the API is served.
const Path = "/api/v1"

// How long a body may be, unless its route says otherwise, and how long it may take to arrive.
const (
	maxBody     = 1 << 20
	bodyTimeout = 30 * time.Second
)

// Register adds the API to a mux.
func Register(mux *http.ServeMux, o Options) *API {
	useProblems()
	config := huma.DefaultConfig("Latchkey management API", o.Version)
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = Path+"/openapi", "", ""
	config.CreateHooks = nil // no $schema links in the answers
	config.Info.Description = "Assistants, their documents, and API keys with their restrictions. " +
		"Errors are problem details (RFC 9457) with a stable code; every field problem is reported at once."
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		bearerScheme:  {Type: "http", Scheme: "bearer", Description: "An access token: latchkey token create --name NAME"},
		sessionScheme: {Type: "apiKey", In: "cookie", Name: sessionCookie, Description: "The session of a console user who is signed in."},
	}
	a := &API{Options: o, huma: humago.New(mux, config), origins: ownOrigins(o.PublicURL)}
	a.huma.UseMiddleware(a.authenticate)
	a.registerAssistants()
	a.registerDocuments()
	a.registerKeys()
	a.registerAudit()
	a.registerTokens()
	a.registerUsers()
	a.registerSessions()
	mux.HandleFunc(Path+"/", func(w http.ResponseWriter, r *http.Request) {
		p := httpx.ProblemOf(errs.New(errs.NotFound, "NOT_FOUND", "There is nothing at this address."))
		httpx.WriteJSON(w, p.Status, problemType, p)
	})
	return a
}

// OpenAPI returns the description of the API.
func (a *API) OpenAPI() *huma.OpenAPI { return a.huma.OpenAPI() }

const problemType = "application/problem+json"

// problem is httpx.Problem as huma writes errors.
type problem struct {
	httpx.Problem
	retryAfter time.Duration
}

func (p *problem) Error() string { return p.Detail }

// GetStatus implements huma.StatusError.
func (p *problem) GetStatus() int { return p.Status }

// ContentType implements huma.ContentTypeFilter.
func (p *problem) ContentType(string) string { return problemType }

// GetHeaders implements huma.HeadersError.
func (p *problem) GetHeaders() http.Header {
	h := http.Header{}
	if p.Status == http.StatusUnauthorized {
		h.Set("WWW-Authenticate", `Bearer realm="Latchkey"`)
	}
	if p.retryAfter > 0 {
		h.Set("Retry-After", strconv.Itoa(int(math.Ceil(p.retryAfter.Seconds()))))
	}
	return h
}

// useProblems makes huma's own errors problems of ours. huma keeps this choice in a variable of its package.
var useProblems = sync.OnceFunc(func() {
	huma.NewError = func(status int, detail string, details ...error) huma.StatusError {
		p := httpx.Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: sentence(status, detail), Code: codeOf(status)}
		for _, d := range details {
			if detailer, ok := d.(huma.ErrorDetailer); ok {
				e := detailer.ErrorDetail()
				p.Errors = append(p.Errors, httpx.ProblemField{Location: e.Location, Message: e.Message, Value: e.Value})
			} else if d != nil {
				p.Errors = append(p.Errors, httpx.ProblemField{Message: d.Error()})
			}
		}
		return &problem{Problem: p}
	}
})

// sentence says in words of ours what huma says in a few of its own.
func sentence(status int, detail string) string {
	switch {
	case detail == "validation failed":
		return "The input is not valid."
	case status == http.StatusRequestEntityTooLarge:
		return "The request is longer than this call accepts."
	case detail == "request body is required":
		return "This call needs a JSON body."
	}
	return detail
}

func codeOf(status int) string {
	switch status {
	case http.StatusUnprocessableEntity, http.StatusBadRequest:
		return "INVALID_INPUT"
	case http.StatusRequestEntityTooLarge:
		return "BODY_TOO_LARGE"
	}
	return strings.ToUpper(strings.ReplaceAll(http.StatusText(status), " ", "_"))
}

func (a *API) asProblem(err error) *problem {
	p := httpx.ProblemOf(err)
	if p.Status >= http.StatusInternalServerError && !errors.Is(err, context.Canceled) {
		a.Log.Error("a management call failed", "error", err)
	}
	out := &problem{Problem: p}
	if e, ok := errs.As(err); ok {
		out.retryAfter = e.RetryAfter
	}
	return out
}

// route declares an operation.
type route struct {
	method, path, id, tag, summary, description string
	status                                      int          // of success; 0 = 200
	errors                                      []int        // beside those that every call can answer
	need                                        account.Need // what the caller must have; every route says so
	open                                        bool         // or that it needs nothing
	body                                        reflect.Type
	lines                                       reflect.Type // of an answer that is a stream of JSON lines
	multipart                                   bool
	maxBody                                     int64 // bytes; 0 = the default
}

// needs says what a route asks of its caller.
func needs(role account.Role, scope account.Scope) account.Need {
	return account.Need{Role: role, Scope: scope}
}

// register adds a route; handle returns errors of this product, which are answered as problems.
func register[I, O any](a *API, r route, handle func(context.Context, *I) (*O, error)) {
	if r.open == (r.need.Role != "") {
		panic("manageapi: the route " + r.id + " does not say what it needs")
	}
	if r.maxBody == 0 {
		r.maxBody = maxBody
	}
	op := huma.Operation{
		Method: r.method, Path: Path + r.path, OperationID: r.id, Tags: []string{r.tag}, Summary: r.summary, Description: r.description,
		DefaultStatus: r.status, SkipValidateBody: true, MaxBodyBytes: r.maxBody, BodyReadTimeout: bodyTimeout,
		Security: r.security(), Metadata: map[string]any{routeKey: r}, Extensions: r.extensions(),
		Errors: append([]int{http.StatusUnauthorized, http.StatusForbidden, http.StatusInternalServerError}, r.errors...),
	}
	huma.Register(a.huma, op, func(ctx context.Context, in *I) (*O, error) {
		out, err := handle(ctx, in)
		if err != nil {
			return nil, a.asProblem(err)
		}
		return out, nil
	})
	if r.body != nil {
		a.describeBody(op, r)
	}
	if r.lines != nil {
		schema := a.huma.OpenAPI().Components.Schemas.Schema(r.lines, true, op.OperationID+"Line")
		a.huma.OpenAPI().Paths[op.Path].Get.Responses["200"].Content = map[string]*huma.MediaType{linesType: {Schema: schema}}
	}
}

// describeBody puts the true schema where huma has put that of raw bytes.
func (a *API) describeBody(op huma.Operation, r route) {
	item := a.huma.OpenAPI().Paths[op.Path]
	registered := map[string]*huma.Operation{http.MethodPost: item.Post, http.MethodPatch: item.Patch}[op.Method]
	content := registered.RequestBody.Content
	clear(content)
	schema := a.huma.OpenAPI().Components.Schemas.Schema(r.body, true, op.OperationID+"Request")
	contentType := "application/json"
	if op.Method == http.MethodPatch {
		contentType = "application/merge-patch+json"
		content["application/json"] = &huma.MediaType{Schema: schema}
	}
	content[contentType] = &huma.MediaType{Schema: schema}
	if r.multipart {
		content["multipart/form-data"] = &huma.MediaType{Schema: &huma.Schema{
			Type: "object", Required: []string{"file"},
			Properties: map[string]*huma.Schema{
				"file":  {Type: "string", Format: "binary", Description: "The document: Markdown, text or HTML."},
				"title": {Type: "string", Description: "Empty = taken from the document."},
				"url":   {Type: "string", Description: "Where visitors can read it; it becomes the link of citations."},
			},
		}}
	}
}

// JSONBody is the input of a call whose body package edit decodes.
type JSONBody struct {
	RawBody []byte `contentType:"application/json"`
}

// ListInput asks for a page of a list.
type ListInput struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"Most items of the page."`
	Cursor string `query:"cursor" pattern:"^[0-9A-Za-z_-]*$" maxLength:"64" doc:"nextCursor of the page before; empty = the first page."`
}

type list[T any] struct {
	Items      []T     `json:"items" nullable:"false"`
	NextCursor *string `json:"nextCursor" doc:"Cursor of the next page, null at the end."`
}

type listOutput[T any] struct{ Body list[T] }

// page cuts a list that was asked for with one item too many, and converts its items.
func page[S, T any](found []S, limit int, convert func(S) T, cursor func(S) string) *listOutput[T] {
	out := &listOutput[T]{Body: list[T]{Items: make([]T, 0, min(len(found), limit))}}
	for i, item := range found {
		if i == limit {
			next := cursor(found[i-1])
			out.Body.NextCursor = &next
			break
		}
		out.Body.Items = append(out.Body.Items, convert(item))
	}
	return out
}
