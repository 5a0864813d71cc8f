package store

import (
	"bytes"
	"io/fs"
	"path/filepath"
	"testing"
	"time"

	"github.com/pressly/goose/v3"

	"latchkey/internal/account"
	"latchkey/internal/backup"
)

// A backup of every earlier schema can be restored.
func TestUpgraded(t *testing.T) {
	t.Parallel()
	for _, version := range versions(t) {
		old, err := open(t.Context(), sqliteDialect{filepath.Join(t.TempDir(), "old.db")}, migrateTo(version))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := old.Setting(t.Context(), "name", []byte("value")); err != nil {
			t.Fatal(err)
		}
		older := copied(t, old, version)
		upgraded, err := Upgraded(t.Context(), filepath.Join(t.TempDir(), "between.db"), older)
		if err != nil {
			t.Fatal(err)
		}
		s, err := Open(t.Context(), filepath.Join(t.TempDir(), "new.db"), "")
		if err != nil {
			t.Fatal(err)
		}
		entry := func() account.Entry {
			return account.Record(time.Now(), account.System, "backup.restore", "", "", nil, nil)
		}
		if err := s.Restore(t.Context(), copied(t, upgraded, SchemaVersion()), entry); err != nil {
			t.Fatalf("from schema %d: %v", version, err)
		}
		if value, err := s.FindSetting(t.Context(), "name"); err != nil || string(value) != "value" {
			t.Errorf("from schema %d: %q %v", version, value, err)
		}
		for _, s := range []*Store{old, upgraded, s} {
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		}
	}
}

// versions are the numbers of all migrations.
func versions(t *testing.T) (list []int64) {
	t.Helper()
	files, err := fs.Glob(migrations, "migrations/sqlite/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		version, err := goose.NumericComponent(file)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, version)
	}
	return list
}

// copied is a backup of a store, which must have a schema.
func copied(t *testing.T, s *Store, schema int64) *backup.Reader {
	t.Helper()
	var file bytes.Buffer
	if _, err := s.Backup(t.Context(), &file, backup.Manifest{}); err != nil {
		t.Fatal(err)
	}
	r, err := backup.NewReader(&file)
	if err != nil {
		t.Fatal(err)
	}
	if r.Manifest.Schema != schema {
		t.Fatalf("the backup has schema %d, want %d", r.Manifest.Schema, schema)
	}
	return r
}
