package app_test

import (
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"latchkey/internal/testkit"
)

// pgbenchScript is what a question costs the database, statement by statement: the question is counted and stored, a piece of its answer is stored, and it ends.
const pgbenchScript = `
\set c random(1, 1000)
SELECT md5(random()::text || clock_timestamp()::text) AS id \gset
SELECT id AS conversation FROM numbered WHERE n = :c \gset
BEGIN;
UPDATE conversations SET query_count = query_count + 1, message_count = message_count + 1, updated_at = 1, last_query_at = 1
	WHERE id = :conversation AND (1000000 = 0 OR message_count < 1000000) RETURNING query_count AS turn \gset
INSERT INTO queries (id, conversation_id, turn, question, status, owner, lease_until, created_at, idempotency_key)
	VALUES (:id, :conversation, :turn, 'Hello?', 'RUNNING', 'me', 1, 1, NULL);
INSERT INTO key_days (key_id, day, messages) SELECT key_id, 1, 1 FROM conversations WHERE id = :conversation
	ON CONFLICT (key_id, day) DO UPDATE SET messages = key_days.messages + 1;
COMMIT;
INSERT INTO query_pieces (query_id, piece, content) VALUES (:id, 1, 'Hello! How can I help you?');
BEGIN;
UPDATE queries SET answer = 'Hello! How can I help you?', status = 'DONE', finished_at = 1 WHERE id = :id AND status = 'RUNNING';
DELETE FROM query_pieces WHERE query_id = :id;
COMMIT;
`

// BenchmarkPgbench measures how many questions PostgreSQL alone takes in a second, with pgbench and the statements of one: what BenchmarkAsks/postgres is to be
// held against.
func BenchmarkPgbench(b *testing.B) {
	url := testkit.Postgres(b)
	s := testkit.Start(b, "--database-url", url)
	k := s.NewKey(s.NewAssistant(nil), nil)
	for range 1000 {
		s.NewConversation(k)
	}
	s.Stop()
	number(b, url)
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/pgbench")
	if err != nil || len(found) == 0 {
		b.Fatalf("there is no pgbench: %v", err)
	}
	script := filepath.Join(b.TempDir(), "ask.sql")
	if err := os.WriteFile(script, []byte(pgbenchScript), 0o600); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		out, err := exec.Command(found[0], "-n", "-M", "prepared", "-c", "16", "-j", "2", "-T", "5", "-f", script, url).CombinedOutput()
		if err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
		tps := regexp.MustCompile(`tps = ([0-9.]+)`).FindSubmatch(out)
		if tps == nil {
			b.Fatalf("%s", out)
		}
		rate, err := strconv.ParseFloat(string(tps[1]), 64)
		if err != nil {
			b.Fatal(fmt.Errorf("%s: %w", out, err))
		}
		b.ReportMetric(rate, "asks/s")
	}
	b.ReportMetric(0, "ns/op")
}

// number numbers the conversations, so that one can be picked by chance at no cost.
func number(b *testing.B, url string) {
	b.Helper()
	db, err := sql.Open("pgx", url)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	for _, statement := range []string{
		"CREATE TABLE numbered AS SELECT (row_number() OVER ())::int AS n, id FROM conversations", "CREATE UNIQUE INDEX ON numbered (n)",
	} {
		if _, err := db.Exec(statement); err != nil {
			b.Fatal(err)
		}
	}
}
