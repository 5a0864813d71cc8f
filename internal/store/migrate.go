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
	folder, err := fs.Sub(migrations, "migrations/"+d.name())
	if err != nil {
		return err
	}
	options := []goose.ProviderOption{goose.WithDisableGlobalRegistry(true)}
	if d.name() == "postgres" {
		locker, err := lock.NewPostgresSessionLocker()
		if err != nil {
			return err
		}
		options = append(options, goose.WithSessionLocker(locker))
	}
	provider, err := goose.NewProvider(d.goose(), db, folder, options...)
	if err != nil {
		return err
	}
	return up(ctx, provider)
}

func up(ctx context.Context, provider *goose.Provider) error {
	current, target, err := provider.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("cannot read the version of the database: %w", err)
	}
	if current > target {
		return fmt.Errorf("the database was written by a newer version of Latchkey (schema %d; this version knows up to %d): "+
			"start the newer version, or restore a backup made before the upgrade", current, target)
	}
	if _, err = provider.Up(ctx); err != nil {
		return fmt.Errorf("cannot bring the database up to date: %w", err)
	}
	return nil
}
