package openai_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"latchkey/internal/provider"
	"latchkey/internal/provider/openai"
	"latchkey/internal/provider/providertest"
)

// A trial asks for little, and says what came and how long it took.
func TestTry(t *testing.T) {
	t.Parallel()
	up := providertest.New(t, providertest.Words("Hello ", "there."))
	settings := request(up).Settings
	for most, want := range map[int]int{0: 30, 5: 5, 9000: 30} {
		settings.MaxOutputTokens = most
		trial := provider.Try(t.Context(), openai.New(), settings)
		if trial.Err != nil || trial.Text != "Hello there." || trial.FirstWord <= 0 || trial.Total < trial.FirstWord || trial.Usage.OutputTokens != 7 {
			t.Errorf("%+v", trial)
		}
		if asked := up.Requests()[len(up.Requests())-1]; asked.MaxTokens != want {
			t.Errorf("with at most %d tokens it asked for %d", most, asked.MaxTokens)
		}
	}
}

func TestTryFailures(t *testing.T) {
	t.Parallel()
	up := providertest.New(t, providertest.Hang("Hel"))
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if trial := provider.Try(ctx, openai.New(), request(up).Settings); !errors.Is(trial.Err, context.DeadlineExceeded) || trial.Text != "Hel" || trial.Total <= 0 {
		t.Errorf("hangs: %+v", trial)
	}
	up.Follow(func(w http.ResponseWriter, _ *http.Request) {
		providertest.Begin(w)
		fmt.Fprint(w, `data: {"id":"c","object":"chat.completion.chunk","choices":[{"index":0,"delta":{},"finish_reason":"length"}]}`+"\n\ndata: [DONE]\n\n")
	})
	if trial := provider.Try(t.Context(), openai.New(), request(up).Settings); !errors.Is(trial.Err, provider.ErrSpent) || trial.FirstWord != 0 {
		t.Errorf("thinks first: %+v", trial)
	}
	up.Follow(func(w http.ResponseWriter, r *http.Request) {
		providertest.Begin(w)
		for r.Context().Err() == nil {
			providertest.Say(w, strings.Repeat("word ", 100))
		}
	})
	if trial := provider.Try(t.Context(), openai.New(), request(up).Settings); trial.Err != nil || len(trial.Text) > 5000 {
		t.Errorf("never ends: %d bytes, %v", len(trial.Text), trial.Err)
	}
}
