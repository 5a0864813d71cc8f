package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"latchkey/internal/backup"
)

// versionTable belongs to the migrations and holds no data.
const versionTable = "goose_db_version"

// catalogue is the tables as the engine itself describes them, so that a migration need not tell anybody of a new one.
type catalogue struct {
	tables    []table // a table comes after those that it refers to
	versioned bool    // the migrations have been here
}

// table is a table with what is the engine's own.
type table struct {
	backup.Table
	booleans []bool // for every column, whether the engine has a type of its own for 0 and 1
	parents  []string
}

// kinds are the types of columns that the migrations may use, in the engines' words.
var kinds = map[string]backup.Kind{
	"TEXT": backup.Text, "INTEGER": backup.Integer, "REAL": backup.Real, "BLOB": backup.Bytes, // SQLite
	"text": backup.Text, "bigint": backup.Integer, "integer": backup.Integer, "boolean": backup.Integer,
	"double precision": backup.Real, "bytea": backup.Bytes, // PostgreSQL
}

// querier is a database or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

func readCatalogue(ctx context.Context, d dialect, q querier) (c catalogue, err error) {
	var found []*table
	err = triples(ctx, q, d.columns(), func(name, column, kind string) error {
		if name == versionTable {
			c.versioned = true
			return nil
		}
		if len(found) == 0 || found[len(found)-1].Name != name {
			found = append(found, &table{Table: backup.Table{Name: name}})
		}
		if kinds[kind] == "" {
			return fmt.Errorf("store: column %s of table %s is of type %q, which a backup cannot hold", column, name, kind)
		}
		t := found[len(found)-1]
		t.Columns = append(t.Columns, backup.Column{Name: column, Kind: kinds[kind]})
		t.booleans = append(t.booleans, kind == "boolean")
		return nil
	})
	if err != nil {
		return c, d.classify(err)
	}
	err = triples(ctx, q, d.references(), func(child, parent, _ string) error {
		for _, t := range found {
			if t.Name == child {
				t.parents = append(t.parents, parent)
			}
		}
		return nil
	})
	if err != nil {
		return c, d.classify(err)
	}
	c.tables, err = ordered(found)
	return c, err
}

// triples reads a query of two or three texts.
func triples(ctx context.Context, q querier, query string, visit func(a, b, c string) error) error {
	rows, err := q.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	var values [3]string
	dest := []any{&values[0], &values[1], &values[2]}[:len(columns)]
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			return err
		}
		if err := visit(values[0], values[1], values[2]); err != nil {
			return err
		}
	}
	return rows.Err()
}

// ordered puts tables behind those that they refer to, and otherwise keeps their order.
func ordered(waiting []*table) (out []table, err error) {
	for len(waiting) > 0 {
		i := slices.IndexFunc(waiting, func(t *table) bool {
			return !slices.ContainsFunc(t.parents, func(parent string) bool {
				return slices.ContainsFunc(waiting, func(w *table) bool { return w.Name == parent })
			})
		})
		if i < 0 {
			return nil, fmt.Errorf("store: table %s, or one that it refers to, refers to itself: its rows cannot be restored in order", waiting[0].Name)
		}
		out = append(out, *waiting[i])
		waiting = slices.Delete(waiting, i, i+1)
	}
	return out, nil
}

// identifiers quotes names for a statement.
func identifiers(names []string) string {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
	}
	return strings.Join(quoted, ", ")
}

func columnNames(t backup.Table) []string {
	names := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		names[i] = c.Name
	}
	return names
}
