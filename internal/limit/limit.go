// Package limit counts how fast somebody goes, in memory that never grows.
//
// A Table holds one number for each subject (who does what): the time at which the subject has its whole allowance again, which is all that the generic cell
// rate algorithm needs (ITU-T I.371, "virtual scheduling"). A rate of 60 in a minute lets 60 through at once and then one each second. Memory is taken
// once: Bytes, whatever happens. When more subjects are active than a table holds, the one nearest to its whole allowance is forgotten: it gains the least.
//
// Table is safe for concurrent use. Taking does not allocate. The package does not keep anything over a restart, and does not know keys, addresses or requests.
package limit

import (
	"hash/maphash"
	"sync"
	"time"
)

// Rate is how many in which time. A Count of 0 is no limit.
type Rate struct {
	Count int
	Per   time.Duration
}

// Subject is who does what, made by Table.Subject.
type Subject uint64

// The table is an array of buckets, each with its lock and as many slots as fill two cache lines with it.
const (
	slotCount = 7
	buckets   = 1 << 16

	// Subjects is how many a Table holds, and Bytes what it takes: 8 MiB, of which the system gives what is touched.
	Subjects = buckets * slotCount
	Bytes    = buckets * (8 + 16*slotCount)
)

type slot struct {
	subject Subject
	full    int64 // when the subject has its whole allowance again, in Unix nanoseconds; what is past is free
}

type bucket struct {
	mu    sync.Mutex
	slots [slotCount]slot
}

// Table holds subjects.
type Table struct {
	seed    maphash.Seed
	buckets []bucket
}

// NewTable returns an empty Table.
func NewTable() *Table { return &Table{maphash.MakeSeed(), make([]bucket, buckets)} }

// Subject names who does what. Two names get the same Subject with a chance of 2^-64, which nobody outside can raise: the seed is secret.
func (t *Table) Subject(name []byte) Subject { return Subject(maphash.Bytes(t.seed, name)) }

// Take takes one from the allowance of a subject. It returns 0, or, when nothing is left, how long until there is.
func (t *Table) Take(subject Subject, rate Rate, now time.Time) (wait time.Duration) {
	if rate.Count <= 0 {
		return 0
	}
	step, at := int64(rate.Per)/int64(rate.Count), now.UnixNano()
	b := &t.buckets[subject%buckets]
	b.mu.Lock()
	defer b.mu.Unlock()
	s := b.slot(subject, at)
	full := max(min(s.full, at+int64(rate.Per)), at) + step // the clock may have gone back, or the rate been raised: nobody waits longer than its time
	if wait := full - at - int64(rate.Per); wait > 0 {
		return time.Duration(wait)
	}
	s.subject, s.full = subject, full
	return 0
}

// slot returns the subject's slot, or the one to be given to it, emptied.
func (b *bucket) slot(subject Subject, at int64) *slot {
	free := &b.slots[0]
	for i := range b.slots {
		s := &b.slots[i]
		if s.subject == subject && s.full > at {
			return s
		}
		if s.full < free.full {
			free = s
		}
	}
	*free = slot{}
	return free
}
