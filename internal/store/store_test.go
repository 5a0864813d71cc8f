package store_test

import (
	"context"
	"database/sql"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"latchkey/internal/store"
	"latchkey/internal/store/storetest"
	"latchkey/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// engines opens a new, empty database of each kind; url is empty for SQLite.
var engines = map[string]func(t *testing.T) (path, url string){
	"sqlite":   func(t *testing.T) (string, string) { return filepath.Join(t.TempDir(), "latchkey.db"), "" },
	"postgres": func(t *testing.T) (string, string) { return "", testkit.Postgres(t) },
}

func open(t *testing.T, path, url string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), path, url)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestConformance(t *testing.T) {
	t.Parallel()
	for name, engine := range engines {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			storetest.Run(t, func(t *testing.T) storetest.Store {
				path, url := engine(t)
				return open(t, path, url)
			})
		})
	}
}

// Every statement in the package's source is valid on both engines.
func TestStatements(t *testing.T) {
	t.Parallel()
	statements := sourceStatements(t)
	if len(statements) < 25 {
		t.Fatalf("only %d statements found in the source", len(statements))
	}
	for name, engine := range engines {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path, url := engine(t)
			if err := open(t, path, url).Close(); err != nil {
				t.Fatal(err)
			}
			db := raw(t, path, url)
			for constant, text := range statements {
				stmt, err := db.PrepareContext(t.Context(), text)
				if err != nil {
					t.Errorf("%s: %v", constant, err)
					continue
				}
				_ = stmt.Close()
			}
		})
	}
}

func raw(t *testing.T, path, url string) *sql.DB {
	t.Helper()
	driver, name := "sqlite", "file:"+path
	if url != "" {
		driver, name = "pgx", url
	}
	return openRaw(t, driver, name)
}

func openRaw(t testing.TB, driver, name string) *sql.DB {
	t.Helper()
	db, err := sql.Open(driver, name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

var isStatement = regexp.MustCompile(`^(SELECT|INSERT|UPDATE|DELETE|WITH)\b`)

// sourceStatements collects the constants of the package that hold whole statements; constants made of two are joined.
func sourceStatements(t *testing.T) map[string]string {
	t.Helper()
	constants := map[string]ast.Expr{}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if spec, ok := n.(*ast.ValueSpec); ok && len(spec.Names) == len(spec.Values) {
				for i := range spec.Names {
					constants[spec.Names[i].Name] = spec.Values[i]
				}
			}
			return true
		})
	}
	out := map[string]string{}
	for name, expr := range constants {
		text := evaluate(expr, constants)
		if isStatement.MatchString(text) && !strings.HasSuffix(name, "Columns") {
			out[name] = text
		}
	}
	return out
}

func evaluate(expr ast.Expr, constants map[string]ast.Expr) string {
	switch e := expr.(type) {
	case *ast.BasicLit:
		text, _ := strconv.Unquote(e.Value)
		return text
	case *ast.BinaryExpr:
		return evaluate(e.X, constants) + evaluate(e.Y, constants)
	case *ast.Ident:
		return evaluate(constants[e.Name], constants)
	}
	return ""
}

// A database that a newer version wrote is left alone.
func TestNewerSchemaIsRefused(t *testing.T) {
	t.Parallel()
	for name, engine := range engines {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path, url := engine(t)
			if err := open(t, path, url).Close(); err != nil {
				t.Fatal(err)
			}
			if _, err := raw(t, path, url).Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, TRUE)"); err != nil {
				t.Fatal(err)
			}
			_, err := store.Open(t.Context(), path, url)
			if err == nil || !strings.Contains(err.Error(), "newer version of Latchkey") {
				t.Fatalf("got %v", err)
			}
		})
	}
}

// Several processes that start at once on an empty database all get a working one.
func TestConcurrentMigration(t *testing.T) {
	t.Parallel()
	for name, engine := range engines {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path, url := engine(t)
			results := make(chan error)
			for range 4 {
				go func() {
					s, err := store.Open(context.Background(), path, url)
					if err == nil {
						err = s.Close()
					}
					results <- err
				}()
			}
			for range 4 {
				if err := <-results; err != nil {
					t.Error(err)
				}
			}
		})
	}
}

// Both engines have the same migrations, by number and name.
func TestMigrationsMatch(t *testing.T) {
	t.Parallel()
	names := func(folder string) []string {
		entries, err := fs.ReadDir(os.DirFS("migrations"), folder)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, e := range entries {
			out = append(out, e.Name())
		}
		return out
	}
	if s, p := names("sqlite"), names("postgres"); strings.Join(s, " ") != strings.Join(p, " ") {
		t.Fatalf("sqlite has %v, postgres has %v", s, p)
	}
}

func TestUnknownURL(t *testing.T) {
	t.Parallel()
	if _, err := store.Open(t.Context(), "", "mysql://localhost/x"); err == nil || !strings.Contains(err.Error(), "postgres://") {
		t.Fatalf("got %v", err)
	}
}

func TestUnreachablePostgres(t *testing.T) {
	t.Parallel()
	_, err := store.Open(t.Context(), "", "postgres://u:secret-password@127.0.0.1:1/x?connect_timeout=2")
	if err == nil || strings.Contains(err.Error(), "secret-password") {
		t.Fatalf("got %v", err)
	}
	if errors.Is(err, context.DeadlineExceeded) {
		t.Fatal("a refused connection was waited for")
	}
}
