// Package builtin answers from the assistant's knowledge alone: no network, no model.
//
// An answer is extractive. The sentences, lists, code and rows that fit the question best are taken from
// the passages of the Request and put together as a short text in which every paragraph names its source.
// Nothing is reworded and nothing is invented: without passages the answer says that nothing was found.
// Greetings, thanks and "who are you" get a fixed phrase. The same Request always gets the same answer.
//
// A Provider is immutable and safe for concurrent use. The package does not search: the passages come with
// the Request. It ignores History, so a question has to name what it is about.
package builtin

import (
	"context"
	"iter"
	"regexp"
	"slices"
	"strings"
	"time"

	"latchkey/internal/errs"
	"latchkey/internal/provider"
)

const wordsPerEvent = 3

// Provider makes extractive answers.
type Provider struct {
	pace time.Duration
}

var _ provider.Provider = (*Provider)(nil)

// Option changes a Provider that is being made.
type Option func(*Provider)

// WithPace waits before each event of text, for demonstrations in which streaming is to be seen. The
// default is not to wait.
func WithPace(pace time.Duration) Option { return func(p *Provider) { p.pace = pace } }

// New returns a Provider.
func New(options ...Option) *Provider {
	p := &Provider{}
	for _, o := range options {
		o(p)
	}
	return p
}

// answer is a whole answer before it is streamed.
type answer struct {
	text       string
	references []provider.Reference
	used       int // words of the passages that were drawn on
}

// Answer implements provider.Provider. It yields the references, if any, then the text a few words at a
// time, then the usage, counted in words. When ctx ends, the last pair is an errs.Unavailable error that
// wraps ctx.Err().
func (p *Provider) Answer(ctx context.Context, req provider.Request) iter.Seq2[provider.Event, error] {
	return func(yield func(provider.Event, error) bool) {
		if slices.ContainsFunc(req.Attachments, func(a provider.Attachment) bool { return a.Image != nil }) {
			yield(provider.Event{}, errs.New(errs.Invalid, provider.NoVision, provider.NoVisionText))
			return
		}
		a := respond(req)
		if len(a.references) > 0 && !yield(provider.Event{References: a.references}, nil) {
			return
		}
		for delta := range deltas(a.text, wordsPerEvent) {
			if err := p.wait(ctx); err != nil {
				yield(provider.Event{}, errs.Wrap(err, errs.Unavailable, "ANSWER_STOPPED",
					"The answer was stopped."))
				return
			}
			if !yield(provider.Event{Text: delta}, nil) {
				return
			}
		}
		yield(provider.Event{Usage: usage(req, a)}, nil)
	}
}

func (p *Provider) wait(ctx context.Context) error {
	if p.pace <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(p.pace)
	defer timer.Stop()
	select {
	case <-timer.C:
		return ctx.Err()
	case <-ctx.Done():
		return ctx.Err()
	}
}

func usage(req provider.Request, a answer) *provider.Usage {
	u := &provider.Usage{UsedContext: a.used, OutputTokens: countWords(a.text),
		UserQuery: countWords(req.Question)}
	for _, passage := range req.Passages {
		u.AvailableContext += countWords(passage.Text)
	}
	return u
}

var spacedWord = regexp.MustCompile(`\S+\s*`)

// deltas cuts a text into parts of n words; put together they are the text.
func deltas(text string, n int) iter.Seq[string] {
	return func(yield func(string) bool) {
		words := spacedWord.FindAllString(text, -1)
		for len(words) > 0 {
			k := min(n, len(words))
			if !yield(strings.Join(words[:k], "")) {
				return
			}
			words = words[k:]
		}
	}
}

func countWords(s string) int { return len(strings.Fields(s)) }

// respond decides what kind of answer a request gets.
func respond(req provider.Request) answer {
	language := detect(req.Question)
	if text, ok := smallTalk(req.Question, req.Settings.AssistantName, language); ok {
		return answer{text: text}
	}
	if a, ok := compose(req, phrasesOf(language)); ok {
		return a
	}
	return answer{text: phrasesOf(language).nothing}
}
