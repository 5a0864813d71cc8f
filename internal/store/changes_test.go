package store_test

import (
	"testing"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/assistant"
	"latchkey/internal/random"
)

// A change is news for every other process, and for none that made it; one that was not stored is news for nobody.
func TestChangesOfOthers(t *testing.T) {
	t.Parallel()
	for name, engine := range engines {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path, url := engine(t)
			one, two := open(t, path, url), open(t, path, url)
			t.Cleanup(func() { _, _ = one.Close(), two.Close() })
			now := time.Now()
			a := assistant.Record{Assistant: assistant.Assistant{ID: random.Base58(10), Draft: assistant.NewDraft(), CreatedAt: now, UpdatedAt: now, Version: 1}}
			entry := account.Record(now, account.System, "assistant.create", a.ID, a.ID, nil, nil)
			if err := one.CreateAssistant(t.Context(), a, entry); err != nil {
				t.Fatal(err)
			}
			if err := one.CreateAssistant(t.Context(), a, account.Record(now, account.System, "assistant.create", a.ID, a.ID, nil, nil)); err == nil {
				t.Fatal("the same assistant twice")
			}
			for who, c := range map[string]struct {
				changes func() ([]account.Entry, error)
				want    int
			}{
				"who made it": {func() ([]account.Entry, error) { return one.ChangesOfOthers(t.Context(), now.Add(-time.Minute)) }, 0},
				"the other":   {func() ([]account.Entry, error) { return two.ChangesOfOthers(t.Context(), now.Add(-time.Minute)) }, 1},
				"later":       {func() ([]account.Entry, error) { return two.ChangesOfOthers(t.Context(), now.Add(time.Minute)) }, 0},
			} {
				list, err := c.changes()
				if err != nil || len(list) != c.want || (c.want == 1 && (list[0].ID != entry.ID || list[0].ObjectID != a.ID)) {
					t.Errorf("%s hears of %+v, %v", who, list, err)
				}
			}
		})
	}
}
