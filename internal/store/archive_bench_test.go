package store_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/archive"
	"latchkey/internal/assistant"
	"latchkey/internal/cursor"
	"latchkey/internal/key"
	"latchkey/internal/random"
	"latchkey/internal/store"
	"latchkey/internal/testkit"
)

// archiveSize is how many conversations BenchmarkArchive has, of three questions with answers of about 700 characters each.
const archiveSize = 100_000

// said fills the tables in one statement each: through the store it would take minutes.
const (
	fillConversations = `INSERT INTO conversations (id, assistant_id, key_id, sealed_token, title, source, data, query_count, message_count, created_at, updated_at, last_query_at)
		WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < $3 - 1)
		SELECT 'c_' || i, CAST($1 AS TEXT), CAST($2 AS TEXT), 'x', 'New Conversation', 'INTEGRATION', '', 3, 3, $4 + i * 1000, $4 + i * 1000 + 500, $4 + i * 1000 FROM n`

	fillQueries = `INSERT INTO queries (id, conversation_id, turn, question, answer, status, reaction, owner, lease_until, created_at)
		SELECT 'q_' || c.id || '_' || t.turn, c.id, t.turn, 'Can I return order number ' || c.created_at || ' of last week?', CAST($1 AS TEXT) || c.created_at,
		CASE WHEN c.created_at % 5000000 = 0 AND t.turn = 2 THEN 'FAILED' ELSE 'DONE' END, CASE WHEN c.created_at % 10000000 = 0 AND t.turn = 1 THEN 'DISLIKE' ELSE 'NONE' END,
		'me', 0, c.created_at FROM conversations c, (SELECT 1 AS turn UNION SELECT 2 UNION SELECT 3) t`
)

// BenchmarkArchive measures what owners do with many conversations.
func BenchmarkArchive(b *testing.B) {
	for name, open := range map[string]func() (string, string){
		"sqlite":   func() (string, string) { return filepath.Join(b.TempDir(), "x.db"), "" },
		"postgres": func() (string, string) { return "", testkit.Postgres(b) },
	} {
		path, url := open()
		s, id := filledArchive(b, path, url)
		all := archive.Filter{AssistantID: id, MinMessages: 1}
		for _, step := range []struct {
			name   string
			change func(*archive.Filter)
		}{
			{"all", func(*archive.Filter) {}},
			{"disliked", func(f *archive.Filter) { f.Reaction = "DISLIKE" }},
			{"failed", func(f *archive.Filter) { f.Failed = true }},
			{"liked, none", func(f *archive.Filter) { f.Reaction = "LIKE" }},
			{"frequent text", func(f *archive.Filter) { f.Text = "ORDER" }},
			{"absent text", func(f *archive.Filter) { f.Text = "teapot" }},
		} {
			f := all
			step.change(&f)
			b.Run(name+"/list/"+step.name, func(b *testing.B) {
				for b.Loop() {
					if _, err := s.Summaries(b.Context(), f, cursor.Place{}, 51); err != nil {
						b.Fatal(err)
					}
				}
			})
			b.Run(name+"/count/"+step.name, func(b *testing.B) {
				for b.Loop() {
					if _, err := s.CountSummaries(b.Context(), f); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
		service := archive.New(archive.Options{Store: s, Now: time.Now})
		b.Run(name+"/export", func(b *testing.B) {
			for b.Loop() {
				exportAll(b, service, all)
			}
		})
		b.Run(name+"/sweep", func(b *testing.B) { sweepAll(b, s, service) })
	}
}

func filledArchive(b *testing.B, path, url string) (*store.Store, string) {
	s, err := store.Open(b.Context(), path, url)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	now := time.Now()
	a := assistant.Record{Assistant: assistant.Assistant{ID: random.Base58(10), Draft: assistant.NewDraft(), CreatedAt: now, UpdatedAt: now, Version: 1}}
	a.KeepConversations = 1
	secret := key.NewMint(make([]byte, key.MarkSize), false).New(a.ID)
	k := key.Key{ID: random.ID("k_"), AssistantID: a.ID, Draft: key.NewDraft(), CreatedAt: now, UpdatedAt: now, Version: 1}
	note := func() account.Entry { return account.Record(now, account.System, "test", "", "", nil, nil) }
	if err := s.CreateAssistant(b.Context(), a, note()); err != nil {
		b.Fatal(err)
	}
	if err := s.CreateKey(b.Context(), k, key.Secret{Digest: key.DigestOf(secret), Sealed: []byte("x")}, note()); err != nil {
		b.Fatal(err)
	}
	driver, name := "sqlite", "file:"+path
	conversations := strings.Replace(fillConversations, "'x'", "CAST('x' AS BLOB)", 1)
	if url != "" {
		driver, name, conversations = "pgx", url, strings.Replace(fillConversations, "'x'", "CAST('x' AS BYTEA)", 1)
		conversations = strings.NewReplacer("$3 - 1", "CAST($3 AS BIGINT) - 1", "SELECT 0 UNION", "SELECT CAST(0 AS BIGINT) UNION", "$4 + i", "CAST($4 AS BIGINT) + i").Replace(conversations)
	}
	db := openRaw(b, driver, name)
	for _, statement := range []struct {
		text string
		args []any
	}{
		{conversations, []any{a.ID, k.ID, archiveSize, int64(1_700_000_000_000)}},
		{fillQueries, []any{strings.Repeat("Goods can be returned within 30 days. ", 18)}},
		{"ANALYZE", nil},
	} {
		if _, err := db.Exec(statement.text, statement.args...); err != nil {
			b.Fatal(err)
		}
	}
	return s, a.ID
}

func exportAll(b *testing.B, service *archive.Service, f archive.Filter) {
	n := 0
	for c, err := range service.Export(b.Context(), f) {
		if err != nil {
			b.Fatal(err)
		}
		for _, err := range service.All(b.Context(), c) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
	}
	if n != 3*archiveSize {
		b.Fatal(n)
	}
}

// timed measures how long each transaction of a sweep keeps others from writing.
type timed struct {
	*store.Store
	longest time.Duration
	batches int
	slow    int // took more than 20 ms
}

// RemoveConversations implements archive.Store.
func (t *timed) RemoveConversations(ctx context.Context, ids []string, before time.Time, enough func() bool) (int, int, error) {
	began := time.Now()
	defer func() {
		took := time.Since(began)
		t.longest, t.batches = max(t.longest, took), t.batches+1
		if took > 20*time.Millisecond {
			t.slow++
		}
	}()
	return t.Store.RemoveConversations(ctx, ids, before, enough)
}

func sweepAll(b *testing.B, s *store.Store, service *archive.Service) {
	watched := &timed{Store: s}
	service.Store = watched
	for b.Loop() {
		if err := service.Sweep(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(watched.longest.Milliseconds()), "longest-ms")
	b.ReportMetric(float64(watched.batches), "batches")
	b.ReportMetric(float64(watched.slow), "over-20-ms")
}
