package clientapi

import (
	"context"
	"errors"
	"net/http"
	"time"

	"latchkey/internal/access"
	"latchkey/internal/assistant"
	"latchkey/internal/chat"
	"latchkey/internal/errs"
	"latchkey/internal/httpx"
	"latchkey/internal/provider"
)

// ask answers a question, as a stream with ?sse=true and as one JSON object without. The Accept header is not looked at: that client sends none.
func (a *API) ask(w http.ResponseWriter, r *http.Request) {
	allowOrigin(w, r)
	if r.ContentLength == 0 {
		// That client sends a POST without a body again and again when it did not understand an answer: nothing ends it but an empty one.
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	sse := r.URL.Query().Get("sse") == "true"
	grant, run, err := a.startRun(w, r)
	switch {
	case errors.Is(err, errNoBody):
		w.WriteHeader(http.StatusBadRequest)
	case err != nil && sse:
		a.refuseStream(w, r, err)
	case err != nil:
		p := a.problem(r, err)
		httpx.WriteProblem(w, "application/json", p)
	case sse:
		a.stream(w, r, grant.Policy, run)
	default:
		a.answerJSON(w, r, grant.Policy, run)
	}
}

var errNoBody = errors.New("the request has no body")

func (a *API) startRun(w http.ResponseWriter, r *http.Request) (access.Grant, *chat.Run, error) {
	grant, err := a.admit(r, access.Message)
	if err != nil {
		return access.Grant{}, nil, err
	}
	var body struct {
		Request string `json:"request"`
	}
	empty, err := readBody(w, r, &body)
	if err != nil {
		return access.Grant{}, nil, err
	}
	if empty {
		return access.Grant{}, nil, errNoBody
	}
	c, err := a.Chat.Writable(r.Context(), caller(grant.Policy), r.PathValue("conversationId"), header(r, "Conversation-Token"))
	if err != nil {
		return access.Grant{}, nil, err
	}
	// From here on the visitor may leave: the question is accepted whole or not at all.
	run, err := a.Chat.Ask(context.WithoutCancel(r.Context()), question(grant, c.ID, body.Request, header(r, "Idempotency-Key")))
	return grant, run, err
}

// meter counts what a question costs for the key and the website that it came from.
type meter struct{ access.Grant }

// Message implements chat.Meter.
func (m meter) Message() { m.Policy.Meter.Message(time.Now(), m.Origin) }

// Tokens implements chat.Meter.
func (m meter) Tokens(input, output int) {
	m.Policy.Meter.Tokens(time.Now(), m.Origin, input, output)
}

// Refused implements chat.Meter.
func (m meter) Refused(code string) {
	m.Policy.Meter.Denied(time.Now(), code, m.Origin.String(), false)
}

func question(grant access.Grant, conversationID, text, idempotency string) chat.Question {
	grant.Origin = grant.Origin.Clone() // it outlives the request
	p := grant.Policy
	return chat.Question{
		ConversationID: conversationID, Text: text, Idempotency: idempotency,
		Limit: p.Key.Configuration.MaxMessagePerConversation, LimitText: p.Key.Configuration.ErrorText(),
		KeyID: p.Key.ID, DailyLimit: p.MessagesPerDay, Meter: meter{grant},
		Provider: string(p.Assistant.Model.Provider), Settings: Settings(p.Assistant),
	}
}

// Settings are an assistant's model settings in the words of the providers.
func Settings(a *assistant.Assistant) provider.Settings {
	settings := provider.Settings{
		AssistantID: a.ID, AssistantName: a.Name, BaseURL: a.Model.BaseURL, Model: a.Model.Model,
		APIKey: a.Credential, SystemPrompt: a.Model.SystemPrompt, Temperature: a.Model.Temperature,
	}
	settings.MaxOutputTokens, settings.ContextTokens = orZero(a.Model.MaxOutputTokens), orZero(a.Model.ContextTokens)
	settings.SeesImages = a.Model.SeesImages
	if f := a.Model.Fallback; f != nil {
		settings.Fallback = &provider.Upstream{
			BaseURL: f.BaseURL, Model: f.Model, APIKey: a.FallbackCredential, ContextTokens: orZero(f.ContextTokens), SeesImages: f.SeesImages,
		}
	}
	return settings
}

func orZero(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}

// refuseStream answers a refused question with one frame. The message limit answers 200: newer versions of that client drop the body of other statuses.
func (a *API) refuseStream(w http.ResponseWriter, r *http.Request, err error) {
	p := a.problem(r, err)
	status := p.Status
	if p.Code == chat.ErrLimit.Code {
		status = http.StatusOK
	}
	text := p.Detail
	if len(p.Errors) > 0 {
		text = "Your message " + p.Errors[0].Message + "."
	}
	p.Announce(w.Header())
	stream, err := httpx.NewEventStream(w, status)
	if err != nil {
		return
	}
	stream.Add("", "", encode(refusal(r.PathValue("assistantId"), p.Status, p.Code, text)))
	_ = stream.Flush() // a reader that went away is no error of ours
}

// stream writes the frames of a run until it is over or the reader goes away; the run goes on without readers.
func (a *API) stream(w http.ResponseWriter, r *http.Request, policy *access.Policy, run *chat.Run) {
	stream, err := httpx.NewEventStream(w, http.StatusOK)
	if err != nil {
		return
	}
	q := run.Query()
	_, err = a.follow(r, stream, policy, run, 0, wire{
		frame:   func(f chat.Frame) []byte { return encode(frameOf(policy.Key.AssistantID, q.ID, f)) },
		silence: heartbeat,
	})
	if denial, ok := errors.AsType[*access.Denial](err); ok {
		p := denied(denial)
		stream.Add("", "", encode(endOfKey(policy.Key.AssistantID, q.ID, p)))
		_ = stream.Flush() // a reader that went away is no error of ours
	}
}

// wire is how a stream writes what it follows.
type wire struct {
	frame   func(chat.Frame) []byte
	silence []byte // written when there was nothing to write for a while
}

// follow writes the frames of a run after a number, and heartbeats while there are none, until its last frame. It returns how the run ended. When the key
// or its assistant was changed it asks the gate again, and fails with the *access.Denial when the key does not work here any more; the run itself goes on.
func (a *API) follow(r *http.Request, s *httpx.EventStream, policy *access.Policy, run *chat.Run, after int, as wire) (*chat.End, error) {
	silence := time.NewTimer(a.Heartbeat)
	defer silence.Stop()
	over := time.NewTimer(remaining(policy))
	defer over.Stop()
	turn := run.Query().Turn
	for {
		frames, more := run.Since(after)
		for _, f := range frames {
			s.Add(httpx.EventID(turn, f.Number), "", as.frame(f))
			after = f.Number
		}
		if len(frames) > 0 {
			if err := s.Flush(); err != nil {
				return nil, err
			}
			silence.Reset(a.Heartbeat)
		}
		if more == nil {
			return run.Ending(), nil
		}
		select {
		case <-more:
		case <-policy.Changed():
			if err := a.again(r, &policy, over); err != nil {
				return nil, err
			}
		case <-over.C:
			if err := a.again(r, &policy, over); err != nil {
				return nil, err
			}
		case <-silence.C:
			s.Add("", "", as.silence)
			if err := s.Flush(); err != nil {
				return nil, err
			}
			silence.Reset(a.Heartbeat)
		case <-r.Context().Done():
			return nil, r.Context().Err()
		}
	}
}

// wait waits for the end of a run, as long as the key lasts and the caller stays.
func (a *API) wait(r *http.Request, policy *access.Policy, run *chat.Run) error {
	over := time.NewTimer(remaining(policy))
	defer over.Stop()
	for after := 0; ; {
		frames, more := run.Since(after)
		if more == nil {
			return nil
		}
		after += len(frames)
		select {
		case <-more:
		case <-policy.Changed():
			if err := a.again(r, &policy, over); err != nil {
				return err
			}
		case <-over.C:
			if err := a.again(r, &policy, over); err != nil {
				return err
			}
		case <-r.Context().Done():
			return r.Context().Err()
		}
	}
}

// again asks the gate whether what it admitted may go on, and until when.
func (a *API) again(r *http.Request, policy **access.Policy, over *time.Timer) error {
	grant, err := a.admit(r, access.Again)
	if err != nil {
		return err
	}
	*policy = grant.Policy
	over.Reset(remaining(grant.Policy))
	return nil
}

// remaining is how long until a policy ends by itself; longer than any stream when it does not.
func remaining(p *access.Policy) time.Duration {
	at, ends := p.Until()
	if !ends {
		return 365 * 24 * time.Hour
	}
	return max(time.Until(at), 10*time.Millisecond)
}

// answerJSON waits for the whole answer. When the caller leaves, the run goes on and the answer is found in the history.
func (a *API) answerJSON(w http.ResponseWriter, r *http.Request, policy *access.Policy, run *chat.Run) {
	if err := a.wait(r, policy, run); err != nil {
		if denial, ok := errors.AsType[*access.Denial](err); ok {
			httpx.WriteProblem(w, "application/json", denied(denial))
		}
		return
	}
	q := run.Outcome()
	if q.Status == chat.Failed || q.Status == chat.Interrupted {
		p := httpx.ProblemOf(errs.New(errs.Unavailable, q.ErrorCode, q.ErrorText))
		p.Error = p.Detail
		httpx.WriteJSON(w, p.Status, "application/json", p)
		return
	}
	httpx.WriteJSON(w, http.StatusOK, "application/json", rowOf(policy.Key.AssistantID, q))
}
