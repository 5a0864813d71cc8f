package storetest

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/assistant"
	"latchkey/internal/cursor"
	"latchkey/internal/key"
	"latchkey/internal/knowledge"
	"latchkey/internal/random"
)

// Pages hold every row once, in order of creation, also when many were created at the same moment.
func testLists(t *testing.T, s Store) {
	ctx := t.Context()
	a := newAssistant(moment)
	must(t, s.CreateAssistant(ctx, a, note("assistant.create", a.ID)))
	created := map[string]time.Time{}
	for i := range 25 {
		k, secret := newKey(a.ID, moment.Add(time.Duration(i/10)*time.Second))
		k.ID = "k_" + []string{"Z", "a", "_", "B", "-"}[i%5] + fmt.Sprint(i) // sorted alike by both engines
		created[k.ID] = k.CreatedAt
		must(t, s.CreateKey(ctx, k, secret, note("api-key.create", k.ID)))
	}
	var all []key.Key
	for after := (cursor.Place{}); ; {
		page, err := s.Keys(ctx, a.ID, false, after, 7)
		must(t, err)
		all = append(all, page...)
		if len(page) < 7 {
			break
		}
		after = page[len(page)-1].Place()
	}
	if len(all) != len(created) {
		t.Fatalf("%d keys in all pages, want %d", len(all), len(created))
	}
	for i := 1; i < len(all); i++ {
		p, q := all[i-1], all[i]
		if p.CreatedAt.After(q.CreatedAt) || (p.CreatedAt.Equal(q.CreatedAt) && p.ID >= q.ID) {
			t.Fatalf("%s (%v) comes before %s (%v)", p.ID, p.CreatedAt, q.ID, q.CreatedAt)
		}
	}
	list, err := s.Assistants(ctx, a.Place(), 5)
	must(t, err)
	if len(list) != 0 {
		t.Fatalf("after the only assistant: %+v", list)
	}
}

// A page begins at a place, whether or not its row is still there: whoever deletes all that a page holds, and asks for the next one, deletes all.
func testListsUnderDeletion(t *testing.T, s Store) {
	ctx := t.Context()
	home := newAssistant(moment)
	must(t, s.CreateAssistant(ctx, home, note("assistant.create", home.ID)))
	t.Run("assistants", func(t *testing.T) {
		emptied(t, s.Assistants, func(at time.Time) string {
			a := newAssistant(at)
			must(t, s.CreateAssistant(ctx, a, note("assistant.create", a.ID)))
			return a.ID
		}, assistant.Record.Place, func(id string) error { return s.DeleteAssistant(ctx, id, 1, note("assistant.delete", id)) }, home.ID)
	})
	must(t, s.CreateAssistant(ctx, home, note("assistant.create", home.ID)))
	t.Run("keys", func(t *testing.T) {
		made := map[string]key.Key{}
		emptied(t, func(ctx context.Context, after cursor.Place, limit int) ([]key.Key, error) {
			return s.Keys(ctx, home.ID, false, after, limit)
		}, func(at time.Time) string {
			k, secret := newKey(home.ID, at)
			made[k.ID] = k
			must(t, s.CreateKey(ctx, k, secret, note("api-key.create", k.ID)))
			return k.ID
		}, key.Key.Place, func(id string) error {
			k, deleted := made[id], moment
			k.DeletedAt, k.Version = &deleted, 2
			if err := s.UpdateKey(ctx, k, note("api-key.delete", id)); err != nil {
				return err
			}
			return s.Purge(ctx, moment.Add(time.Hour), moment.Add(time.Hour))
		})
	})
	t.Run("documents", func(t *testing.T) {
		emptied(t, func(ctx context.Context, after cursor.Place, limit int) ([]knowledge.Document, error) {
			return s.Documents(ctx, home.ID, after, limit)
		}, func(at time.Time) string {
			d, passages := newDocument(home.ID)
			d.CreatedAt = at
			must(t, s.AddDocument(ctx, d, passages, note("document.create", d.ID)))
			return d.ID
		}, knowledge.Document.Place, func(id string) error { return s.DeleteDocument(ctx, home.ID, id, note("document.delete", id)) })
	})
	t.Run("access tokens", func(t *testing.T) {
		emptied(t, s.Tokens, func(at time.Time) string {
			token := account.Token{ID: random.ID("at_"), TokenDraft: account.TokenDraft{Name: "CI", Role: account.Viewer}, CreatedAt: at}
			must(t, s.CreateToken(ctx, token, []byte(token.ID), note("access-token.create", token.ID)))
			return token.ID
		}, account.Token.Place, func(id string) error { return s.DeleteToken(ctx, id, note("access-token.revoke", id)) })
	})
	t.Run("users", func(t *testing.T) {
		emptied(t, s.Users, func(at time.Time) string {
			u := newUser(random.ID("")+"@example.com", account.Viewer)
			u.CreatedAt = at
			must(t, s.CreateUser(ctx, u, note("user.create", u.ID)))
			return u.ID
		}, account.User.Place, func(id string) error { return s.DeleteUser(ctx, id, 1, account.Effects{}, note("user.delete", id)) })
	})
}

// emptied makes rows, some of the same moment, reads them page by page and deletes each page before it asks for the next.
func emptied[T any](t *testing.T, list func(context.Context, cursor.Place, int) ([]T, error), create func(at time.Time) string,
	place func(T) cursor.Place, remove func(id string) error, there ...string) {
	t.Helper()
	want := slices.Clone(there)
	for i := range 9 {
		want = append(want, create(moment.Add(time.Duration(i/4)*time.Millisecond)))
	}
	var got []string
	for after := (cursor.Place{}); ; {
		page, err := list(t.Context(), after, 2)
		must(t, err)
		for _, item := range page {
			after = place(item)
			got = append(got, after.ID)
			must(t, remove(after.ID))
		}
		if len(page) < 2 {
			break
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%d rows were read and deleted, want %d", len(got), len(want))
	}
	rest, err := list(t.Context(), cursor.Place{}, 10)
	must(t, err)
	if len(rest) != 0 {
		t.Errorf("%d rows are left", len(rest))
	}
}
