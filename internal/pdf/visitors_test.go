package pdf

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"latchkey/internal/errs"
)

// clockwork reads a document in as many seconds as its only byte says.
type clockwork struct{ order *[]byte }

func (c clockwork) read(ctx context.Context, data []byte) ([]string, error) {
	*c.order = append(*c.order, data[0])
	select {
	case <-time.After(time.Duration(data[0]) * time.Second):
		return []string{"text"}, nil
	case <-ctx.Done():
		return nil, errors.New("whatever")
	}
}

func (c clockwork) close() {}

func newTestLine() (l *line, order *[]byte) {
	order = new([]byte)
	d := newDesk(func(context.Context) (engine, error) { return clockwork{order}, nil })
	d.idle = time.Hour
	return newLine(d), order
}

func code(err error) string {
	e, ok := errs.As(err)
	if !ok {
		return ""
	}
	return e.Code
}

// A visitor whose document is too slow keeps nobody waiting with the next ones: they are refused, until a pause is over.
func TestSlowVisitorPauses(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l, order := newTestLine()
		type outcome struct {
			who, code string
			at        time.Duration
		}
		outcomes, begun := make(chan outcome, 10), time.Now()
		enter := func(who string, seconds byte) {
			go func() {
				_, err := l.read(t.Context(), who, []byte{seconds}, 100)
				outcomes <- outcome{who, code(err), time.Since(begun)}
			}()
			synctest.Wait()
		}
		enter("hostile", 100)
		enter("hostile", 101)
		enter("hostile", 102)
		enter("innocent", 1)
		got := map[outcome]int{}
		for range 4 {
			got[<-outcomes]++
		}
		if got[outcome{"hostile", "PDF_TOO_SLOW", visitorTime}] != 1 || got[outcome{"innocent", "", visitorTime + time.Second}] != 1 || len(*order) != 2 {
			t.Errorf("%v, read %v", got, *order)
		}
		_, err := l.read(t.Context(), "hostile", []byte{1}, 100)
		if e, ok := errs.As(err); !ok || e.Code != "PDF_PAUSED" || e.Kind != errs.RateLimited || e.RetryAfter <= 0 || e.RetryAfter > slowPause {
			t.Errorf("%v", err)
		}
		l.now = func() time.Time { return time.Now().Add(slowPause) }
		if text, err := l.read(t.Context(), "hostile", []byte{1}, 2); err != nil || text != "te" {
			t.Errorf("after the pause: %q, %v", text, err)
		}
		if _, err := l.read(t.Context(), "another", []byte{100}, 100); code(err) != "PDF_TOO_SLOW" || len(l.slow) != 1 {
			t.Errorf("%v, %d are remembered", err, len(l.slow))
		}
		l.desk.rest.Stop()
	})
}

// However many visitors wait, an owner waits for one of their documents at most, and has more time.
func TestOwnersComeFirst(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l, order := newTestLine()
		done := make(chan error, 10)
		for i := range 5 {
			go func() {
				_, err := l.read(t.Context(), string(rune('a'+i)), []byte{2}, 100)
				done <- err
			}()
		}
		synctest.Wait()
		if pages, err := l.desk.read(t.Context(), []byte{20}); err != nil || len(pages) != 1 {
			t.Error(err)
		}
		for range 5 {
			if err := <-done; err != nil {
				t.Error(err)
			}
		}
		if len(*order) != 6 || (*order)[1] != 20 {
			t.Errorf("read in the order %v", *order)
		}
		l.desk.rest.Stop()
	})
}

func TestBeginning(t *testing.T) {
	t.Parallel()
	for most, want := range map[int]string{0: "", 1: "", 2: "ä", 3: "äb", 4: "äb\n\n", 6: "äb\n\nc", 7: "äb\n\ncd", 100: "äb\n\ncd"} {
		if got := beginning([]string{"äb", "cd"}, most); got != want {
			t.Errorf("%d: %q, want %q", most, got, want)
		}
	}
}
