package storetest

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"latchkey/internal/archive"
	"latchkey/internal/chat"
	"latchkey/internal/cursor"
	"latchkey/internal/errs"
	"latchkey/internal/provider"
	"latchkey/internal/random"
)

// talk opens a conversation at a time and asks a question in it one second later, which ends in a status.
func talk(t *testing.T, s Store, sc scene, at time.Time, question, answer string, status chat.Status) string {
	t.Helper()
	c := newConversation(sc.assistant.ID, sc.key.ID)
	c.CreatedAt, c.UpdatedAt = at, at
	must(t, s.CreateConversation(t.Context(), c))
	say(t, s, c.ID, at.Add(time.Second), question, answer, status)
	return c.ID
}

func say(t *testing.T, s Store, conversationID string, at time.Time, question, answer string, status chat.Status) {
	t.Helper()
	q := newQuery(conversationID)
	q.Question, q.CreatedAt = question, at
	_, err := s.AcceptQuery(t.Context(), chat.Acceptance{Query: q, Owner: "me", Lease: at.Add(time.Hour)})
	must(t, err)
	q.Answer, q.Status, q.FinishedAt = answer, status, &at
	q.Usage = &provider.Usage{UsedContext: 310, OutputTokens: 6}
	must(t, s.Finish(t.Context(), q, false))
}

func chosenIDs(t *testing.T, s Store, f archive.Filter) []string {
	t.Helper()
	list, err := s.Summaries(t.Context(), f, cursor.Place{}, 1000)
	must(t, err)
	n, err := s.CountSummaries(t.Context(), f)
	must(t, err)
	created, err := s.SummariesByCreation(t.Context(), f, cursor.Place{}, 1000)
	must(t, err)
	ids := make([]string, len(list))
	for i, c := range list {
		ids[i] = c.ID
	}
	exported := make([]string, len(created))
	for i, c := range created {
		exported[i] = c.ID
	}
	if a, b := slices.Sorted(slices.Values(ids)), slices.Sorted(slices.Values(exported)); n != len(ids) || !slices.Equal(a, b) {
		t.Fatalf("%+v: listed %v, counted %d, in order of creation %v", f, ids, n, exported)
	}
	return ids
}

// A conversation is shown with what it amounts to, and filters choose, alone and together.
func testArchive(t *testing.T, s Store) {
	ctx := t.Context()
	sc, foreign := setScene(t, s), setScene(t, s) // each with an empty conversation
	talk(t, s, foreign, moment, "Foreign?", "Yes.", chat.Done)
	calm := talk(t, s, sc, moment, "Can I return it?", "Yes.", chat.Done)
	broken := talk(t, s, sc, moment.Add(time.Hour), "And you?", "", chat.Failed)
	say(t, s, broken, moment.Add(2*time.Hour), "Hello?", "So f", chat.Interrupted)

	rows, err := s.Queries(ctx, calm, 0, 1)
	must(t, err)
	must(t, s.Report(ctx, chat.Report{QueryID: rows[0].ID, ConversationID: calm, Answer: "Yes, it", CreatedAt: moment}))
	rows, err = s.Queries(ctx, broken, 0, 1)
	must(t, err)
	must(t, s.React(ctx, broken, rows[0].ID, "LIKE"))

	got, err := s.Summary(ctx, sc.assistant.ID, broken)
	must(t, err)
	want := archive.Summary{
		ID: broken, AssistantID: sc.assistant.ID, KeyID: sc.key.ID, KeyName: sc.key.Name, Title: "New Conversation", Source: "INTEGRATION",
		Origin: "https://example.com",
		Data:   []byte(`{"a":1}`), MessageCount: 2, FirstQuestion: "And you?", Likes: 1, Failures: 2,
		CreatedAt: moment.Add(time.Hour), ActiveAt: moment.Add(2 * time.Hour),
	}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("got  %+v\nwant %+v", got, want)
	}
	for _, id := range []string{"absent", foreign.conversation.ID, "a\x00b"} {
		_, err := s.Summary(ctx, sc.assistant.ID, id)
		wantKind(t, err, errs.NotFound)
	}
	own := archive.Filter{AssistantID: sc.assistant.ID, MinMessages: 1}
	for name, c := range map[string]struct {
		change func(f *archive.Filter)
		want   []string
	}{
		"all":             {func(*archive.Filter) {}, []string{broken, calm}},
		"empty ones too":  {func(f *archive.Filter) { f.MinMessages = 0 }, []string{broken, calm, sc.conversation.ID}},
		"long ones":       {func(f *archive.Filter) { f.MinMessages = 2 }, []string{broken}},
		"a key":           {func(f *archive.Filter) { f.KeyID = sc.key.ID }, []string{broken, calm}},
		"a foreign key":   {func(f *archive.Filter) { f.KeyID = foreign.key.ID }, nil},
		"reported":        {func(f *archive.Filter) { f.Reported = true }, []string{calm}},
		"liked":           {func(f *archive.Filter) { f.Reaction = "LIKE" }, []string{broken}},
		"failed":          {func(f *archive.Filter) { f.Failed = true }, []string{broken}},
		"disliked":        {func(f *archive.Filter) { f.Reaction = "DISLIKE" }, nil},
		"a website":       {func(f *archive.Filter) { f.Origin = "https://example.com" }, []string{broken, calm}},
		"another website": {func(f *archive.Filter) { f.Origin = "https://example.org" }, nil},
		"from":            {func(f *archive.Filter) { f.From = moment.Add(2 * time.Hour) }, []string{broken}},
		"to":              {func(f *archive.Filter) { f.To = moment.Add(2 * time.Hour) }, []string{calm}},
		"a text":          {func(f *archive.Filter) { f.Text = "RETURN" }, []string{calm}},
		"text and failed": {func(f *archive.Filter) { f.Text, f.Failed = "return", true }, nil},
		"hostile":         {func(f *archive.Filter) { f.Text = `%' OR 1=1 --` }, nil},
		"not storable":    {func(f *archive.Filter) { f.Text = "a\x00" }, nil},
	} {
		f := own
		c.change(&f)
		if got := chosenIDs(t, s, f); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	said, err := s.ArchivedQueries(ctx, broken, 1, 10)
	must(t, err)
	if len(said) != 1 || said[0].Turn != 2 || said[0].Answer != "So f" || said[0].Status != chat.Interrupted || said[0].Usage.UsedContext != 310 || said[0].Reported {
		t.Fatalf("%+v", said)
	}
	reported, err := s.ArchivedQueries(ctx, calm, 0, 10)
	must(t, err)
	if c, err := s.Summary(ctx, sc.assistant.ID, calm); err != nil || !c.Reported || !reported[0].Reported || reported[0].ReportedAnswer != "Yes, it" {
		t.Fatalf("%v %+v %+v", err, c, reported)
	}
}

// A query shows the attachments that it was given, whenever they arrived, also after their deletion; one that runs again shows what it was given.
func testGivenFiles(t *testing.T, s Store) {
	ctx := t.Context()
	sc := setScene(t, s)
	id := sc.conversation.ID
	first, second := stored(t, s, newAttachment(id, moment), ""), stored(t, s, newAttachment(id, moment.Add(time.Second)), "")
	foreign := stored(t, s, newAttachment(setScene(t, s).conversation.ID, moment), "")
	give := func(question string, since time.Time, ids ...string) chat.Accepted {
		q := newQuery(id)
		q.Question, q.Attachments = question, ids
		accepted, err := s.AcceptQuery(ctx, chat.Acceptance{Query: q, Owner: "me", Lease: moment, InterruptedSince: since})
		must(t, err)
		return accepted
	}
	give("one", time.Time{}, second.ID, first.ID)
	give("two", time.Time{})
	give("three", time.Time{}, first.ID, foreign.ID)
	last := give("four", time.Time{}, first.ID)
	_, err := s.Interrupt(ctx, "me", true, moment)
	must(t, err)
	if again := give("four", moment.Add(-time.Hour), first.ID); again.QueryID != last.QueryID {
		t.Fatalf("%+v does not run again but %+v", last, again)
	}
	must(t, s.DeleteAttachment(ctx, id, first.ID))
	kept := archive.File{ID: second.ID, Name: second.Name(), MediaType: "text/csv", Size: 100}
	gone := archive.File{ID: first.ID, Deleted: true}
	all, err := s.ArchivedQueries(ctx, id, 0, 10)
	must(t, err)
	for i, want := range [][]archive.File{{kept, gone}, nil, {gone, {ID: foreign.ID, Deleted: true}}, {gone}} {
		if !reflect.DeepEqual(all[i].Files, want) {
			t.Errorf("turn %d: %+v, want %+v", i+1, all[i].Files, want)
		}
	}
	rows, err := s.Queries(ctx, id, 0, 1)
	must(t, err)
	if !slices.Equal(rows[0].Attachments, []string{second.ID, first.ID}) {
		t.Errorf("%+v", rows)
	}
	fork := newConversation(sc.assistant.ID, sc.key.ID)
	must(t, s.ForkConversation(ctx, fork, id, []string{random.ID("q_")}))
	if copied, err := s.ArchivedQueries(ctx, fork.ID, 0, 10); err != nil || len(copied) != 1 || copied[0].Files != nil {
		t.Errorf("the fork: %+v, %v", copied, err)
	}
}

// Pages hold every conversation once, in both orders, also when many were active in the same millisecond.
func testArchiveOrder(t *testing.T, s Store) {
	sc := setScene(t, s)
	var want []string
	for i := range 25 {
		want = append(want, talk(t, s, sc, moment.Add(time.Duration(i/10)*time.Millisecond), fmt.Sprint("Question ", i), "Yes.", chat.Done))
	}
	f := archive.Filter{AssistantID: sc.assistant.ID, MinMessages: 1}
	for name, read := range map[string]func(cursor.Place) ([]archive.Summary, error){
		"activity": func(after cursor.Place) ([]archive.Summary, error) { return s.Summaries(t.Context(), f, after, 4) },
		"creation": func(after cursor.Place) ([]archive.Summary, error) {
			return s.SummariesByCreation(t.Context(), f, after, 4)
		},
	} {
		var all []archive.Summary
		var after cursor.Place
		for {
			page, err := read(after)
			must(t, err)
			all = append(all, page...)
			if len(page) < 4 {
				break
			}
			last := page[3]
			after = cursor.Place{At: last.ActiveAt, ID: last.ID}
			if name == "creation" {
				after.At = last.CreatedAt
			}
		}
		sorted := slices.IsSortedFunc(all, func(a, b archive.Summary) int {
			if name == "creation" {
				a, b = b, a
			}
			if n := b.ActiveAt.Compare(a.ActiveAt); n != 0 {
				return n
			}
			return strings.Compare(b.ID, a.ID)
		})
		var ids []string
		for _, c := range all {
			ids = append(ids, c.ID)
		}
		if !sorted || !slices.Equal(slices.Sorted(slices.Values(ids)), slices.Sorted(slices.Values(want))) {
			t.Errorf("by %s: sorted %v, %d of %d", name, sorted, len(ids), len(want))
		}
	}
}

// A text is found in title, question and answer, whatever the case of its letters, and no sign of it means anything else.
func testArchiveText(t *testing.T, s Store) {
	sc := setScene(t, s)
	id := talk(t, s, sc, moment, "ÜBER die Größe: 100% of 'it'_\\?", "МОСКВА Ещё 👋", chat.Done)
	for text, found := range map[string]bool{
		"über": true, "Über": true, "GRÖSSE": false, "größe": true, "москва": true, "ещё": true, "👋": true, "100%": true, "1%0": false, "'IT'_": true,
		"\\?": true, "new conv": true, "a_b": false,
	} {
		got := chosenIDs(t, s, archive.Filter{AssistantID: sc.assistant.ID, MinMessages: 1, Text: text})
		if (len(got) == 1 && got[0] == id) != found {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// What is removed is gone with all that belongs to it, and only at the version that the caller saw.
func testArchiveRemoval(t *testing.T, s Store) {
	ctx := t.Context()
	sc := setScene(t, s)
	id := talk(t, s, sc, moment, "Can I return it?", "Yes.", chat.Done)
	wantKind(t, s.RemoveConversation(ctx, "absent", id, 0, note("conversation.delete", id)), errs.Precondition)
	wantKind(t, s.RemoveConversation(ctx, sc.assistant.ID, id, 1, note("conversation.delete", id)), errs.Precondition)
	wantKind(t, s.RemoveConversation(ctx, sc.assistant.ID, "absent", 0, note("conversation.delete", id)), errs.NotFound)
	must(t, s.RemoveConversation(ctx, sc.assistant.ID, id, 2, note("conversation.delete", id)))
	_, err := s.Conversation(ctx, id)
	wantKind(t, err, errs.NotFound)
	if rows, err := s.Queries(ctx, id, 0, 10); err != nil || len(rows) != 0 {
		t.Fatalf("%v %v", rows, err)
	}
	var ids []string
	for range 5 {
		ids = append(ids, talk(t, s, sc, moment, "Hello?", "Yes.", chat.Done))
	}
	calls := 0
	tried, removed, err := s.RemoveConversations(ctx, append([]string{"absent"}, ids...), time.Time{}, func() bool { calls++; return calls == 3 })
	must(t, err)
	if tried != 3 || removed != 2 {
		t.Fatalf("%d tried, %d removed", tried, removed)
	}
	if left := chosenIDs(t, s, archive.Filter{AssistantID: sc.assistant.ID, MinMessages: 1}); len(left) != 3 {
		t.Fatalf("%v", left)
	}
}

// What is old enough is named, the oldest first; what goes on meanwhile stays.
func testArchiveAge(t *testing.T, s Store) {
	ctx := t.Context()
	sc := setScene(t, s)
	list, err := s.Keepings(ctx)
	must(t, err)
	if !reflect.DeepEqual(list, []archive.Keeping{{AssistantID: sc.assistant.ID, Days: 30}}) {
		t.Fatalf("%+v", list)
	}
	forEver := sc.assistant
	forEver.KeepConversations, forEver.Version = 0, 2
	must(t, s.UpdateAssistant(ctx, forEver, note("assistant.update", forEver.ID)))
	if list, err := s.Keepings(ctx); err != nil || len(list) != 0 {
		t.Fatalf("%v %v", list, err)
	}
	old := talk(t, s, sc, moment, "Hello?", "Yes.", chat.Done)
	older := talk(t, s, sc, moment.Add(-time.Hour), "Hello?", "Yes.", chat.Done)
	edge := moment.Add(time.Second)
	ids, err := s.Expired(ctx, sc.assistant.ID, edge.Add(time.Millisecond), 10)
	must(t, err)
	if !slices.Equal(ids, []string{older, sc.conversation.ID, old}) {
		t.Fatalf("%v", ids)
	}
	say(t, s, old, moment.Add(time.Hour), "Still there?", "Yes.", chat.Done)
	tried, removed, err := s.RemoveConversations(ctx, ids, edge.Add(time.Millisecond), func() bool { return false })
	must(t, err)
	if left := chosenIDs(t, s, archive.Filter{AssistantID: sc.assistant.ID, MinMessages: math.MinInt32}); tried != 3 || removed != 2 || !slices.Equal(left, []string{old}) {
		t.Fatalf("%d tried, %d removed, left %v", tried, removed, left)
	}
}
