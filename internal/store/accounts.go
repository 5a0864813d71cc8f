package store

import (
	"context"
	"database/sql"

	"latchkey/internal/account"
)

const (
	insertToken = `INSERT INTO access_tokens (id, name, digest, role, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)`

	selectTokenByDigest = `SELECT id, name, role, created_at, expires_at, last_used_at FROM access_tokens WHERE digest = $1`

	insertAudit = `INSERT INTO audit (id, at, actor_kind, actor_id, actor_name, address, action, object_type, object_id, assistant_id,
		before_value, after_value) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`

	selectAudit = `SELECT id, at, actor_kind, actor_id, actor_name, address, action, object_type, object_id, assistant_id,
		before_value, after_value FROM audit
		WHERE $1 = '' OR (at, id) < ((SELECT at FROM audit WHERE id = $1), $1) ORDER BY at DESC, id DESC LIMIT $2`
)

// CreateToken implements account.Store.
func (s *Store) CreateToken(ctx context.Context, token account.Token, digest []byte, entry account.Entry) error {
	return s.inTx(ctx, func(t tx) error {
		_, err := t.exec(insertToken, token.ID, token.Name, digest, string(token.Role), millis(token.CreatedAt), optionalMillis(token.ExpiresAt))
		if err != nil {
			return err
		}
		return addAudit(t, entry)
	})
}

// TokenByDigest implements account.Store.
func (s *Store) TokenByDigest(ctx context.Context, digest []byte) (token account.Token, err error) {
	var created int64
	var expires, used *int64
	err = s.one(ctx, "access token", func(row row) error {
		return row.Scan(&token.ID, &token.Name, &token.Role, &created, &expires, &used)
	}, selectTokenByDigest, digest)
	token.CreatedAt, token.ExpiresAt, token.LastUsedAt = fromMillis(created), fromOptionalMillis(expires), fromOptionalMillis(used)
	return token, err
}

// AddAudit implements key.Store.
func (s *Store) AddAudit(ctx context.Context, entry account.Entry) error {
	return s.inTx(ctx, func(t tx) error { return addAudit(t, entry) })
}

// addAudit writes the audit entry of a change, in the transaction of the change.
func addAudit(t tx, e account.Entry) error {
	t.own.add(e.ID)
	_, err := t.exec(insertAudit, e.ID, millis(e.At), e.Actor.Kind, e.Actor.ID, e.Actor.Name, e.Actor.Address, e.Action,
		e.ObjectType, e.ObjectID, e.AssistantID, optionalText(e.Before), optionalText(e.After))
	return err
}

// Audit implements account.Store.
func (s *Store) Audit(ctx context.Context, before string, limit int) (list []account.Entry, err error) {
	err = s.each(ctx, func(rows *sql.Rows) error {
		var e account.Entry
		var at int64
		var old, fresh *string
		err := rows.Scan(&e.ID, &at, &e.Actor.Kind, &e.Actor.ID, &e.Actor.Name, &e.Actor.Address, &e.Action,
			&e.ObjectType, &e.ObjectID, &e.AssistantID, &old, &fresh)
		e.At, e.Before, e.After = fromMillis(at), fromOptionalText(old), fromOptionalText(fresh)
		list = append(list, e)
		return err
	}, selectAudit, before, limit)
	return list, err
}
