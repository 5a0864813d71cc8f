package manageapi

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/errs"
	"latchkey/internal/openid"
)

// OpenIDCallback is where an issuer sends browsers back, below the public URL.
const OpenIDCallback = Path + "/session/openid/callback"

const (
	attemptCookie   = "latchkey_openid"
	attemptLifetime = 10 * time.Minute
	openIDFailed    = "OPENID_FAILED"
	openIDCancelled = "OPENID_CANCELLED"
)

// redirected sends a browser on.
type redirected struct {
	Location     string   `header:"Location" doc:"Where the browser goes: to the issuer, into the console, or, when the sign-in has failed, to its page for signing in with the reason as error." example:"/console/sign-in?error=OPENID_NO_USER"`
	SetCookie    []string `header:"Set-Cookie" doc:"What the browser keeps meanwhile, or, at the end, the session." example:"[\"latchkey_openid=…; Path=/; Max-Age=600; HttpOnly; Secure; SameSite=Lax\"]"`
	CacheControl string   `header:"Cache-Control"`
}

// OpenIDReturn is what a browser comes back with. Issuers add parameters of their own.
type OpenIDReturn struct {
	State     string `query:"state" doc:"That of the attempt." example:"x8Kq…"`
	Code      string `query:"code" doc:"What the server exchanges for the identity of the user." example:"SplxlOBeZQQYbYS6WxSbIA"`
	Error     string `query:"error" doc:"Why there is no code, in the words of OAuth 2.0." example:"access_denied"`
	Issuer    string `query:"iss" doc:"The issuer, when it names itself." example:"https://login.example.com"`
	UserAgent string `header:"User-Agent" doc:"Name of the browser, which the list of sessions shows; browsers send it by themselves." example:"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"`
}

func (a *API) registerOpenID() {
	register(a, route{method: http.MethodGet, path: "/session/openid", id: "beginOpenID", open: true, tag: accessTag, summary: "Sign in with OpenID Connect",
		description: "For browsers: sends the browser to the issuer that the server's settings name, or, when that does not answer, back with OPENID_FAILED. " +
			"Without an issuer it answers 404.",
		answer: "The browser goes to the issuer, or back.", status: http.StatusFound, errors: []int{http.StatusNotFound}},
		a.beginOpenID)
	register(a, route{method: http.MethodGet, path: "/session/openid/callback", id: "finishOpenID", open: true, tag: accessTag, summary: "Come back from OpenID Connect",
		description: "For browsers that the issuer sends back: starts a session, if the issuer has verified an e-mail address that a console user has, or to which an " +
			"invitation is open. Otherwise the error is OPENID_NO_USER, OPENID_EMAIL_NOT_VERIFIED, OPENID_CANCELLED or OPENID_FAILED.",
		answer: "The browser goes into the console, or back with an error.", status: http.StatusFound, errors: []int{http.StatusNotFound}, changes: true, anyQuery: true},
		a.finishOpenID)
}

func (a *API) beginOpenID(ctx context.Context, _ *empty) (*redirected, error) {
	if a.OpenID == nil {
		return nil, errs.Missing("OpenID Connect issuer")
	}
	attempt, location, err := a.OpenID.Begin(ctx)
	if err != nil {
		return a.notSignedIn(err), nil
	}
	return &redirected{Location: location, SetCookie: []string{a.attemptCookie(attempt.String())}, CacheControl: "no-store"}, nil
}

func (a *API) finishOpenID(ctx context.Context, in *OpenIDReturn) (*redirected, error) {
	if a.OpenID == nil {
		return nil, errs.Missing("OpenID Connect issuer")
	}
	r := requestOf(ctx)
	attempt, code, err := a.returned(r, in)
	if err != nil {
		return a.notSignedIn(err), nil
	}
	from := account.Browser{Address: actorOf(ctx).Address, UserAgent: in.UserAgent}
	session, _, secret, err := a.Accounts.SignInAtIssuer(ctx, from, func(ctx context.Context) (account.Person, error) {
		p, err := a.OpenID.Identify(ctx, attempt, code)
		return account.Person{
			Identity: account.Identity{Issuer: a.OpenID.URL, Subject: p.Subject}, Email: p.Email, EmailVerified: p.EmailVerified, Name: p.Name,
		}, err
	})
	if err != nil {
		return a.notSignedIn(err), nil
	}
	return &redirected{
		Location:     a.home() + "/",
		SetCookie:    []string{a.attemptCookie(""), a.cookie(secret, overHTTPS(r), session.ExpiresAt)},
		CacheControl: "no-store",
	}, nil
}

// returned is the attempt that a browser comes back from, with the code.
func (a *API) returned(r *http.Request, in *OpenIDReturn) (attempt openid.Attempt, code string, err error) {
	cookie, err := r.Cookie(a.attemptCookieName())
	if err != nil {
		return attempt, "", errs.Wrap(err, errs.Unauthenticated, openIDFailed, "This browser has begun no sign-in.")
	}
	attempt, ok := openid.ParseAttempt(cookie.Value)
	if !ok {
		return attempt, "", errs.New(errs.Unauthenticated, openIDFailed, "This browser has begun no sign-in.")
	}
	code, err = a.OpenID.Code(attempt, openid.Return{State: in.State, Code: in.Code, Error: in.Error, Issuer: in.Issuer})
	return attempt, code, err
}

// notSignedIn sends a browser back with the reason.
func (a *API) notSignedIn(err error) *redirected {
	code := openIDFailed
	switch e, ok := errs.As(err); {
	case errors.Is(err, openid.ErrCancelled):
		code = openIDCancelled
	case ok && strings.HasPrefix(e.Code, "OPENID_"):
		code = e.Code
	}
	if code == openIDFailed {
		a.Log.Warn("a sign-in with OpenID Connect has failed", "error", err)
	}
	return &redirected{
		Location: a.home() + "/console/sign-in?error=" + code, SetCookie: []string{a.attemptCookie("")}, CacheControl: "no-store",
	}
}

// home is the path of the server's pages, as browsers see it, without a slash at the end.
func (a *API) home() string {
	u, err := url.Parse(a.PublicURL)
	if err != nil {
		return ""
	}
	return strings.TrimRight(u.EscapedPath(), "/")
}

// attemptCookieName has a prefix behind https, so that no page of a neighbouring host can put an attempt of its own into the browser.
func (a *API) attemptCookieName() string {
	if strings.HasPrefix(a.PublicURL, "https://") {
		return "__Host-" + attemptCookie
	}
	return attemptCookie
}

// attemptCookie keeps an attempt in the browser; "" removes it.
func (a *API) attemptCookie(value string) string {
	cookie := http.Cookie{
		Name: a.attemptCookieName(), Value: value, Path: "/", MaxAge: int(attemptLifetime.Seconds()), HttpOnly: true, SameSite: http.SameSiteLaxMode,
		Secure: strings.HasPrefix(a.PublicURL, "https://"),
	}
	if value == "" {
		cookie.MaxAge = -1
	}
	return cookie.String()
}
