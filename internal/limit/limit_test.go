package limit_test

import (
	"encoding/binary"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"latchkey/internal/limit"
)

var start = time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC)

func TestTake(t *testing.T) {
	t.Parallel()
	perMinute := limit.Rate{Count: 60, Per: time.Minute}
	table := limit.NewTable()
	a, b := table.Subject([]byte("a")), table.Subject([]byte("b"))
	for n := range 60 {
		if wait := table.Take(a, perMinute, start); wait != 0 {
			t.Fatalf("number %d has to wait %v", n+1, wait)
		}
	}
	for _, c := range []struct {
		name    string
		subject limit.Subject
		rate    limit.Rate
		after   time.Duration
		want    time.Duration
	}{
		{"one too many", a, perMinute, 0, time.Second},
		{"again: a refusal takes nothing", a, perMinute, 0, time.Second},
		{"a moment before", a, perMinute, time.Second - time.Millisecond, time.Millisecond},
		{"in time", a, perMinute, time.Second, 0},
		{"and the next", a, perMinute, time.Second, time.Second},
		{"somebody else", b, perMinute, 0, 0},
		{"no limit", a, limit.Rate{Per: time.Minute}, time.Second, 0},
		{"a clock that goes back is no gain", a, perMinute, 0, time.Second},
		{"nor a punishment", a, perMinute, -time.Hour, time.Second},
		{"a higher rate holds at once", a, limit.Rate{Count: 120, Per: time.Minute}, time.Second, 500 * time.Millisecond},
	} {
		if got := table.Take(c.subject, c.rate, start.Add(c.after)); got != c.want {
			t.Errorf("%s: wait %v, want %v", c.name, got, c.want)
		}
	}
	for n := range 60 {
		if wait := table.Take(a, perMinute, start.Add(time.Hour)); wait != 0 {
			t.Fatalf("after an hour number %d has to wait %v", n+1, wait)
		}
	}
}

// The slow and obvious rule: a bucket that holds the count, leaks at the rate, and must not overflow.
func FuzzTake(f *testing.F) {
	f.Add(uint8(3), []byte{0, 0, 0, 0, 200, 0, 0})
	f.Add(uint8(1), []byte{255, 255, 0})
	table, run := limit.NewTable(), 0
	f.Fuzz(func(t *testing.T, count uint8, gaps []byte) {
		rate := limit.Rate{Count: int(count%20) + 1, Per: 256 * time.Millisecond}
		run++
		at, level := start, 0.0 // how much of the allowance is used, in units
		for i, gap := range gaps {
			passed := time.Duration(gap) * time.Millisecond
			at = at.Add(passed)
			level = max(0, level-float64(passed)*float64(rate.Count)/float64(rate.Per))
			wait := table.Take(limit.Subject(run), rate, at)
			const rounding = 1e-4
			if wait == 0 {
				level++
			}
			if wait == 0 && level > float64(rate.Count)+rounding {
				t.Fatalf("step %d: let through at level %v of %d", i, level, rate.Count)
			}
			if wait > 0 && level+1 <= float64(rate.Count)-rounding {
				t.Fatalf("step %d: refused at level %v of %d", i, level, rate.Count)
			}
		}
	})
}

// Of many at once no more pass than the rate allows.
func TestConcurrent(t *testing.T) {
	t.Parallel()
	table := limit.NewTable()
	var passed atomic.Int32
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 500 {
				if table.Take(7, limit.Rate{Count: 100, Per: time.Hour}, start) == 0 {
					passed.Add(1)
				}
			}
		})
	}
	group.Wait()
	if passed.Load() != 100 {
		t.Errorf("%d passed, want 100", passed.Load())
	}
}

// A flood of subjects takes no more memory, and leaves one that is far over its rate refused.
func TestFlood(t *testing.T) {
	t.Parallel()
	table := limit.NewTable()
	rate := limit.Rate{Count: 10, Per: time.Minute}
	busy := table.Subject([]byte("busy"))
	for range 10 {
		table.Take(busy, rate, start)
	}
	var name [8]byte
	for n := range uint64(2 * limit.Subjects) {
		binary.LittleEndian.PutUint64(name[:], n)
		table.Take(table.Subject(name[:]), rate, start)
	}
	if table.Take(busy, rate, start) == 0 {
		t.Error("the flood has made room for the one that it should not")
	}
}

func TestBudgetBytes(t *testing.T) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	table := limit.NewTable()
	runtime.ReadMemStats(&after)
	if got := after.TotalAlloc - before.TotalAlloc; got < limit.Bytes || got > limit.Bytes+limit.Bytes/100 {
		t.Errorf("a table takes %d bytes, not %d", got, limit.Bytes)
	}
	runtime.KeepAlive(table)
}

func TestBudgetAllocations(t *testing.T) {
	table := limit.NewTable()
	name := []byte("k_1\x00203.0.113.9")
	if allocs := testing.AllocsPerRun(100, func() {
		table.Take(table.Subject(name), limit.Rate{Count: 1000, Per: time.Minute}, start)
	}); allocs != 0 {
		t.Errorf("%v allocations", allocs)
	}
}

func BenchmarkTake(b *testing.B) {
	table := limit.NewTable()
	name := []byte("k_1\x00203.0.113.9")
	now := start
	for b.Loop() {
		now = now.Add(time.Millisecond)
		table.Take(table.Subject(name), limit.Rate{Count: 1e6, Per: time.Minute}, now)
	}
}
