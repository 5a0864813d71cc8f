package archive

import (
	"context"
	"errors"
	"fmt"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/cursor"
	"latchkey/internal/errs"
)

const (
	removePage = 100
	// removeFor is how long one transaction removes before it lets others write; the last conversation in it comes on top.
	removeFor    = 8 * time.Millisecond
	auditTimeout = 5 * time.Second
	sweepEvery   = time.Hour
	day          = 24 * time.Hour
)

// Delete removes a conversation with everything that belongs to it. version is the one that the caller saw, 0 = any. It fails with errs.NotFound or Precondition.
func (s *Service) Delete(ctx context.Context, actor account.Actor, assistantID, id string, version int64) error {
	c, err := s.Store.Summary(ctx, assistantID, id)
	if err != nil {
		return err
	}
	if version != 0 && version != c.Version() {
		return errs.Changed("conversation")
	}
	if err := s.discard(ctx, id); err != nil {
		return err
	}
	entry := account.Record(s.Now().UTC(), actor, "conversation.delete", id, assistantID, removed{1, c.MessageCount}, nil)
	return s.Store.RemoveConversation(ctx, assistantID, id, version, entry)
}

// removed is what the audit trail keeps of conversations that are gone.
type removed struct {
	Conversations int `json:"conversations"`
	Messages      int `json:"messages,omitempty"`
}

// swept is what the audit trail keeps of conversations that were old enough.
type swept struct {
	removed
	Days int `json:"keepConversationsDays"`
}

// DeleteAll removes the chosen conversations when they are as many as expected; otherwise it fails with errs.Conflict and removes none. It never removes more
// than expected, and returns how many it has removed, also with an error: when ctx ends before all are gone, that is no error.
func (s *Service) DeleteAll(ctx context.Context, actor account.Actor, f Filter, expected int) (gone int, err error) {
	if err := f.check(); err != nil {
		return 0, err
	}
	begun := s.Now().UTC()
	found, err := s.Count(ctx, f)
	if err != nil {
		return 0, err
	}
	if found != expected {
		return 0, errs.New(errs.Conflict, "COUNT_CHANGED", fmt.Sprintf(
			"The filter chooses %d conversations now, not %d. Look at them again, and send their number as expected.", found, expected))
	}
	defer func() {
		if gone == 0 {
			return
		}
		entry := account.Record(s.Now().UTC(), actor, "conversation.delete-all", f.AssistantID, f.AssistantID, removed{Conversations: gone}, nil)
		err = errors.Join(err, s.note(ctx, entry))
	}()
	return s.removeAll(ctx, f, expected, begun)
}

// removeAll tries so many of the chosen conversations and no more: some may be chosen by now that were not when they were counted.
func (s *Service) removeAll(ctx context.Context, f Filter, most int, begun time.Time) (gone int, err error) {
	var after cursor.Place
	for most > 0 {
		limit := min(most, removePage)
		page, err := s.Store.SummariesByCreation(ctx, f, after, limit)
		if len(page) > 0 && err == nil {
			after = page[len(page)-1].created()
			most -= len(page)
			var n int
			n, err = s.removeChosen(ctx, page, f.To, begun)
			gone += n
		}
		if ctx.Err() != nil {
			return gone, nil
		}
		if err != nil || len(page) < limit {
			return gone, err
		}
	}
	return gone, nil
}

// removeChosen removes a page, without those that began after the caller asked, and those in which something was said meanwhile that is too late for the filter.
func (s *Service) removeChosen(ctx context.Context, page []Summary, to, begun time.Time) (int, error) {
	var ids []string
	for _, c := range page {
		if c.CreatedAt.After(begun) {
			continue
		}
		if err := s.discard(ctx, c.ID); err != nil {
			return 0, err
		}
		ids = append(ids, c.ID)
	}
	return s.remove(ctx, ids, to)
}

// remove removes conversations in transactions that are short enough for others to write between them.
func (s *Service) remove(ctx context.Context, ids []string, before time.Time) (total int, err error) {
	for len(ids) > 0 {
		began := time.Now()
		tried, n, err := s.Store.RemoveConversations(ctx, ids, before, func() bool { return time.Since(began) > removeFor })
		total += n
		if err != nil {
			return total, err
		}
		ids = ids[tried:]
	}
	return total, nil
}

// note writes an audit entry, also when the caller does not wait any more.
func (s *Service) note(ctx context.Context, entry account.Entry) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), auditTimeout)
	defer cancel()
	return s.Store.AddAudit(ctx, entry)
}

// Sweep removes, for every assistant that does not keep its conversations for ever, those in which nothing was said for as long as it keeps them. A conversation that
// goes on meanwhile stays.
func (s *Service) Sweep(ctx context.Context) error {
	list, err := s.Store.Keepings(ctx)
	if err != nil {
		return err
	}
	var all error
	for _, k := range list {
		all = errors.Join(all, s.sweep(ctx, k))
	}
	return all
}

func (s *Service) sweep(ctx context.Context, k Keeping) error {
	now := s.Now().UTC()
	before := now.Add(-time.Duration(k.Days) * day)
	total, err := s.removeExpired(ctx, k.AssistantID, before)
	if total == 0 {
		return err
	}
	entry := account.Record(now, account.System, "conversation.expire", k.AssistantID, k.AssistantID, swept{removed{Conversations: total}, k.Days}, nil)
	return errors.Join(err, s.note(ctx, entry))
}

func (s *Service) removeExpired(ctx context.Context, assistantID string, before time.Time) (total int, err error) {
	for ctx.Err() == nil {
		ids, err := s.Store.Expired(ctx, assistantID, before, removePage)
		if err != nil || len(ids) == 0 {
			return total, err
		}
		n, err := s.remove(ctx, ids, before)
		total += n
		if err != nil {
			return total, err
		}
	}
	return total, nil
}

// Run sweeps at once and then every hour, until ctx ends.
func (s *Service) Run(ctx context.Context) error {
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		if err := s.Sweep(ctx); err != nil && ctx.Err() == nil {
			s.Log.Error("cannot remove conversations that are old enough", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}
