package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/cursor"
)

const (
	insertUser = `INSERT INTO users (id, email, name, role, disabled, password_hash, openid_issuer, openid_subject, created_at, updated_at, version)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`

	userColumns = `SELECT u.id, u.email, u.name, u.role, u.disabled, u.password_hash, u.openid_issuer, u.openid_subject,
		u.created_at, u.updated_at, u.last_sign_in_at, u.version`

	selectUser = userColumns + ` FROM users u WHERE u.id = $1`

	selectUserByEmail = userColumns + ` FROM users u WHERE u.email = $1`

	selectUsers = userColumns + ` FROM users u WHERE (u.created_at, u.id) > ($1, $2) ORDER BY u.created_at, u.id LIMIT $3`

	updateUser = `UPDATE users SET email = $3, name = $4, role = $5, disabled = $6, password_hash = $7, openid_issuer = $8, openid_subject = $9,
		updated_at = $10, version = $2
		WHERE id = $1 AND version = $2 - 1`

	deleteUser = `DELETE FROM users WHERE id = $1 AND version = $2`

	// Keeps two transactions from losing the last two owners at the same moment. It is one row that all of them lock: rows of users, locked in the order in which each
	// transaction happens to find them, would let two wait for each other.
	lockOwners = `INSERT INTO settings (name, value) VALUES ('owners-lock', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value`

	countOwners = `SELECT COUNT(*) FROM users WHERE role = 'owner' AND NOT disabled`

	insertSession = `INSERT INTO sessions (id, user_id, digest, address, user_agent, created_at, last_used_at, expires_at)
		VALUES ($1, $2, $3, $4, $5, $6, $6, $7)`

	signInUser = `UPDATE users SET last_sign_in_at = $3 WHERE id = $1 AND version = $2 AND NOT disabled`

	deleteOldSessions = `DELETE FROM sessions WHERE last_used_at < $1 OR expires_at <= $2`

	sessionColumns = `s.id, s.user_id, s.address, s.user_agent, s.created_at, s.last_used_at, s.expires_at`

	selectSessionByDigest = userColumns + `, ` + sessionColumns + ` FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.digest = $1`

	selectSessions = `SELECT ` + sessionColumns + ` FROM sessions s WHERE s.user_id = $1 ORDER BY s.last_used_at DESC, s.id`

	useSession = `UPDATE sessions SET last_used_at = $2 WHERE id = $1 AND last_used_at < $2`

	deleteSession = `DELETE FROM sessions WHERE user_id = $1 AND id = $2`

	deleteUserSessions = `DELETE FROM sessions WHERE user_id = $1`
)

// CreateUser implements account.Store.
func (s *Store) CreateUser(ctx context.Context, r account.UserRecord, entry account.Entry) error {
	return s.inTx(ctx, func(t tx) error {
		if _, err := t.exec(deleteOtherSetUp, ""); err != nil {
			return err
		}
		return s.addUser(t, r, entry)
	})
}

// addUser adds a user whose invitation, if there is one, is over with it. The set-up link must have gone before: two transactions that lock the
// invitations in the same order never wait for each other.
func (s *Store) addUser(t tx, r account.UserRecord, entry account.Entry) error {
	if _, err := t.exec(deleteInvitationOf, r.Email); err != nil {
		return err
	}
	_, err := t.exec(insertUser, r.ID, r.Email, r.Name, string(r.Role), r.Disabled, r.PasswordHash, r.Identity.Issuer, r.Identity.Subject,
		millis(r.CreatedAt), millis(r.UpdatedAt), r.Version)
	if err != nil {
		return s.emailTaken(err)
	}
	return addAudit(t, entry)
}

// User implements account.Store.
func (s *Store) User(ctx context.Context, id string) (r account.UserRecord, err error) {
	err = s.one(ctx, "user", func(row row) error { return scanUser(row, &r) }, selectUser, id)
	return r, err
}

// UserByEmail implements account.Store.
func (s *Store) UserByEmail(ctx context.Context, email string) (r account.UserRecord, err error) {
	err = s.one(ctx, "user", func(row row) error { return scanUser(row, &r) }, selectUserByEmail, email)
	return r, err
}

// Users implements account.Store.
func (s *Store) Users(ctx context.Context, after cursor.Place, limit int) (list []account.User, err error) {
	err = s.each(ctx, func(rows *sql.Rows) error {
		var r account.UserRecord
		err := scanUser(rows, &r)
		list = append(list, r.User)
		return err
	}, selectUsers, millis(after.At), after.ID, limit)
	return list, err
}

// UpdateUser implements account.Store.
func (s *Store) UpdateUser(ctx context.Context, r account.UserRecord, effects account.Effects, entry account.Entry) error {
	return s.changeUser(ctx, r.ID, effects, entry, func(t tx) (int64, error) {
		changed, err := t.exec(updateUser, r.ID, r.Version, r.Email, r.Name, string(r.Role), r.Disabled, r.PasswordHash,
			r.Identity.Issuer, r.Identity.Subject, millis(r.UpdatedAt))
		return changed, s.emailTaken(err)
	})
}

// DeleteUser implements account.Store.
func (s *Store) DeleteUser(ctx context.Context, id string, version int64, effects account.Effects, entry account.Entry) error {
	return s.changeUser(ctx, id, effects, entry, func(t tx) (int64, error) { return t.exec(deleteUser, id, version) })
}

func (s *Store) changeUser(ctx context.Context, id string, effects account.Effects, entry account.Entry, change func(tx) (int64, error)) error {
	return s.inTx(ctx, func(t tx) error {
		if effects.LosesOwner {
			if _, err := t.exec(lockOwners, []byte{}); err != nil {
				return err
			}
		}
		changed, err := change(t)
		if err := changedOne(changed, err, "user"); err != nil {
			return err
		}
		if effects.LosesOwner {
			var owners int
			if err := t.scalar(&owners, countOwners); err != nil {
				return err
			}
			if owners == 0 {
				return account.LastOwner()
			}
		}
		if effects.EndSessions {
			if _, err := t.exec(deleteUserSessions, id); err != nil {
				return err
			}
		}
		return addAudit(t, entry)
	})
}

// emailTaken turns what must be unique about a user, but for the random id, into the domain's error: the e-mail, and the identity, which comes with one.
func (s *Store) emailTaken(err error) error {
	if errors.Is(s.dialect.classify(err), errDuplicate) {
		return account.EmailTaken()
	}
	return err
}

// CreateSession implements account.Store.
func (s *Store) CreateSession(ctx context.Context, session account.Session, digest []byte, userVersion int64, idle time.Time, entry account.Entry) error {
	created := millis(session.CreatedAt)
	return s.inTx(ctx, func(t tx) error {
		// First, because it makes a change of the password wait, or waits for it.
		changed, err := t.exec(signInUser, session.UserID, userVersion, created)
		if err := changedOne(changed, err, "user"); err != nil {
			return err
		}
		if _, err := t.exec(deleteOldSessions, millis(idle), created); err != nil {
			return err
		}
		_, err = t.exec(insertSession, session.ID, session.UserID, digest, session.Address, session.UserAgent, created, millis(session.ExpiresAt))
		if err != nil {
			return err
		}
		return addAudit(t, entry)
	})
}

// SessionByDigest implements account.Store.
func (s *Store) SessionByDigest(ctx context.Context, digest []byte) (session account.Session, user account.User, err error) {
	var r account.UserRecord
	var times sessionTimes
	err = s.one(ctx, "session", func(row row) error { return scanUser(row, &r, times.columns(&session)...) }, selectSessionByDigest, digest)
	times.set(&session)
	return session, r.User, err
}

// Sessions implements account.Store.
func (s *Store) Sessions(ctx context.Context, userID string) (list []account.Session, err error) {
	err = s.each(ctx, func(rows *sql.Rows) error {
		var session account.Session
		var times sessionTimes
		err := rows.Scan(times.columns(&session)...)
		times.set(&session)
		list = append(list, session)
		return err
	}, selectSessions, userID)
	return list, err
}

// DeleteSession implements account.Store.
func (s *Store) DeleteSession(ctx context.Context, userID, id string, entry account.Entry) error {
	return s.inTx(ctx, func(t tx) error {
		if err := t.one("session", deleteSession, userID, id); err != nil {
			return err
		}
		return addAudit(t, entry)
	})
}

func scanUser(row row, r *account.UserRecord, more ...any) error {
	var created, updated int64
	var signedIn *int64
	err := row.Scan(append([]any{&r.ID, &r.Email, &r.Name, &r.Role, &r.Disabled, &r.PasswordHash, &r.Identity.Issuer, &r.Identity.Subject,
		&created, &updated, &signedIn, &r.Version}, more...)...)
	r.CreatedAt, r.UpdatedAt, r.LastSignInAt = fromMillis(created), fromMillis(updated), fromOptionalMillis(signedIn)
	return err
}

// sessionTimes are the times of a session as they are stored.
type sessionTimes struct{ created, used, expires int64 }

func (t *sessionTimes) columns(s *account.Session) []any {
	return []any{&s.ID, &s.UserID, &s.Address, &s.UserAgent, &t.created, &t.used, &t.expires}
}

func (t *sessionTimes) set(s *account.Session) {
	s.CreatedAt, s.LastUsedAt, s.ExpiresAt = fromMillis(t.created), fromMillis(t.used), fromMillis(t.expires)
}
