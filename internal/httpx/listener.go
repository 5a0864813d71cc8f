package httpx

import (
	"net"
	"sync"
)

// Listener is a net.Listener that also accepts, once more, the connections of detached streams that have ended, so that a client can send its next request on the same one.
// It is safe for concurrent use.
type Listener struct {
	net.Listener
	accepted chan accepted
	done     chan struct{}
	begin    sync.Once
	close    func() error // once
}

type accepted struct {
	conn net.Conn
	err  error
}

// NewListener returns a Listener around another one, which belongs to it from then on.
func NewListener(inner net.Listener) *Listener {
	l := &Listener{Listener: inner, accepted: make(chan accepted), done: make(chan struct{})}
	l.close = sync.OnceValue(func() error {
		close(l.done)
		return inner.Close()
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
			a.conn = &conn{tcp, l}
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
	select {
	case l.accepted <- accepted{conn: c}:
	case <-l.done:
		_ = c.Close()
	}
}
