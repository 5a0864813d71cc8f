package usage

import (
	"cmp"
	"context"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

const (
	flushEvery  = 15 * time.Second
	saveTimeout = 10 * time.Second
	saveRows    = 200         // of one transaction: others have to wait for it
	maxUnsaved  = 4 * MaxKept // rows that are kept while the database does not answer

	// KeepFor is how long what was counted is kept.
	KeepFor     = 90 * 24 * time.Hour
	forgetEvery = time.Hour
)

// Recorder gives out meters and saves what they count.
type Recorder struct {
	store Store
	now   func() time.Time
	log   *slog.Logger
	kept  atomic.Int64 // what all meters tell apart

	mu      sync.Mutex
	waiting []*Meter

	saving  chan struct{} // one saves at a time
	unsaved Batch
}

// New returns a Recorder; call Run to have it save.
func New(store Store, now func() time.Time, log *slog.Logger) *Recorder {
	return &Recorder{store: store, now: now, log: log, saving: make(chan struct{}, 1)}
}

// Meter returns the meter of a secret. exact keeps whole addresses, for keys that are restricted to addresses; of other visitors only prefixes are kept.
func (r *Recorder) Meter(keyID string, digest [32]byte, exact bool) *Meter {
	if r == nil {
		return nil
	}
	return &Meter{recorder: r, keyID: keyID, digest: digest, exact: exact}
}

// room takes a place, when there is one left.
func (r *Recorder) room() bool {
	if r.kept.Add(1) > MaxKept {
		r.kept.Add(-1)
		return false
	}
	return true
}

func (r *Recorder) free(n int) { r.kept.Add(-int64(n)) }

func (r *Recorder) wake(m *Meter) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.waiting = append(r.waiting, m)
}

// Run saves every few seconds what was counted, and forgets what is too old, until ctx ends. Flush once more after that.
func (r *Recorder) Run(ctx context.Context) error {
	save, forget := time.NewTicker(flushEvery), time.NewTicker(forgetEvery)
	defer save.Stop()
	defer forget.Stop()
	for err := r.forget(ctx); ; {
		if err != nil && ctx.Err() == nil {
			r.log.Error("cannot save or forget what was counted yet", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-save.C:
			err = r.Flush(ctx)
		case <-forget.C:
			err = r.forget(ctx)
		}
	}
}

func (r *Recorder) forget(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, forgetEvery)
	defer cancel()
	return r.store.ForgetUsage(ctx, r.now().Add(-KeepFor))
}

// Flush saves what was counted so far. What cannot be saved is kept for the next time. A save that was begun is not broken off with ctx: then nobody would know
// whether it was made, and it would be made again.
func (r *Recorder) Flush(ctx context.Context) error {
	select {
	case r.saving <- struct{}{}:
		defer func() { <-r.saving }()
	case <-ctx.Done():
		return ctx.Err()
	}
	r.mu.Lock()
	waiting := r.waiting
	r.waiting = nil
	r.mu.Unlock()
	for _, m := range waiting {
		r.unsaved.append(m.take())
	}
	if n := r.unsaved.Len(); n > maxUnsaved {
		r.log.Error("the database does not answer: what was counted is lost", "rows", n)
		r.unsaved = Batch{}
	}
	r.unsaved.sort()
	for r.unsaved.Len() > 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
		rest := r.unsaved
		chunk := rest.cut(saveRows)
		if err := r.save(ctx, chunk); err != nil {
			return err
		}
		r.unsaved = rest
	}
	return nil
}

func (r *Recorder) save(ctx context.Context, batch Batch) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), saveTimeout)
	defer cancel()
	return r.store.AddUsage(ctx, batch)
}

func (b *Batch) append(more Batch) {
	b.Used = append(b.Used, more.Used...)
	b.Denied = append(b.Denied, more.Denied...)
	b.Addresses = append(b.Addresses, more.Addresses...)
	b.Last = append(b.Last, more.Last...)
	b.Elements = append(b.Elements, more.Elements...)
}

// sort brings the rows into one order, so that servers that save at the same time wait for each other in one direction only.
func (b *Batch) sort() {
	slices.SortFunc(b.Used, func(x, y Used) int {
		return cmp.Or(cmp.Compare(x.KeyID, y.KeyID), x.Hour.Compare(y.Hour), cmp.Compare(x.Origin, y.Origin))
	})
	slices.SortFunc(b.Denied, func(x, y Denied) int {
		return cmp.Or(cmp.Compare(x.KeyID, y.KeyID), x.Hour.Compare(y.Hour), cmp.Compare(x.Code, y.Code), cmp.Compare(x.Caller, y.Caller))
	})
	slices.SortFunc(b.Addresses, func(x, y Address) int {
		return cmp.Or(cmp.Compare(x.KeyID, y.KeyID), x.LastAt.Compare(y.LastAt), cmp.Compare(x.Address, y.Address))
	})
	slices.SortFunc(b.Elements, func(x, y Sighting) int {
		return cmp.Or(cmp.Compare(x.KeyID, y.KeyID), cmp.Compare(x.Origin, y.Origin), cmp.Compare(x.Version, y.Version), x.LastAt.Compare(y.LastAt))
	})
	slices.SortFunc(b.Last, func(x, y Last) int { return cmp.Compare(x.KeyID, y.KeyID) })
}

// cut takes at most n rows off each list.
func (b *Batch) cut(n int) (part Batch) {
	part.Used, b.Used = split(b.Used, n)
	part.Denied, b.Denied = split(b.Denied, n)
	part.Addresses, b.Addresses = split(b.Addresses, n)
	part.Last, b.Last = split(b.Last, n)
	part.Elements, b.Elements = split(b.Elements, n)
	return part
}

func split[T any](list []T, n int) (head, tail []T) {
	n = min(n, len(list))
	return list[:n], list[n:]
}
