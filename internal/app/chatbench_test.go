package app_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"latchkey/internal/provider/providertest"
	"latchkey/internal/testkit"
)

// BenchmarkAsks measures how many questions a server in a process of its own accepts in a second, with a message limit that is counted, and answers.
func BenchmarkAsks(b *testing.B) {
	const conversations, connections = 1000, 64
	for name, database := range map[string]func() []string{
		"sqlite":   func() []string { return nil },
		"postgres": func() []string { return []string{"--database-url", testkit.Postgres(b)} },
	} {
		b.Run(name, func(b *testing.B) {
			args := append([]string{"--data", b.TempDir()}, database()...)
			setup := testkit.StartIn(b, args[1], args[2:]...)
			k := setup.NewKey(setup.NewAssistant(nil), JSON{"configuration": JSON{"maxMessagePerConversation": 1_000_000}})
			requests := make([][]byte, conversations)
			for i := range requests {
				c := setup.NewConversation(k)
				const body = `{"request":"Hello?"}`
				requests[i] = fmt.Appendf(nil, "POST %s/queries?sse=true HTTP/1.1\r\nHost: x\r\nApi-Key: %s\r\nConversation-Token: %s\r\nContent-Length: %d\r\n\r\n%s",
					c.Path, k.Secret, c.Token, len(body), body)
			}
			setup.Stop()
			p := startProgram(b, args...)
			var accepted atomic.Int64
			var took time.Duration
			for b.Loop() {
				began := time.Now()
				var next atomic.Int64
				var all sync.WaitGroup
				for range connections {
					all.Go(func() {
						askOver(b, p.url, 3*time.Second, func() []byte { return requests[int(next.Add(1))%len(requests)] }, &accepted)
					})
				}
				all.Wait()
				took += time.Since(began)
			}
			b.ReportMetric(float64(accepted.Load())/took.Seconds(), "asks/s")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// askOver asks on one connection for a while, and reads each answer to its last frame.
func askOver(b *testing.B, url string, during time.Duration, request func() []byte, accepted *atomic.Int64) {
	conn, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
	if err != nil {
		b.Error(err)
		return
	}
	defer conn.Close()
	in := bufio.NewReader(conn)
	for began := time.Now(); time.Since(began) < during; {
		if _, err := conn.Write(request()); err != nil {
			b.Error(err)
			return
		}
		for ended := false; !ended; {
			line, err := in.ReadSlice('\n')
			if err != nil || bytes.Contains(line, []byte(`"error":`)) {
				b.Errorf("%s %v", line, err)
				return
			}
			ended = string(line) == "0\r\n" // the last chunk
		}
		if _, err := in.Discard(2); err != nil {
			b.Error(err)
			return
		}
		accepted.Add(1)
	}
}

// BenchmarkRelay compares the frames that pass through a server with those that pass through httputil.ReverseProxy, from the same upstream, each in a process of its own.
func BenchmarkRelay(b *testing.B) {
	const frames, streams = 20_000, 8
	up := providertest.New(b, func(w http.ResponseWriter, _ *http.Request) {
		providertest.Begin(w)
		for range frames {
			providertest.Say(w, "word ")
		}
		providertest.End(w)
	})
	data := b.TempDir()
	setup := testkit.StartIn(b, data)
	k := setup.NewKey(setup.NewAssistant(scripted(up)), nil)
	setup.Stop()
	p := startProgram(b, "--data", data)
	proxy := startSelf(b, asProxy+"="+up.URL)
	direct := `{"model":"m","stream":true,"messages":[{"role":"user","content":"Hello?"}]}`
	round := func(open func() *http.Request) float64 {
		var requests []*http.Request
		for range streams {
			requests = append(requests, open())
		}
		began := time.Now()
		var all sync.WaitGroup
		for _, request := range requests {
			all.Go(func() { drain(b, request) })
		}
		all.Wait()
		return frames * streams / time.Since(began).Seconds()
	}
	var ours, theirs []float64
	for b.Loop() {
		theirs = append(theirs, round(func() *http.Request { return post(b, proxy.url+"/chat/completions", direct) }))
		ours = append(ours, round(func() *http.Request {
			c := openConversation(b, p.url, k)
			return post(b, p.url+c.Path+"/queries?sse=true", `{"request":"Hello?"}`, "Api-Key", k.Secret, "Conversation-Token", c.Token)
		}))
	}
	b.ReportMetric(median(ours)/median(theirs), "ratio")
	b.ReportMetric(median(ours), "frames/s")
	b.ReportMetric(median(theirs), "proxy-frames/s")
	b.ReportMetric(0, "ns/op")
}

// serveProxy is httputil.ReverseProxy as a program. It prints its URL, and runs until it is killed.
func serveProxy(to string) {
	target, err := url.Parse(to)
	if err != nil {
		log.Fatal(err)
	}
	proxy := httptest.NewServer(&httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(target) }, FlushInterval: -1})
	fmt.Println(proxy.URL)
	select {}
}

func post(b *testing.B, url, body string, headers ...string) *http.Request {
	b.Helper()
	req, err := http.NewRequestWithContext(b.Context(), "POST", url, strings.NewReader(body))
	if err != nil {
		b.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	return req
}

func drain(b *testing.B, req *http.Request) {
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		b.Error(err)
		return
	}
	defer res.Body.Close()
	if _, err := io.Copy(io.Discard, res.Body); err != nil || res.StatusCode != 200 {
		b.Errorf("%d %v", res.StatusCode, err)
	}
}

// openConversation opens a conversation on a server in a process of its own.
func openConversation(b *testing.B, url string, k testkit.Key) (c testkit.Conversation) {
	b.Helper()
	path := "/chat-bots/" + k.AssistantID + "/conversations"
	res, err := http.DefaultClient.Do(post(b, url+path, `{"title":"Bench","source":"","data":""}`, "Api-Key", k.Secret))
	if err != nil {
		b.Fatal(err)
	}
	defer res.Body.Close()
	var object struct{ ID, Token string }
	if err := json.NewDecoder(res.Body).Decode(&object); err != nil || res.StatusCode != 201 {
		b.Fatalf("%d %v", res.StatusCode, err)
	}
	return testkit.Conversation{ID: object.ID, Token: object.Token, Path: path + "/" + object.ID, Key: k}
}
