package blob

import (
	"fmt"
	"time"

	"latchkey/internal/errs"
)

// A disk is as good as full when less than this is free, or this share of a smaller disk: the database needs room too.
const (
	keptFree  = 1 << 30 // bytes
	keptShare = 20      // one part in so many
)

// warnEvery is how often the log is told of a full disk.
const warnEvery = time.Minute

// roomy is a Bucket that can be full.
type roomy interface{ room() error }

// folder is a bucket in a folder.
type folder struct {
	bucket
	path  string
	space func(path string) (free, size uint64, err error)
}

// room says whether the disk has room for more. Where that is not known it has: storing says so.
func (f folder) room() error {
	free, size, err := f.space(f.path)
	if err != nil || free >= min(keptFree, size/keptShare) {
		return nil
	}
	return errs.Wrap(fmt.Errorf("only %d MB of %d MB are free on the disk of %s", free>>20, size>>20, f.path), errs.Unavailable, "STORAGE_FULL",
		"This server has no room for more files at the moment. Please tell those who run it, or try again later.")
}

// Room fails with errs.Unavailable (STORAGE_FULL) when the disk of a folder is nearly full; visitors shall not fill it. Of a bucket nothing is known.
func (k *Keeper) Room() error {
	b, ok := k.Bucket.(roomy)
	if !ok {
		return nil
	}
	err := b.room()
	if err == nil {
		return nil
	}
	now := k.Now().UnixNano()
	if last := k.warned.Load(); now-last >= int64(warnEvery) && k.warned.CompareAndSwap(last, now) {
		k.Log.Error("files of visitors are refused", "error", err)
	}
	return err
}
