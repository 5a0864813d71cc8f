package pdf

import (
	"context"
	"strings"
	"sync"
	"time"

	"latchkey/internal/errs"
	"latchkey/internal/queue"
)

// Anybody can be a visitor, so their documents get less than those of owners.
const (
	visitorTime = 10 * time.Second // for one document
	slowPause   = time.Minute      // for a visitor whose document took longer
	mostWaiting = 1000             // documents of visitors
)

// Beginning returns the text of a document that a visitor gave, its pages parted by blank lines, or as much of it as has at most so many bytes. visitor tells those apart
// who wait: they take turns, and only one of them is in the way of owners, whose documents Text reads. After a document that took too long its visitor has to pause.
//
// Errors: those of Text, and errs.RateLimited (PDF_PAUSED).
func Beginning(ctx context.Context, visitor string, data []byte, most int) (string, error) {
	if err := check(data); err != nil {
		return "", err
	}
	return visitors.read(ctx, visitor, data, most)
}

// visitors is the line of the process.
var visitors = newLine(shared)

// line is where documents of visitors wait for the desk.
type line struct {
	desk  *desk
	limit time.Duration
	now   func() time.Time
	turns *queue.Queue

	mu   sync.Mutex
	slow map[string]time.Time // until when a visitor has to pause
}

func newLine(d *desk) *line {
	return &line{desk: d, limit: visitorTime, now: time.Now, turns: queue.New(mostWaiting, mostWaiting, mostWaiting), slow: map[string]time.Time{}}
}

func (l *line) read(ctx context.Context, visitor string, data []byte, most int) (string, error) {
	leave, err := l.turns.Enter(ctx, "visitors", 1, visitor, nil)
	if err != nil {
		return "", err
	}
	defer leave()
	if err := l.paused(visitor); err != nil { // in turn: the document before it may have been the slow one
		return "", err
	}
	pages, err := l.desk.readWithin(ctx, data, l.limit)
	if e, ok := errs.As(err); ok && e.Code == codeTooSlow {
		l.pause(visitor)
	}
	if err = withText(pages, err); err != nil {
		return "", err
	}
	return beginning(pages, most), nil
}

func (l *line) paused(visitor string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	left := l.slow[visitor].Sub(l.now())
	if left <= 0 {
		return nil
	}
	return &errs.Error{
		Kind: errs.RateLimited, Code: "PDF_PAUSED", RetryAfter: left,
		Message: "Your last PDF took too long to read. Please wait a minute before you attach another one, or save it as text.",
	}
}

// pause notes a visitor, and forgets those who have paused.
func (l *line) pause(visitor string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	for other, until := range l.slow {
		if !until.After(now) {
			delete(l.slow, other)
		}
	}
	l.slow[visitor] = now.Add(slowPause)
}

// beginning joins pages until that has most bytes.
func beginning(pages []string, most int) string {
	var out strings.Builder
	for i, page := range pages {
		if i > 0 {
			out.WriteString("\n\n")
		}
		left := most - out.Len()
		if left <= len(page) {
			out.WriteString(strings.ToValidUTF8(page[:max(left, 0)], ""))
			break
		}
		out.WriteString(page)
	}
	return out.String()
}
