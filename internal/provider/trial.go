package provider

import (
	"context"
	"errors"
	"time"
)

// ErrSpent is the cause when a model used up its output tokens before the first word, as models do that think first. It may do so in a Trial, which gives it few.
var ErrSpent = errors.New("the model used up its output tokens before the first word")

// Trial is what came of one short question.
type Trial struct {
	Text      string
	Usage     Usage
	FirstWord time.Duration // until the first word; 0 = none came
	Total     time.Duration
	Err       error // as of Provider.Answer; nil = the answer is whole, or was long enough
}

const (
	trialQuestion = "Hello!"
	trialTokens   = 30
	trialBytes    = 4096 // of an upstream that does not keep to the tokens
)

// Try asks a provider one short question and says what came of it. ctx bounds how long that takes.
func Try(ctx context.Context, p Provider, s Settings) (t Trial) {
	if s.MaxOutputTokens == 0 || s.MaxOutputTokens > trialTokens {
		s.MaxOutputTokens = trialTokens
	}
	begun := time.Now()
	defer func() { t.Total = time.Since(begun) }()
	for event, err := range p.Answer(ctx, Request{Settings: s, Question: trialQuestion}) {
		if err != nil {
			t.Err = err
			return t
		}
		if t.Text == "" && event.Text != "" {
			t.FirstWord = time.Since(begun)
		}
		t.Text += event.Text
		if event.Usage != nil {
			t.Usage = *event.Usage
		}
		if len(t.Text) > trialBytes {
			return t
		}
	}
	return t
}
