package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"
)

// dialect is everything in which the engines differ, but for the migrations.
type dialect interface {
	name() string
	goose() goose.Dialect
	// open returns the pool that writes, the one that reads, and the one of the journal, whose commits survive the end of this process, if not of
	// the machine. They may be the same.
	open() (writer, reader, journal *sql.DB, err error)
	txOptions() *sql.TxOptions
	// snapshotOptions are those of a transaction that sees one state of the whole database and holds up nobody's writing.
	snapshotOptions() *sql.TxOptions
	// columns is the query for table, column and type of every column of the schema, those of a table in their order.
	columns() string
	// references is the query for the pairs of a table and one that it refers to.
	references() string
	// exclude is the statement that keeps others from writing into tables until the end of a transaction; empty when there are no others.
	exclude(tables []string) string
	// oneWriter says that one connection writes all, in this process.
	oneWriter() bool
	// batch is how many rows one statement inserts with profit.
	batch() int
	// durably does work whose commits survive the end of the machine when it returns.
	durably(ctx context.Context, writer *sql.DB, work func() error) error
	// classify turns a driver's error into one of this package's, where the callers can do something about it.
	classify(error) error
}

func dialectFor(path, dbURL string) (dialect, error) {
	switch {
	case dbURL == "":
		return sqliteDialect{path}, nil
	case strings.HasPrefix(dbURL, "postgres://"), strings.HasPrefix(dbURL, "postgresql://"):
		return postgresDialect{dbURL}, nil
	}
	return nil, errors.New("the database URL must begin with postgres://; leave it out to use SQLite in the data folder")
}

type sqliteDialect struct{ path string }

const readers = 8

func (d sqliteDialect) snapshotOptions() *sql.TxOptions { return nil } // WAL: what is read first decides

func (d sqliteDialect) columns() string {
	return `SELECT t.name, c.name, c.type FROM sqlite_schema t JOIN pragma_table_info(t.name) c
		WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY t.name, c.cid`
}

func (d sqliteDialect) references() string {
	return `SELECT t.name, f."table" FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table'`
}

// exclude needs nothing: there is one writer.
func (d sqliteDialect) exclude([]string) string { return "" }

// batch is small: there is no way to the database, and the driver takes longer for a parameter the more there are.
func (d sqliteDialect) batch() int { return 10 }

func (d sqliteDialect) name() string              { return "sqlite" }
func (d sqliteDialect) goose() goose.Dialect      { return goose.DialectSQLite3 }
func (d sqliteDialect) oneWriter() bool           { return true }
func (d sqliteDialect) txOptions() *sql.TxOptions { return nil }

// open makes the writer the journal as well: with WAL and synchronous = NORMAL every commit is of that kind.
func (d sqliteDialect) open() (writer, reader, journal *sql.DB, err error) {
	if writer, err = sql.Open("sqlite", d.dsn("&_txlock=immediate")); err != nil {
		return nil, nil, nil, err
	}
	writer.SetMaxOpenConns(1)
	if reader, err = sql.Open("sqlite", d.dsn("&_query_only=1")); err != nil {
		return nil, nil, nil, err
	}
	reader.SetMaxOpenConns(readers)
	reader.SetMaxIdleConns(readers)
	return writer, reader, writer, nil
}

// dsn sets the pragmas in the name, so that every connection has them; busy_timeout comes first because the others may have to wait.
func (d sqliteDialect) dsn(extra string) string {
	path, err := filepath.Abs(d.path)
	if err != nil {
		path = d.path
	}
	return (&url.URL{Scheme: "file", Path: path}).String() +
		"?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)&_pragma=foreign_keys(1)" + extra
}

// durably works because the writer has one connection.
func (d sqliteDialect) durably(ctx context.Context, writer *sql.DB, work func() error) error {
	if _, err := writer.ExecContext(ctx, "PRAGMA synchronous = FULL"); err != nil {
		return d.classify(err)
	}
	err := work()
	_, restored := writer.ExecContext(context.WithoutCancel(ctx), "PRAGMA synchronous = NORMAL")
	return errors.Join(err, restored)
}

// Extended result codes of SQLite, https://www.sqlite.org/rescode.html.
const (
	sqliteBusy       = 5
	sqliteForeignKey = 787
	sqlitePrimaryKey = 1555
	sqliteUnique     = 2067
)

func (d sqliteDialect) classify(err error) error {
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		switch e.Code() {
		case sqliteForeignKey:
			return errReference
		case sqlitePrimaryKey, sqliteUnique:
			return errDuplicate
		case sqliteBusy:
			return unavailable(err)
		}
	}
	return err
}

type postgresDialect struct{ url string }

const postgresConnections = 20

func (d postgresDialect) name() string         { return "postgres" }
func (d postgresDialect) goose() goose.Dialect { return goose.DialectPostgres }
func (d postgresDialect) oneWriter() bool      { return false }

// txOptions pins the isolation that the statements are written for: the server's default can be changed.
func (d postgresDialect) txOptions() *sql.TxOptions {
	return &sql.TxOptions{Isolation: sql.LevelReadCommitted}
}

func (d postgresDialect) snapshotOptions() *sql.TxOptions {
	return &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}
}

func (d postgresDialect) columns() string {
	return `SELECT c.table_name::text, c.column_name::text, c.data_type::text FROM information_schema.columns c
		JOIN information_schema.tables t USING (table_schema, table_name)
		WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER'
		ORDER BY c.table_name, c.ordinal_position`
}

func (d postgresDialect) references() string {
	return `SELECT child.relname::text, parent.relname::text FROM pg_constraint f JOIN pg_class child ON child.oid = f.conrelid
		JOIN pg_class parent ON parent.oid = f.confrelid
		WHERE f.contype = 'f' AND f.connamespace = current_schema()::regnamespace`
}

// exclude lets others read, and check their foreign keys.
func (d postgresDialect) exclude(tables []string) string {
	return "LOCK TABLE " + identifiers(tables) + " IN SHARE ROW EXCLUSIVE MODE"
}

func (d postgresDialect) batch() int { return 100 }

func (d postgresDialect) open() (writer, reader, journal *sql.DB, err error) {
	config, err := pgx.ParseConfig(d.url)
	if err != nil {
		return nil, nil, nil, fmt.Errorf("the database URL cannot be used: %w", err) // pgx leaves the password out
	}
	writer = pooled(config, postgresConnections)
	relaxed := config.Copy()
	relaxed.RuntimeParams["synchronous_commit"] = "off"
	return writer, writer, pooled(relaxed, 1), nil
}

func (d postgresDialect) durably(_ context.Context, _ *sql.DB, work func() error) error {
	return work()
}

func pooled(config *pgx.ConnConfig, connections int) *sql.DB {
	db := stdlib.OpenDB(*config)
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db
}

// Error codes of PostgreSQL, https://www.postgresql.org/docs/15/errcodes-appendix.html.
const (
	postgresForeignKey = "23503"
	postgresUnique     = "23505"
	postgresDeadlock   = "40P01"
	postgresShutdown   = "57P01"
	postgresStarting   = "57P03"
)

func (d postgresDialect) classify(err error) error {
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		switch e.Code {
		case postgresForeignKey:
			return errReference
		case postgresUnique:
			return errDuplicate
		case postgresDeadlock:
			return errDeadlock
		case postgresShutdown, postgresStarting:
			return unavailable(err)
		}
	}
	if _, ok := errors.AsType[*pgconn.ConnectError](err); ok || errors.Is(err, driver.ErrBadConn) || pgconn.Timeout(err) {
		return unavailable(err)
	}
	return err
}
