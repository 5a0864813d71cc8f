package manageapi

import (
	"context"
	"net/http"
	"reflect"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"latchkey/internal/account"
	"latchkey/internal/edit"
	"latchkey/internal/errs"
)

// sessionCookie is the cookie of a console user who is signed in.
const sessionCookie = "latchkey_session"

// callerObject is who makes a call.
type callerObject struct {
	Kind   string          `json:"kind" enum:"token,user"`
	ID     string          `json:"id"`
	Name   string          `json:"name"`
	Role   string          `json:"role" enum:"owner,editor,viewer"`
	Scopes []account.Scope `json:"scopes" nullable:"false" doc:"Empty = everything that the role allows."`
}

func callerOf(actor account.Actor) callerObject {
	return callerObject{
		Kind: actor.Kind, ID: actor.ID, Name: actor.Name, Role: string(actor.Role), Scopes: append([]account.Scope{}, actor.Scopes...),
	}
}

// sessionObject is one browser in which a user is signed in.
type sessionObject struct {
	ID         string    `json:"id" example:"s_4fQ9…"`
	Current    bool      `json:"current" doc:"Whether it is the session of this call."`
	CreatedAt  time.Time `json:"createdAt"`
	LastUsedAt time.Time `json:"lastUsedAt" doc:"To the minute. A session that is not used for 7 days is over."`
	ExpiresAt  time.Time `json:"expiresAt" doc:"When it is over at the latest: 30 days after the sign-in."`
	Address    string    `json:"address" doc:"Where the user signed in from."`
	UserAgent  string    `json:"userAgent" doc:"Name that the browser gave itself."`
}

func sessionOf(s account.Session, current string) sessionObject {
	return sessionObject{
		ID: s.ID, Current: s.ID == current, CreatedAt: s.CreatedAt, LastUsedAt: s.LastUsedAt, ExpiresAt: s.ExpiresAt,
		Address: s.Address, UserAgent: s.UserAgent,
	}
}

// currentSession is the session of a call with its user.
type currentSession struct {
	sessionObject
	User callerObject `json:"user"`
}

type sessionOutput struct {
	SetCookie    string `header:"Set-Cookie" doc:"The session, when it begins."`
	CacheControl string `header:"Cache-Control"`
	Body         currentSession
}

type signedOut struct {
	SetCookie string `header:"Set-Cookie" doc:"Removes the session's cookie."`
}

// signInBody is what a user signs in with.
type signInBody struct {
	Email    string `json:"email" example:"ada@example.com"`
	Password string `json:"password" writeOnly:"true"`
}

// passwordBody changes the caller's own password.
type passwordBody struct {
	CurrentPassword string `json:"currentPassword" writeOnly:"true"`
	Password        string `json:"password" writeOnly:"true" minLength:"10" maxLength:"200"`
}

// SignInInput is the body of a sign-in, with what the connection tells.
type SignInInput struct {
	JSONBody
	UserAgent string `header:"User-Agent"`
	https     bool
}

// Resolve implements huma.Resolver. Whoever invents the header gets a cookie that their own browser sends less often, and nothing else.
func (in *SignInInput) Resolve(ctx huma.Context) []error {
	in.https = ctx.TLS() != nil || ctx.Header("X-Forwarded-Proto") == "https"
	return nil
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
	register(a, route{method: http.MethodGet, path: "/me", id: "getCaller", need: self, tag: accessTag, summary: "Say who is calling"},
		func(ctx context.Context, _ *empty) (*struct{ Body callerObject }, error) {
			return &struct{ Body callerObject }{callerOf(actorOf(ctx))}, nil
		})
	register(a, route{method: http.MethodPost, path: "/me/password", id: "changePassword", need: self, tag: accessTag, summary: "Change your own password",
		description: "For console users who are signed in. Ends all their sessions, this one too.", status: http.StatusNoContent,
		body: reflect.TypeFor[passwordBody]()}, a.changePassword)
	register(a, route{method: http.MethodPost, path: "/session", id: "signIn", open: true, tag: accessTag, summary: "Sign in",
		description: "Starts a session, which the cookie " + sessionCookie + " carries. Too many failures are slowed down.",
		body:        reflect.TypeFor[signInBody]()}, a.signIn)
	register(a, route{method: http.MethodGet, path: "/session", id: "getSession", need: self, tag: accessTag, summary: "Get the session of this call"},
		a.getSession)
	register(a, route{method: http.MethodDelete, path: "/session", id: "signOut", need: self, tag: accessTag, summary: "Sign out",
		status: http.StatusNoContent},
		func(ctx context.Context, _ *empty) (*signedOut, error) {
			actor := actorOf(ctx)
			return &signedOut{a.cookie("", false, time.Time{})}, a.Accounts.EndSession(ctx, actor, actor.SessionID)
		})
	register(a, route{method: http.MethodGet, path: "/sessions", id: "listSessions", need: self, tag: accessTag,
		summary: "List your own sessions, the last used first", description: "All on one page. The holder of an access token has none."},
		func(ctx context.Context, _ *empty) (*listOutput[sessionObject], error) {
			actor := actorOf(ctx)
			found, err := a.Accounts.Sessions(ctx, actor.ID)
			return page(found, len(found), func(s account.Session) sessionObject { return sessionOf(s, actor.SessionID) }, nil), err
		})
	type end struct {
		SessionID string `path:"sessionId" doc:"Id of the session."`
	}
	register(a, route{method: http.MethodDelete, path: "/sessions/{sessionId}", id: "endSession", need: self, tag: accessTag,
		summary: "End one of your own sessions", status: http.StatusNoContent},
		func(ctx context.Context, in *end) (*empty, error) {
			return nil, a.Accounts.EndSession(ctx, actorOf(ctx), in.SessionID)
		})
}

func (a *API) signIn(ctx context.Context, in *SignInInput) (*sessionOutput, error) {
	var body signInBody
	problems := edit.Decode(in.RawBody, &body)
	for i := range problems {
		problems[i].Value = nil // may be the password
	}
	if err := errs.InvalidFields(problems); err != nil {
		return nil, err
	}
	session, user, secret, err := a.Accounts.SignIn(ctx, account.Credentials{
		Email: body.Email, Password: body.Password, Address: actorOf(ctx).Address, UserAgent: in.UserAgent,
	})
	if err != nil {
		return nil, err
	}
	caller := callerOf(account.Actor{Kind: account.KindUser, ID: user.ID, Name: user.Name, Role: user.Role})
	return &sessionOutput{
		SetCookie: a.cookie(secret, in.https, session.ExpiresAt), CacheControl: "no-store",
		Body: currentSession{sessionOf(session, session.ID), caller},
	}, nil
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
	problems := edit.Decode(in.RawBody, &body)
	for i := range problems {
		problems[i].Value = nil
	}
	if err := errs.InvalidFields(problems); err != nil {
		return nil, err
	}
	return &signedOut{a.cookie("", false, time.Time{})}, a.Accounts.ChangePassword(ctx, actorOf(ctx), body.CurrentPassword, body.Password)
}
