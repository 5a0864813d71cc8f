// Package openai makes answers with any API that speaks OpenAI's chat completions: OpenAI, Ollama, vLLM, LM Studio, OpenRouter, Mistral, Groq and others.
//
// It tells the model the owner's system prompt, the passages of the knowledge with the numbers to cite them by, what was said before within a token
// budget, and the question; and streams what comes back. Every way in which an upstream can fail becomes one error with a code, a text for visitors
// that blames nobody, and the cause for the log. It does not retry. The provider is safe for concurrent use; connections are shared.
package openai

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	sdk "github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"
	"github.com/openai/openai-go/v3/packages/param"
	"github.com/openai/openai-go/v3/packages/ssestream"

	"latchkey/internal/errs"
	"latchkey/internal/provider"
)

// errUnfinished is the cause when a stream ends cleanly, but the model never said that it was done.
var errUnfinished = errors.New("the stream ended without a finish reason")

// errEmpty is the cause when a model ended its answer without a word, and not for want of tokens: a filter, or a tool call.
var errEmpty = errors.New("the model ended without any text")

// Option changes a time limit.
type Option func(*Provider)

// WithIdleTimeout sets how long an upstream may be silent, before its first word and between two words. The default is one minute.
func WithIdleTimeout(d time.Duration) Option { return func(p *Provider) { p.idle = d } }

const (
	connectTimeout = 10 * time.Second
	idleTimeout    = time.Minute
	idleConns      = 200
	maxTold        = 300 // characters
)

// Provider implements provider.Provider.
type Provider struct {
	client *http.Client
	idle   time.Duration
}

// New returns a Provider.
func New(options ...Option) *Provider {
	p := &Provider{idle: idleTimeout, client: &http.Client{
		Transport: listening{&http.Transport{
			Proxy:                 http.ProxyFromEnvironment,
			DialContext:           (&net.Dialer{Timeout: connectTimeout}).DialContext,
			TLSHandshakeTimeout:   connectTimeout,
			ExpectContinueTimeout: time.Second,
			ForceAttemptHTTP2:     true,
			MaxIdleConns:          idleConns,
			MaxIdleConnsPerHost:   idleConns,
			IdleConnTimeout:       90 * time.Second,
		}},
		// A redirect would take the visitor's words, and perhaps the credential, to somebody whom the owner did not name.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
	for _, o := range options {
		o(p)
	}
	return p
}

var errIdle = errors.New("the upstream was silent for too long")

// Answer implements provider.Provider.
func (p *Provider) Answer(ctx context.Context, req provider.Request) iter.Seq2[provider.Event, error] {
	return func(yield func(provider.Event, error) bool) {
		ctx, cancel := context.WithCancelCause(ctx)
		defer cancel(nil)
		dog := &watchdog{limit: p.idle}
		dog.timer = time.AfterFunc(p.idle, func() { cancel(errIdle) })
		defer dog.timer.Stop()
		ctx = context.WithValue(ctx, watchdogKey{}, dog)

		prompt := compose(req)
		if len(prompt.references) > 0 && !yield(provider.Event{References: prompt.references}, nil) {
			return
		}
		stream := p.open(ctx, req.Settings, prompt)
		defer stream.Close()
		reading := reader{usage: prompt.usage}
		for stream.Next() {
			text := reading.take(stream.Current())
			if reading.finished {
				dog.hurry()
				dog.heard()
			}
			if text == "" {
				continue
			}
			dog.timer.Stop() // the reader's time is not the upstream's
			if !yield(provider.Event{Text: text}, nil) {
				return
			}
			dog.heard()
		}
		if err := problem(ctx, stream.Err(), reading); err != nil {
			yield(provider.Event{}, err)
			return
		}
		yield(provider.Event{Usage: &reading.usage}, nil)
	}
}

func (p *Provider) open(ctx context.Context, s provider.Settings, prompt prompt) *ssestream.Stream[sdk.ChatCompletionChunk] {
	params := sdk.ChatCompletionNewParams{
		Model: s.Model, Messages: prompt.messages,
		StreamOptions: sdk.ChatCompletionStreamOptionsParam{IncludeUsage: param.NewOpt(true)},
	}
	if s.Temperature != nil {
		params.Temperature = param.NewOpt(*s.Temperature)
	}
	if s.MaxOutputTokens > 0 {
		// OpenAI refuses the old name for its newer models; most other servers know only the old one.
		if u, err := url.Parse(s.BaseURL); err == nil && u.Hostname() == "api.openai.com" {
			params.MaxCompletionTokens = param.NewOpt(int64(s.MaxOutputTokens))
		} else {
			params.MaxTokens = param.NewOpt(int64(s.MaxOutputTokens))
		}
	}
	options := []option.RequestOption{
		option.WithHTTPClient(p.client), option.WithBaseURL(s.BaseURL + "/"), option.WithMaxRetries(0),
	}
	if s.APIKey != "" {
		options = append(options, option.WithAPIKey(s.APIKey))
	}
	// The service itself, not sdk.NewClient, which would read credentials from the environment.
	service := sdk.NewChatCompletionService(options...)
	return service.NewStreaming(ctx, params)
}

// reader follows the chunks of one answer.
type reader struct {
	usage    provider.Usage
	started  bool // any text came
	finished bool // the model said that it was done
	spent    bool // because it had no output tokens left
}

// take returns the text of a chunk. Reasoning and tool calls have no text here.
func (r *reader) take(chunk sdk.ChatCompletionChunk) string {
	if chunk.Usage.TotalTokens > 0 {
		r.usage.UsedContext, r.usage.OutputTokens = int(chunk.Usage.PromptTokens), int(chunk.Usage.CompletionTokens)
	}
	if len(chunk.Choices) == 0 {
		return ""
	}
	choice := chunk.Choices[0]
	r.finished = r.finished || choice.FinishReason != ""
	r.spent = r.spent || choice.FinishReason == "length"
	text := choice.Delta.Content + choice.Delta.Refusal // a model that refuses says why in a field of its own
	r.started = r.started || text != ""
	if chunk.Usage.TotalTokens == 0 {
		r.usage.OutputTokens += tokens(text)
	}
	return text
}

// What visitors read. The cause goes to the log, where the owner finds it.
const (
	tryAgain = "The assistant cannot answer at the moment. Please try again."
	notSetUp = "The assistant is not set up correctly. Please tell the owner of this website."
	busy     = "The assistant is very busy at the moment. Please try again in a minute."
	cutOff   = "The answer was cut off. Please try again."
)

// problem says what went wrong, nil when the answer is whole.
func problem(ctx context.Context, err error, r reader) error {
	idle := errors.Is(context.Cause(ctx), errIdle)
	switch whole := r.finished && r.started; {
	case idle && whole:
		return nil // an upstream that does not close its stream
	case idle:
		return errs.Wrap(errIdle, errs.Unavailable, "MODEL_TIMEOUT", tryAgain)
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return classify(err, r.started)
	case whole:
		return nil
	case r.spent:
		return errs.Wrap(provider.ErrSpent, errs.Unavailable, "MODEL_EMPTY", tryAgain)
	case r.finished:
		return errs.Wrap(errEmpty, errs.Unavailable, "MODEL_EMPTY", tryAgain)
	}
	return classify(errUnfinished, r.started)
}

// told is what an upstream said of its refusal, for the log: an upstream may repeat what it was sent, so what looks like a credential is left out.
func told(e *sdk.Error) error {
	message := e.Message
	if e.Request != nil {
		if _, credential, found := strings.Cut(e.Request.Header.Get("Authorization"), " "); found && credential != "" {
			message = strings.ReplaceAll(message, credential, "…")
		}
	}
	if runes := []rune(message); len(runes) > maxTold {
		message = string(runes[:maxTold]) + "…"
	}
	return fmt.Errorf("the upstream answered %d: %s (code %q, parameter %q)", e.StatusCode, message, e.Code, e.Param)
}

func classify(err error, started bool) error {
	if e, ok := errors.AsType[*sdk.Error](err); ok {
		err = told(e)
		switch {
		case e.StatusCode == http.StatusUnauthorized || e.StatusCode == http.StatusForbidden:
			return errs.Wrap(err, errs.Unavailable, "MODEL_UNAUTHORIZED", notSetUp)
		case e.StatusCode == http.StatusTooManyRequests:
			return errs.Wrap(err, errs.Unavailable, "MODEL_BUSY", busy)
		case e.StatusCode >= http.StatusInternalServerError:
			return errs.Wrap(err, errs.Unavailable, "MODEL_FAILED", tryAgain)
		}
		return errs.Wrap(err, errs.Unavailable, "MODEL_REJECTED", notSetUp)
	}
	if started {
		return errs.Wrap(err, errs.Unavailable, "MODEL_CUT", cutOff)
	}
	if _, ok := errors.AsType[*net.OpError](err); ok {
		return errs.Wrap(err, errs.Unavailable, "MODEL_UNREACHABLE", tryAgain)
	}
	return errs.Wrap(err, errs.Unavailable, "MODEL_UNREADABLE", tryAgain)
}
