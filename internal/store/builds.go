package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"latchkey/internal/element"
)

const (
	selectBuilds = `SELECT build, version, files, blob_key, first_run, last_run FROM element_builds ORDER BY last_run DESC, build`

	insertBuild = `INSERT INTO element_builds (build, version, files, blob_key, first_run, last_run) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (build) DO UPDATE SET version = excluded.version, files = excluded.files, blob_key = excluded.blob_key, last_run = excluded.last_run
		WHERE element_builds.blob_key = $7`

	runBuild = `UPDATE element_builds SET last_run = $2 WHERE build = $1 AND last_run < $2`

	deleteBuild = `DELETE FROM element_builds WHERE build = $1`
)

// Builds implements element.Store.
func (s *Store) Builds(ctx context.Context) (list []element.Build, err error) {
	err = s.each(ctx, func(rows *sql.Rows) error {
		var b element.Build
		var files string
		var first, last int64
		err := rows.Scan(&b.ID, &b.Version, &files, &b.BlobKey, &first, &last)
		b.FirstRun, b.LastRun = fromMillis(first), fromMillis(last)
		list = append(list, b)
		return errors.Join(err, fromDocument(files, &list[len(list)-1].Files))
	}, selectBuilds)
	return list, err
}

// AddBuild implements element.Store.
func (s *Store) AddBuild(ctx context.Context, b element.Build, lost string) error {
	return s.inTx(ctx, func(t tx) error {
		stored, err := t.exec(insertBuild, b.ID, b.Version, idList(b.Files), b.BlobKey, millis(b.FirstRun), millis(b.LastRun), lost)
		if err != nil || stored == 0 {
			return err
		}
		return claimFile(t, b.BlobKey, b.LastRun)
	})
}

// RunBuild implements element.Store.
func (s *Store) RunBuild(ctx context.Context, id string, at time.Time) error {
	return s.exec(ctx, runBuild, id, millis(at))
}

// RemoveBuilds implements element.Store.
func (s *Store) RemoveBuilds(ctx context.Context, ids []string) error {
	return s.inTx(ctx, func(t tx) error {
		for _, id := range ids {
			if _, err := t.exec(deleteBuild, id); err != nil {
				return err
			}
		}
		return nil
	})
}
