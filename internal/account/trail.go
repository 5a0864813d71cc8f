package account

import (
	"context"
	"encoding/json"
	"iter"
	"strings"
	"time"

	"latchkey/internal/cursor"
	"latchkey/internal/random"
)

// Entry is one line of the audit trail. Before and After hold no secret.
type Entry struct {
	ID          string
	At          time.Time
	Actor       Actor
	Action      string // for example "api-key.update"
	ObjectType  string // for example "api-key"
	ObjectID    string
	AssistantID string
	Before      json.RawMessage // nil = there was nothing before
	After       json.RawMessage // nil = nothing is left
}

// Place is the entry's place in lists.
func (e Entry) Place() cursor.Place { return cursor.Place{At: e.At, ID: e.ID} }

// Record makes the audit entry of a change. before and after are encoded as JSON; nil stays nil.
func Record(at time.Time, actor Actor, action, objectID, assistantID string, before, after any) Entry {
	objectType, _, _ := strings.Cut(action, ".")
	return Entry{
		ID: random.OrderedID("a_"), At: at, Actor: actor, Action: action,
		ObjectType: objectType, ObjectID: objectID, AssistantID: assistantID,
		Before: encode(before), After: encode(after),
	}
}

func encode(v any) json.RawMessage {
	if v == nil {
		return nil
	}
	raw, err := json.Marshal(v)
	if err != nil { // only values of our own types arrive here, and those can be encoded
		return nil
	}
	return raw
}

// Masked is what an audit entry shows of a secret: "not set", or its last four characters when it is long enough to spare them.
func Masked(secret string) string {
	const mask, shown, spare = "••••", 4, 16
	switch {
	case secret == "":
		return "not set"
	case len(secret) < spare:
		return "set"
	}
	return mask + secret[len(secret)-shown:]
}

// Filter chooses entries of the audit trail; a zero field chooses all.
type Filter struct {
	ActorID, Action, ObjectType, ObjectID, AssistantID string
	From, To                                           time.Time    // at or after From, and before To
	Before                                             cursor.Place // only entries from before this place
}

// TrailStore keeps the audit trail. Its entries are written with the changes; none is ever changed.
type TrailStore interface {
	// AddAudit writes an audit entry of something that changed nothing.
	AddAudit(ctx context.Context, entry Entry) error
	// Audit returns the chosen entries, newest first.
	Audit(ctx context.Context, filter Filter, limit int) ([]Entry, error)
}

// Audit returns a page of the audit trail, newest first.
func (s *Service) Audit(ctx context.Context, filter Filter, limit int) ([]Entry, error) {
	return s.store.Audit(ctx, filter, limit)
}

// exportPage is how many entries an export holds in memory.
const exportPage = 500

// Export goes through all chosen entries, newest first, without holding them in memory or keeping a transaction open. Entries written meanwhile are left out.
// After an error it ends.
func (s *Service) Export(ctx context.Context, filter Filter) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		for {
			page, err := s.store.Audit(ctx, filter, exportPage)
			if err != nil {
				yield(Entry{}, err)
				return
			}
			for _, entry := range page {
				if !yield(entry, nil) {
					return
				}
			}
			if len(page) < exportPage {
				return
			}
			filter.Before = page[len(page)-1].Place()
		}
	}
}
