package chat

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime/debug"
	"sync"

	"latchkey/internal/aside"
	"latchkey/internal/errs"
	"latchkey/internal/provider"
)

// Why a run was cancelled; the cause of its context.
var (
	errStopped  = errors.New("stopped by the visitor")
	errShutdown = errors.New("the server is shutting down")
	errTooLong  = errs.New(errs.Unavailable, "ANSWER_TOO_LONG", "The answer became too long and was cut off.")
	errTimeout  = errs.New(errs.Unavailable, "ANSWER_TIMEOUT", "The answer took too long. Please try again.")
)

// InterruptedText is what visitors read below an answer that the end of the server cut off.
const InterruptedText = "The server restarted before the answer was complete."

// cutOff is how an answer ends with its process.
var cutOff = End{Status: Interrupted, Code: "INTERRUPTED", Text: InterruptedText}

const (
	maxAnswer    = 1 << 20 // bytes
	historyRows  = 20
	passageCount = 6
)

// answer makes the answer of a run. Whatever happens, it stores the outcome and publishes exactly one End frame, last.
func (s *Service) answer(ctx context.Context, run *Run, q *Question) {
	ctx, cancel := context.WithTimeoutCause(ctx, s.MaxRunTime, errTimeout)
	defer cancel()
	query, err := s.make(ctx, run, q)
	s.conclude(ctx, run, q, query, err)
}

// make writes an answer as far as it goes. An answer is waited for in it and below it, for long and by many: their frames hold no copies of what is large.
func (s *Service) make(ctx context.Context, run *Run, q *Question) (*Query, error) {
	query := new(run.query)
	err := s.inTurn(ctx, q, run.wait, func() error {
		run.wait(0)
		return s.write(ctx, run, query, q)
	})
	return query, err
}

// conclude stores how an answer ended, and tells it.
func (s *Service) conclude(ctx context.Context, run *Run, q *Question, query *Query, err error) {
	if query.Usage != nil {
		query.Usage = estimated(*query.Usage, query.Answer, err == nil)
		q.count(*query.Usage)
	}
	end := s.endOf(ctx, err)
	end.Usage = query.Usage
	finished := s.now()
	query.Status, query.ErrorCode, query.ErrorText, query.FinishedAt = end.Status, end.Code, end.Text, &finished
	if err := s.finish(*query); errs.KindOf(err) == errs.NotFound {
		end = s.gone(*query)
	} else if err != nil {
		s.Log.Error("cannot store an answer yet", "query", query.ID, "error", err)
		s.keepLater(*query)
		end = End{Status: Failed, Code: "STORE_FAILED", Text: "The answer could not be stored. Please try again."}
	}
	query.Status, query.ErrorCode, query.ErrorText = end.Status, end.Code, end.Text
	titler, wanted := s.titler(q, *query)
	if wanted && titler == nil {
		s.title(run, q, nil) // costs nothing: before the end, which is then the last frame
	}
	run.end(*query, &end)
	s.runs.keep(run, s.Now())
	if wanted && titler != nil {
		s.title(run, q, titler)
	}
	run.close()
}

// gone is the end of an answer whose query is not there, or not running, any more: the conversation was deleted, or another process took this one for dead.
func (s *Service) gone(query Query) End {
	ctx, cancel := context.WithTimeout(context.Background(), finishTimeout)
	defer cancel()
	if _, err := s.Conversations.Conversation(ctx, query.ConversationID); errs.KindOf(err) != errs.NotFound {
		return cutOff
	}
	return End{Status: Failed, Code: notFoundCode, Text: "This conversation was deleted."}
}

// inTurn asks the model when the assistant has a place for that. moved is told the place in the queue.
func (s *Service) inTurn(ctx context.Context, q *Question, moved func(position int), ask func() error) error {
	if q.Concurrent == 0 {
		return ask()
	}
	leave, err := s.queue.Enter(ctx, q.Settings.AssistantID, q.Concurrent, q.Visitor, moved)
	if err != nil {
		return err
	}
	defer leave()
	if q.Again != nil {
		if err := q.Again(ctx); err != nil {
			return err // the key has ended, or all of it is deleted
		}
	}
	return ask()
}

// finish stores the outcome. A question that failed, or was interrupted, without any answer is given back to the message limit.
func (s *Service) finish(query Query) error {
	ctx, cancel := context.WithTimeout(context.Background(), finishTimeout)
	defer cancel()
	return s.Journal.Finish(ctx, query, query.Unanswered())
}

// endOf tells how a run ended: the visitor's stop and the server's shutdown show as the cause of ctx.
func (s *Service) endOf(ctx context.Context, err error) End {
	cause := context.Cause(ctx)
	switch {
	case err == nil:
		return End{Status: Done}
	case errors.Is(cause, errStopped):
		return End{Status: Stopped}
	case errors.Is(cause, errShutdown):
		return cutOff
	case errors.Is(cause, errTimeout):
		err = cause
	}
	if e, ok := errs.As(err); ok && e.Kind != errs.Internal {
		s.Log.Warn("an answer failed", "code", e.Code, "error", err)
		return End{Status: Failed, Code: e.Code, Text: e.Message}
	}
	s.Log.Error("an answer failed", "error", err)
	return End{Status: Failed, Code: "ANSWER_FAILED", Text: "The answer could not be made. Please try again."}
}

// write fills query and run with what the provider makes. Text is stored before it is published.
func (s *Service) write(ctx context.Context, run *Run, query *Query, q *Question) (err error) {
	p := newPen(s.Journal, run, q.Thinking)
	defer func() {
		if v := recover(); v != nil {
			err = panicked(v)
		}
		// What was made is kept even when the visitor stops at this very moment.
		if stored := p.end(); stored != nil {
			err = fmt.Errorf("journal: %w", stored)
		}
		p.written(query)
	}()
	sent := func() {}
	defer func() { sent() }()
	answer, sent, err := s.ask(ctx, q, query.Turn)
	if err != nil {
		return err
	}
	for event, err := range answer {
		sent() // the provider forgets the request when the model has begun to answer
		if err != nil {
			return err
		}
		if err := p.put(event); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// ask gives a question to its provider; sent gives back the memory of the attachments.
func (s *Service) ask(ctx context.Context, q *Question, turn int) (answer iter.Seq2[provider.Event, error], sent func(), err error) {
	sent = func() {}
	request, err := aside.Do(func() (r provider.Request, err error) {
		r, sent, err = s.request(ctx, q, turn)
		sent = sync.OnceFunc(sent)
		return r, err
	})
	if err != nil {
		return nil, sent, err
	}
	maker, ok := s.Providers[q.Provider]
	if !ok {
		return nil, sent, fmt.Errorf("no provider %q", q.Provider)
	}
	return maker.Answer(ctx, request), sent, nil
}

// request collects what the provider is told; sent gives back the memory of the attachments.
func (s *Service) request(ctx context.Context, q *Question, turn int) (request provider.Request, sent func(), err error) {
	request, sent = provider.Request{Settings: q.Settings, Question: q.Text, Context: q.Context}, func() {}
	if len(q.Attachments) > 0 && s.Attachments != nil {
		if request.Attachments, sent, err = s.Attachments.ForQuestion(ctx, q.ConversationID, q.Attachments); err != nil {
			return request, sent, fmt.Errorf("attachments: %w", err)
		}
	}
	if request.Passages, err = s.Knowledge.Search(ctx, q.Settings.AssistantID, q.Text, passageCount); err != nil {
		return request, sent, fmt.Errorf("search: %w", err)
	}
	if turn == 1 {
		return request, sent, nil
	}
	rows, err := s.Queries.RecentExchanges(ctx, q.ConversationID, historyRows)
	for _, row := range rows {
		request.History = append(request.History,
			provider.Message{Role: provider.Visitor, Text: row.Question},
			provider.Message{Role: provider.Assistant, Text: row.Answer})
	}
	return request, sent, err
}

// panicked is the error of one answer that would otherwise end the process.
func panicked(v any) error { return fmt.Errorf("panic: %v\n%s", v, debug.Stack()) }
