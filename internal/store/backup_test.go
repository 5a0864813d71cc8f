package store_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/backup"
	"latchkey/internal/store"
	"latchkey/internal/store/storetest"
)

// What was backed up on one engine is the same after it was restored on another, and after it came back.
func TestBackupMovesBetweenEngines(t *testing.T) {
	t.Parallel()
	for from := range engines {
		for to := range engines {
			t.Run(from+" to "+to, func(t *testing.T) {
				t.Parallel()
				source, target := fresh(t, from), fresh(t, to)
				storetest.Fill(t, source)
				first := storetest.Dump(t, source)
				if err := storetest.Restore(t, target, first); err != nil {
					t.Fatal(err)
				}
				second := storetest.Dump(t, target)
				want := storetest.Content(t, first)
				if got := storetest.Content(t, second); !slices.Equal(got, want) {
					t.Fatalf("%d rows arrived, %d left", len(got), len(want))
				}
				if err := storetest.Restore(t, source, second); err != nil {
					t.Fatal(err)
				}
				if got := storetest.Content(t, storetest.Dump(t, source)); !slices.Equal(got, want) {
					t.Fatalf("%d rows came back, %d left", len(got), len(want))
				}
			})
		}
	}
}

// fresh opens a new database of an engine until the test ends.
func fresh(t *testing.T, engine string) *store.Store {
	t.Helper()
	path, url := engines[engine](t)
	s := open(t, path, url)
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// Both engines have the same tables with the same columns of the same kinds, all of which a backup can hold, in an order in which they can be restored.
func TestBackupHasEveryTable(t *testing.T) {
	t.Parallel()
	tables := map[string][]backup.Table{}
	for engine := range engines {
		r := dumped(t, fresh(t, engine))
		tables[engine] = r.Manifest.Tables
		if r.Manifest.Engine != engine || r.Manifest.Schema != store.SchemaVersion() || r.Manifest.Schema < 1 {
			t.Errorf("%s: %+v", engine, r.Manifest)
		}
	}
	if !reflect.DeepEqual(tables["sqlite"], tables["postgres"]) {
		t.Errorf("sqlite   %v\npostgres %v", tables["sqlite"], tables["postgres"])
	}
	var names []string
	for _, table := range tables["sqlite"] {
		names = append(names, table.Name)
	}
	path, _ := engines["sqlite"](t)
	if err := open(t, path, "").Close(); err != nil {
		t.Fatal(err)
	}
	rows, err := raw(t, path, "").QueryContext(t.Context(), `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('goose_db_version', 'sqlite_sequence', 'sessions', 'invitations', 'removed_files')`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(names, name) {
			t.Errorf("table %s is not in the backup", name)
		}
	}
	if slices.Index(names, "assistants") > slices.Index(names, "api_keys") || slices.Index(names, "queries") > slices.Index(names, "query_pieces") {
		t.Errorf("order %v", names)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
}

func dumped(t *testing.T, s *store.Store) *backup.Reader {
	t.Helper()
	r, err := backup.NewReader(bytes.NewReader(storetest.Dump(t, s)))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// What only SQLite can hold survives there, and is refused by PostgreSQL with the place where it is.
func TestBackupOfBrokenText(t *testing.T) {
	t.Parallel()
	path, _ := engines["sqlite"](t)
	s := open(t, path, "")
	t.Cleanup(func() { _ = s.Close() })
	storetest.Fill(t, s)
	if _, err := raw(t, path, "").ExecContext(t.Context(), "UPDATE assistants SET name = CAST(x'61ff62' AS TEXT), description = 'a' || char(0)"); err != nil {
		t.Fatal(err)
	}
	file := storetest.Dump(t, s)
	if err := storetest.Restore(t, s, file); err != nil {
		t.Fatal(err)
	}
	if got := storetest.Content(t, storetest.Dump(t, s)); !slices.Equal(got, storetest.Content(t, file)) {
		t.Error("the text is another after the restore")
	}
	if err := storetest.Restore(t, fresh(t, "postgres"), file); err == nil || !strings.Contains(err.Error(), "table assistants, rows 1 to 3") {
		t.Errorf("got %v", err)
	}
}

// A database is opened as it is, or not at all.
func TestOpenExisting(t *testing.T) {
	t.Parallel()
	for name, engine := range engines {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path, url := engine(t)
			if _, err := store.OpenExisting(t.Context(), path, url); !errors.Is(err, store.ErrNoDatabase) {
				t.Errorf("before the first start: %v", err)
			}
			if files, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "latchkey.db*")); len(files) > 0 {
				t.Errorf("files were made: %v", files)
			}
			if err := open(t, path, url).Close(); err != nil {
				t.Fatal(err)
			}
			s, err := store.OpenExisting(t.Context(), path, url)
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			db := raw(t, path, url)
			for _, c := range []struct{ change, want string }{
				{"UPDATE goose_db_version SET version_id = 999 WHERE version_id = $1", "a newer version"},
				{"DELETE FROM goose_db_version WHERE version_id IN (999, $1) AND $1 > 1", "an older version"},
			} {
				if _, err := db.ExecContext(t.Context(), c.change, store.SchemaVersion()); err != nil {
					t.Fatal(err)
				}
				_, err := store.OpenExisting(t.Context(), path, url)
				if err == nil || (!strings.Contains(err.Error(), c.want) && store.SchemaVersion() > 1) {
					t.Errorf("%s: %v", c.want, err)
				}
			}
		})
	}
}

func restored() account.Entry {
	return account.Record(time.Now(), account.System, "backup.restore", "", "", nil, nil)
}

// A big table is backed up and restored in little memory.
func TestBackupMemory(t *testing.T) { // not parallel: it measures
	const rows, most = 20_000, 24 << 20
	for _, engine := range []string{"sqlite", "postgres"} {
		t.Run(engine, func(t *testing.T) {
			path, url := engines[engine](t)
			s := open(t, path, url)
			defer s.Close()
			fill := `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
				INSERT INTO audit (id, at, actor_kind, actor_id, actor_name, address, action, object_type, object_id, assistant_id, after_value)
				SELECT 'row' || CAST(i AS TEXT), i, '', '', '', '', '', '', '', '', ` + map[string]string{
				"sqlite": "hex(zeroblob(1000))", "postgres": "repeat('0', 2000)"}[engine] + ` FROM n`
			if _, err := raw(t, path, url).ExecContext(t.Context(), fill); err != nil {
				t.Fatal(err)
			}
			out, in := io.Pipe()
			go func() {
				_, err := s.Backup(context.Background(), in, backup.Manifest{})
				in.CloseWithError(err)
			}()
			begin, m := heap(), &meter{}
			var file bytes.Buffer // small: all rows are alike
			r, err := backup.NewReader(io.TeeReader(out, &file))
			if err != nil {
				t.Fatal(err)
			}
			summary, err := r.Check(func(backup.Row) { m.look() })
			if err != nil || summary["audit"] != rows {
				t.Fatalf("%v: %v", summary, err)
			}
			if r, err = backup.NewReader(m.watch(&file)); err != nil {
				t.Fatal(err)
			}
			if err := s.Restore(t.Context(), r, restored); err != nil {
				t.Fatal(err)
			}
			t.Logf("the heap grew by %d MB", int64(m.most-begin)>>20)
			if m.most > begin+most {
				t.Errorf("the heap grew by %d MB", (m.most-begin)>>20)
			}
		})
	}
}

// meter looks at the heap every now and then.
type meter struct {
	calls int
	most  uint64
}

func (m *meter) look() {
	if m.calls++; m.calls%500 == 0 {
		m.most = max(m.most, heap())
	}
}

// watch looks at the heap at every call of Read.
func (m *meter) watch(r io.Reader) io.Reader {
	return readFunc(func(p []byte) (int, error) {
		m.most = max(m.most, heap())
		return r.Read(p)
	})
}

type readFunc func(p []byte) (int, error)

func (f readFunc) Read(p []byte) (int, error) { return f(p) }

func heap() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
