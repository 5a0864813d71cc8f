package store_test

import (
	"database/sql"
	"slices"
	"strings"
	"testing"

	"latchkey/internal/store"
)

// notSealed are the columns of bytes whose values no secretbox has sealed, apart from digests.
var notSealed = []string{"data_keys.id", "data_keys.wrapped", "pictures.content"}

// A column that may hold sealed values is known to the rotation, which would otherwise remove the key of its values.
func TestSealedColumns(t *testing.T) {
	t.Parallel()
	var known []string
	for _, c := range store.SealedColumns() {
		known = append(known, c.Name)
	}
	for name, engine := range engines {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path, url := engine(t)
			if err := open(t, path, url).Close(); err != nil {
				t.Fatal(err)
			}
			found := suspects(t, raw(t, path, url), name)
			for _, column := range found {
				if !slices.Contains(known, column) && !slices.Contains(notSealed, column) {
					t.Errorf("%s: add it to SealedColumns if its values are sealed, otherwise to notSealed", column)
				}
			}
			for _, column := range known {
				if !slices.Contains(found, column) {
					t.Errorf("%s is no column of the database", column)
				}
			}
		})
	}
}

// suspects lists the columns that hold bytes, but for digests, or have "sealed" in their name.
func suspects(t *testing.T, db *sql.DB, engine string) (list []string) {
	t.Helper()
	query := `SELECT m.name || '.' || p.name, p.type FROM sqlite_schema m JOIN pragma_table_info(m.name) p WHERE m.type = 'table'`
	if engine == "postgres" {
		query = `SELECT table_name || '.' || column_name, data_type FROM information_schema.columns WHERE table_schema = 'public'`
	}
	rows, err := db.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var column, kind string
		if err := rows.Scan(&column, &kind); err != nil {
			t.Fatal(err)
		}
		bytes := strings.EqualFold(kind, "BLOB") || kind == "bytea"
		if (bytes && !strings.HasSuffix(column, "digest")) || strings.Contains(column, "sealed") {
			list = append(list, column)
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}
