// Package openid is the protocol by which somebody proves to an OpenID Connect issuer who they are: the authorization code flow with PKCE, a state and a nonce.
//
// Begin says where to send the browser, which keeps the Attempt meanwhile; Code reads what it comes back with, and Identify asks the issuer who that is. The
// issuer is asked for its configuration when it is needed first: a server starts also when the issuer does not answer. All that one step asks takes ten seconds
// at most. Who may sign in is not decided here.
//
// An Issuer is safe for concurrent use.
package openid

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
	"golang.org/x/sync/singleflight"
)

// Options are what an Issuer is made of.
type Options struct {
	URL          string // of the issuer, exactly as it names itself
	ClientID     string
	ClientSecret string
	RedirectURL  string           // where the issuer sends the browser back
	Now          func() time.Time // the clock
	Patience     time.Duration    // for all that one step asks of the issuer; 0 = ten seconds
}

const (
	patience  = 10 * time.Second
	maxAnswer = 1 << 20 // bytes of one answer of the issuer
)

// Issuer is an OpenID Connect issuer at which this server is a client.
type Issuer struct {
	Options
	client *http.Client
	flight singleflight.Group
	known  atomic.Pointer[configuration]
}

// configuration is what the issuer says of itself.
type configuration struct {
	provider *oidc.Provider
	verifier *oidc.IDTokenVerifier
	oauth    *oauth2.Config
}

// New returns an Issuer, which has not been asked anything yet.
func New(o Options) *Issuer {
	if o.Patience == 0 {
		o.Patience = patience
	}
	return &Issuer{Options: o, client: &http.Client{Timeout: o.Patience, Transport: bounded{http.DefaultTransport}}}
}

// Attempt is one try to sign in. Its values are random; whoever has them cannot sign in with them.
type Attempt struct{ State, Nonce, Verifier string }

// String writes the attempt for ParseAttempt, in letters, digits, dashes, underscores and dots.
func (a Attempt) String() string { return strings.Join([]string{a.State, a.Nonce, a.Verifier}, ".") }

// ParseAttempt reads what String has written.
func ParseAttempt(text string) (a Attempt, ok bool) {
	parts := strings.Split(text, ".")
	if len(parts) != 3 || slices.Contains(parts, "") {
		return Attempt{}, false
	}
	return Attempt{parts[0], parts[1], parts[2]}, true
}

// Begin starts an attempt and returns where the browser is to go.
func (i *Issuer) Begin(ctx context.Context) (Attempt, string, error) {
	ctx, cancel := context.WithTimeout(ctx, i.Patience)
	defer cancel()
	c, err := i.configuration(ctx)
	if err != nil {
		return Attempt{}, "", err
	}
	a := Attempt{State: oauth2.GenerateVerifier(), Nonce: oauth2.GenerateVerifier(), Verifier: oauth2.GenerateVerifier()}
	return a, c.oauth.AuthCodeURL(a.State, oidc.Nonce(a.Nonce), oauth2.S256ChallengeOption(a.Verifier)), nil
}

// Return is what a browser comes back with: parameters of its address.
type Return struct {
	State, Code string
	Error       string // a name of RFC 6749, section 4.1.2.1
	Issuer      string // RFC 9207; "" = not said
}

// ErrCancelled is what Code fails with when the person did not want to sign in at the issuer.
var ErrCancelled = errors.New("openid: cancelled at the issuer")

// Code returns the code of the attempt that a browser comes back from. It fails with ErrCancelled, and when the browser comes from elsewhere.
func (i *Issuer) Code(a Attempt, r Return) (string, error) {
	switch {
	case subtle.ConstantTimeCompare([]byte(a.State), []byte(r.State)) != 1:
		return "", errors.New("openid: the state is not that of this browser's attempt")
	case r.Issuer != "" && r.Issuer != i.URL:
		return "", fmt.Errorf("openid: the answer is of the issuer %q", r.Issuer)
	case r.Error == "access_denied":
		return "", ErrCancelled
	case r.Error != "":
		return "", fmt.Errorf("openid: the issuer answers %q", r.Error)
	case r.Code == "":
		return "", errors.New("openid: there is no code")
	}
	return r.Code, nil
}

// Person is what the issuer says of whoever has signed in there.
type Person struct {
	Subject       string // who it is to the issuer, for ever
	Email         string
	EmailVerified bool // whether the issuer has made sure of the e-mail
	Name          string
}

// Identify exchanges the code of an attempt and returns who has signed in. Nothing of an answer is believed before its signature, issuer, audience, expiry and
// nonce are checked.
func (i *Issuer) Identify(ctx context.Context, a Attempt, code string) (Person, error) {
	ctx, cancel := context.WithTimeout(oidc.ClientContext(ctx, i.client), i.Patience)
	defer cancel()
	c, err := i.configuration(ctx)
	if err != nil {
		return Person{}, err
	}
	token, err := c.oauth.Exchange(ctx, code, oauth2.VerifierOption(a.Verifier))
	if err != nil {
		return Person{}, fmt.Errorf("openid: the code is not accepted: %w", err)
	}
	raw, ok := token.Extra("id_token").(string)
	if !ok {
		return Person{}, errors.New("openid: the issuer answers without an ID token")
	}
	said, err := i.verified(ctx, c, a, raw)
	if err == nil && said.Email == "" { // an issuer may tell it only when it is asked (OpenID Connect Core, section 5.4)
		err = said.ask(ctx, c, token)
	}
	return Person{said.Subject, said.Email, bool(said.EmailVerified), said.Name}, err
}

// claims are what an ID token says.
type claims struct {
	Subject         string `json:"sub"`
	AuthorizedParty string `json:"azp"`
	Email           string `json:"email"`
	EmailVerified   truth  `json:"email_verified"`
	Name            string `json:"name"`
}

func (i *Issuer) verified(ctx context.Context, c *configuration, a Attempt, raw string) (said claims, err error) {
	token, err := c.verifier.Verify(ctx, raw)
	if err != nil {
		return said, err
	}
	if subtle.ConstantTimeCompare([]byte(token.Nonce), []byte(a.Nonce)) != 1 {
		return said, errors.New("openid: the nonce is not that of this attempt")
	}
	if err := token.Claims(&said); err != nil {
		return said, err
	}
	if said.Subject == "" {
		return said, errors.New("openid: the ID token has no subject")
	}
	if (len(token.Audience) > 1 || said.AuthorizedParty != "") && said.AuthorizedParty != i.ClientID {
		return said, fmt.Errorf("openid: the ID token was made for %q", said.AuthorizedParty)
	}
	return said, nil
}

// ask completes what an ID token does not say.
func (said *claims) ask(ctx context.Context, c *configuration, token *oauth2.Token) error {
	if c.provider.UserInfoEndpoint() == "" {
		return nil
	}
	info, err := c.provider.UserInfo(ctx, oauth2.StaticTokenSource(token))
	if err != nil {
		return err
	}
	var more claims
	if err := info.Claims(&more); err != nil {
		return err
	}
	if more.Subject != said.Subject {
		return errors.New("openid: the user info is of somebody else")
	}
	said.Email, said.EmailVerified = more.Email, more.EmailVerified
	if said.Name == "" {
		said.Name = more.Name
	}
	return nil
}

// truth is a boolean that some issuers write as a text.
type truth bool

// UnmarshalJSON implements json.Unmarshaler. What is neither true nor "true" is not true.
func (t *truth) UnmarshalJSON(raw []byte) error {
	*t = truth(string(raw) == "true" || string(raw) == `"true"`)
	return nil
}

// configuration returns that of the issuer, which is asked until it has answered once; those who need it meanwhile share the answer.
func (i *Issuer) configuration(ctx context.Context) (*configuration, error) {
	if c := i.known.Load(); c != nil {
		return c, nil
	}
	answer := i.flight.DoChan("", func() (any, error) {
		ctx, cancel := context.WithTimeout(oidc.ClientContext(context.WithoutCancel(ctx), i.client), i.Patience)
		defer cancel()
		c, err := i.discover(ctx)
		if err == nil {
			i.known.Store(c)
		}
		return c, err
	})
	select {
	case <-ctx.Done():
		return nil, fmt.Errorf("openid: the issuer does not answer: %w", ctx.Err())
	case result := <-answer:
		if result.Err != nil {
			return nil, fmt.Errorf("openid: the issuer's configuration cannot be read: %w", result.Err)
		}
		return result.Val.(*configuration), nil
	}
}

func (i *Issuer) discover(ctx context.Context) (*configuration, error) {
	provider, err := oidc.NewProvider(ctx, i.URL)
	if err != nil {
		return nil, err
	}
	var said struct {
		Methods []string `json:"token_endpoint_auth_methods_supported"`
	}
	if err := provider.Claims(&said); err != nil {
		return nil, err
	}
	endpoint := provider.Endpoint()
	endpoint.AuthStyle = oauth2.AuthStyleInHeader // what an issuer knows that says nothing
	if len(said.Methods) > 0 && !slices.Contains(said.Methods, "client_secret_basic") {
		endpoint.AuthStyle = oauth2.AuthStyleInParams
	}
	return &configuration{
		provider: provider,
		verifier: provider.Verifier(&oidc.Config{ClientID: i.ClientID, Now: i.Now}),
		oauth: &oauth2.Config{
			ClientID: i.ClientID, ClientSecret: i.ClientSecret, Endpoint: endpoint, RedirectURL: i.RedirectURL,
			Scopes: []string{oidc.ScopeOpenID, "email", "profile"},
		},
	}, nil
}

// bounded cuts answers that are too long.
type bounded struct{ http.RoundTripper }

// RoundTrip implements http.RoundTripper.
func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := b.RoundTripper.RoundTrip(r)
	if err == nil {
		res.Body = struct {
			io.Reader
			io.Closer
		}{io.LimitReader(res.Body, maxAnswer), res.Body}
	}
	return res, err
}
