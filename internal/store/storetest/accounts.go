package storetest

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/cursor"
	"latchkey/internal/errs"
	"latchkey/internal/random"
)

func testTokens(t *testing.T, s Store) {
	ctx := t.Context()
	until := moment.Add(time.Hour)
	want := account.Token{
		ID: "at_1", Hint: "…abcd", CreatedAt: moment, CreatedBy: &account.Creator{Kind: "user", ID: "u_1", Name: "Ada"},
		TokenDraft: account.TokenDraft{Name: "CI", Role: account.Editor, Scopes: []account.Scope{account.ReadKeys}, ExpiresAt: &until},
	}
	must(t, s.CreateToken(ctx, want, []byte("digest"), note("access-token.create", want.ID)))
	got, err := s.TokenByDigest(ctx, []byte("digest"))
	must(t, err)
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("got %+v, want %+v", got, want)
	}
	_, err = s.TokenByDigest(ctx, []byte("other"))
	wantKind(t, err, errs.NotFound)

	used := moment.Add(time.Minute)
	must(t, s.NoteUses(ctx, account.Uses{want.ID: used, "at_gone": used}, nil))
	must(t, s.NoteUses(ctx, account.Uses{want.ID: moment}, nil)) // an older use, from another replica
	want.LastUsedAt = &used
	got, err = s.Token(ctx, want.ID)
	must(t, err)
	list, err := s.Tokens(ctx, cursor.Place{}, 10)
	must(t, err)
	if !reflect.DeepEqual(got, want) || !reflect.DeepEqual(list, []account.Token{want}) {
		t.Fatalf("got %+v and %+v, want %+v", got, list, want)
	}
	must(t, s.DeleteToken(ctx, want.ID, note("access-token.revoke", want.ID)))
	wantKind(t, s.DeleteToken(ctx, want.ID, note("access-token.revoke", want.ID)), errs.NotFound)
	_, err = s.TokenByDigest(ctx, []byte("digest"))
	wantKind(t, err, errs.NotFound)
}

func newUser(email string, role account.Role) account.UserRecord {
	return account.UserRecord{
		User: account.User{
			ID: random.ID("u_"), UserDraft: account.UserDraft{Email: email, Name: "Ada", Role: role},
			CreatedAt: moment, UpdatedAt: moment, Version: 1,
		},
		PasswordHash: "hash",
	}
}

func testUsers(t *testing.T, s Store) {
	ctx := t.Context()
	want := newUser("ada@example.com", account.Editor)
	must(t, s.CreateUser(ctx, want, note("user.create", want.ID)))
	twin := newUser("ada@example.com", account.Viewer)
	if err := s.CreateUser(ctx, twin, note("user.create", twin.ID)); errCode(err) != "EMAIL_TAKEN" {
		t.Fatalf("the same e-mail twice: %v", err)
	}
	other := newUser("bob@example.com", account.Viewer)
	other.CreatedAt = moment.Add(time.Second)
	must(t, s.CreateUser(ctx, other, note("user.create", other.ID)))
	other.Email, other.Version = want.Email, 2
	if err := s.UpdateUser(ctx, other, account.Effects{}, note("user.update", other.ID)); errCode(err) != "EMAIL_TAKEN" {
		t.Fatalf("the same e-mail after an update: %v", err)
	}
	want.Name, want.Disabled, want.PasswordHash, want.Version = "Ada L.", true, "", 2
	want.Identity = account.Identity{Issuer: "https://login.example.com", Subject: "1"}
	must(t, s.UpdateUser(ctx, want, account.Effects{}, note("user.update", want.ID)))
	wantKind(t, s.UpdateUser(ctx, want, account.Effects{}, note("user.update", want.ID)), errs.Precondition)
	got, err := s.User(ctx, want.ID)
	must(t, err)
	byEmail, err := s.UserByEmail(ctx, want.Email)
	must(t, err)
	if !reflect.DeepEqual(got, want) || !reflect.DeepEqual(byEmail, want) {
		t.Fatalf("got  %+v\nor   %+v\nwant %+v", got, byEmail, want)
	}
	same := other
	same.Email, same.Identity = "bob@example.com", want.Identity
	if err := s.UpdateUser(ctx, same, account.Effects{}, note("user.link-issuer", same.ID)); errs.KindOf(err) != errs.Conflict {
		t.Fatalf("the same subject of an issuer twice: %v", err)
	}
	elsewhere := newUser("carol@example.com", account.Viewer)
	elsewhere.Identity = account.Identity{Issuer: "https://other.example.com", Subject: "1"}
	must(t, s.CreateUser(ctx, elsewhere, note("user.create", elsewhere.ID)))
	if got, err := s.User(ctx, elsewhere.ID); err != nil || !reflect.DeepEqual(got, elsewhere) {
		t.Fatalf("got %+v, %v", got, err)
	}
	must(t, s.DeleteUser(ctx, elsewhere.ID, 1, account.Effects{}, note("user.delete", elsewhere.ID)))
	list, err := s.Users(ctx, want.Place(), 10)
	must(t, err)
	if len(list) != 1 || list[0].ID != other.ID || list[0].Email != "bob@example.com" {
		t.Fatalf("after the first: %+v", list)
	}
	wantKind(t, s.DeleteUser(ctx, want.ID, 1, account.Effects{}, note("user.delete", want.ID)), errs.Precondition)
	must(t, s.DeleteUser(ctx, want.ID, 2, account.Effects{}, note("user.delete", want.ID)))
	_, err = s.User(ctx, want.ID)
	wantKind(t, err, errs.NotFound)
}

func errCode(err error) string {
	if e, ok := errs.As(err); ok {
		return e.Code
	}
	return ""
}

// Of many owners who leave at once, the last stays.
func testOwners(t *testing.T, s Store) {
	const owners = 8
	ctx := t.Context()
	users := make([]account.UserRecord, owners)
	for i := range users {
		users[i] = newUser(fmt.Sprintf("owner%d@example.com", i), account.Owner)
		must(t, s.CreateUser(ctx, users[i], note("user.create", users[i].ID)))
	}
	leave := func(u account.UserRecord, i int) error {
		effects := account.Effects{LosesOwner: true}
		if i%2 == 0 {
			return s.DeleteUser(ctx, u.ID, 1, effects, note("user.delete", u.ID))
		}
		u.Disabled, u.Version = i%4 == 1, 2
		if !u.Disabled {
			u.Role = account.Viewer
		}
		return s.UpdateUser(ctx, u, effects, note("user.update", u.ID))
	}
	results := make(chan error, owners)
	for i, u := range users {
		go func() { results <- leave(u, i) }()
	}
	refused := 0
	for range owners {
		if err := <-results; errCode(err) == "LAST_OWNER" {
			refused++
		} else {
			must(t, err)
		}
	}
	if refused != 1 {
		t.Fatalf("%d of %d owners were kept, want one", refused, owners)
	}
}

func testSessions(t *testing.T, s Store) {
	ctx := t.Context()
	user := newUser("ada@example.com", account.Owner)
	must(t, s.CreateUser(ctx, user, note("user.create", user.ID)))
	start := func(id string, created time.Time) account.Session {
		session := account.Session{
			ID: id, UserID: user.ID, CreatedAt: created, LastUsedAt: created, ExpiresAt: created.Add(time.Hour), Address: "192.0.2.1", UserAgent: "Browser",
		}
		must(t, s.CreateSession(ctx, session, []byte("digest "+id), user.Version, created.Add(-time.Minute), note("user.sign-in", user.ID)))
		return session
	}
	want := start("s_1", moment)
	user.LastSignInAt = &want.CreatedAt
	got, of, err := s.SessionByDigest(ctx, []byte("digest s_1"))
	must(t, err)
	if !reflect.DeepEqual(got, want) || !reflect.DeepEqual(of, user.User) {
		t.Fatalf("got %+v of %+v, want %+v of %+v", got, of, want, user.User)
	}
	_, _, err = s.SessionByDigest(ctx, []byte("other"))
	wantKind(t, err, errs.NotFound)

	want.LastUsedAt = moment.Add(time.Second)
	must(t, s.NoteUses(ctx, nil, account.Uses{"s_1": want.LastUsedAt}))
	second := start("s_2", moment.Add(2*time.Second))
	list, err := s.Sessions(ctx, user.ID)
	must(t, err)
	if !reflect.DeepEqual(list, []account.Session{second, want}) {
		t.Fatalf("got %+v", list)
	}
	wantKind(t, s.DeleteSession(ctx, "another", "s_1", note("user.sign-out", user.ID)), errs.NotFound)
	must(t, s.DeleteSession(ctx, user.ID, "s_1", note("user.sign-out", user.ID)))
	third := start("s_3", moment.Add(2*time.Minute)) // by now the second was idle for too long
	if list, err = s.Sessions(ctx, user.ID); err != nil || !reflect.DeepEqual(list, []account.Session{third}) {
		t.Fatalf("got %+v, %v", list, err)
	}

	user.Version++
	must(t, s.UpdateUser(ctx, user, account.Effects{EndSessions: true}, note("user.update", user.ID)))
	_, _, err = s.SessionByDigest(ctx, []byte("digest s_3"))
	wantKind(t, err, errs.NotFound)
	late := account.Session{ID: "s_4", UserID: user.ID, CreatedAt: moment, LastUsedAt: moment, ExpiresAt: moment.Add(time.Hour)}
	wantKind(t, s.CreateSession(ctx, late, []byte("late"), 1, moment, note("user.sign-in", user.ID)), errs.Precondition)
	start("s_5", moment)
	must(t, s.DeleteUser(ctx, user.ID, user.Version, account.Effects{}, note("user.delete", user.ID)))
	_, _, err = s.SessionByDigest(ctx, []byte("digest s_5"))
	wantKind(t, err, errs.NotFound)
}

// The trail can be read by each of its filters, page by page, also where many entries are of the same moment.
func testTrail(t *testing.T, s Store) {
	ctx := t.Context()
	var all []account.Entry
	for i := range 60 {
		actor := account.Actor{Kind: "token", ID: fmt.Sprint("at_", i%2), Name: "Ada", Address: "2001:db8::1"}
		action := []string{"api-key.update", "document.create", "user.update"}[i%3]
		entry := account.Record(moment.Add(time.Duration(i/10)*time.Second), actor, action, fmt.Sprint("o_", i%5), fmt.Sprint("a_", i%4), map[string]int{"n": i}, nil)
		must(t, s.AddAudit(ctx, entry))
		all = append(all, entry)
	}
	slices.Reverse(all) // newest first: ids of one process rise
	for _, c := range []struct {
		name   string
		filter account.Filter
		chosen func(account.Entry) bool
	}{
		{"all", account.Filter{}, func(account.Entry) bool { return true }},
		{"actor", account.Filter{ActorID: "at_1"}, func(e account.Entry) bool { return e.Actor.ID == "at_1" }},
		{"action", account.Filter{Action: "api-key.update"}, func(e account.Entry) bool { return e.Action == "api-key.update" }},
		{"type", account.Filter{ObjectType: "user"}, func(e account.Entry) bool { return e.ObjectType == "user" }},
		{"object", account.Filter{ObjectID: "o_3"}, func(e account.Entry) bool { return e.ObjectID == "o_3" }},
		{"assistant", account.Filter{AssistantID: "a_2"}, func(e account.Entry) bool { return e.AssistantID == "a_2" }},
		{"object of actor", account.Filter{ActorID: "at_0", ObjectID: "o_1"}, func(e account.Entry) bool { return e.Actor.ID == "at_0" && e.ObjectID == "o_1" }},
		{"time", account.Filter{From: moment.Add(time.Second), To: moment.Add(3 * time.Second)}, func(e account.Entry) bool {
			return !e.At.Before(moment.Add(time.Second)) && e.At.Before(moment.Add(3*time.Second))
		}},
		{"none", account.Filter{ActorID: "x\x00"}, func(account.Entry) bool { return false }},
		{"place of no entry", account.Filter{Before: cursor.Place{At: moment.Add(2 * time.Second), ID: "a_"}}, func(e account.Entry) bool {
			return e.At.Before(moment.Add(2 * time.Second))
		}},
		{"place after the time", account.Filter{To: moment.Add(time.Second), Before: cursor.Place{At: moment.Add(time.Second), ID: "b"}}, func(e account.Entry) bool {
			return e.At.Before(moment.Add(time.Second))
		}},
	} {
		var want, got []account.Entry
		for _, entry := range all {
			if c.chosen(entry) {
				want = append(want, entry)
			}
		}
		for filter := c.filter; ; {
			page, err := s.Audit(ctx, filter, 4)
			must(t, err)
			got = append(got, page...)
			if len(page) < 4 {
				break
			}
			filter.Before = page[3].Place()
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %d entries, want %d", c.name, len(got), len(want))
		}
	}
}
