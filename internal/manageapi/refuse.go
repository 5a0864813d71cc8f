package manageapi

import (
	"maps"
	"mime"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"

	"latchkey/internal/errs"
	"latchkey/internal/httpx"
)

// nowhere is the pattern of what no route answers.
const nowhere = Path + "/"

// methods are those that a route can have, in the order of an Allow header.
var methods = []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete}

var errNothing = errs.New(errs.NotFound, "NOT_FOUND", "There is nothing at this address.")

// notFound answers what no route does: 405 where the path is known with other methods, else 404.
func (a *API) notFound(mux *http.ServeMux) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var allowed []string
		for _, method := range methods {
			if _, pattern := mux.Handler(&http.Request{Method: method, Host: r.Host, URL: r.URL}); pattern != nowhere {
				allowed = append(allowed, method)
			}
		}
		p := httpx.ProblemOf(errNothing)
		if len(allowed) > 0 {
			list := strings.Join(allowed, ", ")
			w.Header().Set("Allow", list)
			p = problemFor(http.StatusMethodNotAllowed, "This address knows only "+list+".")
		}
		httpx.WriteJSON(w, p.Status, problemType, p)
	}
}

// readable lets through what can be read at all: text that every database can store, and the types of body that the route knows.
// A body without a Content-Type is JSON, and so is one with the type that curl names when nobody else does.
func (a *API) readable(ctx huma.Context, next func(huma.Context)) {
	u := ctx.URL()
	if !storable(u.Path) {
		a.refuse(ctx, a.asProblem(errNothing))
		return
	}
	var problems []errs.Field
	for name, values := range u.Query() {
		if !storable(name) || !storable(strings.Join(values, "")) {
			problems = append(problems, errs.Field{Location: "query." + strings.ToValidUTF8(name, "?"), Message: "must be UTF-8 text without NUL characters"})
		}
	}
	if err := errs.InvalidFields(problems); err != nil {
		a.refuse(ctx, a.asProblem(err))
		return
	}
	if types := unknownType(ctx); types != "" {
		a.refuse(ctx, &problem{Problem: problemFor(http.StatusUnsupportedMediaType, "This call reads "+types+". Name it as Content-Type.")})
		return
	}
	next(ctx)
}

func storable(s string) bool { return utf8.ValidString(s) && !strings.ContainsRune(s, 0) }

const curlType = "application/x-www-form-urlencoded"

// unknownType returns the types that the route reads when the body is of none of them, else "".
func unknownType(ctx huma.Context) string {
	declared, body := ctx.Header("Content-Type"), ctx.Operation().RequestBody
	if declared == "" || body == nil {
		return ""
	}
	media, _, err := mime.ParseMediaType(declared)
	if media == curlType {
		return ""
	}
	if _, known := body.Content[media]; err == nil && known {
		return ""
	}
	return strings.Join(slices.Sorted(maps.Keys(body.Content)), " or ")
}

func problemFor(status int, detail string) httpx.Problem {
	return httpx.Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: detail, Code: usualCode(status)}
}
