package openai

import (
	"io"
	"net/http"
	"time"
)

// watchdog ends a call whose upstream was silent for too long. Every byte counts: some upstreams send comments while a question waits in their queue.
// It is used by the one goroutine that reads the answer, which also reads the body.
type watchdog struct {
	timer *time.Timer
	limit time.Duration
}

func (d *watchdog) heard() { d.timer.Reset(d.limit) }

// hurry is called when the model has said that it is done: only the usage may follow.
func (d *watchdog) hurry() { d.limit = min(d.limit, lastWait) }

const lastWait = 2 * time.Second

type watchdogKey struct{}

// listening tells the watchdog in a request's context of every byte of its response.
type listening struct{ http.RoundTripper }

// RoundTrip implements http.RoundTripper.
func (l listening) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := l.RoundTripper.RoundTrip(r)
	if dog, ok := r.Context().Value(watchdogKey{}).(*watchdog); ok && err == nil {
		dog.heard()
		limit := int64(maxStream)
		if res.StatusCode >= http.StatusMultipleChoices {
			limit = maxRefusal
		}
		res.Body = &heardBody{Closer: res.Body, in: io.LimitReader(res.Body, limit), dog: dog}
	}
	return res, err
}

// An upstream that sends more is cut off: what reads it keeps a refusal, or a line without end, whole in memory. Both are in bytes.
const (
	maxStream  = 16 << 20
	maxRefusal = 64 << 10
)

type heardBody struct {
	io.Closer
	in  io.Reader
	dog *watchdog
}

// Read implements io.Reader.
func (b *heardBody) Read(p []byte) (int, error) {
	n, err := b.in.Read(p)
	if n > 0 {
		b.dog.heard()
	}
	return n, err
}
