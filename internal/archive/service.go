package archive

import (
	"context"
	"iter"
	"log/slog"
	"strings"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/cursor"
	"latchkey/internal/errs"
)

// Options are what a Service is made of. Stopper may be nil: then answers that are being made fail when their conversation goes.
type Options struct {
	Store   Store
	Stopper Stopper
	Now     func() time.Time
	Log     *slog.Logger
}

// Service reads, exports and removes conversations for their owner.
type Service struct{ Options }

// New returns a Service.
func New(o Options) *Service { return &Service{o} }

// MaxText is the longest text that can be searched for, in characters.
const MaxText = 200

const (
	searchTimeout = 20 * time.Second
	exportPage    = 100 // conversations, or queries, that an export holds in memory
)

// check trims a filter and reports what is wrong with it.
func (f *Filter) check() error {
	f.Text = strings.TrimSpace(f.Text)
	var p errs.Problems
	p.Text("text", f.Text, 0, MaxText)
	if !f.From.IsZero() && !f.To.IsZero() && !f.From.Before(f.To) {
		p.Add("to", "must be after from", f.To)
	}
	return errs.InvalidFields(p)
}

// searched bounds how long a search may take. A text is looked for in everything that was said, which takes long when there is much of it.
func searched[T any](ctx context.Context, f Filter, find func(context.Context, Filter) (T, error)) (found T, err error) {
	if err := f.check(); err != nil {
		return found, err
	}
	limited, cancel := context.WithTimeout(ctx, searchTimeout)
	defer cancel()
	found, err = find(limited, f)
	if err != nil && limited.Err() != nil && ctx.Err() == nil {
		return found, errs.Wrap(err, errs.Unavailable, "SEARCH_TOO_LONG", "There is too much to search through at once. Choose a shorter time, or one API key.")
	}
	return found, err
}

// List returns a page of the chosen conversations after a place, the last active first. It fails with errs.Invalid.
func (s *Service) List(ctx context.Context, f Filter, after cursor.Place, limit int) ([]Summary, error) {
	return searched(ctx, f, func(ctx context.Context, f Filter) ([]Summary, error) {
		return s.Store.Summaries(ctx, f, after, limit)
	})
}

// Count returns how many conversations are chosen. It fails with errs.Invalid.
func (s *Service) Count(ctx context.Context, f Filter) (int, error) {
	return searched(ctx, f, s.Store.CountSummaries)
}

// Get returns a conversation of an assistant; it fails with errs.NotFound.
func (s *Service) Get(ctx context.Context, assistantID, id string) (Summary, error) {
	return s.Store.Summary(ctx, assistantID, id)
}

// Queries returns a page of what was said: turn > after, at most limit.
func (s *Service) Queries(ctx context.Context, c Summary, after, limit int) ([]Query, error) {
	return s.Store.ArchivedQueries(ctx, c.ID, after, limit)
}

// Export goes through the chosen conversations in order of their creation and holds one page of them. One that begins meanwhile may be left out, none that was
// there before is. After an error it ends.
func (s *Service) Export(ctx context.Context, f Filter) iter.Seq2[Summary, error] {
	return func(yield func(Summary, error) bool) {
		if err := f.check(); err != nil {
			yield(Summary{}, err)
			return
		}
		var after cursor.Place
		for {
			page, err := s.Store.SummariesByCreation(ctx, f, after, exportPage)
			if err != nil {
				yield(Summary{}, err)
				return
			}
			for _, c := range page {
				if !yield(c, nil) {
					return
				}
			}
			if len(page) < exportPage {
				return
			}
			after = page[len(page)-1].created()
		}
	}
}

// All goes through everything that was said in a conversation and holds one page of it. After an error it ends.
func (s *Service) All(ctx context.Context, c Summary) iter.Seq2[Query, error] {
	return func(yield func(Query, error) bool) {
		for after := 0; ; {
			page, err := s.Store.ArchivedQueries(ctx, c.ID, after, exportPage)
			if err != nil {
				yield(Query{}, err)
				return
			}
			for _, q := range page {
				if !yield(q, nil) {
					return
				}
			}
			if len(page) < exportPage {
				return
			}
			after = page[len(page)-1].Turn
		}
	}
}

// NoteExport writes down who exports: one conversation, or, when id is empty, those that a filter chooses. It fails with errs.Invalid.
func (s *Service) NoteExport(ctx context.Context, actor account.Actor, f Filter, id string) error {
	if err := f.check(); err != nil {
		return err
	}
	var chosen any = f.audited()
	if id == "" {
		id = f.AssistantID
	} else {
		chosen = nil
	}
	return s.Store.AddAudit(ctx, account.Record(s.Now().UTC(), actor, "conversation.export", id, f.AssistantID, nil, chosen))
}

// NoteDownload writes down who downloads an attachment of a conversation.
func (s *Service) NoteDownload(ctx context.Context, actor account.Actor, c Summary, attachmentID string) error {
	chosen := map[string]any{"attachment": attachmentID}
	return s.Store.AddAudit(ctx, account.Record(s.Now().UTC(), actor, "conversation.download", c.ID, c.AssistantID, nil, chosen))
}

func (s *Service) discard(ctx context.Context, id string) error {
	if s.Stopper == nil {
		return nil
	}
	return s.Stopper.Discard(ctx, id)
}
