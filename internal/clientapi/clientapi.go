// Package clientapi is what key holders call: the chat protocol of an existing mobile client, which our own web component speaks too, and the script that puts the web component on a page.
//
// The wire belongs to somebody else, so it is written by hand, with its types fixed: that client drops a whole object when one field has
// another type, hangs on 401, and sends a question again when a stream breaks. Every route asks the gate first. A page's own script can read every answer, also a refusal.
//
// API is safe for concurrent use. It decides nothing: the gate and package chat do.
package clientapi

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"

	"latchkey/internal/access"
	"latchkey/internal/attachment"
	"latchkey/internal/chat"
	"latchkey/internal/errs"
	"latchkey/internal/httpx"
	"latchkey/internal/knowledge"
	"latchkey/internal/secretbox"
)

// Options are what an API is made of. Heartbeat may be 0 for the default.
type Options struct {
	Gate        *access.Gate
	Chat        *chat.Service
	Attachments *attachment.Service
	Documents   *knowledge.Service
	Assistants  access.Assistants
	Box         *secretbox.Box // seals links to files
	PublicURL   string         // where browsers reach the server, without a slash at the end; "" = as the request names it
	Script      *Script
	Elements    Elements // of other versions than this one; nil = there are none
	Pictures    Pictures
	Log         *slog.Logger
	Heartbeat   time.Duration // how long a stream may be silent; 0 = 10 s
}

// API serves the client API.
type API struct {
	Options
	detached sync.WaitGroup // streams that have left the HTTP server
}

// New returns an API.
func New(o Options) *API {
	if o.Heartbeat == 0 {
		o.Heartbeat = 10 * time.Second
	}
	return &API{Options: o}
}

const (
	conversations = "/chat-bots/{assistantId}/conversations"
	conversation  = conversations + "/{conversationId}"
	query         = conversation + "/queries/{queryId}"
)

// Route is a way in for holders of a key.
type Route struct {
	Pattern string // of http.ServeMux
	Form    Form   // of a refusal
	handler http.HandlerFunc
}

// Form is how a refusal is written, as its readers understand it.
type Form string

// The forms. With the query sse=true, JSON becomes Frame for a POST and Empty for a GET on the routes that stream.
const (
	AsJSON   Form = "json"   // a problem
	AsStream Form = "stream" // a problem; with sse=true one frame of an event stream, or nothing
	AsScript Form = "script" // a script that writes to the page's console
)

// Routes returns every route that a key opens.
func (a *API) Routes() []Route {
	return []Route{
		{"GET /assistants/{assistantId}", AsJSON, a.json(a.getAssistant)},
		{"POST " + conversations, AsJSON, a.json(a.createConversation)},
		{"GET " + conversation, AsJSON, a.json(a.getConversation)},
		{"PATCH " + conversation, AsJSON, a.json(a.patchConversation)},
		{"DELETE " + conversation, AsJSON, a.json(a.deleteConversation)},
		{"POST " + conversation + "/fork", AsJSON, a.json(a.forkConversation)},
		{"POST " + conversations + "/delete", AsJSON, a.json(a.deleteMine)},
		{"POST " + conversation + "/stop", AsJSON, a.json(a.stop)},
		{"POST " + conversation + "/queries", AsStream, a.ask},
		{"GET " + conversation + "/queries", AsStream, a.history},

		{"GET " + attachments, AsJSON, a.json(a.listAttachments)},
		{"POST " + attachments, AsJSON, a.json(a.addAttachment)},
		{"PATCH " + attachments + "/{attachmentId}", AsJSON, a.json(a.changeAttachment)},
		{"DELETE " + attachments + "/{attachmentId}", AsJSON, a.json(a.deleteAttachment)},
		{"GET " + attachments + "/{attachmentId}/view", AsJSON, a.json(a.viewAttachment)},
		{"GET " + conversation + "/data-source/{documentId}", AsJSON, a.json(a.linkDocument)},

		{"GET " + query, AsJSON, a.json(a.getQuery)},
		{"PATCH " + query, AsJSON, a.json(a.reactToQuery)},
		{"POST " + query + "/report", AsJSON, a.json(a.reportQuery)},
		{"POST " + conversation + "/queries/audio", AsJSON, a.json(a.refuseAudio)},
		{"GET /grounding/chunks/{passageId}", AsJSON, a.json(a.getChunk)},
		{"GET /settings/user", AsJSON, a.json(a.getSettings)},
		{"PUT /settings/user", AsJSON, a.json(a.putSettings)},
		{"GET " + embedPath + "{file}", AsScript, a.Script.serve(a)},
	}
}

// Register adds the routes to a mux.
func (a *API) Register(mux *http.ServeMux) {
	for _, route := range a.Routes() {
		mux.HandleFunc(route.Pattern, route.handler)
	}
	for _, path := range picturePaths {
		mux.HandleFunc("GET "+path+"{assistantId}/{file}", a.servePicture)
	}
	mux.HandleFunc("GET "+signedPath+"{link}", a.serveSigned)
	for _, prefix := range []string{"/assistants/", "/chat-bots/", "/settings/", "/grounding/", embedPath} {
		mux.HandleFunc("OPTIONS "+prefix, preflight)
		mux.HandleFunc(prefix, a.notFound)
	}
}

// notFound answers what is no route: on those that stream elsewhere, such as approvals of tools, in the form that does not make that client ask again for ever.
func (a *API) notFound(w http.ResponseWriter, r *http.Request) {
	allowOrigin(w, r)
	err := errs.New(errs.NotFound, "NOT_FOUND", "There is nothing at this address.")
	if parts := strings.Split(r.URL.Path, "/"); len(parts) > 2 && parts[1] == "chat-bots" {
		r.SetPathValue("assistantId", parts[2]) // that client throws frames away that name no assistant
	}
	switch sse := r.URL.Query().Get("sse") == "true"; {
	case sse && r.Method == http.MethodPost && r.ContentLength != 0:
		a.refuseStream(w, r, err)
	case sse:
		w.WriteHeader(http.StatusNotFound)
	default:
		httpx.WriteProblem(w, "application/json", a.problem(r, err))
	}
}

// allowOrigin lets the page's own script read the answer, whatever it is. No answer depends on cookies.
func allowOrigin(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h["Vary"] = varyOrigin
	if origins := r.Header["Origin"]; len(origins) == 1 {
		h["Access-Control-Allow-Origin"] = origins
	} else {
		h["Access-Control-Allow-Origin"] = anyOrigin
	}
	h["Access-Control-Expose-Headers"] = exposed
	h["Cache-Control"] = noStore
}

// elementHeader is how the web component says which version it is.
const elementHeader = "Latchkey-Element"

// Shared header values: setting them costs no memory.
var (
	varyOrigin      = []string{"Origin"}
	anyOrigin       = []string{"*"}
	exposed         = []string{"Retry-After, ETag"}
	noStore         = []string{"no-store"}
	applicationJSON = []string{"application/json"}
)

// preflight answers OPTIONS: it carries no key, so it decides nothing.
func preflight(w http.ResponseWriter, r *http.Request) {
	allowOrigin(w, r)
	h := w.Header()
	h.Set("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE")
	h.Set("Access-Control-Allow-Headers",
		"Api-Key, Conversation-Token, Content-Type, Accept, Authorization, Idempotency-Key, Last-Event-ID, "+elementHeader)
	h.Set("Access-Control-Max-Age", "7200")
	w.WriteHeader(http.StatusNoContent)
}

// json wraps a handler of a JSON route.
func (a *API) json(handle httpx.Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		allowOrigin(w, r)
		if err := handle(w, r); err != nil {
			p := a.problem(r, err)
			httpx.WriteProblem(w, "application/json", p)
		}
	}
}

// admit asks the gate, and checks that the key belongs to the assistant of the path.
func (a *API) admit(r *http.Request, use access.Use) (access.Grant, error) {
	assistantID := r.PathValue("assistantId")
	if assistantID == "" {
		return access.Grant{}, &access.Denial{Code: access.KeyInvalid}
	}
	return a.decide(r, apiKey(r), assistantID, use)
}

// decide asks the gate whether a request may use a key.
func (a *API) decide(r *http.Request, secret, assistantID string, use access.Use) (access.Grant, error) {
	facts := access.Facts{
		Key: secret, AssistantID: assistantID, Use: use, Origins: r.Header["Origin"], Referers: r.Header["Referer"], RemoteAddr: r.RemoteAddr, Header: r.Header,
		Element: header(r, elementHeader),
	}
	return a.Gate.Admit(r.Context(), &facts)
}

// factsOf is what admit told the gate of a request.
func factsOf(r *http.Request) *access.Facts {
	return &access.Facts{
		Key: apiKey(r), AssistantID: r.PathValue("assistantId"), Origins: r.Header["Origin"], Referers: r.Header["Referer"], RemoteAddr: r.RemoteAddr, Header: r.Header,
	}
}

// apiKey returns the key of a request. Of several, none is the right one.
func apiKey(r *http.Request) string {
	if keys := r.Header["Api-Key"]; len(keys) > 1 {
		return "ambiguous"
	}
	return header(r, "Api-Key")
}

// header reads a header without memory when the name is canonical already.
func header(r *http.Request, name string) string {
	if values := r.Header[name]; len(values) > 0 {
		return values[0]
	}
	return ""
}

func caller(p *access.Policy) chat.Caller {
	return chat.Caller{AssistantID: p.Key.AssistantID, KeyID: p.Key.ID}
}

// problem describes an error, logs it when it is ours, and leaves the caller's own errors out of the log.
func (a *API) problem(r *http.Request, err error) httpx.Problem {
	if denial, ok := errors.AsType[*access.Denial](err); ok {
		a.Log.Debug("denied", "code", string(denial.Code), "route", r.Pattern, "received", denial.Received)
		return denied(denial)
	}
	p := httpx.ProblemOf(err)
	if p.Status >= http.StatusInternalServerError && !errors.Is(err, context.Canceled) {
		a.Log.Error("a request failed", "route", r.Pattern, "error", err) // not the path: that of a script holds a key
	}
	p.Error = p.Detail
	return p
}

func denied(d *access.Denial) httpx.Problem {
	status := http.StatusForbidden
	switch d.Code {
	case access.KeyMissing:
		status = http.StatusUnauthorized
	case access.RateLimited:
		status = http.StatusTooManyRequests
	}
	text := d.Error()
	return httpx.Problem{Type: "about:blank", Title: d.Title(), Status: status, Detail: text, Code: string(d.Code), Error: text, RetryAfter: d.RetryAfter}
}
