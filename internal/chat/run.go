package chat

import (
	"context"
	"strings"
	"sync"

	"latchkey/internal/provider"
)

// Frame is one step of a run. Exactly one of its parts is set.
type Frame struct {
	Number     int // 1 for the first of the run
	Text       string
	References []provider.Reference
	Trimmed    *provider.Trim
	End        *End
	Title      string // of the conversation; may come after End
}

// End is the last frame of every answer.
type End struct {
	Status Status
	Code   string // stable code of a failure
	Text   string // of a failure or interruption, for the visitor
	Usage  *provider.Usage
}

// Run is the making of one answer. Any number of goroutines may read it; one writes it. Readers take frames at their own pace and hold none back.
type Run struct {
	said     string // what makes another question equal
	query    Query
	cancel   context.CancelCauseFunc
	accepted chan struct{} // closed when the query is stored, or refused
	refused  bool          // read after accepted is closed

	mu      sync.Mutex
	frames  []Frame
	more    chan struct{} // closed and replaced at each new frame
	ending  *End
	endsAt  int // number of the End frame
	outcome Query
	closed  bool // nothing follows
	waiting int  // place in the queue, 0 = the answer is being made
	asker   asker
	size    int // bytes of text
}

func newRun(q Query, cancel context.CancelCauseFunc) *Run {
	return &Run{said: q.Question, query: q, cancel: cancel, accepted: make(chan struct{}), more: make(chan struct{})}
}

// finishedRun is the run of a query that ended before: its frames are what is stored.
func finishedRun(q Query) *Run {
	run := newRun(q, func(error) {})
	if q.References != nil {
		run.publish(Frame{References: q.References})
	}
	if q.Answer != "" {
		run.publish(Frame{Text: q.Answer})
	}
	run.end(q, &End{Status: q.Status, Code: q.ErrorCode, Text: q.ErrorText, Usage: q.Usage})
	run.close()
	return run
}

// Query returns the query as it was asked.
func (r *Run) Query() Query { return r.query }

// Outcome returns the query as it ended: with answer, references and status. It must not be called before the End frame.
func (r *Run) Outcome() Query {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.outcome
}

// Ending returns the End frame's content, nil before there is one.
func (r *Run) Ending() *End {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.ending
}

// Waiting returns the place of the run in the queue of its assistant, 0 when its answer is being made.
func (r *Run) Waiting() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.waiting
}

// Since returns the frames after number, and a channel that is closed when there are more. The channel is nil when
// nothing follows the last returned frame. The frames must not be changed.
func (r *Run) Since(number int) ([]Frame, <-chan struct{}) {
	r.mu.Lock()
	defer r.mu.Unlock()
	number = min(max(number, 0), len(r.frames))
	frames := r.frames[number:len(r.frames):len(r.frames)]
	if r.closed {
		return frames, nil
	}
	return frames, r.more
}

// Until returns the query as it stood after the first number frames, and how many frames that are, if there are not so many yet.
func (r *Run) Until(number int) (Query, int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	q := r.query
	number = min(max(number, 0), len(r.frames))
	var text strings.Builder
	for _, f := range r.frames[:number] {
		text.WriteString(f.Text)
		if f.References != nil {
			q.References = f.References
		}
	}
	q.Answer = text.String()
	return q, number
}

// Wait returns when the run has its End frame or ctx ends, and says which.
func (r *Run) Wait(ctx context.Context) error {
	for {
		_, more := r.Since(0)
		if r.Ending() != nil {
			return nil
		}
		select {
		case <-more:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// end publishes the End frame.
func (r *Run) end(outcome Query, end *End) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.outcome, r.ending, r.waiting = outcome, end, 0
	r.add(Frame{End: end})
	r.endsAt = len(r.frames)
}

// close says that nothing follows.
func (r *Run) close() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.closed = true
	close(r.more)
}

// wait notes the place in the queue.
func (r *Run) wait(position int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.waiting = position
}

func (r *Run) publish(f Frame) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.add(f)
}

// add needs the lock.
func (r *Run) add(f Frame) {
	f.Number = len(r.frames) + 1
	r.frames = append(r.frames, f)
	r.size += len(f.Text)
	close(r.more)
	r.more = make(chan struct{})
}
