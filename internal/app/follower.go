package app

import (
	"context"
	"log/slog"
	"time"

	"latchkey/internal/account"
)

// follower hears of changes that another process has made in the same database: a command, or another server. What changed is dropped from the memory of
// this one, within followEvery. When it could not look for a while it does not know what it has missed, and everything is dropped.
type follower struct {
	feed      feed
	log       *slog.Logger
	forget    func(account.Entry)
	forgetAll func()
	seen      map[string]bool // what the last look has found
	looked    time.Time       // when it last could
}

// feed is where the changes are read.
type feed interface {
	ChangesOfOthers(ctx context.Context, since time.Time) ([]account.Entry, error)
}

const (
	followEvery   = 500 * time.Millisecond
	followTimeout = 5 * time.Second
	// overlap covers clocks of several servers that differ, and transactions that commit later than they began.
	overlap = time.Minute
	maxGap  = overlap / 2
)

// run follows until ctx ends. The first look also tells of what was changed in the minute before, which may or may not be in memory.
func (f *follower) run(ctx context.Context) error {
	f.looked = time.Now()
	tick := time.NewTicker(followEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
			f.look(ctx)
		}
	}
}

func (f *follower) look(ctx context.Context) {
	limit, cancel := context.WithTimeout(ctx, followTimeout)
	defer cancel()
	now := time.Now().Round(0) // by the clock on the wall: the other one may stand still while a machine sleeps
	changes, err := f.feed.ChangesOfOthers(limit, now.Add(-overlap))
	if err != nil {
		if ctx.Err() == nil {
			f.log.Error("cannot look for changes of other processes", "error", err)
		}
		return
	}
	if gap := now.Sub(f.looked.Round(0)); gap > maxGap || gap < 0 {
		f.log.Warn("changes of other processes may have been missed: everything is read again", "gap", gap.String())
		f.forgetAll()
	}
	seen := make(map[string]bool, len(changes))
	for _, change := range changes {
		if seen[change.ID] = true; !f.seen[change.ID] {
			f.forget(change)
		}
	}
	f.seen, f.looked = seen, now
}
