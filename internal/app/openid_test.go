package app_test

import (
	"net"
	"net/http"
	"strings"
	"testing"

	"latchkey/internal/openid/openidtest"
	"latchkey/internal/testkit"
)

// startWithIssuer starts a server whose users can sign in at a fake issuer. A public URL that is not "" is in place of the server's own.
func startWithIssuer(t *testing.T, issuerURL, publicURL string) *testkit.Server {
	t.Helper()
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := free.Addr().String()
	_ = free.Close()
	if publicURL == "" {
		publicURL = "http://" + address
	}
	s := testkit.Start(t, "--listen", address, "--public-url", publicURL, "--openid-issuer", issuerURL, "--openid-client-id", openidtest.ClientID,
		"--openid-client-secret", openidtest.ClientSecret, "--openid-name", "Acme")
	s.URL = "http://" + address
	return s
}

// atIssuer is a browser that signs in at an issuer, step by step.
type atIssuer struct {
	s      *testkit.Server
	fake   *openidtest.Issuer
	cookie string // of the attempt
	back   string // where the issuer sends it, path and query
}

func begin(t *testing.T, s *testkit.Server, fake *openidtest.Issuer) atIssuer {
	t.Helper()
	a := s.Do("GET", "/api/v1/session/openid", nil)
	location := a.Header.Get("Location")
	cookie := setCookie(t, a)
	if a.Status != 302 || !strings.HasPrefix(location, fake.URL+"/authorize?") || !cookie.HttpOnly || cookie.SameSite != http.SameSiteLaxMode || cookie.MaxAge != 600 ||
		a.Header.Get("Cache-Control") != "no-store" {
		t.Fatalf("%d %v", a.Status, a.Header)
	}
	back := fake.SignIn(location)
	at := strings.Index(back, "/api/v1/session/openid/callback?")
	if at < 0 {
		t.Fatalf("sent back to %s", back)
	}
	return atIssuer{s, fake, cookie.Name + "=" + cookie.Value, back[at:]}
}

func (b atIssuer) finish() testkit.Answer {
	return b.s.Do("GET", b.back, nil, "Cookie", b.cookie, "User-Agent", "Browser/1")
}

// atSignIn goes the whole way and returns the session's cookie, or the error.
func atSignIn(t *testing.T, s *testkit.Server, fake *openidtest.Issuer) (cookie, failure string) {
	t.Helper()
	return ended(t, begin(t, s, fake).finish())
}

// ended reads the answer at the end of the way.
func ended(t *testing.T, a testkit.Answer) (cookie, failure string) {
	t.Helper()
	removed := false
	for _, line := range a.Header.Values("Set-Cookie") {
		c, err := http.ParseSetCookie(line)
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case c.Name == "latchkey_session" && c.HttpOnly && c.SameSite == http.SameSiteLaxMode:
			cookie = c.Name + "=" + c.Value
		case strings.HasSuffix(c.Name, "latchkey_openid"):
			removed = c.MaxAge < 0
		}
	}
	location := a.Header.Get("Location")
	failure, failed := strings.CutPrefix(location, "/console/sign-in?error=")
	if !failed {
		failure = ""
	}
	if a.Status != 302 || !removed || failed == (cookie != "") || (!failed && location != "/") {
		t.Fatalf("%d %v", a.Status, a.Header)
	}
	return cookie, failure
}

func TestOpenID(t *testing.T) {
	t.Parallel()
	fake := openidtest.Start(t)
	s := startWithIssuer(t, fake.URL, "")
	if a := s.Do("GET", "/api/v1/sign-in-options", nil); a.JSON["openIdConnect"].(JSON)["name"] != "Acme" {
		t.Errorf("%s", a.Body)
	}
	if _, failure := atSignIn(t, s, fake); failure != "OPENID_NO_USER" {
		t.Errorf("nobody has invited: %q", failure)
	}
	setUp := setUpSecret(t, s)
	fake.Say(func(c openidtest.Claims) { c["email"] = "" })
	if _, failure := atSignIn(t, s, fake); failure != "OPENID_EMAIL_NOT_VERIFIED" || look(s, setUp).Status != 200 {
		t.Errorf("without an e-mail, which the set-up link has not either: %q", failure)
	}
	fake.Say(func(c openidtest.Claims) { c["email"] = "ADA@Example.com" })
	path := newUser(s, "ada@example.com", "editor")
	cookie, failure := atSignIn(t, s, fake)
	if failure != "" {
		t.Fatal(failure)
	}
	me := s.Do("GET", "/api/v1/session", nil, "Cookie", cookie)
	if me.JSON["user"].(JSON)["name"] != "A" || me.JSON["user"].(JSON)["role"] != "editor" || me.JSON["userAgent"] != "Browser/1" || me.JSON["address"] != "127.0.0.1" {
		t.Errorf("%d %s", me.Status, me.Body)
	}
	session(t, s, "ada@example.com") // the password is what it was

	fake.Say(func(c openidtest.Claims) { c["email_verified"] = false })
	if _, failure := atSignIn(t, s, fake); failure != "OPENID_EMAIL_NOT_VERIFIED" {
		t.Errorf("not verified: %q", failure)
	}
	fake.Say(func(c openidtest.Claims) { c["sub"] = "eve at the issuer" })
	if _, failure := atSignIn(t, s, fake); failure != "OPENID_NO_USER" {
		t.Errorf("another subject: %q", failure)
	}
	newUser(s, "kate@example.com", "owner")
	for name, email := range map[string]string{"other's": "kate@example.com", "like another's": "\u212aate@example.com"} {
		fake.Say(func(c openidtest.Claims) { c["email"] = email })
		if _, failure := atSignIn(t, s, fake); failure != "OPENID_NO_USER" {
			t.Errorf("the subject of a user with an e-mail %s: %q", name, failure)
		}
	}
	fake.Say(func(c openidtest.Claims) { c["email"], c["sub"] = "\u212aate@example.com", "eve at the issuer" })
	if _, failure := atSignIn(t, s, fake); failure != "OPENID_NO_USER" {
		t.Errorf("an e-mail that looks like another in lower case: %q", failure)
	}
	fake.Say(nil)
	s.MustManage("PATCH", path, JSON{"disabled": true})
	if _, failure := atSignIn(t, s, fake); failure != "OPENID_NO_USER" {
		t.Errorf("disabled: %q", failure)
	}
	s.MustManage("PATCH", path, JSON{"disabled": false})
	if _, failure := atSignIn(t, s, fake); failure != "" {
		t.Errorf("enabled again: %q", failure)
	}
	trail := string(s.Manage("GET", "/audit/export", nil).Body)
	for text, want := range map[string]int{
		`"action":"user.link-issuer"`: 1, `"subject":"ada at the issuer"`: 1, "e-mail is not verified by the issuer": 2,
		"another subject of the issuer": 1, "the subject of the issuer is another user": 1, "user is disabled": 1,
	} {
		if got := strings.Count(trail, text); got != want {
			t.Errorf("%d times in the trail, want %d: %s", got, want, text)
		}
	}
	// A new e-mail may be of somebody else at the issuer.
	s.MustManage("PATCH", path, JSON{"email": "eve@example.com"})
	fake.Say(func(c openidtest.Claims) { c["email"], c["sub"] = "eve@example.com", "eve at the issuer" })
	if _, failure := atSignIn(t, s, fake); failure != "" {
		t.Errorf("the new e-mail: %q", failure)
	}
}

// Who is invited by the e-mail that the issuer has verified becomes a user without a password.
func TestOpenIDInvited(t *testing.T) {
	t.Parallel()
	fake := openidtest.Start(t)
	s := startWithIssuer(t, fake.URL, "")
	newUser(s, "owner@example.com", "owner")
	a := s.Manage("POST", "/invitations", JSON{"email": "ada@example.com", "role": "viewer"})
	_, secret, _ := strings.Cut(a.JSON["link"].(string), "#")
	cookie, failure := atSignIn(t, s, fake)
	if failure != "" {
		t.Fatal(failure)
	}
	me := s.Do("GET", "/api/v1/me", nil, "Cookie", cookie)
	if me.JSON["name"] != "Ada of the issuer" || me.JSON["role"] != "viewer" {
		t.Errorf("%d %s", me.Status, me.Body)
	}
	if a := look(s, secret); !isInvalid(a) {
		t.Errorf("the invitation is still open: %d %s", a.Status, a.Body)
	}
	for _, password := range []string{"", goodPassword} {
		if a := signIn(s, "ada@example.com", password); a.Status != 401 || a.JSON["code"] != "SIGN_IN_FAILED" {
			t.Errorf("with the password %q: %d %s", password, a.Status, a.Body)
		}
	}
	if a := s.Do("POST", "/api/v1/me/password", JSON{"currentPassword": "", "password": goodPassword}, "Cookie", cookie); a.Status != 422 {
		t.Errorf("a password of their own: %d %s", a.Status, a.Body)
	}
	if _, failure := atSignIn(t, s, fake); failure != "" {
		t.Errorf("a second time: %q", failure)
	}
}

// Everything else goes back to the page for signing in.
func TestOpenIDFailures(t *testing.T) {
	t.Parallel()
	fake := openidtest.Start(t)
	s := startWithIssuer(t, fake.URL, "")
	newUser(s, "ada@example.com", "owner")
	b := begin(t, s, fake)
	for name, a := range map[string]testkit.Answer{
		"no cookie":             s.Do("GET", b.back, nil),
		"a strange cookie":      s.Do("GET", b.back, nil, "Cookie", "latchkey_openid=x"),
		"another browser's":     s.Do("GET", b.back, nil, "Cookie", begin(t, s, fake).cookie),
		"no parameters":         s.Do("GET", "/api/v1/session/openid/callback", nil, "Cookie", b.cookie),
		"a made up code":        s.Do("GET", b.back+"x", nil, "Cookie", b.cookie),
		"cancelled by stranger": s.Do("GET", "/api/v1/session/openid/callback?error=access_denied&state=x", nil, "Cookie", b.cookie),
	} {
		if _, failure := ended(t, a); failure != "OPENID_FAILED" {
			t.Errorf("%s: %q", name, failure)
		}
	}
	cancelled := s.Do("GET", strings.Replace(begin(t, s, fake).back, "code=", "error=access_denied&x=", 1), nil, "Cookie", b.cookie)
	if _, failure := ended(t, cancelled); failure != "OPENID_FAILED" {
		t.Errorf("cancelled in another attempt: %q", failure)
	}
	b = begin(t, s, fake)
	b.back = strings.Replace(b.back, "code=", "error=access_denied&x=", 1)
	if _, failure := ended(t, b.finish()); failure != "OPENID_CANCELLED" {
		t.Errorf("cancelled: %q", failure)
	}
	b = begin(t, s, fake)
	if _, failure := ended(t, b.finish()); failure != "" {
		t.Fatal(failure)
	}
	if _, failure := ended(t, b.finish()); failure != "OPENID_FAILED" {
		t.Errorf("repeated: %q", failure)
	}
	fake.Say(func(c openidtest.Claims) { c["nonce"] = "another" })
	slowed := 0
	for range 40 {
		before := fake.Calls("/token")
		if _, failure := atSignIn(t, s, fake); failure != "OPENID_FAILED" {
			t.Fatalf("%q", failure)
		}
		if fake.Calls("/token") == before {
			slowed++
		}
	}
	if slowed < 5 {
		t.Errorf("the issuer was asked for all but %d", slowed)
	}
	s.Stop()
	if log := s.Log(); !strings.Contains(log, "nonce") || strings.Contains(log, openidtest.ClientSecret) {
		t.Errorf("log:\n%s", log)
	}
}

// The server starts without the issuer, and what does not answer is no reason to wait for.
func TestOpenIDWithoutIssuer(t *testing.T) {
	t.Parallel()
	gone, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = gone.Close()
	s := startWithIssuer(t, "http://"+gone.Addr().String(), "")
	if _, failure := ended(t, s.Do("GET", "/api/v1/session/openid", nil)); failure != "OPENID_FAILED" {
		t.Errorf("%q", failure)
	}
	none := testkit.Start(t)
	for _, path := range []string{"/session/openid", "/session/openid/callback?state=x&code=y"} {
		if a := none.Do("GET", "/api/v1"+path, nil); a.Status != 404 {
			t.Errorf("%s without an issuer in the settings: %d %s", path, a.Status, a.Body)
		}
	}
}

// Behind https and a path, cookies and addresses are those of the public URL.
func TestOpenIDPublicURL(t *testing.T) {
	t.Parallel()
	fake := openidtest.Start(t)
	s := startWithIssuer(t, fake.URL, "https://chat.example.com/base/")
	newUser(s, "ada@example.com", "owner")
	b := begin(t, s, fake)
	if !strings.HasPrefix(b.cookie, "__Host-latchkey_openid=") {
		t.Errorf("cookie %s", b.cookie)
	}
	a := b.finish()
	if a.Status != 302 || a.Header.Get("Location") != "/base/" || !strings.Contains(strings.Join(a.Header.Values("Set-Cookie"), "\n"), "Secure") {
		t.Errorf("%d %v", a.Status, a.Header)
	}
}
