package account

import (
	"context"
	"strings"
	"time"

	"latchkey/internal/cursor"
	"latchkey/internal/edit"
	"latchkey/internal/errs"
	"latchkey/internal/random"
)

// UserDraft is what is chosen about a console user.
type UserDraft struct {
	Email    string `json:"email"` // in lower case
	Name     string `json:"name"`
	Role     Role   `json:"role"`
	Disabled bool   `json:"disabled"`
	Password string `json:"password"` // only on its way in; "" = as it is
}

// User is a console user, without the password.
type User struct {
	ID string
	UserDraft
	CreatedAt    time.Time
	UpdatedAt    time.Time
	LastSignInAt *time.Time
	Version      int64
}

// Place is the user's place in lists.
func (u User) Place() cursor.Place { return cursor.Place{At: u.CreatedAt, ID: u.ID} }

// UserRecord is a user as it is stored.
type UserRecord struct {
	User
	PasswordHash string   // "" = there is no password
	Identity     Identity // of the first sign-in at an issuer
}

// hash is what a password is compared with: of a user without one it takes as long, and none is right.
func (r UserRecord) hash() string {
	if r.PasswordHash == "" {
		return nobodysHash
	}
	return r.PasswordHash
}

// Effects are what a change of a user brings about, in the transaction of the change.
type Effects struct {
	EndSessions bool // all sessions of the user end
	LosesOwner  bool // an active owner is lost: the change fails with LastOwner when no other is left
}

// UserStore keeps console users. Every change carries its audit entry, written in the same transaction.
type UserStore interface {
	// CreateUser fails with EmailTaken. An open invitation with the e-mail goes, and the set-up link.
	CreateUser(ctx context.Context, r UserRecord, entry Entry) error
	// User fails with errs.NotFound.
	User(ctx context.Context, id string) (UserRecord, error)
	// UserByEmail finds by the e-mail in lower case; it fails with errs.NotFound.
	UserByEmail(ctx context.Context, email string) (UserRecord, error)
	// Users returns a page ordered by creation time and id, after a place (zero = from the first).
	Users(ctx context.Context, after cursor.Place, limit int) ([]User, error)
	// UpdateUser stores r, whose Version is one more than the stored one; it fails with errs.Precondition when that is not so, with EmailTaken and LastOwner.
	UpdateUser(ctx context.Context, r UserRecord, effects Effects, entry Entry) error
	// DeleteUser removes the user with all sessions; version and errors as in UpdateUser.
	DeleteUser(ctx context.Context, id string, version int64, effects Effects, entry Entry) error
}

// LastOwner is the refusal to lose the last user who can manage access.
func LastOwner() error {
	return errs.New(errs.Conflict, "LAST_OWNER", "This is the last active owner. Make somebody else an owner first.")
}

// EmailTaken is the refusal of an e-mail that another user has.
func EmailTaken() error {
	return errs.New(errs.Conflict, "EMAIL_TAKEN", "Another user has this e-mail address already.")
}

const maxEmail = 254

func (d *UserDraft) canonical() {
	d.Email, d.Name = canonicalEmail(d.Email), strings.TrimSpace(d.Name)
}

func canonicalEmail(email string) string { return strings.ToLower(strings.TrimSpace(email)) }

// validate returns every problem of meaning; a password is needed when there is none yet.
func (d UserDraft) validate(passwordNeeded bool) []errs.Field {
	var problems errs.Problems
	problems.Text("name", d.Name, 1, maxName)
	checkEmail(&problems, d.Email)
	d.Role.problem(&problems)
	if passwordNeeded || d.Password != "" {
		checkPassword(&problems, d.Password, d.Email)
	}
	return problems
}

// isActiveOwner says whether the user can manage access.
func (u User) isActiveOwner() bool { return u.Role == Owner && !u.Disabled }

// CreateUser makes a console user from JSON fields. It fails with errs.Invalid, Conflict, and Forbidden when the actor's token is narrowed by scopes.
func (s *Service) CreateUser(ctx context.Context, actor Actor, raw []byte) (User, error) {
	if err := mayShapeUsers(actor); err != nil {
		return User{}, err
	}
	var draft UserDraft
	problems := edit.Decode(raw, &draft)
	draft.canonical()
	if err := userProblems(problems, draft.validate(true)); err != nil {
		return User{}, err
	}
	hash, err := s.hasher.hash(ctx, draft.Password)
	if err != nil {
		return User{}, err
	}
	r := s.newUser(draft, hash)
	entry := Record(r.CreatedAt, actor, "user.create", r.ID, "", nil, auditedUser(r.User, "set"))
	return r.User, s.store.CreateUser(ctx, r, entry)
}

// newUser is a user of a valid draft, from now on.
func (s *Service) newUser(draft UserDraft, hash string) UserRecord {
	draft.Password = ""
	now := s.moment()
	return UserRecord{User: User{ID: random.ID("u_"), UserDraft: draft, CreatedAt: now, UpdatedAt: now, Version: 1}, PasswordHash: hash}
}

// mayShapeUsers keeps tokens that are narrowed by scopes from making a user, who never is.
func mayShapeUsers(actor Actor) error {
	if len(actor.Scopes) > 0 {
		return tooMuch("This access token has scopes and users have none, so it cannot create, invite, change or delete one. Use a token without scopes.")
	}
	return nil
}

func userProblems(form, meaning []errs.Field) error {
	problems := append(form, meaning...)
	withoutSecrets(problems)
	return errs.InvalidFields(errs.Distinct(problems))
}

// EditUser applies a JSON merge patch. version is the one the caller saw, 0 = any. A new password, or disabling the user, ends all sessions of the user.
// It fails with errs.Invalid, NotFound, Conflict (EmailTaken, LastOwner), Precondition or Forbidden.
func (s *Service) EditUser(ctx context.Context, actor Actor, id string, version int64, patch []byte) (u User, err error) {
	if err := mayShapeUsers(actor); err != nil {
		return User{}, err
	}
	err = errs.RetryChanged(version == 0, func() error {
		u, err = s.editUser(ctx, actor, id, version, patch)
		return err
	})
	return u, err
}

func (s *Service) editUser(ctx context.Context, actor Actor, id string, version int64, patch []byte) (User, error) {
	before, err := s.expectUser(ctx, id, version)
	if err != nil {
		return User{}, err
	}
	var draft UserDraft
	problems := edit.Merge(before.UserDraft, patch, &draft)
	draft.canonical()
	if err := userProblems(problems, draft.validate(false)); err != nil {
		return User{}, err
	}
	after, password := before, "" // "" = as it was
	if draft.Password != "" {
		if after.PasswordHash, err = s.hasher.hash(ctx, draft.Password); err != nil {
			return User{}, err
		}
		password = "changed"
	}
	if draft.Email != before.Email { // it may be somebody else's at the issuer
		after.Identity = Identity{}
	}
	draft.Password = ""
	after.UserDraft = draft
	return s.saveUser(ctx, actor, before, after, password)
}

// ChangePassword lets signed-in users change their own password, and ends all their sessions. It fails with errs.Invalid when the current one is wrong, and as
// SignIn when too many were.
func (s *Service) ChangePassword(ctx context.Context, actor Actor, current, password string) error {
	r, err := s.store.User(ctx, actor.ID)
	if err != nil {
		return err
	}
	var problems errs.Problems
	checkPassword(&problems, password, r.Email)
	if err := errs.InvalidFields(errs.Distinct(problems)); err != nil {
		return err
	}
	giveBack, err := s.attempts.begin(r.Email, actor.Address, s.now())
	if err != nil {
		return err
	}
	ok, err := s.hasher.matches(ctx, current, r.hash())
	if err != nil {
		return err
	}
	if !ok {
		return errs.InvalidFields([]errs.Field{{Location: "currentPassword", Message: "is not your password"}})
	}
	giveBack()
	after := r
	if after.PasswordHash, err = s.hasher.hash(ctx, password); err != nil {
		return err
	}
	_, err = s.saveUser(ctx, actor, r, after, "changed")
	return err
}

func (s *Service) saveUser(ctx context.Context, actor Actor, before, after UserRecord, password string) (User, error) {
	after.Version, after.UpdatedAt = before.Version+1, s.moment()
	effects := Effects{
		EndSessions: after.Disabled || password != "",
		LosesOwner:  before.isActiveOwner() && !after.isActiveOwner(),
	}
	entry := Record(after.UpdatedAt, actor, "user.update", after.ID, "", auditedUser(before.User, ""), auditedUser(after.User, password))
	return after.User, s.store.UpdateUser(ctx, after, effects, entry)
}

// DeleteUser removes a user; all sessions end. Errors as EditUser.
func (s *Service) DeleteUser(ctx context.Context, actor Actor, id string, version int64) error {
	if err := mayShapeUsers(actor); err != nil {
		return err
	}
	return errs.RetryChanged(version == 0, func() error {
		before, err := s.expectUser(ctx, id, version)
		if err != nil {
			return err
		}
		entry := Record(s.moment(), actor, "user.delete", id, "", auditedUser(before.User, ""), nil)
		return s.store.DeleteUser(ctx, id, before.Version, Effects{EndSessions: true, LosesOwner: before.isActiveOwner()}, entry)
	})
}

// User returns one user; it fails with errs.NotFound.
func (s *Service) User(ctx context.Context, id string) (User, error) {
	r, err := s.store.User(ctx, id)
	return r.User, err
}

// UserByEmail is User by the e-mail address, in any case of letters.
func (s *Service) UserByEmail(ctx context.Context, email string) (User, error) {
	r, err := s.store.UserByEmail(ctx, canonicalEmail(email))
	return r.User, err
}

// Users returns a page in order of creation, after a place.
func (s *Service) Users(ctx context.Context, after cursor.Place, limit int) ([]User, error) {
	return s.store.Users(ctx, after, limit)
}

func (s *Service) expectUser(ctx context.Context, id string, version int64) (UserRecord, error) {
	r, err := s.store.User(ctx, id)
	if err == nil && version != 0 && version != r.Version {
		return UserRecord{}, errs.Changed("user")
	}
	return r, err
}

// userAudit is what the audit trail keeps of a user.
type userAudit struct {
	Email    string `json:"email"`
	Name     string `json:"name"`
	Role     Role   `json:"role"`
	Disabled bool   `json:"disabled"`
	Password string `json:"password,omitempty"` // what happened to it; "" = nothing
}

func auditedUser(u User, password string) userAudit {
	return userAudit{u.Email, u.Name, u.Role, u.Disabled, password}
}
