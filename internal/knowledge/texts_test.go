package knowledge_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"latchkey/internal/knowledge"
)

// Texts are searched as documents are, in their own language; a row of a table is found with the names of its columns.
func TestSearchTexts(t *testing.T) {
	t.Parallel()
	s, err := knowledge.New(nil, knowledge.Options{})
	if err != nil {
		t.Fatal(err)
	}
	texts := []knowledge.Text{
		{ID: "f_1", Name: "vertrag.txt", Content: "Der Vertrag\n===========\n\nDie Kündigungsfrist beträgt drei Monate zum Ende des Jahres, und nicht weniger.\n\nDer Beitrag ist im Mai zu zahlen."},
		{ID: "f_2", Name: "stock.xlsx", Table: '\t', Content: "# Shelf A\n\narticle\tpieces\nhammer\t12\nchisel\t7\n\n# Shelf B\n\narticle\tpieces\nladder\t2\n"},
		{ID: "f_3", Name: "broken.csv", Table: ',', Content: "a,b\n\"never closed,1\nx\"y,2\n"},
		{ID: "f_4", Name: "empty.csv", Table: ',', Content: "only a header\n"},
	}
	for question, want := range map[string]struct{ name, text string }{
		"Wie lang ist die Kündigungsfrist?": {"vertrag.txt", "drei Monate"},
		"How many pieces of the chisel?":    {"stock.xlsx", "article: chisel; pieces: 7"},
		"How many ladders are there?":       {"stock.xlsx", "article: ladder; pieces: 2"},
	} {
		hits, err := s.SearchTexts(t.Context(), texts, question, 3)
		if err != nil || len(hits) == 0 || hits[0].Source != want.name || !strings.Contains(hits[0].Passage.Text, want.text) {
			t.Errorf("%s: %+v, %v", question, hits, err)
		}
	}
	if hits, err := s.SearchTexts(t.Context(), texts, "What is the capital of Peru?", 3); err != nil || len(hits) > 0 {
		t.Errorf("off topic: %+v, %v", hits, err)
	}
	if hits, err := s.SearchTexts(t.Context(), nil, "anything", 3); err != nil || len(hits) > 0 {
		t.Errorf("nothing to search: %+v, %v", hits, err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.SearchTexts(ended, texts, "chisel", 3); err == nil {
		t.Error("a search that nobody wants any more was made")
	}
}

// A file of any length costs a bounded search, of its beginning.
func TestSearchLongTexts(t *testing.T) {
	t.Parallel()
	s, err := knowledge.New(nil, knowledge.Options{Limits: knowledge.Limits{MaxWords: 20}})
	if err != nil {
		t.Fatal(err)
	}
	var rows strings.Builder
	rows.WriteString("name,colour\nfirstborn,azure\n")
	for i := range 60_000 {
		fmt.Fprintf(&rows, "item%d,grey\n", i)
	}
	rows.WriteString("lastborn,crimson\n")
	texts := []knowledge.Text{{ID: "f_1", Name: "a.csv", Table: ',', Content: rows.String()}, {ID: "f_2", Name: "b.csv", Table: ',', Content: rows.String()}}
	if hits, err := s.SearchTexts(t.Context(), texts, "colour of firstborn", 1); err != nil || len(hits) != 1 || !strings.Contains(hits[0].Passage.Text, "azure") {
		t.Errorf("the beginning: %+v, %v", hits, err)
	}
	if hits, err := s.SearchTexts(t.Context(), texts, "lastborn crimson", 1); err != nil || len(hits) != 0 {
		t.Errorf("the end: %+v, %v", hits, err)
	}
}
