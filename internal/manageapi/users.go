package manageapi

import (
	"context"
	"net/http"
	"reflect"
	"time"

	"latchkey/internal/account"
)

// userObject is a console user as it is read.
type userObject struct {
	ID           string     `json:"id" example:"u_4fQ9kXw2Zr7LmT3nVb8Yc1" doc:"Id of the user."`
	Email        string     `json:"email" example:"ada@example.com" doc:"In lower case; no two users have the same."`
	Name         string     `json:"name" example:"Ada" doc:"What the console and the audit trail call the user."`
	Role         string     `json:"role" enum:"owner,editor,viewer" example:"editor" doc:"What the user may do: everything, everything but users and access tokens, or read."`
	Disabled     bool       `json:"disabled" doc:"A disabled user cannot sign in."`
	CreatedAt    time.Time  `json:"createdAt" example:"2026-01-31T12:00:00Z" doc:"When it was created."`
	UpdatedAt    time.Time  `json:"updatedAt" example:"2026-02-03T09:30:00Z" doc:"When it was last changed."`
	LastSignInAt *time.Time `json:"lastSignInAt" example:"2026-02-04T08:15:00Z" doc:"When the user last signed in; null = never."`
	Version      int64      `json:"version" example:"3" doc:"Grows by one with each change."`
}

// userBody describes what is written.
type userBody struct {
	Email    string  `json:"email,omitempty" maxLength:"254" example:"ada@example.com" doc:"What the user signs in with; no two users have the same. Needed to create one."`
	Name     string  `json:"name,omitempty" minLength:"1" maxLength:"100" example:"Ada" doc:"What the console and the audit trail call the user. Needed to create one."`
	Role     string  `json:"role,omitempty" enum:"owner,editor,viewer" example:"editor" doc:"What the user may do: everything, everything but users and access tokens, or read. Needed to create one."`
	Disabled *bool   `json:"disabled,omitempty" doc:"A disabled user cannot sign in."`
	Password *string `json:"password,omitempty" writeOnly:"true" minLength:"10" maxLength:"200" example:"correct horse battery staple" doc:"Needed to create one; afterwards absent or null = keep. Not the e-mail address."`
}

func userOf(u account.User) userObject {
	return userObject{
		ID: u.ID, Email: u.Email, Name: u.Name, Role: string(u.Role), Disabled: u.Disabled,
		CreatedAt: u.CreatedAt, UpdatedAt: u.UpdatedAt, LastSignInAt: u.LastSignInAt, Version: u.Version,
	}
}

// UserPath names a console user in the path of a call.
type UserPath struct {
	UserID string `path:"userId" doc:"Id of the user." example:"u_4fQ9kXw2Zr7LmT3nVb8Yc1"`
}

type userOutput struct {
	ETag string `header:"ETag"`
	Body userObject
}

func userAnswer(u account.User, err error) (*userOutput, error) {
	if err != nil {
		return nil, err
	}
	return &userOutput{ETag: etag(u.Version), Body: userOf(u)}, nil
}

func (a *API) registerUsers() {
	need := needs(account.Owner, account.ManageAccess)
	body := reflect.TypeFor[userBody]()
	register(a, route{method: http.MethodGet, path: "/users", id: "listUsers", need: need, tag: accessTag, summary: "List console users",
		description: "Returns a page of the users, oldest first, also those who are disabled."},
		func(ctx context.Context, in *ListInput) (*listOutput[userObject], error) {
			found, err := a.Accounts.Users(ctx, in.after, in.Limit+1)
			return page(found, in.Limit, userOf, account.User.Place), err
		})
	register(a, route{method: http.MethodPost, path: "/users", id: "createUser", need: need, tag: accessTag, summary: "Create a console user",
		description: "Needs an e-mail address, a name, a role and a password, with which the user can sign in at once. " +
			"An access token with scopes cannot create users, because users have no scopes.",
		status: http.StatusCreated, codes: []string{"MORE_THAN_OWN_RIGHTS", "EMAIL_TAKEN", "SIGN_IN_BUSY"},
		body: body, required: []string{"email", "name", "role", "password"}},
		func(ctx context.Context, in *JSONBody) (*userOutput, error) {
			return userAnswer(a.Accounts.CreateUser(ctx, actorOf(ctx), in.RawBody))
		})
	register(a, route{method: http.MethodGet, path: "/users/{userId}", id: "getUser", need: need, tag: accessTag, summary: "Get a console user",
		description: "Returns the user; the password is never shown."},
		func(ctx context.Context, in *UserPath) (*userOutput, error) {
			return userAnswer(a.Accounts.User(ctx, in.UserID))
		})
	type patch struct {
		UserPath
		IfMatch
		JSONBody
	}
	register(a, route{method: http.MethodPatch, path: "/users/{userId}", id: "editUser", need: need, tag: accessTag, summary: "Edit a console user",
		description: "A JSON merge patch. A new password, or disabling the user, ends all their sessions. The last active owner stays one. " +
			"An access token with scopes cannot edit users, because users have no scopes.",
		codes: []string{"MORE_THAN_OWN_RIGHTS", "EMAIL_TAKEN", "LAST_OWNER", "SIGN_IN_BUSY"}, body: body,
		example: `{"role": "viewer", "disabled": true}`},
		func(ctx context.Context, in *patch) (*userOutput, error) {
			version, err := in.version()
			if err != nil {
				return nil, err
			}
			return userAnswer(a.Accounts.EditUser(ctx, actorOf(ctx), in.UserID, version, in.RawBody))
		})
	type remove struct {
		UserPath
		IfMatch
	}
	register(a, route{method: http.MethodDelete, path: "/users/{userId}", id: "deleteUser", need: need, tag: accessTag, summary: "Delete a console user",
		description: "Ends all their sessions. Access tokens that they made stay. The last active owner cannot be deleted.",
		status:      http.StatusNoContent, codes: []string{"MORE_THAN_OWN_RIGHTS", "LAST_OWNER"}},
		func(ctx context.Context, in *remove) (*empty, error) {
			version, err := in.version()
			if err != nil {
				return nil, err
			}
			return nil, a.Accounts.DeleteUser(ctx, actorOf(ctx), in.UserID, version)
		})
}
