package account

import (
	"context"
	"testing"
	"time"

	"latchkey/internal/cursor"
	"latchkey/internal/errs"
)

// inviting keeps one invitation, and counts how often somebody asks for it.
type inviting struct {
	Store
	i     Invitation
	hash  []byte
	users []User
	asked int
}

func (s *inviting) CreateInvitation(_ context.Context, i Invitation, digest []byte, _ *Entry) error {
	s.i, s.hash = i, digest
	return nil
}

func (s *inviting) InvitationByDigest(_ context.Context, digest []byte) (Invitation, error) {
	if s.asked++; string(digest) != string(s.hash) {
		return Invitation{}, errs.Missing("invitation")
	}
	return s.i, nil
}

func (s *inviting) Users(context.Context, cursor.Place, int) ([]User, error) { return s.users, nil }

func codeOf(err error) string {
	if e, ok := errs.As(err); ok {
		return e.Code
	}
	return ""
}

// An invitation is open for its time and not a moment longer, the set-up link only without users.
func TestInvitationExpires(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		lifetime time.Duration
		make     func(*Service) (string, error)
	}{
		"invitation": {7 * 24 * time.Hour, func(s *Service) (string, error) {
			_, secret, err := s.Invite(t.Context(), System, []byte(`{"email": "Ada@example.com", "role": "editor"}`))
			return secret, err
		}},
		"set-up link": {24 * time.Hour, func(s *Service) (string, error) { return s.SetUp(t.Context()) }},
	} {
		store, now := &inviting{}, start
		s := New(store, func() time.Time { return now })
		secret, err := c.make(s)
		if err != nil {
			t.Fatal(err)
		}
		now = start.Add(c.lifetime - time.Millisecond)
		if i, err := s.Look(t.Context(), secret, "192.0.2.1"); err != nil || i.ID != store.i.ID || i.CreatedBy.Kind != KindSystem {
			t.Errorf("%s: in the last moment: %+v %v", name, i, err)
		}
		store.users = []User{{}}
		if _, err := s.Look(t.Context(), secret, "192.0.2.1"); (codeOf(err) == "INVITATION_INVALID") != store.i.SetsUp() {
			t.Errorf("%s: with a user: %v", name, err)
		}
		store.users = nil
		now = start.Add(c.lifetime)
		if _, err := s.Look(t.Context(), secret, "192.0.2.1"); codeOf(err) != "INVITATION_INVALID" {
			t.Errorf("%s: at its end: %v", name, err)
		}
		if _, _, _, err := s.Accept(t.Context(), Acceptance{Secret: secret, Email: "ada@example.com", Name: "Ada", Password: "long enough for all"}); codeOf(err) != "INVITATION_INVALID" {
			t.Errorf("%s: accepted at its end: %v", name, err)
		}
	}
}

// What has been changed on its way is refused without a look-up.
func TestTamperedInvitation(t *testing.T) {
	t.Parallel()
	store := &inviting{}
	s := New(store, func() time.Time { return start })
	secret, err := s.SetUp(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for n, bad := range []string{secret[1:], secret + "0", secret[:len(secret)-1], "lks_" + secret[4:], secret[:10] + "." + secret[11:], swapped(secret), ""} {
		if _, err := s.Look(t.Context(), bad, "192.0.2.1"); codeOf(err) != "INVITATION_INVALID" || store.asked > 0 {
			t.Errorf("%d: %v, %d look-ups", n, err, store.asked)
		}
	}
	if _, err := s.Look(t.Context(), secret, "192.0.2.1"); err != nil || store.asked != 1 {
		t.Errorf("%v, %d look-ups", err, store.asked)
	}
}

// swapped changes one character in the middle.
func swapped(secret string) string {
	other := byte('a')
	if secret[20] == other {
		other = 'b'
	}
	return secret[:20] + string(other) + secret[21:]
}

// Nobody invites to more than they may themselves.
func TestInvitersRights(t *testing.T) {
	t.Parallel()
	s := New(&inviting{}, func() time.Time { return start })
	for _, c := range []struct {
		actor Actor
		role  string
		code  string
	}{
		{Actor{Role: Owner}, "owner", ""},
		{Actor{Role: Editor}, "editor", ""},
		{Actor{Role: Editor}, "owner", "MORE_THAN_OWN_RIGHTS"},
		{Actor{Role: Owner, Scopes: []Scope{ManageAccess}}, "viewer", "MORE_THAN_OWN_RIGHTS"},
	} {
		if _, _, err := s.Invite(t.Context(), c.actor, []byte(`{"email": "ada@example.com", "role": "`+c.role+`"}`)); codeOf(err) != c.code {
			t.Errorf("%+v to %s: %v", c.actor, c.role, err)
		}
	}
}

func TestLowerASCII(t *testing.T) {
	t.Parallel()
	for email, want := range map[string]string{
		"Ada.L@Example.COM": "ada.l@example.com", "\u212aate@example.com": "\u212aate@example.com", "ÜNAL@example.com": "Ünal@example.com", "": "",
	} {
		if got := lowerASCII(email); got != want {
			t.Errorf("%q becomes %q", email, got)
		}
	}
}
