package openid_test

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	"latchkey/internal/openid"
	"latchkey/internal/openid/openidtest"
)

func client(fake *openidtest.Issuer, patience time.Duration) *openid.Issuer {
	return openid.New(openid.Options{
		URL: fake.URL, ClientID: openidtest.ClientID, ClientSecret: openidtest.ClientSecret, RedirectURL: "https://chat.example.com/callback",
		Now: time.Now, Patience: patience,
	})
}

// signIn goes the whole way.
func signIn(t *testing.T, fake *openidtest.Issuer, i *openid.Issuer) (openid.Person, error) {
	t.Helper()
	a, location, err := i.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	back, err := url.Parse(fake.SignIn(location))
	if err != nil {
		t.Fatal(err)
	}
	kept, ok := openid.ParseAttempt(a.String())
	if !ok || kept != a {
		t.Fatalf("%v was kept as %v", a, kept)
	}
	code, err := i.Code(kept, openid.Return{State: back.Query().Get("state"), Code: back.Query().Get("code")})
	if err != nil {
		t.Fatal(err)
	}
	return i.Identify(t.Context(), kept, code)
}

func TestIdentify(t *testing.T) {
	t.Parallel()
	fake := openidtest.Start(t)
	i := client(fake, 0)
	ada := openid.Person{Subject: "ada at the issuer", Email: "ada@example.com", EmailVerified: true, Name: "Ada of the issuer"}
	for range 3 {
		if got, err := signIn(t, fake, i); err != nil || got != ada {
			t.Fatalf("%+v, %v", got, err)
		}
	}
	if n := fake.Calls("/.well-known/openid-configuration"); n != 1 {
		t.Errorf("asked for the configuration %d times", n)
	}
	for name, c := range map[string]struct {
		change func(openidtest.Claims)
		want   bool // whether the e-mail counts as verified
	}{
		"as a text":        {func(c openidtest.Claims) { c["email_verified"] = "true" }, true},
		"not":              {func(c openidtest.Claims) { c["email_verified"] = false }, false},
		"not, as a text":   {func(c openidtest.Claims) { c["email_verified"] = "false" }, false},
		"not said":         {func(c openidtest.Claims) { delete(c, "email_verified") }, false},
		"null":             {func(c openidtest.Claims) { c["email_verified"] = nil }, false},
		"something else":   {func(c openidtest.Claims) { c["email_verified"] = 1 }, false},
		"two audiences":    {func(c openidtest.Claims) { c["aud"], c["azp"] = []string{"other", "latchkey"}, "latchkey" }, true},
		"authorized party": {func(c openidtest.Claims) { c["azp"] = "latchkey" }, true},
	} {
		fake.Say(c.change)
		if got, err := signIn(t, fake, i); err != nil || got.EmailVerified != c.want {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}

// What is not for this attempt, of this issuer and for this client is not believed.
func TestRefused(t *testing.T) {
	t.Parallel()
	fake := openidtest.Start(t)
	i := client(fake, 0)
	for name, change := range map[string]func(openidtest.Claims){
		"another nonce":          func(c openidtest.Claims) { c["nonce"] = "another" },
		"no nonce":               func(c openidtest.Claims) { delete(c, "nonce") },
		"another audience":       func(c openidtest.Claims) { c["aud"] = "another" },
		"no audience":            func(c openidtest.Claims) { delete(c, "aud") },
		"for another of several": func(c openidtest.Claims) { c["aud"], c["azp"] = []string{"other", "latchkey"}, "other" },
		"for one of several":     func(c openidtest.Claims) { c["aud"] = []string{"other", "latchkey"} },
		"another issuer":         func(c openidtest.Claims) { c["iss"] = "https://evil.example" },
		"expired":                func(c openidtest.Claims) { c["exp"] = time.Now().Add(-time.Minute).Unix() },
		"no expiry":              func(c openidtest.Claims) { delete(c, "exp") },
		"no subject":             func(c openidtest.Claims) { delete(c, "sub") },
		"not signed":             func(c openidtest.Claims) { c["alg"] = "none" },
		"signed with a secret":   func(c openidtest.Claims) { c["alg"] = "HS256" },
	} {
		fake.Say(change)
		if got, err := signIn(t, fake, i); err == nil {
			t.Errorf("%s: %+v", name, got)
		}
	}
	fake.Say(nil)
	a, location, err := i.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	back, _ := url.Parse(fake.SignIn(location))
	code := back.Query().Get("code")
	other := a
	other.Verifier += "x"
	if _, err := i.Identify(t.Context(), other, code); err == nil {
		t.Error("another verifier is accepted")
	}
	if _, err := i.Identify(t.Context(), a, code); err == nil {
		t.Error("a code is accepted twice")
	}
}

func TestCode(t *testing.T) {
	t.Parallel()
	i := openid.New(openid.Options{URL: "https://login.example.com", Now: time.Now})
	a := openid.Attempt{State: "state", Nonce: "nonce", Verifier: "verifier"}
	if code, err := i.Code(a, openid.Return{State: "state", Code: "code", Issuer: "https://login.example.com"}); code != "code" || err != nil {
		t.Errorf("%q %v", code, err)
	}
	if _, err := i.Code(a, openid.Return{State: "state", Error: "access_denied"}); !errors.Is(err, openid.ErrCancelled) {
		t.Errorf("cancelled: %v", err)
	}
	for name, r := range map[string]openid.Return{
		"another state":           {State: "other", Code: "code"},
		"no state":                {Code: "code"},
		"no code":                 {State: "state"},
		"another issuer":          {State: "state", Code: "code", Issuer: "https://evil.example"},
		"an error":                {State: "state", Code: "code", Error: "server_error"},
		"cancelled by a stranger": {State: "other", Error: "access_denied"},
	} {
		if code, err := i.Code(a, r); err == nil || errors.Is(err, openid.ErrCancelled) {
			t.Errorf("%s: %q %v", name, code, err)
		}
	}
	for _, text := range []string{"", "a", "a.b", "a..c", "..", "a.b.c.d"} {
		if a, ok := openid.ParseAttempt(text); ok {
			t.Errorf("%q is %v", text, a)
		}
	}
}

// An e-mail that the ID token does not tell is asked for, and believed of the same subject only.
func TestUserInfo(t *testing.T) {
	t.Parallel()
	fake := openidtest.Start(t)
	fake.Say(func(c openidtest.Claims) {
		delete(c, "email")
		delete(c, "email_verified")
		delete(c, "name")
	})
	if got, err := signIn(t, fake, client(fake, 0)); err != nil || got.Email != "" {
		t.Errorf("without user info: %+v, %v", got, err)
	}
	fake.SayWhenAsked(openidtest.Claims{"sub": "ada at the issuer", "email": "ada@example.com", "email_verified": true, "name": "Ada"})
	want := openid.Person{Subject: "ada at the issuer", Email: "ada@example.com", EmailVerified: true, Name: "Ada"}
	if got, err := signIn(t, fake, client(fake, 0)); err != nil || got != want {
		t.Errorf("%+v, %v", got, err)
	}
	fake.SayWhenAsked(openidtest.Claims{"sub": "eve at the issuer", "email": "eve@example.com", "email_verified": true})
	if got, err := signIn(t, fake, client(fake, 0)); err == nil {
		t.Errorf("of somebody else: %+v", got)
	}
}

// Whatever does not answer is waited for a while, by all at the same time, and asked again the next time.
func TestHanging(t *testing.T) {
	t.Parallel()
	fake := openidtest.Start(t)
	i := client(fake, 300*time.Millisecond)
	fake.Hang("*")
	const tries = 8
	results := make(chan error, tries)
	begin := time.Now()
	for range tries {
		go func() {
			_, _, err := i.Begin(context.WithoutCancel(t.Context()))
			results <- err
		}()
	}
	for range tries {
		if err := <-results; err == nil {
			t.Error("no error")
		}
	}
	if waited := time.Since(begin); waited > 5*time.Second {
		t.Errorf("waited %v", waited)
	}
	fake.Hang("")
	_, _, _ = i.Begin(t.Context()) // may have come in time to share the last one's fate
	for _, path := range []string{"/token", "/keys"} {
		a, location, err := i.Begin(t.Context())
		if err != nil {
			t.Fatalf("afterwards: %v", err)
		}
		back, _ := url.Parse(fake.SignIn(location))
		fake.Hang(path)
		asked := time.Now()
		if _, err := i.Identify(t.Context(), a, back.Query().Get("code")); err == nil || time.Since(asked) > 5*time.Second {
			t.Errorf("%s: %v", path, err)
		}
		fake.Hang("")
	}
	if _, err := signIn(t, fake, client(fake, 0)); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

// An issuer that names itself otherwise is none.
func TestOtherName(t *testing.T) {
	t.Parallel()
	fake := openidtest.Start(t)
	i := openid.New(openid.Options{URL: fake.URL + "/", Now: time.Now})
	if _, _, err := i.Begin(t.Context()); err == nil || !strings.Contains(err.Error(), fake.URL) {
		t.Errorf("%v", err)
	}
}
