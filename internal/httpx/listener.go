package httpx

import (
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// Listener is a net.Listener that also accepts, once more, the connections of detached streams that have ended, so that a client can send its next request on the same one.
// It is safe for concurrent use.
//
// To the server such a connection is a new one. It is treated as what it is, one that waits between two requests: it may wait for as long as those may, and it is closed when the
// listener is, because a server that shuts down gives new connections some seconds.
type Listener struct {
	net.Listener
	idle     time.Duration
	accepted chan accepted
	done     chan struct{}
	begin    sync.Once
	close    func() error // once

	mu      sync.Mutex
	waiting map[*conn]struct{} // given back, and silent since; nil = closed
}

type accepted struct {
	conn net.Conn
	err  error
}

// NewListener returns a Listener around another one, which belongs to it from then on. idle is how long the server lets a connection wait for its next request.
func NewListener(inner net.Listener, idle time.Duration) *Listener {
	l := &Listener{Listener: inner, idle: idle, accepted: make(chan accepted), done: make(chan struct{}), waiting: map[*conn]struct{}{}}
	l.close = sync.OnceValue(func() error {
		close(l.done)
		err := inner.Close()
		l.closeWaiting()
		return err
	})
	return l
}

// Accept implements net.Listener.
func (l *Listener) Accept() (net.Conn, error) {
	l.begin.Do(func() { go l.run() })
	select {
	case a := <-l.accepted:
		return a.conn, a.err
	case <-l.done:
		return nil, net.ErrClosed
	}
}

// Close implements net.Listener. What is given back from now on is closed.
func (l *Listener) Close() error { return l.close() }

func (l *Listener) run() {
	for {
		inner, err := l.Listener.Accept()
		a := accepted{inner, err}
		if tcp, ok := inner.(*net.TCPConn); ok {
			a.conn = &conn{TCPConn: tcp, from: l}
		}
		select {
		case l.accepted <- a:
		case <-l.done:
			if inner != nil {
				_ = inner.Close()
			}
			return
		}
	}
}

func (l *Listener) takeBack(c *conn) {
	l.mu.Lock()
	open := l.waiting != nil
	if open {
		l.waiting[c] = struct{}{}
		c.waits.Store(true)
	}
	l.mu.Unlock()
	if open {
		select {
		case l.accepted <- accepted{conn: c}:
			return
		case <-l.done:
		}
	}
	_ = c.Close()
}

func (l *Listener) forget(c *conn) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.waiting, c)
}

func (l *Listener) closeWaiting() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for c := range l.waiting {
		_ = c.TCPConn.Close()
	}
	l.waiting = nil
}

// conn is a connection that knows where it came from.
type conn struct {
	*net.TCPConn
	from  *Listener
	waits atomic.Bool   // given back, and silent since
	limit time.Duration // of the next request's head, from its first byte on; while it waits
}

// SetReadDeadline implements net.Conn. The server means the head of a request, which has not begun.
func (c *conn) SetReadDeadline(t time.Time) error {
	if c.waits.Load() && !t.IsZero() {
		c.limit = time.Until(t)
		t = time.Now().Add(c.from.idle)
	}
	return c.TCPConn.SetReadDeadline(t)
}

// Read implements net.Conn.
func (c *conn) Read(p []byte) (int, error) {
	n, err := c.TCPConn.Read(p)
	if n > 0 && c.waits.CompareAndSwap(true, false) {
		c.from.forget(c)
		if c.limit > 0 {
			_ = c.TCPConn.SetReadDeadline(time.Now().Add(c.limit))
		}
	}
	return n, err
}

// Close implements net.Conn.
func (c *conn) Close() error {
	if c.waits.CompareAndSwap(true, false) {
		c.from.forget(c)
	}
	return c.TCPConn.Close()
}
