package manageapi

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
)

// signInOptions is what somebody can do who is not signed in.
type signInOptions struct {
	SetUpNeeded   bool          `json:"setUpNeeded" doc:"Whether there is no console user yet: the set-up link, which the server prints when it starts, makes the first."`
	OpenIDConnect *openIDOption `json:"openIdConnect" doc:"Where users can sign in without a password of this server; null = nowhere."`
}

// TransformSchema implements huma.SchemaTransformer: huma itself does not describe that an object can be null.
func (signInOptions) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	option := s.Properties["openIdConnect"]
	option.AnyOf, option.Ref = []*huma.Schema{{Ref: option.Ref}, {Type: "null"}}, ""
	return s
}

// openIDOption is an OpenID Connect issuer.
type openIDOption struct {
	Name string `json:"name" example:"Acme" doc:"What the issuer is called on the button."`
}

type signInOptionsOutput struct {
	CacheControl string `header:"Cache-Control"`
	Body         signInOptions
}

func (a *API) registerSignInOptions() {
	register(a, route{method: http.MethodGet, path: "/sign-in-options", id: "getSignInOptions", open: true, tag: accessTag, summary: "Say how to sign in",
		description: "What a page for signing in has to offer. Needs no access token."},
		func(ctx context.Context, _ *empty) (*signInOptionsOutput, error) {
			needed, err := a.Accounts.SetUpNeeded(ctx)
			out := &signInOptionsOutput{CacheControl: "no-store", Body: signInOptions{SetUpNeeded: needed}}
			if a.OpenID != nil {
				out.Body.OpenIDConnect = &openIDOption{a.OpenIDName}
			}
			return out, err
		})
}
