package account

import (
	"context"
	"time"

	"latchkey/internal/errs"
	"latchkey/internal/random"
)

// Session is one browser in which a console user is signed in.
type Session struct {
	ID         string
	UserID     string
	CreatedAt  time.Time
	LastUsedAt time.Time // to the minute
	ExpiresAt  time.Time // whatever its use
	Address    string    // where the user signed in from
	UserAgent  string    // with which browser
}

// SessionStore keeps sessions. Every change carries its audit entry, written in the same transaction.
type SessionStore interface {
	// CreateSession stores a session under its digest, notes the sign-in at the user, and forgets all sessions last used before idle or expired at the session's creation.
	// It fails with errs.Precondition when the user no longer has the version, or is disabled.
	CreateSession(ctx context.Context, session Session, digest []byte, userVersion int64, idle time.Time, entry Entry) error
	// SessionByDigest returns a session with its user; it fails with errs.NotFound.
	SessionByDigest(ctx context.Context, digest []byte) (Session, User, error)
	// Sessions returns the sessions of a user, the last used first.
	Sessions(ctx context.Context, userID string) ([]Session, error)
	// DeleteSession fails with errs.NotFound, also when the session is another user's.
	DeleteSession(ctx context.Context, userID, id string, entry Entry) error
}

const (
	sessionPrefix   = "lks_"
	sessionLifetime = 30 * 24 * time.Hour
	sessionIdle     = 7 * 24 * time.Hour
	maxUserAgent    = 200
)

// Browser is where somebody signs in.
type Browser struct {
	Address   string // its network address
	UserAgent string // its name
}

// Credentials are what somebody signs in with, and where.
type Credentials struct {
	Email, Password string
	Browser
}

// SignIn checks a password and starts a session, whose secret is returned only now. It fails with errs.Unauthenticated, in the same words and after the same
// time whether the e-mail is unknown, the user disabled or the password wrong; with errs.RateLimited after too many failures; and with errs.Unavailable under
// too many sign-ins at once.
func (s *Service) SignIn(ctx context.Context, c Credentials) (Session, User, string, error) {
	email := canonicalEmail(c.Email)
	giveBack, err := s.attempts.begin(email, c.Address, s.now())
	if err != nil {
		return Session{}, User{}, "", err
	}
	r, reason, err := s.checkPassword(ctx, email, c.Password)
	if err == nil && reason != "" {
		err = s.signInFailed(ctx, r.User, c.Address, reason,
			errs.New(errs.Unauthenticated, "SIGN_IN_FAILED", "The e-mail address or the password is wrong."))
	}
	if err != nil {
		return Session{}, User{}, "", err
	}
	giveBack()
	session, secret, err := s.startSession(ctx, r.User, c.Browser)
	return session, r.User, secret, err
}

// checkPassword returns why the sign-in is refused, "" when it is not. Whatever the reason, one password is compared.
func (s *Service) checkPassword(ctx context.Context, email, password string) (r UserRecord, reason string, err error) {
	r, err = s.store.UserByEmail(ctx, email)
	known := err == nil
	if err != nil && errs.KindOf(err) != errs.NotFound {
		return r, "", err
	}
	if len(password) > maxPassword*4 { // longer than any password in UTF-8: not worth hashing
		password = ""
	}
	ok, err := s.hasher.matches(ctx, password, r.hash())
	switch {
	case err != nil:
		return r, "", err
	case !known:
		return r, "unknown e-mail", nil
	case !ok:
		return r, "wrong password", nil
	case r.Disabled:
		return r, "user is disabled", nil
	}
	return r, "", nil
}

// signInFailed writes down that somebody failed, and returns what they are told. What was typed as the e-mail of no user is not written: it may be a password.
func (s *Service) signInFailed(ctx context.Context, u User, address, reason string, told error) error {
	if now := s.moment(); s.attempts.note(now) {
		actor := Actor{Kind: KindUser, ID: u.ID, Name: u.Name, Address: address}
		entry := Record(now, actor, "user.sign-in-failed", u.ID, "", nil, map[string]string{"reason": reason})
		if err := s.store.AddAudit(ctx, entry); err != nil {
			return err
		}
	}
	return told
}

func (s *Service) startSession(ctx context.Context, u User, from Browser) (Session, string, error) {
	now := s.moment()
	session := Session{
		ID: random.ID("s_"), UserID: u.ID, CreatedAt: now, LastUsedAt: now, ExpiresAt: now.Add(sessionLifetime),
		Address: from.Address, UserAgent: shortened(from.UserAgent),
	}
	secret := random.Secret(sessionPrefix)
	entry := Record(now, userActor(u, session.ID, from.Address), "user.sign-in", u.ID, "", nil, map[string]string{"sessionId": session.ID})
	err := s.store.CreateSession(ctx, session, digest(secret), u.Version, now.Add(-sessionIdle), entry)
	if errs.KindOf(err) == errs.Precondition { // changed while the password was compared: it may be another one now
		err = changedMeanwhile(err)
	}
	return session, secret, err
}

func changedMeanwhile(cause error) error {
	return errs.Wrap(cause, errs.Unavailable, "SIGN_IN_BUSY", "This user was changed at the same moment. Please try again.")
}

// shortened is what is kept of the name of a browser, in printable ASCII.
func shortened(userAgent string) string {
	out := make([]byte, 0, maxUserAgent)
	for i := 0; i < len(userAgent) && len(out) < maxUserAgent; i++ {
		if c := userAgent[i]; c >= ' ' && c <= '~' {
			out = append(out, c)
		}
	}
	return string(out)
}

func userActor(u User, sessionID, address string) Actor {
	return Actor{Kind: KindUser, ID: u.ID, Name: u.Name, Role: u.Role, Address: address, SessionID: sessionID}
}

// Resume returns the actor of a session; it fails with errs.Unauthenticated when the session is unknown or over, or its user disabled.
func (s *Service) Resume(ctx context.Context, secret string) (Actor, error) {
	over := errs.New(errs.Unauthenticated, "SESSION_INVALID", "You are not signed in, or your session is over. Please sign in.")
	if !wellFormed(secret, sessionPrefix) {
		return Actor{}, over
	}
	session, user, err := s.store.SessionByDigest(ctx, digest(secret))
	if errs.KindOf(err) == errs.NotFound {
		return Actor{}, over
	}
	if err != nil {
		return Actor{}, err
	}
	now := s.now()
	if user.Disabled || !s.alive(session, now) {
		return Actor{}, over
	}
	s.used.session(session.ID, now)
	return userActor(user, session.ID, ""), nil
}

func (s *Service) alive(session Session, now time.Time) bool {
	return now.Before(session.ExpiresAt) && now.Before(session.LastUsedAt.Add(sessionIdle))
}

// Sessions returns the sessions of a user that are not over, the last used first.
func (s *Service) Sessions(ctx context.Context, userID string) ([]Session, error) {
	all, err := s.store.Sessions(ctx, userID)
	now, list := s.now(), make([]Session, 0, len(all))
	for _, session := range all {
		if s.alive(session, now) {
			list = append(list, session)
		}
	}
	return list, err
}

// EndSession ends one of the actor's own sessions: the one in use is signed out. It fails with errs.NotFound.
func (s *Service) EndSession(ctx context.Context, actor Actor, id string) error {
	action := "user.end-session"
	if id == actor.SessionID {
		action = "user.sign-out"
	}
	entry := Record(s.moment(), actor, action, actor.ID, "", map[string]string{"sessionId": id}, nil)
	return s.store.DeleteSession(ctx, actor.ID, id, entry)
}
