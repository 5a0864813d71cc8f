package httpx_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"latchkey/internal/httpx"
)

// streaming is a server whose handler gives its stream away as soon as it has begun.
type streaming struct {
	address  string
	detached chan bool
	streams  chan *httpx.EventStream
	opened   chan string // remote addresses of requests
	web      *http.Server
}

func startStreaming(t *testing.T) *streaming { return startStreamingWith(t, 0) }

func startStreamingWith(t *testing.T, headTimeout time.Duration) *streaming {
	t.Helper()
	inner, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &streaming{address: inner.Addr().String(), detached: make(chan bool, 10), streams: make(chan *httpx.EventStream, 10), opened: make(chan string, 10)}
	s.web = &http.Server{ReadHeaderTimeout: headTimeout, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.opened <- r.RemoteAddr
		_, _ = io.Copy(io.Discard, r.Body)
		stream, err := httpx.NewEventStream(w, 200)
		stream.Add("1", "", []byte("{}"))
		if err != nil || stream.Flush() != nil {
			return // the client of a request that nobody waits for
		}
		s.detached <- stream.Detach(r)
		s.streams <- stream
	})}
	go func() { _ = s.web.Serve(httpx.NewListener(inner, time.Minute)) }()
	t.Cleanup(func() { _ = s.web.Close() })
	return s
}

func dial(t *testing.T, address string) (net.Conn, *bufio.Reader) {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	_ = conn.SetDeadline(time.Now().Add(10 * time.Second))
	return conn, bufio.NewReader(conn)
}

// A stream goes on when its handler has returned, ends as any other, and its connection carries the next request.
func TestDetachedStream(t *testing.T) {
	t.Parallel()
	s := startStreaming(t)
	conn, in := dial(t, s.address)
	for round := range 3 {
		fmt.Fprint(conn, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}")
		res, err := http.ReadResponse(in, nil)
		if err != nil {
			t.Fatal(err)
		}
		if from := <-s.opened; from != conn.LocalAddr().String() || !<-s.detached {
			t.Fatalf("round %d: from %s, not detached", round, from)
		}
		stream := <-s.streams
		if stream.Gone() {
			t.Error("an open connection is said to be gone")
		}
		for n := range 3 {
			stream.Add(fmt.Sprint(n+2), "name", []byte(strings.Repeat("x", n*3000)))
			if err := stream.Flush(); err != nil {
				t.Fatal(err)
			}
		}
		stream.End(true)
		body, err := io.ReadAll(res.Body)
		want := "id: 1\ndata: {}\n\nid: 2\nevent: name\ndata: \n\n" +
			"id: 3\nevent: name\ndata: " + strings.Repeat("x", 3000) + "\n\nid: 4\nevent: name\ndata: " + strings.Repeat("x", 6000) + "\n\n"
		if err != nil || string(body) != want {
			t.Fatalf("round %d: %v, %d bytes instead of %d", round, err, len(body), len(want))
		}
	}
}

// What is cut off must not look whole.
func TestDetachedStreamCut(t *testing.T) {
	t.Parallel()
	s := startStreaming(t)
	conn, in := dial(t, s.address)
	fmt.Fprint(conn, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
	res, err := http.ReadResponse(in, nil)
	if err != nil {
		t.Fatal(err)
	}
	(<-s.streams).End(false)
	if _, err := io.ReadAll(res.Body); err != io.ErrUnexpectedEOF {
		t.Errorf("the body ends with %v", err)
	}
}

// Only what cannot be mistaken for the beginning of another request leaves the server.
func TestDetachOnly(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		request  string
		detaches bool
		again    bool // the connection stays open
	}{
		"with a body":        {"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}", true, true},
		"body in chunks":     {"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", true, true},
		"without body":       {"GET / HTTP/1.1\r\nHost: x\r\n\r\n", true, true},
		"last of connection": {"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", true, false},
		"next one is there":  {"GET / HTTP/1.1\r\nHost: x\r\n\r\nGET /next HTTP/1.1\r\nHost: x\r\n\r\n", true, false},
		"HTTP/1.0":           {"GET / HTTP/1.0\r\nHost: x\r\n\r\n", false, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := startStreaming(t)
			conn, in := dial(t, s.address)
			fmt.Fprint(conn, c.request)
			res, err := http.ReadResponse(in, nil)
			if err != nil {
				t.Fatal(err)
			}
			if got := <-s.detached; got != c.detaches {
				t.Fatalf("detached: %t", got)
			}
			(<-s.streams).End(true)
			if body, err := io.ReadAll(res.Body); err != nil || string(body) != "id: 1\ndata: {}\n\n" {
				t.Fatalf("%v %q", err, body)
			}
			fmt.Fprint(conn, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
			if res, err := http.ReadResponse(in, nil); (err == nil) != c.again {
				t.Errorf("the next request: %v %v", res, err)
			}
		})
	}
}

// That a reader has left is known without writing to it.
func TestDetachedStreamGone(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("cannot be told there")
	}
	s := startStreaming(t)
	conn, in := dial(t, s.address)
	fmt.Fprint(conn, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
	if _, err := http.ReadResponse(in, nil); err != nil {
		t.Fatal(err)
	}
	stream := <-s.streams
	_ = conn.Close()
	for deadline := time.Now().Add(10 * time.Second); !stream.Gone(); runtime.Gosched() {
		if time.Now().After(deadline) {
			t.Fatal("it is not noticed that the reader has left")
		}
	}
	stream.End(false)
	if !stream.Gone() {
		t.Error("a stream that has ended is not said to be gone")
	}
}

// A connection that waits after a stream waits for as long as any other, though the server takes it for a new one, and does not hold up the end of the server.
func TestWaitsAfterStream(t *testing.T) {
	t.Parallel()
	s := startStreamingWith(t, 50*time.Millisecond)
	conn, in := dial(t, s.address)
	ask := func() {
		t.Helper()
		fmt.Fprint(conn, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
		res, err := http.ReadResponse(in, nil)
		if err != nil {
			t.Fatal(err)
		}
		(<-s.streams).End(true)
		if _, err := io.ReadAll(res.Body); err != nil {
			t.Fatal(err)
		}
	}
	ask()
	<-time.After(200 * time.Millisecond)
	ask()
	// A head that has begun and does not go on is not waited for.
	fmt.Fprint(conn, "GET / HT")
	if rest, err := io.ReadAll(in); err != nil {
		t.Errorf("half a head is waited for: %q %v", rest, err)
	}
	other, otherIn := dial(t, s.address)
	conn, in = other, otherIn
	ask()
	began := time.Now()
	if err := s.web.Shutdown(t.Context()); err != nil || time.Since(began) > 3*time.Second {
		t.Errorf("the shutdown took %v, %v", time.Since(began), err)
	}
}

// A server that shuts down closes what is given back to it.
func TestListenerClosed(t *testing.T) {
	t.Parallel()
	s := startStreaming(t)
	conn, in := dial(t, s.address)
	fmt.Fprint(conn, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
	res, err := http.ReadResponse(in, nil)
	if err != nil {
		t.Fatal(err)
	}
	stream := <-s.streams
	if err := s.web.Shutdown(context.Background()); err != nil {
		t.Fatal(err)
	}
	stream.End(true)
	if _, err := io.ReadAll(res.Body); err != nil {
		t.Errorf("the body ends with %v", err)
	}
	if _, err := in.ReadByte(); err != io.EOF {
		t.Errorf("the connection is still open: %v", err)
	}
	if _, err := net.Dial("tcp", s.address); err == nil {
		t.Error("the listener still accepts")
	}
}
