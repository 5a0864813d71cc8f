package blob

import (
	"bytes"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"latchkey/internal/errs"
)

// A disk is full before it is: for the database. What is not known is no reason to refuse.
func TestRoom(t *testing.T) {
	t.Parallel()
	const mega, giga = 1 << 20, 1 << 30
	for _, c := range []struct {
		free, size uint64
		err        error
		full       bool
	}{
		{free: 2 * giga, size: 1000 * giga},
		{free: giga, size: 1000 * giga},
		{free: giga - 1, size: 1000 * giga, full: true},
		{free: 500 * mega, size: 8 * giga},
		{free: 400 * mega, size: 8 * giga, full: true},
		{err: errors.New("unknown")},
	} {
		f := folder{path: "/data", space: func(string) (uint64, uint64, error) { return c.free, c.size, c.err }}
		err := f.room()
		if e, ok := errs.As(err); (err != nil) != c.full || c.full && (!ok || e.Code != "STORAGE_FULL" || e.Kind != errs.Unavailable) {
			t.Errorf("%d of %d: %v", c.free, c.size, err)
		}
	}
	if free, size, err := diskSpace(t.TempDir()); err != nil || free == 0 || size < free {
		t.Errorf("the disk of the tests: %d of %d, %v", free, size, err)
	}
}

// The log is told of a full disk, but not of each file.
func TestRoomIsLogged(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	now := time.Now()
	k := NewKeeper(folder{space: func(string) (uint64, uint64, error) { return 0, 1 << 40, nil }}, nil, func() time.Time { return now }, slog.New(slog.NewTextHandler(&log, nil)))
	for range 3 {
		for range 3 {
			if k.Room() == nil {
				t.Error("a full disk has room")
			}
		}
		now = now.Add(warnEvery)
	}
	if n := strings.Count(log.String(), "level=ERROR"); n != 3 {
		t.Errorf("%d lines: %s", n, &log)
	}
	if err := NewKeeper(nil, nil, time.Now, nil).Room(); err != nil {
		t.Errorf("of a bucket: %v", err)
	}
}
