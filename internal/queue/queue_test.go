package queue_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"latchkey/internal/errs"
	"latchkey/internal/queue"
)

// line makes visitors wait for the one place of a group, in order, and returns the order in which they are served.
func line(t *testing.T, q *queue.Queue, visitors ...string) []string {
	t.Helper()
	leave, err := q.Enter(t.Context(), "g", 1, "first", nil)
	if err != nil {
		t.Fatal(err)
	}
	var served []string
	var all sync.WaitGroup
	for i, visitor := range visitors {
		all.Go(func() {
			leave, err := q.Enter(t.Context(), "g", 1, visitor, nil)
			if err != nil {
				t.Error(err)
				return
			}
			served = append(served, fmt.Sprint(visitor, i)) // one at a time: that is the place
			leave()
		})
		synctest.Wait()
	}
	leave()
	all.Wait()
	return served
}

// One who asks often does not keep the others waiting, and each is served in the order of asking.
func TestFair(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		got := strings.Join(line(t, queue.New(100, 100, 100), "a", "a", "a", "b", "a", "b", "c"), " ")
		if want := "a0 b3 c6 a1 b5 a2 a4"; got != want {
			t.Errorf("%s, want %s", got, want)
		}
	})
}

// For any order of arrival: nobody is passed over, each visitor's requests keep their order, and a visitor's n-th request is served after at most n of each other.
func TestFairness(t *testing.T) {
	t.Parallel()
	for seed := range uint64(30) {
		synctest.Test(t, func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 1))
			visitors := make([]string, 60)
			for i := range visitors {
				visitors[i] = string(rune('a' + r.IntN(1+r.IntN(8))))
			}
			served := line(t, queue.New(100, 100, 100), visitors...)
			all := map[byte]int{}
			for _, v := range visitors {
				all[v[0]]++
			}
			count, last := map[byte]int{}, map[byte]int{}
			for _, s := range served {
				var number int
				fmt.Sscan(s[1:], &number)
				if before, seen := last[s[0]]; seen && before > number {
					t.Errorf("%s came before %d", s, before)
				}
				last[s[0]] = number
				count[s[0]]++
				for other, total := range all {
					if waits := count[other] < total; waits && count[s[0]] > count[other]+1 {
						t.Errorf("%c was served %d times, and %c, who waits, %d times", s[0], count[s[0]], other, count[other])
					}
				}
			}
			if len(served) != len(visitors) {
				t.Errorf("%d served of %d", len(served), len(visitors))
			}
		})
	}
}

// Those who wait are told how many are before them.
func TestPosition(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		q := queue.New(100, 100, 100)
		leave, _ := q.Enter(t.Context(), "g", 1, "x", nil)
		positions := make([][]int, 4)
		var leaves [4]func()
		for i, visitor := range []string{"a", "a", "b", "c"} {
			go func() {
				leaves[i], _ = q.Enter(t.Context(), "g", 1, visitor, func(n int) { positions[i] = append(positions[i], n) })
			}()
			synctest.Wait()
		}
		for _, next := range []int{-1, 0, 2, 3, 1} {
			if next >= 0 {
				leave = leaves[next]
			}
			<-time.After(2 * time.Second)
			leave()
			synctest.Wait()
		}
		leaves[1]()
		if got := fmt.Sprint(positions); got != "[[1] [2 4 3 2 1] [2 1] [3 2 1]]" {
			t.Error(got)
		}
	})
}

func TestBounds(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		q := queue.New(3, 2, 100)
		ctx, cancel := context.WithCancelCause(t.Context())
		stopped := errors.New("stopped")
		var ended sync.WaitGroup
		enter := func(group string) {
			ended.Go(func() {
				if _, err := q.Enter(ctx, group, 1, "v", nil); !errors.Is(err, stopped) {
					t.Errorf("after the end of the context: %v", err)
				}
			})
			synctest.Wait()
		}
		leaveG, _ := q.Enter(t.Context(), "g", 1, "v", nil)
		leaveH, _ := q.Enter(t.Context(), "h", 1, "v", nil)
		enter("g")
		enter("g")
		busy := func(group string) {
			t.Helper()
			_, err := q.Enter(t.Context(), group, 1, "w", nil)
			if e, ok := errs.As(err); !ok || e.Kind != errs.RateLimited || e.Code != "ASSISTANT_BUSY" || e.RetryAfter <= 0 {
				t.Errorf("%s: %v", group, err)
			}
		}
		busy("g") // two wait there
		enter("h")
		busy("h") // three wait in all
		cancel(stopped)
		ended.Wait()
		leaveG()
		leaveH()
		if leave, err := q.Enter(t.Context(), "g", 1, "w", nil); err != nil {
			t.Error(err)
		} else {
			leave()
		}
	})
}

// A visitor who asks on and on takes only so many places in the line of a group: others find one, and are served in their turn. Elsewhere the visitor may wait as well.
func TestOneVisitorDoesNotFillTheLine(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const own = 5
		q := queue.New(100, 10, own)
		leave, _ := q.Enter(t.Context(), "g", 1, "greedy", nil)
		leaveOther, _ := q.Enter(t.Context(), "h", 1, "greedy", nil)
		var served []string
		var all sync.WaitGroup
		enter := func(group, visitor string) {
			all.Go(func() {
				leave, err := q.Enter(t.Context(), group, 1, visitor, nil)
				if err != nil {
					t.Error(err)
					return
				}
				if group == "g" {
					served = append(served, visitor) // one at a time: that is the place
				}
				leave()
			})
			synctest.Wait()
		}
		for range own {
			enter("g", "greedy")
		}
		refused := func() (text string) {
			_, err := q.Enter(t.Context(), "g", 1, "greedy", nil)
			e, ok := errs.As(err)
			if !ok || e.Kind != errs.RateLimited || e.Code != "ASSISTANT_BUSY" || e.RetryAfter <= 0 {
				t.Fatalf("a place too many: %v", err)
			}
			return e.Message
		}
		if text := refused(); !strings.Contains(text, "from your connection") {
			t.Error(text)
		}
		enter("h", "greedy")
		for _, visitor := range []string{"b", "c", "b", "d", "e"} {
			enter("g", visitor)
		}
		leave()
		leaveOther()
		all.Wait()
		if got := strings.Join(served, " "); got != "greedy b c d e greedy b greedy greedy greedy" {
			t.Error(got)
		}
		if leave, err := q.Enter(t.Context(), "g", 1, "greedy", nil); err != nil { // the places are given back
			t.Error(err)
		} else {
			leave()
		}
	})
}

// The limit may change while some wait: what the last caller said holds for all.
func TestLimitChanges(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		q := queue.New(100, 100, 100)
		leaves := make(chan func(), 10)
		enter := func(limit int) {
			go func() {
				leave, err := q.Enter(t.Context(), "g", limit, "v", nil)
				if err != nil {
					t.Error(err)
				}
				leaves <- leave
			}()
			synctest.Wait()
		}
		for range 3 {
			enter(1)
		}
		if len(leaves) != 1 {
			t.Fatalf("%d have a place of one", len(leaves))
		}
		enter(3)
		if len(leaves) != 3 {
			t.Fatalf("%d have a place of three", len(leaves))
		}
		enter(1)
		for range 2 {
			(<-leaves)()
			synctest.Wait()
		}
		if len(leaves) != 1 {
			t.Fatalf("%d have a place, after the limit was lowered", len(leaves))
		}
		for range 3 {
			(<-leaves)()
			synctest.Wait()
		}
	})
}

// However many come, wait, give up and leave at once: never are more places taken than there are, and all are given back.
func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	q := queue.New(1000, 1000, 1000)
	const limit = 5
	var mu sync.Mutex
	taken, most := 0, 0
	count := func(by int) {
		mu.Lock()
		defer mu.Unlock()
		taken += by
		most = max(most, taken)
	}
	var all sync.WaitGroup
	for i := range 400 {
		all.Go(func() {
			ctx := t.Context()
			if i%3 == 0 {
				var cancel context.CancelFunc
				ctx, cancel = context.WithTimeout(ctx, time.Duration(i)*time.Microsecond)
				defer cancel()
			}
			leave, err := q.Enter(ctx, "g", limit, fmt.Sprint(i%7), func(int) {})
			if err != nil {
				return
			}
			count(1)
			count(-1)
			leave()
		})
	}
	all.Wait()
	if most > limit {
		t.Errorf("%d had a place at once", most)
	}
	for range limit { // all are free
		if _, err := q.Enter(t.Context(), "g", limit, "v", func(int) { t.Error("waits") }); err != nil {
			t.Fatal(err)
		}
	}
}

func TestNoAllocationWhenFree(t *testing.T) {
	q := queue.New(10, 10, 100)
	if _, err := q.Enter(t.Context(), "g", 10, "v", nil); err != nil { // the group is there
		t.Fatal(err)
	}
	if n := testing.AllocsPerRun(100, func() {
		leave, _ := q.Enter(t.Context(), "g", 10, "v", nil)
		leave()
	}); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkFree(b *testing.B) {
	q := queue.New(10, 10, 100)
	if _, err := q.Enter(b.Context(), "g", 10, "w", nil); err != nil { // the group is there
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		leave, _ := q.Enter(b.Context(), "g", 10, "v", nil)
		leave()
	}
}

// BenchmarkBusy gives one place on and on to a thousand who wait.
func BenchmarkBusy(b *testing.B) {
	const waiting = 1000
	q := queue.New(2*waiting, 2*waiting, waiting)
	ctx, cancel := context.WithCancel(b.Context())
	var ended sync.WaitGroup
	leave, _ := q.Enter(ctx, "g", 1, "first", nil)
	turns := make(chan struct{})
	for i := range waiting {
		ended.Go(func() {
			for {
				leave, err := q.Enter(ctx, "g", 1, fmt.Sprint(i%100), nil)
				if err != nil {
					return
				}
				select {
				case turns <- struct{}{}:
				case <-ctx.Done():
				}
				leave()
			}
		})
	}
	b.ReportAllocs()
	leave()
	for b.Loop() {
		<-turns
	}
	cancel()
	ended.Wait()
}

// BenchmarkPosition is what all of a thousand who wait cost each second, while they read how many are before them.
func BenchmarkPosition(b *testing.B) {
	for _, visitors := range []int{200, 1000} {
		b.Run(fmt.Sprint(visitors, "-visitors"), func(b *testing.B) { benchmarkPosition(b, visitors) })
	}
}

func benchmarkPosition(b *testing.B, visitors int) {
	const waiting = 1000
	q := queue.New(waiting, waiting, waiting)
	ctx, cancel := context.WithCancel(b.Context())
	if _, err := q.Enter(ctx, "g", 1, "first", nil); err != nil {
		b.Fatal(err)
	}
	var ended, come sync.WaitGroup
	come.Add(waiting)
	for i := range waiting {
		ended.Go(func() {
			first := true
			_, _ = q.Enter(ctx, "g", 1, fmt.Sprint(i%visitors), func(int) {
				if first {
					first = false
					come.Done()
				}
			})
		})
	}
	come.Wait()
	b.ReportAllocs()
	for b.Loop() {
		queue.Look(q, "g")
	}
	cancel()
	ended.Wait()
}
