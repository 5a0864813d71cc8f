package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"latchkey/internal/account"
	"latchkey/internal/backup"
)

// transient are tables that a backup leaves out and a restore empties: whoever had signed out or lost their password must not be signed in again, and an
// invitation that was used or withdrawn must not be open again.
var transient = []string{"sessions", "invitations"}

// lasting are tables that a backup leaves out and a restore leaves alone: what they speak of is outside of the database.
var lasting = []string{"removed_files"}

// foundation are tables that a server fills at its first start, so that their rows do not make a database one that holds data.
var foundation = []string{"settings", "data_keys", buildsTable}

// MasterKeyCheck is the setting by which the master key of a database is known.
const MasterKeyCheck = "master-key-check"

// releaseQueries leaves the answers that were running to be marked as interrupted: by a running server within seconds, or at the next start.
const releaseQueries = `UPDATE queries SET owner = '', lease_until = 0 WHERE status = 'RUNNING'`

// fileColumn is the column that names a file of visitors and documents, -1 when there is none. Builds of the web component are not counted with them: a server makes its own again.
func fileColumn(t backup.Table) int {
	if t.Name == buildsTable {
		return -1
	}
	return slices.Index(columnNames(t), "blob_key")
}

// buildsTable is filled by each server at its start.
const buildsTable = "element_builds"

// namesFile says whether a row has a file.
func namesFile(column int, values []any) bool {
	return column >= 0 && values[column] != "" && values[column] != nil
}

// Backup writes one state of the whole database to w, while others read and write, and returns what it holds. It fills in what the manifest says of
// the database. On SQLite the write-ahead log grows until it is done.
func (s *Store) Backup(ctx context.Context, w io.Writer, m backup.Manifest) (held backup.Contents, err error) {
	snapshot, err := s.reader.db.BeginTx(ctx, s.dialect.snapshotOptions())
	if err != nil {
		return held, s.dialect.classify(err)
	}
	defer func() { _ = snapshot.Rollback() }() // it has only read
	c, err := readCatalogue(ctx, s.dialect, snapshot)
	if err != nil {
		return held, err
	}
	if err := snapshot.QueryRowContext(ctx, selectSchema).Scan(&m.Schema); err != nil {
		return held, s.dialect.classify(err)
	}
	m.Engine, m.Tables = s.Engine(), nil
	for _, t := range c.kept() {
		m.Tables = append(m.Tables, t.Table)
	}
	out, err := backup.NewWriter(w, m)
	if err != nil {
		return held, err
	}
	for _, t := range m.Tables {
		files, err := s.dump(ctx, snapshot, t, out)
		if err != nil {
			return held, fmt.Errorf("table %s: %w", t.Name, s.dialect.classify(err))
		}
		held.Files += files
	}
	held.Summary, err = out.Close()
	return held, err
}

// kept are the tables that belong into a backup.
func (c catalogue) kept() []table {
	return slices.DeleteFunc(slices.Clone(c.tables), func(t table) bool {
		return slices.Contains(transient, t.Name) || slices.Contains(lasting, t.Name)
	})
}

// dump writes a table and returns how many files its rows name.
func (s *Store) dump(ctx context.Context, q querier, t backup.Table, out *backup.Writer) (files int64, err error) {
	if err := out.Table(); err != nil {
		return 0, err
	}
	rows, err := q.QueryContext(ctx, "SELECT "+identifiers(columnNames(t))+" FROM "+identifiers([]string{t.Name}))
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	file := fileColumn(t)
	values, dest := make([]any, len(t.Columns)), make([]any, len(t.Columns))
	for i := range values {
		dest[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			return 0, err
		}
		for i, value := range values {
			values[i] = portable(value)
		}
		if namesFile(file, values) {
			files++
		}
		if err := out.Row(values); err != nil {
			return 0, err
		}
	}
	return files, rows.Err()
}

// portable turns a driver's value into that of its backup.Kind.
func portable(value any) any {
	switch v := value.(type) {
	case bool:
		if v {
			return int64(1)
		}
		return int64(0)
	case []byte:
		if v == nil { // empty: NULL is an untyped nil
			return []byte{}
		}
	}
	return value
}

// Inspect reads the rest of a backup, checks that it is whole, and returns what it holds and the value of a setting, nil when it has none of that name.
func Inspect(r *backup.Reader, setting string) (held backup.Contents, value []byte, err error) {
	held.Summary, err = r.Check(func(row backup.Row) {
		t := r.Manifest.Tables[row.Table]
		if name, v := slices.Index(columnNames(t), "name"), slices.Index(columnNames(t), "value"); t.Name == "settings" && name >= 0 && v >= 0 &&
			row.Values[name] == setting {
			value, _ = row.Values[v].([]byte)
		}
		if namesFile(fileColumn(t), row.Values) {
			held.Files++
		}
	})
	return held, value, err
}

// Data is how many rows the database has that did not come with its first start.
func (s *Store) Data(ctx context.Context) (backup.Summary, error) {
	snapshot, err := s.reader.db.BeginTx(ctx, s.dialect.snapshotOptions())
	if err != nil {
		return nil, s.dialect.classify(err)
	}
	defer func() { _ = snapshot.Rollback() }() // it has only read
	c, err := readCatalogue(ctx, s.dialect, snapshot)
	if err != nil {
		return nil, err
	}
	data := backup.Summary{}
	for _, t := range c.kept() {
		if slices.Contains(foundation, t.Name) {
			continue
		}
		var rows int64
		if err := snapshot.QueryRowContext(ctx, "SELECT COUNT(*) FROM "+identifiers([]string{t.Name})).Scan(&rows); err != nil {
			return nil, s.dialect.classify(err)
		}
		data[t.Name] = rows
	}
	return data, nil
}

// lockAttempts is how often Restore begins anew when a running server and it wait for each other.
const lockAttempts = 5

var errNotLocked = errors.New("the database is too busy: try again")

// Restore replaces everything in the database by what the backup holds, in one transaction with the audit entry: after an error nothing has changed. Others
// read the earlier state meanwhile, and wait with their writing. The backup must have the schema of this version. entry is called at the end: whoever
// follows the audit trail looks back only a little.
func (s *Store) Restore(ctx context.Context, r *backup.Reader, entry func() account.Entry) (err error) {
	if target := SchemaVersion(); r.Manifest.Schema != target {
		return fmt.Errorf("the backup has schema %d, and this version of Latchkey %d", r.Manifest.Schema, target)
	}
	for range lockAttempts {
		err = s.inTx(ctx, func(t tx) error { return s.replace(t, r, entry) })
		if !errors.Is(err, errNotLocked) {
			return err
		}
	}
	return err
}

func (s *Store) replace(t tx, r *backup.Reader, entry func() account.Entry) error {
	if err := s.load(t, r); err != nil {
		return err
	}
	for _, text := range []string{releaseQueries, keepFilesInUse} {
		if _, err := t.exec(text); err != nil {
			return err
		}
	}
	return addAudit(t, entry())
}

// load puts the rows of a backup in place of those of the database.
func (s *Store) load(t tx, r *backup.Reader) error {
	c, err := readCatalogue(t.ctx, s.dialect, t)
	if err != nil {
		return err
	}
	if err := s.empty(t, c); err != nil {
		return err
	}
	l := &loader{tx: t, dialect: s.dialect}
	if l.tables, err = matching(r.Manifest.Tables, c.kept()); err != nil {
		return err
	}
	return l.load(r)
}

// Upgraded restores a backup of an older version into a new SQLite database at path, in the schema that it has, and brings that up to date. What it
// holds then can be backed up in the schema of this version.
func Upgraded(ctx context.Context, path string, r *backup.Reader) (*Store, error) {
	d := sqliteDialect{path}
	s, err := open(ctx, d, migrateTo(r.Manifest.Schema))
	if err != nil {
		return nil, err
	}
	err = s.inTx(ctx, func(t tx) error { return s.load(t, r) })
	if err == nil {
		err = migrate(ctx, d, s.writer.db)
	}
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// empty removes all rows. It comes first, and nothing of the backup has been read when it fails with errNotLocked.
func (s *Store) empty(t tx, c catalogue) error {
	var names []string
	for _, table := range c.tables {
		names = append(names, table.Name)
	}
	if lock := s.dialect.exclude(names); lock != "" {
		if _, err := t.ExecContext(t.ctx, lock); err != nil {
			if err = s.dialect.classify(err); errors.Is(err, errDeadlock) {
				return errNotLocked
			}
			return err
		}
	}
	for _, name := range slices.Backward(names) {
		if slices.Contains(lasting, name) {
			continue
		}
		if _, err := t.ExecContext(t.ctx, "DELETE FROM "+identifiers([]string{name})); err != nil {
			return fmt.Errorf("table %s: %w", name, s.dialect.classify(err))
		}
	}
	return nil
}

// matching returns the tables of the database in the order of the backup's, with the backup's columns. Both must have the same.
func matching(wanted []backup.Table, have []table) (out []table, err error) {
	if len(wanted) != len(have) {
		return nil, errOtherTables
	}
	for _, w := range wanted {
		i := slices.IndexFunc(have, func(t table) bool { return t.Name == w.Name })
		if i < 0 || len(have[i].Columns) != len(w.Columns) {
			return nil, errOtherTables
		}
		t := table{Table: w}
		for _, c := range w.Columns {
			at := slices.Index(have[i].Columns, c)
			if at < 0 {
				return nil, errOtherTables
			}
			t.booleans = append(t.booleans, have[i].booleans[at])
		}
		out = append(out, t)
	}
	return out, nil
}

var errOtherTables = errors.New("the tables of the backup are not those of this version of Latchkey")

// batchBytes bounds what one statement of the loader inserts.
const batchBytes = 1 << 20

// loader inserts the rows of a backup, many at once.
type loader struct {
	tx      tx
	dialect dialect
	tables  []table
	table   int       // of the rows that wait
	full    *sql.Stmt // inserts as many rows as a statement may into that table
	args    []any
	rows    int
	bytes   int
	done    int // rows of the table that are in the database
}

func (l *loader) load(r *backup.Reader) error {
	for {
		row, err := r.Next()
		if errors.Is(err, io.EOF) {
			return l.flush()
		}
		if err == nil {
			err = l.add(row)
		}
		if err != nil {
			return err
		}
	}
}

func (l *loader) add(row backup.Row) error {
	if row.Table != l.table {
		if err := l.flush(); err != nil {
			return err
		}
		if l.full != nil {
			_ = l.full.Close()
		}
		l.table, l.full, l.done = row.Table, nil, 0
	}
	for i, value := range row.Values {
		if v, ok := value.(int64); ok && l.tables[row.Table].booleans[i] {
			value = v != 0
		}
		l.args = append(l.args, value)
	}
	l.rows++
	if l.bytes += row.Size; l.rows < l.dialect.batch() && l.bytes < batchBytes {
		return nil
	}
	return l.flush()
}

func (l *loader) flush() error {
	if l.rows == 0 {
		return nil
	}
	if err := l.insert(); err != nil {
		return fmt.Errorf("table %s, rows %d to %d: %w", l.tables[l.table].Name, l.done+1, l.done+l.rows, l.dialect.classify(err))
	}
	l.done += l.rows
	clear(l.args)
	l.args, l.rows, l.bytes = l.args[:0], 0, 0
	return nil
}

func (l *loader) insert() (err error) {
	text := insertion(l.tables[l.table].Table, l.rows)
	if l.rows < l.dialect.batch() {
		_, err = l.tx.ExecContext(l.tx.ctx, text, l.args...)
		return err
	}
	if l.full == nil {
		if l.full, err = l.tx.PrepareContext(l.tx.ctx, text); err != nil {
			return err
		}
	}
	_, err = l.full.ExecContext(l.tx.ctx, l.args...)
	return err
}

// insertion is the statement that inserts a number of rows.
func insertion(t backup.Table, rows int) string {
	var b strings.Builder
	b.WriteString("INSERT INTO " + identifiers([]string{t.Name}) + " (" + identifiers(columnNames(t)) + ") VALUES ")
	for i := range rows {
		for j := range t.Columns {
			switch {
			case j > 0:
				b.WriteString(", ")
			case i > 0:
				b.WriteString("), (")
			default:
				b.WriteString("(")
			}
			fmt.Fprintf(&b, "$%d", i*len(t.Columns)+j+1)
		}
	}
	return b.String() + ")"
}
