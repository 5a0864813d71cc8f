package manageapi

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"latchkey/internal/httpx"
)

// failure is one way in which a call can fail: a status with its stable code.
type failure struct {
	status int
	code   string
	usual  bool   // every call with this status can answer it; the others are named by their routes
	when   string // for the description
	detail string // for the example, as the server writes it
	fields []httpx.ProblemField
}

// failures are all of them. A code that is not here cannot be described, and an answer that is not described fails the tests.
var failures = []failure{
	{status: 400, code: "INVALID_INPUT", usual: true, when: "The body is missing.", detail: "This call needs a JSON body."},
	{status: 401, code: "ACCESS_TOKEN_INVALID", usual: true, when: "The access token is missing, unknown or expired.",
		detail: "The access token is missing, unknown or expired. Make one with `latchkey token create --name NAME`."},
	{status: 403, code: "ROLE_TOO_LOW", usual: true, when: "The role of the caller does not allow this call.",
		detail: "The role of this access token allows reading only."},
	{status: 404, code: "NOT_FOUND", usual: true, when: "There is no such thing, or it belongs to another assistant.", detail: "There is no such assistant."},
	{status: 408, code: "REQUEST_TIMEOUT", usual: true, when: "The body did not arrive in time.", detail: "The body did not arrive in time."},
	{status: 409, code: "KEY_DELETED", when: "The API key is deleted.", detail: "This key is deleted. Restore it first."},
	{status: 409, code: "KEY_IN_USE", when: "The key was used in the last 7 days, and the change would cut off somebody; inUse says whom.",
		detail: "This key was used in the last 7 days, and this change would cut off who used it. Repeat the call with ?force=true to do it nevertheless."},
	{status: 409, code: "KEY_NOT_DELETED", when: "The API key is not deleted.", detail: "This key is not deleted."},
	{status: 409, code: "RESTORE_TOO_LATE", when: "The API key was deleted more than 30 days ago.",
		detail: "This key was deleted more than 30 days ago and cannot be restored. Create a new one."},
	{status: 409, code: "TOO_MANY_SECRETS", when: "The API key has as many old secrets in their grace as it may have.",
		detail: "This key has as many old secrets in their grace as it may have. Wait until one has ended, or rotate with graceSeconds 0, which ends all of them."},
	{status: 412, code: "CHANGED", usual: true, when: "If-Match is not the current version.",
		detail: "Somebody changed this key meanwhile. Load it again, compare, and repeat the change."},
	{status: 413, code: "BODY_TOO_LARGE", usual: true, when: "The request is longer than this call accepts.",
		detail: "The request is longer than this call accepts."},
	{status: 413, code: "DOCUMENT_TOO_LARGE", when: "The document is longer than the server accepts.", detail: "The document is longer than 5242880 bytes."},
	{status: 413, code: "DOCUMENT_TOO_LONG", when: "The document has more passages than the server accepts.",
		detail: "The document has more than 5000 passages; split it into several documents."},
	{status: 415, code: "UNSUPPORTED_MEDIA_TYPE", usual: true, when: "The Content-Type is not one that this call reads.",
		detail: "This call reads application/json. Name it as Content-Type."},
	{status: 422, code: "INVALID_INPUT", usual: true, when: "The body or a parameter is wrong; errors names every problem.", detail: "The input is not valid.",
		fields: []httpx.ProblemField{{Location: "configuration.marginBottom", Message: "must be between 10 and 10000", Value: 5}}},
	{status: 422, code: "UNSUPPORTED_DOCUMENT_TYPE", when: "Documents of this type cannot be read.",
		detail: "Documents of this type cannot be read. Accepted are Markdown (.md), HTML (.html) and plain text (.txt).",
		fields: []httpx.ProblemField{{Location: "file", Message: "must be Markdown (.md, .markdown), HTML (.html, .htm) or plain text (.txt)", Value: ".png"}}},
	{status: 422, code: "DOCUMENT_EMPTY", when: "The document holds no text.", detail: "The document contains no text that can be searched."},
	{status: 422, code: "DOCUMENT_NOT_UTF8", when: "The document is not UTF-8 text.", detail: "The document is not UTF-8 text; save it as UTF-8 and try again."},
	{status: 422, code: "DOCUMENT_NOT_HTML", when: "The HTML of the document cannot be read.", detail: "The document cannot be read as HTML."},
	{status: 422, code: "DOCUMENT_TOO_NESTED", when: "The document is nested too deeply.", detail: "The document nests lists or quotes too deeply."},
	{status: 500, code: "INTERNAL", usual: true, when: "Something went wrong on the server; its log says what.",
		detail: "Something went wrong on the server. Please try again."},
	{status: 500, code: "SECRET_UNREADABLE", usual: true, when: "A stored secret cannot be read with the server's master key.",
		detail: "This key cannot be read with the server's master key."},
	{status: 503, code: "DATABASE_UNAVAILABLE", usual: true, when: "The server cannot reach its database.",
		detail: "The server cannot reach its database at the moment. Please try again."},
}

// everyCall can answer these.
var everyCall = []int{
	http.StatusUnauthorized, http.StatusForbidden, http.StatusUnprocessableEntity, http.StatusInternalServerError, http.StatusServiceUnavailable,
}

// everyBody brings these to the calls that read one.
var everyBody = []int{http.StatusBadRequest, http.StatusRequestTimeout, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType}

// statusesOf are the statuses of failure of a route: those that it names, and those that follow from what it reads.
func statusesOf(op *huma.Operation, r route) []int {
	all := slices.Concat(everyCall, r.errors)
	if op.RequestBody != nil {
		all = append(all, everyBody...)
	}
	for _, p := range op.Parameters {
		switch {
		case p.In == "path":
			all = append(all, http.StatusNotFound)
		case p.Name == "If-Match":
			all = append(all, http.StatusPreconditionFailed)
		}
	}
	for _, code := range r.codes {
		all = append(all, failureOf(code).status)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func failureOf(code string) failure {
	i := slices.IndexFunc(failures, func(f failure) bool { return f.code == code })
	if i < 0 {
		panic("manageapi: a route names the code " + code + ", which is not among the failures")
	}
	return failures[i]
}

// describeFailures puts an answer for each status into the description. Those with nothing but the usual codes are shared between operations.
func (a *API) describeFailures(op *huma.Operation, r route) {
	shared := a.OpenAPI().Components
	if shared.Responses == nil {
		shared.Responses = map[string]*huma.Response{}
	}
	for _, status := range statusesOf(op, r) {
		var usual, all []failure
		for _, f := range failures {
			if f.status == status && f.usual {
				usual = append(usual, f)
			}
			if f.status == status && (f.usual || slices.Contains(r.codes, f.code)) {
				all = append(all, f)
			}
		}
		if len(all) > len(usual) || len(all) == 0 {
			op.Responses[strconv.Itoa(status)] = failedAnswer(status, all)
			continue
		}
		name := strings.ReplaceAll(http.StatusText(status), " ", "")
		if shared.Responses[name] == nil {
			shared.Responses[name] = failedAnswer(status, usual)
		}
		op.Responses[strconv.Itoa(status)] = &huma.Response{Ref: "#/components/responses/" + name}
	}
}

// failedAnswer describes a problem with its codes: in words, as values that a program can rely on, and with an example of each.
func failedAnswer(status int, list []failure) *huma.Response {
	answer := &huma.Response{Description: http.StatusText(status) + "."}
	var codes []any
	examples := map[string]*huma.Example{}
	for _, f := range list {
		answer.Description += fmt.Sprintf(" `%s`: %s", f.code, f.when)
		codes = append(codes, f.code)
		examples[f.code] = &huma.Example{Summary: f.when, Value: httpx.Problem{
			Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: f.detail, Code: f.code, Errors: f.fields,
		}}
	}
	answer.Content = map[string]*huma.MediaType{problemType: {Examples: examples, Schema: &huma.Schema{AllOf: []*huma.Schema{
		{Ref: "#/components/schemas/Problem"},
		{Type: huma.TypeObject, Properties: map[string]*huma.Schema{
			"status": {Type: huma.TypeInteger, Enum: []any{status}, Description: "The HTTP status."},
			"code":   {Type: huma.TypeString, Enum: codes, Description: "What went wrong."},
		}},
	}}}}
	if status == http.StatusUnauthorized {
		answer.Headers = map[string]*huma.Param{"WWW-Authenticate": {
			Description: "How to authenticate.", Required: true, Schema: &huma.Schema{Type: huma.TypeString, Examples: []any{authenticateHeader}},
		}}
	}
	return answer
}

// usualCode is the code of a problem of which only the status is known.
func usualCode(status int) string {
	for _, f := range failures {
		if f.status == status && f.usual {
			return f.code
		}
	}
	return strings.ToUpper(strings.ReplaceAll(http.StatusText(status), " ", "_"))
}
