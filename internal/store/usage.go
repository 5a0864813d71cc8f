package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"latchkey/internal/usage"
)

const (
	selectUsageKey = `SELECT COUNT(*) FROM api_keys WHERE id = $1`

	addUsage = `UPDATE usage_hours SET requests = requests + $4, conversations = conversations + $5, messages = messages + $6,
		input_tokens = input_tokens + $7, output_tokens = output_tokens + $8 WHERE key_id = $1 AND hour = $2 AND origin = $3`

	countUsage = `SELECT COUNT(*) FROM usage_hours WHERE key_id = $1 AND hour = $2 AND origin <> $3`

	insertUsage = `INSERT INTO usage_hours (key_id, hour, origin, requests, conversations, messages, input_tokens, output_tokens)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (key_id, hour, origin) DO UPDATE SET
		requests = usage_hours.requests + excluded.requests, conversations = usage_hours.conversations + excluded.conversations,
		messages = usage_hours.messages + excluded.messages, input_tokens = usage_hours.input_tokens + excluded.input_tokens,
		output_tokens = usage_hours.output_tokens + excluded.output_tokens`

	addDenials = `UPDATE denial_hours SET denials = denials + $6, last_at = CASE WHEN $7 > last_at THEN $7 ELSE last_at END
		WHERE key_id = $1 AND hour = $2 AND code = $3 AND caller = $4 AND report_only = $5`

	countDenials = `SELECT COUNT(*) FROM denial_hours WHERE key_id = $1 AND hour = $2 AND caller <> $3`

	insertDenials = `INSERT INTO denial_hours (key_id, hour, code, caller, report_only, denials, last_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (key_id, hour, code, caller, report_only) DO UPDATE SET
		denials = denial_hours.denials + excluded.denials,
		last_at = CASE WHEN excluded.last_at > denial_hours.last_at THEN excluded.last_at ELSE denial_hours.last_at END`

	addAddress = `UPDATE address_days SET requests = requests + $4, last_at = CASE WHEN $5 > last_at THEN $5 ELSE last_at END
		WHERE key_id = $1 AND day = $2 AND address = $3`

	countAddresses = `SELECT COUNT(*) FROM address_days WHERE key_id = $1 AND day = $2 AND address <> $3`

	insertAddress = `INSERT INTO address_days (key_id, day, address, requests, last_at) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (key_id, day, address) DO UPDATE SET requests = address_days.requests + excluded.requests,
		last_at = CASE WHEN excluded.last_at > address_days.last_at THEN excluded.last_at ELSE address_days.last_at END`

	updateKeyLast = `UPDATE api_keys SET last_used_at = $2, last_used_origin = $3, last_used_address = $4
		WHERE id = $1 AND (last_used_at IS NULL OR last_used_at <= $2)`

	updateSecretLast = `UPDATE api_key_secrets SET last_used_at = $2 WHERE digest = $1 AND (last_used_at IS NULL OR last_used_at <= $2)`

	selectUsage = `SELECT hour, origin, requests, conversations, messages, input_tokens, output_tokens FROM usage_hours
		WHERE key_id = $1 AND hour >= $2 AND hour < $3 ORDER BY hour, origin`

	selectDenials = `SELECT hour, code, caller, report_only, denials, last_at FROM denial_hours
		WHERE key_id = $1 AND hour >= $2 AND hour < $3 ORDER BY hour, code, caller`

	eachUsed = `SELECT u.key_id, u.hour, u.origin, u.requests, u.conversations, u.messages, u.input_tokens, u.output_tokens
		FROM api_keys k JOIN usage_hours u ON u.key_id = k.id WHERE k.assistant_id = $1 AND u.hour >= $2 AND u.hour < $3`

	eachDenied = `SELECT d.key_id, d.hour, d.code, d.caller, d.report_only, d.denials, d.last_at
		FROM api_keys k JOIN denial_hours d ON d.key_id = k.id WHERE k.assistant_id = $1 AND d.hour >= $2 AND d.hour < $3`

	selectKeyNames = `SELECT id, name FROM api_keys WHERE assistant_id = $1`

	selectCallerOrigins = `SELECT origin, CAST(SUM(requests) AS BIGINT), CAST(SUM(conversations) AS BIGINT), CAST(SUM(messages) AS BIGINT),
		CAST(SUM(input_tokens) AS BIGINT), CAST(SUM(output_tokens) AS BIGINT), MAX(hour) FROM usage_hours WHERE key_id = $1 AND hour >= $2 AND requests > 0 GROUP BY origin ORDER BY SUM(requests) DESC, origin`

	selectCallerAddresses = `SELECT address, CAST(SUM(requests) AS BIGINT), MAX(last_at) FROM address_days WHERE key_id = $1 AND day >= $2 AND last_at >= $3
		GROUP BY address ORDER BY SUM(requests) DESC, address`

	selectLastUse = `SELECT last_used_at FROM api_keys WHERE id = $1`

	selectSecrets = `SELECT hint, created_at, grace_until, last_used_at FROM api_key_secrets WHERE key_id = $1
		ORDER BY created_at DESC, CASE WHEN grace_until IS NULL THEN 0 ELSE 1 END, grace_until DESC, digest`

	deleteUsage = `DELETE FROM usage_hours WHERE hour < $1`

	deleteDenials = `DELETE FROM denial_hours WHERE hour < $1`

	deleteAddresses = `DELETE FROM address_days WHERE day < $1`

	deleteKeyDays = `DELETE FROM key_days WHERE day < $1`
)

// day is the beginning of a time's day in UTC.
func day(t time.Time) int64 { return millis(t.UTC().Truncate(24 * time.Hour)) }

// AddUsage implements usage.Store. Of an hour it tells apart as many callers as a meter does, also when several processes count, or one was started again.
func (s *Store) AddUsage(ctx context.Context, batch usage.Batch) error {
	return s.inTx(ctx, func(t tx) error {
		w := usageWriter{t, map[string]bool{}}
		for _, row := range batch.Used {
			if err := w.used(row); err != nil {
				return err
			}
		}
		for _, row := range batch.Denied {
			if err := w.denied(row); err != nil {
				return err
			}
		}
		for _, row := range batch.Addresses {
			if err := w.address(row); err != nil {
				return err
			}
		}
		for _, row := range batch.Elements {
			if err := w.sighting(row); err != nil {
				return err
			}
		}
		for _, row := range batch.Last {
			if err := w.last(row); err != nil {
				return err
			}
		}
		return nil
	})
}

// usageWriter adds rows in one transaction.
type usageWriter struct {
	tx
	there map[string]bool // keys, whether they are still there
}

// gone says whether a key was removed meanwhile.
func (w usageWriter) gone(keyID string) (bool, error) {
	there, known := w.there[keyID]
	if !known {
		var n int
		if err := w.scalar(&n, selectUsageKey, keyID); err != nil {
			return false, err
		}
		there = n > 0
		w.there[keyID] = there
	}
	return !there, nil
}

// full says whether so many rows are there that a new one is counted under usage.Others.
func (w usageWriter) full(count, keyID string, time int64) (bool, error) {
	var n int
	err := w.scalar(&n, count, keyID, time, usage.Others)
	return n >= usage.MaxCallers, err
}

func (w usageWriter) used(u usage.Used) error {
	if gone, err := w.gone(u.KeyID); gone || err != nil {
		return err
	}
	hour := millis(u.Hour)
	row := []any{u.KeyID, hour, u.Origin, u.Requests, u.Conversations, u.Messages, u.InputTokens, u.OutputTokens}
	changed, err := w.exec(addUsage, row...)
	if err != nil || changed > 0 {
		return err
	}
	full, err := w.full(countUsage, u.KeyID, hour)
	if err != nil {
		return err
	}
	if full {
		row[2] = usage.Others
	}
	_, err = w.exec(insertUsage, row...)
	return err
}

func (w usageWriter) denied(d usage.Denied) error {
	if gone, err := w.gone(d.KeyID); gone || err != nil {
		return err
	}
	hour := millis(d.Hour)
	row := []any{d.KeyID, hour, d.Code, d.Caller, d.ReportOnly, d.Count, millis(d.LastAt)}
	changed, err := w.exec(addDenials, row...)
	if err != nil || changed > 0 {
		return err
	}
	full, err := w.full(countDenials, d.KeyID, hour)
	if err != nil {
		return err
	}
	if full {
		row[3] = usage.Others
	}
	_, err = w.exec(insertDenials, row...)
	return err
}

func (w usageWriter) address(a usage.Address) error {
	if gone, err := w.gone(a.KeyID); gone || err != nil {
		return err
	}
	row := []any{a.KeyID, day(a.LastAt), a.Address, a.Requests, millis(a.LastAt)}
	changed, err := w.exec(addAddress, row...)
	if err != nil || changed > 0 {
		return err
	}
	full, err := w.full(countAddresses, a.KeyID, day(a.LastAt))
	if err != nil || full {
		return err
	}
	_, err = w.exec(insertAddress, row...)
	return err
}

func (w usageWriter) last(l usage.Last) error {
	if _, err := w.exec(updateKeyLast, l.KeyID, millis(l.At), l.Origin, l.Address); err != nil {
		return err
	}
	_, err := w.exec(updateSecretLast, l.Digest[:], millis(l.At))
	return err
}

// Usage implements usage.Store.
func (s *Store) Usage(ctx context.Context, keyID string, from, to time.Time) (list []usage.Used, err error) {
	err = s.each(ctx, func(rows *sql.Rows) error {
		u := usage.Used{KeyID: keyID}
		var hour int64
		err := rows.Scan(&hour, &u.Origin, &u.Requests, &u.Conversations, &u.Messages, &u.InputTokens, &u.OutputTokens)
		u.Hour = fromMillis(hour)
		list = append(list, u)
		return err
	}, selectUsage, keyID, millis(from), millis(to))
	return list, err
}

// Denials implements usage.Store.
func (s *Store) Denials(ctx context.Context, keyID string, from, to time.Time) (list []usage.Denied, err error) {
	err = s.each(ctx, func(rows *sql.Rows) error {
		d := usage.Denied{KeyID: keyID}
		var hour, last int64
		err := rows.Scan(&hour, &d.Code, &d.Caller, &d.ReportOnly, &d.Count, &last)
		d.Hour, d.LastAt = fromMillis(hour), fromMillis(last)
		list = append(list, d)
		return err
	}, selectDenials, keyID, millis(from), millis(to))
	return list, err
}

// EachUsed implements usage.Store.
func (s *Store) EachUsed(ctx context.Context, assistantID string, from, to time.Time, visit func(usage.Used)) error {
	return s.each(ctx, func(rows *sql.Rows) error {
		var u usage.Used
		var hour int64
		err := rows.Scan(&u.KeyID, &hour, &u.Origin, &u.Requests, &u.Conversations, &u.Messages, &u.InputTokens, &u.OutputTokens)
		if err != nil {
			return err
		}
		u.Hour = fromMillis(hour)
		visit(u)
		return nil
	}, eachUsed, assistantID, millis(from), millis(to))
}

// EachDenied implements usage.Store.
func (s *Store) EachDenied(ctx context.Context, assistantID string, from, to time.Time, visit func(usage.Denied)) error {
	return s.each(ctx, func(rows *sql.Rows) error {
		var d usage.Denied
		var hour, last int64
		err := rows.Scan(&d.KeyID, &hour, &d.Code, &d.Caller, &d.ReportOnly, &d.Count, &last)
		if err != nil {
			return err
		}
		d.Hour, d.LastAt = fromMillis(hour), fromMillis(last)
		visit(d)
		return nil
	}, eachDenied, assistantID, millis(from), millis(to))
}

// KeyNames implements usage.Store.
func (s *Store) KeyNames(ctx context.Context, assistantID string) (map[string]string, error) {
	names := map[string]string{}
	err := s.each(ctx, func(rows *sql.Rows) error {
		var id, name string
		err := rows.Scan(&id, &name)
		names[id] = name
		return err
	}, selectKeyNames, assistantID)
	return names, err
}

// Callers implements usage.Store.
func (s *Store) Callers(ctx context.Context, keyID string, since time.Time) (r usage.Recent, err error) {
	var last *int64
	if err = s.one(ctx, "API key", func(row row) error { return row.Scan(&last) }, selectLastUse, keyID); err != nil {
		return r, err
	}
	if last == nil || *last < millis(since) {
		return r, nil
	}
	r.LastUsedAt = fromMillis(*last)
	err = s.each(ctx, func(rows *sql.Rows) error {
		var o usage.Origin
		var hour int64
		err := rows.Scan(&o.Origin, &o.Requests, &o.Conversations, &o.Messages, &o.InputTokens, &o.OutputTokens, &hour)
		o.LastHour = fromMillis(hour)
		r.Origins = append(r.Origins, o)
		return err
	}, selectCallerOrigins, keyID, millis(since.UTC().Truncate(time.Hour)))
	if err != nil {
		return r, err
	}
	err = s.each(ctx, func(rows *sql.Rows) error {
		a := usage.Address{KeyID: keyID}
		var last int64
		err := rows.Scan(&a.Address, &a.Requests, &last)
		a.LastAt = fromMillis(last)
		r.Addresses = append(r.Addresses, a)
		return err
	}, selectCallerAddresses, keyID, day(since), millis(since))
	return r, err
}

// Secrets implements usage.Store.
func (s *Store) Secrets(ctx context.Context, keyID string) (list []usage.Secret, err error) {
	err = s.each(ctx, func(rows *sql.Rows) error {
		var secret usage.Secret
		var created int64
		var grace, used *int64
		err := rows.Scan(&secret.Hint, &created, &grace, &used)
		secret.CreatedAt, secret.GraceUntil, secret.LastUsedAt = fromMillis(created), fromOptionalMillis(grace), fromOptionalMillis(used)
		list = append(list, secret)
		return err
	}, selectSecrets, keyID)
	return list, err
}

// ForgetUsage implements usage.Store, in one short transaction for each table.
func (s *Store) ForgetUsage(ctx context.Context, before time.Time) error {
	var failed []error
	for _, text := range []string{deleteUsage, deleteDenials, deleteAddresses, deleteKeyDays, deleteSightings} {
		failed = append(failed, s.exec(ctx, text, millis(before)))
	}
	return errors.Join(failed...)
}
