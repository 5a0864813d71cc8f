package openai_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"testing"

	"latchkey/internal/provider"
	"latchkey/internal/provider/openai"
	"latchkey/internal/provider/providertest"
)

// asUpstream makes the test binary an upstream of its own process, so that the memory of the two ends is measured apart.
const asUpstream = "LATCHKEY_TEST_UPSTREAM"

func TestMain(m *testing.M) {
	if os.Getenv(asUpstream) != "" {
		serveUpstream()
		return
	}
	os.Exit(m.Run())
}

// serveUpstream says one word to everybody and then nothing, or as many as the URL says, until its standard input ends.
func serveUpstream() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		var words int
		if _, err := fmt.Sscanf(r.URL.Path, "/%d/", &words); err != nil {
			providertest.Hang("Hello ")(w, r)
			return
		}
		providertest.Begin(w)
		line := providertest.Chunk("word ")
		for range words {
			_, _ = io.WriteString(w, line)
		}
		providertest.End(w)
	}))
	fmt.Println(server.URL)
	_, _ = io.Copy(io.Discard, os.Stdin)
	server.CloseClientConnections()
	server.Close()
}

// otherProcess starts an upstream in a process of its own and returns its URL.
func otherProcess(tb testing.TB) string {
	tb.Helper()
	cmd := exec.CommandContext(tb.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), asUpstream+"=1")
	in, err := cmd.StdinPipe()
	if err != nil {
		tb.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		_ = in.Close()
		_ = cmd.Wait()
	})
	url, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		tb.Fatal(err)
	}
	return strings.TrimSpace(url)
}

const (
	openStreams  = 1000
	maxPerStream = 40_000 // bytes; the race detector, which costs more, is not counted
)

// One open stream with its own connection to an upstream in another process costs so much memory, and not what its question weighed.
func TestMemoryOfStreams(t *testing.T) {
	if testing.Short() {
		t.Skip("opens many connections")
	}
	p, url := openai.New(), otherProcess(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var said, ended sync.WaitGroup
	open := func(n int) {
		for range n {
			said.Add(1)
			ended.Go(func() { listenOnce(ctx, p, url, said.Done) })
		}
		said.Wait()
	}
	open(50) // what is made once
	before := inUse()
	open(openStreams)
	after := inUse()
	per := (after - before) / openStreams
	t.Logf("%.1f kB for each of %d open streams", float64(per)/1000, openStreams)
	if per > maxPerStream && !raceDetector {
		t.Errorf("%d bytes for each stream, more than %d", per, maxPerStream)
	}
	cancel()
	ended.Wait()
}

func listenOnce(ctx context.Context, p provider.Provider, url string, said func()) {
	once := sync.OnceFunc(said)
	defer once()
	for event, err := range p.Answer(ctx, heavy(url)) {
		if err == nil && event.Text != "" {
			once()
		}
	}
}

// heavy is a question with much that was said and found.
func heavy(url string) provider.Request {
	req := provider.Request{Settings: provider.Settings{BaseURL: url + "/v1", Model: "m", APIKey: "sk-1"}, Question: "Can I return it?"}
	for range 4 {
		req.History = append(req.History, provider.Message{Role: provider.Visitor, Text: strings.Repeat("why ", 50)},
			provider.Message{Role: provider.Assistant, Text: strings.Repeat("because ", 250)})
		req.Passages = append(req.Passages, provider.Passage{ID: "p", DocumentID: "d", Title: "Returns", Text: strings.Repeat("within days ", 200)})
	}
	return req
}

// inUse is the memory of the heap and the stacks after a collection.
func inUse() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapInuse + m.StackInuse)
}

// BenchmarkStream compares an answer of 2,000 words through the provider with reading the same bytes.
func BenchmarkStream(b *testing.B) {
	const words = 2000
	url := fmt.Sprintf("%s/%d", otherProcess(b), words)
	b.Run("provider", func(b *testing.B) {
		p := openai.New()
		req := provider.Request{Settings: provider.Settings{BaseURL: url + "/v1", Model: "m"}, Question: "x"}
		b.ReportAllocs()
		for b.Loop() {
			n := 0
			for event, err := range p.Answer(b.Context(), req) {
				if err != nil {
					b.Fatal(err)
				}
				if event.Text != "" {
					n++
				}
			}
			if n != words {
				b.Fatalf("%d words", n)
			}
		}
		b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "frames/s")
	})
	b.Run("raw", func(b *testing.B) {
		for b.Loop() {
			res, err := http.Post(url+"/v1/chat/completions", "application/json", strings.NewReader("{}"))
			if err != nil {
				b.Fatal(err)
			}
			_, err = io.Copy(io.Discard, res.Body)
			if res.Body.Close(); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "frames/s")
	})
}
