package docs_test

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"latchkey/docs"
	"latchkey/internal/account"
	"latchkey/internal/cursor"
	"latchkey/internal/errs"
	"latchkey/internal/knowledge"
	"latchkey/internal/provider"
	"latchkey/internal/provider/builtin"
)

// questionsJSON is what people ask, written before anybody looked at what is found. A question is never changed to pass: the
// documentation is.
//
//go:embed questions.json
var questionsJSON []byte

const (
	assistantID = "docsDemo11"
	passages    = 6 // as the server asks for
	wantHitAt1  = 0.9
)

// TestQuestions asks the demo's assistant real questions: the first page that it cites must be the one that holds the answer, and of
// what the documentation is not about it must say that it found nothing.
func TestQuestions(t *testing.T) {
	var questions struct {
		Answered []struct{ Question, Page string }
		OffTopic []string
	}
	if err := json.Unmarshal(questionsJSON, &questions); err != nil {
		t.Fatal(err)
	}
	guide := newGuide(t)
	hits := 0
	for _, q := range questions.Answered {
		if !slices.Contains(guide.pages, q.Page) {
			t.Errorf("%q expects %s, which is no page", q.Question, q.Page)
		}
		text, cited := guide.ask(t, q.Question)
		if len(cited) > 0 && cited[0] == q.Page {
			hits++
			continue
		}
		t.Logf("miss: %q\n  wanted %s\n  cited  %s\n  said   %s", q.Question, q.Page, strings.Join(cited, ", "), oneLine(text))
	}
	for _, question := range questions.OffTopic {
		if text, cited := guide.ask(t, question); len(cited) > 0 {
			t.Errorf("%q is not about Latchkey, but was answered from %s: %s", question, strings.Join(cited, ", "), oneLine(text))
		}
	}
	share := float64(hits) / float64(len(questions.Answered))
	t.Logf("hit@1 = %.2f (%d of %d)", share, hits, len(questions.Answered))
	if share < wantHitAt1 {
		t.Errorf("hit@1 is %.2f, less than %.2f", share, wantHitAt1)
	}
}

// guide is the demo's assistant, without a server around it.
type guide struct {
	knowledge *knowledge.Service
	provider  *builtin.Provider
	pages     []string
}

func newGuide(t *testing.T) guide {
	t.Helper()
	service, err := knowledge.New(&memory{}, knowledge.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := service.Close(); err != nil {
			t.Error(err)
		}
	})
	pages, err := docs.Pages()
	if err != nil {
		t.Fatal(err)
	}
	g := guide{knowledge: service, provider: builtin.New()}
	for _, page := range pages {
		input := knowledge.Input{AssistantID: assistantID, FileName: page.Name, Content: page.Content}
		if _, err := service.Add(t.Context(), account.System, input); err != nil {
			t.Fatalf("%s: %v", page.Name, err)
		}
		g.pages = append(g.pages, page.Name)
	}
	return g
}

// ask returns the answer and the pages that it cites, in the order of their numbers.
func (g guide) ask(t *testing.T, question string) (text string, cited []string) {
	t.Helper()
	found, err := g.knowledge.Search(t.Context(), assistantID, question, passages)
	if err != nil {
		t.Fatal(err)
	}
	request := provider.Request{Question: question, Settings: provider.Settings{AssistantName: "Latchkey guide"}}
	for _, hit := range found {
		request.Passages = append(request.Passages, provider.Passage{
			ID: hit.Passage.ID, DocumentID: hit.Passage.DocumentID, Title: hit.Title, Path: hit.Passage.Path,
			Source: hit.Source, Text: hit.Passage.Text, Score: hit.Score,
		})
	}
	var b strings.Builder
	for event, err := range g.provider.Answer(t.Context(), request) {
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString(event.Text)
		for _, reference := range event.References {
			cited = append(cited, reference.Source)
		}
	}
	return b.String(), cited
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// memory is a knowledge.Store for one assistant.
type memory struct {
	documents []knowledge.Document
	passages  []knowledge.Passage
}

func (m *memory) AddDocument(_ context.Context, d knowledge.Document, ps []knowledge.Passage, _ account.Entry) error {
	m.documents = append(m.documents, d)
	m.passages = append(m.passages, ps...)
	return nil
}

func (m *memory) Documents(context.Context, string, cursor.Place, int) ([]knowledge.Document, error) {
	return m.documents, nil
}

func (m *memory) Document(_ context.Context, _, id string) (knowledge.Document, error) {
	for _, d := range m.documents {
		if d.ID == id {
			return d, nil
		}
	}
	return knowledge.Document{}, errs.Missing("document")
}

func (m *memory) DeleteDocument(context.Context, string, string, account.Entry) error { return nil }

func (m *memory) Passages(context.Context, string) ([]knowledge.Document, []knowledge.Passage, error) {
	return m.documents, m.passages, nil
}

func (m *memory) Passage(context.Context, string, string) (knowledge.Document, knowledge.Passage, error) {
	return knowledge.Document{}, knowledge.Passage{}, errors.New("not needed here")
}
