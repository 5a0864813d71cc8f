package storetest

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"latchkey/internal/chat"
	"latchkey/internal/errs"
	"latchkey/internal/provider"
)

func contextEnded(t *testing.T) (context.Context, context.CancelFunc) {
	t.Helper()
	return context.WithCancel(t.Context())
}

func testConversations(t *testing.T, s Store) {
	ctx := t.Context()
	sc := setScene(t, s)
	want := sc.conversation
	got, err := s.Conversation(ctx, want.ID)
	must(t, err)
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("got  %+v\nwant %+v", got, want)
	}
	_, err = s.Conversation(ctx, "absent")
	wantKind(t, err, errs.NotFound)
	wantKind(t, s.CreateConversation(ctx, newConversation(sc.assistant.ID, "absent")), errs.NotFound)

	first := ask(t, s, want.ID, "me", moment)
	second := ask(t, s, want.ID, "me", moment)
	if first.Turn != 1 || second.Turn != 2 {
		t.Fatalf("turns %d and %d", first.Turn, second.Turn)
	}
	got, err = s.Conversation(ctx, want.ID)
	must(t, err)
	if got.QueryCount != 2 || got.MessageCount != 2 || got.LastQueryAt == nil || !got.LastQueryAt.Equal(moment) {
		t.Fatalf("after two questions: %+v", got)
	}
	all, err := s.Queries(ctx, want.ID, 0, 10)
	must(t, err)
	if !reflect.DeepEqual(all, []chat.Query{first, second}) {
		t.Fatalf("got %+v", all)
	}
	after, err := s.Queries(ctx, want.ID, 1, 10)
	must(t, err)
	if len(after) != 1 || after[0].ID != second.ID {
		t.Fatalf("after turn 1: %+v", after)
	}
	for before, id := range map[int]string{100: second.ID, 2: first.ID} {
		last, err := s.LastQueries(ctx, want.ID, before, 1)
		must(t, err)
		if len(last) != 1 || last[0].ID != id {
			t.Fatalf("the last one before turn %d: %+v", before, last)
		}
	}
	_, err = s.AcceptQuery(ctx, chat.Acceptance{Query: newQuery("absent"), Owner: "me", Lease: moment})
	wantKind(t, err, errs.NotFound)
	if recent, err := s.RecentExchanges(ctx, want.ID, 10); err != nil || len(recent) != 0 {
		t.Fatalf("running queries are history: %v %v", recent, err)
	}
}

// A question of the same name is stored once, also when it is asked many times at once and when the limit is reached.
func testRepetition(t *testing.T, s Store) {
	const limit = 1
	sc := setScene(t, s)
	var accepted, repeated atomic.Int32
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			q := newQuery(sc.conversation.ID)
			q.Idempotency = "name"
			_, err := s.AcceptQuery(t.Context(), chat.Acceptance{Query: q, Limit: limit, Owner: "me", Lease: moment})
			switch {
			case err == nil:
				accepted.Add(1)
			case errors.Is(err, chat.ErrRepeated):
				repeated.Add(1)
			default:
				t.Error(err)
			}
		})
	}
	all.Wait()
	c, err := s.Conversation(t.Context(), sc.conversation.ID)
	must(t, err)
	if accepted.Load() != 1 || repeated.Load() != 19 || c.MessageCount != 1 || c.QueryCount != 1 {
		t.Fatalf("%d accepted, %d repeated, %+v", accepted.Load(), repeated.Load(), c)
	}
	got, err := s.QueryByIdempotency(t.Context(), sc.conversation.ID, "name")
	must(t, err)
	if got.Idempotency != "name" || got.Turn != 1 {
		t.Fatalf("%+v", got)
	}
	_, err = s.QueryByIdempotency(t.Context(), sc.conversation.ID, "other")
	wantKind(t, err, errs.NotFound)
}

// A finished query holds its outcome, and its pieces are gone.
func testJournal(t *testing.T, s Store) {
	ctx := t.Context()
	sc := setScene(t, s)
	q := ask(t, s, sc.conversation.ID, "me", moment.Add(time.Hour))
	q.References = []provider.Reference{{Number: 1, DocumentID: "d_1", PassageID: "p_1", Title: "Returns", Source: "https://shop.example"}}
	must(t, Append(s, q.ID, chat.Piece{Number: 1, References: q.References}))
	must(t, Append(s, q.ID, chat.Piece{Number: 2, Text: "You can "}))
	must(t, Append(s, q.ID, chat.Piece{Number: 3, Text: "return it."}))
	if err := Append(s, q.ID, chat.Piece{Number: 3, Text: "again"}); err == nil {
		t.Fatal("a piece was stored twice")
	}
	if err := Append(s, "absent", chat.Piece{Number: 1, Text: "x"}); err == nil {
		t.Fatal("a piece of a query that does not exist was stored")
	}
	finished := moment.Add(time.Second)
	q.Answer, q.Status, q.FinishedAt = "You can return it.", chat.Done, &finished
	q.Usage = &provider.Usage{AvailableContext: 8000, UsedContext: 310, OutputTokens: 6, UserQuery: 5}
	must(t, s.Finish(ctx, q, false))
	wantKind(t, s.Finish(ctx, q, false), errs.NotFound) // only once
	got, err := s.Queries(ctx, sc.conversation.ID, 0, 10)
	must(t, err)
	said, err := s.RecentExchanges(ctx, sc.conversation.ID, 10)
	must(t, err)
	if !reflect.DeepEqual(said, []chat.Exchange{{Question: q.Question, Answer: q.Answer}}) {
		t.Fatalf("%+v", said)
	}
	if !reflect.DeepEqual(got, []chat.Query{q}) {
		t.Fatalf("got  %+v\nwant %+v", got, q)
	}

	failed := ask(t, s, sc.conversation.ID, "me", moment.Add(time.Hour))
	failed.Status, failed.ErrorCode, failed.ErrorText, failed.FinishedAt = chat.Failed, "MODEL_BUSY", "Busy.", &finished
	must(t, s.Finish(ctx, failed, true))
	c, err := s.Conversation(ctx, sc.conversation.ID)
	must(t, err)
	if c.QueryCount != 2 || c.MessageCount != 1 {
		t.Fatalf("a failed question is counted: %d rows, %d messages", c.QueryCount, c.MessageCount)
	}
}

// What was appended before a crash is the answer of an interrupted query.
func testRecovery(t *testing.T, s Store) {
	ctx := t.Context()
	sc := setScene(t, s)
	q := ask(t, s, sc.conversation.ID, "me", moment.Add(time.Hour))
	q.References = []provider.Reference{{Number: 1, DocumentID: "d_1"}}
	must(t, Append(s, q.ID, chat.Piece{Number: 1, Text: "You ", References: q.References}))
	for i := range 12 { // more than nine: pieces are in order of their numbers, not of their text
		must(t, Append(s, q.ID, chat.Piece{Number: i + 2, Text: fmt.Sprint(i, " ")}))
	}
	other := ask(t, s, sc.conversation.ID, "another process", moment.Add(time.Hour))
	n, err := s.Interrupt(ctx, "me", true, moment)
	must(t, err)
	rows, err := s.Queries(ctx, sc.conversation.ID, 0, 10)
	must(t, err)
	if n != 1 || rows[0].Status != chat.Interrupted || rows[0].Answer != "You 0 1 2 3 4 5 6 7 8 9 10 11 " || rows[0].ErrorText == "" {
		t.Fatalf("%d interrupted: %+v", n, rows[0])
	}
	if !reflect.DeepEqual(rows[0].References, q.References) {
		t.Fatalf("references %+v", rows[0].References)
	}
	if rows[1].ID != other.ID || rows[1].Status != chat.Running {
		t.Fatalf("another process's query: %+v", rows[1])
	}
	c, err := s.Conversation(ctx, sc.conversation.ID)
	must(t, err)
	before := c.MessageCount
	silent := ask(t, s, sc.conversation.ID, "silent", moment)
	if _, err := s.Interrupt(ctx, "silent", true, moment); err != nil {
		t.Fatal(err)
	}
	if c, err = s.Conversation(ctx, sc.conversation.ID); err != nil || c.MessageCount != before {
		t.Fatalf("query %s without a word is counted: %d, %v", silent.ID, c.MessageCount, err)
	}
}

// A query whose process died is taken over when its lease ends, and not before.
func testLeases(t *testing.T, s Store) {
	ctx := t.Context()
	sc := setScene(t, s)
	ask(t, s, sc.conversation.ID, "dead", moment.Add(time.Minute))
	for _, step := range []struct {
		at   time.Duration
		want int
	}{{59 * time.Second, 0}, {61 * time.Second, 1}, {2 * time.Minute, 0}} {
		n, err := s.Interrupt(ctx, "me", false, moment.Add(step.at))
		must(t, err)
		if n != step.want {
			t.Fatalf("after %v: %d interrupted, want %d", step.at, n, step.want)
		}
	}
	// A process that slept past its own lease is not dead.
	ask(t, s, sc.conversation.ID, "me", moment.Add(time.Minute))
	if n, err := s.Interrupt(ctx, "me", false, moment.Add(10*time.Minute)); err != nil || n != 0 {
		t.Fatalf("a process took over its own query: %d, %v", n, err)
	}
	ask(t, s, sc.conversation.ID, "alive", moment.Add(time.Minute))
	must(t, s.Renew(ctx, "alive", moment.Add(time.Hour)))
	if n, err := s.Interrupt(ctx, "me", false, moment.Add(10*time.Minute)); err != nil || n != 0 {
		t.Fatalf("a renewed lease was taken over: %d, %v", n, err)
	}
}

// Of many that ask at once for the last places, exactly as many as there are places get one.
func testLimit(t *testing.T, s Store) {
	const asks, limit = 200, 20
	sc := setScene(t, s)
	var accepted, refused atomic.Int32
	var all sync.WaitGroup
	for range asks {
		all.Go(func() {
			_, err := s.AcceptQuery(t.Context(), chat.Acceptance{Query: newQuery(sc.conversation.ID), Limit: limit, Owner: "me", Lease: moment})
			switch {
			case err == nil:
				accepted.Add(1)
			case errors.Is(err, chat.ErrLimit):
				refused.Add(1)
			default:
				t.Error(err)
			}
		})
	}
	all.Wait()
	c, err := s.Conversation(t.Context(), sc.conversation.ID)
	must(t, err)
	rows, err := s.Queries(t.Context(), sc.conversation.ID, 0, asks)
	must(t, err)
	if accepted.Load() != limit || refused.Load() != asks-limit || c.MessageCount != limit || len(rows) != limit {
		t.Fatalf("%d accepted, %d refused, %d counted, %d stored", accepted.Load(), refused.Load(), c.MessageCount, len(rows))
	}
	for i, row := range rows {
		if row.Turn != i+1 {
			t.Fatalf("turn %d at place %d", row.Turn, i)
		}
	}
}

// Append stores a piece and waits until it is stored.
func Append(j chat.Journal, queryID string, piece chat.Piece) error {
	done := make(chan error, 1)
	j.Append(queryID, piece, func(err error) { done <- err })
	return <-done
}
