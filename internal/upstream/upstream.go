// Package upstream carries calls to model servers whose answers stay open for long, as an http.RoundTripper.
//
// A server on the same machine or network most often speaks HTTP/1.1 without TLS. There net/http keeps two goroutines with their stacks for every open answer, which with
// thousands of them is most of the memory of this program. This package reads such an answer in the goroutine of its caller instead, with the parser of net/http, and keeps
// finished connections for the next call. What comes over TLS, where HTTP/2 shares one connection, or through a proxy is left to net/http.
//
// A Transport is safe for concurrent use. It follows no redirect, decompresses nothing and does not upgrade; a call that fails is not repeated.
package upstream

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"

	"latchkey/internal/socket"
)

// Transport implements http.RoundTripper. Its fields must not change after the first call.
type Transport struct {
	Rest        http.RoundTripper                     // takes the other calls
	Proxy       func(*http.Request) (*url.URL, error) // as in http.Transport
	Dial        func(ctx context.Context, network, address string) (net.Conn, error)
	MaxIdle     int           // connections to one address that wait for the next call
	IdleTimeout time.Duration // after which they are closed

	mu   sync.Mutex
	idle map[string][]*line
}

const (
	readBuffer  = 1 << 10
	writeBuffer = 4 << 10
	maxHeader   = 64 << 10 // bytes of an answer before its body
	maxInterim  = 5        // answers of the 1xx class before the one that counts
	refusalWait = time.Second
	sentAtOnce  = 16 << 10 // bytes of a body; socket buffers are larger
)

// line is a connection. It belongs to one call, or waits.
type line struct {
	conn    net.Conn
	address string
	limited io.LimitedReader // of conn: an answer has no end of headers
	in      *bufio.Reader
	expiry  *time.Timer // while it waits
}

var errHeader = errors.New("the headers of the answer are too long")

// RoundTrip implements http.RoundTripper.
func (t *Transport) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.URL.Scheme != "http" || t.proxied(req) {
		return t.Rest.RoundTrip(req)
	}
	ctx := req.Context()
	l, err := t.connect(req)
	if err != nil {
		closeBody(req)
		return nil, because(ctx, err)
	}
	// Closing the connection is what wakes a reader that waits.
	stop := context.AfterFunc(ctx, func() { _ = l.conn.Close() })
	res, err := l.exchange(req)
	if err != nil {
		stop()
		_ = l.conn.Close()
		return nil, because(ctx, err)
	}
	b := &body{ReadCloser: res.Body, ctx: ctx, stop: stop, line: l, transport: t, again: !res.Close && !req.Close}
	if res.Body = b; res.ContentLength == 0 {
		b.finish()
	}
	return res, nil
}

func (t *Transport) proxied(req *http.Request) bool {
	if t.Proxy == nil {
		return false
	}
	proxy, err := t.Proxy(req)
	return proxy != nil || err != nil // the other transport says what is wrong
}

// connect returns a connection that waits, or a new one.
func (t *Transport) connect(req *http.Request) (*line, error) {
	address := addressOf(req.URL)
	for l := t.take(address); l != nil; l = t.take(address) {
		if c, ok := l.conn.(*net.TCPConn); ok && l.in.Buffered() == 0 && socket.Silent(c) {
			return l, nil
		}
		_ = l.conn.Close() // the server has closed it, or sent what nobody asked for
	}
	conn, err := t.Dial(req.Context(), "tcp", address)
	if err != nil {
		return nil, err
	}
	l := &line{conn: conn, address: address}
	l.limited.R = conn
	l.in = bufio.NewReaderSize(&l.limited, readBuffer)
	return l, nil
}

func addressOf(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = "80"
	}
	return net.JoinHostPort(u.Hostname(), port)
}

func closeBody(req *http.Request) {
	if req.Body != nil {
		_ = req.Body.Close()
	}
}

var writers = sync.Pool{New: func() any { return bufio.NewWriterSize(nil, writeBuffer) }}

// exchange sends a request and reads the answer up to its body.
func (l *line) exchange(req *http.Request) (*http.Response, error) {
	if req.ContentLength < 0 || req.ContentLength > sentAtOnce {
		return l.exchangeLong(req)
	}
	failed := l.send(req)
	if failed != nil {
		// A server may refuse a request before it has read it.
		_ = l.conn.SetReadDeadline(time.Now().Add(refusalWait))
	}
	res, err := l.receive(req)
	if failed != nil && err != nil {
		return nil, failed
	}
	if failed != nil {
		res.Close = true
	}
	return res, err
}

// exchangeLong is exchange for a request that does not fit into the buffers on its way: a server may refuse it, and read no more of it, at any time.
func (l *line) exchangeLong(req *http.Request) (*http.Response, error) {
	sent := make(chan error, 1)
	go func() {
		err := l.send(req)
		if err != nil {
			_ = l.conn.SetReadDeadline(time.Now().Add(refusalWait))
		}
		sent <- err
	}()
	res, err := l.receive(req)
	select {
	case failed := <-sent:
		if err != nil && failed != nil {
			return nil, failed
		}
		if err == nil && failed != nil {
			res.Close = true
		}
	default: // answered before it was read: the rest goes nowhere, and the sending ends with the connection
		if err == nil {
			res.Close = true
		}
	}
	return res, err
}

func (l *line) send(req *http.Request) error {
	out := writers.Get().(*bufio.Writer)
	defer writers.Put(out)
	out.Reset(l.conn)
	defer out.Reset(nil)
	if err := req.Write(out); err != nil {
		return err
	}
	return out.Flush()
}

// receive reads an answer up to its body.
func (l *line) receive(req *http.Request) (*http.Response, error) {
	for range maxInterim {
		l.limited.N = maxHeader
		res, err := http.ReadResponse(l.in, req)
		if err != nil && l.limited.N <= 0 {
			return nil, errHeader
		}
		if err != nil {
			return nil, err
		}
		if res.StatusCode == http.StatusSwitchingProtocols {
			return nil, errors.New("the server wants to change the protocol")
		}
		if res.StatusCode >= http.StatusOK {
			l.limited.N = 1 << 62 // the caller knows how much it wants to read
			return res, nil
		}
	}
	return nil, fmt.Errorf("the server sent more than %d answers of the 1xx class", maxInterim-1)
}

// take returns a connection to an address that waits, the last one first; nil = there is none.
func (t *Transport) take(address string) *line {
	t.mu.Lock()
	defer t.mu.Unlock()
	waiting := t.idle[address]
	if len(waiting) == 0 {
		return nil
	}
	l := waiting[len(waiting)-1]
	waiting[len(waiting)-1] = nil
	t.keep(address, waiting[:len(waiting)-1])
	l.expiry.Stop()
	return l
}

// put lets a connection wait for the next call.
func (t *Transport) put(l *line) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.idle == nil {
		t.idle = map[string][]*line{}
	}
	if len(t.idle[l.address]) >= t.MaxIdle {
		_ = l.conn.Close()
		return
	}
	t.idle[l.address] = append(t.idle[l.address], l)
	l.expiry = time.AfterFunc(t.IdleTimeout, func() { t.expire(l) })
}

func (t *Transport) expire(l *line) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for i, other := range t.idle[l.address] {
		if other == l {
			t.keep(l.address, append(t.idle[l.address][:i:i], t.idle[l.address][i+1:]...))
			_ = l.conn.Close()
			return
		}
	}
}

// keep needs the lock.
func (t *Transport) keep(address string, waiting []*line) {
	if len(waiting) == 0 {
		delete(t.idle, address)
		return
	}
	t.idle[address] = waiting
}

// CloseIdleConnections closes what waits; http.Client calls it by this name.
func (t *Transport) CloseIdleConnections() {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, waiting := range t.idle {
		for _, l := range waiting {
			l.expiry.Stop()
			_ = l.conn.Close()
		}
	}
	t.idle = nil
}

// body is the body of an answer. At its end the connection is given back. It is used by one goroutine.
type body struct {
	io.ReadCloser
	ctx       context.Context
	stop      func() bool
	line      *line
	transport *Transport
	again     bool
}

// Read implements io.Reader.
func (b *body) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	switch {
	case errors.Is(err, io.EOF):
		b.finish()
	case err != nil:
		err = because(b.ctx, err)
	}
	return n, err
}

// because is why a call failed: an error of its connection says nothing when the call was given up.
func because(ctx context.Context, err error) error {
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	return err
}

// finish gives the connection back, unless the call was cancelled meanwhile.
func (b *body) finish() {
	if l := b.line; l != nil {
		b.line = nil
		if b.stop() && b.again {
			b.transport.put(l)
		} else {
			_ = l.conn.Close()
		}
	}
}

// Close implements io.Closer. An answer that was not read to its end costs its connection.
func (b *body) Close() error {
	if l := b.line; l != nil {
		b.line = nil
		b.stop()
		_ = l.conn.Close()
		return nil // closing the inner body would read what is left of it
	}
	return nil
}
