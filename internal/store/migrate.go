package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

//go:embed migrations
var migrations embed.FS

// migrate brings the schema up to date. One process at a time migrates; the others wait: on PostgreSQL here, on SQLite in Open.
func migrate(ctx context.Context, d dialect, db *sql.DB) error {
	provider, err := newProvider(d, db)
	if err != nil {
		return err
	}
	return up(ctx, provider)
}

// migrateTo makes the schema of an earlier version.
func migrateTo(version int64) func(context.Context, dialect, *sql.DB) error {
	return func(ctx context.Context, d dialect, db *sql.DB) error {
		provider, err := newProvider(d, db)
		if err != nil {
			return err
		}
		_, err = provider.UpTo(ctx, version)
		return err
	}
}

func newProvider(d dialect, db *sql.DB) (*goose.Provider, error) {
	folder, err := fs.Sub(migrations, "migrations/"+d.name())
	if err != nil {
		return nil, err
	}
	options := []goose.ProviderOption{goose.WithDisableGlobalRegistry(true)}
	if d.name() == "postgres" {
		locker, err := lock.NewPostgresSessionLocker()
		if err != nil {
			return nil, err
		}
		options = append(options, goose.WithSessionLocker(locker))
	}
	return goose.NewProvider(d.goose(), db, folder, options...)
}

const selectSchema = `SELECT COALESCE(MAX(version_id), 0) FROM goose_db_version`

// upToDate says what is to be done about a database whose schema is not that of this version, and changes nothing.
func upToDate(ctx context.Context, d dialect, db *sql.DB) error {
	c, err := readCatalogue(ctx, d, db)
	if err != nil {
		return err
	}
	var current int64
	if c.versioned {
		if err := db.QueryRowContext(ctx, selectSchema).Scan(&current); err != nil {
			return fmt.Errorf("cannot read the version of the database: %w", err)
		}
	}
	switch target := SchemaVersion(); {
	case current == 0:
		return ErrNoDatabase
	case current < target:
		return fmt.Errorf("the database was written by an older version of Latchkey (schema %d; this version has %d): "+
			"use the version that runs the server, or start the server of this version first, which brings the database up to date", current, target)
	case current > target:
		return newer(current, target)
	}
	return nil
}

// SchemaVersion is the number of the last migration.
func SchemaVersion() (last int64) {
	files, _ := fs.Glob(migrations, "migrations/sqlite/*.sql") // the pattern is right
	for _, file := range files {
		if version, err := goose.NumericComponent(file); err == nil {
			last = max(last, version)
		}
	}
	return last
}

func newer(current, target int64) error {
	return fmt.Errorf("the database was written by a newer version of Latchkey (schema %d; this version knows up to %d): "+
		"start the newer version, or restore a backup made before the upgrade", current, target)
}

func up(ctx context.Context, provider *goose.Provider) error {
	current, target, err := provider.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("cannot read the version of the database: %w", err)
	}
	if current > target {
		return newer(current, target)
	}
	if _, err = provider.Up(ctx); err != nil {
		return fmt.Errorf("cannot bring the database up to date: %w", err)
	}
	return nil
}
