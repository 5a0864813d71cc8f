package httpx

import (
	"fmt"
	"net/http"
	"time"

	"latchkey/internal/socket"
)

// Detach takes the connection of an open stream out of the HTTP server: its handler may return while the stream goes on, at the cost of a socket instead of that of a request
// with its buffers and goroutines. It returns false where that is not possible (HTTP/1.0, HTTP/2); then nothing has changed.
//
// The body of the request must have been read to its end: what is left of it would be taken for the next request of the connection.
//
// A reader that leaves a detached stream is noticed at the next Flush, or by Gone. End must be called.
func (s *EventStream) Detach(r *http.Request) bool {
	if r.ProtoMajor != 1 || r.ProtoMinor != 1 {
		return false
	}
	conn, buffered, err := s.control.Hijack()
	if err != nil {
		return false
	}
	s.conn, s.again = conn, !r.Close && buffered.Reader.Buffered() == 0
	s.w, s.control, s.buf = nil, nil, nil
	return true
}

// flushChunk sends what was added as a chunk (RFC 9112, section 7.1): the answer was begun without a length.
func (s *EventStream) flushChunk() error {
	chunk := make([]byte, 0, len(s.buf)+16)
	chunk = fmt.Appendf(chunk, "%x\r\n", len(s.buf))
	chunk = append(append(chunk, s.buf...), "\r\n"...)
	s.buf = nil // what waits for long holds nothing
	return s.send(chunk)
}

func (s *EventStream) send(data []byte) error {
	if err := s.conn.SetWriteDeadline(time.Now().Add(writeTimeout)); err != nil {
		return err
	}
	_, err := s.conn.Write(data)
	return err
}

// End ends a stream; whole says that all of it was sent. A detached one gives its connection back to the Listener that it came from, or closes it.
func (s *EventStream) End(whole bool) {
	if s.conn == nil {
		return
	}
	if whole && s.send([]byte("0\r\n\r\n")) == nil && s.again {
		if c, ok := s.conn.(*conn); ok && c.SetDeadline(time.Time{}) == nil {
			c.from.takeBack(c)
			return
		}
	}
	_ = s.conn.Close()
}

// Gone says, without waiting, whether the reader of a detached stream has closed the connection.
func (s *EventStream) Gone() bool {
	c, ok := s.conn.(*conn)
	return ok && socket.Ended(c)
}
