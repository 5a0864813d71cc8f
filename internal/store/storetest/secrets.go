package storetest

import (
	"bytes"
	"reflect"
	"testing"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/errs"
	"latchkey/internal/random"
	"latchkey/internal/secretbox"
	"latchkey/internal/store"
)

func newMaster(t *testing.T, b byte) *secretbox.Master {
	t.Helper()
	master, err := secretbox.NewMaster(bytes.Repeat([]byte{b}, secretbox.KeySize))
	must(t, err)
	return master
}

// A ring is stored whole or not at all, and only in place of the one that it was made from.
func testRing(t *testing.T, s Store) {
	ctx, master := t.Context(), newMaster(t, 1)
	_, err := s.Ring(ctx)
	wantKind(t, err, errs.NotFound)
	first := secretbox.NewRing(master, moment)
	must(t, s.SaveRing(ctx, nil, first, nil))
	wantKind(t, s.SaveRing(ctx, nil, secretbox.NewRing(master, moment), nil), errs.Precondition)
	wantRing(t, s, first)

	second := first.Begin(master, moment.Add(time.Second))
	entry := note("secrets.rotate", "x")
	must(t, s.SaveRing(ctx, first.Check, second, &entry))
	wantRing(t, s, second)
	again := note("secrets.rotate", "y")
	wantKind(t, s.SaveRing(ctx, first.Check, first, &again), errs.Precondition)
	wantRing(t, s, second)
	trail, err := s.Audit(ctx, account.Filter{}, 10)
	must(t, err)
	if len(trail) != 1 || trail[0].ObjectID != "x" || trail[0].ObjectType != "secrets" {
		t.Fatalf("audit trail %+v", trail)
	}

	third, removed := second.Finish(master, nil, moment.Add(2*secretbox.Grace))
	must(t, s.SaveRing(ctx, second.Check, third, nil))
	wantRing(t, s, third)
	if len(removed) != 1 || len(third.Keys) != 1 {
		t.Fatalf("removed %v, left %+v", removed, third.Keys)
	}
	twice := secretbox.Ring{Check: third.Check, Keys: append(third.Keys, second.Keys[0], first.Keys[0])}
	if err := s.SaveRing(ctx, third.Check, twice, nil); err == nil {
		t.Fatal("two current keys were stored")
	}
	wantRing(t, s, third)
}

func wantRing(t *testing.T, s Store, want secretbox.Ring) {
	t.Helper()
	got, err := s.Ring(t.Context())
	must(t, err)
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("got  %+v\nwant %+v", got, want)
	}
}

// A database from before there were data keys has a check and no key.
func testOldRing(t *testing.T, s Store) {
	check := newMaster(t, 1).NewCheck()
	_, err := s.Setting(t.Context(), "master-key-check", check)
	must(t, err)
	wantRing(t, s, secretbox.Ring{Check: check})
}

// sealedBy is a value as a data key with this id would have sealed it.
func sealedBy(id byte, text string) []byte {
	return append([]byte{1, id, id, id, id}, text...)
}

// Reseal passes over every sealed value exactly once, in whatever batches, and stores what it is given.
func testReseal(t *testing.T, s Store) {
	ctx := t.Context()
	sc := setScene(t, s)
	sc.assistant.SealedCredential, sc.assistant.SealedFallbackCredential = sealedBy(1, "credential"), sealedBy(1, "fallback")
	sc.assistant.Version++
	must(t, s.UpdateAssistant(ctx, sc.assistant, note("assistant.update", sc.assistant.ID)))
	without := newAssistant(moment)
	without.SealedCredential, without.SealedFallbackCredential = nil, nil
	must(t, s.CreateAssistant(ctx, without, note("assistant.create", without.ID)))
	const conversations = 450 // more than two batches
	for range conversations - 1 {
		must(t, s.CreateConversation(ctx, newConversation(sc.assistant.ID, sc.key.ID)))
	}
	for range 3 {
		k, secret := newKey(sc.assistant.ID, moment)
		must(t, s.CreateKey(ctx, k, secret, account.Record(moment, someone(), "api-key.create", k.ID, "", nil, nil)))
	}
	for _, name := range []string{"key-mark", "another"} {
		_, err := s.Setting(ctx, name, sealedBy(1, name))
		must(t, err)
	}
	want := map[string]int{
		"api_key_secrets.sealed": 4, "assistants.sealed_credential": 1, "assistants.sealed_fallback_credential": 1, "conversations.sealed_token": conversations, "settings.value": 1,
	}
	for _, column := range store.SealedColumns() {
		seen := map[string]bool{}
		stored := resealAll(t, s, column, func(v store.SealedValue) []byte {
			seen[v.Purpose+" "+v.Owner+" "+string(v.Sealed)] = true
			return sealedBy(2, random.Base58(8))
		})
		if stored != want[column.Name] || len(seen) != stored {
			t.Errorf("%s: %d stored, %d seen, want %d", column.Name, stored, len(seen), want[column.Name])
		}
		if n := resealAll(t, s, column, func(store.SealedValue) []byte { return nil }); n != 0 {
			t.Errorf("%s: %d stored without a reason", column.Name, n)
		}
	}
	used, err := s.UsedDataKeys(ctx)
	must(t, err)
	if !reflect.DeepEqual(used, map[secretbox.KeyID]bool{{2, 2, 2, 2}: true}) {
		t.Errorf("used: %v", used)
	}
	got, err := s.Assistant(ctx, sc.assistant.ID)
	must(t, err)
	if !bytes.HasPrefix(got.SealedCredential, sealedBy(2, "")) || got.Version != sc.assistant.Version {
		t.Errorf("the assistant is %+v", got)
	}
}

func resealAll(t *testing.T, s Store, column store.SealedColumn, reseal func(store.SealedValue) []byte) (total int) {
	t.Helper()
	for after := any(nil); ; {
		last, stored, err := s.Reseal(t.Context(), column, after, reseal)
		must(t, err)
		if total += stored; last == nil {
			return total
		}
		after = last
	}
}

// What somebody changes while it is being sealed anew stays as they wrote it.
func testResealChanged(t *testing.T, s Store) {
	ctx := t.Context()
	sc := setScene(t, s)
	for _, column := range store.SealedColumns() {
		if column.Name != "assistants.sealed_credential" {
			continue
		}
		_, stored, err := s.Reseal(ctx, column, nil, func(store.SealedValue) []byte {
			sc.assistant.SealedCredential, sc.assistant.Version = []byte("theirs"), 2
			must(t, s.UpdateAssistant(ctx, sc.assistant, note("assistant.update", sc.assistant.ID)))
			return []byte("ours")
		})
		must(t, err)
		got, err := s.Assistant(ctx, sc.assistant.ID)
		must(t, err)
		if stored != 0 || string(got.SealedCredential) != "theirs" {
			t.Fatalf("%d stored; %q", stored, got.SealedCredential)
		}
		return
	}
	t.Fatal("no such column")
}
