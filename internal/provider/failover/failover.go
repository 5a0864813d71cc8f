// Package failover makes answers with a second upstream when the first does not answer, and tries again when that may help.
//
// It wraps any provider. Until the first word (of the answer, or of what the model thinks) is shown, a try that failed leaves no trace: it is repeated after a
// moment when its fault is transient, at most twice, and then the settings' fallback is asked. Afterwards nothing is repeated. A question with a picture
// goes only to upstreams that see pictures, if there are any. An upstream that fails again and again is left alone for a while, which spares the visitors the wait. The provider is safe for concurrent use and keeps nothing but the state
// of a bounded number of upstreams. It does not know how upstreams are spoken to.
package failover

import (
	"context"
	"iter"
	"log/slog"
	"math/rand/v2"
	"net/url"
	"slices"
	"time"

	"latchkey/internal/errs"
	"latchkey/internal/provider"
)

const (
	maxRetries  = 2 // for each upstream
	firstWait   = 300 * time.Millisecond
	maxWait     = 5 * time.Second  // that an upstream may ask for
	retryWithin = 30 * time.Second // of the question: then a visitor has waited long enough
)

// Provider implements provider.Provider and provider.Titler.
type Provider struct {
	next     provider.Provider
	log      *slog.Logger
	breakers *breakers
}

// New wraps a provider.
func New(next provider.Provider, log *slog.Logger) *Provider {
	return &Provider{next: next, log: log, breakers: newBreakers(log)}
}

// Answer implements provider.Provider.
func (p *Provider) Answer(ctx context.Context, req provider.Request) iter.Seq2[provider.Event, error] {
	return func(yield func(provider.Event, error) bool) {
		w := &work{ctx: ctx, begun: time.Now(), req: req, yield: yield}
		req = provider.Request{}
		if err := p.answer(w); err != nil && !w.left {
			yield(provider.Event{}, err)
		}
	}
}

// work is one answer in the making.
type work struct {
	ctx   context.Context
	begun time.Time
	req   provider.Request // forgotten with the first word: from then on it is not needed
	yield func(provider.Event, error) bool

	judge func(error)      // what the present upstream came to; the first call counts
	lost  int              // tokens that tries which came to nothing were given
	held  []provider.Event // of the present try, until its first word
	given int              // tokens that the present try was given
	shown bool             // the first word was shown
	left  bool             // nobody listens any more
}

// answer asks one upstream after the other and returns why there is no answer. When both failed, the owner reads of the first, if that was asked.
func (p *Provider) answer(w *work) error {
	second := w.choose()
	paused, err := p.ask(w)
	if second == nil || !elsewhere(w, err) {
		return err
	}
	p.turnTo(w, second, err)
	if _, again := p.ask(w); again == nil || w.shown || w.left || w.ctx.Err() != nil || paused {
		return again
	}
	return err
}

// turnTo makes the fallback the one that is asked.
func (p *Provider) turnTo(w *work, second *provider.Settings, err error) {
	w.req.Settings = *second
	p.log.Warn("the fallback is asked in place of the first upstream", "upstream", name(second), "code", codeOf(err))
}

// choose returns the fallback, nil when there is none. For a question with a picture of which only one upstream can see anything, that one is asked and there is no other.
func (w *work) choose() *provider.Settings {
	second, hasSecond := w.req.Settings.Second()
	if hasSecond && second.SeesImages != w.req.Settings.SeesImages && slices.ContainsFunc(w.req.Attachments, isPicture) {
		hasSecond = false
		if second.SeesImages {
			w.req.Settings = second
		}
	}
	w.req.Settings.Fallback = nil
	if !hasSecond {
		return nil
	}
	return &second
}

func isPicture(a provider.Attachment) bool { return a.Image != nil }

// elsewhere says whether another upstream may answer.
func elsewhere(w *work, err error) bool {
	return err != nil && !w.shown && !w.left && w.ctx.Err() == nil && provider.FaultOf(err) != provider.Final
}

// ask tries one upstream, unless that is left alone: then paused is true, and err is why. What it comes to counts once, however often it was tried.
func (p *Provider) ask(w *work) (paused bool, err error) {
	done, err := p.breakers.allow(&w.req.Settings)
	if err != nil {
		return true, err
	}
	w.judge = once(done)
	upstream := name(&w.req.Settings)
	defer func() { w.judge(context.Canceled) }() // it was left, which says nothing of the upstream
	for try := 0; ; try++ {
		err = p.try(w)
		if err == nil || w.shown || w.left || w.ctx.Err() != nil {
			return false, err
		}
		p.tell(upstream, try, err)
		if provider.FaultOf(err) != provider.Transient || try == maxRetries || !pause(w, try, err) {
			w.judge(err)
			return false, err
		}
	}
}

// try asks an upstream once.
func (p *Provider) try(w *work) error {
	w.held, w.given = nil, 0
	for event, err := range p.begin(w) {
		if err != nil {
			if !w.shown {
				w.lose()
			}
			return err
		}
		if !w.show(event) {
			w.left = true
			return nil
		}
	}
	w.judge(nil)
	return nil
}

// begin is apart from try because a stream is open for long: what a function needs of its stack is kept for each.
//
//go:noinline
func (p *Provider) begin(w *work) iter.Seq2[provider.Event, error] {
	return p.next.Answer(w.ctx, w.req)
}

// once returns a function of which the first call counts.
func once(done func(error)) func(error) {
	return func(err error) {
		if done != nil {
			done(err)
			done = nil
		}
	}
}

// show passes an event on, and holds back those that a next try may change: until the first word.
func (w *work) show(e provider.Event) bool {
	if e.Usage != nil {
		usage := *e.Usage
		w.given = usage.UsedContext + usage.OutputTokens
		usage.LostContext += w.lost
		return w.yield(provider.Event{Usage: &usage}, nil)
	}
	if e.Text == "" && e.Reasoning == "" && !w.shown {
		w.held = append(w.held, e)
		return true
	}
	if !w.shown {
		w.judge(nil)
		w.shown, w.req = true, provider.Request{}
		for _, before := range w.held {
			if !w.yield(before, nil) {
				return false
			}
		}
		w.held = nil
	}
	return w.yield(e, nil)
}

// lose counts what a try that came to nothing has cost.
func (w *work) lose() {
	if w.given > 0 {
		w.lost += w.given
		w.left = !w.yield(provider.Event{Usage: &provider.Usage{LostContext: w.lost}}, nil)
	}
}

// pause waits before the next try; false = there shall be none.
func pause(w *work, try int, err error) bool {
	wait := time.Duration(float64(firstWait<<(2*try)) * (0.5 + rand.Float64())) // that not all come back at once
	if e, ok := errs.As(err); ok && e.RetryAfter > 0 {
		wait = e.RetryAfter
	}
	if wait > maxWait || time.Since(w.begun)+wait > retryWithin || tooLate(w.ctx, wait) {
		return false
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-w.ctx.Done():
		return false
	}
}

func tooLate(ctx context.Context, wait time.Duration) bool {
	at, bounded := ctx.Deadline()
	return bounded && time.Until(at) < wait
}

// tell logs a failure: loudly when the owner must change something.
func (p *Provider) tell(upstream string, try int, err error) {
	level := slog.LevelWarn
	if provider.FaultOf(err) == provider.Misconfigured {
		level = slog.LevelError
	}
	p.log.Log(context.Background(), level, "an upstream failed before its first word", "upstream", upstream, "try", try+1, "code", codeOf(err), "error", err)
}

// name is an upstream for the log: its host and model, without a path, which might hold a secret.
func name(s *provider.Settings) string {
	if u, err := url.Parse(s.BaseURL); err == nil {
		return s.Model + " at " + u.Host
	}
	return s.Model
}

func codeOf(err error) string {
	if e, ok := errs.As(err); ok {
		return e.Code
	}
	return ""
}
