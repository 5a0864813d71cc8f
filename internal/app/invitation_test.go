package app_test

import (
	"bufio"
	"context"
	"io"
	"os"
	"strings"
	"testing"

	"latchkey/internal/app"
	"latchkey/internal/testkit"
)

// invite invites somebody and returns the secret of the link.
func invite(t *testing.T, s *testkit.Server, email, role string) string {
	t.Helper()
	a := s.Manage("POST", "/invitations", JSON{"email": email, "role": role})
	link, _ := a.JSON["link"].(string)
	secret, found := strings.CutPrefix(link, s.URL+"/console/invitation#")
	if a.Status != 201 || !found || !strings.HasPrefix(secret, "lki_") {
		t.Fatalf("invite: %d %s", a.Status, a.Body)
	}
	return secret
}

// setUpSecret takes the secret from the line that the server prints when there is no user.
func setUpSecret(t *testing.T, s *testkit.Server) string {
	t.Helper()
	line := s.Printed()
	secret, found := strings.CutPrefix(line, "Create the first console user: "+s.URL+"/console/invitation#")
	if !found || !strings.HasPrefix(secret, "lki_") {
		t.Fatalf("printed %q", line)
	}
	return secret
}

func look(s *testkit.Server, secret string, headers ...string) testkit.Answer {
	return s.Do("POST", "/api/v1/invitations/look", JSON{"secret": secret}, headers...)
}

func accept(s *testkit.Server, fields JSON, headers ...string) testkit.Answer {
	all := JSON{"name": "New", "password": goodPassword}
	for name, value := range fields {
		all[name] = value
	}
	return s.Do("POST", "/api/v1/invitations/accept", all, headers...)
}

func isInvalid(a testkit.Answer) bool {
	return a.Status == 404 && a.JSON["code"] == "INVITATION_INVALID" && a.Header.Get("Set-Cookie") == ""
}

func TestInvitation(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	newUser(s, "ada@example.com", "owner")
	a := s.Manage("POST", "/invitations", JSON{"email": " Bob@Example.com", "name": "Bob", "role": "editor"})
	link, _ := a.JSON["link"].(string)
	secret, found := strings.CutPrefix(link, s.URL+"/console/invitation#")
	if a.Status != 201 || !found || a.Header.Get("Cache-Control") != "no-store" || a.JSON["email"] != "bob@example.com" || a.JSON["createdBy"].(JSON)["name"] != "test" {
		t.Fatalf("%d %v %s", a.Status, a.Header, a.Body)
	}
	delete(a.JSON, "link")
	list := s.Manage("GET", "/invitations", nil)
	if items := list.JSON["items"].([]any); len(items) != 1 || items[0].(JSON)["id"] != a.JSON["id"] || strings.Contains(string(list.Body), secret) {
		t.Errorf("%s", list.Body)
	}
	if a := look(s, secret); a.Status != 200 || a.JSON["email"] != "bob@example.com" || a.JSON["name"] != "Bob" || a.JSON["role"] != "editor" || a.JSON["setUp"] != false {
		t.Errorf("look: %d %s", a.Status, a.Body)
	}
	bad := accept(s, JSON{"secret": secret, "name": strings.Repeat("x", 101), "password": "short"})
	if got := locations(bad); bad.Status != 422 || strings.Join(got, " ") != "name password" || strings.Contains(string(bad.Body), "short") {
		t.Errorf("%d %v %s", bad.Status, got, bad.Body)
	}
	accepted := accept(s, JSON{"secret": secret, "email": "owner@example.com", "name": ""}, "User-Agent", "Browser/1")
	if user, _ := accepted.JSON["user"].(JSON); accepted.Status != 200 || user["name"] != "Bob" || user["role"] != "editor" || accepted.JSON["userAgent"] != "Browser/1" {
		t.Fatalf("%d %s", accepted.Status, accepted.Body)
	}
	cookie := setCookie(t, accepted)
	if me := s.Do("GET", "/api/v1/me", nil, "Cookie", cookie.Name+"="+cookie.Value); me.Status != 200 || me.JSON["name"] != "Bob" || !cookie.HttpOnly {
		t.Errorf("%d %s", me.Status, me.Body)
	}
	session(t, s, "bob@example.com")
	for name, a := range map[string]testkit.Answer{
		"used":         look(s, secret),
		"used again":   accept(s, JSON{"secret": secret}),
		"unknown":      look(s, secret[:len(secret)-1]+"x"),
		"of a session": look(s, cookie.Value),
		"empty":        look(s, ""),
		"very long":    look(s, strings.Repeat("x", 100_000)),
	} {
		if !isInvalid(a) {
			t.Errorf("%s: %d %.300s", name, a.Status, a.Body)
		}
	}
	if items := s.MustManage("GET", "/invitations", nil)["items"].([]any); len(items) != 0 {
		t.Errorf("open: %v", items)
	}
}

// Who may invite, whom, and to what.
func TestInviting(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	newUser(s, "ada@example.com", "owner")
	if a := s.Manage("POST", "/invitations", JSON{"email": "ADA@example.com", "role": "viewer"}); a.Status != 409 || a.JSON["code"] != "EMAIL_TAKEN" {
		t.Errorf("a user: %d %s", a.Status, a.Body)
	}
	wrong := s.Manage("POST", "/invitations", JSON{"email": "", "name": strings.Repeat("x", 101), "role": "king", "nmae": 1})
	if got := locations(wrong); wrong.Status != 422 || strings.Join(got, " ") != "email name nmae role" {
		t.Errorf("%d %v", wrong.Status, got)
	}
	_, scoped := newToken(s, JSON{"scopes": []string{"access:manage"}})
	if a := as(s, scoped, "POST", "/invitations", JSON{"email": "x@example.com", "role": "viewer"}); a.Status != 403 || a.JSON["code"] != "MORE_THAN_OWN_RIGHTS" {
		t.Errorf("with scopes: %d %s", a.Status, a.Body)
	}
	first := invite(t, s, "bob@example.com", "owner")
	second := invite(t, s, "bob@example.com", "viewer")
	if a := look(s, first); !isInvalid(a) {
		t.Errorf("replaced: %d %s", a.Status, a.Body)
	}
	if a := look(s, second); a.JSON["role"] != "viewer" {
		t.Errorf("%d %s", a.Status, a.Body)
	}
	path := "/invitations/" + s.MustManage("GET", "/invitations", nil)["items"].([]any)[0].(JSON)["id"].(string)
	if a := as(s, scoped, "DELETE", path, nil); a.Status != 403 {
		t.Errorf("withdrawn with scopes: %d", a.Status)
	}
	if a := s.Manage("DELETE", path, nil, "If-Match", `"v2"`); a.Status != 412 {
		t.Errorf("another version: %d", a.Status)
	}
	if a := s.Manage("DELETE", path, nil); a.Status != 204 {
		t.Errorf("withdraw: %d %s", a.Status, a.Body)
	}
	if a := accept(s, JSON{"secret": second}); !isInvalid(a) {
		t.Errorf("withdrawn: %d %s", a.Status, a.Body)
	}
	if a := s.Manage("DELETE", path, nil); a.Status != 404 {
		t.Errorf("withdrawn twice: %d", a.Status)
	}
	carol := invite(t, s, "carol@example.com", "editor")
	newUser(s, "carol@example.com", "viewer")
	if a := accept(s, JSON{"secret": carol}); !isInvalid(a) {
		t.Errorf("made a user meanwhile: %d %s", a.Status, a.Body)
	}
	dave := invite(t, s, "dave@example.com", "editor")
	s.MustManage("PATCH", newUser(s, "eve@example.com", "viewer"), JSON{"email": "dave@example.com"})
	if a := accept(s, JSON{"secret": dave}); a.Status != 409 || a.JSON["code"] != "EMAIL_TAKEN" {
		t.Errorf("somebody has the e-mail meanwhile: %d %s", a.Status, a.Body)
	}
}

// Of many who accept at once one becomes a user, and is the only one signed in.
func TestAcceptedOnce(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	const tries = 6
	for _, email := range []string{"", "bob@example.com"} { // the set-up link first, which works without users only
		secret := ""
		if email == "" {
			secret = setUpSecret(t, s)
		} else {
			secret = invite(t, s, email, "viewer")
		}
		results := make(chan testkit.Answer, tries)
		for range tries {
			go func() { results <- accept(s, JSON{"secret": secret, "email": "ada@example.com"}) }()
		}
		made := 0
		for range tries {
			switch a := <-results; {
			case a.Status == 200:
				made++
			case !isInvalid(a) && a.Status != 503:
				t.Errorf("%q: %d %s", email, a.Status, a.Body)
			}
		}
		if made != 1 {
			t.Errorf("%q: %d times", email, made)
		}
	}
	if users := s.MustManage("GET", "/users", nil)["items"].([]any); len(users) != 2 {
		t.Errorf("users %v", users)
	}
}

// The server prints a link that makes the first user, once. With a user there is none.
func TestSetUpLink(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	old := setUpSecret(t, s)
	if a := s.Do("GET", "/api/v1/sign-in-options", nil); a.Status != 200 || a.JSON["setUpNeeded"] != true || a.JSON["openIdConnect"] != nil {
		t.Errorf("%d %s", a.Status, a.Body)
	}
	s.Stop()
	s = testkit.StartIn(t, s.Data)
	secret := setUpSecret(t, s)
	if a := look(s, old); !isInvalid(a) {
		t.Errorf("the link of the last start: %d %s", a.Status, a.Body)
	}
	if a := look(s, secret); a.Status != 200 || a.JSON["email"] != "" || a.JSON["role"] != "owner" || a.JSON["setUp"] != true {
		t.Errorf("%d %s", a.Status, a.Body)
	}
	if a := accept(s, JSON{"secret": secret, "name": " "}); a.Status != 422 || strings.Join(locations(a), " ") != "email name" {
		t.Errorf("without an e-mail: %d %s", a.Status, a.Body)
	}
	a := accept(s, JSON{"secret": secret, "email": "Ada@Example.com", "name": "Ada"})
	if a.Status != 200 || a.JSON["user"].(JSON)["role"] != "owner" {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	if a := accept(s, JSON{"secret": secret, "email": "eve@example.com", "name": "Eve"}); !isInvalid(a) {
		t.Errorf("used: %d %s", a.Status, a.Body)
	}
	if a := s.Do("GET", "/api/v1/sign-in-options", nil); a.JSON["setUpNeeded"] != false {
		t.Errorf("%s", a.Body)
	}
	session(t, s, "ada@example.com")
	s.Stop()
	if strings.Contains(s.Log(), "lki_") {
		t.Error("the log holds a link")
	}
	s = testkit.StartIn(t, s.Data)
	s.MustManage("GET", "/me", nil)
	s.Stop()
	if line := s.Printed(); line != "" {
		t.Errorf("with a user the server prints %q", line)
	}
}

// The set-up link dies when a user is made in another way, also by a command beside the server.
func TestSetUpLinkDies(t *testing.T) {
	t.Parallel()
	for name, make := range map[string]func(*testkit.Server){
		"call": func(s *testkit.Server) { newUser(s, "ada@example.com", "viewer") },
		"command": func(s *testkit.Server) {
			s.Command("user", "create", "--email", "ada@example.com", "--name", "Ada", "--role", "viewer", "--data", s.Data)
		},
		"invited": func(s *testkit.Server) { accept(s, JSON{"secret": invite(t, s, "ada@example.com", "viewer")}) },
	} {
		s := testkit.Start(t)
		secret := setUpSecret(t, s)
		make(s)
		if a := look(s, secret); !isInvalid(a) {
			t.Errorf("%s: look: %d %s", name, a.Status, a.Body)
		}
		if a := accept(s, JSON{"secret": secret, "email": "eve@example.com"}); !isInvalid(a) {
			t.Errorf("%s: accept: %d %s", name, a.Status, a.Body)
		}
		users := s.MustManage("GET", "/users", nil)["items"].([]any)
		s.MustManage("DELETE", "/users/"+users[0].(JSON)["id"].(string), nil)
		if a := look(s, secret); len(users) != 1 || !isInvalid(a) {
			t.Errorf("%s: after the only user was deleted again: %d %s", name, a.Status, a.Body)
		}
	}
}

// Pages of other websites accept nothing, and guesses are slowed down.
func TestInvitationGuesses(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	secret := invite(t, s, "bob@example.com", "viewer")
	for _, headers := range [][]string{{"Sec-Fetch-Site", "cross-site"}, {"Origin", "https://evil.example"}, {"Origin", "null"}} {
		for _, a := range []testkit.Answer{look(s, secret, headers...), accept(s, JSON{"secret": secret}, headers...)} {
			if a.Status != 403 || a.JSON["code"] != "CROSS_ORIGIN" {
				t.Errorf("%v: %d %s", headers, a.Status, a.Body)
			}
		}
	}
	if a := s.Do("POST", "/api/v1/invitations/accept", `{"secret": 12345678, "password": 87654321}`); a.Status != 422 || strings.Contains(string(a.Body), "12345678") ||
		strings.Contains(string(a.Body), "87654321") {
		t.Errorf("%d %s", a.Status, a.Body)
	}
	for range 40 { // those that are right do not count
		if a := look(s, secret); a.Status != 200 {
			t.Fatalf("%d %s", a.Status, a.Body)
		}
	}
	guesses := 0
	for ; guesses < 100; guesses++ {
		if a := look(s, "lki_"+strings.Repeat("x", guesses)); a.Status == 429 {
			if a.JSON["code"] != "TOO_MANY_ATTEMPTS" || a.Header.Get("Retry-After") == "" {
				t.Errorf("%v %s", a.Header, a.Body)
			}
			break
		}
	}
	if guesses < 20 || guesses > 35 {
		t.Errorf("slowed down after %d guesses", guesses)
	}
	if a := signIn(s, "ada@example.com", "wrong password"); a.Status != 429 {
		t.Errorf("a sign-in from there: %d", a.Status)
	}
}

// Behind a proxy without a public URL the link is to where the caller is.
func TestInvitationOrigin(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	a := s.Manage("POST", "/invitations", JSON{"email": "a@example.com", "role": "viewer"}, "X-Forwarded-Proto", "https")
	if link, _ := a.JSON["link"].(string); !strings.HasPrefix(link, strings.Replace(s.URL, "http:", "https:", 1)+"/console/invitation#lki_") {
		t.Errorf("%s", a.Body)
	}
	public := testkit.Start(t, "--public-url", "https://chat.example.com/base/")
	if line := public.Printed(); !strings.HasPrefix(line, "Create the first console user: https://chat.example.com/base/console/invitation#lki_") {
		t.Errorf("printed %q", line)
	}
}

// The demo's welcome holds the link, among its steps.
func TestDemoSetUp(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	out, in := io.Pipe()
	done := make(chan int, 1)
	go func() {
		done <- app.Run(ctx, app.Env{
			Args:   []string{"demo", "--listen", "127.0.0.1:0", "--site-listen", "127.0.0.1:0", "--data", t.TempDir()},
			Getenv: os.Getenv, Stdout: in, Stderr: io.Discard,
		})
		_ = in.Close()
	}()
	var welcome []string
	for lines := bufio.NewScanner(out); lines.Scan(); {
		welcome = append(welcome, lines.Text())
		if strings.Contains(lines.Text(), "  4. ") {
			stop()
		}
	}
	if code := <-done; code != 0 || len(welcome) < 5 || !strings.Contains(welcome[0], " demo is ready at http://") {
		t.Fatalf("exit %d: %q", code, welcome)
	}
	if !strings.HasPrefix(welcome[3], "  3. Create the first console user: http://127.0.0.1:") || !strings.Contains(welcome[3], "/console/invitation#lki_") {
		t.Errorf("%q", welcome[3])
	}
}
