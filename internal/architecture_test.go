// Package internal_test holds the rules of the house that no single package can check.
package internal_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// arrows says which packages of this module each package may import, and nothing else: a request only moves forward. Tests are free.
var arrows = map[string][]string{
	"errs":                  {},
	"random":                {},
	"usage":                 {"errs", "origin"},
	"secretbox":             {},
	"origin":                {},
	"address":               {},
	"cursor":                {},
	"edit":                  {"errs"},
	"limit":                 {},
	"config":                {"address", "blob"},
	"account":               {"cursor", "edit", "errs", "random"},
	"pdf":                   {"errs", "queue"},
	"picture":               {"errs"},
	"assistant":             {"account", "cursor", "edit", "errs", "picture", "random", "secretbox"},
	"key":                   {"account", "address", "cursor", "edit", "errs", "origin", "random", "secretbox"},
	"access":                {"address", "assistant", "errs", "key", "limit", "origin", "usage"},
	"provider":              {},
	"provider/builtin":      {"errs", "provider"},
	"provider/openai":       {"aside", "errs", "provider", "upstream"},
	"provider/failover":     {"errs", "provider"},
	"queue":                 {"errs"},
	"socket":                {},
	"upstream":              {"socket"},
	"knowledge":             {"account", "cursor", "errs", "pdf", "random"},
	"blob":                  {"errs", "random"},
	"attachment":            {"errs", "picture", "provider", "queue", "random"},
	"aside":                 {},
	"chat":                  {"aside", "errs", "provider", "queue", "random", "secretbox"},
	"archive":               {"account", "chat", "cursor", "errs"},
	"backup":                {},
	"element":               {"errs"},
	"declare":               {"assistant", "edit", "errs", "key"},
	"remote":                {"declare"},
	"store":                 {"account", "archive", "assistant", "attachment", "backup", "chat", "cursor", "element", "errs", "key", "knowledge", "picture", "provider", "secretbox", "usage"},
	"httpx":                 {"errs", "socket"},
	"openid":                {},
	"console":               {"httpx"},
	"clientapi":             {"access", "aside", "assistant", "attachment", "chat", "element", "errs", "httpx", "key", "knowledge", "picture", "provider", "random", "secretbox"},
	"manageapi":             {"access", "account", "address", "archive", "assistant", "attachment", "cursor", "edit", "errs", "httpx", "key", "knowledge", "openid", "origin", "picture", "provider", "usage"},
	"app":                   nil, // knows every concrete type
	"testkit":               nil, // for tests only
	"provider/providertest": nil,
	"pdf/pdftest":           nil,
	"openid/openidtest":     nil,
	"store/storetest":       nil,
}

// onlyIn says which packages alone may import a thing: the rest of the house does not know it.
var onlyIn = map[string][]string{
	"net/http":                   {"attachment", "blob", "httpx", "clientapi", "console", "manageapi", "app", "knowledge", "openid", "openid/openidtest", "provider/openai", "provider/providertest", "remote", "testkit", "upstream"},
	"database/sql":               {"store", "testkit"},
	"modernc.org/sqlite":         {"store"},
	"github.com/jackc/pgx":       {"store", "testkit"},
	"github.com/danielgtaylor":   {"manageapi"},
	"github.com/alecthomas":      {"app"},
	"github.com/alexedwards":     {"account"},
	"github.com/aws":             {"blob"},
	"gocloud.dev":                {"blob"},
	"github.com/blevesearch":     {"knowledge"},
	"github.com/sony":            {"provider/failover"},
	"github.com/tidwall":         {"provider/openai"},
	"github.com/coreos":          {"openid"},
	"golang.org/x/oauth2":        {"openid"},
	"github.com/santhosh-tekuri": {"testkit"},
	"golang.org/x/image":         {"picture"},
	"github.com/klippa-app":      {"pdf"},
	"github.com/tetratelabs":     {"pdf"},
	"unsafe":                     {"random"},
}

// testOnly are packages that no other may import outside its tests.
var testOnly = []string{"testkit", "provider/providertest", "openid/openidtest", "store/storetest", "pdf/pdftest"}

type source struct {
	pkg, path string
	file      *ast.File
	test      bool
}

func sources(t *testing.T) []source {
	t.Helper()
	var all []source
	for _, root := range []string{".", "../cmd", "../docs", "../web"} {
		err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				if entry != nil && entry.IsDir() && (entry.Name() == "node_modules" || entry.Name() == "testdata") {
					return filepath.SkipDir
				}
				return err
			}
			if !strings.HasSuffix(path, ".go") {
				return nil
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
			if err != nil {
				return err
			}
			all = append(all, source{filepath.ToSlash(filepath.Dir(path)), path, file, strings.HasSuffix(path, "_test.go")})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(all) < 50 {
		t.Fatalf("only %d source files found", len(all))
	}
	return all
}

func imports(file *ast.File) []string {
	var list []string
	for _, spec := range file.Imports {
		path, _ := strconv.Unquote(spec.Path.Value)
		list = append(list, path)
	}
	return list
}

func TestArrows(t *testing.T) {
	t.Parallel()
	for _, s := range sources(t) {
		if s.test || strings.HasPrefix(s.pkg, "..") {
			continue
		}
		allowed, known := arrows[s.pkg]
		if !known && s.pkg != "." {
			t.Errorf("%s: say in arrows what package %s may import", s.path, s.pkg)
			continue
		}
		for _, path := range imports(s.file) {
			own, isOwn := strings.CutPrefix(path, "latchkey/internal/")
			if isOwn && allowed != nil && !slices.Contains(allowed, own) {
				t.Errorf("%s: %s must not import %s", s.path, s.pkg, own)
			}
			if isOwn && slices.Contains(testOnly, own) && !slices.Contains(testOnly, s.pkg) {
				t.Errorf("%s: %s is for tests only", s.path, own)
			}
			for thing, where := range onlyIn {
				if (path == thing || strings.HasPrefix(path, thing+"/")) && !slices.Contains(where, s.pkg) {
					t.Errorf("%s: %s must not import %s", s.path, s.pkg, path)
				}
			}
		}
	}
}

// Only main reads the process's arguments, signals and streams.
func TestOutsideWorld(t *testing.T) {
	t.Parallel()
	for _, s := range sources(t) {
		if s.test || strings.HasPrefix(s.pkg, "../cmd") || slices.Contains(testOnly, s.pkg) {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			call, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if x, ok := call.X.(*ast.Ident); ok && x.Name == "os" &&
				slices.Contains([]string{"Args", "Getenv", "LookupEnv", "Environ", "Stdin", "Stdout", "Stderr", "Exit"}, call.Sel.Name) {
				t.Errorf("%s: os.%s belongs to cmd/latchkey", s.path, call.Sel.Name)
			}
			return true
		})
	}
}

// Every package says once, at length, what it is for.
func TestPackageDocs(t *testing.T) {
	t.Parallel()
	docs := map[string][]string{}
	for _, s := range sources(t) {
		if _, seen := docs[s.pkg]; !seen && !s.test {
			docs[s.pkg] = nil
		}
		if s.file.Doc != nil && !s.test {
			docs[s.pkg] = append(docs[s.pkg], s.file.Doc.Text())
		}
	}
	for pkg, texts := range docs {
		switch {
		case len(texts) != 1:
			t.Errorf("package %s is documented %d times, want once", pkg, len(texts))
		case len(texts[0]) < 100:
			t.Errorf("package %s: the documentation says too little: %q", pkg, texts[0])
		}
	}
}

// wellKnown methods mean what everybody knows.
var wellKnown = map[string]bool{"Error": true, "Unwrap": true}

// Exported names are documented.
func TestExportedDocs(t *testing.T) {
	t.Parallel()
	for _, s := range sources(t) {
		if s.test {
			continue
		}
		for _, decl := range s.file.Decls {
			switch d := decl.(type) {
			case *ast.FuncDecl:
				if d.Name.IsExported() && d.Doc == nil && exportedReceiver(d) && !wellKnown[d.Name.Name] {
					t.Errorf("%s: %s has no documentation", s.path, d.Name.Name)
				}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					if ts, ok := spec.(*ast.TypeSpec); ok && ts.Name.IsExported() && d.Doc == nil && ts.Doc == nil {
						t.Errorf("%s: %s has no documentation", s.path, ts.Name.Name)
					}
				}
			}
		}
	}
}

func exportedReceiver(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	receiver := d.Recv.List[0].Type
	if star, ok := receiver.(*ast.StarExpr); ok {
		receiver = star.X
	}
	name, ok := receiver.(*ast.Ident)
	return ok && name.IsExported()
}

var sleep = regexp.MustCompile(`\btime\.Sleep\(`)

// Tests wait for what they need, they do not sleep.
func TestNoSleep(t *testing.T) {
	t.Parallel()
	for _, s := range sources(t) {
		if !s.test || s.path == "architecture_test.go" {
			continue
		}
		text, err := os.ReadFile(s.path)
		if err != nil {
			t.Fatal(err)
		}
		if sleep.Match(text) {
			t.Errorf("%s sleeps", s.path)
		}
	}
}

// Files can be read in one go.
func TestFileLength(t *testing.T) {
	t.Parallel()
	for _, s := range sources(t) {
		text, err := os.ReadFile(s.path)
		if err != nil {
			t.Fatal(err)
		}
		if lines := strings.Count(string(text), "\n"); lines > 500 && !s.test {
			t.Errorf("%s has %d lines", s.path, lines)
		}
	}
}

// Names that say nothing are not used for packages.
func TestPackageNames(t *testing.T) {
	t.Parallel()
	for _, s := range sources(t) {
		if slices.Contains([]string{"util", "utils", "common", "models", "types", "helpers", "misc"}, s.file.Name.Name) {
			t.Errorf("%s: package %s says nothing", s.path, s.file.Name.Name)
		}
	}
}
