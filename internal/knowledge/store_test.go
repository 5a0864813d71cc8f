package knowledge_test

import (
	"context"
	"slices"
	"sync"

	"latchkey/internal/account"
	"latchkey/internal/cursor"
	"latchkey/internal/errs"
	"latchkey/internal/knowledge"
)

// memoryStore is a Store for tests. It counts the loads of passages and lets a test hold them up.
type memoryStore struct {
	mu        sync.Mutex
	documents []knowledge.Document
	passages  []knowledge.Passage
	loads     int
	fail      error
	gate      chan struct{} // when set, loads wait for it to be closed
	arrived   chan struct{} // when set, loads say so here
}

func (s *memoryStore) AddDocument(_ context.Context, d knowledge.Document, ps []knowledge.Passage, _ account.Entry) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.documents = append(s.documents, d)
	s.passages = append(s.passages, ps...)
	return nil
}

func (s *memoryStore) Documents(
	_ context.Context, assistantID string, _ cursor.Place, limit int,
) ([]knowledge.Document, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := s.of(assistantID)
	slices.Reverse(out)
	return out[:min(limit, len(out))], nil
}

func (s *memoryStore) of(assistantID string) []knowledge.Document {
	var out []knowledge.Document
	for _, d := range s.documents {
		if d.AssistantID == assistantID {
			out = append(out, d)
		}
	}
	return out
}

func (s *memoryStore) Document(_ context.Context, assistantID, id string) (knowledge.Document, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, d := range s.of(assistantID) {
		if d.ID == id {
			return d, nil
		}
	}
	return knowledge.Document{}, errs.Missing("document")
}

func (s *memoryStore) DeleteDocument(ctx context.Context, assistantID, id string, _ account.Entry) error {
	if _, err := s.Document(ctx, assistantID, id); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.documents = slices.DeleteFunc(s.documents, func(d knowledge.Document) bool { return d.ID == id })
	s.passages = slices.DeleteFunc(s.passages, func(p knowledge.Passage) bool { return p.DocumentID == id })
	return nil
}

func (s *memoryStore) Passages(
	ctx context.Context, assistantID string,
) ([]knowledge.Document, []knowledge.Passage, error) {
	s.mu.Lock()
	s.loads++
	gate, arrived, fail := s.gate, s.arrived, s.fail
	s.mu.Unlock()
	if arrived != nil {
		arrived <- struct{}{}
	}
	if gate != nil {
		select {
		case <-gate:
		case <-ctx.Done():
			return nil, nil, ctx.Err()
		}
	}
	if fail != nil {
		return nil, nil, fail
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var passages []knowledge.Passage
	for _, p := range s.passages {
		if p.AssistantID == assistantID {
			passages = append(passages, p)
		}
	}
	return s.of(assistantID), passages, nil
}

func (s *memoryStore) set(change func(*memoryStore)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(s)
}

func (s *memoryStore) loadCount() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.loads
}

func (s *memoryStore) Passage(_ context.Context, _, id string) (knowledge.Document, knowledge.Passage, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range s.passages {
		if p.ID == id {
			return knowledge.Document{}, p, nil
		}
	}
	return knowledge.Document{}, knowledge.Passage{}, errs.Missing("passage")
}
