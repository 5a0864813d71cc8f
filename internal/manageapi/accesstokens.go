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

// TokenObject is an access token as it is read, without its secret.
type TokenObject struct {
	ID         string          `json:"id" example:"at_5RzN8cWq2KxV7bJd0MhTe4" doc:"Id of the token; not secret."`
	Name       string          `json:"name" example:"ci" doc:"What it is for, as the audit trail shows it."`
	Role       string          `json:"role" enum:"owner,editor,viewer" example:"editor" doc:"What it may do at most."`
	Scopes     []account.Scope `json:"scopes" nullable:"false" example:"[\"keys:write\"]" doc:"What it may do within its role; empty = everything that the role allows."`
	Hint       string          `json:"hint" example:"…8s1T" doc:"The last characters of the token; empty for tokens of the first releases."`
	CreatedAt  time.Time       `json:"createdAt" example:"2026-01-31T12:00:00Z" doc:"When it was made."`
	ExpiresAt  *time.Time      `json:"expiresAt" example:"2027-01-31T12:00:00Z" doc:"When it stops working; null = never."`
	LastUsedAt *time.Time      `json:"lastUsedAt" example:"2026-02-04T17:45:00Z" doc:"When it was last used, to the minute; null = not yet."`
	CreatedBy  *tokenMaker     `json:"createdBy" doc:"Who made it; null for tokens of the first releases."`
}

// tokenMaker is account.Creator as it is described.
type tokenMaker struct {
	Kind string `json:"kind" enum:"token,user,command" example:"user" doc:"What kind of caller: an access token, a console user, or a command on the server's machine."`
	ID   string `json:"id" example:"u_4fQ9kXw2Zr7LmT3nVb8Yc1" doc:"Id of the caller."`
	Name string `json:"name" example:"Ada" doc:"Name of the caller at that time."`
}

// createdToken is an access token with its secret.
type createdToken struct {
	TokenObject
	Token string `json:"token" example:"lkt_…8s1T" doc:"The access token itself, lkt_ and letters and digits. It is shown only now."`
}

// tokenBody describes what is written.
type tokenBody struct {
	Name      string     `json:"name" minLength:"1" maxLength:"100" example:"ci" doc:"What it is for, as the audit trail will show it."`
	Role      string     `json:"role" enum:"owner,editor,viewer" example:"editor" doc:"What it may do at most; not more than its maker."`
	Scopes    []string   `json:"scopes,omitempty" enum:"assistants:read,assistants:write,keys:read,keys:write,keys:reveal,documents:read,documents:write,conversations:read,conversations:write,usage:read,audit:read,access:manage" example:"[\"keys:write\"]" doc:"What it may do within its role. Empty = everything that the role allows. A write scope includes reading. One that the role can make no use of is refused."`
	ExpiresAt *time.Time `json:"expiresAt,omitempty" example:"2027-01-31T12:00:00Z" doc:"When it stops working, in the future; null = never. A token that expires makes only tokens that expire no later."`
}

func tokenOf(t account.Token) TokenObject {
	return TokenObject{
		ID: t.ID, Name: t.Name, Role: string(t.Role), Scopes: append([]account.Scope{}, t.Scopes...), Hint: t.Hint,
		CreatedAt: t.CreatedAt, ExpiresAt: t.ExpiresAt, LastUsedAt: t.LastUsedAt, CreatedBy: (*tokenMaker)(t.CreatedBy),
	}
}

type tokenOutput struct {
	ETag string `header:"ETag"`
	Body TokenObject
}

type createdTokenOutput struct {
	ETag         string `header:"ETag"`
	CacheControl string `header:"Cache-Control"`
	Body         createdToken
}

// TokenPath names an access token in the path of a call.
type TokenPath struct {
	TokenID string `path:"tokenId" doc:"Id of the access token." example:"at_5RzN8cWq2KxV7bJd0MhTe4"`
}

const accessTag = "Access"

func (a *API) registerTokens() {
	need := needs(account.Owner, account.ManageAccess)
	register(a, route{method: http.MethodGet, path: "/access-tokens", id: "listAccessTokens", need: need, tag: accessTag,
		summary: "List access tokens", description: "Returns a page of the tokens, oldest first, without their secrets. Expired ones are listed until they are revoked."},
		func(ctx context.Context, in *ListInput) (*listOutput[TokenObject], error) {
			found, err := a.Accounts.Tokens(ctx, in.after, in.Limit+1)
			return page(found, in.Limit, tokenOf, account.Token.Place), err
		})
	register(a, route{method: http.MethodPost, path: "/access-tokens", id: "createAccessToken", need: need, tag: accessTag, summary: "Create an access token",
		description: "Answers with the object and the token itself, which is shown only now. " +
			"A token cannot be given more rights than its maker has: no higher role, no other scopes, no later expiry.",
		status: http.StatusCreated, codes: []string{"MORE_THAN_OWN_RIGHTS"}, body: reflect.TypeFor[tokenBody]()},
		func(ctx context.Context, in *JSONBody) (*createdTokenOutput, error) {
			token, secret, err := a.Accounts.CreateToken(ctx, actorOf(ctx), in.RawBody)
			if err != nil {
				return nil, err
			}
			return &createdTokenOutput{ETag: etag(1), CacheControl: "no-store", Body: createdToken{tokenOf(token), secret}}, nil
		})
	register(a, route{method: http.MethodGet, path: "/access-tokens/{tokenId}", id: "getAccessToken", need: need, tag: accessTag,
		summary: "Get an access token", description: "Returns the token without its secret, which is never shown again."},
		func(ctx context.Context, in *TokenPath) (*tokenOutput, error) {
			token, err := a.Accounts.Token(ctx, in.TokenID)
			if err != nil {
				return nil, err
			}
			return &tokenOutput{ETag: etag(1), Body: tokenOf(token)}, nil // a token is never changed, only revoked
		})
	type revoke struct {
		TokenPath
		IfMatch
	}
	register(a, route{method: http.MethodDelete, path: "/access-tokens/{tokenId}", id: "revokeAccessToken", need: need, tag: accessTag,
		summary: "Revoke an access token", description: "It is refused from the next call on.", status: http.StatusNoContent},
		func(ctx context.Context, in *revoke) (*empty, error) {
			if version, err := in.version(); err != nil || version > 1 {
				return nil, errors.Join(err, errs.Changed("access token")) // a token has one version only
			}
			return nil, a.Accounts.RevokeToken(ctx, actorOf(ctx), in.TokenID)
		})
}
