package app_test

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/testkit"
)

// newToken makes an access token over the API and returns its id and the token.
func newToken(s *testkit.Server, fields JSON) (id, token string) {
	all := JSON{"name": "t", "role": "owner"}
	for k, v := range fields {
		all[k] = v
	}
	created := s.MustManage("POST", "/access-tokens", all)
	return created["id"].(string), created["token"].(string)
}

func as(s *testkit.Server, token, method, path string, body any) testkit.Answer {
	return s.Do(method, "/api/v1"+path, body, "Authorization", "Bearer "+token)
}

// operation is a call of the API as its description shows it.
type operation struct {
	id, method, path, role, scope string
	open                          bool
}

func operations(t *testing.T, s *testkit.Server) []operation {
	t.Helper()
	var list []operation
	for path, item := range s.Do("GET", "/api/v1/openapi.json", nil).JSON["paths"].(JSON) {
		for method, raw := range item.(JSON) {
			described, ok := raw.(JSON)
			if !ok || described["operationId"] == nil {
				continue
			}
			op := operation{id: described["operationId"].(string), method: strings.ToUpper(method), path: strings.TrimPrefix(path, "/api/v1")}
			security := described["security"].([]any)[0].(JSON)
			op.open = len(security) == 0
			if !op.open {
				op.role = described["x-least-role"].(string)
				for _, scope := range security["accessToken"].([]any) {
					op.scope = scope.(string)
				}
			}
			list = append(list, op)
		}
	}
	if len(list) < 33 {
		t.Fatalf("only %d operations", len(list))
	}
	slices.SortFunc(list, func(a, b operation) int { return strings.Compare(a.id, b.id) })
	return list
}

// Every operation × role × scope: who lacks the role or the scope is told which, and nobody else is refused for it.
func TestRolesAndScopes(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	ops := operations(t, s)
	rank := map[string]int{"viewer": 1, "editor": 2, "owner": 3}
	includes := func(have, need string) bool {
		return have == need || strings.TrimSuffix(have, ":write")+":read" == need
	}
	scopes := []string{""}
	for _, scope := range account.Scopes() {
		scopes = append(scopes, string(scope))
	}
	calls := 0
	for role := range rank {
		for _, scope := range scopes {
			fields := JSON{"name": "t", "role": role}
			if scope != "" {
				fields["scopes"] = []string{scope}
			}
			made := s.Manage("POST", "/access-tokens", fields)
			if least := account.Scope(scope).LeastRole(); rank[role] < rank[string(least)] {
				if got := locations(made); made.Status != 422 || got[0] != "scopes[0]" || !strings.Contains(string(made.Body), "needs the role "+string(least)) {
					t.Errorf("a token with %s %q: %d %s", role, scope, made.Status, made.Body)
				}
				continue
			}
			token, _ := made.JSON["token"].(string)
			for _, op := range ops {
				if op.open {
					continue
				}
				calls++
				path := placeholder.ReplaceAllString(op.path, "absent")
				a := as(s, token, op.method, path, map[string]any{"POST": "{}", "PATCH": "{}"}[op.method])
				want := ""
				if rank[role] < rank[op.role] {
					want = "ROLE_TOO_LOW"
				} else if scope != "" && op.scope != "" && !includes(scope, op.scope) {
					want = "SCOPE_MISSING"
				}
				code, _ := a.JSON["code"].(string)
				refused := code == "ROLE_TOO_LOW" || code == "SCOPE_MISSING"
				named := map[string]string{"ROLE_TOO_LOW": "the role " + op.role, "SCOPE_MISSING": "the scope " + op.scope}[want]
				if refused != (want != "") || (refused && (a.Status != 403 || code != want || !strings.Contains(a.JSON["detail"].(string), named))) || a.Status == 401 || a.Status >= 500 {
					t.Errorf("%s with %s %q: %d %s, want %q", op.id, role, scope, a.Status, a.Body, want)
				}
			}
		}
	}
	t.Logf("%d calls", calls)
}

// What a route asks for fits what it does: only owners manage access, viewers change and reveal nothing. A scope is of use to the roles that can make all its calls.
func TestNeeds(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	for _, op := range operations(t, s) {
		if least := account.Scope(op.scope).LeastRole(); op.scope != "" && op.role != string(least) {
			t.Errorf("%s needs the role %s, its scope %s the role %s", op.id, op.role, op.scope, least)
		}
	}
	own := []string{"changePassword", "signOut", "endSession"}                                                            // change nothing but what is the caller's own
	open := []string{"signIn", "getSignInOptions", "lookAtInvitation", "acceptInvitation", "beginOpenID", "finishOpenID"} // for those who have no access yet
	for _, op := range operations(t, s) {
		switch access := op.scope == "access:manage"; {
		case op.open != slices.Contains(open, op.id):
			t.Errorf("%s is open to everybody: %v", op.id, op.open)
		case op.open:
		case access != (op.role == "owner"):
			t.Errorf("%s needs the role %s and the scope %s", op.id, op.role, op.scope)
		case op.method != "GET" && op.role == "viewer" && !strings.HasSuffix(op.scope, ":read") && !slices.Contains(own, op.id):
			t.Errorf("viewers may %s", op.id)
		case strings.HasPrefix(op.scope, "conversations:"):
			if op.role != "editor" {
				t.Errorf("%s needs the role %s, but what visitors said is for editors and owners", op.id, op.role)
			}
		case op.method == "GET" && !access && op.role != "viewer":
			t.Errorf("viewers may not %s", op.id)
		case op.method == "GET" && op.scope != "" && !access && !strings.HasSuffix(op.scope, ":read"):
			t.Errorf("%s needs the scope %s", op.id, op.scope)
		}
	}
}

func TestAccessTokens(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	until := time.Now().Add(time.Hour).UTC().Truncate(time.Millisecond)
	created := s.Manage("POST", "/access-tokens", JSON{"name": " ci ", "role": "editor", "scopes": []string{"keys:write", "keys:read", "keys:read"}, "expiresAt": until})
	secret, _ := created.JSON["token"].(string)
	if created.Status != 201 || !strings.HasPrefix(secret, "lkt_") || created.Header.Get("Cache-Control") != "no-store" || created.Header.Get("ETag") != `"v1"` {
		t.Fatalf("%d %v %s", created.Status, created.Header, created.Body)
	}
	delete(created.JSON, "token")
	path := "/access-tokens/" + created.JSON["id"].(string)
	read := s.Manage("GET", path, nil)
	if fmt.Sprint(read.JSON) != fmt.Sprint(created.JSON) || read.Header.Get("ETag") != `"v1"` {
		t.Errorf("created %v\nread    %v", created.JSON, read.JSON)
	}
	if got := read.JSON; got["name"] != "ci" || fmt.Sprint(got["scopes"]) != "[keys:read keys:write]" || got["hint"] != "…"+secret[len(secret)-4:] ||
		got["expiresAt"] != until.Format("2006-01-02T15:04:05.999Z07:00") || got["lastUsedAt"] != nil || got["createdBy"].(JSON)["name"] != "test" {
		t.Errorf("%v", got)
	}
	if a := as(s, secret, "GET", "/me", nil); a.JSON["kind"] != "token" || a.JSON["name"] != "ci" || a.JSON["role"] != "editor" {
		t.Errorf("me: %d %s", a.Status, a.Body)
	}
	if list := s.MustManage("GET", "/access-tokens", nil); len(list["items"].([]any)) != 2 || strings.Contains(fmt.Sprint(list), secret) {
		t.Errorf("%v", list)
	}
	if a := s.Manage("DELETE", path, nil, "If-Match", `"v2"`); a.Status != 412 {
		t.Errorf("another version: %d", a.Status)
	}
	if a := s.Manage("DELETE", path, nil, "If-Match", `"v1"`); a.Status != 204 {
		t.Errorf("revoke: %d %s", a.Status, a.Body)
	}
	if a := as(s, secret, "GET", "/me", nil); a.Status != 401 || a.JSON["code"] != "ACCESS_TOKEN_INVALID" {
		t.Errorf("a revoked token: %d %s", a.Status, a.Body)
	}
	if a := s.Manage("DELETE", path, nil); a.Status != 404 {
		t.Errorf("revoked twice: %d", a.Status)
	}
	a := s.Manage("POST", "/access-tokens", JSON{"role": "king", "scopes": []string{"keys:read", "all"}, "expiresAt": "2020-01-01T00:00:00Z", "nmae": 1})
	if got := locations(a); a.Status != 422 || !slices.Equal(got, []string{"expiresAt", "name", "nmae", "role", "scopes[1]"}) {
		t.Errorf("%d %v", a.Status, got)
	}
}

// Nobody gives away what they do not have.
func TestRightsAreNotMultiplied(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	soon, late := time.Now().Add(time.Hour), time.Now().Add(2*time.Hour)
	_, scoped := newToken(s, JSON{"scopes": []string{"access:manage", "keys:write"}})
	_, ending := newToken(s, JSON{"expiresAt": soon})
	user := JSON{"email": "x@example.com", "name": "x", "role": "viewer", "password": "long enough for all"}
	for _, c := range []struct {
		name, token, path string
		body              JSON
		status            int
	}{
		{"all scopes", scoped, "/access-tokens", JSON{"name": "x", "role": "owner"}, 403},
		{"another scope", scoped, "/access-tokens", JSON{"name": "x", "role": "viewer", "scopes": []string{"audit:read"}}, 403},
		{"some of the scopes", scoped, "/access-tokens", JSON{"name": "x", "role": "owner", "scopes": []string{"keys:write"}}, 201},
		{"what a scope includes", scoped, "/access-tokens", JSON{"name": "x", "role": "owner", "scopes": []string{"keys:read"}}, 201},
		{"a user", scoped, "/users", user, 403},
		{"for ever", ending, "/access-tokens", JSON{"name": "x", "role": "owner"}, 403},
		{"for longer", ending, "/access-tokens", JSON{"name": "x", "role": "owner", "expiresAt": late}, 403},
		{"as long", ending, "/access-tokens", JSON{"name": "x", "role": "owner", "expiresAt": soon}, 201},
	} {
		if a := as(s, c.token, "POST", c.path, c.body); a.Status != c.status || (c.status == 403 && a.JSON["code"] != "MORE_THAN_OWN_RIGHTS") {
			t.Errorf("%s: %d %s", c.name, a.Status, a.Body)
		}
	}
}

// The commands work beside the running server, which obeys at once; use is written down when it stops.
func TestTokenCommands(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	secret := s.Command("token", "create", "--name", "ci", "--role", "viewer", "--scope", "keys:read", "--scope", "audit:read", "--expires-in", "1h", "--data", s.Data)
	if strings.ContainsAny(secret, " \n") || !strings.HasPrefix(secret, "lkt_") {
		t.Fatalf("printed %q", secret)
	}
	me := as(s, secret, "GET", "/me", nil)
	if fmt.Sprint(me.JSON["scopes"]) != "[audit:read keys:read]" {
		t.Fatalf("%d %s", me.Status, me.Body)
	}
	id := me.JSON["id"].(string)
	if list := s.Command("token", "list", "--data", s.Data); !strings.Contains(list, id) || !strings.Contains(list, "[audit:read keys:read]") || strings.Contains(list, secret) {
		t.Errorf("list:\n%s", list)
	}
	s.Command("token", "revoke", id, "--data", s.Data)
	if a := as(s, secret, "GET", "/me", nil); a.Status != 401 {
		t.Errorf("after the command: %d", a.Status)
	}
	if code, _, log := run(nil, "token", "revoke", id, "--data", s.Data); code != 1 || !strings.Contains(log, "no such access token") {
		t.Errorf("revoked twice: %d %s", code, log)
	}
	if code, _, log := run(nil, "token", "create", "--name", "x", "--scope", "everything", "--data", s.Data); code != 1 || !strings.Contains(log, "scopes[0] must be one of") {
		t.Errorf("a wrong scope: %d %s", code, log)
	}
	first := s.Token
	s.Stop()
	again := testkit.StartIn(t, s.Data)
	for _, item := range again.MustManage("GET", "/access-tokens", nil)["items"].([]any) {
		if token := item.(JSON); strings.HasSuffix(first, strings.TrimPrefix(token["hint"].(string), "…")) {
			return
		}
	}
	t.Error("the first token is gone")
}

// When a token was last used is written when the server stops.
func TestLastUsed(t *testing.T) {
	t.Parallel()
	s := testkit.Start(t)
	begin := time.Now()
	s.MustManage("GET", "/me", nil)
	s.Stop()
	again := testkit.StartIn(t, s.Data)
	token := again.MustManage("GET", "/access-tokens?limit=1", nil)["items"].([]any)[0].(JSON)
	used, err := time.Parse(time.RFC3339, fmt.Sprint(token["lastUsedAt"]))
	if err != nil || used.Before(begin.Truncate(time.Millisecond)) || used.After(time.Now()) {
		t.Errorf("last used %v, %v", token["lastUsedAt"], err)
	}
}

// setCookie returns the session's cookie of an answer.
func setCookie(t *testing.T, a testkit.Answer) *http.Cookie {
	t.Helper()
	cookie, err := http.ParseSetCookie(a.Header.Get("Set-Cookie"))
	if err != nil {
		t.Fatalf("no cookie: %d %s %v", a.Status, a.Body, err)
	}
	return cookie
}

var placeholder = regexp.MustCompile(`\{[^}]+\}`)
