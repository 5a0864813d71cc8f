package clientapi

import (
	"context"
	"errors"
	"net/http"
	"runtime/debug"
	"time"

	"latchkey/internal/access"
	"latchkey/internal/aside"
	"latchkey/internal/chat"
	"latchkey/internal/httpx"
)

// visit is somebody who was admitted and stays: for as long as the key lasts, and works where the visitor is. It holds nothing of the request.
type visit struct {
	gate   *access.Gate
	facts  *access.Facts
	policy *access.Policy
	over   *time.Timer     // the policy ends by itself
	gone   <-chan struct{} // closed when the visitor has left; nil = that shows when something is sent
}

func (a *API) visit(r *http.Request, policy *access.Policy) *visit {
	return &visit{gate: a.Gate, facts: a.Gate.Keep(factsOf(r)), policy: policy, over: time.NewTimer(remaining(policy)), gone: r.Context().Done()}
}

func (v *visit) end() { v.over.Stop() }

// again asks the gate whether what it admitted may go on, and until when.
func (v *visit) again() error {
	ctx, cancel := context.WithTimeout(context.Background(), againTimeout)
	defer cancel()
	grant, err := v.gate.Admit(ctx, v.facts)
	if err != nil {
		return err
	}
	v.policy = grant.Policy
	v.over.Reset(remaining(grant.Policy))
	return nil
}

const againTimeout = 10 * time.Second

// wait waits for the end of a run. It fails with the *access.Denial when the key does not work here any more; the run itself goes on.
func (v *visit) wait(run *chat.Run) error {
	for after := 0; ; {
		frames, more := run.Since(after)
		if run.Ending() != nil {
			return nil
		}
		after += len(frames)
		select {
		case <-more:
		case <-v.policy.Changed():
			if err := v.again(); err != nil {
				return err
			}
		case <-v.over.C:
			if err := v.again(); err != nil {
				return err
			}
		case <-v.gone:
			return context.Canceled
		}
	}
}

// remaining is how long until a policy ends by itself; longer than any stream when it does not.
func remaining(p *access.Policy) time.Duration {
	at, ends := p.Until()
	if !ends {
		return 365 * 24 * time.Hour
	}
	return max(time.Until(at), 10*time.Millisecond)
}

// wire is how a stream writes what it follows.
type wire struct {
	frame   func(chat.Frame) []byte
	silence func() []byte    // written when there was nothing to write for a while
	wrote   func(number int) // told of the frames that were sent; nil = nobody
	whole   bool             // whether to stay for what follows the answer
}

// reading is a visitor who reads a run.
type reading struct {
	*visit
	stream    *httpx.EventStream
	run       *chat.Run
	after     int // number of the last frame that was sent
	as        wire
	heartbeat time.Duration
	silence   *time.Timer
	left      bool // the HTTP server
}

const (
	// firstHeartbeat is when a stream without any frame says that it is alive.
	firstHeartbeat = time.Second
	// lasting is after how long a stream is one of those that are open for long.
	lasting = 50 * time.Millisecond
)

// errLasts is the cause when a stream was followed for as long as was wanted.
var errLasts = errors.New("the stream lasts")

func (a *API) read(v *visit, s *httpx.EventStream, run *chat.Run, after int, as wire) *reading {
	return &reading{visit: v, stream: s, run: run, after: after, as: as, heartbeat: a.Heartbeat, silence: time.NewTimer(min(firstHeartbeat, a.Heartbeat))}
}

func (r *reading) end() { r.silence.Stop() }

// follow writes the frames of the run, and heartbeats while there are none, until the answer is over. When the key or its assistant was changed it asks the gate again, and
// fails with the *access.Denial when the key does not work here any more; the run itself goes on. It fails with errLasts at enough, and can be called again.
func (r *reading) follow(enough <-chan time.Time) error {
	for work := r.nothing; ; {
		more, err := r.do(work)
		if err != nil || more == nil {
			return err
		}
		select {
		case <-more:
			work = r.nothing
		case <-r.policy.Changed():
			work = r.again
		case <-r.over.C:
			work = r.again
		case <-r.silence.C:
			work = r.beat
		case <-r.gone:
			return context.Canceled
		case <-enough:
			return errLasts
		}
	}
}

func (r *reading) nothing() error { return nil }

// do does some work and sends the frames that there are. It returns what tells of more, nil when they were the last. For a stream that has left the HTTP server it is done
// aside: its own goroutine stays small.
func (r *reading) do(work func() error) (more <-chan struct{}, err error) {
	both := func() (<-chan struct{}, error) {
		if err := work(); err != nil {
			return nil, err
		}
		return r.send()
	}
	if r.left {
		return aside.Do(both)
	}
	return both()
}

// send writes the frames that there are. It returns what tells of more, nil when they were the last.
func (r *reading) send() (more <-chan struct{}, err error) {
	ended := r.run.Ending() != nil // before the frames, so that the last one is among them
	frames, more := r.run.Since(r.after)
	turn := r.run.Query().Turn
	for _, f := range frames {
		r.stream.Add(httpx.EventID(turn, f.Number), "", r.as.frame(f))
		r.after = f.Number
	}
	if len(frames) > 0 {
		if err := r.stream.Flush(); err != nil {
			return nil, err
		}
		if r.as.wrote != nil {
			r.as.wrote(r.after)
		}
		r.silence.Reset(r.heartbeat)
	}
	if ended && !r.as.whole {
		return nil, nil
	}
	return more, nil
}

func (r *reading) beat() error {
	r.stream.Add("", "", r.as.silence())
	r.silence.Reset(r.heartbeat)
	return r.stream.Flush()
}

// stream writes the frames of a run until it is over or the reader goes away; the run goes on without readers. A stream that lasts leaves the HTTP server, and its handler
// ends: what waits for the words of a model has a small goroutine, and its connection no buffers.
func (a *API) stream(w http.ResponseWriter, r *http.Request, policy *access.Policy, answering chat.Answering) {
	run, id := answering.Run, answering.Query().ID
	stream, err := httpx.NewEventStream(w, http.StatusOK)
	if err != nil {
		run.Detach(time.Now(), false)
		return
	}
	assistantID := policy.Key.AssistantID
	reader := a.read(a.visit(r, policy), stream, run, answering.After, wire{
		frame:   func(f chat.Frame) []byte { return encode(frameOf(assistantID, id, f)) },
		silence: func() []byte { return heartbeat(run) },
		wrote:   run.Wrote,
		whole:   true,
	})
	enough := time.NewTimer(lasting)
	err = reader.follow(enough.C)
	enough.Stop()
	if !errors.Is(err, errLasts) {
		if !reader.leave(err) {
			panic(http.ErrAbortHandler) // what is cut off must not look whole
		}
		return
	}
	a.detached.Add(1) // before the server that shuts down has one connection less to wait for
	if stream.Detach(r) {
		answering.Watch(stream.Gone)
		reader.gone, reader.left = nil, true
		go a.restDetached(reader)
		return
	}
	a.detached.Done()
	if !reader.rest() {
		panic(http.ErrAbortHandler)
	}
}

// rest follows a run to its end, and says whether its reader was told of that.
func (r *reading) rest() bool { return r.leave(r.follow(nil)) }

// restDetached is rest for a stream that has left the HTTP server, where nobody else would catch a panic: one stream shall not end the process.
func (a *API) restDetached(r *reading) {
	defer a.detached.Done()
	defer func() {
		if v := recover(); v != nil {
			a.Log.Error("panic in a stream", "panic", v, "stack", string(debug.Stack()))
			r.stream.End(false)
			r.run.Detach(time.Now(), false)
		}
	}()
	r.rest()
}

// Wait waits for the streams that have left the HTTP server, until ctx ends. It is called when no request is being answered any more.
func (a *API) Wait(ctx context.Context) error {
	done := make(chan struct{})
	go func() {
		a.detached.Wait()
		close(done)
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// leave ends the stream of the one who asked. It says whether that is whole: the run, or why the reader gets no more of it.
func (r *reading) leave(err error) bool {
	if denial, ok := errors.AsType[*access.Denial](err); ok {
		p := denied(denial)
		r.stream.Add("", "", encode(endOfKey(r.policy.Key.AssistantID, r.run.Query().ID, p)))
		err = r.stream.Flush()
	}
	r.stream.End(err == nil)
	r.end()
	r.visit.end()
	r.run.Detach(time.Now(), err == nil)
	return err == nil
}

func closed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}
