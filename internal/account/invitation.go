package account

import (
	"context"
	"net/mail"
	"strings"
	"time"

	"latchkey/internal/cursor"
	"latchkey/internal/edit"
	"latchkey/internal/errs"
	"latchkey/internal/random"
)

// InvitationDraft is what is chosen about an invitation.
type InvitationDraft struct {
	Email string `json:"email"` // in lower case; "" = the set-up link
	Name  string `json:"name"`  // "" = whoever accepts it says
	Role  Role   `json:"role"`
}

// Invitation lets one person become a console user with a role, once and for a while. Its secret is in a link. The one without an e-mail is the set-up link,
// by which whoever holds it becomes the first user; it is over as soon as there is one.
type Invitation struct {
	ID string
	InvitationDraft
	CreatedAt time.Time
	ExpiresAt time.Time
	CreatedBy Creator
}

// Place is the invitation's place in lists.
func (i Invitation) Place() cursor.Place { return cursor.Place{At: i.CreatedAt, ID: i.ID} }

// SetsUp says whether it is the set-up link.
func (i Invitation) SetsUp() bool { return i.Email == "" }

// InvitationStore keeps the open invitations. Every change carries its audit entry, written in the same transaction.
type InvitationStore interface {
	// CreateInvitation stores an invitation under its digest, in place of the one with the same e-mail. It fails with EmailTaken when a user has the e-mail;
	// the set-up link, when there is any user. A set-up link has no entry.
	CreateInvitation(ctx context.Context, i Invitation, digest []byte, entry *Entry) error
	// Invitation fails with errs.NotFound.
	Invitation(ctx context.Context, id string) (Invitation, error)
	// InvitationByDigest fails with errs.NotFound.
	InvitationByDigest(ctx context.Context, digest []byte) (Invitation, error)
	// InvitationByEmail finds by the e-mail in lower case; it fails with errs.NotFound.
	InvitationByEmail(ctx context.Context, email string) (Invitation, error)
	// Invitations returns a page ordered by creation time and id, after a place (zero = from the first).
	Invitations(ctx context.Context, after cursor.Place, limit int) ([]Invitation, error)
	// AcceptInvitation takes an invitation away and creates the user. It fails with errs.NotFound when the invitation is no longer there, or over when the user is
	// created, or a set-up link and there is a user; and with EmailTaken.
	AcceptInvitation(ctx context.Context, id string, r UserRecord, entry Entry) error
	// DeleteInvitation fails with errs.NotFound.
	DeleteInvitation(ctx context.Context, id string, entry Entry) error
}

const (
	invitationPrefix   = "lki_"
	invitationLifetime = 7 * 24 * time.Hour
	setUpLifetime      = 24 * time.Hour
)

// InvitationInvalid is the refusal of an invitation that is unknown, used or over, all alike.
func InvitationInvalid() error {
	return errs.New(errs.NotFound, "INVITATION_INVALID",
		"This invitation is not valid: it was used, withdrawn or replaced, or it has expired. Ask whoever invited you for a new one. "+
			"The first console user gets a new link when the server starts again.")
}

// Invite makes an invitation from JSON fields and returns it with its secret, which is shown only now. It takes the place of an open one with the same e-mail.
// It fails with errs.Invalid, EmailTaken, and errs.Forbidden as CreateUser, and when the role is more than the actor's.
func (s *Service) Invite(ctx context.Context, actor Actor, raw []byte) (Invitation, string, error) {
	if err := mayShapeUsers(actor); err != nil {
		return Invitation{}, "", err
	}
	var draft InvitationDraft
	problems := edit.Decode(raw, &draft)
	draft.Email, draft.Name = canonicalEmail(draft.Email), strings.TrimSpace(draft.Name)
	problems = append(problems, draft.validate()...)
	if err := errs.InvalidFields(errs.Distinct(problems)); err != nil {
		return Invitation{}, "", err
	}
	if !actor.Role.Includes(draft.Role) {
		return Invitation{}, "", tooMuch("Nobody can be invited to a role that is more than your own.")
	}
	i, secret := s.newInvitation(draft, actor, invitationLifetime)
	entry := Record(i.CreatedAt, actor, "invitation.create", i.ID, "", nil, auditedInvitation(i))
	return i, secret, s.store.CreateInvitation(ctx, i, digest(secret), &entry)
}

// SetUp makes the set-up link, in place of an earlier one, and returns its secret; "" when there is a console user already.
func (s *Service) SetUp(ctx context.Context) (secret string, err error) {
	i, secret := s.newInvitation(InvitationDraft{Role: Owner}, System, setUpLifetime)
	err = s.store.CreateInvitation(ctx, i, digest(secret), nil)
	if errs.KindOf(err) == errs.Conflict {
		return "", nil
	}
	return secret, err
}

// SetUpNeeded says whether there is no console user yet.
func (s *Service) SetUpNeeded(ctx context.Context) (bool, error) {
	users, err := s.store.Users(ctx, cursor.Place{}, 1)
	return len(users) == 0, err
}

func (s *Service) newInvitation(draft InvitationDraft, by Actor, lifetime time.Duration) (Invitation, string) {
	now := s.moment()
	return Invitation{
		ID: random.ID("i_"), InvitationDraft: draft, CreatedAt: now, ExpiresAt: now.Add(lifetime),
		CreatedBy: Creator{Kind: by.Kind, ID: by.ID, Name: by.Name},
	}, random.Secret(invitationPrefix)
}

// validate returns every problem of meaning.
func (d InvitationDraft) validate() []errs.Field {
	var problems errs.Problems
	checkEmail(&problems, d.Email)
	problems.Text("name", d.Name, 0, maxName)
	d.Role.problem(&problems)
	return problems
}

func checkEmail(problems *errs.Problems, email string) {
	problems.Text("email", email, 0, maxEmail)
	if parsed, err := mail.ParseAddress(email); err != nil || parsed.Address != email {
		problems.Add("email", "must be an e-mail address such as ada@example.com", nil)
	}
}

// Invitations returns a page in order of creation, after a place. Invitations that have expired are listed until they are withdrawn or replaced.
func (s *Service) Invitations(ctx context.Context, after cursor.Place, limit int) ([]Invitation, error) {
	return s.store.Invitations(ctx, after, limit)
}

// Withdraw removes an invitation: its link is refused from then on. It fails with errs.NotFound, and with errs.Forbidden as CreateUser.
func (s *Service) Withdraw(ctx context.Context, actor Actor, id string) error {
	if err := mayShapeUsers(actor); err != nil {
		return err
	}
	i, err := s.store.Invitation(ctx, id)
	if err != nil {
		return err
	}
	return s.store.DeleteInvitation(ctx, id, Record(s.moment(), actor, "invitation.delete", id, "", auditedInvitation(i), nil))
}

// Look returns the open invitation of a secret. It fails with InvitationInvalid, and with errs.RateLimited after too many failures from an address.
func (s *Service) Look(ctx context.Context, secret, address string) (Invitation, error) {
	giveBack, err := s.attempts.begin("", address, s.now())
	if err != nil {
		return Invitation{}, err
	}
	i, err := s.openInvitation(ctx, secret)
	if err == nil {
		giveBack()
	}
	return i, err
}

func (s *Service) openInvitation(ctx context.Context, secret string) (Invitation, error) {
	if !wellFormed(secret, invitationPrefix) {
		return Invitation{}, InvitationInvalid()
	}
	i, err := s.store.InvitationByDigest(ctx, digest(secret))
	if errs.KindOf(err) == errs.NotFound {
		return Invitation{}, InvitationInvalid()
	}
	if err != nil {
		return Invitation{}, err
	}
	open := s.now().Before(i.ExpiresAt)
	if open && i.SetsUp() {
		open, err = s.SetUpNeeded(ctx)
	}
	if err == nil && !open {
		err = InvitationInvalid()
	}
	return i, err
}

// Acceptance is what somebody accepts an invitation with.
type Acceptance struct {
	Secret   string
	Email    string // of the set-up link alone; others have one
	Name     string // "" = as in the invitation
	Password string
	Browser
}

// Accept makes the user of an invitation, which is used up by it, and signs the user in. It fails as Look, and with errs.Invalid, EmailTaken, and
// errs.Unavailable as SignIn. Of several at once one succeeds.
func (s *Service) Accept(ctx context.Context, a Acceptance) (Session, User, string, error) {
	i, err := s.Look(ctx, a.Secret, a.Address)
	if err != nil {
		return Session{}, User{}, "", err
	}
	draft := UserDraft{Email: i.Email, Name: a.Name, Role: i.Role, Password: a.Password}
	if i.SetsUp() {
		draft.Email = a.Email
	}
	if strings.TrimSpace(draft.Name) == "" {
		draft.Name = i.Name
	}
	draft.canonical()
	if err := userProblems(nil, draft.validate(true)); err != nil {
		return Session{}, User{}, "", err
	}
	hash, err := s.hasher.hash(ctx, draft.Password)
	if err != nil {
		return Session{}, User{}, "", err
	}
	r := s.newUser(draft, hash)
	if err := s.admit(ctx, i, r, a.Browser); err != nil {
		return Session{}, User{}, "", err
	}
	session, secret, err := s.startSession(ctx, r.User, a.Browser)
	return session, r.User, secret, err
}

// admit makes the user of an invitation.
func (s *Service) admit(ctx context.Context, i Invitation, r UserRecord, from Browser) error {
	password := "set"
	if r.PasswordHash == "" {
		password = "none"
	}
	after := struct {
		userAudit
		InvitationID string `json:"invitationId"`
	}{auditedUser(r.User, password), i.ID}
	err := s.store.AcceptInvitation(ctx, i.ID, r, Record(r.CreatedAt, userActor(r.User, "", from.Address), "user.create", r.ID, "", nil, after))
	if errs.KindOf(err) == errs.NotFound {
		err = InvitationInvalid()
	}
	return err
}

func auditedInvitation(i Invitation) any {
	return struct {
		InvitationDraft
		ExpiresAt time.Time `json:"expiresAt"`
	}{i.InvitationDraft, i.ExpiresAt}
}
