package chat

import (
	"context"
	"iter"
	"math"
	"slices"

	"latchkey/internal/errs"
	"latchkey/internal/provider"
)

const (
	historyUpTo    = 1000
	historyPortion = 10 // queries that are read at once: each may be a megabyte
	historyBytes   = 2 << 20
	maxReport      = 20_000 // characters
)

// History is a conversation's finished queries, oldest first, and the runs that go on.
type History struct {
	Queries []Query
	Runs    []*Run
}

// History returns what was said: the newest thousand queries, or the newest two megabytes; Page reaches the rest. Every query is either in Queries, or its run is in Runs, never in both.
func (s *Service) History(ctx context.Context, conversationID string) (History, error) {
	h := History{Runs: s.runs.active(conversationID)} // before the rows: a run that ends meanwhile is still followed
	s.tellAll(conversationID)
	followed := make(map[string]bool, len(h.Runs))
	for _, run := range h.Runs {
		followed[run.query.ID] = true
	}
	var err error
	h.Queries, err = s.finished(ctx, conversationID, followed)
	s.tellInterrupted(conversationID, h.Queries)
	return h, err
}

// tellInterrupted notes that whoever reads the history knows of an interruption that this process has not seen.
func (s *Service) tellInterrupted(conversationID string, queries []Query) {
	if !s.interruptedLately(s.Now()) || len(queries) == 0 || len(s.runs.known(conversationID)) > 0 {
		return
	}
	last := queries[len(queries)-1]
	if last.Status == Interrupted && last.FinishedAt != nil && s.Now().Sub(*last.FinishedAt) < resentWithin {
		s.remember(last).tell()
	}
}

// tellAll notes that whoever reads the history need not send a question again.
func (s *Service) tellAll(conversationID string) {
	for _, run := range s.runs.known(conversationID) {
		if run.Ending() != nil {
			run.tell()
		}
	}
}

// finished returns the newest queries that are not being followed, oldest first, as far as the bounds of a history reach.
func (s *Service) finished(ctx context.Context, conversationID string, followed map[string]bool) (list []Query, err error) {
	size := 0
	for before := math.MaxInt32; ; {
		rows, err := s.Queries.LastQueries(ctx, conversationID, before, historyPortion)
		if err != nil {
			return nil, err
		}
		for _, q := range rows {
			size += len(q.Question) + len(q.Answer)
			if len(list) > 0 && (size > historyBytes || len(list) == historyUpTo) {
				slices.Reverse(list)
				return list, nil
			}
			if q.Status != Running && !followed[q.ID] {
				list = append(list, q)
			}
			before = q.Turn
		}
		if len(rows) < historyPortion {
			slices.Reverse(list)
			return list, nil
		}
	}
}

// Page goes through at most limit queries with a turn after the given one, oldest first, also those still running with the text made so far. It holds a few of
// them in memory, however long they are. After an error it ends.
func (s *Service) Page(ctx context.Context, conversationID string, after, limit int) iter.Seq2[Query, error] {
	return func(yield func(Query, error) bool) {
		for limit > 0 {
			most := min(limit, historyPortion)
			rows, err := s.portion(ctx, conversationID, after, most)
			if err != nil {
				yield(Query{}, err)
				return
			}
			for _, q := range rows {
				if !yield(q, nil) {
					return
				}
				after = q.Turn
			}
			if len(rows) < most {
				return
			}
			limit -= most
		}
	}
}

func (s *Service) portion(ctx context.Context, conversationID string, after, limit int) ([]Query, error) {
	rows, err := s.Queries.Queries(ctx, conversationID, after, limit)
	for _, run := range s.runs.active(conversationID) {
		for i := range rows {
			if rows[i].ID == run.query.ID && rows[i].Status == Running {
				rows[i], _ = run.Until(math.MaxInt)
			}
		}
	}
	return rows, err
}

// Query returns a query of a conversation, also one that is still running with the text made so far; it fails with errs.NotFound.
func (s *Service) Query(ctx context.Context, conversationID, id string) (Query, error) {
	active := s.runs.active(conversationID) // before the row: a run that ends meanwhile is whole there
	q, err := s.Queries.Query(ctx, conversationID, id)
	if errs.KindOf(err) == errs.NotFound {
		return Query{}, queryNotFound()
	}
	for _, run := range active {
		if err == nil && q.Status == Running && run.query.ID == id {
			q, _ = run.Until(math.MaxInt)
		}
	}
	return q, err
}

// React stores what the visitor thinks of an answer; it fails with errs.Invalid or errs.NotFound.
func (s *Service) React(ctx context.Context, conversationID, id string, reaction Reaction) error {
	if reaction != NoReaction && reaction != Like && reaction != Dislike {
		var p errs.Problems
		p.Add("reaction", "must be LIKE, DISLIKE or NONE", string(reaction))
		return errs.InvalidFields(p)
	}
	return absentQuery(s.Queries.React(ctx, conversationID, id, reaction))
}

// Report stores a complaint about an answer; it fails with errs.NotFound.
func (s *Service) Report(ctx context.Context, conversationID, id, answer string) error {
	return absentQuery(s.Queries.Report(ctx, Report{
		QueryID: id, ConversationID: conversationID, Answer: cut(answer, maxReport), CreatedAt: s.now(),
	}))
}

// Cited returns a passage that an answer cites; everything else fails with errs.NotFound.
func (s *Service) Cited(ctx context.Context, caller Caller, queryID, passageID string) (provider.Passage, error) {
	q, err := s.Queries.Query(ctx, "", queryID)
	if err != nil {
		return provider.Passage{}, absentQuery(err)
	}
	if _, err := s.Conversation(ctx, caller, q.ConversationID); err != nil {
		return provider.Passage{}, queryNotFound()
	}
	cites := func(r provider.Reference) bool { return r.PassageID == passageID }
	if !slices.ContainsFunc(q.References, cites) {
		return provider.Passage{}, errs.New(errs.NotFound, "PASSAGE_NOT_FOUND", "This answer does not cite such a passage.")
	}
	return s.Passages.Passage(ctx, caller.AssistantID, passageID)
}

func absentQuery(err error) error {
	if errs.KindOf(err) == errs.NotFound {
		return queryNotFound()
	}
	return err
}

func queryNotFound() error {
	return errs.New(errs.NotFound, "QUERY_NOT_FOUND", "There is no such message in this conversation.")
}
