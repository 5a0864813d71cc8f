package knowledge_test

import (
	_ "embed"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"latchkey/internal/account"
	"latchkey/internal/knowledge"
)

// sqliteDocs is where the Debian package sqlite3-doc has its pages.
const sqliteDocs = "/usr/share/doc/sqlite3"

// sqliteJSON was written before anything was measured, in the words of people who do not know the pages. "development" is what the
// search may be tuned on, "heldOut" is not: of it only the figures are shown.
//
//go:embed testdata/sqlite.json
var sqliteJSON []byte

type asked struct {
	Question string
	Pages    []string // each of them answers it
}

// quality says how high the first page that answers stands: at the top, among the first three, and the mean of 1/rank.
type quality struct{ first, firstThree, reciprocal float64 }

// The bounds are a little below what was measured, see docs/adr/0013.
var (
	wantDevelopment = quality{0.46, 0.60, 0.53}
	wantHeldOut     = quality{0.32, 0.50, 0.41}
)

// TestForeignDocumentation asks of a documentation that nobody wrote for this search.
func TestForeignDocumentation(t *testing.T) {
	if underRace {
		t.Skip("measured without the race detector")
	}
	var questions struct {
		Development, HeldOut []asked
		OffTopic             []string
	}
	if err := json.Unmarshal(sqliteJSON, &questions); err != nil {
		t.Fatal(err)
	}
	s := sqliteService(t)
	t.Run("development", func(t *testing.T) { checkQuality(t, s, questions.Development, wantDevelopment, t.Logf) })
	t.Run("held out", func(t *testing.T) { checkQuality(t, s, questions.HeldOut, wantHeldOut, func(string, ...any) {}) })
	t.Run("off-topic", func(t *testing.T) {
		for _, question := range questions.OffTopic {
			if hits := search(t, s, question); len(hits) > 0 {
				t.Logf("%q found %s: %v", question, hits[0].Source, hits[0].Passage.Path)
			}
		}
	})
}

func sqliteService(t *testing.T) *knowledge.Service {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(sqliteDocs, "*.html"))
	if err != nil || len(names) == 0 {
		t.Skip("install the Debian package sqlite3-doc to ask of its pages")
	}
	s := newService(t, &memoryStore{}, knowledge.Options{})
	for _, name := range names {
		if generated(name) {
			continue
		}
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		in := knowledge.Input{AssistantID: "shop", FileName: filepath.Base(name), Content: content}
		if _, err := s.Add(t.Context(), account.System, in); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	return s
}

// generated are lists of links, and extracts of the other pages.
func generated(name string) bool {
	base := filepath.Base(name)
	return strings.HasPrefix(base, "doc_") || slices.Contains([]string{"keyword_index.html", "requirements.html", "doclist.html",
		"sitemap.html", "syntaxdiagrams.html", "capi3ref.html", "docs.html", "index.html"}, base)
}

func search(t *testing.T, s *knowledge.Service, question string) []knowledge.Hit {
	t.Helper()
	hits, err := s.Search(t.Context(), "shop", question, 0)
	if err != nil {
		t.Fatal(err)
	}
	return hits
}

func checkQuality(t *testing.T, s *knowledge.Service, questions []asked, want quality, miss func(string, ...any)) {
	t.Helper()
	var got quality
	for _, q := range questions {
		pages := pagesOf(search(t, s, q.Question))
		rank := 1 + slices.IndexFunc(pages, func(page string) bool { return slices.Contains(q.Pages, page) })
		got.count(rank)
		if rank != 1 {
			miss("rank %d: %q\n  wanted %v\n  found  %v", rank, q.Question, q.Pages, pages)
		}
	}
	got = got.of(len(questions))
	t.Logf("hit@1 %.2f, hit@3 %.2f, MRR %.3f over %d questions", got.first, got.firstThree, got.reciprocal, len(questions))
	if got.first < want.first || got.firstThree < want.firstThree || got.reciprocal < want.reciprocal {
		t.Errorf("less than hit@1 %.2f, hit@3 %.2f, MRR %.3f", want.first, want.firstThree, want.reciprocal)
	}
}

// pagesOf returns the pages of the hits, each once, in order.
func pagesOf(hits []knowledge.Hit) []string {
	var pages []string
	for _, hit := range hits {
		if page := strings.TrimSuffix(hit.Source, ".html"); !slices.Contains(pages, page) {
			pages = append(pages, page)
		}
	}
	return pages
}

func (q *quality) count(rank int) {
	if rank == 0 {
		return
	}
	q.reciprocal += 1 / float64(rank)
	if rank == 1 {
		q.first++
	}
	if rank <= 3 {
		q.firstThree++
	}
}

func (q quality) of(n int) quality {
	return quality{q.first / float64(n), q.firstThree / float64(n), q.reciprocal / float64(n)}
}
