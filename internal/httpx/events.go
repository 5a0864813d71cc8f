package httpx

import (
	"errors"
	"net"
	"net/http"
	"strconv"
	"time"
)

// EventStream writes server-sent events (WHATWG HTML, section 9.2): one data line of compact JSON per event, each flushed at once.
type EventStream struct {
	w       http.ResponseWriter // until it is detached
	control *http.ResponseController
	conn    net.Conn // from then on
	again   bool     // the connection can carry another request
	buf     []byte
}

// writeTimeout is how long a reader may block one write before it is given up.
const writeTimeout = 30 * time.Second

// NewEventStream begins an answer with a status and sends its headers at once.
func NewEventStream(w http.ResponseWriter, status int) (*EventStream, error) {
	h := w.Header()
	h.Set("Content-Type", "text/event-stream; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no") // asks nginx not to hold frames back
	w.WriteHeader(status)
	s := &EventStream{w: w, control: http.NewResponseController(w)}
	return s, s.flush()
}

// Add puts an event into the stream; Flush sends what was added. id and event may be empty; data is one line.
func (s *EventStream) Add(id, event string, data []byte) {
	if id != "" {
		s.buf = append(append(append(s.buf, "id: "...), id...), '\n')
	}
	if event != "" {
		s.buf = append(append(append(s.buf, "event: "...), event...), '\n')
	}
	s.buf = append(append(append(s.buf, "data: "...), data...), "\n\n"...)
}

// Flush sends what was added.
func (s *EventStream) Flush() error {
	defer func() { s.buf = s.buf[:0] }()
	if s.conn != nil {
		return s.flushChunk()
	}
	_ = s.control.SetWriteDeadline(time.Now().Add(writeTimeout)) // not supported by test recorders
	if _, err := s.w.Write(s.buf); err != nil {
		return err
	}
	return s.flush()
}

func (s *EventStream) flush() error {
	if err := s.control.Flush(); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return err
	}
	return nil
}

// EventID names a frame of a turn, safe in a URL without escaping.
func EventID(turn, frame int) string { return strconv.Itoa(turn) + "-" + strconv.Itoa(frame) }
