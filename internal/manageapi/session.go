package manageapi

import (
	"context"
	"net/http"
	"reflect"
	"strings"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/edit"
	"latchkey/internal/errs"
)

// sessionCookie is the cookie of a console user who is signed in.
const sessionCookie = "latchkey_session"

// callerObject is who makes a call.
type callerObject struct {
	Kind   string          `json:"kind" enum:"token,user" example:"user" doc:"What kind of caller: an access token or a console user."`
	ID     string          `json:"id" example:"u_4fQ9kXw2Zr7LmT3nVb8Yc1" doc:"Id of the token or the user."`
	Name   string          `json:"name" example:"Ada" doc:"Name of the token or the user."`
	Role   string          `json:"role" enum:"owner,editor,viewer" example:"editor" doc:"What the caller may do at most."`
	Scopes []account.Scope `json:"scopes" nullable:"false" example:"[]" doc:"What an access token may do within its role; empty = everything that the role allows."`
}

func callerOf(actor account.Actor) callerObject {
	return callerObject{
		Kind: actor.Kind, ID: actor.ID, Name: actor.Name, Role: string(actor.Role), Scopes: append([]account.Scope{}, actor.Scopes...),
	}
}

// SessionObject is one browser in which a user is signed in.
type SessionObject struct {
	ID         string    `json:"id" example:"s_9Rt5hNq3Kz6WpJ1xDf7Gv2" doc:"Id of the session; not secret."`
	Current    bool      `json:"current" doc:"Whether it is the session of this call."`
	CreatedAt  time.Time `json:"createdAt" example:"2026-02-03T08:15:00Z" doc:"When the user signed in."`
	LastUsedAt time.Time `json:"lastUsedAt" example:"2026-02-04T17:45:00Z" doc:"When it was last used, to the minute. A session that is not used for 7 days is over."`
	ExpiresAt  time.Time `json:"expiresAt" example:"2026-03-05T08:15:00Z" doc:"When it is over at the latest: 30 days after the sign-in."`
	Address    string    `json:"address" example:"203.0.113.5" doc:"Where the user signed in from."`
	UserAgent  string    `json:"userAgent" example:"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0" doc:"Name that the browser gave itself."`
}

func sessionOf(s account.Session, current string) SessionObject {
	return SessionObject{
		ID: s.ID, Current: s.ID == current, CreatedAt: s.CreatedAt, LastUsedAt: s.LastUsedAt, ExpiresAt: s.ExpiresAt,
		Address: s.Address, UserAgent: s.UserAgent,
	}
}

// currentSession is the session of a call with its user.
type currentSession struct {
	SessionObject
	User callerObject `json:"user" doc:"Who is signed in."`
}

type sessionOutput struct {
	CacheControl string `header:"Cache-Control"`
	Body         currentSession
}

type signedIn struct {
	SetCookie    string `header:"Set-Cookie" doc:"The session, in a cookie that scripts of pages cannot read." example:"latchkey_session=lks_…; Path=/; Expires=Thu, 05 Mar 2026 08:15:00 GMT; HttpOnly; Secure; SameSite=Lax"`
	CacheControl string `header:"Cache-Control"`
	Body         currentSession
}

type signedOut struct {
	SetCookie string `header:"Set-Cookie" doc:"Removes the session's cookie." example:"latchkey_session=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax"`
}

// signInBody is what a user signs in with.
type signInBody struct {
	Email    string `json:"email" example:"ada@example.com" doc:"The user's e-mail address, in any case of letters."`
	Password string `json:"password" writeOnly:"true" example:"correct horse battery staple" doc:"The user's password."`
}

// passwordBody changes the caller's own password.
type passwordBody struct {
	CurrentPassword string `json:"currentPassword" writeOnly:"true" example:"correct horse battery staple" doc:"The password that the user has."`
	Password        string `json:"password" writeOnly:"true" minLength:"10" maxLength:"200" example:"twelve green umbrellas" doc:"The new one. Not the e-mail address."`
}

// SignInInput is the body of a sign-in, with what the browser says of itself.
type SignInInput struct {
	JSONBody
	UserAgent string `header:"User-Agent" doc:"Name of the browser, which the list of sessions shows; browsers send it by themselves." example:"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"`
}

// browser is where the user signs in.
func (in *SignInInput) browser(ctx context.Context) account.Browser {
	return account.Browser{Address: actorOf(ctx).Address, UserAgent: in.UserAgent}
}

// overHTTPS says whether a browser made a call over https, perhaps to a proxy in front. Whoever invents the header gets a cookie that their own browser sends
// less often, or a link that does not work, and nothing else.
func overHTTPS(r *http.Request) bool {
	return r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https"
}

// ownURL is where browsers reach the server: as the settings say, or else as a request did.
func (a *API) ownURL(r *http.Request) string {
	switch {
	case a.PublicURL != "":
		return a.PublicURL
	case overHTTPS(r):
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

func (a *API) cookie(value string, https bool, until time.Time) string {
	cookie := http.Cookie{
		Name: sessionCookie, Value: value, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode, Expires: until,
		Secure: https || strings.HasPrefix(a.PublicURL, "https://"),
	}
	if value == "" {
		cookie.MaxAge = -1
	}
	return cookie.String()
}

func (a *API) registerSessions() {
	self := needs(account.Viewer, "")
	register(a, route{method: http.MethodGet, path: "/me", id: "getCaller", need: self, tag: accessTag, summary: "Say who is calling",
		description: "Returns the access token or the console user behind this call, with role and scopes. Every caller may."},
		func(ctx context.Context, _ *empty) (*struct{ Body callerObject }, error) {
			return &struct{ Body callerObject }{callerOf(actorOf(ctx))}, nil
		})
	register(a, route{method: http.MethodPost, path: "/me/password", id: "changePassword", need: self, tag: accessTag, summary: "Change your own password",
		description: "For console users who are signed in; the holder of an access token has no password (404). Ends all their sessions, this one too. " +
			"Wrong passwords count like sign-ins that fail.",
		status: http.StatusNoContent, answer: "Done; all sessions are over. There is no body.",
		errors: []int{http.StatusNotFound, http.StatusPreconditionFailed}, codes: []string{"TOO_MANY_ATTEMPTS", "SIGN_IN_BUSY"},
		body: reflect.TypeFor[passwordBody]()}, a.changePassword)
	register(a, route{method: http.MethodPost, path: "/session", id: "signIn", open: true, tag: accessTag, summary: "Sign in",
		description: "Needs no access token. Starts a session, which the cookie " + sessionCookie + " carries: for 30 days at most, and 7 days without use. " +
			"Too many failures are slowed down.",
		answer: "Signed in; the body is the session.", codes: []string{"SIGN_IN_FAILED", "TOO_MANY_ATTEMPTS", "SIGN_IN_BUSY"},
		body: reflect.TypeFor[signInBody]()}, a.signIn)
	register(a, route{method: http.MethodGet, path: "/session", id: "getSession", need: self, tag: accessTag, summary: "Get the session of this call",
		description: "Returns the session with its user. A call with an access token has none (404).", errors: []int{http.StatusNotFound}},
		a.getSession)
	register(a, route{method: http.MethodDelete, path: "/session", id: "signOut", need: self, tag: accessTag, summary: "Sign out",
		description: "Ends the session of this call and removes its cookie. A call with an access token has none (404).",
		status:      http.StatusNoContent, errors: []int{http.StatusNotFound}},
		func(ctx context.Context, _ *empty) (*signedOut, error) {
			actor := actorOf(ctx)
			return &signedOut{a.cookie("", false, time.Time{})}, a.Accounts.EndSession(ctx, actor, actor.SessionID)
		})
	register(a, route{method: http.MethodGet, path: "/sessions", id: "listSessions", need: self, tag: accessTag,
		summary: "List your own sessions, the last used first", description: "Returns those that are not over, all on one page: nextCursor is null. The holder of an access token has none."},
		func(ctx context.Context, _ *empty) (*listOutput[SessionObject], error) {
			actor := actorOf(ctx)
			found, err := a.Accounts.Sessions(ctx, actor.ID)
			return page(found, len(found), func(s account.Session) SessionObject { return sessionOf(s, actor.SessionID) }, nil), err
		})
	type end struct {
		SessionID string `path:"sessionId" doc:"Id of the session." example:"s_9Rt5hNq3Kz6WpJ1xDf7Gv2"`
	}
	register(a, route{method: http.MethodDelete, path: "/sessions/{sessionId}", id: "endSession", need: self, tag: accessTag,
		summary: "End one of your own sessions", description: "That browser is signed out: the session is refused from the next call on.",
		status: http.StatusNoContent},
		func(ctx context.Context, in *end) (*empty, error) {
			return nil, a.Accounts.EndSession(ctx, actorOf(ctx), in.SessionID)
		})
}

func (a *API) signIn(ctx context.Context, in *SignInInput) (*signedIn, error) {
	var body signInBody
	if err := decodeSecret(in.RawBody, &body); err != nil {
		return nil, err
	}
	session, user, secret, err := a.Accounts.SignIn(ctx, account.Credentials{Email: body.Email, Password: body.Password, Browser: in.browser(ctx)})
	if err != nil {
		return nil, err
	}
	return a.signedIn(ctx, session, user, secret), nil
}

// decodeSecret decodes a body that holds a secret, which is in no report about it.
func decodeSecret(raw []byte, body any) error {
	problems := edit.Decode(raw, body)
	for i := range problems {
		problems[i].Value = nil
	}
	return errs.InvalidFields(problems)
}

// signedIn is the answer to whoever has signed in.
func (a *API) signedIn(ctx context.Context, session account.Session, user account.User, secret string) *signedIn {
	caller := callerOf(account.Actor{Kind: account.KindUser, ID: user.ID, Name: user.Name, Role: user.Role})
	return &signedIn{
		SetCookie: a.cookie(secret, overHTTPS(requestOf(ctx)), session.ExpiresAt), CacheControl: "no-store",
		Body: currentSession{sessionOf(session, session.ID), caller},
	}
}

func (a *API) getSession(ctx context.Context, _ *empty) (*sessionOutput, error) {
	actor := actorOf(ctx)
	list, err := a.Accounts.Sessions(ctx, actor.ID)
	if err != nil {
		return nil, err
	}
	for _, session := range list {
		if session.ID == actor.SessionID {
			return &sessionOutput{CacheControl: "no-store", Body: currentSession{sessionOf(session, session.ID), callerOf(actor)}}, nil
		}
	}
	return nil, errs.Missing("session")
}

func (a *API) changePassword(ctx context.Context, in *JSONBody) (*signedOut, error) {
	var body passwordBody
	if err := decodeSecret(in.RawBody, &body); err != nil {
		return nil, err
	}
	return &signedOut{a.cookie("", false, time.Time{})}, a.Accounts.ChangePassword(ctx, actorOf(ctx), body.CurrentPassword, body.Password)
}
