package openai

import (
	"io"
	"net/http"
	"time"
)

// watchdog ends a call whose upstream was silent for too long. Every byte counts: some upstreams send comments while a question waits in their queue.
type watchdog struct {
	timer *time.Timer
	limit time.Duration
}

func (d *watchdog) heard() { d.timer.Reset(d.limit) }

type watchdogKey struct{}

// listening tells the watchdog in a request's context of every byte of its response.
type listening struct{ http.RoundTripper }

// RoundTrip implements http.RoundTripper.
func (l listening) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := l.RoundTripper.RoundTrip(r)
	if dog, ok := r.Context().Value(watchdogKey{}).(*watchdog); ok && err == nil {
		dog.heard()
		res.Body = heardBody{res.Body, dog}
	}
	return res, err
}

type heardBody struct {
	io.ReadCloser
	dog *watchdog
}

// Read implements io.Reader.
func (b heardBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if n > 0 {
		b.dog.heard()
	}
	return n, err
}
