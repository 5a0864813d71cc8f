package archive_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/archive"
	"latchkey/internal/assistant"
	"latchkey/internal/chat"
	"latchkey/internal/cursor"
	"latchkey/internal/errs"
	"latchkey/internal/key"
	"latchkey/internal/random"
	"latchkey/internal/store"
)

var start = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// desk is a service on a database with one assistant, at a time that the test sets.
type desk struct {
	*archive.Service
	t         *testing.T
	db        *store.Store
	now       time.Time
	assistant assistant.Record
	key       key.Key
	discarded []string
	refuse    error // of Discard
}

// Discard implements archive.Stopper.
func (d *desk) Discard(_ context.Context, id string) error {
	d.discarded = append(d.discarded, id)
	return d.refuse
}

func newDesk(t *testing.T, keepDays int) *desk {
	t.Helper()
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "x.db"), "")
	must(t, err)
	t.Cleanup(func() { must(t, db.Close()) })
	d := &desk{t: t, db: db, now: start}
	d.assistant = assistant.Record{Assistant: assistant.Assistant{ID: random.Base58(10), Draft: assistant.NewDraft(), CreatedAt: start, UpdatedAt: start, Version: 1}}
	d.assistant.KeepConversations = keepDays
	must(t, db.CreateAssistant(t.Context(), d.assistant, d.note()))
	secret := key.NewMint(make([]byte, key.MarkSize), false).New(d.assistant.ID)
	d.key = key.Key{ID: random.ID("k_"), AssistantID: d.assistant.ID, Draft: key.NewDraft(), CreatedAt: start, UpdatedAt: start, Version: 1}
	must(t, db.CreateKey(t.Context(), d.key, key.Secret{Digest: key.DigestOf(secret), Sealed: []byte("x")}, d.note()))
	d.Service = archive.New(archive.Options{Store: db, Stopper: d, Now: func() time.Time { return d.now }, Log: slog.New(slog.DiscardHandler)})
	return d
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (d *desk) note() account.Entry {
	return account.Record(start, account.System, "test.note", "", "", nil, nil)
}

// talk makes a conversation of some questions at the present time.
func (d *desk) talk(questions ...string) string {
	d.t.Helper()
	c := chat.Record{SealedToken: []byte("x"), Conversation: chat.Conversation{
		ID: random.ID("c_"), Caller: chat.Caller{AssistantID: d.assistant.ID, KeyID: d.key.ID}, CreatedAt: d.now, UpdatedAt: d.now,
	}}
	must(d.t, d.db.CreateConversation(d.t.Context(), c))
	for _, text := range questions {
		d.ask(c.ID, text)
	}
	return c.ID
}

func (d *desk) ask(id, text string) {
	d.t.Helper()
	q := chat.Query{ID: random.ID("q_"), ConversationID: id, Question: text, Status: chat.Running, Reaction: "NONE", CreatedAt: d.now}
	_, err := d.db.AcceptQuery(d.t.Context(), chat.Acceptance{Query: q, Owner: "me", Lease: d.now})
	must(d.t, err)
}

func (d *desk) all() archive.Filter {
	return archive.Filter{AssistantID: d.assistant.ID, MinMessages: 1}
}

func (d *desk) count() int {
	d.t.Helper()
	n, err := d.Count(d.t.Context(), d.all())
	must(d.t, err)
	return n
}

// trail returns the audit entries about conversations, newest first.
func (d *desk) trail() []account.Entry {
	d.t.Helper()
	list, err := d.db.Audit(d.t.Context(), account.Filter{ObjectType: "conversation"}, 100)
	must(d.t, err)
	return list
}

var owner = account.Actor{Kind: account.KindUser, ID: "u_1", Name: "Ada", Role: account.Owner}

// Conversations go when nothing was said for as many days as the assistant keeps them, and not a moment before; the trail says so once, and only then.
func TestSweep(t *testing.T) {
	t.Parallel()
	d := newDesk(t, 30)
	var old []string
	for range 250 {
		old = append(old, d.talk("An old question"))
	}
	d.now = start.Add(time.Hour)
	revived := old[0]
	d.ask(revived, "Still there?")
	young := d.talk("A new question")

	for _, step := range []struct {
		at            time.Duration
		left, entries int
	}{
		{30 * 24 * time.Hour, 251, 0},
		{30*24*time.Hour + time.Millisecond, 2, 1},
		{30*24*time.Hour + 2*time.Millisecond, 2, 1},
	} {
		d.now = start.Add(step.at)
		must(t, d.Sweep(t.Context()))
		if n, trail := d.count(), d.trail(); n != step.left || len(trail) != step.entries {
			t.Fatalf("after %v: %d left, %d entries", step.at, n, len(trail))
		}
	}
	for _, id := range []string{revived, young} {
		if _, err := d.Get(t.Context(), d.assistant.ID, id); err != nil {
			t.Errorf("%s: %v", id, err)
		}
	}
	entry := d.trail()[0]
	if string(entry.Before) != `{"conversations":249,"keepConversationsDays":30}` || entry.After != nil || entry.Actor.Kind != account.KindSystem || entry.Action != "conversation.expire" {
		t.Errorf("%+v %s", entry, entry.Before)
	}
}

// An assistant that keeps its conversations for ever loses none.
func TestKeptForEver(t *testing.T) {
	t.Parallel()
	d := newDesk(t, 0)
	d.talk("A question")
	d.now = start.Add(100 * 365 * 24 * time.Hour)
	must(t, d.Sweep(t.Context()))
	if n := d.count(); n != 1 {
		t.Errorf("%d left", n)
	}
}

// Run sweeps at once, and ends when it is told to.
func TestRunEnds(t *testing.T) {
	t.Parallel()
	d := newDesk(t, 1)
	d.talk("A question")
	d.now = start.Add(48 * time.Hour)
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	var running sync.WaitGroup
	running.Go(func() {
		if err := d.Run(ctx); err != nil {
			t.Error(err)
		}
	})
	swept := false
	for !swept && ctx.Err() == nil {
		list, err := d.db.Audit(t.Context(), account.Filter{Action: "conversation.expire"}, 1)
		must(t, err)
		swept = len(list) == 1
	}
	cancel()
	running.Wait()
	if !swept {
		t.Error("nothing was swept")
	}
}

// A deletion stops what is being made, and the trail says what went, not what was said.
func TestDelete(t *testing.T) {
	t.Parallel()
	d := newDesk(t, 0)
	id := d.talk("My secret question", "Another")
	if err := d.Delete(t.Context(), owner, d.assistant.ID, id, 2); errs.KindOf(err) != errs.Precondition {
		t.Fatal(err)
	}
	if err := d.Delete(t.Context(), owner, "another", id, 0); errs.KindOf(err) != errs.NotFound || len(d.discarded) != 0 {
		t.Fatal(err, d.discarded)
	}
	d.refuse = errors.New("cannot be stopped")
	if err := d.Delete(t.Context(), owner, d.assistant.ID, id, 3); !errors.Is(err, d.refuse) || d.count() != 1 {
		t.Fatal(err)
	}
	d.refuse = nil
	must(t, d.Delete(t.Context(), owner, d.assistant.ID, id, 3))
	if d.count() != 0 || !slices.Equal(d.discarded, []string{id, id}) {
		t.Fatal(d.count(), d.discarded)
	}
	trail := d.trail()
	if len(trail) != 1 || string(trail[0].Before) != `{"conversations":1,"messages":2}` || trail[0].Actor.Name != "Ada" {
		t.Fatalf("%+v", trail)
	}
	if err := d.Delete(t.Context(), owner, d.assistant.ID, id, 0); errs.KindOf(err) != errs.NotFound {
		t.Fatal(err)
	}
}

// Many are deleted when they are as many as expected, in one entry of the trail; none when not.
func TestDeleteAll(t *testing.T) {
	t.Parallel()
	d := newDesk(t, 0)
	for i := range 330 {
		d.talk(fmt.Sprint("Question ", i%3))
	}
	f := d.all()
	f.Text = " QUESTION 1 "
	for _, expected := range []int{0, 109, 111} {
		if n, err := d.DeleteAll(t.Context(), owner, f, expected); n != 0 || errs.KindOf(err) != errs.Conflict {
			t.Fatalf("expected %d: %d %v", expected, n, err)
		}
	}
	n, err := d.DeleteAll(t.Context(), owner, f, 110)
	must(t, err)
	if n != 110 || d.count() != 220 || len(d.discarded) != 110 {
		t.Fatalf("%d deleted, %d left, %d stopped", n, d.count(), len(d.discarded))
	}
	trail := d.trail()
	if len(trail) != 1 || string(trail[0].Before) != `{"conversations":110}` || trail[0].Action != "conversation.delete-all" {
		t.Fatalf("%+v", trail)
	}
	over, cancel := context.WithCancel(t.Context())
	defer cancel()
	d.Stopper = stopperFunc(func() { cancel() })
	if n, err := d.DeleteAll(over, owner, d.all(), 220); err != nil || n != 0 {
		t.Fatalf("%d %v", n, err)
	}
	if d.count() != 220 {
		t.Fatalf("%d left", d.count())
	}
}

// What goes on while it is to be deleted, and is too young for the filter then, stays; the others go.
func TestDeleteAllLeavesWhatGoesOn(t *testing.T) {
	t.Parallel()
	d := newDesk(t, 0)
	lively := d.talk("An old question")
	d.talk("Another old question")
	d.now = start.Add(time.Hour)
	f := d.all()
	f.To = start.Add(time.Minute)
	var once sync.Once
	d.Stopper = stopperFunc(func() { once.Do(func() { d.ask(lively, "Still there?") }) })
	n, err := d.DeleteAll(t.Context(), owner, f, 2)
	must(t, err)
	if _, err := d.Get(t.Context(), d.assistant.ID, lively); err != nil || n != 1 || d.count() != 1 {
		t.Errorf("%d deleted, %d left, %v", n, d.count(), err)
	}
}

// late is a store in which more is chosen after the count, as when old conversations get an answer that the filter wants.
type late struct {
	archive.Store
	more func()
}

func (l *late) CountSummaries(ctx context.Context, f archive.Filter) (int, error) {
	n, err := l.Store.CountSummaries(ctx, f)
	l.more()
	return n, err
}

// Never more are deleted than were expected, also when more are chosen after the count, before those that were or after them.
func TestDeleteAllNeverMoreThanExpected(t *testing.T) {
	t.Parallel()
	for name, expected := range map[string]int{"one": 1, "a page": 100, "more": 130} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t, 0)
			more := func() {
				for range 50 {
					d.talk("Question")
				}
			}
			for range expected {
				d.talk("Question")
			}
			d.Store = &late{Store: d.db, more: more}
			n, err := d.DeleteAll(t.Context(), owner, d.all(), expected)
			d.Store = d.db
			must(t, err)
			if n != expected || d.count() != 50 || len(d.discarded) != expected {
				t.Errorf("%d deleted, %d left, %d stopped", n, d.count(), len(d.discarded))
			}
		})
	}
}

type stopperFunc func()

// Discard implements archive.Stopper.
func (f stopperFunc) Discard(context.Context, string) error { f(); return nil }

// What is wrong with a filter is said.
func TestFilters(t *testing.T) {
	t.Parallel()
	d := newDesk(t, 0)
	for location, f := range map[string]archive.Filter{
		"text": {Text: strings.Repeat("x", archive.MaxText+1)},
		"to":   {From: start, To: start},
	} {
		_, err := d.List(t.Context(), f, cursor.Place{}, 1)
		e, ok := errs.As(err)
		if !ok || e.Kind != errs.Invalid || e.Fields[0].Location != location {
			t.Errorf("%s: %v", location, err)
		}
	}
}

// The trail keeps who exports and by what, but not the text that was searched for.
func TestNoteExport(t *testing.T) {
	t.Parallel()
	d := newDesk(t, 0)
	f := d.all()
	f.Text, f.KeyID, f.From, f.Failed = "somebody's name", d.key.ID, start, true
	must(t, d.NoteExport(t.Context(), owner, f, ""))
	var kept map[string]any
	must(t, json.Unmarshal(d.trail()[0].After, &kept))
	if kept["search"] != true || kept["keyId"] != d.key.ID || kept["failed"] != true || kept["from"] == nil || strings.Contains(string(d.trail()[0].After), "somebody") {
		t.Errorf("%v", kept)
	}
}
