package manageapi

import (
	"context"
	"maps"
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"latchkey/internal/account"
	"latchkey/internal/errs"
	"latchkey/internal/httpx"
)

// Names of the security schemes in the description.
const (
	bearerScheme  = "accessToken"
	sessionScheme = "session"
)

// routeKey is where an operation keeps its route.
const routeKey = "route"

// security says in the description which scope a call needs.
func (r route) security() []map[string][]string {
	if r.open {
		return []map[string][]string{{}}
	}
	scopes := []string{}
	if r.need.Scope != "" {
		scopes = append(scopes, string(r.need.Scope))
	}
	return []map[string][]string{{bearerScheme: scopes}, {sessionScheme: {}}}
}

// extensions say in the description which role a call needs at least.
func (r route) extensions() map[string]any {
	if r.open {
		return nil
	}
	return map[string]any{"x-least-role": string(r.need.Role)}
}

// actorKey is the context key of the account.Actor.
type actorKey struct{}

// actorOf returns who calls; on an open route only the address is known.
func actorOf(ctx context.Context) account.Actor {
	actor, _ := ctx.Value(actorKey{}).(account.Actor)
	return actor
}

// authenticate lets nobody in without a valid access token or session, and nobody do what their role and scopes do not include.
func (a *API) authenticate(ctx huma.Context, next func(huma.Context)) {
	r, _ := humago.Unwrap(ctx)
	route, _ := ctx.Operation().Metadata[routeKey].(route)
	actor, err := a.identify(r, route.open)
	if err == nil && !route.open {
		err = route.need.Check(actor)
	}
	if err != nil {
		a.refuse(ctx, a.asProblem(err))
		return
	}
	actor.Address = a.clientAddress(r)
	next(huma.WithValue(huma.WithValue(ctx, actorKey{}, actor), requestKey{}, r))
}

// requestKey is the context key of the *http.Request, for what its connection tells.
type requestKey struct{}

func requestOf(ctx context.Context) *http.Request {
	r, _ := ctx.Value(requestKey{}).(*http.Request)
	return r
}

// identify finds out who calls. An access token is sent on purpose; a cookie is sent by the browser whoever made it call, and a page of another website could
// sign somebody in as a user of its choice.
func (a *API) identify(r *http.Request, open bool) (account.Actor, error) {
	header := r.Header.Get("Authorization")
	cookie, err := r.Cookie(sessionCookie)
	if !open && (header != "" || err != nil) {
		return a.Accounts.Authenticate(r.Context(), bearer(header))
	}
	if err := a.origins.Check(r); err != nil {
		return account.Actor{}, errs.Wrap(err, errs.Forbidden, "CROSS_ORIGIN", "This call was made by a page of another website.")
	}
	if open {
		return account.Actor{}, nil
	}
	return a.Accounts.Resume(r.Context(), cookie.Value)
}

// ownOrigins admits the pages of this server, under the public URL as well, whatever Host the proxy in front sends.
func ownOrigins(publicURL string) *http.CrossOriginProtection {
	p := http.NewCrossOriginProtection()
	if u, err := url.Parse(publicURL); err == nil && u.Host != "" {
		_ = p.AddTrustedOrigin(u.Scheme + "://" + u.Host) // fails for what no browser sends as an origin
	}
	return p
}

// bearer returns the token of an Authorization header (RFC 6750), "" when it holds none. The name of the scheme has no case (RFC 9110, section 11.1).
func bearer(header string) string {
	scheme, token, _ := strings.Cut(header, " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}

func (a *API) refuse(ctx huma.Context, p *problem) {
	_, w := humago.Unwrap(ctx)
	maps.Copy(w.Header(), p.GetHeaders())
	httpx.WriteJSON(w, p.Status, problemType, p.Problem)
}

// clientAddress is where the caller is, for the audit trail; "" when it cannot be told.
func (a *API) clientAddress(r *http.Request) string {
	client, err := a.Proxies.Client(r.RemoteAddr, r.Header)
	if err != nil {
		host, _, _ := net.SplitHostPort(r.RemoteAddr)
		return host
	}
	return client.Addr.String()
}
