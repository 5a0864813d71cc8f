package chat_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"

	"latchkey/internal/chat"
	"latchkey/internal/errs"
	"latchkey/internal/provider"
)

// weighing are attachments that count how often their memory was given back.
type weighing struct{ sent atomic.Int32 }

func (w *weighing) ForQuestion(context.Context, string, []string) ([]provider.Attachment, func(), error) {
	return []provider.Attachment{{Name: "a.png", Image: []byte{1}}}, func() { w.sent.Add(1) }, nil
}

// The memory of attachments is given back once, whatever comes of the answer: with its first event, or at its end.
func TestMemoryOfAttachments(t *testing.T) {
	t.Parallel()
	atFirst := int32(-1)
	w := &weighing{}
	for name, p := range map[string]says{
		"answer": func(_ context.Context, yield func(provider.Event, error) bool) {
			_ = yield(text("One"), nil) && yield(text("two"), nil)
		},
		"refusal": func(_ context.Context, yield func(provider.Event, error) bool) {
			yield(provider.Event{}, errs.New(errs.Unavailable, "MODEL_FAILED", "No."))
		},
		"silence": func(context.Context, func(provider.Event, error) bool) {},
		"panic":   func(context.Context, func(provider.Event, error) bool) { panic(errors.New("broken")) },
		"timely": func(_ context.Context, yield func(provider.Event, error) bool) {
			if before := w.sent.Load(); before == 0 && yield(text("One"), nil) {
				atFirst = w.sent.Load() // after the first event, while the answer goes on
			}
		},
	} {
		w.sent.Store(0)
		s, c := service(t, &memory{}, p)
		s.Attachments = w
		run, err := s.Ask(t.Context(), chat.Question{ConversationID: c.ID, Text: "Hello?", Provider: "p", Attachments: []string{"f_1"}})
		if err != nil {
			t.Fatal(err)
		}
		if err := run.Wait(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := w.sent.Load(); n != 1 {
			t.Errorf("%s: given back %d times", name, n)
		}
	}
	if atFirst != 1 {
		t.Errorf("given back %d times when the answer had begun", atFirst)
	}
}
