package pdf

import (
	"context"
	"errors"
	"sync"
	"time"
)

// engine reads one document at a time. After an error that is not about the document it is of no use any more.
type engine interface {
	read(ctx context.Context, data []byte) ([]string, error)
	close()
}

// desk hands documents to an engine, one after the other, and lets the engine go when it was idle for a while.
type desk struct {
	start func(ctx context.Context) (engine, error)
	idle  time.Duration
	limit time.Duration
	turn  chan struct{} // holds one token: who has it owns the fields below

	kept engine
	rest *time.Timer
}

func newDesk(start func(context.Context) (engine, error)) *desk {
	return &desk{start: start, idle: idleTime, limit: readTime, turn: make(chan struct{}, 1)}
}

// shared is the desk of the process.
var (
	shared     = newDesk(startEngine)
	isolate    bool
	isolateSet sync.Once
)

func startEngine(ctx context.Context) (engine, error) {
	if isolate {
		return startProcess(ctx)
	}
	return interpreted(ctx)
}

func (d *desk) read(ctx context.Context, data []byte) ([]string, error) {
	return d.readWithin(ctx, data, d.limit)
}

// readWithin reads a document for at most so long.
func (d *desk) readWithin(ctx context.Context, data []byte, limit time.Duration) ([]string, error) {
	select {
	case d.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-d.turn }()
	if err := d.wake(ctx); err != nil {
		return nil, err
	}
	defer func() { d.rest = time.AfterFunc(d.idle, d.dismiss) }()
	return d.readKept(ctx, data, limit)
}

// wake sees to it that there is an engine; the caller has the turn.
func (d *desk) wake(ctx context.Context) error {
	if d.rest != nil {
		d.rest.Stop()
	}
	if d.kept != nil {
		return nil
	}
	limited, cancel := context.WithTimeout(ctx, startTime)
	defer cancel()
	e, err := d.start(limited)
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	d.kept = e
	return err
}

// readKept reads with the engine that is kept; the caller has the turn.
func (d *desk) readKept(ctx context.Context, data []byte, limit time.Duration) ([]string, error) {
	limited, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	pages, err := d.kept.read(limited, data)
	if limited.Err() != nil || errors.Is(err, errEngine) {
		d.letGo()
	}
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case limited.Err() != nil:
		return nil, tooSlow()
	}
	return pages, err
}

// dismiss lets the engine go unless somebody is using it: who does will set another timer.
func (d *desk) dismiss() {
	select {
	case d.turn <- struct{}{}:
		d.letGo()
		<-d.turn
	default:
	}
}

func (d *desk) letGo() {
	if d.kept != nil {
		d.kept.close()
		d.kept = nil
	}
}
