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
	ID           string     `json:"id" example:"u_4fQ9…"`
	Email        string     `json:"email" example:"ada@example.com" doc:"In lower case; no two users have the same."`
	Name         string     `json:"name" example:"Ada"`
	Role         string     `json:"role" enum:"owner,editor,viewer"`
	Disabled     bool       `json:"disabled" doc:"A disabled user cannot sign in."`
	CreatedAt    time.Time  `json:"createdAt"`
	UpdatedAt    time.Time  `json:"updatedAt"`
	LastSignInAt *time.Time `json:"lastSignInAt"`
	Version      int64      `json:"version" doc:"Grows by one with each change."`
}

// userBody describes what is written.
type userBody struct {
	Email    string  `json:"email,omitempty" maxLength:"254" example:"ada@example.com" doc:"Needed to create one."`
	Name     string  `json:"name,omitempty" minLength:"1" maxLength:"100" example:"Ada" doc:"Needed to create one."`
	Role     string  `json:"role,omitempty" enum:"owner,editor,viewer" doc:"Needed to create one."`
	Disabled *bool   `json:"disabled,omitempty"`
	Password *string `json:"password,omitempty" writeOnly:"true" minLength:"10" maxLength:"200" doc:"Needed to create one; afterwards absent or null = keep. Not the e-mail address."`
}

func userOf(u account.User) userObject {
	return userObject{
		ID: u.ID, Email: u.Email, Name: u.Name, Role: string(u.Role), Disabled: u.Disabled,
		CreatedAt: u.CreatedAt, UpdatedAt: u.UpdatedAt, LastSignInAt: u.LastSignInAt, Version: u.Version,
	}
}

// UserPath names a console user in the path of a call.
type UserPath struct {
	UserID string `path:"userId" doc:"Id of the user."`
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
	register(a, route{method: http.MethodGet, path: "/users", id: "listUsers", need: need, tag: accessTag, summary: "List console users"},
		func(ctx context.Context, in *ListInput) (*listOutput[userObject], error) {
			found, err := a.Accounts.Users(ctx, in.Cursor, in.Limit+1)
			return page(found, in.Limit, userOf, func(u account.User) string { return u.ID }), err
		})
	register(a, route{method: http.MethodPost, path: "/users", id: "createUser", need: need, tag: accessTag, summary: "Create a console user",
		description: "An access token with scopes cannot, because users have none.",
		status:      http.StatusCreated, body: body},
		func(ctx context.Context, in *JSONBody) (*userOutput, error) {
			return userAnswer(a.Accounts.CreateUser(ctx, actorOf(ctx), in.RawBody))
		})
	register(a, route{method: http.MethodGet, path: "/users/{userId}", id: "getUser", need: need, tag: accessTag, summary: "Get a console user"},
		func(ctx context.Context, in *UserPath) (*userOutput, error) {
			return userAnswer(a.Accounts.User(ctx, in.UserID))
		})
	type patch struct {
		UserPath
		IfMatch
		JSONBody
	}
	register(a, route{method: http.MethodPatch, path: "/users/{userId}", id: "editUser", need: need, tag: accessTag, summary: "Edit a console user",
		description: "A JSON merge patch. A new password, or disabling the user, ends all their sessions. The last active owner stays one.",
		body:        body},
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
		description: "Ends all their sessions. Access tokens that they made stay.", status: http.StatusNoContent},
		func(ctx context.Context, in *remove) (*empty, error) {
			version, err := in.version()
			if err != nil {
				return nil, err
			}
			return nil, a.Accounts.DeleteUser(ctx, actorOf(ctx), in.UserID, version)
		})
}
