package knowledge_test

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/cursor"
	"latchkey/internal/errs"
	"latchkey/internal/knowledge"
)

func add(t testing.TB, s *knowledge.Service, assistantID, name, content string) knowledge.Document {
	t.Helper()
	d, err := s.Add(t.Context(), account.System, knowledge.Input{AssistantID: assistantID, FileName: name,
		Content: []byte(content)})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func find(t testing.TB, s *knowledge.Service, assistantID, question string) []knowledge.Hit {
	t.Helper()
	hits, err := s.Search(t.Context(), assistantID, question, 0)
	if err != nil {
		t.Fatal(err)
	}
	return hits
}

func TestAdd(t *testing.T) {
	store := &memoryStore{}
	now := time.Date(2025, 3, 1, 12, 0, 0, 0, time.UTC)
	s := newService(t, store, knowledge.Options{Now: func() time.Time { return now }})
	content := "# Der Laden\n\nWir haben am Montag und am Dienstag geöffnet, und der Tee ist frisch.\n"
	d, err := s.Add(t.Context(), account.System, knowledge.Input{AssistantID: "a", FileName: "laden.md",
		URL:     "https://tee.example/laden",
		Content: []byte(content)})
	if err != nil {
		t.Fatal(err)
	}
	if !regexp.MustCompile(`^d_[0-9A-Za-z]{22}$`).MatchString(d.ID) {
		t.Errorf("id %q", d.ID)
	}
	want := knowledge.Document{ID: d.ID, AssistantID: "a", Title: "Der Laden",
		URL: "https://tee.example/laden", FileName: "laden.md",
		MediaType: "text/markdown", Language: "de", Size: len(content), Passages: 1, CreatedAt: now}
	if d != want || d.Source() != want.URL {
		t.Errorf("document %+v, want %+v", d, want)
	}
	if p := store.passages[0]; p.DocumentID != d.ID || len(p.Path) != 1 || p.Path[0] != d.Title ||
		!strings.HasPrefix(p.ID, "p_") {
		t.Errorf("passage %+v", p)
	}
	if got, err := s.Get(t.Context(), "a", d.ID); got != d || err != nil {
		t.Errorf("Get: %+v, %v", got, err)
	}
	if _, err := s.Get(t.Context(), "b", d.ID); errs.KindOf(err) != errs.NotFound {
		t.Errorf("Get as another assistant: %v", err)
	}
	if page, err := s.List(t.Context(), "a", cursor.Place{}, 10); err != nil || len(page) != 1 {
		t.Errorf("List: %+v, %v", page, err)
	}
}

func TestAddNamesAllProblems(t *testing.T) {
	s := newService(t, &memoryStore{}, knowledge.Options{})
	_, err := s.Add(t.Context(), account.System, knowledge.Input{Title: strings.Repeat("x", 201),
		URL: "javascript:alert(1)", Language: "xx"})
	if e, ok := errs.As(err); !ok || e.Kind != errs.Invalid || len(e.Fields) != 3 {
		t.Errorf("error %+v", err)
	}
}

func TestSearchSeesChangesAtOnce(t *testing.T) {
	store := &memoryStore{}
	s := newService(t, store, knowledge.Options{})
	add(t, s, "a", "one.md", "# Parking\n\nThere is a car park behind the house.")
	if len(find(t, s, "a", "where can I park my car")) == 0 {
		t.Error("the first document is not found")
	}
	d := add(t, s, "a", "two.md", "# Breakfast\n\nBreakfast is served from seven to ten.")
	if hits := find(t, s, "a", "breakfast time"); len(hits) != 1 || hits[0].Passage.DocumentID != d.ID {
		t.Errorf("the new document is not found: %+v", hits)
	}
	if err := s.Delete(t.Context(), account.System, "a", d.ID); err != nil {
		t.Fatal(err)
	}
	if hits := find(t, s, "a", "breakfast time"); len(hits) != 0 {
		t.Errorf("the deleted document is found: %+v", hits)
	}
	if err := s.Delete(t.Context(), account.System, "a", d.ID); errs.KindOf(err) != errs.NotFound {
		t.Errorf("second Delete: %v", err)
	}
	before := store.loadCount()
	find(t, s, "a", "car park")
	if store.loadCount() != before {
		t.Error("the index was built again without a change")
	}
	s.Invalidate("a")
	find(t, s, "a", "car park")
	if store.loadCount() != before+1 {
		t.Error("Invalidate did not drop the index")
	}
}

func TestSearchKeepsAssistantsApart(t *testing.T) {
	s := newService(t, &memoryStore{}, knowledge.Options{})
	add(t, s, "a", "one.md", "# Parking\n\nThere is a car park behind the house.")
	if hits := find(t, s, "b", "car park"); len(hits) != 0 {
		t.Errorf("found another assistant's passage: %+v", hits)
	}
}

func TestSearchReadsLanguages(t *testing.T) {
	s := newService(t, &memoryStore{}, knowledge.Options{})
	add(t, s, "a", "it.md", "# Spedizione\n\nLe spedizioni in Italia sono gratuite e arrivano in due "+
		"giorni lavorativi dopo l'ordine.")
	add(t, s, "a", "de.md", "# Rückgabe\n\nSie können ungeöffnete Waren innerhalb von dreißig Tagen "+
		"zurückgeben, wenn sie nicht gefallen.")
	add(t, s, "a", "fr.md", "# Paiement\n\nVous pouvez payer avec une carte bancaire ou par virement, et "+
		"nous acceptons les chèques.")
	add(t, s, "a", "es.md", "# Horario\n\nLa tienda está abierta de lunes a viernes, y los sábados por la "+
		"mañana hasta las dos.")
	for question, want := range map[string]string{
		"Quanto costa la spedizione in Italia?": "it.md",
		"Kann ich eine Ware zurückgeben?":       "de.md",
		"Puis-je payer par carte ?":             "fr.md",
		"¿Está abierta la tienda los sábados?":  "es.md",
	} {
		if hits := find(t, s, "a", question); len(hits) == 0 || hits[0].Source != want {
			t.Errorf("%q: %+v, want %s", question, hits, want)
		}
	}
}

func TestSearchBuildsOnce(t *testing.T) {
	store := &memoryStore{gate: make(chan struct{})}
	s := newService(t, store, knowledge.Options{})
	add(t, s, "a", "one.md", "# Parking\n\nThere is a car park behind the house.")
	var searches sync.WaitGroup
	for range 20 {
		searches.Go(func() {
			if hits, err := s.Search(context.Background(), "a", "car park", 3); err != nil || len(hits) != 1 {
				t.Errorf("%+v, %v", hits, err)
			}
		})
	}
	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Search(canceled, "a", "car park", 3); !errors.Is(err, context.Canceled) {
		t.Errorf("search with an ended context: %v", err)
	}
	close(store.gate)
	searches.Wait()
	if n := store.loadCount(); n != 1 {
		t.Errorf("built %d times", n)
	}
}

func TestSearchTriesAgainAfterFailure(t *testing.T) {
	store := &memoryStore{fail: errors.New("no database")}
	s := newService(t, store, knowledge.Options{})
	if _, err := s.Search(t.Context(), "a", "car park", 3); err == nil || err.Error() != "no database" {
		t.Errorf("error %v", err)
	}
	store.set(func(s *memoryStore) { s.fail = nil })
	if _, err := s.Search(t.Context(), "a", "car park", 3); err != nil {
		t.Errorf("second search: %v", err)
	}
}

func TestIndexesAreBounded(t *testing.T) {
	store := &memoryStore{}
	s := newService(t, store, knowledge.Options{MaxIndexes: 2})
	for _, assistant := range []string{"a", "b", "a", "c", "a", "b"} { // c drops b
		find(t, s, assistant, "car park")
	}
	if n := store.loadCount(); n != 4 {
		t.Errorf("built %d times, want 4", n)
	}
}

func TestCloseEndsBuilds(t *testing.T) {
	store := &memoryStore{gate: make(chan struct{}), arrived: make(chan struct{})}
	s := newService(t, store, knowledge.Options{})
	result := make(chan error)
	go func() {
		_, err := s.Search(context.Background(), "a", "car park", 3)
		result <- err
	}()
	<-store.arrived
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-result; !errors.Is(err, context.Canceled) {
		t.Errorf("search during Close: %v", err)
	}
	if _, err := s.Search(t.Context(), "a", "car park", 3); errs.KindOf(err) != errs.Unavailable {
		t.Errorf("search after Close: %v", err)
	}
}

func TestConcurrentUse(t *testing.T) {
	s := newService(t, &memoryStore{}, knowledge.Options{MaxIndexes: 2})
	var work sync.WaitGroup
	for worker := range 6 {
		work.Go(func() {
			assistant := fmt.Sprint("assistant", worker%3)
			for i := range 8 {
				d := add(t, s, assistant, "parking.md", "# Parking\n\nThere is a car park behind the house.")
				if hits := find(t, s, assistant, "where can I park my car"); len(hits) == 0 {
					t.Error("a document that was added is not found")
				}
				if i%2 == 0 {
					if err := s.Delete(t.Context(), account.System, assistant, d.ID); err != nil {
						t.Error(err)
					}
				}
				s.Invalidate(fmt.Sprint("assistant", i%3))
			}
		})
	}
	work.Wait()
}

// TestIndexingBlocksNobodyElse holds up the index of one assistant: another is answered meanwhile.
func TestIndexingBlocksNobodyElse(t *testing.T) {
	store := &memoryStore{}
	s := newService(t, store, knowledge.Options{})
	add(t, s, "a", "one.md", "# Parking\n\nThere is a car park behind the house.")
	find(t, s, "a", "car park")
	add(t, s, "b", "long.md", strings.Repeat("# Garden\n\nRoses are behind the house.\n\n", 2000))
	gate, arrived := make(chan struct{}), make(chan struct{}, 1)
	store.set(func(s *memoryStore) { s.gate, s.arrived = gate, arrived })
	var wait sync.WaitGroup
	wait.Go(func() {
		if hits := find(t, s, "b", "roses"); len(hits) == 0 {
			t.Error("the long document was not found")
		}
	})
	<-arrived
	if hits := find(t, s, "a", "car park"); len(hits) != 1 {
		t.Errorf("meanwhile: %+v", hits)
	}
	close(gate)
	wait.Wait()
}
