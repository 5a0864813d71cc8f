package openai_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"latchkey/internal/errs"
	"latchkey/internal/provider"
	"latchkey/internal/provider/openai"
	"latchkey/internal/provider/providertest"
)

func request(u *providertest.Upstream) provider.Request {
	return provider.Request{
		Settings: provider.Settings{AssistantName: "Shop help", BaseURL: u.URL, Model: "m", APIKey: "sk-1"},
		Question: "Can I return it?",
	}
}

// collect runs an answer to its end.
func collect(ctx context.Context, p provider.Provider, req provider.Request) (text string, last provider.Event, references []provider.Reference, err error) {
	for event, problem := range p.Answer(ctx, req) {
		if problem != nil {
			return text, last, references, problem
		}
		text += event.Text
		if event.References != nil {
			references = event.References
		}
		last = event
	}
	return text, last, references, nil
}

func TestAnswer(t *testing.T) {
	t.Parallel()
	up := providertest.New(t, providertest.Words("You ", "can."))
	req := request(up)
	warm := 0.2
	req.Settings.Temperature, req.Settings.MaxOutputTokens, req.Settings.SystemPrompt = &warm, 50, "Be kind."
	req.Passages = []provider.Passage{
		{ID: "p1", DocumentID: "d1", Title: "Returns", Path: []string{"Returns", "How"}, Text: "Within 30 days.", Source: "https://shop.example/r"},
		{ID: "p2", DocumentID: "d2", Title: "Shipping", Path: []string{"Shipping"}, Text: "By post.", Source: "shipping.md"},
		{ID: "p3", DocumentID: "d1", Title: "Returns", Path: []string{"Returns"}, Text: "With the label.", Source: "https://shop.example/r"},
	}
	text, last, references, err := collect(t.Context(), openai.New(), req)
	if err != nil || text != "You can." {
		t.Fatalf("%q, %v", text, err)
	}
	if last.Usage == nil || last.Usage.UsedContext != 11 || last.Usage.OutputTokens != 7 {
		t.Errorf("usage %+v", last.Usage)
	}
	if len(references) != 2 || references[0].Number != 1 || references[0].DocumentID != "d1" || references[1].DocumentID != "d2" {
		t.Errorf("references %+v", references)
	}
	asked := up.Requests()[0]
	system := asked.Messages[0].Content
	for _, part := range []string{"Shop help", "Be kind.", "[1] Returns", "Within 30 days.", "With the label.", "[2] Shipping"} {
		if !strings.Contains(system, part) {
			t.Errorf("the system message has no %q:\n%s", part, system)
		}
	}
	if asked.Model != "m" || asked.MaxTokens != 50 {
		t.Errorf("asked %+v", asked)
	}
}

// Credentials in the process's environment are not sent to anybody.
func TestEnvironmentIsNotUsed(t *testing.T) {
	t.Setenv("OPENAI_API_KEY", "sk-environment")
	t.Setenv("OPENAI_ORG_ID", "org-environment")
	up := providertest.New(t, providertest.Words("x"))
	req := request(up)
	req.Settings.APIKey = ""
	if _, _, _, err := collect(t.Context(), openai.New(), req); err != nil {
		t.Fatal(err)
	}
	if h := fmt.Sprint(up.Requests()[0].Header); strings.Contains(h, "environment") {
		t.Errorf("sent %s", h)
	}
}

// What was said before is told as far as the budget holds, newest first and in whole turns.
func TestHistoryBudget(t *testing.T) {
	t.Parallel()
	up := providertest.New(t, providertest.Words("x"))
	req := request(up)
	for i := range 40 {
		req.History = append(req.History,
			provider.Message{Role: provider.Visitor, Text: fmt.Sprint("question ", i)},
			provider.Message{Role: provider.Assistant, Text: strings.Repeat("word ", 1000)})
	}
	if _, _, _, err := collect(t.Context(), openai.New(), req); err != nil {
		t.Fatal(err)
	}
	messages := up.Requests()[0].Messages
	total := 0
	for _, m := range messages {
		total += len(m.Content)
	}
	first := messages[1]
	if total > 4*16_000+200 || len(messages) < 10 || first.Role != "user" || first.Content == "question 0" {
		t.Errorf("%d messages with %d characters, the first %s %q", len(messages), total, first.Role, first.Content)
	}
	if last := messages[len(messages)-1]; last.Content != "Can I return it?" {
		t.Errorf("the last message is %q", last.Content)
	}
}

func TestFailures(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		script providertest.Script
		code   string
	}{
		"401":              {providertest.Status(401), "MODEL_UNAUTHORIZED"},
		"403":              {providertest.Status(403), "MODEL_UNAUTHORIZED"},
		"404":              {providertest.Status(404), "MODEL_REJECTED"},
		"429":              {providertest.Status(429), "MODEL_BUSY"},
		"500":              {providertest.Status(500), "MODEL_FAILED"},
		"hangs at once":    {providertest.Hang(), "MODEL_TIMEOUT"},
		"hangs later":      {providertest.Hang("a ", "b "), "MODEL_TIMEOUT"},
		"cut at once":      {providertest.Cut(), "MODEL_UNREADABLE"},
		"cut later":        {providertest.Cut("a "), "MODEL_CUT"},
		"garbage":          {providertest.Garbage(), "MODEL_UNREADABLE"},
		"ends too early":   {func(w http.ResponseWriter, _ *http.Request) { providertest.Begin(w); providertest.Say(w, "a ") }, "MODEL_CUT"},
		"no word":          {func(w http.ResponseWriter, _ *http.Request) { providertest.Begin(w); providertest.End(w) }, "MODEL_EMPTY"},
		"empty":            {func(http.ResponseWriter, *http.Request) {}, "MODEL_UNREADABLE"},
		"one JSON instead": {func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, `{"choices":[]}`) }, "MODEL_UNREADABLE"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			up := providertest.New(t, c.script)
			_, _, _, err := collect(t.Context(), openai.New(openai.WithIdleTimeout(300*time.Millisecond)), request(up))
			e, ok := errs.As(err)
			if !ok || e.Code != c.code || e.Kind != errs.Unavailable || e.Message == "" || e.Cause == nil {
				t.Fatalf("%v", err)
			}
			if strings.Contains(e.Message, "sk-1") || strings.Contains(e.Message, "127.0.0.1") {
				t.Errorf("the visitor's text leaks: %s", e.Message)
			}
		})
	}
}

// An upstream that keeps a question in its queue with comments is alive.
func TestComments(t *testing.T) {
	t.Parallel()
	up := providertest.New(t, func(w http.ResponseWriter, r *http.Request) {
		providertest.Begin(w)
		tick := time.NewTicker(100 * time.Millisecond)
		defer tick.Stop()
		for range 8 {
			<-tick.C
			fmt.Fprint(w, ": waiting\n\n")
			_ = http.NewResponseController(w).Flush()
		}
		providertest.Say(w, "Yes.")
		providertest.End(w)
	})
	if text, _, _, err := collect(t.Context(), openai.New(openai.WithIdleTimeout(400*time.Millisecond)), request(up)); err != nil || text != "Yes." {
		t.Errorf("%q, %v", text, err)
	}
}

// An upstream that says that it is done, and then neither ends its stream nor sends more, has answered.
func TestStreamLeftOpen(t *testing.T) {
	t.Parallel()
	up := providertest.New(t, func(w http.ResponseWriter, r *http.Request) {
		providertest.Begin(w)
		providertest.Say(w, "Yes.")
		fmt.Fprint(w, `data: {"id":"c","object":"chat.completion.chunk","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}`+"\n\n")
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	})
	if text, last, _, err := collect(t.Context(), openai.New(openai.WithIdleTimeout(300*time.Millisecond)), request(up)); err != nil || text != "Yes." || last.Usage == nil {
		t.Errorf("%q, %+v, %v", text, last, err)
	}
}

// An upstream without measure is cut off instead of being kept in memory.
func TestEndlessUpstream(t *testing.T) {
	t.Parallel()
	for name, begin := range map[string]func(w http.ResponseWriter){
		"a refusal without end": func(w http.ResponseWriter) { w.WriteHeader(http.StatusInternalServerError) },
		"a line without end":    func(w http.ResponseWriter) { providertest.Begin(w); fmt.Fprint(w, "data: ") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var sent atomic.Int64
			up := providertest.New(t, func(w http.ResponseWriter, r *http.Request) {
				begin(w)
				block := []byte(strings.Repeat("y", 1<<16))
				for r.Context().Err() == nil && sent.Load() < 200<<20 {
					n, err := w.Write(block)
					if sent.Add(int64(n)); err != nil {
						return
					}
				}
			})
			if _, _, _, err := collect(t.Context(), openai.New(), request(up)); errs.KindOf(err) != errs.Unavailable {
				t.Errorf("%v", err)
			}
			if sent.Load() >= 100<<20 {
				t.Errorf("%d bytes were read", sent.Load())
			}
		})
	}
}

// What an upstream says of its refusal reaches the log, without the credential that it may repeat.
func TestCauseForTheLog(t *testing.T) {
	t.Parallel()
	up := providertest.New(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusNotFound)
		fmt.Fprintf(w, `{"error":{"message":"no model m for %s","type":"x","code":"model_not_found","param":"model"}}`, r.Header.Get("Authorization"))
	})
	_, _, _, err := collect(t.Context(), openai.New(), request(up))
	if text := err.Error(); !strings.Contains(text, "no model m") || !strings.Contains(text, "model_not_found") || strings.Contains(text, "sk-1") {
		t.Errorf("%s", text)
	}
}

// Whatever member it is in and wherever it is said: the log gets a short text without the credential, and always the same one.
func TestCauseIsShortAndMasked(t *testing.T) {
	t.Parallel()
	const credential = `sk-"quoted"`
	endless := strings.Repeat("y", 1<<20)
	told, err := json.Marshal(map[string]any{"error": map[string]any{
		"message": credential + endless, "code": endless[:290] + credential + endless, "param": map[string]any{"sent": credential, "more": endless},
	}})
	if err != nil {
		t.Fatal(err)
	}
	for name, script := range map[string]providertest.Script{
		"in the stream": providertest.Raw("data: "+string(told)+"\n\n", 0),
		"as a refusal": func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusNotFound)
			_, _ = w.Write(told)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			req := request(providertest.New(t, script))
			req.Settings.APIKey = credential
			_, _, _, err := collect(t.Context(), openai.New(), req)
			e, ok := errs.As(err)
			if !ok {
				t.Fatalf("%v", err)
			}
			text := e.Cause.Error()
			if len(text) > 3*300+200 || strings.Contains(text, "sk-") || strings.Contains(text, "quoted") {
				t.Errorf("%d bytes: %.1000s", len(text), text)
			}
			if name == "in the stream" && (!strings.Contains(text, "(code ") || strings.Index(text, "(code ") > strings.Index(text, "(parameter ")) {
				t.Errorf("%s", text)
			}
			for range 20 {
				if again := e.Cause.Error(); again != text {
					t.Fatalf("%s\n%s", text, again)
				}
			}
		})
	}
}

func TestUnreachable(t *testing.T) {
	t.Parallel()
	req := provider.Request{Settings: provider.Settings{BaseURL: "http://127.0.0.1:1/v1", Model: "m"}, Question: "x"}
	_, _, _, err := collect(t.Context(), openai.New(), req)
	if e, ok := errs.As(err); !ok || e.Code != "MODEL_UNREACHABLE" {
		t.Fatalf("%v", err)
	}
}

// Ending the context and leaving the loop both end the call to the upstream.
func TestLeaving(t *testing.T) {
	t.Parallel()
	gone := make(chan struct{}, 2)
	up := providertest.New(t, func(w http.ResponseWriter, r *http.Request) {
		providertest.Begin(w)
		providertest.Say(w, "a ")
		<-r.Context().Done()
		gone <- struct{}{}
	})
	for range openai.New().Answer(t.Context(), request(up)) {
		break
	}
	<-gone
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var last error
	for _, err := range openai.New().Answer(ctx, request(up)) {
		cancel()
		last = err
	}
	<-gone
	if !errors.Is(last, context.Canceled) {
		t.Errorf("after the end of the context: %v", last)
	}
}
