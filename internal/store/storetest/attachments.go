package storetest

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"latchkey/internal/attachment"
	"latchkey/internal/errs"
	"latchkey/internal/key"
	"latchkey/internal/random"
)

// roomy is bounds that no test reaches by accident.
var roomy = attachment.Bounds{Count: 100, Bytes: 1 << 30}

func newAttachment(conversationID string, at time.Time) attachment.Record {
	return attachment.Record{
		Attachment: attachment.Attachment{
			ID: random.ID("f_"), ConversationID: conversationID, Type: attachment.CSV, FileName: "prices \"2026\" 👩‍👩‍👧", Extension: "csv",
			MediaType: "text/csv", Size: 100, TokenCount: 25, Selected: true, CreatedAt: at,
		},
		Text: "a;b\n1;2\n",
	}
}

// stored stores an attachment with the bytes of a key, as blob.Keeper does.
func stored(t *testing.T, s Store, r attachment.Record, key string) attachment.Record {
	t.Helper()
	if r.BlobKey = key; key != "" {
		must(t, s.NoteFile(t.Context(), key, r.CreatedAt.Add(time.Hour)))
	}
	previous, err := s.AddAttachment(t.Context(), r, roomy)
	must(t, err)
	r.PreviousQueryID = previous
	return r
}

// due are the keys whose bytes are to be removed at a time.
func due(t *testing.T, s Store, at time.Time) []string {
	t.Helper()
	keys, err := s.DueFiles(t.Context(), at, 100)
	must(t, err)
	slices.Sort(keys)
	return keys
}

func wantDue(t *testing.T, s Store, at time.Time, want ...string) {
	t.Helper()
	if got := due(t, s, at); !slices.Equal(got, want) {
		t.Fatalf("files to be removed: %v, want %v", got, want)
	}
}

// Attachments come in the order of their arrival and belong to one conversation alone.
func testAttachments(t *testing.T, s Store) {
	ctx := t.Context()
	sc, other := setScene(t, s), setScene(t, s)
	id := sc.conversation.ID
	first := stored(t, s, newAttachment(id, moment), "b_first")
	if first.PreviousQueryID != "" {
		t.Errorf("before the first question there is %q", first.PreviousQueryID)
	}
	ask(t, s, id, "me", moment)
	q := ask(t, s, id, "me", moment)
	note := newAttachment(id, moment.Add(time.Second))
	note.Type = attachment.Note
	second := stored(t, s, note, "")
	if second.PreviousQueryID != q.ID {
		t.Errorf("after %q, want %q", second.PreviousQueryID, q.ID)
	}
	list, err := s.Attachments(ctx, id)
	must(t, err)
	if !reflect.DeepEqual(list, []attachment.Attachment{first.Attachment, second.Attachment}) {
		t.Errorf("got %+v", list)
	}
	if got, err := s.Attachment(ctx, id, first.ID); err != nil || !reflect.DeepEqual(got, first) {
		t.Errorf("got %+v, %v", got, err)
	}
	must(t, s.SelectAttachment(ctx, id, first.ID, false))
	second.FileName, second.Size, second.TokenCount, second.Text = "b", 7, 2, "more 👍"
	must(t, s.ReplaceNote(ctx, second, roomy))
	if got, err := s.Attachment(ctx, id, second.ID); err != nil || !reflect.DeepEqual(got, second) {
		t.Errorf("got %+v, %v", got, err)
	}
	if got, err := s.Attachment(ctx, id, first.ID); err != nil || got.Selected {
		t.Errorf("got %+v, %v", got, err)
	}
	for _, absent := range [][2]string{{other.conversation.ID, first.ID}, {id, "f_absent"}, {"\xff", "\x00"}} {
		_, err := s.Attachment(ctx, absent[0], absent[1])
		wantKind(t, err, errs.NotFound)
		wantKind(t, s.SelectAttachment(ctx, absent[0], absent[1], true), errs.NotFound)
		wantKind(t, s.DeleteAttachment(ctx, absent[0], absent[1]), errs.NotFound)
	}
	absent := newAttachment("c_absent", moment)
	_, err = s.AddAttachment(ctx, absent, roomy)
	wantKind(t, err, errs.NotFound)
	must(t, s.DeleteAttachment(ctx, id, first.ID))
	wantKind(t, s.DeleteAttachment(ctx, id, first.ID), errs.NotFound)
	if list, err := s.Attachments(ctx, id); err != nil || len(list) != 1 {
		t.Errorf("after deletion: %+v, %v", list, err)
	}
}

// Of many attachments at once a conversation takes as many as it may hold, and no more bytes.
func testFullConversation(t *testing.T, s Store) {
	ctx := t.Context()
	sc := setScene(t, s)
	bounds := attachment.Bounds{Count: 3, Bytes: 250}
	var wg sync.WaitGroup
	refusals := make(chan error, 8)
	for range cap(refusals) {
		wg.Go(func() {
			r := newAttachment(sc.conversation.ID, moment)
			r.Size = 80
			_, err := s.AddAttachment(ctx, r, bounds)
			refusals <- err
		})
	}
	wg.Wait()
	close(refusals)
	taken := 0
	for err := range refusals {
		if err == nil {
			taken++
		} else if e, ok := errs.As(err); !ok || e.Code != "TOO_MANY_ATTACHMENTS" {
			t.Errorf("refused with %v", err)
		}
	}
	if taken != 3 {
		t.Errorf("%d were taken, want 3", taken)
	}
	large := newAttachment(sc.conversation.ID, moment)
	large.Size = 11
	_, err := s.AddAttachment(ctx, large, attachment.Bounds{Count: 10, Bytes: 250})
	wantKind(t, err, errs.TooLarge)
	list, err := s.Attachments(ctx, sc.conversation.ID)
	must(t, err)
	edited := attachment.Record{Attachment: list[0], Text: "x"}
	edited.Size = 90 // its own bytes do not count twice
	must(t, s.ReplaceNote(ctx, edited, bounds))
	edited.Size = 91
	wantKind(t, s.ReplaceNote(ctx, edited, bounds), errs.TooLarge)
}

// Bytes wait for their row and are due when it does not come, or when it goes: by itself, with its conversation, with its assistant.
func testRemovedFiles(t *testing.T, s Store) {
	ctx := t.Context()
	soon, late := moment, moment.Add(2*time.Hour)
	must(t, s.NoteFile(ctx, "b_never", moment.Add(time.Hour)))
	wantDue(t, s, soon)
	wantDue(t, s, late, "b_never")
	sc := setScene(t, s)
	r := newAttachment(sc.conversation.ID, moment.Add(time.Hour))
	r.BlobKey = "b_never"
	_, err := s.AddAttachment(ctx, r, roomy)
	wantKind(t, err, errs.Unavailable) // somebody may be removing them now
	r.BlobKey = "b_unknown"
	_, err = s.AddAttachment(ctx, r, roomy)
	wantKind(t, err, errs.Unavailable)
	must(t, s.ForgetFile(ctx, "b_never"))
	must(t, s.ForgetFile(ctx, "b_never"))

	one := stored(t, s, newAttachment(sc.conversation.ID, moment), "b_one")
	stored(t, s, newAttachment(sc.conversation.ID, moment), "b_two")
	stored(t, s, newAttachment(sc.conversation.ID, moment), "")
	d, passages := newDocument(sc.assistant.ID)
	d.BlobKey = "b_document"
	wantKind(t, s.AddDocument(ctx, d, passages, note("document.create", d.ID)), errs.Unavailable)
	must(t, s.NoteFile(ctx, d.BlobKey, moment.Add(time.Hour)))
	must(t, s.AddDocument(ctx, d, passages, note("document.create", d.ID)))
	if got, err := s.Document(ctx, sc.assistant.ID, d.ID); err != nil || got.BlobKey != d.BlobKey {
		t.Errorf("got %+v, %v", got, err)
	}
	wantDue(t, s, late)
	must(t, s.DeleteAttachment(ctx, sc.conversation.ID, one.ID))
	wantDue(t, s, soon, "b_one")
	must(t, s.DeleteDocument(ctx, sc.assistant.ID, d.ID, note("document.delete", d.ID)))
	wantDue(t, s, soon, "b_document", "b_one")

	ask(t, s, sc.conversation.ID, "me", moment)
	silent := setScene(t, s) // nobody asks anything in its conversation
	stored(t, s, newAttachment(silent.conversation.ID, moment), "b_three")
	must(t, s.Purge(ctx, moment.Add(key.EmptyFor), moment))
	wantDue(t, s, soon, "b_document", "b_one", "b_three")

	d, passages = newDocument(sc.assistant.ID)
	d.BlobKey = "b_another"
	must(t, s.NoteFile(ctx, d.BlobKey, moment.Add(time.Hour)))
	must(t, s.AddDocument(ctx, d, passages, note("document.create", d.ID)))
	must(t, s.DeleteAssistant(ctx, sc.assistant.ID, 1, note("assistant.delete", sc.assistant.ID)))
	wantDue(t, s, soon, "b_another", "b_document", "b_one", "b_three", "b_two")
	if keys, err := s.DueFiles(ctx, soon, 2); err != nil || len(keys) != 2 {
		t.Errorf("%v, %v", keys, err)
	}
}

// A restore notes the files of rows that it removes, but for those that the backup brings back. The notes are about what is outside of the database: a backup
// holds none.
func testFilesAfterRestore(t *testing.T, s Store) {
	sc := setScene(t, s)
	stored(t, s, newAttachment(sc.conversation.ID, moment), "b_old")
	must(t, s.NoteFile(t.Context(), "b_before", moment))
	file := Dump(t, s)
	if strings.Contains(strings.Join(Content(t, file), "\n"), "b_before") {
		t.Error("the note is in the backup")
	}
	for i := range 3 {
		stored(t, s, newAttachment(sc.conversation.ID, moment), "b_new"+strconv.Itoa(i))
	}
	wantDue(t, s, moment, "b_before")
	must(t, Restore(t, s, file))
	wantDue(t, s, moment, "b_before", "b_new0", "b_new1", "b_new2")
	list, err := s.Attachments(t.Context(), sc.conversation.ID)
	if err != nil || len(list) != 1 {
		t.Errorf("%+v, %v", list, err)
	}
	broken := bytesUntil(file, len(file)/2)
	if err := Restore(t, s, broken); err == nil || errors.Is(err, context.Canceled) {
		t.Errorf("half a backup: %v", err)
	}
	wantDue(t, s, moment, "b_before", "b_new0", "b_new1", "b_new2")
}

func bytesUntil(b []byte, n int) []byte { return append([]byte(nil), b[:n]...) }

// Attachments are in the order of their arrival, also when they arrive in the same millisecond.
func testArrival(t *testing.T, s Store) {
	sc := setScene(t, s)
	var want []string
	for range 20 {
		want = append(want, stored(t, s, newAttachment(sc.conversation.ID, moment), "").ID)
	}
	list, err := s.Attachments(t.Context(), sc.conversation.ID)
	must(t, err)
	for i, a := range list {
		if a.ID != want[i] {
			t.Fatalf("%d: %s, want %s", i, a.ID, want[i])
		}
	}
}
