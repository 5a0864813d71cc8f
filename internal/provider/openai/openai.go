// Package openai makes answers with any API that speaks OpenAI's chat completions: OpenAI, Ollama, vLLM, LM Studio, OpenRouter, Mistral, Groq and others.
//
// It tells the model the owner's system prompt, the passages of the knowledge with the numbers to cite them by, what the visitor attached, what was said
// before, and the question, as much of it as the model can take in; and streams what comes back, with what the model thinks kept apart. Every way in which
// an upstream can fail becomes one error with a code, a text for visitors that blames nobody, the cause for the log, and what may help against it. It
// retries nothing but a prompt that was too long for the model. The provider is safe for concurrent use; connections are shared.
package openai

import (
	"context"
	"errors"
	"io"
	"iter"
	"net"
	"net/http"
	"time"

	"latchkey/internal/aside"
	"latchkey/internal/provider"
	"latchkey/internal/upstream"
)

// Option changes a time limit.
type Option func(*Provider)

// WithIdleTimeout sets how long an upstream may be silent, before its first word and between two words. The default is one minute.
func WithIdleTimeout(d time.Duration) Option { return func(p *Provider) { p.idle = d } }

const (
	connectTimeout = 10 * time.Second
	idleTimeout    = time.Minute
	idleConns      = 200

	idleConnTimeout = 90 * time.Second

	// An answer comes in small pieces, and a question is written once: larger buffers would only be kept for each open stream.
	readBuffer  = 1 << 10
	writeBuffer = 1 << 10
)

// Provider implements provider.Provider and provider.Titler.
type Provider struct {
	client *http.Client
	idle   time.Duration
}

// New returns a Provider.
func New(options ...Option) *Provider {
	p := &Provider{idle: idleTimeout, client: &http.Client{
		Transport: transport(),
		// A redirect would take the visitor's words, and perhaps the credential, to somebody whom the owner did not name.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
	for _, o := range options {
		o(p)
	}
	return p
}

func transport() http.RoundTripper {
	dial := (&net.Dialer{Timeout: connectTimeout}).DialContext
	return &upstream.Transport{
		Rest: &http.Transport{
			Proxy:                 http.ProxyFromEnvironment,
			DialContext:           dial,
			TLSHandshakeTimeout:   connectTimeout,
			ExpectContinueTimeout: time.Second,
			ForceAttemptHTTP2:     true,
			MaxIdleConns:          idleConns,
			MaxIdleConnsPerHost:   idleConns,
			IdleConnTimeout:       idleConnTimeout,
			ReadBufferSize:        readBuffer,
			WriteBufferSize:       writeBuffer,
			DisableCompression:    true, // it saves nothing on small pieces, and takes 40 kB for each stream
		},
		Proxy: http.ProxyFromEnvironment, Dial: dial, MaxIdle: idleConns, IdleTimeout: idleConnTimeout,
	}
}

// Answer implements provider.Provider.
func (p *Provider) Answer(ctx context.Context, req provider.Request) iter.Seq2[provider.Event, error] {
	return func(yield func(provider.Event, error) bool) {
		ctx, cancel := context.WithCancelCause(ctx)
		defer cancel(nil)
		a := &answer{ctx: ctx, yield: yield, dog: newWatchdog(p.idle, func() { cancel(errIdle) })}
		defer a.dog.timer.Stop()
		res, err := aside.Do(func() (*http.Response, error) { return p.ask(a, req) })
		req = provider.Request{} // an open stream does not keep what its question weighed
		if err != nil {
			yield(provider.Event{}, err)
			return
		}
		defer res.Body.Close()
		if a.begin() && a.follow(res) {
			drain(a.dog, res.Body)
		}
	}
}

// ask sends the question; when the model can take in less than it was set up for, once more with half.
func (p *Provider) ask(a *answer, req provider.Request) (*http.Response, error) {
	for emergency := false; ; emergency = true {
		prompt, err := compose(req, emergency)
		if err != nil {
			return nil, err
		}
		res, err := p.post(a.ctx, a.dog, req.Settings, prompt)
		if err == nil {
			a.prompt, a.credential = outline{prompt.usage, prompt.references, prompt.trimmed}, req.Settings.APIKey
			return res, nil
		}
		if refusal, ok := errors.AsType[*refusal](err); !ok || !refusal.tooLong() || emergency {
			return nil, classify(a.ctx, err, false)
		}
		a.dog.heard()
	}
}

// outline is what is kept of a prompt.
type outline struct {
	usage      provider.Usage
	references []provider.Reference
	trimmed    *provider.Trim
}

// answer follows one stream.
type answer struct {
	ctx    context.Context
	yield  func(provider.Event, error) bool
	dog    *watchdog
	prompt outline

	credential string // is left out of what is told to the log
	splitter   provider.Splitter
	tally      provider.Tally // of what came, when the upstream does not count
	counted    bool           // the upstream said what was used
	started    bool           // any text came
	finished   bool           // the model said that it was done
	spent      bool           // because it had no output tokens left
}

// begin says what comes before the first word. Like say and follow it returns false when nobody listens any more.
func (a *answer) begin() bool {
	defer a.dog.heard()
	if a.prompt.trimmed != nil && !a.say(provider.Event{Trimmed: a.prompt.trimmed}) {
		return false
	}
	usage := a.prompt.usage
	if !a.say(provider.Event{Usage: &usage}) {
		return false
	}
	references := a.prompt.references
	a.prompt.references, a.prompt.trimmed = nil, nil
	return len(references) == 0 || a.say(provider.Event{References: references})
}

// say gives an event to the listener, whose time is not the upstream's.
func (a *answer) say(e provider.Event) bool {
	a.dog.timer.Stop()
	return a.yield(e, nil)
}

// follow reads the stream to its end, and returns whether the answer is whole.
func (a *answer) follow(res *http.Response) bool {
	stream, err := newEvents(res)
	var alike likeness
	for err == nil {
		var data []byte
		if data, err = stream.next(); err != nil {
			break
		}
		if string(data) == endMark {
			break
		}
		var c chunk
		if c, err = alike.decode(data); err == nil && !a.take(c) {
			return false
		}
	}
	if errors.Is(err, io.EOF) {
		err = nil
	}
	if !a.words(a.splitter.Rest()) {
		return false
	}
	err = a.problem(err)
	if usage := a.used(); !a.yield(provider.Event{Usage: &usage}, nil) {
		return false
	}
	if err != nil {
		a.yield(provider.Event{}, err)
	}
	return err == nil
}

// take follows one chunk.
func (a *answer) take(c chunk) bool {
	if c.input+c.output > 0 {
		a.prompt.usage.UsedContext, a.prompt.usage.OutputTokens, a.counted = c.input, c.output, true
	}
	if c.finish != "" {
		a.finished = true
		a.spent = a.spent || c.finish == "length"
		a.dog.hurry()
		a.dog.heard()
	}
	return a.words(c.reasoning, "") && a.words(a.splitter.Add(c.content)) && a.words("", c.refusal)
}

func (a *answer) words(reasoning, text string) bool {
	if reasoning == "" && text == "" {
		return true
	}
	a.tally.Add(reasoning)
	a.tally.Add(text)
	a.started = a.started || text != ""
	defer a.dog.heard()
	return (reasoning == "" || a.say(provider.Event{Reasoning: reasoning})) && (text == "" || a.say(provider.Event{Text: text}))
}

func (a *answer) used() provider.Usage {
	usage := a.prompt.usage
	if !a.counted {
		usage.OutputTokens = a.tally.Tokens()
	}
	return usage
}
