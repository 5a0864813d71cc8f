package failover

import (
	"container/list"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/sony/gobreaker/v2"

	"latchkey/internal/errs"
	"latchkey/internal/provider"
)

const (
	maxBreakers  = 1000 // upstreams whose state is kept; those that were not asked for longest are forgotten
	failures     = 5    // questions in a row, until an upstream is left alone
	leaveAlone   = 10 * time.Second
	countsExpire = time.Minute
)

// breakers hold a circuit breaker for each upstream: server, model and credential, so that a credential that was changed is tried at once.
type breakers struct {
	log *slog.Logger

	mu    sync.Mutex
	known map[[sha256.Size]byte]*list.Element
	used  list.List // of *breaker, the last used first
}

type breaker struct {
	id      [sha256.Size]byte
	circuit *gobreaker.TwoStepCircuitBreaker[struct{}]
	last    atomic.Pointer[errs.Error] // why the upstream failed last
}

func newBreakers(log *slog.Logger) *breakers {
	return &breakers{log: log, known: map[[sha256.Size]byte]*list.Element{}}
}

// allow says whether an upstream may be asked: then done must be told how that went, once. It fails with the reason why it is left alone.
func (b *breakers) allow(s *provider.Settings) (done func(error), err error) {
	one := b.of(s)
	report, err := one.circuit.Allow()
	if err != nil {
		return nil, one.paused(err)
	}
	return func(err error) {
		if e, ok := errs.As(err); ok && !harmless(err) {
			one.last.Store(e)
		}
		report(err)
	}, nil
}

// paused is the last failure of an upstream, which is why nobody is sent there.
func (b *breaker) paused(cause error) error {
	e := errs.New(errs.Unavailable, "MODEL_FAILED", "The assistant cannot answer at the moment. Please try again.")
	if last := b.last.Load(); last != nil {
		e = errs.New(last.Kind, last.Code, last.Message)
	}
	e.RetryAfter = leaveAlone
	e.Cause = &provider.Failure{Fault: provider.Stuck, Err: fmt.Errorf("it failed again and again and is left alone for a while: %w", cause)}
	return e
}

// harmless tells that a failure says nothing of the upstream's health: it was the question, or nobody waited for the answer.
func harmless(err error) bool {
	fault := provider.FaultOf(err)
	return fault == provider.Final || fault == provider.Unfit || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

func (b *breakers) of(s *provider.Settings) *breaker {
	id := sha256.Sum256(fmt.Appendf(nil, "%q %q %q", s.BaseURL, s.Model, s.APIKey))
	b.mu.Lock()
	defer b.mu.Unlock()
	if found := b.known[id]; found != nil {
		b.used.MoveToFront(found)
		return found.Value.(*breaker)
	}
	if b.used.Len() >= maxBreakers {
		oldest := b.used.Remove(b.used.Back()).(*breaker)
		delete(b.known, oldest.id)
	}
	one := &breaker{id: id, circuit: gobreaker.NewTwoStepCircuitBreaker[struct{}](gobreaker.Settings{
		Name: name(s), MaxRequests: 1, Interval: countsExpire, Timeout: leaveAlone,
		ReadyToTrip:   func(c gobreaker.Counts) bool { return c.ConsecutiveFailures >= failures },
		OnStateChange: b.changed,
		IsExcluded:    func(err error) bool { return err != nil && harmless(err) },
	})}
	b.known[id] = b.used.PushFront(one)
	return one
}

func (b *breakers) changed(name string, from, to gobreaker.State) {
	switch to {
	case gobreaker.StateOpen:
		b.log.Warn("an upstream fails again and again and is left alone for a while", "upstream", name, "for", leaveAlone)
	case gobreaker.StateClosed:
		b.log.Info("an upstream answers again", "upstream", name)
	}
}
