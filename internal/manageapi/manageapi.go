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
	"net/http"
	"reflect"
	"slices"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"latchkey/internal/access"
	"latchkey/internal/account"
	"latchkey/internal/address"
	"latchkey/internal/archive"
	"latchkey/internal/assistant"
	"latchkey/internal/attachment"
	"latchkey/internal/cursor"
	"latchkey/internal/httpx"
	"latchkey/internal/key"
	"latchkey/internal/knowledge"
	"latchkey/internal/openid"
	"latchkey/internal/provider"
	"latchkey/internal/usage"
)

// Options are what an API is made of.
type Options struct {
	Accounts    *account.Service
	Assistants  *assistant.Service
	Keys        *key.Service
	Secrets     access.Keys
	Usage       *usage.Recorder
	Knowledge   *knowledge.Service
	Archive     *archive.Service
	Attachments *attachment.Service
	Proxies     *address.Proxies
	OpenID      *openid.Issuer // nil = nobody signs in with OpenID Connect
	OpenIDName  string         // what the issuer is called
	PublicURL   string         // where browsers reach the server, without a slash at the end; "" = not known
	Now         func() time.Time
	Log         *slog.Logger
	Version     string
	Engine      string // of the database
	Limits      access.Limits
	Element     Element
	Elements    Elements
	TryModel    func(context.Context, assistant.Assistant) provider.Trial // asks the model of an assistant one short question
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
	// changeTimeout bounds a change; to read and index a long document takes longest.
	changeTimeout = 2 * time.Minute
)

const authenticateHeader = `Bearer realm="Latchkey"`

// Register adds the API to a mux.
func Register(mux *http.ServeMux, o Options) *API {
	useProblems()
	config := huma.DefaultConfig("Latchkey management API", o.Version)
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = "", "", "" // huma would also serve a 3.0 that is not valid
	config.CreateHooks = nil                                             // no $schema links in the answers
	config.RejectUnknownQueryParameters = true
	describeAPI(config.OpenAPI)
	a := &API{Options: o, huma: humago.New(mux, config), origins: ownOrigins(o.PublicURL)}
	a.huma.UseMiddleware(a.authenticate, a.readable)
	a.registerAssistants()
	a.registerPicture()
	a.registerModelTest()
	a.registerAssistantUsage()
	a.registerDocuments()
	a.registerSearch()
	a.registerConversations()
	a.registerKeys()
	a.registerPreview()
	a.registerServer()
	a.registerClientAddress()
	a.registerAudit()
	a.registerTokens()
	a.registerUsers()
	a.registerInvitations()
	a.registerSessions()
	a.registerSignInOptions()
	a.registerOpenID()
	mux.HandleFunc("GET "+Path+"/openapi.json", a.serveDescription())
	mux.HandleFunc(nowhere, a.notFound(mux))
	return a
}

// OpenAPI returns the description of the API.
func (a *API) OpenAPI() *huma.OpenAPI { return a.huma.OpenAPI() }

const problemType = "application/problem+json"

// problem is httpx.Problem as huma writes errors.
type problem struct {
	httpx.Problem
	InUse *inUse `json:"inUse,omitempty" doc:"Only with KEY_IN_USE: who would be cut off."`
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
		h.Set("WWW-Authenticate", authenticateHeader)
	}
	p.Announce(h)
	return h
}

// useProblems makes huma's own errors problems of ours. huma keeps this choice in a variable of its package.
var useProblems = sync.OnceFunc(func() {
	huma.DefaultArrayNullable = false // a list that is read is never null
	huma.NewError = func(status int, detail string, details ...error) huma.StatusError {
		p := httpx.Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: sentence(status, detail), Code: usualCode(status)}
		for _, d := range details {
			if status >= http.StatusInternalServerError {
				break // for the log at most
			}
			if detailer, ok := d.(huma.ErrorDetailer); ok {
				e := detailer.ErrorDetail()
				p.Errors = slices.DeleteFunc(p.Errors, func(f httpx.ProblemField) bool { return f.Location == e.Location }) // the last says most
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
	case status == http.StatusRequestTimeout:
		return "The body did not arrive in time."
	case status == http.StatusInternalServerError:
		return "Something went wrong on the server. Please try again."
	}
	return detail
}

func (a *API) asProblem(err error) *problem {
	p := httpx.ProblemOf(err)
	if p.Status >= http.StatusInternalServerError && !errors.Is(err, context.Canceled) {
		a.Log.Error("a management call failed", "error", err)
	}
	described := &problem{Problem: p}
	if inUse, ok := errors.AsType[*access.InUse](err); ok {
		described.InUse = inUseOf(inUse.Recent)
	}
	return described
}

// route declares an operation: all that the description says about it that the types of its input and output do not say.
type route struct {
	method, path, id, tag, summary, description string
	need                                        account.Need // what the caller must have; every route says so
	open                                        bool         // or that it needs nothing
	answer                                      string       // describes the success; empty = in the words of answers
	status                                      int          // of success; 0 = 200
	errors                                      []int        // beside those that follow from the input: see statusesOf
	codes                                       []string     // beside the usual ones of each status: see failures
	body                                        reflect.Type
	optional                                    bool         // the call can do without a body
	required                                    []string     // fields of the body
	example                                     string       // of the body, JSON; empty = made from the examples of its fields
	lines                                       reflect.Type // of an answer that is a stream of JSON lines
	download                                    string       // of an answer that is a file: an example of its Content-Disposition
	multipart                                   bool
	types                                       []string // of a body that is taken as it is
	maxBody                                     int64    // bytes; 0 = the default
	changes                                     bool     // of a GET: it changes something
	anyQuery                                    bool     // others add parameters to the address
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
		DefaultStatus: r.status, SkipValidateBody: true, SkipValidateParams: r.anyQuery, MaxBodyBytes: r.maxBody, BodyReadTimeout: bodyTimeout,
		Security: r.security(), Metadata: map[string]any{routeKey: r}, Extensions: r.extensions(), Errors: []int{http.StatusInternalServerError},
	}
	huma.Register(a.huma, op, func(ctx context.Context, in *I) (*O, error) {
		if r.method != http.MethodGet || r.changes {
			// A change is made whole or not at all, also when the caller does not wait for it.
			var cancel context.CancelFunc
			ctx, cancel = context.WithTimeout(context.WithoutCancel(ctx), changeTimeout)
			defer cancel()
		}
		out, err := handle(ctx, in)
		if err != nil {
			return nil, a.asProblem(err)
		}
		return out, nil
	})
	item := a.OpenAPI().Paths[op.Path]
	registered := map[string]*huma.Operation{
		http.MethodGet: item.Get, http.MethodPost: item.Post, http.MethodPut: item.Put, http.MethodPatch: item.Patch, http.MethodDelete: item.Delete,
	}[op.Method]
	if r.optional {
		registered.RequestBody.Required = false // huma asks this of its own description when a call comes
	}
	a.describe(registered, r)
}

// JSONBody is the input of a call whose body package edit decodes.
type JSONBody struct {
	RawBody []byte `contentType:"application/json"`
}

// orEmpty returns the body, or an empty object.
func (b JSONBody) orEmpty() []byte {
	if len(b.RawBody) == 0 {
		return []byte("{}")
	}
	return b.RawBody
}

const badCursor = "must be the nextCursor of a page of this list; leave it out for the first page"

// ListInput asks for a page of a list.
type ListInput struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"Most items of the page." example:"20"`
	Cursor string `query:"cursor" pattern:"^[0-9A-Za-z_-]*$" maxLength:"64" doc:"nextCursor of the page before; empty = the first page." example:"ml29f9c0-k_7Hq2mXb9TzR4wLc1VnKe0s"`
	after  cursor.Place
}

// Resolve implements huma.Resolver: it reads the cursor.
func (in *ListInput) Resolve(huma.Context) []error {
	var err error
	if in.after, err = cursor.Parse(in.Cursor); err != nil {
		return []error{&huma.ErrorDetail{Location: "query.cursor", Message: badCursor, Value: in.Cursor}}
	}
	return nil
}

type list[T any] struct {
	Items      []T     `json:"items" nullable:"false" doc:"The items of the page."`
	NextCursor *string `json:"nextCursor" example:"ml29f9c0-k_7Hq2mXb9TzR4wLc1VnKe0s" doc:"Cursor of the next page, null at the end."`
}

type listOutput[T any] struct{ Body list[T] }

// page cuts a list that was asked for with one item too many, and converts its items.
func page[S, T any](found []S, limit int, convert func(S) T, place func(S) cursor.Place) *listOutput[T] {
	out := &listOutput[T]{Body: list[T]{Items: make([]T, 0, min(len(found), limit))}}
	for i, item := range found {
		if i == limit {
			next := place(found[i-1]).String()
			out.Body.NextCursor = &next
			break
		}
		out.Body.Items = append(out.Body.Items, convert(item))
	}
	return out
}
