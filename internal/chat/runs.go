package chat

import (
	"context"
	"slices"
	"sync"
	"time"
)

// Runs that are over are kept, so that who comes back finds their frames.
const (
	keepFor   = 10 * time.Minute
	keepBytes = 32 << 20
	runBytes  = 2048 // of a run beside its text
)

// runs are the runs of this process, by conversation: those that go on, and for a while those that are over.
type runs struct {
	mu     sync.Mutex
	of     map[string][]*Run
	over   []ended // in the order of their ends
	size   int     // bytes of those
	ending bool    // no new ones
	live   sync.WaitGroup
}

type ended struct {
	run  *Run
	at   time.Time
	size int
}

// begin counts one more run unless the service is ending; Shutdown waits for it.
func (r *runs) begin() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ending {
		return false
	}
	r.live.Add(1)
	return true
}

func (r *runs) refuse() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.ending = true
}

// add takes the run of a query that is about to be stored, so that whoever looks meanwhile waits for it instead of missing it. It returns the runs of the
// conversation that were there before.
func (r *runs) add(run *Run) (earlier []*Run) {
	r.mu.Lock()
	defer r.mu.Unlock()
	id := run.query.ConversationID
	earlier = slices.Clone(r.of[id])
	r.of[id] = append(r.of[id], run)
	return earlier
}

// keep lets a run go when it has been over for long enough, or when too much is kept.
func (r *runs) keep(run *Run, now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	size := run.bytes()
	r.over = append(r.over, ended{run, now, size})
	r.size += size
	r.prune(now)
}

// forgetOld lets go of what has been over for long enough.
func (r *runs) forgetOld(now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.prune(now)
}

func (r *runs) prune(now time.Time) {
	for len(r.over) > 0 && (r.size > keepBytes || now.Sub(r.over[0].at) >= keepFor) {
		r.size -= r.over[0].size
		r.drop(r.over[0].run)
		r.over[0] = ended{}
		r.over = r.over[1:]
	}
}

// forgetAll lets go of a conversation's runs that are over: it is being deleted.
func (r *runs) forgetAll(conversationID string) {
	for _, run := range r.known(conversationID) {
		if run.Ending() != nil {
			r.forget(run)
		}
	}
}

func (r *runs) forget(run *Run) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.drop(run)
}

func (r *runs) drop(run *Run) {
	id := run.query.ConversationID
	left := slices.DeleteFunc(slices.Clone(r.of[id]), func(other *Run) bool { return other == run })
	if r.of[id] = left; len(left) == 0 {
		delete(r.of, id)
	}
}

// known returns the runs of a conversation whose queries are stored, also those that are over, in the order in which they were asked.
func (r *runs) known(conversationID string) []*Run {
	return r.others(conversationID, nil)
}

// others is known without a run that is being stored: it would be waited for.
func (r *runs) others(conversationID string, own *Run) []*Run {
	r.mu.Lock()
	all := slices.Clone(r.of[conversationID])
	r.mu.Unlock()
	return stored(slices.DeleteFunc(all, func(run *Run) bool { return run == own }))
}

// stored returns those of the runs whose queries are stored, and waits until that is known of each.
func stored(list []*Run) []*Run {
	return slices.DeleteFunc(list, func(run *Run) bool {
		<-run.accepted // bounded by acceptTimeout
		return run.refused
	})
}

// active returns the runs of a conversation that go on.
func (r *runs) active(conversationID string) []*Run {
	return slices.DeleteFunc(r.known(conversationID), func(run *Run) bool { return run.Ending() != nil })
}

// wait waits until no run is left, or ctx ends.
func (r *runs) wait(ctx context.Context) error {
	done := make(chan struct{})
	go func() {
		r.live.Wait()
		close(done)
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (r *Run) bytes() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return runBytes + len(r.query.Question) + 2*r.size // the text is there twice: in frames and in the outcome
}
