package blob

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"time"

	"latchkey/internal/random"
)

// Notes keeps, in the database of the rows that refer to bytes, which bytes are to be removed.
type Notes interface {
	// NoteFile writes down that the bytes of key are to be removed from a time on. The row that refers to them takes the note away in the
	// transaction that stores it, and cannot be stored from that time on.
	NoteFile(ctx context.Context, key string, from time.Time) error
	// DueFiles returns the keys whose bytes are to be removed by now, at most limit.
	DueFiles(ctx context.Context, now time.Time, limit int) ([]string, error)
	// ForgetFile removes a note.
	ForgetFile(ctx context.Context, key string) error
}

const (
	// claimTime is how long bytes may wait for their row. It is far longer than any request lasts, and than the clocks of two servers differ.
	claimTime  = time.Hour
	sweepEvery = 30 * time.Second
	sweepBatch = 100
)

// Keeper keeps bytes for rows of a database.
type Keeper struct {
	Bucket Bucket
	Notes  Notes
	Now    func() time.Time
	Log    *slog.Logger
	wake   chan struct{}
	warned atomic.Int64 // when the log was last told of a full disk
}

// NewKeeper returns a Keeper; Run must run for bytes to be removed.
func NewKeeper(bucket Bucket, notes Notes, now func() time.Time, log *slog.Logger) *Keeper {
	return &Keeper{Bucket: bucket, Notes: notes, Now: now, Log: log, wake: make(chan struct{}, 1)}
}

// Add stores bytes and returns their key. They are removed again unless a row that refers to the key is stored soon.
func (k *Keeper) Add(ctx context.Context, content []byte) (key string, err error) {
	return k.AddAs(ctx, "b_", content)
}

// AddAs is Add with a beginning of the key that tells whoever looks at the files what this one is.
func (k *Keeper) AddAs(ctx context.Context, beginning string, content []byte) (key string, err error) {
	key = random.ID(beginning)
	if err := k.Notes.NoteFile(ctx, key, k.Now().Add(claimTime)); err != nil {
		return "", err
	}
	return key, k.Bucket.Put(ctx, key, content)
}

// Get returns the bytes of a key; it fails with errs.NotFound.
func (k *Keeper) Get(ctx context.Context, key string) ([]byte, error) { return k.Bucket.Get(ctx, key) }

// Wake tells Run that rows were removed.
func (k *Keeper) Wake() {
	select {
	case k.wake <- struct{}{}:
	default:
	}
}

// Run sweeps now and then, and when it is woken, until ctx ends.
func (k *Keeper) Run(ctx context.Context) error {
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		if err := k.Sweep(ctx); err != nil && ctx.Err() == nil {
			k.Log.Error("cannot remove files that nobody needs any more", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		case <-k.wake:
		}
	}
}

// Sweep removes the bytes that are due, then their notes: what it does not reach is due again the next time.
func (k *Keeper) Sweep(ctx context.Context) error {
	for {
		keys, err := k.Notes.DueFiles(ctx, k.Now(), sweepBatch)
		if err != nil {
			return err
		}
		var failed error
		for _, key := range keys {
			failed = errors.Join(failed, k.remove(ctx, key))
		}
		if failed != nil || len(keys) < sweepBatch {
			return failed
		}
	}
}

func (k *Keeper) remove(ctx context.Context, key string) error {
	if err := k.Bucket.Delete(ctx, key); err != nil {
		return err
	}
	return k.Notes.ForgetFile(ctx, key)
}
