package app_test

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/assistant"
	"latchkey/internal/key"
	"latchkey/internal/provider/providertest"
	"latchkey/internal/random"
	"latchkey/internal/store"
	"latchkey/internal/testkit"
)

// BenchmarkVerifiedGet compares a verified GET /assistants/{id} of the whole server with a bare net/http handler that writes the same bytes.
// Both are loaded in turn by the same lean client; the metric is the ratio of the medians of their throughputs.
func BenchmarkVerifiedGet(b *testing.B) {
	for _, keys := range []int{1, 100_000} {
		b.Run(fmt.Sprintf("keys=%d", keys), func(b *testing.B) {
			data := b.TempDir()
			id, secrets := manyKeys(b, data, keys)
			s := testkit.StartIn(b, data)
			answer := s.Do("GET", "/assistants/"+id, nil, "Api-Key", secrets[0], "Origin", "https://shop.example")
			answer.Header.Del("Date")           // net/http writes
			answer.Header.Del("Content-Length") // these two itself
			bare := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				maps.Copy(w.Header(), answer.Header)
				_, _ = w.Write(answer.Body)
			}))
			defer bare.Close()
			requests := make([][]byte, len(secrets))
			for i, secret := range secrets {
				requests[i] = fmt.Appendf(nil, "GET /assistants/%s HTTP/1.1\r\nHost: x\r\nApi-Key: %s\r\nOrigin: https://shop.example\r\n\r\n", id, secret)
			}
			load(b, s.URL, requests, func(sent int64, _ time.Duration) bool { return sent < int64(len(requests)) }) // fills the gate
			round := func(_ int64, took time.Duration) bool { return took < 300*time.Millisecond }
			var ours, theirs []float64
			for b.Loop() {
				ours = append(ours, load(b, s.URL, requests, round))
				theirs = append(theirs, load(b, bare.URL, requests, round))
			}
			b.ReportMetric(median(ours)/median(theirs), "ratio")
			b.ReportMetric(median(ours), "verified/s")
			b.ReportMetric(median(theirs), "bare/s")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// manyKeys puts an assistant's keys straight into a new database, as a server did before keys were marked, and returns their secrets.
func manyKeys(b *testing.B, data string, n int) (assistantID string, secrets []string) {
	b.Helper()
	path := filepath.Join(data, "latchkey.db")
	made, err := store.Open(b.Context(), path, "")
	if err != nil {
		b.Fatal(err)
	}
	now := time.Now()
	a := assistant.Record{Assistant: assistant.Assistant{ID: random.Base58(10), Draft: assistant.NewDraft(), CreatedAt: now, UpdatedAt: now, Version: 1}}
	a.Name = "Bench"
	err = made.CreateAssistant(b.Context(), a, account.Record(now, account.System, "assistant.create", a.ID, a.ID, nil, nil))
	if err = errors.Join(err, made.Close()); err != nil {
		b.Fatal(err)
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if _, err := db.Exec("PRAGMA synchronous = OFF; PRAGMA cache_size = -500000"); err != nil {
		b.Fatal(err)
	}
	return a.ID, insertKeys(b, db, a.ID, n)
}

// insertKeys writes keys in one transaction: one by one, a million would take minutes.
func insertKeys(b *testing.B, db *sql.DB, assistantID string, n int) (secrets []string) {
	b.Helper()
	tx, err := db.Begin()
	if err != nil {
		b.Fatal(err)
	}
	keys, err := tx.Prepare(`INSERT INTO api_keys (id, assistant_id, name, hint, disabled, restriction, configuration, limits, created_at, updated_at, version)
		VALUES ($1, $2, 'Bench', '…', 0, $3, $4, $5, $6, $6, 1)`)
	if err != nil {
		b.Fatal(err)
	}
	digests, err := tx.Prepare(`INSERT INTO api_key_secrets (digest, key_id, sealed, created_at) VALUES ($1, $2, x'00', $3)`)
	if err != nil {
		b.Fatal(err)
	}
	draft := key.NewDraft()
	draft.Restriction = key.Restriction{Type: key.Websites, Websites: []string{"https://shop.example", "https://*.shop.example"}, IPAddresses: []string{}}
	var columns []any
	for _, part := range []any{draft.Restriction, draft.Configuration, draft.Limits} {
		raw, err := json.Marshal(part)
		if err != nil {
			b.Fatal(err)
		}
		columns = append(columns, string(raw))
	}
	mint, now := key.NewMint(make([]byte, key.MarkSize), false), time.Now().UnixMilli()
	for range n {
		id, secret := random.ID("k_"), mint.New(assistantID)
		digest := key.DigestOf(secret)
		_, err := keys.Exec(id, assistantID, columns[0], columns[1], columns[2], now)
		if err == nil {
			_, err = digests.Exec(digest[:], id, now)
		}
		if err != nil {
			b.Fatal(err)
		}
		secrets = append(secrets, secret)
	}
	if err := tx.Commit(); err != nil {
		b.Fatal(err)
	}
	return secrets
}

// BenchmarkManyKeys compares a server with a thousand keys and one with a million: time to start, memory, what the first use of a key costs, and how fast a
// thousand keys in use are served.
func BenchmarkManyKeys(b *testing.B) {
	for _, n := range []int{1_000, 1_000_000} {
		b.Run(fmt.Sprintf("keys=%d", n), func(b *testing.B) {
			data := b.TempDir()
			id, secrets := manyKeys(b, data, n)
			requests := make([][]byte, 1000)
			for i := range requests {
				requests[i] = fmt.Appendf(nil, "GET /assistants/%s HTTP/1.1\r\nHost: x\r\nApi-Key: %s\r\nOrigin: https://shop.example\r\n\r\n", id, secrets[i*(n/1000)])
			}
			for b.Loop() {
				began := time.Now()
				p := startProgram(b, "--data", data)
				b.ReportMetric(float64(time.Since(began).Milliseconds()), "start-ms")
				b.ReportMetric(float64(resident(b, p.cmd.Process.Pid))/(1<<20), "start-MB")
				cold := load(b, p.url, requests, func(sent int64, _ time.Duration) bool { return sent < 1000 })
				b.ReportMetric(1e6/cold, "cold-µs/req")
				warm := load(b, p.url, requests, func(_ int64, took time.Duration) bool { return took < 2*time.Second })
				b.ReportMetric(warm, "warm-req/s")
				b.ReportMetric(float64(resident(b, p.cmd.Process.Pid))/(1<<20), "used-MB")
				_ = p.cmd.Process.Kill()
				_ = p.cmd.Wait()
			}
			b.ReportMetric(0, "ns/op")
		})
	}
}

// load sends the requests over and over on a few connections, as long as more says so, and returns how many were answered in a second.
func load(b *testing.B, url string, requests [][]byte, more func(sent int64, took time.Duration) bool) float64 {
	b.Helper()
	const connections = 4
	var count, next atomic.Int64
	var all sync.WaitGroup
	began := time.Now()
	for range connections {
		all.Go(func() {
			conn, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
			if err != nil {
				b.Error(err)
				return
			}
			defer conn.Close()
			in := bufio.NewReaderSize(conn, 8<<10)
			for {
				n := next.Add(1) - 1
				if !more(n, time.Since(began)) {
					return
				}
				request := requests[int(n)%len(requests)]
				if _, err := conn.Write(request); err != nil {
					b.Error(err)
					return
				}
				if err := readResponse(in); err != nil {
					b.Error(err)
					return
				}
				count.Add(1)
			}
		})
	}
	all.Wait()
	return float64(count.Load()) / time.Since(began).Seconds()
}

// readResponse reads one response with as little work as possible.
func readResponse(in *bufio.Reader) error {
	length := -1
	for first := true; ; first = false {
		line, err := in.ReadSlice('\n')
		if err != nil {
			return err
		}
		if first && !bytes.Contains(line, []byte(" 200 ")) {
			return fmt.Errorf("answered %s", line)
		}
		if value, ok := bytes.CutPrefix(line, []byte("Content-Length: ")); ok {
			if length, err = strconv.Atoi(string(bytes.TrimSpace(value))); err != nil {
				return err
			}
		}
		if len(line) == 2 {
			_, err = in.Discard(length)
			return err
		}
	}
}

// BenchmarkFirstToken measures how much later the first words arrive through the server than from the upstream itself.
func BenchmarkFirstToken(b *testing.B) {
	for name, args := range map[string][]string{"sqlite": nil, "postgres": {"--database-url", ""}} {
		b.Run(name, func(b *testing.B) {
			if args != nil {
				args[1] = testkit.Postgres(b)
			}
			s := testkit.Start(b, args...)
			up := providertest.New(b, providertest.Words("Hello ", "there."))
			k := s.NewKey(s.NewAssistant(scripted(up)), nil)
			direct := `{"model":"m","stream":true,"messages":[{"role":"user","content":"Hello?"}]}`
			var ours, theirs []time.Duration
			for b.Loop() {
				c := s.NewConversation(k) // the model is told the same both times: one question
				theirs = append(theirs, firstWord(b, up.URL+"/chat/completions", direct, `"content"`))
				ours = append(ours, firstWord(b, s.URL+c.Path+"/queries?sse=true", `{"request":"Hello?"}`, `"message":"`,
					"Api-Key", k.Secret, "Conversation-Token", c.Token))
			}
			b.ReportMetric(microseconds(median(ours)-median(theirs)), "added-µs")
			b.ReportMetric(microseconds(percentile(ours, 99)-median(theirs)), "added-p99-µs")
			b.ReportMetric(microseconds(median(theirs)), "direct-µs")
			b.ReportMetric(0, "ns/op")
		})
	}
}

func microseconds(d time.Duration) float64 { return float64(d) / float64(time.Microsecond) }

// firstWord returns how long it takes until a line with mark has arrived.
func firstWord(b *testing.B, url, body, mark string, headers ...string) time.Duration {
	b.Helper()
	req, err := http.NewRequestWithContext(b.Context(), "POST", url, strings.NewReader(body))
	if err != nil {
		b.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	began := time.Now()
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		b.Fatal(err)
	}
	defer res.Body.Close()
	var took time.Duration
	lines := bufio.NewScanner(res.Body)
	for lines.Scan() {
		if took == 0 && strings.Contains(lines.Text(), mark) {
			took = time.Since(began)
		}
	}
	if took == 0 {
		b.Fatalf("no words from %s", url)
	}
	return took
}

// BenchmarkOpenStreams measures the memory of a server in a process of its own per open stream, with answers that are being made.
func BenchmarkOpenStreams(b *testing.B) {
	const streams = 5000
	up := providertest.New(b, providertest.Hang("Hello "))
	data := b.TempDir()
	setup := testkit.StartIn(b, data)
	k := setup.NewKey(setup.NewAssistant(scripted(up)), nil)
	conversations := make([]testkit.Conversation, streams)
	for i := range conversations {
		conversations[i] = setup.NewConversation(k)
	}
	setup.Stop()
	for round := 0; b.Loop(); round++ {
		p := startProgram(b, "--data", data)
		before := resident(b, p.cmd.Process.Pid)
		ctx, cancel := context.WithCancel(b.Context())
		var open sync.WaitGroup
		slots := make(chan struct{}, 64)
		for _, c := range conversations {
			slots <- struct{}{}
			open.Go(func() {
				defer func() { <-slots }()
				openStream(b, ctx, p.url, c, fmt.Sprint("Question ", b.N, round, "?"))
			})
		}
		open.Wait()
		b.ReportMetric(float64(resident(b, p.cmd.Process.Pid)-before)/streams, "B/stream")
		b.ReportMetric(float64(collected(b, p.cmd.Process.Pid)-before)/streams, "B/stream-collected")
		b.ReportMetric(float64(before)/1e6, "idle-MB")
		b.ReportMetric(0, "ns/op")
		cancel()
		_ = p.cmd.Process.Kill()
		_ = p.cmd.Wait()
	}
}

// openStream asks, waits for the first words and leaves the stream open.
func openStream(b *testing.B, ctx context.Context, url string, c testkit.Conversation, question string) {
	req, err := http.NewRequestWithContext(ctx, "POST", url+c.Path+"/queries?sse=true", strings.NewReader(fmt.Sprintf(`{"request":%q}`, question)))
	if err != nil {
		b.Error(err)
		return
	}
	req.Header.Set("Api-Key", c.Key.Secret)
	req.Header.Set("Conversation-Token", c.Token)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		b.Error(err)
		return
	}
	if _, err := io.ReadAtLeast(res.Body, make([]byte, 256), 20); err != nil {
		b.Error(err)
	}
}

// collected is resident when there is no garbage.
func collected(b *testing.B, pid int) int {
	b.Helper()
	if err := syscall.Kill(pid, syscall.SIGUSR1); err != nil {
		b.Fatal(err)
	}
	least := resident(b, pid)
	for began := time.Now(); time.Since(began) < 5*time.Second; <-time.After(100 * time.Millisecond) {
		least = min(least, resident(b, pid))
	}
	return least
}

// resident returns the memory that a process occupies, in bytes.
func resident(b *testing.B, pid int) int {
	b.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		b.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	kb, err := strconv.Atoi(strings.Fields(rest)[0])
	if err != nil {
		b.Fatal(err)
	}
	return kb << 10
}

// BenchmarkStart measures the time from the start of the process to its ready line.
func BenchmarkStart(b *testing.B) {
	data := b.TempDir()
	startProgram(b, "--data", data).kill()
	var times []time.Duration
	for b.Loop() {
		began := time.Now()
		p := startProgram(b, "--data", data)
		times = append(times, time.Since(began))
		p.kill()
	}
	b.ReportMetric(float64(median(times))/float64(time.Millisecond), "ready-ms")
	b.ReportMetric(0, "ns/op")
}

func (p *program) kill() {
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait()
}

func median[T cmp.Ordered](values []T) T { return percentile(values, 50) }

func percentile[T cmp.Ordered](values []T, p int) T {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[min(len(sorted)*p/100, len(sorted)-1)]
}
