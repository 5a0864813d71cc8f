package manageapi

import (
	"context"
	"errors"
	"net/http"
	"reflect"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/errs"
)

// InvitationObject is an invitation as it is read, without its secret.
type InvitationObject struct {
	ID        string          `json:"id" example:"i_8kWq3Zt5NcX2RbV7yJd4Lm" doc:"Id of the invitation; not secret."`
	Email     string          `json:"email" example:"bob@example.com" doc:"Who is invited, in lower case; empty = the set-up link, which makes whoever holds it the first console user."`
	Name      string          `json:"name" example:"Bob" doc:"What the user will be called, unless they say otherwise; empty = they say it."`
	Role      string          `json:"role" enum:"owner,editor,viewer" example:"editor" doc:"What the user will be allowed to do."`
	CreatedAt time.Time       `json:"createdAt" example:"2026-01-31T12:00:00Z" doc:"When it was made."`
	ExpiresAt time.Time       `json:"expiresAt" example:"2026-02-07T12:00:00Z" doc:"When its link stops working: after 7 days, the set-up link after 24 hours."`
	CreatedBy invitationMaker `json:"createdBy" doc:"Who made it."`
}

// invitationMaker is account.Creator as it is described.
type invitationMaker struct {
	Kind string `json:"kind" enum:"token,user,system" example:"user" doc:"What kind of caller: an access token, a console user, or the server itself."`
	ID   string `json:"id" example:"u_4fQ9kXw2Zr7LmT3nVb8Yc1" doc:"Id of the caller."`
	Name string `json:"name" example:"Ada" doc:"Name of the caller at that time."`
}

// createdInvitation is an invitation with its link.
type createdInvitation struct {
	InvitationObject
	Link string `json:"link" example:"https://chat.example.com/console/invitation#lki_…" doc:"Where the invited person becomes a user, once. It is shown only now. What comes after # is secret, and browsers do not send it to servers."`
}

// invitationBody describes what is written.
type invitationBody struct {
	Email string  `json:"email" maxLength:"254" example:"bob@example.com" doc:"Who is invited. An open invitation for the same e-mail address is replaced."`
	Name  *string `json:"name,omitempty" maxLength:"100" example:"Bob" doc:"What the user will be called, unless they say otherwise. Absent = they say it."`
	Role  string  `json:"role" enum:"owner,editor,viewer" example:"editor" doc:"What the user will be allowed to do; not more than the caller."`
}

// lookBody names an invitation to those who have its link.
type lookBody struct {
	Secret string `json:"secret" writeOnly:"true" example:"lki_…" doc:"What comes after # in the link."`
}

// lookObject is what an invitation says to those who have its link.
type lookObject struct {
	Email     string    `json:"email" example:"bob@example.com" doc:"Who is invited; empty = whoever accepts says their e-mail address."`
	Name      string    `json:"name" example:"Bob" doc:"What the user will be called, unless they say otherwise; empty = they say it."`
	Role      string    `json:"role" enum:"owner,editor,viewer" example:"editor" doc:"What the user will be allowed to do."`
	ExpiresAt time.Time `json:"expiresAt" example:"2026-02-07T12:00:00Z" doc:"When the link stops working."`
	SetUp     bool      `json:"setUp" doc:"Whether it makes the first console user of the server."`
}

// acceptBody is what somebody accepts an invitation with.
type acceptBody struct {
	Secret   string  `json:"secret" writeOnly:"true" example:"lki_…" doc:"What comes after # in the link."`
	Email    *string `json:"email,omitempty" maxLength:"254" example:"bob@example.com" doc:"What the user will sign in with. Needed by the set-up link; other invitations have one, and this is not looked at."`
	Name     *string `json:"name,omitempty" maxLength:"100" example:"Bob" doc:"What the console and the audit trail will call the user. Absent or empty = as the invitation says; needed when it says nothing."`
	Password string  `json:"password" writeOnly:"true" minLength:"10" maxLength:"200" example:"correct horse battery staple" doc:"What the user will sign in with. Not the e-mail address."`
}

func invitationOf(i account.Invitation) InvitationObject {
	return InvitationObject{
		ID: i.ID, Email: i.Email, Name: i.Name, Role: string(i.Role), CreatedAt: i.CreatedAt, ExpiresAt: i.ExpiresAt,
		CreatedBy: invitationMaker(i.CreatedBy),
	}
}

// InvitationLink is where the console takes the secret of an invitation; serverURL has no slash at its end. A fragment is in no log and no Referer header.
func InvitationLink(serverURL, secret string) string {
	return serverURL + "/console/invitation#" + secret
}

type createdInvitationOutput struct {
	ETag         string `header:"ETag"`
	CacheControl string `header:"Cache-Control"`
	Body         createdInvitation
}

type lookOutput struct {
	CacheControl string `header:"Cache-Control"`
	Body         lookObject
}

func (a *API) registerInvitations() {
	need := needs(account.Owner, account.ManageAccess)
	register(a, route{method: http.MethodGet, path: "/invitations", id: "listInvitations", need: need, tag: accessTag, summary: "List invitations",
		description: "Returns a page of the invitations that nobody has accepted, oldest first, without their links. Expired ones are listed until they are withdrawn or replaced."},
		func(ctx context.Context, in *ListInput) (*listOutput[InvitationObject], error) {
			found, err := a.Accounts.Invitations(ctx, in.after, in.Limit+1)
			return page(found, in.Limit, invitationOf, account.Invitation.Place), err
		})
	register(a, route{method: http.MethodPost, path: "/invitations", id: "createInvitation", need: need, tag: accessTag, summary: "Invite somebody to become a console user",
		description: "Answers with the object and the link, which is shown only now: give it to that person. It works once and for 7 days, and replaces an open invitation " +
			"for the same e-mail address. An access token with scopes cannot invite, because users have no scopes.",
		status: http.StatusCreated, codes: []string{"MORE_THAN_OWN_RIGHTS", "EMAIL_TAKEN"}, body: reflect.TypeFor[invitationBody]()},
		a.invite)
	type withdraw struct {
		InvitationID string `path:"invitationId" doc:"Id of the invitation." example:"i_8kWq3Zt5NcX2RbV7yJd4Lm"`
		IfMatch
	}
	register(a, route{method: http.MethodDelete, path: "/invitations/{invitationId}", id: "deleteInvitation", need: need, tag: accessTag, summary: "Withdraw an invitation",
		description: "Its link is refused from then on.", status: http.StatusNoContent, codes: []string{"MORE_THAN_OWN_RIGHTS"}},
		func(ctx context.Context, in *withdraw) (*empty, error) {
			if version, err := in.version(); err != nil || version > 1 {
				return nil, errors.Join(err, errs.Changed("invitation")) // an invitation has one version only
			}
			return nil, a.Accounts.Withdraw(ctx, actorOf(ctx), in.InvitationID)
		})
	register(a, route{method: http.MethodPost, path: "/invitations/look", id: "lookAtInvitation", open: true, tag: accessTag, summary: "Say what an invitation is for",
		description: "Needs no access token but the secret of the link, and changes nothing. Too many failures are slowed down, as those of sign-ins.",
		codes:       []string{"INVITATION_INVALID", "TOO_MANY_ATTEMPTS"}, body: reflect.TypeFor[lookBody]()},
		a.look)
	register(a, route{method: http.MethodPost, path: "/invitations/accept", id: "acceptInvitation", open: true, tag: accessTag, summary: "Accept an invitation",
		description: "Needs no access token but the secret of the link. Makes the user, uses the invitation up, and starts a session as a sign-in does. " +
			"Of several calls at once one succeeds.",
		answer: "The user is made and signed in; the body is the session.",
		codes:  []string{"INVITATION_INVALID", "EMAIL_TAKEN", "TOO_MANY_ATTEMPTS", "SIGN_IN_BUSY"}, body: reflect.TypeFor[acceptBody]()},
		a.accept)
}

func (a *API) invite(ctx context.Context, in *JSONBody) (*createdInvitationOutput, error) {
	i, secret, err := a.Accounts.Invite(ctx, actorOf(ctx), in.RawBody)
	if err != nil {
		return nil, err
	}
	link := InvitationLink(a.ownURL(requestOf(ctx)), secret)
	return &createdInvitationOutput{ETag: etag(1), CacheControl: "no-store", Body: createdInvitation{invitationOf(i), link}}, nil
}

func (a *API) look(ctx context.Context, in *JSONBody) (*lookOutput, error) {
	var body lookBody
	if err := decodeSecret(in.RawBody, &body); err != nil {
		return nil, err
	}
	i, err := a.Accounts.Look(ctx, body.Secret, actorOf(ctx).Address)
	if err != nil {
		return nil, err
	}
	return &lookOutput{CacheControl: "no-store", Body: lookObject{
		Email: i.Email, Name: i.Name, Role: string(i.Role), ExpiresAt: i.ExpiresAt, SetUp: i.SetsUp(),
	}}, nil
}

func (a *API) accept(ctx context.Context, in *SignInInput) (*signedIn, error) {
	var body acceptBody
	if err := decodeSecret(in.RawBody, &body); err != nil {
		return nil, err
	}
	session, user, secret, err := a.Accounts.Accept(ctx, account.Acceptance{
		Secret: body.Secret, Email: orNothing(body.Email), Name: orNothing(body.Name), Password: body.Password, Browser: in.browser(ctx),
	})
	if err != nil {
		return nil, err
	}
	return a.signedIn(ctx, session, user, secret), nil
}

// orNothing is a text that may be absent.
func orNothing(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}
