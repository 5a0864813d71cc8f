package chat_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"latchkey/internal/chat"
)

// shelf is a store of many queries that notes how many were read, and how many at once at most.
type shelf struct {
	memory
	read, most int
	fail       error // of a read after the first
}

func (s *shelf) Queries(_ context.Context, _ string, after, limit int) ([]chat.Query, error) {
	if s.fail != nil && s.read > 0 {
		return nil, s.fail
	}
	from := min(after, len(s.queries))
	rows := append([]chat.Query(nil), s.queries[from:min(len(s.queries), from+min(limit, len(s.queries)))]...)
	s.note(rows)
	return rows, nil
}

func (s *shelf) LastQueries(ctx context.Context, id string, before, limit int) ([]chat.Query, error) {
	rows, err := s.memory.LastQueries(ctx, id, before, limit)
	s.note(rows)
	return rows, err
}

func (s *shelf) note(rows []chat.Query) {
	s.read += len(rows)
	s.most = max(s.most, len(rows))
}

func filled(t *testing.T, n, answer int) (*shelf, *chat.Service, chat.Conversation) {
	t.Helper()
	m := &shelf{}
	s, c := service(t, &m.memory, nil)
	s.Queries = m
	for i := range n {
		m.queries = append(m.queries, chat.Query{ID: fmt.Sprint(i + 1), Turn: i + 1, Status: chat.Done, Answer: strings.Repeat("x", answer)})
	}
	return m, s, c
}

// Of long answers only as many are read as a history holds, and a few more.
func TestHistoryOfLongAnswers(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ queries, answer, want, read int }{
		"a megabyte each": {200, 1 << 20, 2, 10},
		"some kilobytes":  {200, 100 << 10, 20, 30},
		"short":           {45, 10, 45, 45},
		"very many":       {1500, 10, 1000, 1010},
		"none":            {0, 0, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m, s, conversation := filled(t, c.queries, c.answer)
			h, err := s.History(t.Context(), conversation.ID)
			if err != nil || len(h.Queries) != c.want || m.read > c.read || m.most > 10 {
				t.Fatalf("%d queries of %d that were read, %d at once, %v", len(h.Queries), m.read, m.most, err)
			}
			for i, q := range h.Queries {
				if q.Turn != c.queries-c.want+i+1 {
					t.Fatalf("turn %d is at %d", q.Turn, i)
				}
			}
		})
	}
}

// A page is whole and in order, whatever its size, and is read in portions, as far as somebody wants it.
func TestPage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ after, limit, want int }{
		{0, 1, 1}, {0, 10, 10}, {0, 20, 20}, {20, 20, 20}, {40, 20, 5}, {45, 20, 0}, {1000, 20, 0}, {0, 100, 45}, {3, 15, 15}, {0, math.MaxInt, 45},
	} {
		m, s, conversation := filled(t, 45, 10)
		turn := c.after
		for q, err := range s.Page(t.Context(), conversation.ID, c.after, c.limit) {
			if turn++; err != nil || q.Turn != turn {
				t.Fatalf("%+v: turn %d, want %d, %v", c, q.Turn, turn, err)
			}
		}
		if turn-c.after != c.want || m.most > 10 {
			t.Errorf("%+v: %d queries, %d at once", c, turn-c.after, m.most)
		}
	}
	m, s, conversation := filled(t, 45, 10)
	for range s.Page(t.Context(), conversation.ID, 0, 40) {
		break
	}
	if m.read != 10 {
		t.Errorf("%d were read for one", m.read)
	}
	m.fail, m.read = errors.New("away"), 0
	var all []error
	for _, err := range s.Page(t.Context(), conversation.ID, 0, 40) {
		all = append(all, err)
	}
	if len(all) != 11 || !errors.Is(all[10], m.fail) {
		t.Errorf("%v", all)
	}
}
