package chat_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"latchkey/internal/chat"
	"latchkey/internal/errs"
	"latchkey/internal/provider"
	"latchkey/internal/secretbox"
)

// memory is a Store and a Journal for one conversation; it fails on demand.
type memory struct {
	mu         sync.Mutex
	record     chat.Record
	queries    []chat.Query
	appended   []chat.Piece
	failAppend error
	failFinish error
	renewed    []time.Time
	interrupts int

	panicSearch bool
}

func (m *memory) CreateConversation(_ context.Context, r chat.Record) error {
	m.record = r
	return nil
}

func (m *memory) Conversation(_ context.Context, id string) (chat.Record, error) {
	if id != m.record.ID {
		return chat.Record{}, errs.Missing("conversation")
	}
	return m.record, nil
}

func (m *memory) AcceptQuery(_ context.Context, a chat.Acceptance) (chat.Accepted, error) {
	q := a.Query
	m.mu.Lock()
	defer m.mu.Unlock()
	q.Turn = len(m.queries) + 1
	m.queries = append(m.queries, q)
	return chat.Accepted{QueryID: q.ID, CreatedAt: q.CreatedAt, Turn: q.Turn}, nil
}

func (m *memory) QueryByIdempotency(context.Context, string, string) (chat.Query, error) {
	return chat.Query{}, errs.Missing("query")
}

func (m *memory) Queries(context.Context, string, int, int) ([]chat.Query, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return append([]chat.Query(nil), m.queries...), nil
}

func (m *memory) LastQueries(_ context.Context, _ string, before, limit int) ([]chat.Query, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var list []chat.Query
	for i := len(m.queries) - 1; i >= 0 && len(list) < limit; i-- {
		if m.queries[i].Turn < before {
			list = append(list, m.queries[i])
		}
	}
	return list, nil
}

func (m *memory) RecentExchanges(context.Context, string, int) ([]chat.Exchange, error) {
	return nil, nil
}

func (m *memory) Query(_ context.Context, _, id string) (chat.Query, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, q := range m.queries {
		if q.ID == id {
			return q, nil
		}
	}
	return chat.Query{}, errs.Missing("query")
}

func (m *memory) React(context.Context, string, string, chat.Reaction) error { return nil }

func (m *memory) Report(context.Context, chat.Report) error { return nil }

func (m *memory) RetitleConversation(_ context.Context, _, before, title string, _ time.Time) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if before != "" && m.record.Title != before {
		return false, nil
	}
	m.record.Title = title
	return true, nil
}

func (m *memory) ForkConversation(context.Context, chat.Record, string, []string) error { return nil }

func (m *memory) DeleteConversation(context.Context, string) error { return nil }

func (m *memory) Append(_ string, piece chat.Piece, stored func(error)) {
	m.mu.Lock()
	m.appended = append(m.appended, piece)
	err := m.failAppend
	m.mu.Unlock()
	go stored(err)
}

func (m *memory) Finish(_ context.Context, q chat.Query, _ bool) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.queries[q.Turn-1] = q
	return m.failFinish
}

func (m *memory) Interrupt(context.Context, string, bool, time.Time) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.interrupts++
	return 0, nil
}

func (m *memory) Renew(_ context.Context, _ string, until time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.renewed = append(m.renewed, until)
	return nil
}

func (m *memory) Search(context.Context, string, string, int) ([]provider.Passage, error) {
	if m.panicSearch {
		panic("secret detail")
	}
	return nil, nil
}

// says is a provider that is a function.
type says func(ctx context.Context, yield func(provider.Event, error) bool)

func (f says) Answer(ctx context.Context, _ provider.Request) iter.Seq2[provider.Event, error] {
	return func(yield func(provider.Event, error) bool) { f(ctx, yield) }
}

func text(s string) provider.Event { return provider.Event{Text: s} }

// service returns a service with one conversation.
func service(t *testing.T, m *memory, p provider.Provider) (*chat.Service, chat.Conversation) {
	t.Helper()
	box, err := secretbox.New(make([]byte, secretbox.KeySize))
	if err != nil {
		t.Fatal(err)
	}
	s := chat.New(chat.Options{
		Conversations: m, Queries: m, Journal: m, Knowledge: m, Providers: map[string]provider.Provider{"p": p}, Box: box, Owner: "me", Now: time.Now,
		Log: slog.New(slog.DiscardHandler),
	})
	c, err := s.Open(t.Context(), chat.Caller{AssistantID: "a", KeyID: "k"}, chat.Opening{})
	if err != nil {
		t.Fatal(err)
	}
	return s, c
}

// ask runs a question to its end and returns its frames.
func ask(t *testing.T, s *chat.Service, c chat.Conversation) []chat.Frame {
	t.Helper()
	run, err := s.Ask(t.Context(), chat.Question{ConversationID: c.ID, Text: "Hello?", Provider: "p"})
	if err != nil {
		t.Fatal(err)
	}
	if err := run.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	frames := allOf(t, run)
	for i, f := range frames {
		if f.Number != i+1 || (f.End != nil) != (i == len(frames)-1) {
			t.Fatalf("frame %d: %+v", i, f)
		}
	}
	return frames
}

// allOf reads a run until nothing follows.
func allOf(t *testing.T, run interface {
	Since(int) ([]chat.Frame, <-chan struct{})
}) []chat.Frame {
	t.Helper()
	for {
		frames, more := run.Since(0)
		if more == nil {
			return frames
		}
		select {
		case <-more:
		case <-t.Context().Done():
			t.Fatal("the run does not end")
		}
	}
}

// However an answer goes wrong, the run ends with one End frame that says so, and what was made is stored.
func TestEnds(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		provider says
		memory   *memory
		status   chat.Status
		code     string
		answer   string
	}{
		"well":  {func(_ context.Context, y func(provider.Event, error) bool) { y(text("a "), nil) }, &memory{}, chat.Done, "", "a "},
		"empty": {func(context.Context, func(provider.Event, error) bool) {}, &memory{}, chat.Done, "", ""},
		"a failure for visitors": {func(_ context.Context, y func(provider.Event, error) bool) {
			_ = y(text("a "), nil) && y(provider.Event{}, errs.New(errs.Unavailable, "MODEL_BUSY", "Busy."))
		}, &memory{}, chat.Failed, "MODEL_BUSY", "a "},
		"an internal failure": {func(_ context.Context, y func(provider.Event, error) bool) {
			y(provider.Event{}, errors.New("secret detail"))
		}, &memory{}, chat.Failed, "ANSWER_FAILED", ""},
		"a panic": {func(_ context.Context, y func(provider.Event, error) bool) {
			y(text("a "), nil)
			panic("secret detail")
		}, &memory{}, chat.Failed, "ANSWER_FAILED", "a "},
		"a panic in the search": {func(context.Context, func(provider.Event, error) bool) {}, &memory{panicSearch: true}, chat.Failed, "ANSWER_FAILED", ""},
		"too long": {func(_ context.Context, y func(provider.Event, error) bool) {
			for y(text(strings.Repeat("x", 100_000)), nil) {
			}
		}, &memory{}, chat.Failed, "ANSWER_TOO_LONG", "-"},
		"a full disk": {func(_ context.Context, y func(provider.Event, error) bool) { y(text("a "), nil) },
			&memory{failAppend: errors.New("disk full")}, chat.Failed, "ANSWER_FAILED", ""},
		"an outcome that cannot be stored": {func(_ context.Context, y func(provider.Event, error) bool) { y(text("a "), nil) },
			&memory{failFinish: errors.New("disk full")}, chat.Failed, "STORE_FAILED", "-"},
		"bad text": {func(_ context.Context, y func(provider.Event, error) bool) { y(text("a\x00\xffb"), nil) }, &memory{}, chat.Done, "", "a\uFFFDb"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := c.memory
			s, conversation := service(t, m, c.provider)
			frames := ask(t, s, conversation)
			end := frames[len(frames)-1].End
			if end.Status != c.status || end.Code != c.code || strings.Contains(end.Text, "secret") {
				t.Errorf("ended %+v", end)
			}
			if got := m.queries[0]; c.answer != "-" && (got.Answer != c.answer || got.Status != c.status) {
				t.Errorf("stored %q %s", got.Answer, got.Status)
			}
			if err := s.Shutdown(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
}

// Words are stored before anybody can read them, and those that arrive while others are stored go together.
func TestStoredBeforeShown(t *testing.T) {
	t.Parallel()
	m := &memory{}
	s, c := service(t, m, says(func(_ context.Context, y func(provider.Event, error) bool) {
		for range 500 {
			y(text("word "), nil)
		}
	}))
	frames := ask(t, s, c)
	var stored, shown strings.Builder
	for i, piece := range m.appended {
		if piece.Number != i+1 {
			t.Errorf("piece %d has the number %d", i, piece.Number)
		}
		stored.WriteString(piece.Text)
	}
	for _, f := range frames {
		shown.WriteString(f.Text)
	}
	if want := strings.Repeat("word ", 500); stored.String() != want || shown.String() != want {
		t.Errorf("%d bytes stored, %d shown, %d made", stored.Len(), shown.Len(), len(want))
	}
}

// An answer that never ends is cut off, with what was made.
func TestRunTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := &memory{}
		s, c := service(t, m, says(func(ctx context.Context, y func(provider.Event, error) bool) {
			y(text("a "), nil)
			<-ctx.Done()
			y(provider.Event{}, ctx.Err())
		}))
		began := time.Now()
		frames := ask(t, s, c)
		if end := frames[len(frames)-1].End; end.Code != "ANSWER_TIMEOUT" || time.Since(began) != 10*time.Minute || m.queries[0].Answer != "a " {
			t.Errorf("ended %+v after %v", end, time.Since(began))
		}
	})
}

// Stop and Shutdown end a run with different statuses, and a service that shuts down takes no question.
func TestStopAndShutdown(t *testing.T) {
	t.Parallel()
	m := &memory{}
	hang := says(func(ctx context.Context, y func(provider.Event, error) bool) {
		y(text("a "), nil)
		<-ctx.Done()
	})
	s, c := service(t, m, hang)
	start := func() chat.Answering {
		run, err := s.Ask(t.Context(), chat.Question{ConversationID: c.ID, Text: "Hello?", Provider: "p"})
		if err != nil {
			t.Fatal(err)
		}
		if _, more := run.Since(0); more != nil {
			<-more
		}
		return run
	}
	first := start()
	if err := s.Stop(t.Context(), c.ID); err != nil {
		t.Fatal(err)
	}
	if got := first.Outcome(); got.Status != chat.Stopped || got.Answer != "a " {
		t.Errorf("stopped: %+v", got)
	}
	second := start()
	if err := s.Shutdown(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := second.Outcome(); got.Status != chat.Interrupted || got.Answer != "a " {
		t.Errorf("shut down: %+v", got)
	}
	_, err := s.Ask(t.Context(), chat.Question{ConversationID: c.ID, Text: "Hello?", Provider: "p"})
	if e, ok := errs.As(err); !ok || e.Code != "SHUTTING_DOWN" {
		t.Errorf("after the shutdown: %v", err)
	}
}

// An outcome that could not be stored is stored when the database answers again.
func TestKeptLater(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := &memory{failFinish: errors.New("database gone")}
		s, c := service(t, m, says(func(_ context.Context, y func(provider.Event, error) bool) { y(text("a "), nil) }))
		frames := ask(t, s, c)
		if end := frames[len(frames)-1].End; end.Code != "STORE_FAILED" {
			t.Errorf("ended %+v", end)
		}
		m.mu.Lock()
		m.failFinish, m.queries[0] = nil, chat.Query{Turn: 1}
		m.mu.Unlock()
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- s.Run(ctx) }()
		<-time.After(16 * time.Second)
		cancel()
		<-done
		if got := m.queries[0]; got.Answer != "a " || got.Status != chat.Done {
			t.Errorf("stored %+v", got)
		}
	})
}

// Leases are renewed long before they end.
func TestLeases(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := &memory{}
		s, _ := service(t, m, says(func(context.Context, func(provider.Event, error) bool) {}))
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- s.Run(ctx) }()
		<-time.After(61 * time.Second)
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
		if len(m.renewed) != 4 || m.interrupts != 4 {
			t.Errorf("renewed %d times, looked for the dead %d times", len(m.renewed), m.interrupts)
		}
	})
}

// A history is bounded, keeps the newest, and is in order.
func TestHistoryBounds(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ queries, size, want int }{{0, 1, 0}, {3, 1, 3}, {1200, 1, 1000}, {120, 100_000, 20}, {1, 5 << 20, 1}} {
		m := &memory{}
		s, conversation := service(t, m, says(func(context.Context, func(provider.Event, error) bool) {}))
		for i := range c.queries {
			m.queries = append(m.queries, chat.Query{ID: fmt.Sprint(i), Turn: i + 1, Answer: strings.Repeat("x", c.size), Status: chat.Done})
		}
		h, err := s.History(t.Context(), conversation.ID)
		if err != nil || len(h.Queries) != c.want {
			t.Errorf("%d queries of %d bytes: %d in the history, %v", c.queries, c.size, len(h.Queries), err)
			continue
		}
		for i, q := range h.Queries {
			if q.Turn != c.queries-c.want+i+1 {
				t.Errorf("turn %d at place %d of %d", q.Turn, i, c.want)
				break
			}
		}
	}
}

func TestOwnership(t *testing.T) {
	t.Parallel()
	m := &memory{}
	s, c := service(t, m, says(func(context.Context, func(provider.Event, error) bool) {}))
	for name, err := range map[string]error{
		"another key":       second(s.Conversation(t.Context(), chat.Caller{AssistantID: "a", KeyID: "k2"}, c.ID)),
		"another assistant": second(s.Conversation(t.Context(), chat.Caller{AssistantID: "b", KeyID: "k"}, c.ID)),
		"absent":            second(s.Conversation(t.Context(), c.Caller, "c_x")),
	} {
		if e, ok := errs.As(err); !ok || e.Code != "CONVERSATION_NOT_FOUND" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := s.Writable(t.Context(), c.Caller, c.ID, c.Token); err != nil {
		t.Error(err)
	}
	if _, err := s.Writable(t.Context(), c.Caller, c.ID, "t_wrong"); errs.KindOf(err) != errs.Forbidden {
		t.Errorf("a wrong token: %v", err)
	}
}

func second[T any](_ T, err error) error { return err }
