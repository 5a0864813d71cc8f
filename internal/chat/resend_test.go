package chat_test

import (
	"context"
	"errors"
	"iter"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"latchkey/internal/chat"
	"latchkey/internal/provider"
)

// slow says one word, and another when it is told to go on.
func slow(proceed <-chan struct{}) says {
	return func(_ context.Context, y func(provider.Event, error) bool) {
		y(text("one "), nil)
		<-proceed
		y(text("two"), nil)
	}
}

// A question that is sent again because its stream was cut is the same question; every other one is new.
func TestResend(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		stream  func(run chat.Answering, finish func()) // what became of the stream of the first question
		wait    time.Duration                           // until the second
		text    string                                  // of the second; "" = the same
		named   bool                                    // whether the second has an Idempotency-Key
		json    bool                                    // whether the second wants one JSON object
		same    bool
		after   int
		history bool // whether the history was read in between
		gone    bool // whether the reader of the first stream is gone
		first   bool // whether the first wants one JSON object

		attachment string // of the second
	}{
		"cut before the answer was complete": {stream: cutAfter(1), wait: 5 * time.Second, same: true, after: 1},
		"cut before the first word":          {stream: cutAfter(0), wait: 5 * time.Second, same: true},
		"cut long ago":                       {stream: cutAfter(1), wait: 61 * time.Second},
		"cut, and the answer is complete now": {stream: func(run chat.Answering, finish func()) {
			cutAfter(1)(run, finish)
			finish()
		}, wait: 5 * time.Second, same: true, after: 1},
		"cut, and read in the history": {stream: func(run chat.Answering, finish func()) {
			cutAfter(1)(run, finish)
			finish()
		}, wait: 5 * time.Second, history: true},
		"read to its end": {stream: func(run chat.Answering, finish func()) {
			finish()
			run.Wrote(3)
			run.Detach(time.Now(), true)
		}, wait: 5 * time.Second},
		"left after the last frame, before the title": {stream: func(run chat.Answering, finish func()) {
			finish()
			run.Wrote(3)
			run.Detach(time.Now(), false)
		}, wait: 5 * time.Second},
		"a connection that is gone without a word": {stream: func(run chat.Answering, _ func()) {
			run.Wrote(1)
		}, wait: 5 * time.Second, same: true, after: 1},
		"at the same time": {stream: func(chat.Answering, func()) {}, wait: time.Second},
		"when the stream has not noticed that its reader is gone": {stream: func(chat.Answering, func()) {}, gone: true, wait: time.Millisecond, same: true},
		"with another attachment":                                 {stream: cutAfter(1), wait: 5 * time.Second, attachment: "f_2"},
		"another question":                                        {stream: cutAfter(1), wait: 5 * time.Second, text: "Something else?"},
		"with a name":                                             {stream: cutAfter(1), wait: 5 * time.Second, named: true},
		"for one JSON object":                                     {stream: cutAfter(1), wait: 5 * time.Second, json: true},
		"of one that had none":                                    {stream: func(chat.Answering, func()) {}, first: true, wait: 5 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				m := &memory{}
				proceed := make(chan struct{})
				s, conversation := service(t, m, slow(proceed))
				question := chat.Question{ConversationID: conversation.ID, Text: "Hello?", Provider: "p", Resend: !c.first, Gone: func() bool { return c.gone }}
				first, err := s.Ask(t.Context(), question)
				if err != nil {
					t.Fatal(err)
				}
				synctest.Wait()
				c.stream(first, func() {
					proceed <- struct{}{}
					allOf(t, first)
				})
				<-time.After(c.wait)
				if c.history {
					if _, err := s.History(t.Context(), conversation.ID); err != nil {
						t.Fatal(err)
					}
				}
				if c.text != "" {
					question.Text = c.text
				}
				if c.named {
					question.Idempotency = "name"
				}
				question.Resend = !c.json
				if c.attachment != "" {
					question.Attachments = []string{c.attachment}
				}
				second, err := s.Ask(t.Context(), question)
				if err != nil {
					t.Fatal(err)
				}
				if (second.Run == first.Run) != c.same || second.After != c.after {
					t.Errorf("the same: %v, after frame %d", second.Run == first.Run, second.After)
				}
				close(proceed)
				if err := s.Shutdown(t.Context()); err != nil {
					t.Error(err)
				}
			})
		})
	}
}

func cutAfter(frames int) func(chat.Answering, func()) {
	return func(run chat.Answering, _ func()) {
		run.Wrote(frames)
		run.Detach(time.Now(), false)
	}
}

// Frames are kept for ten minutes after the end of a run, so that who was cut off finds them.
func TestKeptFrames(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := &memory{}
		proceed := make(chan struct{})
		close(proceed)
		s, c := service(t, m, slow(proceed))
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- s.Run(ctx) }()
		question := chat.Question{ConversationID: c.ID, Text: "Hello?", Provider: "p", Resend: true}
		ask := func() chat.Answering {
			t.Helper()
			run, err := s.Ask(t.Context(), question)
			if err != nil {
				t.Fatal(err)
			}
			return run
		}
		first := ask()
		allOf(t, first)
		<-time.After(9*time.Minute + 50*time.Second)
		cutAfter(1)(first, nil) // a reader that was slow
		if again := ask(); again.Run != first.Run {
			t.Error("the frames are gone before their time")
		}
		<-time.After(30 * time.Second)
		if again := ask(); again.Run == first.Run {
			t.Error("the frames are kept for ever")
		}
		cancel()
		<-done
	})
}

// The first answer gives the conversation its title, after the End frame; a title that the client gave stays.
func TestTitle(t *testing.T) {
	t.Parallel()
	long := "Please tell me about " + strings.Repeat("very ", 20) + "long things"
	for name, c := range map[string]struct {
		provider provider.Provider
		question string
		untitled bool
		want     string
	}{
		"made by the model":            {titled{title: " A  \n title "}, "Hello?", true, "A title"},
		"by a model that fails":        {titled{err: errors.New("no")}, "Hello?", true, "Hello?"},
		"by a model that panics":       {titled{panics: true}, "Hello?", true, "Hello?"},
		"by a model that has no words": {titled{}, "Hello?", true, "Hello?"},
		"without a model":              {slow(done()), long, true, "Please tell me about very very very very very very very…"},
		"of the client":                {titled{title: "A title"}, "Hello?", false, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := &memory{}
			s, conversation := service(t, m, c.provider)
			run, err := s.Ask(t.Context(), chat.Question{ConversationID: conversation.ID, Text: c.question, Provider: "p", Untitled: c.untitled})
			if err != nil {
				t.Fatal(err)
			}
			frames := allOf(t, run)
			var title string
			for _, f := range frames {
				title += f.Title
			}
			if title != c.want || (c.want != "" && m.record.Title != c.want) {
				t.Errorf("%q in the frames, %q stored", title, m.record.Title)
			}
			if _, asks := c.provider.(titled); (frames[len(frames)-1].End == nil) != (asks && c.want != "") {
				t.Errorf("the last frame is %+v", frames[len(frames)-1])
			}
		})
	}
}

func done() <-chan struct{} {
	c := make(chan struct{})
	close(c)
	return c
}

// titled is a provider that gives titles.
type titled struct {
	title  string
	err    error
	panics bool
}

func (p titled) Answer(ctx context.Context, r provider.Request) iter.Seq2[provider.Event, error] {
	return slow(done()).Answer(ctx, r)
}

func (p titled) Title(context.Context, provider.Settings, string, string) (string, provider.Usage, error) {
	if p.panics {
		panic("no title")
	}
	return p.title, provider.Usage{}, p.err
}

// What a model thinks stands in front of the answer, in its marks, when it is asked for, and nowhere otherwise.
func TestThinking(t *testing.T) {
	t.Parallel()
	thinks := func(events ...provider.Event) says {
		return func(_ context.Context, y func(provider.Event, error) bool) {
			for _, e := range events {
				if !y(e, nil) {
					return
				}
			}
		}
	}
	thought := func(s string) provider.Event { return provider.Event{Reasoning: s} }
	for name, c := range map[string]struct {
		provider says
		shown    string
		hidden   string
	}{
		"thought and answer": {thinks(thought("a"), thought("b"), text("c"), text("d")), "<thinking>ab</thinking>\n\ncd", "cd"},
		"only a thought":     {thinks(thought("a")), "<thinking>a</thinking>\n\n", ""},
		"no thought":         {thinks(text("c")), "c", "c"},
		"a second thought":   {thinks(thought("a"), text("c"), thought("b"), text("d")), "<thinking>a</thinking>\n\nc<thinking>b</thinking>\n\nd", "cd"},
	} {
		for shown, want := range map[bool]string{true: c.shown, false: c.hidden} {
			m := &memory{}
			s, conversation := service(t, m, c.provider)
			run, err := s.Ask(t.Context(), chat.Question{ConversationID: conversation.ID, Text: "Hello?", Provider: "p", Thinking: shown})
			if err != nil {
				t.Fatal(err)
			}
			allOf(t, run)
			if got := m.queries[0].Answer; got != want {
				t.Errorf("%s, shown %v: %q", name, shown, got)
			}
		}
	}
}

// Of many equal questions that come at once because one was cut, all are the first one.
func TestResendAtOnce(t *testing.T) {
	t.Parallel()
	m := &memory{}
	proceed := make(chan struct{})
	s, c := service(t, m, slow(proceed))
	var gone atomic.Bool
	question := chat.Question{ConversationID: c.ID, Text: "Hello?", Provider: "p", Resend: true, Gone: gone.Load}
	first, err := s.Ask(t.Context(), question)
	if err != nil {
		t.Fatal(err)
	}
	gone.Store(true)
	question.Gone = nil
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			again, err := s.Ask(t.Context(), question)
			if err != nil || again.Run != first.Run {
				t.Errorf("another run, %v", err)
			}
		})
	}
	all.Wait()
	close(proceed)
	if err := s.Shutdown(t.Context()); err != nil || len(m.queries) != 1 {
		t.Errorf("%d queries, %v", len(m.queries), err)
	}
}
