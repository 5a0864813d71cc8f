package store

import (
	"context"
	"database/sql"
	"errors"

	"latchkey/internal/account"
	"latchkey/internal/cursor"
	"latchkey/internal/errs"
)

const (
	insertInvitation = `INSERT INTO invitations (id, digest, email, name, role, created_by, created_at, expires_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
		ON CONFLICT (email) DO UPDATE SET id = excluded.id, digest = excluded.digest, name = excluded.name, role = excluded.role,
			created_by = excluded.created_by, created_at = excluded.created_at, expires_at = excluded.expires_at`

	// Of the set-up link every user is in the way.
	countUsersInTheWay = `SELECT COUNT(*) FROM users WHERE email = $1 OR $1 = ''`

	invitationColumns = `SELECT id, email, name, role, created_by, created_at, expires_at FROM invitations`

	selectInvitation = invitationColumns + ` WHERE id = $1`

	selectInvitationByDigest = invitationColumns + ` WHERE digest = $1`

	selectInvitationByEmail = invitationColumns + ` WHERE email = $1`

	selectInvitations = invitationColumns + ` WHERE (created_at, id) > ($1, $2) ORDER BY created_at, id LIMIT $3`

	acceptInvitation = `DELETE FROM invitations WHERE id = $1 AND expires_at > $2 AND (email <> '' OR NOT EXISTS (SELECT 1 FROM users))`

	deleteInvitation = `DELETE FROM invitations WHERE id = $1`

	deleteOtherSetUp = `DELETE FROM invitations WHERE email = '' AND id <> $1`

	deleteInvitationOf = `DELETE FROM invitations WHERE email = $1`
)

// CreateInvitation implements account.Store.
func (s *Store) CreateInvitation(ctx context.Context, i account.Invitation, digest []byte, entry *account.Entry) error {
	return s.inTx(ctx, func(t tx) error {
		var users int
		if err := t.scalar(&users, countUsersInTheWay, i.Email); err != nil {
			return err
		}
		if users > 0 {
			return account.EmailTaken()
		}
		_, err := t.exec(insertInvitation, i.ID, digest, i.Email, i.Name, string(i.Role), document(i.CreatedBy), millis(i.CreatedAt), millis(i.ExpiresAt))
		if err != nil || entry == nil {
			return err
		}
		return addAudit(t, *entry)
	})
}

// Invitation implements account.Store.
func (s *Store) Invitation(ctx context.Context, id string) (account.Invitation, error) {
	return s.invitation(ctx, selectInvitation, id)
}

// InvitationByDigest implements account.Store.
func (s *Store) InvitationByDigest(ctx context.Context, digest []byte) (account.Invitation, error) {
	return s.invitation(ctx, selectInvitationByDigest, digest)
}

// InvitationByEmail implements account.Store.
func (s *Store) InvitationByEmail(ctx context.Context, email string) (account.Invitation, error) {
	return s.invitation(ctx, selectInvitationByEmail, email)
}

func (s *Store) invitation(ctx context.Context, text string, by any) (i account.Invitation, err error) {
	err = s.one(ctx, "invitation", func(row row) error { return scanInvitation(row, &i) }, text, by)
	return i, err
}

// Invitations implements account.Store.
func (s *Store) Invitations(ctx context.Context, after cursor.Place, limit int) (list []account.Invitation, err error) {
	err = s.each(ctx, func(rows *sql.Rows) error {
		var i account.Invitation
		err := scanInvitation(rows, &i)
		list = append(list, i)
		return err
	}, selectInvitations, millis(after.At), after.ID, limit)
	return list, err
}

// AcceptInvitation implements account.Store.
func (s *Store) AcceptInvitation(ctx context.Context, id string, r account.UserRecord, entry account.Entry) error {
	return s.inTx(ctx, func(t tx) error {
		if _, err := t.exec(deleteOtherSetUp, id); err != nil {
			return err
		}
		taken, err := t.exec(acceptInvitation, id, millis(r.CreatedAt))
		if err != nil {
			return err
		}
		if taken == 0 {
			return errs.Missing("invitation")
		}
		return s.addUser(t, r, entry)
	})
}

// DeleteInvitation implements account.Store.
func (s *Store) DeleteInvitation(ctx context.Context, id string, entry account.Entry) error {
	return s.inTx(ctx, func(t tx) error {
		if err := t.one("invitation", deleteInvitation, id); err != nil {
			return err
		}
		return addAudit(t, entry)
	})
}

func scanInvitation(row row, i *account.Invitation) error {
	var creator string
	var created, expires int64
	err := row.Scan(&i.ID, &i.Email, &i.Name, &i.Role, &creator, &created, &expires)
	i.CreatedAt, i.ExpiresAt = fromMillis(created), fromMillis(expires)
	return errors.Join(err, fromDocument(creator, &i.CreatedBy))
}
