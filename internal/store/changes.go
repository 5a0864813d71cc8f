package store

import (
	"context"
	"database/sql"
	"sync"
	"time"

	"latchkey/internal/account"
)

const selectChanges = `SELECT id, action, object_type, object_id, assistant_id FROM audit WHERE at >= $1 ORDER BY at, id LIMIT $2`

// ownChanges are the audit entries that this process wrote lately.
type ownChanges struct {
	mu  sync.Mutex
	ids map[string]time.Time
}

// add is called when the entries are committed for sure: of a commit that failed nobody knows, and then the feed has to tell.
func (o *ownChanges) add(ids []string) {
	if len(ids) == 0 {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.ids == nil {
		o.ids = map[string]time.Time{}
	}
	for _, id := range ids {
		o.ids[id] = time.Now()
	}
}

func (o *ownChanges) has(id string) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	_, own := o.ids[id]
	return own
}

func (o *ownChanges) forget(before time.Time) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for id, at := range o.ids {
		if at.Before(before) {
			delete(o.ids, id)
		}
	}
}

// maxChanges bounds one look at the feed.
const maxChanges = 10_000

// ChangesOfOthers returns the changes since a time that were made through other processes, the oldest first: the audit trail is written with every
// change, so it is also the news of it. The entries have no more than id, action, object and assistant.
func (s *Store) ChangesOfOthers(ctx context.Context, since time.Time) (list []account.Entry, err error) {
	s.own.forget(since)
	err = s.each(ctx, func(rows *sql.Rows) error {
		var e account.Entry
		err := rows.Scan(&e.ID, &e.Action, &e.ObjectType, &e.ObjectID, &e.AssistantID)
		if !s.own.has(e.ID) {
			list = append(list, e)
		}
		return err
	}, selectChanges, millis(since), maxChanges)
	return list, err
}
