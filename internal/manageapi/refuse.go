package manageapi

import (
	"mime"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"latchkey/internal/errs"
	"latchkey/internal/httpx"
)

// nowhere is the pattern of what no route answers.
const nowhere = Path + "/"

// methods are those that a route can have, in the order of an Allow header.
var methods = []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete}

// notFound answers what no route does: 405 where the path is known with other methods, else 404.
func (a *API) notFound(mux *http.ServeMux) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var allowed []string
		for _, method := range methods {
			if _, pattern := mux.Handler(&http.Request{Method: method, Host: r.Host, URL: r.URL}); pattern != nowhere {
				allowed = append(allowed, method)
			}
		}
		p := httpx.ProblemOf(errs.New(errs.NotFound, "NOT_FOUND", "There is nothing at this address."))
		if len(allowed) > 0 {
			list := strings.Join(allowed, ", ")
			w.Header().Set("Allow", list)
			p = problemFor(http.StatusMethodNotAllowed, "This address knows only "+list+".")
		}
		httpx.WriteJSON(w, p.Status, problemType, p)
	}
}

// readable lets through the bodies that the route reads. A body without a Content-Type is JSON.
func (a *API) readable(ctx huma.Context, next func(huma.Context)) {
	declared := ctx.Header("Content-Type")
	body := ctx.Operation().RequestBody
	if declared == "" || body == nil {
		next(ctx)
		return
	}
	media, _, err := mime.ParseMediaType(declared)
	if _, known := body.Content[media]; err == nil && known {
		next(ctx)
		return
	}
	var known []string
	for name := range body.Content {
		known = append(known, name)
	}
	slices.Sort(known)
	a.refuse(ctx, &problem{Problem: problemFor(http.StatusUnsupportedMediaType, "This call reads "+strings.Join(known, " or ")+"; send one of them as Content-Type.")})
}

func problemFor(status int, detail string) httpx.Problem {
	return httpx.Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: detail, Code: usualCode(status)}
}
