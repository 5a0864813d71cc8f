package storetest

import (
	"reflect"
	"testing"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/cursor"
	"latchkey/internal/errs"
	"latchkey/internal/random"
)

func newInvitation(email string) account.Invitation {
	return account.Invitation{
		ID: random.ID("i_"), InvitationDraft: account.InvitationDraft{Email: email, Name: "Ada", Role: account.Editor},
		CreatedAt: moment, ExpiresAt: moment.Add(time.Hour), CreatedBy: account.Creator{Kind: "user", ID: "u_1", Name: "Bob"},
	}
}

// invite stores an invitation whose digest is its id.
func invite(t *testing.T, s Store, i account.Invitation) account.Invitation {
	t.Helper()
	entry := note("invitation.create", i.ID)
	must(t, s.CreateInvitation(t.Context(), i, []byte(i.ID), &entry))
	return i
}

func testInvitations(t *testing.T, s Store) {
	ctx := t.Context()
	replaced := invite(t, s, newInvitation("ada@example.com"))
	want := invite(t, s, newInvitation("ada@example.com"))
	other := newInvitation("bob@example.com")
	other.CreatedAt = moment.Add(time.Second)
	invite(t, s, other)
	_, err := s.Invitation(ctx, replaced.ID)
	wantKind(t, err, errs.NotFound)
	_, err = s.InvitationByDigest(ctx, []byte(replaced.ID))
	wantKind(t, err, errs.NotFound)
	wantKind(t, s.AcceptInvitation(ctx, replaced.ID, newUser("ada@example.com", account.Editor), note("user.create", "")), errs.NotFound)
	byID, err := s.Invitation(ctx, want.ID)
	must(t, err)
	byDigest, err := s.InvitationByDigest(ctx, []byte(want.ID))
	must(t, err)
	byEmail, err := s.InvitationByEmail(ctx, want.Email)
	must(t, err)
	list, err := s.Invitations(ctx, cursor.Place{}, 10)
	must(t, err)
	rest, err := s.Invitations(ctx, want.Place(), 10)
	must(t, err)
	for _, got := range []any{byID, byDigest, byEmail, list[0]} {
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("got %+v, want %+v", got, want)
		}
	}
	if len(list) != 2 || !reflect.DeepEqual(rest, []account.Invitation{other}) {
		t.Fatalf("got %+v, after the first %+v", list, rest)
	}
	must(t, s.DeleteInvitation(ctx, want.ID, note("invitation.delete", want.ID)))
	wantKind(t, s.DeleteInvitation(ctx, want.ID, note("invitation.delete", want.ID)), errs.NotFound)

	user := newUser("bob@example.com", account.Viewer) // made without it
	must(t, s.CreateUser(ctx, user, note("user.create", user.ID)))
	_, err = s.Invitation(ctx, other.ID)
	wantKind(t, err, errs.NotFound)
	entry := note("invitation.create", "i_1")
	if err := s.CreateInvitation(ctx, newInvitation("bob@example.com"), []byte("digest"), &entry); errCode(err) != "EMAIL_TAKEN" {
		t.Fatalf("an invitation of a user: %v", err)
	}

	late := newUser("ada@example.com", account.Editor)
	late.CreatedAt = moment.Add(time.Hour)
	wantKind(t, s.AcceptInvitation(ctx, invite(t, s, newInvitation("ada@example.com")).ID, late, note("user.create", late.ID)), errs.NotFound)
}

// The set-up link is one, takes no user, and goes with the first.
func testSetUp(t *testing.T, s Store) {
	ctx := t.Context()
	setUp := func() (account.Invitation, error) {
		i := newInvitation("")
		return i, s.CreateInvitation(ctx, i, []byte(i.ID), nil)
	}
	replaced, err := setUp()
	must(t, err)
	open, err := setUp()
	must(t, err)
	first := newUser("ada@example.com", account.Owner)
	wantKind(t, s.AcceptInvitation(ctx, replaced.ID, first, note("user.create", first.ID)), errs.NotFound)
	must(t, s.AcceptInvitation(ctx, open.ID, first, note("user.create", first.ID)))
	second := newUser("bob@example.com", account.Owner)
	wantKind(t, s.AcceptInvitation(ctx, open.ID, second, note("user.create", second.ID)), errs.NotFound)
	if _, err := setUp(); errCode(err) != "EMAIL_TAKEN" {
		t.Fatalf("with a user: %v", err)
	}
	must(t, s.DeleteUser(ctx, first.ID, 1, account.Effects{}, note("user.delete", first.ID)))
	_, err = setUp()
	must(t, err)
	must(t, s.CreateUser(ctx, second, note("user.create", second.ID)))
	if list, err := s.Invitations(ctx, cursor.Place{}, 10); err != nil || len(list) != 0 {
		t.Fatalf("left over: %+v, %v", list, err)
	}
}

// Of many who accept at once, also of those who are made a user otherwise at that moment, one becomes a user.
func testAcceptances(t *testing.T, s Store) {
	const tries = 12
	ctx := t.Context()
	for _, email := range []string{"", "ada@example.com"} {
		open := newInvitation(email)
		must(t, s.CreateInvitation(ctx, open, []byte(open.ID), nil))
		results := make(chan error, tries)
		for n := range tries {
			go func() {
				u := newUser("ada@example.com", account.Owner)
				if n%4 == 3 {
					results <- s.CreateUser(ctx, u, note("user.create", u.ID))
					return
				}
				results <- s.AcceptInvitation(ctx, open.ID, u, note("user.create", u.ID))
			}()
		}
		made := 0
		for range tries {
			switch err := <-results; {
			case err == nil:
				made++
			case errs.KindOf(err) != errs.NotFound && errCode(err) != "EMAIL_TAKEN":
				t.Errorf("%q: %v", email, err)
			}
		}
		users, err := s.Users(ctx, cursor.Place{}, 10)
		must(t, err)
		if made != 1 || len(users) != 1 {
			t.Fatalf("%q: %d became a user, there are %d", email, made, len(users))
		}
		must(t, s.DeleteUser(ctx, users[0].ID, 1, account.Effects{}, note("user.delete", users[0].ID)))
	}
}
