package attachment

import (
	"sync"
	"time"

	"latchkey/internal/errs"
)

// dailyBytes is how much may be attached with one key in a day, of UTC. It is counted by each process, from its start.
const dailyBytes = 500 << 20

// quota counts the bytes that were attached with each key today.
type quota struct {
	mu   sync.Mutex
	day  time.Time
	used map[string]int
}

// take charges bytes to a key, or fails with errs.RateLimited.
func (q *quota) take(keyID string, bytes int, now time.Time) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	today := now.UTC().Truncate(24 * time.Hour)
	if q.used == nil || !today.Equal(q.day) {
		q.day, q.used = today, map[string]int{}
	}
	if q.used[keyID]+bytes > dailyBytes {
		return &errs.Error{
			Kind: errs.RateLimited, Code: "ATTACHMENT_QUOTA", RetryAfter: today.Add(24 * time.Hour).Sub(now),
			Message: "This assistant has taken as many files today as it may. Please try again tomorrow.",
		}
	}
	q.used[keyID] += bytes
	return nil
}

// giveBack undoes a charge of the same day.
func (q *quota) giveBack(keyID string, bytes int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.used[keyID] = max(q.used[keyID]-bytes, 0)
}
