package store

import (
	"context"
	"database/sql"
	"errors"

	"latchkey/internal/account"
	"latchkey/internal/errs"
	"latchkey/internal/secretbox"
)

const (
	// One statement, so that the check and the keys are of one ring.
	selectRing = `SELECT s.value, k.id, k.wrapped, COALESCE(k.state, ''), COALESCE(k.created_at, 0), COALESCE(k.changed_at, 0)
		FROM settings s LEFT JOIN data_keys k ON k.id IS NOT NULL WHERE s.name = 'master-key-check' ORDER BY k.created_at, k.id`

	insertCheck = `INSERT INTO settings (name, value) VALUES ('master-key-check', $1) ON CONFLICT (name) DO NOTHING`

	updateCheck = `UPDATE settings SET value = $1 WHERE name = 'master-key-check' AND value = $2`

	deleteDataKeys = `DELETE FROM data_keys`

	insertDataKey = `INSERT INTO data_keys (id, wrapped, state, created_at, changed_at) VALUES ($1, $2, $3, $4, $5)`

	selectSealedSecrets = `SELECT digest, 'api-key', key_id, sealed FROM api_key_secrets WHERE digest > $1 ORDER BY digest LIMIT $2`

	updateSealedSecret = `UPDATE api_key_secrets SET sealed = $3 WHERE digest = $1 AND sealed = $2`

	selectSecretKeyIDs = `SELECT DISTINCT substr(sealed, 2, 4) FROM api_key_secrets`

	selectSealedCredentials = `SELECT id, 'model-credential', id, sealed_credential FROM assistants
		WHERE id > $1 AND sealed_credential IS NOT NULL ORDER BY id LIMIT $2`

	updateSealedCredential = `UPDATE assistants SET sealed_credential = $3 WHERE id = $1 AND sealed_credential = $2`

	selectCredentialKeyIDs = `SELECT DISTINCT substr(sealed_credential, 2, 4) FROM assistants WHERE sealed_credential IS NOT NULL`

	selectSealedFallbacks = `SELECT id, 'fallback-credential', id, sealed_fallback_credential FROM assistants
		WHERE id > $1 AND sealed_fallback_credential IS NOT NULL ORDER BY id LIMIT $2`

	updateSealedFallback = `UPDATE assistants SET sealed_fallback_credential = $3 WHERE id = $1 AND sealed_fallback_credential = $2`

	selectFallbackKeyIDs = `SELECT DISTINCT substr(sealed_fallback_credential, 2, 4) FROM assistants WHERE sealed_fallback_credential IS NOT NULL`

	selectSealedTokens = `SELECT id, 'conversation-token', id, sealed_token FROM conversations WHERE id > $1 ORDER BY id LIMIT $2`

	updateSealedToken = `UPDATE conversations SET sealed_token = $3 WHERE id = $1 AND sealed_token = $2`

	selectTokenKeyIDs = `SELECT DISTINCT substr(sealed_token, 2, 4) FROM conversations`

	// The settings that are sealed, separated by commas: each for the purpose of its name, without an owner.
	sealedSettingsColumns = `'key-mark'`

	selectSealedSettings = `SELECT name, name, '', value FROM settings WHERE name > $1 AND name IN (` + sealedSettingsColumns + `)
		ORDER BY name LIMIT $2`

	updateSealedSetting = `UPDATE settings SET value = $3 WHERE name = $1 AND value = $2`

	selectSettingKeyIDs = `SELECT DISTINCT substr(value, 2, 4) FROM settings WHERE name IN (` + sealedSettingsColumns + `)`
)

// SealedColumn is a column whose values a secretbox has sealed.
type SealedColumn struct {
	Name  string // "table.column"
	Holds string // what its values are, in the plural

	first  any    // less than the name of every row
	values string // after a row, at most so many: row, purpose, owner, sealed value
	update string // by row and old value
	keyIDs string
}

// SealedColumns is every sealed column of the database. Whatever is sealed and not here becomes unreadable when its data key is removed.
func SealedColumns() []SealedColumn {
	return []SealedColumn{
		{"api_key_secrets.sealed", "API keys", []byte{}, selectSealedSecrets, updateSealedSecret, selectSecretKeyIDs},
		{"assistants.sealed_credential", "model credentials", "", selectSealedCredentials, updateSealedCredential, selectCredentialKeyIDs},
		{"assistants.sealed_fallback_credential", "fallback credentials", "", selectSealedFallbacks, updateSealedFallback, selectFallbackKeyIDs},
		{"conversations.sealed_token", "conversation tokens", "", selectSealedTokens, updateSealedToken, selectTokenKeyIDs},
		{"settings.value", "settings", "", selectSealedSettings, updateSealedSetting, selectSettingKeyIDs},
	}
}

// Ring implements secretbox.Store. It fails with errs.NotFound for a database that no server has used yet; the ring of a database from
// before there were data keys has a check only.
func (s *Store) Ring(ctx context.Context) (ring secretbox.Ring, err error) {
	err = s.each(ctx, func(rows *sql.Rows) error {
		var k secretbox.DataKey
		var id []byte
		var created, changed int64
		if err := rows.Scan(&ring.Check, &id, &k.Wrapped, &k.State, &created, &changed); err != nil || id == nil {
			return err
		}
		if copy(k.ID[:], id) != len(id) || len(id) != len(k.ID) {
			return errors.New("store: a data key's id has the wrong length")
		}
		k.CreatedAt, k.ChangedAt = fromMillis(created), fromMillis(changed)
		ring.Keys = append(ring.Keys, k)
		return nil
	}, selectRing)
	if err == nil && ring.Check == nil {
		err = errs.Missing("ring of data keys")
	}
	return ring, err
}

// SaveRing stores a ring in place of the one whose check is from (nil = there is none yet), durably, with its audit entry if there is
// one. It fails with errs.Precondition when somebody else stored another one meanwhile.
func (s *Store) SaveRing(ctx context.Context, from []byte, ring secretbox.Ring, entry *account.Entry) error {
	return s.dialect.durably(ctx, s.writer.db, func() error {
		return s.inTx(ctx, func(t tx) error {
			if err := replaceCheck(t, from, ring.Check); err != nil {
				return err
			}
			if _, err := t.exec(deleteDataKeys); err != nil {
				return err
			}
			for _, k := range ring.Keys {
				if _, err := t.exec(insertDataKey, k.ID[:], k.Wrapped, string(k.State), millis(k.CreatedAt), millis(k.ChangedAt)); err != nil {
					return err
				}
			}
			if entry == nil {
				return nil
			}
			return addAudit(t, *entry)
		})
	})
}

// replaceCheck locks the ring: until the transaction ends, others wait here.
func replaceCheck(t tx, from, check []byte) (err error) {
	var changed int64
	if from == nil {
		changed, err = t.exec(insertCheck, check)
	} else {
		changed, err = t.exec(updateCheck, check, from)
	}
	return changedOne(changed, err, "ring of data keys")
}

// SealedValue is a value of a sealed column, with what it was sealed for.
type SealedValue struct {
	Purpose, Owner string
	Sealed         []byte

	row any
}

// resealBatch bounds the memory of Reseal and the length of its transaction.
const resealBatch = 200

// Reseal reads the next values of a column, after the row named by after (nil = from the first), and stores what reseal makes of each,
// in one short transaction. It leaves alone those for which reseal returns nil, and those that somebody changes meanwhile. It returns
// the last row that it read, nil at the end, and how many values it stored.
func (s *Store) Reseal(ctx context.Context, column SealedColumn, after any, reseal func(SealedValue) []byte) (last any, stored int, err error) {
	if after == nil {
		after = column.first
	}
	values, err := s.sealedValues(ctx, column, after)
	if err != nil || len(values) == 0 {
		return nil, 0, err
	}
	fresh := make([][]byte, len(values))
	changed := false
	for i, v := range values {
		fresh[i] = reseal(v)
		changed = changed || fresh[i] != nil
	}
	if changed {
		stored, err = s.storeSealed(ctx, column, values, fresh)
	}
	return values[len(values)-1].row, stored, err
}

func (s *Store) sealedValues(ctx context.Context, column SealedColumn, after any) (list []SealedValue, err error) {
	err = s.each(ctx, func(rows *sql.Rows) error {
		var v SealedValue
		err := rows.Scan(&v.row, &v.Purpose, &v.Owner, &v.Sealed)
		list = append(list, v)
		return err
	}, column.values, after, resealBatch)
	return list, err
}

func (s *Store) storeSealed(ctx context.Context, column SealedColumn, values []SealedValue, fresh [][]byte) (stored int, err error) {
	err = s.inTx(ctx, func(t tx) error {
		for i, v := range values {
			if fresh[i] == nil {
				continue
			}
			changed, err := t.exec(column.update, v.row, v.Sealed, fresh[i])
			if err != nil {
				return err
			}
			stored += int(changed)
		}
		return nil
	})
	return stored, err
}

// UsedDataKeys returns the ids of the data keys that sealed something that is stored.
func (s *Store) UsedDataKeys(ctx context.Context) (map[secretbox.KeyID]bool, error) {
	used := map[secretbox.KeyID]bool{}
	for _, column := range SealedColumns() {
		err := s.each(ctx, func(rows *sql.Rows) error {
			var raw []byte
			if err := rows.Scan(&raw); err != nil {
				return err
			}
			var id secretbox.KeyID
			copy(id[:], raw)
			used[id] = true
			return nil
		}, column.keyIDs)
		if err != nil {
			return nil, err
		}
	}
	return used, nil
}
