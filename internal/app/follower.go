package app

import (
	"context"
	"log/slog"
	"time"

	"latchkey/internal/account"
)

// follower hears of changes that another process has made in the same database: a command, or another server. What changed is dropped from the memory of
// this one, within followEvery.
type follower struct {
	feed   feed
	log    *slog.Logger
	forget func(account.Entry)
	seen   map[string]bool // what the last look has found
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
)

// run follows until ctx ends. What was changed before is not in this process's memory yet.
func (f *follower) run(ctx context.Context) error {
	f.look(ctx, func(account.Entry) {})
	tick := time.NewTicker(followEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
			f.look(ctx, f.forget)
		}
	}
}

func (f *follower) look(ctx context.Context, forget func(account.Entry)) {
	limit, cancel := context.WithTimeout(ctx, followTimeout)
	defer cancel()
	changes, err := f.feed.ChangesOfOthers(limit, time.Now().Add(-overlap))
	if err != nil {
		if ctx.Err() == nil {
			f.log.Error("cannot look for changes of other processes", "error", err)
		}
		return
	}
	seen := make(map[string]bool, len(changes))
	for _, change := range changes {
		if seen[change.ID] = true; !f.seen[change.ID] {
			forget(change)
		}
	}
	f.seen = seen
}
