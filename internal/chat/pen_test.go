package chat_test

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"latchkey/internal/chat"
	"latchkey/internal/provider"
)

// Every piece costs a commit: words that come faster than they can be stored share one, others are shown as they come.
func TestPieces(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		every       time.Duration
		words       int
		least, most int
	}{
		"as they come": {time.Millisecond, 100, 100, 100},
		"all at once":  {0, 5000, 2, 20},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				m := &memory{}
				s, conversation := service(t, m, says(func(_ context.Context, yield func(provider.Event, error) bool) {
					for range c.words {
						if c.every > 0 {
							<-time.After(c.every)
						}
						if !yield(text("word "), nil) {
							return
						}
					}
				}))
				began := time.Now()
				frames := ask(t, s, conversation)
				if took := time.Since(began); took > time.Duration(c.words)*c.every {
					t.Errorf("the answer took %v", took)
				}
				var said strings.Builder
				for _, f := range frames {
					said.WriteString(f.Text)
				}
				if said.String() != strings.Repeat("word ", c.words) {
					t.Errorf("%d bytes arrived", said.Len())
				}
				if pieces := len(m.appended); pieces < c.least || pieces > c.most {
					t.Errorf("%d words are %d pieces", c.words, pieces)
				}
				if m.appended[0].Text != "word " {
					t.Errorf("the first word waits for others: %d bytes", len(m.appended[0].Text))
				}
				if outcome := m.queries[0]; outcome.Answer != said.String() || outcome.Status != chat.Done {
					t.Errorf("stored is %d bytes, %s", len(outcome.Answer), outcome.Status)
				}
			})
		})
	}
}
