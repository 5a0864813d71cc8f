package chat

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"time"

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

const (
	maxAnswer    = 1 << 20 // bytes
	eventBuffer  = 16      // of an answer that comes faster than it is stored
	historyRows  = 20
	passageCount = 6
)

// answer makes the answer of a run. Whatever happens, it stores the outcome and publishes exactly one End frame, last.
func (s *Service) answer(ctx context.Context, run *Run, q Question) {
	ctx, cancel := context.WithTimeoutCause(ctx, s.MaxRunTime, errTimeout)
	defer cancel()
	query := run.query
	err := s.inTurn(ctx, run, q, func() error { return s.write(ctx, run, &query, q) })
	if query.Usage != nil {
		query.Usage = estimated(*query.Usage, query.Answer, err == nil)
		q.count(*query.Usage)
	}
	end := s.endOf(ctx, err)
	end.Usage = query.Usage
	finished := s.Now().UTC().Truncate(time.Millisecond)
	query.Status, query.ErrorCode, query.ErrorText, query.FinishedAt = end.Status, end.Code, end.Text, &finished
	if err := s.finish(query); errs.KindOf(err) == errs.NotFound {
		end = End{Status: Failed, Code: notFoundCode, Text: "This conversation was deleted."}
	} else if err != nil {
		s.Log.Error("cannot store an answer yet", "query", query.ID, "error", err)
		s.keepLater(query)
		end = End{Status: Failed, Code: "STORE_FAILED", Text: "The answer could not be stored. Please try again."}
	}
	query.Status, query.ErrorCode, query.ErrorText = end.Status, end.Code, end.Text
	titler, wanted := s.titler(q, query)
	if wanted && titler == nil {
		s.title(run, q, nil) // costs nothing: before the end, which is then the last frame
	}
	run.end(query, &end)
	s.runs.keep(run, s.Now())
	if wanted && titler != nil {
		s.title(run, q, titler)
	}
	run.close()
}

// inTurn makes an answer when the assistant has a place for it.
func (s *Service) inTurn(ctx context.Context, run *Run, q Question, write func() error) error {
	if q.Concurrent == 0 {
		return write()
	}
	leave, err := s.queue.Enter(ctx, q.Settings.AssistantID, q.Concurrent, q.Visitor, run.wait)
	if err != nil {
		return err
	}
	defer leave()
	run.wait(0)
	return write()
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
		return End{Status: Interrupted, Code: "INTERRUPTED", Text: InterruptedText}
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

// writing is an answer in the course of being made.
type writing struct {
	run      *Run
	query    *Query
	thinking bool // whether thoughts are shown
	thought  bool // whether the last text was one
	pieces   int
}

// write fills query and run with what the provider makes. Text is stored before it is published.
func (s *Service) write(ctx context.Context, run *Run, query *Query, q Question) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = panicked(v)
		}
	}()
	request, err := s.request(ctx, q, query.Turn)
	if err != nil {
		return err
	}
	maker, ok := s.Providers[q.Provider]
	if !ok {
		return fmt.Errorf("no provider %q", q.Provider)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel() // when writing ends early, so does the provider
	events, failed := listen(ctx, maker, request)
	w := &writing{run: run, query: query, thinking: q.Thinking}
	for {
		batch, open := take(events)
		if err := s.record(ctx, w, batch, !open); err != nil {
			return err
		}
		if !open {
			return <-failed
		}
	}
}

func (s *Service) request(ctx context.Context, q Question, turn int) (provider.Request, error) {
	request := provider.Request{Settings: q.Settings, Question: q.Text}
	var err error
	if len(q.Attachments) > 0 && s.Attachments != nil {
		if request.Attachments, err = s.Attachments.ForQuestion(ctx, q.ConversationID, q.Attachments); err != nil {
			return request, fmt.Errorf("attachments: %w", err)
		}
	}
	if request.Passages, err = s.Knowledge.Search(ctx, q.Settings.AssistantID, q.Text, passageCount); err != nil {
		return request, fmt.Errorf("search: %w", err)
	}
	if turn == 1 {
		return request, nil
	}
	rows, err := s.Queries.RecentQueries(ctx, q.ConversationID, historyRows)
	for _, row := range rows {
		request.History = append(request.History,
			provider.Message{Role: provider.Visitor, Text: row.Question},
			provider.Message{Role: provider.Assistant, Text: row.Answer})
	}
	return request, err
}

// listen runs the provider beside the caller, so that words that arrive while the last ones are being stored are stored together.
// failed gets exactly one value after events was closed. A panic of the provider is an error of this answer alone.
func listen(ctx context.Context, maker provider.Provider, request provider.Request) (<-chan provider.Event, <-chan error) {
	events, failed := make(chan provider.Event, eventBuffer), make(chan error, 1)
	go func() {
		var err error
		defer func() {
			if v := recover(); v != nil {
				err = panicked(v)
			}
			failed <- err
			close(events)
		}()
		for event, problem := range maker.Answer(ctx, request) {
			if problem != nil {
				err = problem
				return
			}
			select {
			case events <- event:
			case <-ctx.Done():
				err = ctx.Err()
				return
			}
		}
		err = ctx.Err()
	}()
	return events, failed
}

// panicked is the error of one answer that would otherwise end the process.
func panicked(v any) error { return fmt.Errorf("panic: %v\n%s", v, debug.Stack()) }

// take waits for one event and adds those that are there already. open is false when no more will come.
func take(events <-chan provider.Event) (batch []provider.Event, open bool) {
	event, open := <-events
	for open {
		batch = append(batch, event)
		select {
		case event, open = <-events:
		default:
			return batch, true
		}
	}
	return batch, false
}

// Thoughts stand in front of an answer, in the marks that clients of the protocol know.
const (
	thoughtBegins = "<thinking>"
	thoughtEnds   = "</thinking>\n\n"
)

// text returns what an event adds to the answer.
func (w *writing) text(event provider.Event) string {
	switch {
	case event.Reasoning != "" && w.thinking && !w.thought:
		w.thought = true
		return thoughtBegins + event.Reasoning
	case event.Reasoning != "" && w.thinking:
		return event.Reasoning
	case event.Text != "" && w.thought:
		w.thought = false
		return thoughtEnds + event.Text
	}
	return event.Text
}

// record stores a batch as one piece, then publishes it: what was cut first, then references, then all its text in one frame.
func (s *Service) record(ctx context.Context, w *writing, batch []provider.Event, last bool) error {
	piece := Piece{Number: w.pieces + 1}
	var text strings.Builder
	for _, event := range batch {
		text.WriteString(w.text(event))
		if event.References != nil {
			piece.References = event.References
		}
		if event.Trimmed != nil {
			w.run.publish(Frame{Trimmed: event.Trimmed})
		}
		if event.Usage != nil {
			w.query.Usage = event.Usage
		}
	}
	if last && w.thought {
		text.WriteString(thoughtEnds)
	}
	piece.Text = strings.ReplaceAll(strings.ToValidUTF8(text.String(), "\uFFFD"), "\x00", "")
	if piece.Text == "" && piece.References == nil {
		return nil
	}
	if len(w.query.Answer)+len(piece.Text) > maxAnswer {
		return errTooLong
	}
	// What was made is kept even when the visitor stops at this very moment.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), appendTimeout)
	defer cancel()
	if err := s.Journal.Append(ctx, w.query.ID, piece); err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	w.pieces++
	w.publish(piece)
	return nil
}

func (w *writing) publish(piece Piece) {
	w.query.Answer += piece.Text
	if piece.References != nil {
		w.query.References = piece.References
		w.run.publish(Frame{References: piece.References})
	}
	if piece.Text != "" {
		w.run.publish(Frame{Text: piece.Text})
	}
}
