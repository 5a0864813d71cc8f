package upstream_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"latchkey/internal/upstream"
)

var errRest = errors.New("left to the other transport")

type rest struct{}

func (rest) RoundTrip(*http.Request) (*http.Response, error) { return nil, errRest }

func client(t *testing.T) *http.Client {
	t.Helper()
	transport := &upstream.Transport{Rest: rest{}, Dial: (&net.Dialer{}).DialContext, MaxIdle: 2, IdleTimeout: time.Minute}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

// scripted is a server that answers one request on each connection with what it is told, and closes it.
func scripted(t *testing.T, answers ...string) (address string, closed <-chan struct{}) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	done := make(chan struct{}, len(answers))
	go func() {
		for _, answer := range answers {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			req, err := http.ReadRequest(bufio.NewReader(conn))
			if err == nil {
				_, _ = io.Copy(io.Discard, req.Body)
			}
			_, _ = io.WriteString(conn, answer)
			_ = conn.Close()
			done <- struct{}{}
		}
	}()
	return "http://" + listener.Addr().String(), done
}

func post(t *testing.T, c *http.Client, ctx context.Context, address, body string) (status int, answer string, err error) {
	t.Helper()
	req, err := http.NewRequestWithContext(ctx, "POST", address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	res, err := c.Do(req)
	if err != nil {
		return 0, "", err
	}
	defer res.Body.Close()
	all, err := io.ReadAll(res.Body)
	return res.StatusCode, string(all), err
}

// A connection carries one call after the other, whatever the form of the answers.
func TestConnectionIsKept(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	from := map[string]bool{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		from[r.RemoteAddr] = true
		mu.Unlock()
		body, _ := io.ReadAll(r.Body)
		switch r.URL.Path {
		case "/chunks":
			_ = http.NewResponseController(w).Flush()
		case "/empty":
			w.WriteHeader(http.StatusNoContent)
			return
		case "/early":
			w.WriteHeader(http.StatusEarlyHints)
		}
		fmt.Fprintf(w, "%s %s", r.Header.Get("X-Test"), body)
	}))
	defer server.Close()
	c := client(t)
	for _, path := range []string{"/plain", "/chunks", "/empty", "/early", "/plain"} {
		status, answer, err := post(t, c, t.Context(), server.URL+path, "hello")
		if err != nil || (path != "/empty" && (status != 200 || answer != " hello")) || (path == "/empty" && (status != 204 || answer != "")) {
			t.Errorf("%s: %d %q %v", path, status, answer, err)
		}
	}
	if len(from) != 1 {
		t.Errorf("%d connections", len(from))
	}
}

// What a server closes while it waits is not used for another call.
func TestClosedWhileIdle(t *testing.T) {
	t.Parallel()
	const answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
	address, closed := scripted(t, answer, answer, answer)
	c := client(t)
	for range 3 {
		if _, body, err := post(t, c, t.Context(), address, "x"); err != nil || body != "ok" {
			t.Fatalf("%q %v", body, err)
		}
		<-closed
	}
}

// What a server sends after an answer is not the answer to the next call.
func TestMoreThanTheAnswer(t *testing.T) {
	t.Parallel()
	for name, gap := range map[string]bool{"with the answer": false, "later": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			listener, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			defer listener.Close()
			sent := make(chan struct{})
			read := make(chan struct{})
			serve := func(conn net.Conn, later bool) {
				defer conn.Close()
				in := bufio.NewReader(conn)
				for {
					req, err := http.ReadRequest(in)
					if err != nil {
						return
					}
					_, _ = io.Copy(io.Discard, req.Body)
					const answer = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nreal"
					const forged = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged"
					if !later {
						_, _ = io.WriteString(conn, answer+forged)
						continue
					}
					_, _ = io.WriteString(conn, answer)
					<-read
					_, _ = io.WriteString(conn, forged)
					sent <- struct{}{}
				}
			}
			go func() {
				for {
					conn, err := listener.Accept()
					if err != nil {
						return
					}
					go serve(conn, gap)
				}
			}()
			c := client(t)
			for range 3 {
				_, body, err := post(t, c, t.Context(), "http://"+listener.Addr().String(), "x")
				if err != nil || body != "real" {
					t.Errorf("%q %v", body, err)
				}
				if gap {
					read <- struct{}{}
					<-sent
				}
			}
		})
	}
}

func TestBroken(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]string{
		"nothing":           "",
		"no HTTP":           "SSH-2.0\r\n\r\n",
		"half a header":     "HTTP/1.1 200 OK\r\nContent-Le",
		"endless headers":   "HTTP/1.1 200 OK\r\n" + strings.Repeat("X: "+strings.Repeat("y", 1000)+"\r\n", 100),
		"one endless line":  "HTTP/1.1 200 OK\r\nX: " + strings.Repeat("y", 100_000),
		"only interim":      strings.Repeat("HTTP/1.1 103 Early Hints\r\n\r\n", 10),
		"another protocol":  "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n",
		"a cut body":        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf",
		"a cut chunk":       "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
		"two lengths":       "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
		"a negative length": "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			address, _ := scripted(t, answer)
			status, body, err := post(t, client(t), t.Context(), address, "x")
			if err == nil {
				t.Errorf("%d %q without an error", status, body)
			}
		})
	}
}

// A refusal is read also when the server does not want the rest of the request.
func TestRefusedEarly(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	answered := make(chan struct{})
	go func() {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		_, _ = http.ReadRequest(bufio.NewReader(conn)) // its head
		_, _ = io.WriteString(conn, "HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\nno")
		<-answered // it reads nothing more, and does not close
		_ = conn.Close()
	}()
	status, body, err := post(t, client(t), t.Context(), "http://"+listener.Addr().String(), strings.Repeat("x", 30<<20))
	close(answered)
	if err != nil || status != 401 || body != "no" {
		t.Errorf("%d %q %v", status, body, err)
	}
}

// A call that is given up ends at once, before its answer and in the middle of it, and says why.
func TestCancelled(t *testing.T) {
	t.Parallel()
	release := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/middle" {
			fmt.Fprint(w, "half")
			_ = http.NewResponseController(w).Flush()
		}
		<-release
	}))
	defer server.Close()
	defer close(release)
	because := errors.New("enough")
	for _, path := range []string{"/before", "/middle"} {
		ctx, cancel := context.WithCancelCause(t.Context())
		time.AfterFunc(20*time.Millisecond, func() { cancel(because) })
		if _, body, err := post(t, client(t), ctx, server.URL+path, "x"); !errors.Is(err, because) {
			t.Errorf("%s: %q %v", path, body, err)
		}
	}
}

// An answer that is not read to its end costs its connection, not the next answer.
func TestNotReadToItsEnd(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, strings.Repeat("long ", 10_000), r.URL.Path)
	}))
	defer server.Close()
	c := client(t)
	res, err := c.Get(server.URL + "/first")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.ReadFull(res.Body, make([]byte, 10))
	_ = res.Body.Close()
	if _, body, err := post(t, c, t.Context(), server.URL+"/second", "x"); err != nil || !strings.HasSuffix(body, "/second") {
		t.Errorf("%.20q %v", body, err)
	}
}

// What this does not do is done by the other transport.
func TestRest(t *testing.T) {
	t.Parallel()
	c := client(t)
	if _, _, err := post(t, c, t.Context(), "https://127.0.0.1:1/", "x"); !errors.Is(err, errRest) {
		t.Errorf("https: %v", err)
	}
	c.Transport.(*upstream.Transport).Proxy = func(*http.Request) (*url.URL, error) { return url.Parse("http://proxy.example") }
	if _, _, err := post(t, c, t.Context(), "http://127.0.0.1:1/", "x"); !errors.Is(err, errRest) {
		t.Errorf("with a proxy: %v", err)
	}
}

func TestIdleConnectionsExpire(t *testing.T) {
	t.Parallel()
	closed := make(chan struct{}, 10)
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateClosed {
			closed <- struct{}{}
		}
	}
	server.Start()
	defer server.Close()
	c := client(t)
	c.Transport.(*upstream.Transport).IdleTimeout = time.Millisecond
	if _, _, err := post(t, c, t.Context(), server.URL, "x"); err != nil {
		t.Fatal(err)
	}
	select {
	case <-closed:
	case <-time.After(10 * time.Second):
		t.Error("a connection that nobody uses stays open")
	}
}
