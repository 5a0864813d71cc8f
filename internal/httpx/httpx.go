// Package httpx is the small kit that both HTTP interfaces share: handlers that return errors, problem details (RFC 9457), a writer of event streams, and the outermost middleware.
//
// Everything is safe for concurrent use but an EventStream, which belongs to one request. The package knows no route and no rule of the product.
package httpx

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"latchkey/internal/errs"
)

// Handler answers a request or returns why it could not. When it returns an error it has written nothing.
type Handler func(w http.ResponseWriter, r *http.Request) error

// Problem is a problem details object with this product's members: code, and on the client API error, the same text as detail.
type Problem struct {
	Type   string         `json:"type" example:"about:blank" doc:"Always about:blank: the code tells problems apart."`
	Title  string         `json:"title" example:"Unprocessable Entity" doc:"The status in words."`
	Status int            `json:"status" example:"422" doc:"The HTTP status."`
	Detail string         `json:"detail" example:"The input is not valid." doc:"What went wrong, for people."`
	Code   string         `json:"code" example:"INVALID_INPUT" doc:"What went wrong, for programs: a stable name."`
	Error  string         `json:"error,omitempty" hidden:"true"`
	Errors []ProblemField `json:"errors,omitempty" doc:"Every wrong field or parameter."`

	RetryAfter time.Duration `json:"-"` // sent as a header; 0 = none
}

// ProblemField is one wrong field.
type ProblemField struct {
	Location string `json:"location" example:"configuration.marginBottom" doc:"Path of the field in the body, or query. and the name of a parameter; empty = the body as a whole."`
	Message  string `json:"message" example:"must be between 10 and 10000" doc:"What is wrong and what would be right."`
	Value    any    `json:"value,omitempty" example:"5" doc:"What was received; absent when it is long or secret."`
}

// ProblemOf describes an error. What is not an *errs.Error is described as internal, and nothing of it is shown.
func ProblemOf(err error) Problem {
	e, ok := errs.As(err)
	if !ok {
		e = errs.New(errs.Internal, "INTERNAL", "Something went wrong on the server. Please try again.")
	}
	p := Problem{Type: "about:blank", Status: Status(e.Kind), Detail: e.Message, Code: e.Code, RetryAfter: e.RetryAfter}
	p.Title = http.StatusText(p.Status)
	for _, f := range e.Fields {
		p.Errors = append(p.Errors, ProblemField(f))
	}
	return p
}

// Status is the HTTP status of a kind of error.
func Status(kind errs.Kind) int {
	switch kind {
	case errs.Invalid:
		return http.StatusUnprocessableEntity
	case errs.Unauthenticated:
		return http.StatusUnauthorized
	case errs.Forbidden:
		return http.StatusForbidden
	case errs.NotFound:
		return http.StatusNotFound
	case errs.Conflict:
		return http.StatusConflict
	case errs.Precondition:
		return http.StatusPreconditionFailed
	case errs.TooLarge:
		return http.StatusRequestEntityTooLarge
	case errs.Unsupported:
		return http.StatusUnsupportedMediaType
	case errs.RateLimited:
		return http.StatusTooManyRequests
	case errs.Unavailable:
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// WriteProblem writes a problem under a content type.
func WriteProblem(w http.ResponseWriter, contentType string, p Problem) {
	p.Announce(w.Header())
	WriteJSON(w, p.Status, contentType, p)
}

// Announce sets the headers that belong to a problem.
func (p *Problem) Announce(h http.Header) {
	if p.RetryAfter > 0 {
		h.Set("Retry-After", strconv.Itoa(Seconds(p.RetryAfter)))
	}
}

// Seconds is a time to wait as Retry-After gives it: whole seconds, never too few (RFC 9110, section 10.2.3).
func Seconds(wait time.Duration) int { return int((wait + time.Second - 1) / time.Second) }

// WriteJSON writes a value. Only types of our own arrive here, which can always be encoded.
func WriteJSON(w http.ResponseWriter, status int, contentType string, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		http.Error(w, "cannot encode the answer", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", contentType)
	w.WriteHeader(status)
	_, _ = w.Write(body)
}

// BodyTimeout is how long a body may take to arrive. A handler that reads one to its end and goes on for longer takes the deadline off.
const BodyTimeout = 30 * time.Second

// Outer is the outermost middleware: it sets the headers that every answer carries, gives bodies their time, joins double slashes without a redirect (a redirected
// POST would lose its body), and turns a panic into a logged 500.
func Outer(log *slog.Logger, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if v := recover(); v != nil {
				if v == http.ErrAbortHandler {
					panic(v)
				}
				log.Error("panic in a handler", "route", r.Pattern, "panic", v, "stack", string(debug.Stack()))
				w.WriteHeader(http.StatusInternalServerError) // an empty body: safe on every route, and without effect when the answer has begun
			}
		}()
		h := w.Header()
		h["X-Content-Type-Options"] = nosniff
		h["Referrer-Policy"] = noReferrer
		if r.ContentLength != 0 {
			// Also of a body that no handler reads: net/http waits for its end before it answers.
			_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(BodyTimeout)) // not supported by test recorders
		}
		if strings.Contains(r.URL.Path, "//") {
			r.URL.Path = joinSlashes(r.URL.Path)
		}
		next.ServeHTTP(w, r)
	})
}

// Shared header values: setting them costs no memory.
var (
	nosniff    = []string{"nosniff"}
	noReferrer = []string{"no-referrer"}
)

func joinSlashes(path string) string {
	for strings.Contains(path, "//") {
		path = strings.ReplaceAll(path, "//", "/")
	}
	return path
}
