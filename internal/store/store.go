// Package store is the database: one set of hand-written SQL statements that runs on SQLite and on PostgreSQL 15 or later, and the migrations of each.
//
// SQLite is the default: one connection writes, in immediate transactions, and a pool of query_only connections reads. All differences
// between the engines are in dialect.go and in the migrations. Statements are constants, and a test prepares each of them on both engines.
// Times are Unix milliseconds that come from Go, JSON is opaque text, every list of columns is written out.
//
// Store implements the Store interfaces of the domain packages. It is safe for concurrent use. Business rules are not here: the domain decides, the store keeps.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"latchkey/internal/errs"
)

// Store is an open database.
type Store struct {
	dialect dialect
	writer  pool
	reader  pool
	pieces  pool
	journal *journal
	own     ownChanges
}

// Open opens the PostgreSQL database of a URL, or, when url is empty, the SQLite database at path, and brings its schema up to date.
// It refuses a database that a newer version of Latchkey has written.
func Open(ctx context.Context, path, url string) (*Store, error) {
	d, err := dialectFor(path, url)
	if err != nil {
		return nil, err
	}
	unlock, err := lockFile(d)
	if err != nil {
		return nil, err
	}
	defer unlock()
	return open(ctx, d, migrate)
}

// ErrNoDatabase is what OpenExisting fails with when nothing is there yet.
var ErrNoDatabase = errors.New("there is no Latchkey database yet")

// OpenExisting is Open for a database that is in use: it changes nothing. It fails with ErrNoDatabase, and when the schema is not that of this version.
func OpenExisting(ctx context.Context, path, url string) (*Store, error) {
	d, err := dialectFor(path, url)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(path); url == "" && errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w at %s", ErrNoDatabase, path)
	}
	return open(ctx, d, upToDate)
}

// open connects to a database and lets prepare look at it first.
func open(ctx context.Context, d dialect, prepare func(context.Context, dialect, *sql.DB) error) (s *Store, err error) {
	s = &Store{dialect: d}
	if s.writer.db, s.reader.db, s.pieces.db, err = d.open(); err != nil {
		return nil, err
	}
	err = s.ping(ctx)
	if err == nil {
		err = prepare(ctx, d, s.writer.db)
	}
	if err != nil {
		return nil, errors.Join(err, s.closePools())
	}
	s.journal = newJournal(s)
	return s, nil
}

func (s *Store) ping(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	if err := s.writer.db.PingContext(ctx); err != nil {
		return fmt.Errorf("cannot open the database: %w", err)
	}
	return nil
}

// Ready says whether the database answers.
func (s *Store) Ready(ctx context.Context) error { return s.reader.db.PingContext(ctx) }

// Engine is "sqlite" or "postgres".
func (s *Store) Engine() string { return s.dialect.name() }

// Close waits for what is being written and closes the database. A second call does nothing.
func (s *Store) Close() error {
	s.journal.stop()
	return s.closePools()
}

func (s *Store) closePools() error {
	return errors.Join(s.pieces.close(), s.reader.close(), s.writer.close()) // closing one that is shared twice does nothing
}

// pool is a set of connections with the statements that were prepared on it.
type pool struct {
	db    *sql.DB
	stmts sync.Map // text → *sql.Stmt
}

// prepared returns the statement of a text; each text is prepared once.
func (p *pool) prepared(ctx context.Context, text string) (*sql.Stmt, error) {
	if stmt, ok := p.stmts.Load(text); ok {
		return stmt.(*sql.Stmt), nil
	}
	stmt, err := p.db.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	if earlier, loaded := p.stmts.LoadOrStore(text, stmt); loaded {
		_ = stmt.Close()
		return earlier.(*sql.Stmt), nil
	}
	return stmt, nil
}

func (p *pool) close() error {
	p.stmts.Range(func(_, stmt any) bool {
		_ = stmt.(*sql.Stmt).Close()
		return true
	})
	return p.db.Close()
}

// each runs a query on the read pool and calls scan for every row.
func (s *Store) each(ctx context.Context, scan func(*sql.Rows) error, text string, args ...any) error {
	return s.dialect.classify(s.reader.each(ctx, scan, text, args))
}

func (p *pool) each(ctx context.Context, scan func(*sql.Rows) error, text string, args []any) error {
	stmt, err := p.prepared(ctx, text)
	if err != nil {
		return err
	}
	rows, err := stmt.QueryContext(ctx, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// one runs a query on the read pool that returns at most one row; without a row it fails with errs.NotFound for what.
func (s *Store) one(ctx context.Context, what string, scan func(row) error, text string, args ...any) error {
	if !storable(args) {
		return errs.Missing(what)
	}
	stmt, err := s.reader.prepared(ctx, text)
	if err != nil {
		return s.dialect.classify(err)
	}
	return s.dialect.classify(missing(scan(stmt.QueryRowContext(ctx, args...)), what))
}

// storable says whether every text could be stored; if not, nothing has such a name, and PostgreSQL would not even look for it.
func storable(args []any) bool {
	for _, arg := range args {
		if text, ok := arg.(string); ok && (!utf8.ValidString(text) || strings.ContainsRune(text, 0)) {
			return false
		}
	}
	return true
}

// row is what *sql.Row and *sql.Rows have in common.
type row interface{ Scan(dest ...any) error }

// exec runs one statement of the writer as a transaction of its own.
func (s *Store) exec(ctx context.Context, text string, args ...any) error {
	return s.dialect.classify(s.writer.exec(ctx, text, args...))
}

func (p *pool) exec(ctx context.Context, text string, args ...any) error {
	stmt, err := p.prepared(ctx, text)
	if err != nil {
		return err
	}
	_, err = stmt.ExecContext(ctx, args...)
	return err
}

// tx is a transaction of a pool.
type tx struct {
	*sql.Tx
	ctx   context.Context
	pool  *pool
	news  *[]string       // ids of audit entries that this transaction writes
	fresh map[string]bool // statements that this transaction was the first to use
}

// stmt returns the statement of a text. The first transaction that uses a text prepares it for itself alone: to prepare it for the
// pool needs a connection, and on SQLite this transaction has the only one.
func (t tx) stmt(text string) (*sql.Stmt, error) {
	if stmt, ok := t.pool.stmts.Load(text); ok {
		return t.StmtContext(t.ctx, stmt.(*sql.Stmt)), nil
	}
	t.fresh[text] = true
	return t.PrepareContext(t.ctx, text)
}

// exec runs a statement and returns how many rows it changed.
func (t tx) exec(text string, args ...any) (int64, error) {
	stmt, err := t.stmt(text)
	if err != nil {
		return 0, err
	}
	result, err := stmt.ExecContext(t.ctx, args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// one runs a statement that must change a row; it fails with errs.NotFound for what when there is none.
func (t tx) one(what, text string, args ...any) error {
	changed, err := t.exec(text, args...)
	if err == nil && changed == 0 {
		return errs.Missing(what)
	}
	return err
}

// scalar runs a statement that returns one value.
func (t tx) scalar(dest any, text string, args ...any) error {
	stmt, err := t.stmt(text)
	if err != nil {
		return err
	}
	return stmt.QueryRowContext(t.ctx, args...).Scan(dest)
}

// inTx runs work in one transaction of the writer. After an error nothing of it is left, and the transaction is not used again.
func (s *Store) inTx(ctx context.Context, work func(tx) error) error {
	return s.inTxOf(ctx, &s.writer, work)
}

func (s *Store) inTxOf(ctx context.Context, p *pool, work func(tx) error) error {
	sqlTx, err := p.db.BeginTx(ctx, s.dialect.txOptions())
	if err != nil {
		return s.dialect.classify(err)
	}
	defer func() { _ = sqlTx.Rollback() }() // does nothing after a commit
	t := tx{Tx: sqlTx, ctx: ctx, pool: p, news: new([]string), fresh: map[string]bool{}}
	if err := work(t); err != nil {
		return s.dialect.classify(err)
	}
	if err := sqlTx.Commit(); err != nil {
		return s.dialect.classify(err)
	}
	s.own.add(*t.news)
	for text := range t.fresh {
		_, _ = p.prepared(ctx, text) // if this fails, the next transaction that uses it says why
	}
	return nil
}
