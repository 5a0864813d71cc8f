package store_test

import (
	"path/filepath"
	"testing"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/assistant"
	"latchkey/internal/chat"
	"latchkey/internal/key"
	"latchkey/internal/random"
	"latchkey/internal/store"
	"latchkey/internal/store/storetest"
	"latchkey/internal/testkit"
)

// BenchmarkAsk measures the statements of one question, apart from everything else.
func BenchmarkAsk(b *testing.B) {
	for name, open := range map[string]func() (string, string){
		"sqlite":   func() (string, string) { return filepath.Join(b.TempDir(), "x.db"), "" },
		"postgres": func() (string, string) { return "", testkit.Postgres(b) },
	} {
		path, url := open()
		s, err := store.Open(b.Context(), path, url)
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() { _ = s.Close() })
		now := time.Now()
		a := assistant.Record{Assistant: assistant.Assistant{ID: random.Base58(10), Draft: assistant.NewDraft(), CreatedAt: now, UpdatedAt: now, Version: 1}}
		secret := key.NewMint(make([]byte, key.MarkSize), false).New(a.ID)
		k := key.Key{ID: random.ID("k_"), AssistantID: a.ID, Draft: key.NewDraft(), CreatedAt: now, UpdatedAt: now, Version: 1}
		c := chat.Record{Conversation: chat.Conversation{ID: random.ID("c_"), Caller: chat.Caller{AssistantID: a.ID, KeyID: k.ID}, CreatedAt: now, UpdatedAt: now}, SealedToken: []byte("x")}
		note := func() account.Entry { return account.Record(now, account.System, "test", "", "", nil, nil) }
		for _, err := range []error{
			s.CreateAssistant(b.Context(), a, note()),
			s.CreateKey(b.Context(), k, key.Secret{Digest: key.DigestOf(secret), Sealed: []byte("x")}, note()),
			s.CreateConversation(b.Context(), c),
		} {
			if err != nil {
				b.Fatal(err)
			}
		}
		q := chat.Query{ConversationID: c.ID, Question: "Hello?", Status: chat.Running, CreatedAt: now}
		steps := []struct {
			name string
			do   func() error
		}{
			{"Conversation", func() error { _, err := s.Conversation(b.Context(), c.ID); return err }},
			{"AcceptQuery", func() (err error) {
				q.ID = random.ID("q_")
				accepted, err := s.AcceptQuery(b.Context(), chat.Acceptance{Query: q, Owner: "me", Lease: now})
				q.Turn = accepted.Turn
				return err
			}},
			{"Append", func() error { q.Turn++; return storetest.Append(s, q.ID, chat.Piece{Number: q.Turn, Text: "Hello "}) }},
			{"RecentExchanges", func() error { _, err := s.RecentExchanges(b.Context(), c.ID, 20); return err }},
		}
		for _, step := range steps {
			b.Run(name+"/"+step.name, func(b *testing.B) {
				for b.Loop() {
					if err := step.do(); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
