package openai

import (
	"io"
	"time"
)

// watchdog ends a call whose upstream was silent for too long. Every byte counts: some upstreams send comments while a question waits in their queue.
// It is used by the one goroutine that reads the answer, which also reads the body.
type watchdog struct {
	timer *time.Timer
	limit time.Duration
}

func newWatchdog(limit time.Duration, bark func()) *watchdog {
	return &watchdog{limit: limit, timer: time.AfterFunc(limit, bark)}
}

func (d *watchdog) heard() { d.timer.Reset(d.limit) }

// hurry is called when the model has said that it is done: only the usage may follow.
func (d *watchdog) hurry() { d.limit = min(d.limit, lastWait) }

const (
	lastWait  = 2 * time.Second
	drainWait = 50 * time.Millisecond
	drainMost = 4 << 10 // bytes
)

// drain reads what is left of a stream whose answer is whole, so that the connection can be used again.
func drain(dog *watchdog, body io.Reader) {
	dog.limit = drainWait
	dog.heard()
	_, _ = io.CopyN(io.Discard, body, drainMost) // otherwise the connection is closed
}

// An upstream that sends more is cut off: a refusal is kept whole in memory. Both are in bytes.
const (
	maxStream  = 16 << 20
	maxRefusal = 64 << 10
)

// listening tells the watchdog of every byte of a body, of which at most so many are read.
func listening(body io.ReadCloser, dog *watchdog, most int64) io.ReadCloser {
	return &heardBody{Closer: body, in: io.LimitedReader{R: body, N: most}, dog: dog}
}

type heardBody struct {
	io.Closer
	in  io.LimitedReader
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
