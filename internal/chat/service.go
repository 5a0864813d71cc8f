package chat

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"latchkey/internal/errs"
	"latchkey/internal/provider"
	"latchkey/internal/queue"
	"latchkey/internal/secretbox"
)

const (
	leaseTime     = time.Minute
	leaseRenewal  = 15 * time.Second
	appendTimeout = 10 * time.Second
	finishTimeout = 3 * time.Second
	waitingInAll  = 20_000 // questions
	waitingForOne = 1_000  // for the same assistant
	waitingOfOne  = 5      // of the same visitor for the same assistant: others shall find a place
)

// Options are what a Service is made of. All but Attachments, Passages and MaxRunTime are needed.
type Options struct {
	Conversations Conversations
	Queries       Queries
	Journal       Journal
	Knowledge     Searcher
	Passages      Passages
	Attachments   Attachments
	Providers     map[string]provider.Provider
	Box           *secretbox.Box
	Owner         string // names this process among those that share the database
	Now           func() time.Time
	Log           *slog.Logger
	MaxRunTime    time.Duration // 0 = 10 minutes
}

// Service holds conversations and makes answers.
type Service struct {
	Options
	base context.Context
	end  context.CancelCauseFunc

	runs  runs
	queue *queue.Queue

	mu          sync.Mutex
	unkept      []Query   // outcomes that could not be stored yet
	interrupted time.Time // when queries of a dead process were last found; zero = never
}

// New returns a Service. Call Recover before the first question, and Shutdown at the end.
func New(o Options) *Service {
	if o.MaxRunTime == 0 {
		o.MaxRunTime = 10 * time.Minute
	}
	base, end := context.WithCancelCause(context.Background())
	return &Service{Options: o, base: base, end: end, runs: runs{of: map[string][]*Run{}}, queue: queue.New(waitingInAll, waitingForOne, waitingOfOne)}
}

// Recover marks what an earlier process left unfinished as interrupted. Call it once, before the first question.
func (s *Service) Recover(ctx context.Context) (int, error) {
	return s.interrupt(ctx, true, s.Now())
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
		_, interruptErr := s.interrupt(ctx, false, now)
		if err := errors.Join(renewErr, interruptErr); err != nil && ctx.Err() == nil {
			s.Log.Error("cannot renew the leases of running answers", "error", err)
			continue
		}
		s.storeUnkept()
		s.runs.forgetOld(now)
	}
}

func (s *Service) interrupt(ctx context.Context, own bool, now time.Time) (int, error) {
	n, err := s.Journal.Interrupt(ctx, s.Owner, own, now)
	if n > 0 {
		s.mu.Lock()
		s.interrupted = now
		s.mu.Unlock()
	}
	return n, err
}

// interruptedLately says whether somebody may not know yet of an interruption.
func (s *Service) interruptedLately(now time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.interrupted.IsZero() && now.Sub(s.interrupted) <= resentWithin
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
	s.runs.refuse()
	s.end(errShutdown)
	return s.runs.wait(ctx)
}
