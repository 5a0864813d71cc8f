package store

import (
	"context"
	"database/sql"

	"latchkey/internal/usage"
)

const (
	addSighting = `UPDATE element_sightings SET requests = requests + $4, last_seen = CASE WHEN $5 > last_seen THEN $5 ELSE last_seen END
		WHERE key_id = $1 AND origin = $2 AND version = $3`

	// The key has room for one more after this: those that were seen last stay.
	makeRoomForSighting = `DELETE FROM element_sightings WHERE key_id = $1 AND (origin, version) IN (SELECT origin, version FROM element_sightings
		WHERE key_id = $1 ORDER BY last_seen DESC, origin, version LIMIT 1000 OFFSET $2)`

	insertSighting = `INSERT INTO element_sightings (key_id, origin, version, requests, first_seen, last_seen) VALUES ($1, $2, $3, $4, $6, $5)
		ON CONFLICT (key_id, origin, version) DO UPDATE SET requests = element_sightings.requests + excluded.requests,
		last_seen = CASE WHEN excluded.last_seen > element_sightings.last_seen THEN excluded.last_seen ELSE element_sightings.last_seen END`

	selectSightings = `SELECT origin, version, requests, first_seen, last_seen FROM element_sightings WHERE key_id = $1
		ORDER BY last_seen DESC, origin, version`

	deleteSightings = `DELETE FROM element_sightings WHERE last_seen < $1`
)

func (w usageWriter) sighting(s usage.Sighting) error {
	if gone, err := w.gone(s.KeyID); gone || err != nil {
		return err
	}
	row := []any{s.KeyID, s.Origin, s.Version, s.Requests, millis(s.LastAt)}
	changed, err := w.exec(addSighting, row...)
	if err != nil || changed > 0 {
		return err
	}
	if _, err := w.exec(makeRoomForSighting, s.KeyID, usage.MaxSightings-1); err != nil {
		return err
	}
	_, err = w.exec(insertSighting, append(row, millis(s.FirstAt))...)
	return err
}

// Sightings implements usage.Store.
func (s *Store) Sightings(ctx context.Context, keyID string) (list []usage.Sighting, err error) {
	err = s.each(ctx, func(rows *sql.Rows) error {
		seen := usage.Sighting{KeyID: keyID}
		var first, last int64
		err := rows.Scan(&seen.Origin, &seen.Version, &seen.Requests, &first, &last)
		seen.FirstAt, seen.LastAt = fromMillis(first), fromMillis(last)
		list = append(list, seen)
		return err
	}, selectSightings, keyID)
	return list, err
}
