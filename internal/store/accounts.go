package store

import (
	"context"
	"database/sql"
	"errors"
	"maps"
	"slices"

	"latchkey/internal/account"
	"latchkey/internal/cursor"
)

const (
	insertToken = `INSERT INTO access_tokens (id, name, digest, role, scopes, hint, created_by, created_at, expires_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`

	tokenColumns = `SELECT id, name, role, scopes, hint, created_by, created_at, expires_at, last_used_at FROM access_tokens`

	selectToken = tokenColumns + ` WHERE id = $1`

	selectTokenByDigest = tokenColumns + ` WHERE digest = $1`

	selectTokens = tokenColumns + ` WHERE (created_at, id) > ($1, $2) ORDER BY created_at, id LIMIT $3`

	deleteToken = `DELETE FROM access_tokens WHERE id = $1`

	useToken = `UPDATE access_tokens SET last_used_at = $2 WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2)`
)

// CreateToken implements account.Store.
func (s *Store) CreateToken(ctx context.Context, token account.Token, digest []byte, entry account.Entry) error {
	return s.inTx(ctx, func(t tx) error {
		_, err := t.exec(insertToken, token.ID, token.Name, digest, string(token.Role), document(token.Scopes), token.Hint,
			document(token.CreatedBy), millis(token.CreatedAt), optionalMillis(token.ExpiresAt))
		if err != nil {
			return err
		}
		return addAudit(t, entry)
	})
}

// Token implements account.Store.
func (s *Store) Token(ctx context.Context, id string) (token account.Token, err error) {
	err = s.one(ctx, "access token", func(row row) error { return scanToken(row, &token) }, selectToken, id)
	return token, err
}

// TokenByDigest implements account.Store.
func (s *Store) TokenByDigest(ctx context.Context, digest []byte) (token account.Token, err error) {
	err = s.one(ctx, "access token", func(row row) error { return scanToken(row, &token) }, selectTokenByDigest, digest)
	return token, err
}

// Tokens implements account.Store.
func (s *Store) Tokens(ctx context.Context, after cursor.Place, limit int) (list []account.Token, err error) {
	err = s.each(ctx, func(rows *sql.Rows) error {
		var token account.Token
		err := scanToken(rows, &token)
		list = append(list, token)
		return err
	}, selectTokens, millis(after.At), after.ID, limit)
	return list, err
}

// DeleteToken implements account.Store.
func (s *Store) DeleteToken(ctx context.Context, id string, entry account.Entry) error {
	return s.inTx(ctx, func(t tx) error {
		if err := t.one("access token", deleteToken, id); err != nil {
			return err
		}
		return addAudit(t, entry)
	})
}

// NoteUses implements account.Store.
func (s *Store) NoteUses(ctx context.Context, tokens, sessions account.Uses) error {
	return s.inTx(ctx, func(t tx) error {
		if err := noteUses(t, useToken, tokens); err != nil {
			return err
		}
		return noteUses(t, useSession, sessions)
	})
}

// noteUses goes by the order of the ids, so that two replicas that write at once wait for each other only in one direction.
func noteUses(t tx, text string, uses account.Uses) error {
	for _, id := range slices.Sorted(maps.Keys(uses)) {
		if _, err := t.exec(text, id, millis(uses[id])); err != nil {
			return err
		}
	}
	return nil
}

func scanToken(row row, token *account.Token) error {
	var scopes, creator string
	var created int64
	var expires, used *int64
	err := row.Scan(&token.ID, &token.Name, &token.Role, &scopes, &token.Hint, &creator, &created, &expires, &used)
	if err != nil {
		return err
	}
	token.CreatedAt, token.ExpiresAt, token.LastUsedAt = fromMillis(created), fromOptionalMillis(expires), fromOptionalMillis(used)
	return errors.Join(fromDocument(scopes, &token.Scopes), fromDocument(creator, &token.CreatedBy))
}
