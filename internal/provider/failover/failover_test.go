package failover_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"latchkey/internal/errs"
	"latchkey/internal/provider"
	"latchkey/internal/provider/failover"
)

// scripted is a provider whose upstreams answer as their scripts say, one try after the other; the last one stays.
type scripted struct {
	scripts map[string][]script
	asked   []string
	at      []time.Duration
	begun   time.Time
}

// script is what one try brings: "ref" a reference, "use" an estimate of 10 tokens, "think" and other words, and the error at the end.
type script struct {
	words string
	err   error
}

func (s *scripted) next(name string) script {
	s.asked = append(s.asked, name)
	s.at = append(s.at, time.Since(s.begun))
	list := s.scripts[name]
	if len(list) > 1 {
		s.scripts[name] = list[1:]
	}
	return list[0]
}

func (s *scripted) Answer(ctx context.Context, req provider.Request) iter.Seq2[provider.Event, error] {
	return func(yield func(provider.Event, error) bool) {
		if req.Settings.Fallback != nil || req.Question != "q" {
			panic("the request is not as it was")
		}
		now := s.next(req.Settings.Model)
		for _, word := range strings.Fields(now.words) {
			event := provider.Event{Text: word}
			switch word {
			case "ref":
				event = provider.Event{References: []provider.Reference{{Number: 1}}}
			case "use":
				event = provider.Event{Usage: &provider.Usage{UsedContext: 10}}
			case "think":
				event = provider.Event{Reasoning: word}
			case "wait":
				<-ctx.Done()
				yield(provider.Event{}, ctx.Err())
				return
			}
			if !yield(event, nil) {
				return
			}
		}
		if now.err != nil {
			yield(provider.Event{}, now.err)
		}
	}
}

func (s *scripted) Title(_ context.Context, settings provider.Settings, _, _ string) (string, provider.Usage, error) {
	now := s.next(settings.Model)
	return now.words, provider.Usage{UsedContext: 10, OutputTokens: 2}, now.err
}

func fails(fault provider.Fault, code string) error {
	return errs.Wrap(&provider.Failure{Fault: fault, Err: errors.New("cause of " + code)}, errs.Unavailable, code, "text")
}

func busy(wait time.Duration) error {
	e := errs.Wrap(&provider.Failure{Fault: provider.Transient, Err: errors.New("busy")}, errs.Unavailable, "BUSY", "text")
	e.RetryAfter = wait
	return e
}

func request(fallback bool) provider.Request {
	req := provider.Request{Question: "q", Settings: provider.Settings{Model: "first", BaseURL: "https://a.example/sk-path", APIKey: "sk-first"}}
	if fallback {
		req.Settings.Fallback = &provider.Upstream{Model: "second", BaseURL: "https://b.example", APIKey: "sk-second"}
	}
	return req
}

// run returns what was shown, in words, and how it ended.
func run(ctx context.Context, p provider.Provider, req provider.Request) (shown string, usage provider.Usage, err error) {
	for event, problem := range p.Answer(ctx, req) {
		switch {
		case problem != nil:
			return strings.TrimSpace(shown), usage, problem
		case event.Usage != nil:
			usage = *event.Usage
		case event.References != nil:
			shown += "ref "
		default:
			shown += event.Text + event.Reasoning + " "
		}
	}
	return strings.TrimSpace(shown), usage, nil
}

var (
	transient = fails(provider.Transient, "TRANSIENT")
	stuck     = fails(provider.Stuck, "STUCK")
	refused   = fails(provider.Misconfigured, "REFUSED")
	unfit     = fails(provider.Unfit, "UNFIT")
	final     = fails(provider.Final, "FINAL")
)

func TestAnswer(t *testing.T) {
	t.Parallel()
	good, other := script{"use ref yes use", nil}, script{"use other", nil}
	for name, c := range map[string]struct {
		first, second []script // no second = no fallback
		shown, code   string
		asked         string
		lost          int
	}{
		"answers":                 {[]script{good}, []script{other}, "ref yes", "", "first", 0},
		"again":                   {[]script{{"", transient}, good}, nil, "ref yes", "", "first first", 0},
		"again, what it cost":     {[]script{{"use ref", transient}, {"use ref", transient}, good}, nil, "ref yes", "", "first first first", 20},
		"twice again":             {[]script{{"use", transient}}, nil, "", "TRANSIENT", "first first first", 30},
		"falls back":              {[]script{{"use ref", transient}}, []script{other}, "other", "", "first first first second", 30},
		"stuck":                   {[]script{{"", stuck}}, []script{other}, "other", "", "first second", 0},
		"stuck alone":             {[]script{{"", stuck}}, nil, "", "STUCK", "first", 0},
		"misconfigured":           {[]script{{"", refused}}, []script{other}, "other", "", "first second", 0},
		"unfit":                   {[]script{{"", unfit}}, []script{other}, "other", "", "first second", 0},
		"final":                   {[]script{{"", final}}, []script{other}, "", "FINAL", "first", 0},
		"unknown":                 {[]script{{"", errors.New("x")}}, []script{other}, "", "", "first", 0},
		"both fail":               {[]script{{"", refused}}, []script{{"", stuck}}, "", "REFUSED", "first second", 0},
		"the second is tried too": {[]script{{"", refused}}, []script{{"", transient}, other}, "other", "", "first second second", 0},
		"cut":                     {[]script{{"use ref yes", transient}}, []script{other}, "ref yes", "TRANSIENT", "first", 0},
		"cut while it thinks":     {[]script{{"use ref think", transient}}, []script{other}, "ref think", "TRANSIENT", "first", 0},
		"short wait":              {[]script{{"", busy(2 * time.Second)}, good}, []script{other}, "ref yes", "", "first first", 0},
		"long wait":               {[]script{{"", busy(time.Minute)}, good}, []script{other}, "other", "", "first second", 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := &scripted{scripts: map[string][]script{"first": c.first, "second": c.second}, begun: time.Now()}
				var log bytes.Buffer
				shown, usage, err := run(t.Context(), failover.New(s, slog.New(slog.NewTextHandler(&log, nil))), request(c.second != nil))
				code := ""
				if e, ok := errs.As(err); ok {
					code = e.Code
				}
				if shown != c.shown || code != c.code || strings.Join(s.asked, " ") != c.asked || usage.LostContext != c.lost {
					t.Errorf("shown %q, %v, asked %v, usage %+v", shown, err, s.asked, usage)
				}
				if time.Since(s.begun) > 5*time.Second {
					t.Errorf("it took %v", time.Since(s.begun))
				}
				if name == "short wait" && s.at[1] != 2*time.Second {
					t.Errorf("it waited %v, not as long as the upstream said", s.at[1])
				}
				if strings.Contains(log.String(), "sk-") || (len(s.asked) > 1 && !strings.Contains(log.String(), "first at a.example")) {
					t.Errorf("log: %s", log.String())
				}
				if loud := strings.Contains(log.String(), "level=ERROR"); loud != (c.first[0].err == refused) {
					t.Errorf("log: %s", log.String())
				}
			})
		})
	}
}

// An upstream that fails again and again is left alone, and asked again after a while; questions that were at fault do not count.
func TestLeftAlone(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &scripted{scripts: map[string][]script{"first": {{"", stuck}}, "second": {{"other", nil}}}}
		p := failover.New(s, slog.New(slog.DiscardHandler))
		ask := func(req provider.Request, wantShown, wantCode, wantAsked string) {
			t.Helper()
			s.asked = nil
			shown, _, err := run(t.Context(), p, req)
			e, _ := errs.As(err)
			if shown != wantShown || (e == nil) != (wantCode == "") || (e != nil && e.Code != wantCode) || strings.Join(s.asked, " ") != wantAsked {
				t.Errorf("shown %q, %v, asked %v", shown, err, s.asked)
			}
		}
		for range 5 {
			ask(request(true), "other", "", "first second")
		}
		ask(request(true), "other", "", "second")
		ask(request(false), "", "STUCK", "")
		other := request(false)
		other.Settings.APIKey = "sk-changed"
		ask(other, "", "STUCK", "first") // another credential is another matter

		<-time.After(16 * time.Second)
		s.scripts["first"] = []script{{"", unfit}, {"", stuck}, {"yes", nil}}
		ask(request(false), "", "UNFIT", "first") // says nothing of the upstream: it is asked again
		ask(request(false), "", "STUCK", "first") // still ill
		ask(request(false), "", "STUCK", "")
		<-time.After(16 * time.Second)
		ask(request(false), "yes", "", "first")
		ask(request(false), "yes", "", "first")

		s.scripts["first"] = []script{{"", unfit}}
		for range 10 {
			ask(request(false), "", "UNFIT", "first")
		}
	})
}

// A question with a picture goes only to the upstreams that see it; when all do or none does, the order is as for any other question.
func TestPictures(t *testing.T) {
	t.Parallel()
	picture := []provider.Attachment{{Name: "a.txt", Text: "x"}, {Name: "a.png", Image: []byte("x")}}
	for name, c := range map[string]struct {
		firstSees, secondSees bool
		attached              []provider.Attachment
		asked, shown          string
	}{
		"both see":            {true, true, picture, "first second", "yes"},
		"the first sees":      {true, false, picture, "first", ""},
		"the second sees":     {false, true, picture, "second", "yes"},
		"none sees":           {false, false, picture, "first second", "yes"},
		"there is no picture": {false, true, picture[:1], "first second", "yes"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := &scripted{scripts: map[string][]script{"first": {{"", unfit}}, "second": {{"yes", nil}}}}
			req := request(true)
			req.Attachments, req.Settings.SeesImages, req.Settings.Fallback.SeesImages = c.attached, c.firstSees, c.secondSees
			shown, _, err := run(t.Context(), failover.New(s, slog.New(slog.DiscardHandler)), req)
			if got := strings.Join(s.asked, " "); got != c.asked || shown != c.shown || (err == nil) != (c.shown != "") {
				t.Errorf("asked %s, shown %q, %v", got, shown, err)
			}
		})
	}
}

// Many upstreams do not fill the memory, and the state of those in use stays.
func TestManyUpstreams(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &scripted{scripts: map[string][]script{"first": {{"", stuck}}}}
		p := failover.New(s, slog.New(slog.DiscardHandler))
		for i := range 3000 {
			req := request(false)
			if i%2 == 0 {
				req.Settings.APIKey = fmt.Sprint(i)
			}
			_, _, _ = run(t.Context(), p, req)
		}
		if n := len(s.asked); n != 1500+5 {
			t.Errorf("asked %d times", n)
		}
	})
}

// Leaving and stopping end everything at once, also a wait, and are not held against the upstream.
func TestStopping(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &scripted{scripts: map[string][]script{"first": {{"wait", nil}}, "second": {{"other", nil}}}}
		p := failover.New(s, slog.New(slog.DiscardHandler))
		for range 10 {
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			if _, _, err := run(ctx, p, request(true)); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("stopped: %v", err)
			}
			cancel()
		}
		s.scripts["first"] = []script{{"yes no", nil}}
		for event := range p.Answer(t.Context(), request(true)) {
			if event.Text == "yes" {
				break
			}
		}
		s.scripts["first"] = []script{{"", transient}}
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		begun := time.Now()
		if _, _, err := run(ctx, p, request(false)); err == nil || time.Since(begun) > 100*time.Millisecond {
			t.Errorf("%v after %v", err, time.Since(begun))
		}
		if got := strings.Join(s.asked, " "); got != strings.Repeat("first ", 11)+"first" {
			t.Errorf("asked %s", got)
		}
	})
}

func TestTitle(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		first, second script
		title, asked  string
		lost          int
	}{
		"first":  {script{"A title", nil}, script{"Other", nil}, "A title", "first", 0},
		"second": {script{"", unfit}, script{"Other", nil}, "Other", "first second", 12},
		"none":   {script{"", unfit}, script{"", unfit}, "", "first second", 12},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := &scripted{scripts: map[string][]script{"first": {c.first}, "second": {c.second}}}
			p := failover.New(s, slog.New(slog.DiscardHandler))
			title, usage, err := p.Title(t.Context(), request(true).Settings, "q", "a")
			if title != c.title || (err == nil) != (title != "") || strings.Join(s.asked, " ") != c.asked || usage.LostContext != c.lost || usage.UsedContext != 10 {
				t.Errorf("%q, %+v, %v, asked %v", title, usage, err, s.asked)
			}
		})
	}
}
