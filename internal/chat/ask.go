package chat

import (
	"context"
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"latchkey/internal/errs"
	"latchkey/internal/provider"
	"latchkey/internal/random"
)

// MaxQuestion is the longest question, in characters.
const MaxQuestion = 20_000

const acceptTimeout = 10 * time.Second

// Meter is told what a question costs. It must not block.
type Meter interface {
	// Message counts a question that was accepted.
	Message()
	// Tokens counts what the model was given and what it made.
	Tokens(input, output int)
	// Refused counts a question that was refused for a limit, by its code.
	Refused(code string)
}

// Question asks for an answer in a conversation.
type Question struct {
	ConversationID string
	Text           string
	Idempotency    string                      // names the question, so that a repetition is recognised; "" = it has no name
	Resend         bool                        // an equal question whose stream was cut is this one
	Gone           func() bool                 // whether who asks is gone, must not wait; with Resend; nil = not known
	Again          func(context.Context) error // says after a wait whether the question may still be asked; nil = it may
	Attachments    []string
	Context        string // what the website says about the visitor's page; no part of what makes two questions equal
	Thinking       bool   // whether the answer shows what the model thinks
	Untitled       bool   // whether the conversation still needs a title
	Visitor        string // who waits for an answer, in a fair queue
	Concurrent     int    // most answers of the assistant that are made at the same time, 0 = any number
	Limit          int    // most messages of the conversation, 0 = unlimited
	LimitText      string // what visitors read when the limit is reached
	KeyID          string // the key that the question came with
	DailyLimit     int    // most messages with the key in a day, 0 = unlimited
	Meter          Meter  // nil = nothing is counted
	Provider       string
	Settings       provider.Settings
}

// Answering is a run, and how many of its frames the one who asked has had already.
type Answering struct {
	*Run
	After  int
	stream int // number of the stream to who asked
}

// Ask counts and stores the question and starts its run. A question that the conversation has already is not counted again, and its run is returned, running or
// over: one of the same Idempotency, and with Resend one that is sent again because its stream was cut. With Resend, the caller streams the run to whom it was that
// asked, and calls Detach when that stream has ended. It fails with errs.Invalid, errs.RateLimited (MESSAGE_LIMIT, with the limit's text) or errs.Unavailable.
func (s *Service) Ask(ctx context.Context, q Question) (Answering, error) {
	if err := checkQuestion(q.Text); err != nil {
		return Answering{}, err
	}
	if !s.runs.begin() {
		return Answering{}, errs.New(errs.Unavailable, "SHUTTING_DOWN", "The server is restarting. Please try again in a moment.")
	}
	ctx, cancel := context.WithTimeout(ctx, acceptTimeout)
	defer cancel()
	query := Query{
		ID: random.ID("q_"), ConversationID: q.ConversationID, Question: q.Text, Attachments: distinct(q.Attachments), Context: q.Context, Idempotency: cut(q.Idempotency, maxTitle),
		Status: Running, Reaction: NoReaction, CreatedAt: s.now(),
	}
	runCtx, end := context.WithCancelCause(s.base)
	run := newRun(query, end)
	run.said = q.said()
	// From here on an equal question waits for this one: of two that come at once, one sees the other.
	earlier := s.runs.add(run)
	answering, err := s.accept(ctx, run, q, earlier)
	if err == nil && q.Resend {
		answering.attach(s.Now(), q.Gone)
	}
	if err != nil || answering.Run != run {
		s.giveUp(run)
		return answering, err
	}
	close(run.accepted)
	go func() {
		defer s.runs.live.Done()
		defer run.cancel(nil)
		s.answer(runCtx, run, &q)
	}()
	return answering, nil
}

// accept stores the question of a run, or returns the run that it has already.
func (s *Service) accept(ctx context.Context, run *Run, q Question, earlier []*Run) (Answering, error) {
	if again, ok := s.resent(q, earlier); ok {
		return again, nil
	}
	accepted, err := s.Queries.AcceptQuery(ctx, s.acceptance(q, run.query, earlier))
	if err != nil {
		return s.refused(ctx, q, run, err)
	}
	if q.Meter != nil {
		q.Meter.Message()
	}
	run.asker.again = accepted.QueryID != run.query.ID
	run.query.ID, run.query.CreatedAt, run.query.Turn = accepted.QueryID, accepted.CreatedAt, accepted.Turn
	return Answering{Run: run}, nil
}

// distinct leaves out what is named before. There are few: attachments were checked when the question came.
func distinct(ids []string) (out []string) {
	for _, id := range ids {
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// said is what makes two questions equal.
func (q Question) said() string {
	return strings.Join(append([]string{q.Text, strconv.FormatBool(q.Thinking), q.Settings.ThinkingEffort}, q.Attachments...), "\x00")
}

// resent finds the run of a question that is sent again, among those that were asked before it.
func (s *Service) resent(q Question, earlier []*Run) (Answering, bool) {
	if !q.Resend || q.Idempotency != "" {
		return Answering{}, false
	}
	said := q.said()
	equal := slices.DeleteFunc(slices.Clone(earlier), func(run *Run) bool { return run.said != said })
	for _, run := range slices.Backward(stored(equal)) {
		if after, ok := run.resent(s.Now()); ok {
			return Answering{Run: run, After: after}, true
		}
	}
	return Answering{}, false
}

func (s *Service) acceptance(q Question, query Query, earlier []*Run) Acceptance {
	a := Acceptance{
		Query: query, Limit: q.Limit, KeyID: q.KeyID, DailyLimit: q.DailyLimit, Owner: s.Owner, Lease: query.CreatedAt.Add(leaseTime),
	}
	asked := func(run *Run) bool { return run.query.Question == q.Text }
	if q.Resend && q.Idempotency == "" && s.interruptedLately(query.CreatedAt) && !slices.ContainsFunc(earlier, asked) {
		a.InterruptedSince = query.CreatedAt.Add(-resentWithin)
	}
	return a
}

// giveUp ends the run of a query that was not stored.
func (s *Service) giveUp(run *Run) {
	run.refused = true
	s.runs.forget(run)
	close(run.accepted)
	run.cancel(nil)
	s.runs.live.Done()
}

// refused turns the store's refusal into the visitor's, or into the run that a repeated question has already.
func (s *Service) refused(ctx context.Context, q Question, own *Run, err error) (Answering, error) {
	query := own.query
	if e, ok := errs.As(err); ok && e.Kind == errs.RateLimited && q.Meter != nil {
		q.Meter.Refused(e.Code)
	}
	switch {
	case errors.Is(err, ErrLimit):
		return Answering{}, errs.New(errs.RateLimited, ErrLimit.Code, q.LimitText)
	case errors.Is(err, ErrDailyLimit):
		return Answering{}, s.tomorrow()
	case !errors.Is(err, ErrRepeated):
		return Answering{}, absent(err)
	}
	if query.Idempotency == "" {
		return s.lastInterrupted(ctx, query.ConversationID)
	}
	known := s.runs.others(query.ConversationID, own) // before the row: a run that ends meanwhile is still found
	earlier, err := s.Queries.QueryByIdempotency(ctx, query.ConversationID, query.Idempotency)
	if err != nil {
		return Answering{}, err
	}
	if earlier.Question != query.Question {
		return Answering{}, errs.New(errs.Invalid, "IDEMPOTENCY_MISMATCH", "Another question was sent under the same Idempotency-Key.")
	}
	for _, run := range known {
		if run.query.ID == earlier.ID {
			return Answering{Run: run}, nil
		}
	}
	if earlier.Status == Running { // it runs elsewhere
		return Answering{}, errs.New(errs.Conflict, "QUESTION_PENDING", "This question is being answered already.")
	}
	return Answering{Run: finishedRun(earlier)}, nil
}

// lastInterrupted returns the last query of a conversation, which an earlier process did not finish. Who asks again has seen all of it but its end.
func (s *Service) lastInterrupted(ctx context.Context, conversationID string) (Answering, error) {
	rows, err := s.Queries.LastQueries(ctx, conversationID, math.MaxInt32, 1)
	if err != nil || len(rows) == 0 {
		return Answering{}, absent(err)
	}
	run := s.remember(rows[0])
	frames, _ := run.Since(0)
	return Answering{Run: run, After: len(frames) - 1}, nil
}

// remember keeps the run of a query that an earlier process made, so that an equal question is a new one from now on.
func (s *Service) remember(q Query) *Run {
	run := finishedRun(q)
	close(run.accepted)
	s.runs.add(run)
	s.runs.keep(run, s.Now())
	return run
}

// tomorrow is ErrDailyLimit with the time that is left of the day.
func (s *Service) tomorrow() error {
	now, refusal := s.Now().UTC(), *ErrDailyLimit
	refusal.RetryAfter = now.Truncate(24 * time.Hour).Add(24 * time.Hour).Sub(now)
	return &refusal
}

func checkQuestion(text string) error {
	var p errs.Problems
	p.Text("request", strings.TrimSpace(text), 1, MaxQuestion)
	return errs.InvalidFields(p)
}
