package storetest

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/cursor"
	"latchkey/internal/errs"
	"latchkey/internal/key"
	"latchkey/internal/knowledge"
	"latchkey/internal/random"
)

// What was stored comes back the same, field by field, twice.
func testAssistants(t *testing.T, s Store) {
	ctx := t.Context()
	want := newAssistant(moment)
	must(t, s.CreateAssistant(ctx, want, note("assistant.create", want.ID)))
	for range 2 {
		got, err := s.Assistant(ctx, want.ID)
		must(t, err)
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("got  %+v\nwant %+v", got, want)
		}
	}
	want.Name, want.SealedCredential, want.Version, want.UpdatedAt = "Renamed", nil, 2, moment.Add(time.Second)
	want.ConversationStarters, want.Model.Temperature = []string{}, nil
	must(t, s.UpdateAssistant(ctx, want, note("assistant.update", want.ID)))
	got, err := s.Assistant(ctx, want.ID)
	must(t, err)
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("after the update: got  %+v\nwant %+v", got, want)
	}
	_, err = s.Assistant(ctx, "absent")
	wantKind(t, err, errs.NotFound)
	wantKind(t, s.DeleteAssistant(ctx, want.ID, 1, note("assistant.delete", want.ID)), errs.Precondition)
	must(t, s.DeleteAssistant(ctx, want.ID, 2, note("assistant.delete", want.ID)))
	_, err = s.Assistant(ctx, want.ID)
	wantKind(t, err, errs.NotFound)
}

func testKeys(t *testing.T, s Store) {
	ctx := t.Context()
	sc := setScene(t, s)
	want := sc.key
	byDigest, grace, err := s.KeyByDigest(ctx, sc.secret.Digest)
	must(t, err)
	got, err := s.Key(ctx, want.AssistantID, want.ID)
	must(t, err)
	if !reflect.DeepEqual(got, want) || !reflect.DeepEqual(byDigest, want) || grace != nil {
		t.Fatalf("got  %+v\nor   %+v (grace %v)\nwant %+v", got, byDigest, grace, want)
	}
	sealed, err := s.SealedSecret(ctx, want.ID)
	must(t, err)
	if string(sealed) != string(sc.secret.Sealed) {
		t.Fatalf("sealed secret %q", sealed)
	}
	_, _, err = s.KeyByDigest(ctx, key.DigestOf("another"))
	wantKind(t, err, errs.NotFound)
	_, err = s.Key(ctx, "another", want.ID) // of another assistant
	wantKind(t, err, errs.NotFound)

	deleted := moment.Add(time.Minute)
	want.Disabled, want.ExpiresAt, want.DeletedAt, want.Version = false, nil, &deleted, 2
	must(t, s.UpdateKey(ctx, want, note("api-key.delete", want.ID)))
	got, err = s.Key(ctx, want.AssistantID, want.ID)
	must(t, err)
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("after deletion: got  %+v\nwant %+v", got, want)
	}
	list, err := s.Keys(ctx, want.AssistantID, false, cursor.Place{}, 10)
	must(t, err)
	if len(list) != 0 {
		t.Fatalf("a deleted key is listed: %+v", list)
	}
	k, secret := newKey("absent", moment)
	wantKind(t, s.CreateKey(ctx, k, secret, note("api-key.create", k.ID)), errs.NotFound)
}

func testSettings(t *testing.T, s Store) {
	for _, first := range []string{"one", "two"} {
		got, err := s.Setting(t.Context(), "name", []byte(first))
		must(t, err)
		if string(got) != "one" {
			t.Fatalf("got %q, want the first value", got)
		}
	}
}

func newDocument(assistantID string) (knowledge.Document, []knowledge.Passage) {
	d := knowledge.Document{
		ID: random.ID("d_"), AssistantID: assistantID, Title: "Returns", URL: "https://shop.example/returns", FileName: "returns.md",
		MediaType: knowledge.MediaMarkdown, Language: "en", Size: 42, Passages: 2, CreatedAt: moment,
	}
	passages := []knowledge.Passage{
		{ID: random.ID("p_"), DocumentID: d.ID, AssistantID: assistantID, Position: 0, Path: []string{"Returns"}, Text: "Within 30 days.", Page: 1},
		{ID: random.ID("p_"), DocumentID: d.ID, AssistantID: assistantID, Position: 1, Path: []string{"Returns", "How"}, Text: "By post.", Page: 2},
	}
	return d, passages
}

func testDocuments(t *testing.T, s Store) {
	ctx := t.Context()
	sc := setScene(t, s)
	want, passages := newDocument(sc.assistant.ID)
	must(t, s.AddDocument(ctx, want, passages, note("document.create", want.ID)))
	got, err := s.Document(ctx, sc.assistant.ID, want.ID)
	must(t, err)
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("got %+v, want %+v", got, want)
	}
	docs, found, err := s.Passages(ctx, sc.assistant.ID)
	must(t, err)
	if !reflect.DeepEqual(docs, []knowledge.Document{want}) || !reflect.DeepEqual(found, passages) {
		t.Fatalf("got %+v %+v", docs, found)
	}
	document, passage, err := s.Passage(ctx, sc.assistant.ID, passages[0].ID)
	must(t, err)
	if !reflect.DeepEqual(document, want) || !reflect.DeepEqual(passage, passages[0]) {
		t.Fatalf("got %+v %+v", document, passage)
	}
	_, _, err = s.Passage(ctx, "another", passages[0].ID)
	wantKind(t, err, errs.NotFound)
	_, err = s.Document(ctx, "another", want.ID)
	wantKind(t, err, errs.NotFound)
	wantKind(t, s.DeleteDocument(ctx, "another", want.ID, note("document.delete", want.ID)), errs.NotFound)
	must(t, s.DeleteDocument(ctx, sc.assistant.ID, want.ID, note("document.delete", want.ID)))
	wantKind(t, s.DeleteDocument(ctx, sc.assistant.ID, want.ID, note("document.delete", want.ID)), errs.NotFound)
	if docs, found, err := s.Passages(ctx, sc.assistant.ID); err != nil || len(docs)+len(found) > 0 {
		t.Fatalf("after deletion: %v %v %v", docs, found, err)
	}
	lost, passages := newDocument("absent")
	wantKind(t, s.AddDocument(ctx, lost, passages, note("document.create", lost.ID)), errs.NotFound)
}

// Of many that save the same version at once, one wins, and no change is lost.
func testVersions(t *testing.T, s Store) {
	const writers, edits = 8, 50
	sc := setScene(t, s)
	failures := make(chan error, writers)
	for range writers {
		go func() {
			failures <- func() error {
				for done := 0; done < edits; {
					k, err := s.Key(t.Context(), sc.key.AssistantID, sc.key.ID)
					if err != nil {
						return err
					}
					k.Version++
					k.Name = fmt.Sprint(k.Version)
					switch err := s.UpdateKey(t.Context(), k, note("api-key.update", k.ID)); {
					case err == nil:
						done++
					case errs.KindOf(err) != errs.Precondition:
						return err
					}
				}
				return nil
			}()
		}()
	}
	for range writers {
		must(t, <-failures)
	}
	got, err := s.Key(t.Context(), sc.key.AssistantID, sc.key.ID)
	must(t, err)
	if got.Version != 1+writers*edits || got.Name != fmt.Sprint(got.Version) {
		t.Fatalf("version %d, name %q after %d edits", got.Version, got.Name, writers*edits)
	}
}

// Text of every script and length comes back as it went in.
func testText(t *testing.T, s Store) {
	ctx := t.Context()
	for _, text := range []string{"", "emoji 👩‍👩‍👧 𝕏", "עברית ثلاثة", "quote ' \" \\ ; -- $1", "line\nbreak\ttab\u2028"} {
		a := newAssistant(moment)
		a.Description = text
		must(t, s.CreateAssistant(ctx, a, note("assistant.create", a.ID)))
		got, err := s.Assistant(ctx, a.ID)
		must(t, err)
		if got.Description != text {
			t.Errorf("got %q, want %q", got.Description, text)
		}
	}
	sc := setScene(t, s)
	d, passages := newDocument(sc.assistant.ID)
	long := make([]byte, 1<<20)
	for i := range long {
		long[i] = 'a' + byte(i%26)
	}
	passages[0].Text = string(long)
	must(t, s.AddDocument(ctx, d, passages, note("document.create", d.ID)))
	_, found, err := s.Passages(ctx, sc.assistant.ID)
	must(t, err)
	if found[0].Text != string(long) {
		t.Error("a text of 1 MB is not the same")
	}
}

// What belongs to an assistant goes with it.
func testCascade(t *testing.T, s Store) {
	ctx := t.Context()
	sc := setScene(t, s)
	d, passages := newDocument(sc.assistant.ID)
	must(t, s.AddDocument(ctx, d, passages, note("document.create", d.ID)))
	q := ask(t, s, sc.conversation.ID, "me", moment)
	must(t, s.DeleteAssistant(ctx, sc.assistant.ID, 1, note("assistant.delete", sc.assistant.ID)))
	_, err := s.Key(ctx, sc.assistant.ID, sc.key.ID)
	wantKind(t, err, errs.NotFound)
	_, _, err = s.KeyByDigest(ctx, sc.secret.Digest)
	wantKind(t, err, errs.NotFound)
	_, err = s.Conversation(ctx, sc.conversation.ID)
	wantKind(t, err, errs.NotFound)
	_, err = s.Document(ctx, sc.assistant.ID, d.ID)
	wantKind(t, err, errs.NotFound)
	wantKind(t, s.Finish(ctx, q, false), errs.NotFound)
	trail, err := s.Audit(ctx, account.Filter{}, 10)
	must(t, err)
	if len(trail) != 4 { // the trail stays
		t.Fatalf("%d audit entries, want 4", len(trail))
	}
}

// A change and its audit entry are stored together or not at all, and a failure leaves the store usable.
func testFailure(t *testing.T, s Store) {
	ctx := t.Context()
	first, second := newAssistant(moment), newAssistant(moment)
	entry := note("assistant.create", first.ID)
	must(t, s.CreateAssistant(ctx, first, entry))
	if err := s.CreateAssistant(ctx, second, entry); err == nil { // the entry's id exists already
		t.Fatal("an audit entry was written twice")
	}
	_, err := s.Assistant(ctx, second.ID)
	wantKind(t, err, errs.NotFound)

	ended, cancel := contextEnded(t)
	cancel()
	if err := s.CreateAssistant(ended, second, note("assistant.create", second.ID)); err == nil {
		t.Fatal("a cancelled call stored something")
	}
	must(t, s.CreateAssistant(ctx, second, note("assistant.create", second.ID)))
}
