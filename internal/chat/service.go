package chat

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"log/slog"
	"math"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"latchkey/internal/errs"
	"latchkey/internal/provider"
	"latchkey/internal/random"
	"latchkey/internal/secretbox"
)

// MaxQuestion is the longest question, in characters.
const MaxQuestion = 20_000

const (
	tokenLength   = 43 // base62: 256 bits
	tokenPurpose  = "conversation-token"
	maxData       = 4096 // bytes
	maxTitle      = 200  // characters
	leaseTime     = time.Minute
	leaseRenewal  = 15 * time.Second
	historyRows   = 20
	historyUpTo   = 1000
	historyPage   = 50
	historyBytes  = 2 << 20
	passageCount  = 6
	stopPatience  = 5 * time.Second
	acceptTimeout = 10 * time.Second
	appendTimeout = 10 * time.Second
	finishTimeout = 3 * time.Second
)

// Options are what a Service is made of. All but MaxRunTime are needed.
type Options struct {
	Store      Store
	Journal    Journal
	Knowledge  Searcher
	Providers  map[string]provider.Provider
	Box        *secretbox.Box
	Owner      string // names this process among those that share the database
	Now        func() time.Time
	Log        *slog.Logger
	MaxRunTime time.Duration // 0 = 10 minutes
}

// Service holds conversations and makes answers.
type Service struct {
	Options
	base context.Context
	end  context.CancelCauseFunc

	mu     sync.Mutex
	runs   map[string][]*Run // by conversation
	ending bool
	unkept []Query // outcomes that could not be stored yet
	live   sync.WaitGroup
}

// New returns a Service. Call Recover before the first question, and Shutdown at the end.
func New(o Options) *Service {
	if o.MaxRunTime == 0 {
		o.MaxRunTime = 10 * time.Minute
	}
	base, end := context.WithCancelCause(context.Background())
	return &Service{Options: o, base: base, end: end, runs: map[string][]*Run{}}
}

// Opening is what a client says when it opens a conversation.
type Opening struct {
	Title  string
	Source string
	Data   json.RawMessage
}

// Open creates a conversation.
func (s *Service) Open(ctx context.Context, caller Caller, o Opening) (Conversation, error) {
	now := s.Now().UTC().Truncate(time.Millisecond)
	c := Conversation{
		ID: random.ID("c_"), Caller: caller, Token: "t_" + random.Base62(tokenLength),
		Title: cut(o.Title, maxTitle), Source: cut(o.Source, maxTitle), Data: o.Data,
		CreatedAt: now, UpdatedAt: now,
	}
	if c.Title == "" {
		c.Title = "New Conversation"
	}
	if len(c.Data) > maxData || !json.Valid(c.Data) || !utf8.Valid(c.Data) || strings.Contains(string(c.Data), `\u0000`) {
		c.Data = nil // it is not needed to answer: tolerated, never kept
	}
	sealed := s.Box.Seal([]byte(c.Token), tokenPurpose, c.ID)
	return c, s.Store.CreateConversation(ctx, Record{Conversation: c, SealedToken: sealed})
}

// cut makes a client's text storable: valid UTF-8, no NUL, at most n characters.
func cut(text string, n int) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, ""), "\x00", "")
	if runes := []rune(text); len(runes) > n {
		return string(runes[:n])
	}
	return text
}

// Conversation returns a conversation of the caller; everybody else's answers errs.NotFound like one that does not exist.
func (s *Service) Conversation(ctx context.Context, caller Caller, id string) (Conversation, error) {
	r, err := s.Store.Conversation(ctx, id)
	if e, ok := errs.As(err); ok && e.Kind == errs.NotFound {
		return Conversation{}, notFound()
	}
	if err != nil {
		return Conversation{}, err
	}
	if r.Caller != caller {
		return Conversation{}, notFound()
	}
	token, err := s.Box.Open(r.SealedToken, tokenPurpose, r.ID)
	if err != nil {
		return Conversation{}, errs.Wrap(err, errs.Internal, "SECRET_UNREADABLE", "This conversation cannot be opened.")
	}
	r.Token = string(token)
	return r.Conversation, nil
}

// Writable is Conversation for calls that need the conversation token.
func (s *Service) Writable(ctx context.Context, caller Caller, id, token string) (Conversation, error) {
	c, err := s.Conversation(ctx, caller, id)
	if err == nil && subtle.ConstantTimeCompare([]byte(token), []byte(c.Token)) != 1 {
		return Conversation{}, tokenInvalid()
	}
	return c, err
}

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
	Idempotency    string // names the question, so that a repetition is recognised; "" = every question is new
	Limit          int    // most messages of the conversation, 0 = unlimited
	LimitText      string // what visitors read when the limit is reached
	KeyID          string // the key that the question came with
	DailyLimit     int    // most messages with the key in a day, 0 = unlimited
	Meter          Meter  // nil = nothing is counted
	Provider       string
	Settings       provider.Settings
}

// Ask counts and stores the question and starts its run. A question that the conversation has already, by its Idempotency, is not counted again: its run is
// returned, running or over. It fails with errs.Invalid, errs.RateLimited (MESSAGE_LIMIT, with the limit's text) or errs.Unavailable.
func (s *Service) Ask(ctx context.Context, q Question) (*Run, error) {
	if err := checkQuestion(q.Text); err != nil {
		return nil, err
	}
	now := s.Now().UTC().Truncate(time.Millisecond)
	query := Query{
		ID: random.ID("q_"), ConversationID: q.ConversationID, Question: q.Text, Idempotency: cut(q.Idempotency, maxTitle),
		Status: Running, Reaction: "NONE", CreatedAt: now,
	}
	if !s.begin() {
		return nil, errs.New(errs.Unavailable, "SHUTTING_DOWN", "The server is restarting. Please try again in a moment.")
	}
	ctx, cancel := context.WithTimeout(ctx, acceptTimeout)
	defer cancel()
	run, runCtx := s.register(query)
	turn, err := s.Store.AcceptQuery(ctx, Acceptance{
		Query: query, Limit: q.Limit, KeyID: q.KeyID, DailyLimit: q.DailyLimit, Owner: s.Owner, Lease: now.Add(leaseTime),
	})
	if err != nil {
		run.refused = true
		s.forget(run)
		close(run.accepted)
		run.cancel(nil)
		s.live.Done()
		if e, ok := errs.As(err); ok && e.Kind == errs.RateLimited && q.Meter != nil {
			q.Meter.Refused(e.Code)
		}
		return s.refused(ctx, query, q.LimitText, err)
	}
	if q.Meter != nil {
		q.Meter.Message()
	}
	run.query.Turn = turn
	close(run.accepted)
	go func() {
		defer s.live.Done()
		defer run.cancel(nil)
		s.answer(runCtx, run, q)
		s.forget(run)
	}()
	return run, nil
}

// refused turns the store's refusal into the visitor's, or into the run that a repeated question has already.
func (s *Service) refused(ctx context.Context, query Query, limitText string, err error) (*Run, error) {
	switch {
	case errors.Is(err, ErrLimit):
		return nil, errs.New(errs.RateLimited, ErrLimit.Code, limitText)
	case errors.Is(err, ErrDailyLimit):
		return nil, s.tomorrow()
	case !errors.Is(err, ErrRepeated):
		return nil, err
	}
	active := s.active(query.ConversationID) // before the row: a run that ends meanwhile is still found
	earlier, err := s.Store.QueryByIdempotency(ctx, query.ConversationID, query.Idempotency)
	if err != nil {
		return nil, err
	}
	if earlier.Question != query.Question {
		return nil, errs.New(errs.Invalid, "IDEMPOTENCY_MISMATCH", "Another question was sent under the same Idempotency-Key.")
	}
	for _, run := range active {
		if run.query.ID == earlier.ID {
			return run, nil
		}
	}
	if earlier.Status == Running { // it runs elsewhere
		return nil, errs.New(errs.Conflict, "QUESTION_PENDING", "This question is being answered already.")
	}
	return finishedRun(earlier), nil
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

// begin counts one more run unless the service is ending; Shutdown waits for it.
func (s *Service) begin() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ending {
		return false
	}
	s.live.Add(1)
	return true
}

// register makes the run of a query that is about to be stored, so that whoever looks meanwhile waits for it instead of missing it.
func (s *Service) register(query Query) (*Run, context.Context) {
	ctx, cancel := context.WithCancelCause(s.base)
	run := newRun(query, cancel)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.runs[query.ConversationID] = append(s.runs[query.ConversationID], run)
	return run, ctx
}

func (s *Service) forget(run *Run) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := run.query.ConversationID
	var left []*Run
	for _, r := range s.runs[id] {
		if r != run {
			left = append(left, r)
		}
	}
	if s.runs[id] = left; len(left) == 0 {
		delete(s.runs, id)
	}
}

// active returns the runs of a conversation whose queries are stored.
func (s *Service) active(conversationID string) []*Run {
	s.mu.Lock()
	all := append([]*Run(nil), s.runs[conversationID]...)
	s.mu.Unlock()
	var runs []*Run
	for _, run := range all {
		if <-run.accepted; !run.refused { // the wait is bounded by acceptTimeout
			runs = append(runs, run)
		}
	}
	return runs
}

// Stop ends the running answers of a conversation and waits until what they made is stored. It is fine when nothing runs.
func (s *Service) Stop(ctx context.Context, conversationID string) error {
	ctx, cancel := context.WithTimeout(ctx, stopPatience)
	defer cancel()
	for _, run := range s.active(conversationID) {
		run.cancel(errStopped)
		if err := run.Wait(ctx); err != nil {
			return errs.Wrap(err, errs.Unavailable, "STOP_PENDING", "The answer is being stopped.")
		}
	}
	return nil
}

// History is a conversation's finished queries, oldest first, and the runs that go on.
type History struct {
	Queries []Query
	Runs    []*Run
}

// History returns what was said: the newest thousand queries, or the newest two megabytes; Page reaches the rest. Every query is either in Queries, or its run is in Runs, never in both.
func (s *Service) History(ctx context.Context, conversationID string) (History, error) {
	h := History{Runs: s.active(conversationID)} // before the rows: a run that ends meanwhile is still followed
	followed := make(map[string]bool, len(h.Runs))
	for _, run := range h.Runs {
		followed[run.query.ID] = true
	}
	var err error
	h.Queries, err = s.finished(ctx, conversationID, followed)
	return h, err
}

// finished returns the newest queries that are not being followed, oldest first, as far as the bounds of a history reach.
func (s *Service) finished(ctx context.Context, conversationID string, followed map[string]bool) (list []Query, err error) {
	size := 0
	for before := math.MaxInt32; ; {
		rows, err := s.Store.LastQueries(ctx, conversationID, before, historyPage)
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
		if len(rows) < historyPage {
			slices.Reverse(list)
			return list, nil
		}
	}
}

// Page returns at most limit queries with a turn after the given one, oldest first, also those still running with the text made so far.
func (s *Service) Page(ctx context.Context, conversationID string, after, limit int) ([]Query, error) {
	rows, err := s.Store.Queries(ctx, conversationID, after, limit)
	for _, run := range s.active(conversationID) {
		for i := range rows {
			if rows[i].ID == run.query.ID && rows[i].Status == Running {
				rows[i], _ = run.Until(math.MaxInt)
			}
		}
	}
	return rows, err
}

// Recover marks what an earlier process left unfinished as interrupted. Call it once, before the first question.
func (s *Service) Recover(ctx context.Context) (int, error) {
	return s.Journal.Interrupt(ctx, s.Owner, true, s.Now())
}

// Run keeps the leases of running queries and takes over those of processes that died, until ctx ends.
func (s *Service) Run(ctx context.Context) error {
	tick := time.NewTicker(leaseRenewal)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
		now := s.Now()
		renewErr := s.Journal.Renew(ctx, s.Owner, now.Add(leaseTime))
		_, interruptErr := s.Journal.Interrupt(ctx, s.Owner, false, now)
		if err := errors.Join(renewErr, interruptErr); err != nil && ctx.Err() == nil {
			s.Log.Error("cannot renew the leases of running answers", "error", err)
			continue
		}
		s.storeUnkept()
	}
}

// storeUnkept stores the outcomes that could not be stored when they were made.
func (s *Service) storeUnkept() {
	s.mu.Lock()
	waiting := s.unkept
	s.unkept = nil
	s.mu.Unlock()
	for _, query := range waiting {
		if err := s.finish(query); err != nil && errs.KindOf(err) != errs.NotFound {
			s.keepLater(query)
		}
	}
}

func (s *Service) keepLater(query Query) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.unkept = append(s.unkept, query)
}

// Shutdown refuses new questions, interrupts the running answers and waits until all of them are stored, or ctx ends.
func (s *Service) Shutdown(ctx context.Context) error {
	s.mu.Lock()
	s.ending = true
	s.mu.Unlock()
	s.end(errShutdown)
	done := make(chan struct{})
	go func() {
		s.live.Wait()
		close(done)
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
