package app_test

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"

	"latchkey/internal/app"
	"latchkey/internal/testkit"
)

const goodPassword = "correct horse battery"

// newUser makes a console user and returns its path.
func newUser(s *testkit.Server, email, role string) string {
	u := s.MustManage("POST", "/users", JSON{"email": email, "name": strings.ToUpper(email[:1]), "role": role, "password": goodPassword})
	return "/users/" + u["id"].(string)
}

func signIn(s *testkit.Server, email, password string, headers ...string) testkit.Answer {
	return s.Do("POST", "/api/v1/session", JSON{"email": email, "password": password}, headers...)
}

// session signs in and returns a way to call with the cookie.
func session(t *testing.T, s *testkit.Server, email string) func(method, path string, body any, headers ...string) testkit.Answer {
	t.Helper()
	cookie := setCookie(t, signIn(s, email, goodPassword))
	return func(method, path string, body any, headers ...string) testkit.Answer {
		return s.Do(method, "/api/v1"+path, body, append(headers, "Cookie", cookie.Name+"="+cookie.Value)...)
	}
}

func TestSignIn(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	path := newUser(s, "Ada@Example.com", "editor")
	a := signIn(s, "ADA@example.COM ", goodPassword, "User-Agent", "Browser/1")
	cookie := setCookie(t, a)
	if a.Status != 200 || a.JSON["user"].(JSON)["role"] != "editor" || a.JSON["userAgent"] != "Browser/1" || a.JSON["address"] != "127.0.0.1" || a.JSON["current"] != true {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	if cookie.Name != "latchkey_session" || !cookie.HttpOnly || cookie.Secure || cookie.SameSite != http.SameSiteLaxMode || cookie.Path != "/" || cookie.Domain != "" {
		t.Errorf("cookie %+v", cookie)
	}
	if behindProxy := setCookie(t, signIn(s, "ada@example.com", goodPassword, "X-Forwarded-Proto", "https")); !behindProxy.Secure || behindProxy.Value == cookie.Value {
		t.Errorf("cookie behind https: %+v", behindProxy)
	}
	call := session(t, s, "ada@example.com")
	if me := call("GET", "/me", nil); me.Status != 200 || me.JSON["kind"] != "user" || me.JSON["name"] != "A" {
		t.Errorf("me: %d %s", me.Status, me.Body)
	}
	if made := call("POST", "/assistants", JSON{"name": "Mine"}); made.Status != 201 {
		t.Errorf("an editor's change: %d %s", made.Status, made.Body)
	}
	actor := s.MustManage("GET", "/audit?action=assistant.create", nil)["items"].([]any)[0].(JSON)["actor"].(JSON)
	if actor["kind"] != "user" || actor["name"] != "A" || "/users/"+actor["id"].(string) != path {
		t.Errorf("actor %v", actor)
	}
	if users := call("GET", "/users", nil); users.Status != 403 || users.JSON["code"] != "ROLE_TOO_LOW" {
		t.Errorf("an editor reads users: %d %s", users.Status, users.Body)
	}
	if u := s.MustManage("GET", path, nil); u["lastSignInAt"] == nil || u["email"] != "ada@example.com" {
		t.Errorf("%v", u)
	}
	list := call("GET", "/sessions", nil).JSON["items"].([]any)
	if len(list) != 3 || list[0].(JSON)["current"] != true {
		t.Fatalf("sessions %v", list)
	}
	other := list[1].(JSON)["id"].(string)
	if a := call("DELETE", "/sessions/"+other, nil); a.Status != 204 {
		t.Errorf("end another: %d %s", a.Status, a.Body)
	}
	if a := call("GET", "/session", nil); a.Status != 200 || a.JSON["user"].(JSON)["name"] != "A" {
		t.Errorf("session: %d %s", a.Status, a.Body)
	}
	if a := call("DELETE", "/session", nil); a.Status != 204 || setCookie(t, a).MaxAge >= 0 {
		t.Errorf("sign out: %d %v", a.Status, a.Header)
	}
	if a := call("GET", "/me", nil); a.Status != 401 || a.JSON["code"] != "SESSION_INVALID" {
		t.Errorf("after the sign-out: %d %s", a.Status, a.Body)
	}
	if a := s.Manage("GET", "/session", nil); a.Status != 404 {
		t.Errorf("the session of a token: %d", a.Status)
	}
}

// Behind https the cookie is Secure whatever the proxy says, and pages under the public URL are the server's own.
func TestPublicURL(t *testing.T) {
	t.Parallel()
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := free.Addr().String()
	_ = free.Close()
	s := testkit.Start(t, "--listen", address, "--public-url", "https://chat.example.com/")
	s.URL = "http://" + address
	if facts := s.MustManage("GET", "/server", nil); facts["publicUrl"] != "https://chat.example.com" {
		t.Errorf("the server's facts %v", facts)
	}
	newUser(s, "ada@example.com", "owner")
	a := signIn(s, "ada@example.com", goodPassword, "Origin", "https://chat.example.com")
	if a.Status != 200 || !setCookie(t, a).Secure {
		t.Errorf("%d %s", a.Status, a.Body)
	}
}

// Pages of other websites change nothing with the cookie of a user, and sign nobody in.
func TestCrossOrigin(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	newUser(s, "ada@example.com", "owner")
	call := session(t, s, "ada@example.com")
	for _, c := range []struct {
		headers []string
		status  int
	}{
		{[]string{"Sec-Fetch-Site", "cross-site"}, 403},
		{[]string{"Sec-Fetch-Site", "same-site"}, 403},
		{[]string{"Origin", "https://evil.example"}, 403},
		{[]string{"Origin", "null"}, 403},
		{[]string{"Origin", "https://evil.example", "Content-Type", "text/plain"}, 403},
		{[]string{"Sec-Fetch-Site", "same-origin", "Origin", s.URL}, 201},
		{[]string{"Origin", s.URL}, 201},
		{nil, 201},
	} {
		if a := call("POST", "/assistants", JSON{"name": "x"}, c.headers...); a.Status != c.status || (a.Status == 403 && a.JSON["code"] != "CROSS_ORIGIN") {
			t.Errorf("%v: %d %s", c.headers, a.Status, a.Body)
		}
		if a := signIn(s, "ada@example.com", goodPassword, c.headers...); (a.Status == 200) != (c.status == 201) {
			t.Errorf("sign-in with %v: %d %s", c.headers, a.Status, a.Body)
		}
	}
	if a := s.Manage("POST", "/assistants", JSON{"name": "x"}, "Sec-Fetch-Site", "cross-site"); a.Status != 201 {
		t.Errorf("an access token from a page: %d", a.Status)
	}
}

// Whatever is wrong, the answer is the same, and after some failures it is to wait.
func TestFailedSignIns(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	newUser(s, "ada@example.com", "owner")
	s.MustManage("PATCH", newUser(s, "off@example.com", "editor"), JSON{"disabled": true})
	var bodies []string
	for _, email := range []string{"ada@example.com", "off@example.com", "nobody@example.com", "", strings.Repeat("x", 5000)} {
		password := "wrong password"
		if email == "off@example.com" {
			password = goodPassword
		}
		a := signIn(s, email, password)
		if a.Status != 401 || a.JSON["code"] != "SIGN_IN_FAILED" || a.Header.Get("Set-Cookie") != "" {
			t.Errorf("%.20s: %d %s", email, a.Status, a.Body)
		}
		bodies = append(bodies, string(a.Body))
	}
	for _, body := range bodies {
		if body != bodies[0] {
			t.Errorf("answers differ: %s and %s", body, bodies[0])
		}
	}
	entries := s.MustManage("GET", "/audit?action=user.sign-in-failed", nil)["items"].([]any)
	if len(entries) != 5 || strings.Contains(fmt.Sprint(entries), "nobody@") || entries[4].(JSON)["after"].(JSON)["reason"] != "wrong password" {
		t.Errorf("%v", entries)
	}
	for n := range 9 {
		if a := signIn(s, "ADA@example.com", "wrong password"); a.Status != 401 {
			t.Fatalf("attempt %d: %d", n, a.Status)
		}
	}
	a := signIn(s, "ada@example.com", goodPassword)
	if a.Status != 429 || a.JSON["code"] != "TOO_MANY_ATTEMPTS" || a.Header.Get("Retry-After") == "" || a.Header.Get("Retry-After") == "0" {
		t.Errorf("after ten failures: %d %v %s", a.Status, a.Header, a.Body)
	}
	if a := s.Do("POST", "/api/v1/session", `{"email": 5, "password": 12345678}`); a.Status != 422 || strings.Contains(string(a.Body), "12345678") {
		t.Errorf("%d %s", a.Status, a.Body)
	}
}

func TestUsers(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	a := s.Manage("POST", "/users", JSON{"email": "x", "role": "king", "password": "short", "nmae": 1})
	if got := locations(a); a.Status != 422 || strings.Join(got, " ") != "email name nmae password role" || strings.Contains(string(a.Body), "short") {
		t.Errorf("%d %v %s", a.Status, got, a.Body)
	}
	for password, status := range map[string]int{
		"long.name@example.com": 422, "LONG.NAME@example.com": 422, strings.Repeat("x", 201): 422, strings.Repeat("ü", 200): 201,
	} {
		a := s.Manage("POST", "/users", JSON{"email": "long.name@example.com", "name": "x", "role": "viewer", "password": password})
		if a.Status != status || strings.Contains(string(a.Body), password+`"}`) {
			t.Errorf("%.30s: %d %s", password, a.Status, a.Body)
		}
	}
	if a := s.Manage("POST", "/users", JSON{"email": "Long.Name@Example.com", "name": "y", "role": "viewer", "password": goodPassword}); a.Status != 409 || a.JSON["code"] != "EMAIL_TAKEN" {
		t.Errorf("the same e-mail: %d %s", a.Status, a.Body)
	}
	owner := newUser(s, "ada@example.com", "owner")
	for _, patch := range []JSON{{"role": "editor"}, {"disabled": true}} {
		if a := s.Manage("PATCH", owner, patch); a.Status != 409 || a.JSON["code"] != "LAST_OWNER" {
			t.Errorf("%v: %d %s", patch, a.Status, a.Body)
		}
	}
	if a := s.Manage("DELETE", owner, nil); a.Status != 409 || a.JSON["code"] != "LAST_OWNER" {
		t.Errorf("delete: %d %s", a.Status, a.Body)
	}
	second := newUser(s, "bob@example.com", "owner")
	if a := s.Manage("PATCH", owner, JSON{"name": "Ada L.", "role": "viewer"}, "If-Match", `"v1"`); a.Status != 200 || a.JSON["version"] != 2.0 || a.Header.Get("ETag") != `"v2"` {
		t.Errorf("%d %s", a.Status, a.Body)
	}
	if a := s.Manage("PATCH", owner, JSON{"name": "x"}, "If-Match", `"v1"`); a.Status != 412 {
		t.Errorf("a stale change: %d", a.Status)
	}
	if a := s.Manage("PATCH", owner, JSON{"name": nil, "password": 12345678901}); a.Status != 422 || strings.Contains(string(a.Body), "12345678901") {
		t.Errorf("%d %s", a.Status, a.Body)
	}
	if a := s.Manage("DELETE", second, nil); a.Status != 409 {
		t.Errorf("now the second is the last: %d", a.Status)
	}
	if a := s.Manage("DELETE", owner, nil, "If-Match", `"v2"`); a.Status != 204 {
		t.Errorf("%d %s", a.Status, a.Body)
	}
}

// A new password, a disabled or deleted user and a lower role hold from the next call on.
func TestUserChangesHoldAtOnce(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	newUser(s, "owner@example.com", "owner")
	path := newUser(s, "ada@example.com", "editor")
	call := session(t, s, "ada@example.com")
	s.MustManage("PATCH", path, JSON{"role": "viewer"})
	if a := call("POST", "/assistants", JSON{"name": "x"}); a.Status != 403 {
		t.Errorf("after the role was lowered: %d", a.Status)
	}
	wrong := call("POST", "/me/password", JSON{"currentPassword": "something else", "password": "another password"})
	if wrong.Status != 422 || locations(wrong)[0] != "currentPassword" {
		t.Errorf("%d %s", wrong.Status, wrong.Body)
	}
	if a := call("POST", "/me/password", JSON{"currentPassword": goodPassword, "password": "another password"}); a.Status != 204 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	if a := call("GET", "/me", nil); a.Status != 401 {
		t.Errorf("after the password was changed: %d", a.Status)
	}
	for _, change := range []func() testkit.Answer{
		func() testkit.Answer { return s.Manage("PATCH", path, JSON{"disabled": true}) },
		func() testkit.Answer { return s.Manage("PATCH", path, JSON{"password": "a third password"}) },
		func() testkit.Answer { return s.Manage("DELETE", path, nil) },
	} {
		s.MustManage("PATCH", path, JSON{"disabled": false, "password": goodPassword})
		call := session(t, s, "ada@example.com")
		if a := call("GET", "/me", nil); a.Status != 200 {
			t.Fatalf("%d %s", a.Status, a.Body)
		}
		if a := change(); a.Status >= 300 {
			t.Fatalf("%d %s", a.Status, a.Body)
		}
		if a := call("GET", "/me", nil); a.Status != 401 {
			t.Errorf("the session goes on: %d", a.Status)
		}
	}
}

// The commands make the first user of a server, and help one who has forgotten the password.
func TestUserCommands(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	printed := s.Command("user", "create", "--email", "Ada@example.com", "--name", "Ada", "--data", s.Data)
	if a := signIn(s, "ada@example.com", printed); a.Status != 200 || a.JSON["user"].(JSON)["role"] != "owner" {
		t.Fatalf("with %q: %d %s", printed, a.Status, a.Body)
	}
	var out, log bytes.Buffer
	code := app.Run(context.Background(), app.Env{
		Args: []string{"user", "password", "--email", "ADA@example.com", "--password-stdin", "--data", s.Data}, Getenv: os.Getenv,
		Stdin: strings.NewReader(goodPassword + "\r\nmore"), Stdout: &out, Stderr: &log,
	})
	if code != 0 || out.Len() > 0 || strings.Contains(log.String(), goodPassword) {
		t.Fatalf("exit %d %s %s", code, out.String(), log.String())
	}
	if a := signIn(s, "ada@example.com", printed); a.Status != 401 {
		t.Errorf("the old password: %d", a.Status)
	}
	session(t, s, "ada@example.com")
	if list := s.Command("user", "list", "--data", s.Data); !strings.Contains(list, "ada@example.com") || strings.Contains(list, "argon2") {
		t.Errorf("list:\n%s", list)
	}
	for _, args := range [][]string{
		{"user", "create", "--email", "ada@example.com", "--name", "x", "--data", s.Data},
		{"user", "create", "--email", "nonsense", "--name", "x", "--data", s.Data},
		{"user", "password", "--email", "nobody@example.com", "--data", s.Data},
	} {
		if code, out, log := run(nil, args...); code != 1 || out != "" || log == "" {
			t.Errorf("%v: exit %d %q %s", args, code, out, log)
		}
	}
}
