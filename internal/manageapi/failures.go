package manageapi

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"latchkey/internal/account"
	"latchkey/internal/httpx"
)

// failure is one way in which a call can fail: a status with its stable code.
type failure struct {
	status int
	code   string
	usual  bool   // every call with this status can answer it, as far as follows says so; the others are named by their routes
	retry  bool   // it can say when to try again
	when   string // for the description
	detail string // for the example, as the server writes it
	fields []httpx.ProblemField
	inUse  *inUse
}

// failures are all of them. A code that is not here cannot be described, and an answer that is not described fails the tests.
var failures = []failure{
	{status: 400, code: "INVALID_INPUT", usual: true, when: "The body is missing.", detail: "This call needs a JSON body."},
	{status: 401, code: "ACCESS_TOKEN_INVALID", usual: true, when: "The access token is missing, unknown or expired.",
		detail: "The access token is missing, unknown or expired. Make one with `latchkey token create --name NAME`."},
	{status: 401, code: "SESSION_INVALID", usual: true, when: "The session is over, or its user is disabled.",
		detail: "You are not signed in, or your session is over. Please sign in."},
	{status: 401, code: "SIGN_IN_FAILED", when: "The e-mail address or the password is wrong, or the user is disabled.",
		detail: "The e-mail address or the password is wrong."},
	{status: 403, code: "ROLE_TOO_LOW", usual: true, when: "The caller does not have the role that the call needs.",
		detail: "This call needs the role editor; yours is viewer."},
	{status: 403, code: "SCOPE_MISSING", usual: true, when: "The access token does not have the scope that the call needs.",
		detail: "This call needs the scope keys:write, which this access token does not have."},
	{status: 403, code: "CROSS_ORIGIN", usual: true, when: "A page of another website made this call from the browser of a user.",
		detail: "This call was made by a page of another website."},
	{status: 403, code: "MORE_THAN_OWN_RIGHTS", when: "The caller would give away more rights than it has.",
		detail: "A token with the role owner cannot be made by somebody with the role editor."},
	{status: 404, code: "NOT_FOUND", usual: true, when: "There is no such thing, or it belongs to another assistant.", detail: "There is no such assistant."},
	{status: 404, code: "DOCUMENT_HAS_NO_FILE", when: "The document was sent as text, or before files were kept.",
		detail: "The file of this document was not kept: it was sent as text, or before files were kept."},
	{status: 404, code: "FILE_LOST", when: "The bytes of the file are not where the server keeps files.", detail: "The file is not there any more."},
	{status: 404, code: "INVITATION_INVALID", when: "The invitation is unknown, used, withdrawn, replaced or expired.",
		detail: "This invitation is not valid: it was used, withdrawn or replaced, or it has expired. Ask whoever invited you for a new one. " +
			"The first console user gets a new link when the server starts again."},
	{status: 408, code: "REQUEST_TIMEOUT", usual: true, when: "The body did not arrive in time.", detail: "The body did not arrive in time."},
	{status: 409, code: "KEY_DELETED", when: "The API key is deleted.", detail: "This key is deleted. Restore it first."},
	{status: 409, code: "KEY_IN_USE", when: "The key was used in the last 7 days, and the change would cut off somebody; inUse says whom.",
		detail: "This key was used in the last 7 days, and this change would cut off who used it. Repeat the call with ?force=true to do it nevertheless.",
		inUse: &inUse{
			LastUsedAt:  lastUse,
			Origins:     []inUseOrigin{{Origin: "https://www.example.com", Requests: 120, LastUsedAt: lastUse.Truncate(time.Hour)}},
			IPAddresses: []inUseAddress{},
		}},
	{status: 409, code: "KEY_NOT_DELETED", when: "The API key is not deleted.", detail: "This key is not deleted."},
	{status: 409, code: "RESTORE_TOO_LATE", when: "The API key was deleted more than 30 days ago.",
		detail: "This key was deleted more than 30 days ago and cannot be restored. Create a new one."},
	{status: 409, code: "TOO_MANY_SECRETS", when: "The API key has as many old secrets in their grace as it may have.",
		detail: "This key has as many old secrets in their grace as it may have. Wait until one has ended, or rotate with graceSeconds 0, which ends all of them."},
	{status: 409, code: "EMAIL_TAKEN", when: "A user has this e-mail address.", detail: "Another user has this e-mail address already."},
	{status: 409, code: "LAST_OWNER", when: "No active owner would be left.",
		detail: "This is the last active owner. Make somebody else an owner first."},
	{status: 409, code: "COUNT_CHANGED", when: "The filter chooses more or less conversations than expected.",
		detail: "The filter chooses 43 conversations now, not 42. Look at them again, and send their number as expected."},
	{status: 412, code: "CHANGED", usual: true, when: "If-Match is not the current version, or somebody made a change at the same moment.",
		detail: "Somebody changed this key meanwhile. Load it again, compare, and repeat the change."},
	{status: 413, code: "BODY_TOO_LARGE", usual: true, when: "The request is longer than this call accepts.",
		detail: "The request is longer than this call accepts."},
	{status: 413, code: "DOCUMENT_TOO_LARGE", when: "The document is longer than the server accepts.", detail: "The document is longer than 5242880 bytes."},
	{status: 413, code: "PDF_TOO_LARGE", when: "The PDF is longer than the server accepts, or has too many pages.",
		detail: "This PDF has more than 20 MiB. Split it into several documents."},
	{status: 413, code: "DOCUMENT_TOO_LONG", when: "The document has more passages than the server accepts.",
		detail: "The document has more than 5000 passages; split it into several documents."},
	{status: 415, code: "UNSUPPORTED_MEDIA_TYPE", usual: true, when: "The Content-Type is not one that this call reads.",
		detail: "This call reads application/json. Name it as Content-Type."},
	{status: 422, code: "INVALID_INPUT", usual: true, when: "The body or a parameter is wrong; errors names every problem.", detail: "The input is not valid.",
		fields: []httpx.ProblemField{{Location: "configuration.marginBottom", Message: "must be between 10 and 10000", Value: 5}}},
	{status: 422, code: "UNSUPPORTED_DOCUMENT_TYPE", when: "Documents of this type cannot be read.",
		detail: "Documents of this type cannot be read. Accepted are PDF (.pdf), Markdown (.md), HTML (.html) and plain text (.txt).",
		fields: []httpx.ProblemField{{Location: "file", Message: "must be PDF (.pdf), Markdown (.md, .markdown), HTML (.html, .htm) or plain text (.txt)", Value: ".png"}}},
	{status: 422, code: "DOCUMENT_EMPTY", when: "The document holds no text.", detail: "The document contains no text that can be searched."},
	{status: 422, code: "DOCUMENT_NOT_UTF8", when: "The document is not UTF-8 text.", detail: "The document is not UTF-8 text; save it as UTF-8 and try again."},
	{status: 422, code: "DOCUMENT_NOT_HTML", when: "The HTML of the document cannot be read.", detail: "The document cannot be read as HTML."},
	{status: 422, code: "PDF_DAMAGED", when: "The PDF cannot be read.",
		detail: "This PDF is damaged or incomplete. Open it in another program, save it anew, then try again."},
	{status: 422, code: "PDF_LOCKED", when: "The PDF needs a password.",
		detail: "This PDF can only be opened with a password. Save it without one, then try again."},
	{status: 422, code: "PDF_WITHOUT_TEXT", when: "The PDF has no text.",
		detail: "This PDF has no text: it is perhaps a scan. Run text recognition (OCR) over it, then try again."},
	{status: 422, code: "PDF_TOO_SLOW", when: "The PDF takes too long to read.",
		detail: "It takes too long to read this PDF. Split it into several documents, or save it as text."},
	{status: 422, code: "DOCUMENT_TOO_NESTED", when: "The document is nested too deeply.", detail: "The document nests lists or quotes too deeply."},
	{status: 422, code: "UNSUPPORTED_PICTURE_TYPE", when: "Pictures of this type cannot be read.",
		detail: "Pictures of this type cannot be read. Accepted are PNG, JPEG, WebP and GIF."},
	{status: 422, code: "PICTURE_UNREADABLE", when: "The picture is damaged, or not complete.", detail: "The picture is damaged or not complete, and cannot be read."},
	{status: 422, code: "PICTURE_TOO_MANY_PIXELS", when: "The picture has more pixels than the server accepts.",
		detail: "The picture has more than 25 million pixels; make it smaller."},
	{status: 429, code: "TOO_MANY_ATTEMPTS", retry: true, when: "Too many passwords or invitations were wrong, for this e-mail address or from this network.",
		detail: "Too many sign-ins have failed. Please wait before you try again."},
	{status: 500, code: "INTERNAL", usual: true, when: "Something went wrong on the server; its log says what.",
		detail: "Something went wrong on the server. Please try again."},
	{status: 500, code: "SECRET_UNREADABLE", usual: true, when: "A stored secret cannot be read with the server's master key.",
		detail: "This key cannot be read with the server's master key."},
	{status: 503, code: "DATABASE_UNAVAILABLE", usual: true, when: "The server cannot reach its database.",
		detail: "The server cannot reach its database at the moment. Please try again."},
	{status: 503, code: "FILES_UNAVAILABLE", when: "The server cannot reach where it keeps files.",
		detail: "Files cannot be stored or read at the moment. Please try again."},
	{status: 503, code: "PDF_READER_UNAVAILABLE", when: "The server cannot read PDFs at the moment.",
		detail: "The server cannot read PDFs now: perhaps it has too little memory, 400 MB are needed. Try again later, or send the text."},
	{status: 503, code: "SEARCH_TOO_LONG", when: "Too much was said to search through it in time.",
		detail: "There is too much to search through at once. Choose a shorter time, or one API key."},
	{status: 503, code: "PICTURE_BUSY", retry: true, when: "The picture took too long to read, or too many are being read.",
		detail: "The picture took too long to read, or too many are being read. Please try again, or make it smaller."},
	{status: 503, code: "SIGN_IN_BUSY", retry: true, when: "Too many passwords are compared at the moment, or the user was changed at the same moment.",
		detail: "Too many people sign in at the moment. Please try again."},
}

// lastUse is when the key in the example of KEY_IN_USE was used.
var lastUse = time.Date(2026, 2, 4, 17, 45, 10, 0, time.UTC)

// follows says whether a call can answer it without naming it. Who may call follows from what the route needs: a user signs in without being known, every
// caller is a viewer at least, and pages of other websites are let read nothing by the browser, so that only what is not GET is refused to them.
func (f failure) follows(r route) bool {
	switch f.code {
	case "ACCESS_TOKEN_INVALID", "SESSION_INVALID":
		return !r.open
	case "ROLE_TOO_LOW":
		return !r.open && r.need.Role != account.Viewer
	case "SCOPE_MISSING":
		return r.need.Scope != ""
	case "CROSS_ORIGIN":
		return r.method != http.MethodGet
	}
	return f.usual
}

// everyCall can answer these, if any of their codes follows.
var everyCall = []int{
	http.StatusUnauthorized, http.StatusForbidden, http.StatusUnprocessableEntity, http.StatusInternalServerError, http.StatusServiceUnavailable,
}

// everyBody brings these to the calls that read one.
var everyBody = []int{http.StatusBadRequest, http.StatusRequestTimeout, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType}

// statusesOf are the statuses of failure of a route: those that it names, and those that follow from what it reads.
func statusesOf(op *huma.Operation, r route) []int {
	all := slices.Clone(r.errors)
	for _, f := range failures {
		if slices.Contains(everyCall, f.status) && f.follows(r) {
			all = append(all, f.status)
		}
	}
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

// describeFailures puts an answer for each status into the description. Those with just the usual codes are shared between operations.
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
			if f.status == status && (f.follows(r) || slices.Contains(r.codes, f.code)) {
				all = append(all, f)
			}
		}
		if len(all) == 0 || !slices.EqualFunc(all, usual, func(a, b failure) bool { return a.code == b.code }) {
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
	waits := 0
	examples := map[string]*huma.Example{}
	for _, f := range list {
		answer.Description += fmt.Sprintf(" `%s`: %s", f.code, f.when)
		codes = append(codes, f.code)
		if f.retry {
			waits++
		}
		examples[f.code] = &huma.Example{Summary: f.when, Value: problem{InUse: f.inUse, Problem: httpx.Problem{
			Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: f.detail, Code: f.code, Errors: f.fields,
		}}}
	}
	answer.Content = map[string]*huma.MediaType{problemType: {Examples: examples, Schema: &huma.Schema{AllOf: []*huma.Schema{
		{Ref: "#/components/schemas/Problem"},
		{Type: huma.TypeObject, Properties: map[string]*huma.Schema{
			"status": {Type: huma.TypeInteger, Enum: []any{status}, Description: "The HTTP status."},
			"code":   {Type: huma.TypeString, Enum: codes, Description: "What went wrong."},
		}},
	}}}}
	answer.Headers = map[string]*huma.Param{}
	if status == http.StatusUnauthorized {
		answer.Headers["WWW-Authenticate"] = &huma.Param{
			Description: "How to authenticate.", Required: true, Schema: &huma.Schema{Type: huma.TypeString, Examples: []any{authenticateHeader}},
		}
	}
	if waits > 0 {
		answer.Headers["Retry-After"] = &huma.Param{
			Description: "Seconds after which it is worth trying again.", Required: waits == len(list),
			Schema: &huma.Schema{Type: huma.TypeInteger, Minimum: new(1.0), Examples: []any{60}},
		}
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
