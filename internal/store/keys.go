package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/cursor"
	"latchkey/internal/key"
)

const (
	insertKey = `INSERT INTO api_keys (id, assistant_id, name, hint, disabled, expires_at, restriction, configuration, limits,
		created_at, updated_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`

	insertKeySecret = `INSERT INTO api_key_secrets (digest, key_id, sealed, hint, created_at) VALUES ($1, $2, $3, $4, $5)`

	keyColumns = `SELECT k.id, k.assistant_id, k.name, k.hint, k.disabled, k.expires_at, k.restriction, k.configuration, k.limits,
		k.created_at, k.updated_at, k.deleted_at, k.last_used_at, k.last_used_origin, k.last_used_address, k.version`

	selectKey = keyColumns + ` FROM api_keys k WHERE k.assistant_id = $1 AND k.id = $2`

	selectKeys = keyColumns + ` FROM api_keys k WHERE k.assistant_id = $1 AND (k.deleted_at IS NOT NULL) = $2
		AND (k.created_at, k.id) > ($3, $4) ORDER BY k.created_at, k.id LIMIT $5`

	selectKeyByID = keyColumns + ` FROM api_keys k WHERE k.id = $1`

	selectKeyByDigest = keyColumns + `, s.grace_until FROM api_key_secrets s JOIN api_keys k ON k.id = s.key_id WHERE s.digest = $1`

	updateKey = `UPDATE api_keys SET name = $3, disabled = $4, expires_at = $5, restriction = $6, configuration = $7, limits = $8,
		updated_at = $9, deleted_at = $10, version = $2 WHERE id = $1 AND version = $2 - 1`

	updateKeyHint = `UPDATE api_keys SET hint = $2 WHERE id = $1`

	updateSecretGrace = `UPDATE api_key_secrets SET grace_until = $2 WHERE key_id = $1 AND (grace_until IS NULL OR grace_until > $2)`

	deleteSecretsOver = `DELETE FROM api_key_secrets WHERE key_id = $1 AND grace_until <= $2`

	countSecrets = `SELECT COUNT(*) FROM api_key_secrets WHERE key_id = $1`

	countAnySecret = `SELECT COUNT(*) FROM (SELECT 1 FROM api_key_secrets LIMIT 1) AS one_row`

	deleteAllSecretsOver = `DELETE FROM api_key_secrets WHERE grace_until <= $1`

	deleteSecretsOfDeleted = `DELETE FROM api_key_secrets WHERE key_id IN (SELECT id FROM api_keys WHERE deleted_at <= $1)`

	deleteDeletedKeys = `DELETE FROM api_keys WHERE deleted_at <= $1
		AND NOT EXISTS (SELECT 1 FROM conversations c WHERE c.key_id = api_keys.id)`

	deleteEmptyConversations = `DELETE FROM conversations WHERE query_count = 0 AND created_at <= $1`

	selectSealedSecret = `SELECT sealed FROM api_key_secrets WHERE key_id = $1 AND grace_until IS NULL`
)

// CreateKey implements key.Store.
func (s *Store) CreateKey(ctx context.Context, k key.Key, secret key.Secret, entry account.Entry) error {
	return noAssistant(s.inTx(ctx, func(t tx) error {
		_, err := t.exec(insertKey, k.ID, k.AssistantID, k.Name, k.Hint, k.Disabled, optionalMillis(k.ExpiresAt),
			document(k.Restriction), document(k.Configuration), document(k.Limits), millis(k.CreatedAt), millis(k.UpdatedAt), k.Version)
		if err != nil {
			return err
		}
		if _, err = t.exec(insertKeySecret, secret.Digest[:], k.ID, secret.Sealed, k.Hint, millis(k.CreatedAt)); err != nil {
			return err
		}
		return addAudit(t, entry)
	}))
}

// Key implements key.Store.
func (s *Store) Key(ctx context.Context, assistantID, id string) (k key.Key, err error) {
	err = s.one(ctx, "API key", func(row row) error { return scanKey(row, &k) }, selectKey, assistantID, id)
	return k, err
}

// KeyByID returns the key of an id, whatever its assistant and status. It fails with errs.NotFound.
func (s *Store) KeyByID(ctx context.Context, id string) (k key.Key, err error) {
	err = s.one(ctx, "API key", func(row row) error { return scanKey(row, &k) }, selectKeyByID, id)
	return k, err
}

// Keys implements key.Store.
func (s *Store) Keys(ctx context.Context, assistantID string, deleted bool, after cursor.Place, limit int) (list []key.Key, err error) {
	err = s.each(ctx, func(rows *sql.Rows) error {
		var k key.Key
		err := scanKey(rows, &k)
		list = append(list, k)
		return err
	}, selectKeys, assistantID, deleted, millis(after.At), after.ID, limit)
	return list, err
}

// KeyByDigest returns the key of a secret, whatever its status, and until when the secret is accepted (nil = it is the current one).
// It fails with errs.NotFound.
func (s *Store) KeyByDigest(ctx context.Context, digest key.Digest) (k key.Key, graceUntil *time.Time, err error) {
	var grace *int64
	err = s.one(ctx, "API key", func(row row) error { return scanKey(row, &k, &grace) }, selectKeyByDigest, digest[:])
	return k, fromOptionalMillis(grace), err
}

// UpdateKey implements key.Store.
func (s *Store) UpdateKey(ctx context.Context, k key.Key, entry account.Entry) error {
	return s.inTx(ctx, func(t tx) error {
		if err := changeKey(t, k); err != nil {
			return err
		}
		return addAudit(t, entry)
	})
}

func changeKey(t tx, k key.Key) error {
	changed, err := t.exec(updateKey, k.ID, k.Version, k.Name, k.Disabled, optionalMillis(k.ExpiresAt), document(k.Restriction),
		document(k.Configuration), document(k.Limits), millis(k.UpdatedAt), optionalMillis(k.DeletedAt))
	return changedOne(changed, err, "key")
}

// RotateKey implements key.Store.
func (s *Store) RotateKey(ctx context.Context, k key.Key, secret key.Secret, graceUntil time.Time, entry account.Entry) error {
	return s.inTx(ctx, func(t tx) error {
		if err := changeKey(t, k); err != nil {
			return err
		}
		if _, err := t.exec(updateKeyHint, k.ID, k.Hint); err != nil {
			return err
		}
		if _, err := t.exec(updateSecretGrace, k.ID, millis(graceUntil)); err != nil {
			return err
		}
		if _, err := t.exec(deleteSecretsOver, k.ID, millis(k.UpdatedAt)); err != nil {
			return err
		}
		var secrets int
		if err := t.scalar(&secrets, countSecrets, k.ID); err != nil {
			return err
		}
		if secrets >= key.MaxSecrets {
			return key.ErrTooManySecrets
		}
		if _, err := t.exec(insertKeySecret, secret.Digest[:], k.ID, secret.Sealed, k.Hint, millis(k.UpdatedAt)); err != nil {
			return err
		}
		return addAudit(t, entry)
	})
}

// HasSecrets says whether any key was ever made in this database.
func (s *Store) HasSecrets(ctx context.Context) (bool, error) {
	var n int
	err := s.one(ctx, "secret", func(row row) error { return row.Scan(&n) }, countAnySecret)
	return n > 0, err
}

// Purge implements key.Store.
func (s *Store) Purge(ctx context.Context, now, deletedBefore time.Time) error {
	return errors.Join(
		s.exec(ctx, deleteAllSecretsOver, millis(now)),
		s.exec(ctx, deleteEmptyConversations, millis(now.Add(-key.EmptyFor))),
		s.exec(ctx, deleteSecretsOfDeleted, millis(deletedBefore)),
		s.exec(ctx, deleteDeletedKeys, millis(deletedBefore)),
	)
}

// SealedSecret implements key.Store.
func (s *Store) SealedSecret(ctx context.Context, id string) (sealed []byte, err error) {
	err = s.one(ctx, "API key", func(row row) error { return row.Scan(&sealed) }, selectSealedSecret, id)
	return sealed, err
}

func scanKey(row row, k *key.Key, more ...any) error {
	var restriction, configuration, limits string
	var created, updated int64
	var expires, deleted, used *int64
	err := row.Scan(append([]any{&k.ID, &k.AssistantID, &k.Name, &k.Hint, &k.Disabled, &expires, &restriction, &configuration, &limits,
		&created, &updated, &deleted, &used, &k.LastUsedOrigin, &k.LastUsedAddress, &k.Version}, more...)...)
	if err != nil {
		return err
	}
	k.CreatedAt, k.UpdatedAt = fromMillis(created), fromMillis(updated)
	k.ExpiresAt, k.DeletedAt, k.LastUsedAt = fromOptionalMillis(expires), fromOptionalMillis(deleted), fromOptionalMillis(used)
	return errors.Join(fromDocument(restriction, &k.Restriction), fromDocument(configuration, &k.Configuration),
		fromDocument(limits, &k.Limits))
}
