package storetest

import (
	"reflect"
	"testing"
	"time"

	"latchkey/internal/chat"
	"latchkey/internal/errs"
	"latchkey/internal/provider"
	"latchkey/internal/random"
)

// interrupted stores a question whose process died before the first word.
func interrupted(t *testing.T, s Store, conversationID string) chat.Query {
	t.Helper()
	q := ask(t, s, conversationID, "dead", moment)
	if n, err := s.Interrupt(t.Context(), "me", false, moment.Add(time.Second)); err != nil || n != 1 {
		t.Fatalf("%d interrupted, %v", n, err)
	}
	return q
}

// A question that was interrupted before its first word runs again when it is asked again soon; the row and the count are those of the first time.
func testRevival(t *testing.T, s Store) {
	ctx := t.Context()
	sc := setScene(t, s)
	again := func(question string, since time.Time, limit int) (chat.Accepted, error) {
		q := newQuery(sc.conversation.ID)
		q.Question = question
		return s.AcceptQuery(ctx, chat.Acceptance{Query: q, Limit: limit, Owner: "me", Lease: moment.Add(time.Hour), InterruptedSince: since})
	}
	first := interrupted(t, s, sc.conversation.ID)
	got, err := again(first.Question, moment, 1)
	must(t, err)
	if got.QueryID != first.ID || got.Turn != 1 || !got.CreatedAt.Equal(first.CreatedAt) {
		t.Fatalf("%+v", got)
	}
	rows, err := s.Queries(ctx, sc.conversation.ID, 0, 10)
	must(t, err)
	c, err := s.Conversation(ctx, sc.conversation.ID)
	must(t, err)
	if len(rows) != 1 || rows[0].Status != chat.Running || rows[0].ErrorCode != "" || rows[0].FinishedAt != nil || c.QueryCount != 1 || c.MessageCount != 1 {
		t.Fatalf("%+v, %+v", rows, c)
	}
	// What is running is not revived, and what the limit refuses neither.
	if _, err := again(first.Question, moment, 1); err != chat.ErrLimit {
		t.Fatalf("%v", err)
	}
	must(t, s.Append(ctx, first.ID, chat.Piece{Number: 1, Text: "Half"}))
	if n, err := s.Interrupt(ctx, "other", false, moment.Add(2*time.Hour)); err != nil || n != 1 {
		t.Fatalf("%d interrupted, %v", n, err)
	}
	if _, err := again(first.Question, moment, 0); err != chat.ErrRepeated {
		t.Errorf("half an answer: %v", err)
	}
	if got, err := again("Something else?", moment, 0); err != nil || got.QueryID == first.ID {
		t.Errorf("another question: %+v, %v", got, err)
	}
	sc = setScene(t, s)
	first = interrupted(t, s, sc.conversation.ID)
	if got, err := again(first.Question, moment.Add(time.Minute), 0); err != nil || got.QueryID == first.ID || got.Turn != 2 {
		t.Errorf("too late: %+v, %v", got, err)
	}
}

// A fork has the first turns under ids of its own, and all that was counted.
func testForks(t *testing.T, s Store) {
	ctx := t.Context()
	sc := setScene(t, s)
	var asked []chat.Query
	for range 3 {
		q := ask(t, s, sc.conversation.ID, "me", moment.Add(time.Hour))
		finished := moment.Add(time.Second)
		q.References = []provider.Reference{{Number: 1, DocumentID: "d_1", PassageID: "p_1"}}
		must(t, s.Append(ctx, q.ID, chat.Piece{Number: 1, Text: "Yes.", References: q.References}))
		q.Answer, q.Status, q.FinishedAt = "Yes.", chat.Done, &finished
		must(t, s.Finish(ctx, q, false))
		asked = append(asked, q)
	}
	fork := newConversation(sc.assistant.ID, sc.key.ID)
	ids := []string{random.ID("q_"), random.ID("q_")}
	must(t, s.ForkConversation(ctx, fork, sc.conversation.ID, ids))
	got, err := s.Conversation(ctx, fork.ID)
	must(t, err)
	if got.QueryCount != 2 || got.MessageCount != 3 || got.LastQueryAt == nil || !got.LastQueryAt.Equal(asked[1].CreatedAt) {
		t.Errorf("%+v", got)
	}
	rows, err := s.Queries(ctx, fork.ID, 0, 10)
	must(t, err)
	for i := range rows {
		want := asked[i]
		want.ID, want.ConversationID = ids[i], fork.ID
		if !reflect.DeepEqual(rows[i], want) {
			t.Errorf("got  %+v\nwant %+v", rows[i], want)
		}
	}
	if next := ask(t, s, fork.ID, "me", moment.Add(time.Hour)); next.Turn != 3 {
		t.Errorf("the next turn is %d", next.Turn)
	}
	broken := newConversation(sc.assistant.ID, sc.key.ID)
	wantKind(t, s.ForkConversation(ctx, broken, sc.conversation.ID, []string{"q_1", "q_2", "q_3", "q_4"}), errs.NotFound)
	_, err = s.Conversation(ctx, broken.ID)
	wantKind(t, err, errs.NotFound)
}

// What visitors think of an answer is stored with it, and only in its own conversation.
func testOpinions(t *testing.T, s Store) {
	ctx := t.Context()
	sc := setScene(t, s)
	q := ask(t, s, sc.conversation.ID, "me", moment.Add(time.Hour))
	must(t, s.React(ctx, sc.conversation.ID, q.ID, chat.Dislike))
	got, err := s.Query(ctx, sc.conversation.ID, q.ID)
	must(t, err)
	anywhere, err := s.Query(ctx, "", q.ID)
	must(t, err)
	if got.Reaction != chat.Dislike || got.Question != q.Question || !reflect.DeepEqual(got, anywhere) {
		t.Errorf("%+v", got)
	}
	report := chat.Report{QueryID: q.ID, ConversationID: sc.conversation.ID, Answer: "wrong", CreatedAt: moment}
	must(t, s.Report(ctx, report))
	must(t, s.Report(ctx, report))
	other := newConversation(sc.assistant.ID, sc.key.ID)
	must(t, s.CreateConversation(ctx, other))
	report.ConversationID = other.ID
	wantKind(t, s.Report(ctx, report), errs.NotFound)
	wantKind(t, s.React(ctx, other.ID, q.ID, chat.Like), errs.NotFound)
	_, err = s.Query(ctx, other.ID, q.ID)
	wantKind(t, err, errs.NotFound)
}

// A conversation gets a new title only when it has the expected one, and goes with all that was said.
func testDeletion(t *testing.T, s Store) {
	ctx := t.Context()
	sc := setScene(t, s)
	q := ask(t, s, sc.conversation.ID, "me", moment.Add(time.Hour))
	for _, step := range []struct {
		before, title string
		done          bool
	}{{sc.conversation.Title, "Returns", true}, {sc.conversation.Title, "Orders", false}, {"", "Teapots", true}} {
		done, err := s.RetitleConversation(ctx, sc.conversation.ID, step.before, step.title, moment)
		must(t, err)
		if done != step.done {
			t.Errorf("%+v: %v", step, done)
		}
	}
	if c, err := s.Conversation(ctx, sc.conversation.ID); err != nil || c.Title != "Teapots" {
		t.Errorf("%+v, %v", c, err)
	}
	must(t, s.Report(ctx, chat.Report{QueryID: q.ID, ConversationID: sc.conversation.ID, CreatedAt: moment}))
	must(t, s.DeleteConversation(ctx, sc.conversation.ID))
	wantKind(t, s.DeleteConversation(ctx, sc.conversation.ID), errs.NotFound)
	_, err := s.Query(ctx, "", q.ID)
	wantKind(t, err, errs.NotFound)
	if done, err := s.RetitleConversation(ctx, sc.conversation.ID, "", "Gone", moment); err != nil || done {
		t.Errorf("%v, %v", done, err)
	}
	wantKind(t, s.Finish(ctx, q, false), errs.NotFound)
	if err := s.Append(ctx, q.ID, chat.Piece{Number: 1, Text: "x"}); err == nil {
		t.Error("a piece of a deleted query was stored")
	}
}
