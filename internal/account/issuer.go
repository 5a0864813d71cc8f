package account

import (
	"context"
	"strings"

	"latchkey/internal/errs"
)

// Identity is who somebody is to an OpenID Connect issuer; the zero value is nobody.
type Identity struct{ Issuer, Subject string }

// Person is what an issuer says of somebody who has signed in there.
type Person struct {
	Identity
	Email         string
	EmailVerified bool
	Name          string
}

// SignInAtIssuer starts a session for whoever an issuer says that it is. prove asks the issuer. Who signs in is a user that is not disabled, or has an open
// invitation, with exactly the verified e-mail; nobody is let in because an issuer knows them. From the first time on a user is the same subject of the issuer.
//
// It fails with errs.Unauthenticated, whose code is OPENID_FAILED, OPENID_EMAIL_NOT_VERIFIED or OPENID_NO_USER, with errs.RateLimited after too many failures
// from an address, and with errs.Unavailable when the user is changed at the same moment.
func (s *Service) SignInAtIssuer(ctx context.Context, from Browser, prove func(context.Context) (Person, error)) (Session, User, string, error) {
	giveBack, err := s.attempts.begin("", from.Address, s.now())
	if err != nil {
		return Session{}, User{}, "", err
	}
	p, err := prove(ctx)
	if err != nil {
		failed := errs.Wrap(err, errs.Unauthenticated, "OPENID_FAILED", "The sign-in at the issuer has failed. Please try again.")
		return Session{}, User{}, "", s.signInFailed(ctx, User{}, from.Address, "the issuer did not confirm who it is", failed)
	}
	r, err := s.recognise(ctx, p, from)
	if err != nil {
		return Session{}, User{}, "", err
	}
	giveBack()
	session, secret, err := s.startSession(ctx, r.User, from)
	return session, r.User, secret, err
}

// recognise returns the user that a person is, who may be new and invited.
func (s *Service) recognise(ctx context.Context, p Person, from Browser) (UserRecord, error) {
	refuse := func(u User, code, message, reason string) (UserRecord, error) {
		return UserRecord{}, s.signInFailed(ctx, u, from.Address, reason, errs.New(errs.Unauthenticated, code, message))
	}
	email := lowerASCII(p.Email)
	if email == "" || !p.EmailVerified {
		return refuse(User{}, "OPENID_EMAIL_NOT_VERIFIED", "The issuer does not say that your e-mail address is verified.", "e-mail is not verified by the issuer")
	}
	const nobody, noUser = "OPENID_NO_USER", "No console user with your e-mail address may sign in here. Ask an owner to invite you."
	r, err := s.store.UserByEmail(ctx, email)
	switch {
	case errs.KindOf(err) == errs.NotFound:
		r, err = s.admitPerson(ctx, email, p, from)
	case err != nil:
	case r.Disabled:
		return refuse(r.User, nobody, noUser, "user is disabled")
	case r.Identity.Issuer != p.Issuer: // none, or of an issuer that the settings no longer name
		r, err = s.remember(ctx, r, p.Identity, from)
	case r.Identity != p.Identity:
		return refuse(r.User, nobody, noUser, "another subject of the issuer has the e-mail")
	}
	switch errs.KindOf(err) {
	case errs.NotFound:
		return refuse(User{}, nobody, noUser, "unknown e-mail")
	case errs.Conflict:
		return refuse(User{}, nobody, noUser, "the subject of the issuer is another user")
	}
	return r, err
}

// admitPerson makes the user of the open invitation for an e-mail, without a password. It fails with errs.NotFound when there is none.
func (s *Service) admitPerson(ctx context.Context, email string, p Person, from Browser) (UserRecord, error) {
	i, err := s.store.InvitationByEmail(ctx, email)
	if err != nil {
		return UserRecord{}, err
	}
	draft := UserDraft{Email: i.Email, Role: i.Role}
	for _, name := range []string{i.Name, p.Name, strings.ToValidUTF8(i.Email[:min(len(i.Email), maxName)], "")} {
		var problems errs.Problems
		draft.Name = strings.TrimSpace(name)
		if problems.Text("name", draft.Name, 1, maxName); len(problems) == 0 {
			break
		}
	}
	r := s.newUser(draft, "")
	r.Identity = p.Identity
	return r, s.admit(ctx, i, r, from)
}

// remember notes who a user is to an issuer. It fails with errs.Conflict when another user is the same.
func (s *Service) remember(ctx context.Context, r UserRecord, who Identity, from Browser) (UserRecord, error) {
	before := r.Identity
	r.Identity, r.Version, r.UpdatedAt = who, r.Version+1, s.moment()
	entry := Record(r.UpdatedAt, userActor(r.User, "", from.Address), "user.link-issuer", r.ID, "", auditedIdentity(before), auditedIdentity(who))
	err := s.store.UpdateUser(ctx, r, Effects{}, entry)
	if errs.KindOf(err) == errs.Precondition {
		err = changedMeanwhile(err)
	}
	return r, err
}

func auditedIdentity(i Identity) any {
	if i == (Identity{}) {
		return nil
	}
	return map[string]string{"issuer": i.Issuer, "subject": i.Subject}
}

// lowerASCII is an e-mail of an issuer in lower case. Other letters stay as they are: some of them become ASCII in lower case, and then two people would have
// the same e-mail.
func lowerASCII(email string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, email)
}
