package clientapi

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"time"

	"latchkey/internal/access"
	"latchkey/internal/aside"
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
	grant, answering, err := a.startAside(w, r, sse)
	switch {
	case errors.Is(err, errNoBody):
		w.WriteHeader(http.StatusBadRequest)
	case err != nil && sse:
		a.refuseStream(w, r, err)
	case err != nil:
		p := a.problem(r, err)
		httpx.WriteProblem(w, "application/json", p)
	case sse:
		a.stream(w, r, grant.Policy, answering)
	default:
		a.answerJSON(w, r, grant.Policy, answering.Run)
	}
}

var errNoBody = errors.New("the request has no body")

// questionBody is what comes with a question. Its other members are for what this server does not do: they are not read.
type questionBody struct {
	Request         string          `json:"request"`
	Context         json.RawMessage `json:"customProperties"`
	Attachments     []attachmentRef `json:"attachments"`
	ThinkingEnabled bool            `json:"thinkingEnabled"`
	ThinkingEffort  string          `json:"thinkingEffort"`
}

// attachmentRef names an attachment: by its id alone, or as an object with one.
type attachmentRef string

// UnmarshalJSON implements json.Unmarshaler.
func (ref *attachmentRef) UnmarshalJSON(raw []byte) error {
	var object struct {
		ID string `json:"id"`
	}
	if len(raw) > 0 && raw[0] == '{' {
		err := json.Unmarshal(raw, &object)
		*ref = attachmentRef(object.ID)
		return err
	}
	return json.Unmarshal(raw, (*string)(ref))
}

// startAside is startRun in a goroutine of its own: the one of the connection waits for long, and stays small.
func (a *API) startAside(w http.ResponseWriter, r *http.Request, sse bool) (grant access.Grant, answering chat.Answering, err error) {
	answering, err = aside.Do(func() (started chat.Answering, err error) {
		grant, started, err = a.startRun(w, r, sse)
		return started, err
	})
	return grant, answering, err
}

func (a *API) startRun(w http.ResponseWriter, r *http.Request, sse bool) (access.Grant, chat.Answering, error) {
	grant, err := a.admit(r, access.Message)
	if err != nil {
		return access.Grant{}, chat.Answering{}, err
	}
	var body questionBody
	empty, err := readBody(w, r, &body)
	if err != nil {
		return access.Grant{}, chat.Answering{}, err
	}
	if empty {
		return access.Grant{}, chat.Answering{}, errNoBody
	}
	c, err := a.Chat.Writable(r.Context(), caller(grant.Policy), r.PathValue("conversationId"), header(r, "Conversation-Token"))
	if err != nil {
		return access.Grant{}, chat.Answering{}, err
	}
	q := question(grant, c, body)
	q.Context = pageContext(body.Context, r.URL)
	if err := a.mayAsk(r, grant.Policy, q); err != nil {
		return access.Grant{}, chat.Answering{}, err
	}
	q.Idempotency, q.Resend = header(r, "Idempotency-Key"), sse
	facts, gone := a.Gate.Keep(factsOf(r)), r.Context().Done()
	q.Gone = func() bool { return closed(gone) }
	q.Again = func(ctx context.Context) error { return a.stillAllowed(ctx, facts) }
	// From here on the visitor may leave: the question is accepted whole or not at all.
	answering, err := a.Chat.Ask(context.WithoutCancel(r.Context()), q)
	return grant, answering, err
}

// stillAllowed says whether the key of a question that has waited for its turn still works.
func (a *API) stillAllowed(ctx context.Context, facts *access.Facts) error {
	_, err := a.Gate.Admit(ctx, facts)
	if denial, ok := errors.AsType[*access.Denial](err); ok {
		return errs.Wrap(denial, errs.Forbidden, string(denial.Code), denial.Error())
	}
	return err
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

// efforts are how hard a model can be asked to think.
var efforts = []string{"low", "medium", "high"}

func question(grant access.Grant, c chat.Conversation, body questionBody) chat.Question {
	grant.Origin = grant.Origin.Clone() // it outlives the request
	p := grant.Policy
	q := chat.Question{
		ConversationID: c.ID, Text: body.Request, Untitled: c.Title == chat.DefaultTitle,
		Limit: p.Key.Configuration.MaxMessagePerConversation, LimitText: p.Key.Configuration.ErrorText(),
		KeyID: p.Key.ID, DailyLimit: p.MessagesPerDay, Meter: meter{grant}, Visitor: visitor(grant), Concurrent: p.Assistant.Model.Concurrent(),
		Provider: string(p.Assistant.Model.Provider), Settings: Settings(p.Assistant),
	}
	q.Thinking = body.ThinkingEnabled && p.Assistant.Model.CanThink()
	q.Settings.Thinking = q.Thinking
	if q.Thinking && slices.Contains(efforts, body.ThinkingEffort) {
		q.Settings.ThinkingEffort = body.ThinkingEffort
	}
	for _, ref := range body.Attachments {
		q.Attachments = append(q.Attachments, string(ref))
	}
	return q
}

// visitor tells those apart who wait for an answer: by key and address, of IPv6 by the network, which is one customer's.
func visitor(grant access.Grant) string {
	address := grant.Client.Unmap()
	if address.Is6() {
		if network, err := address.Prefix(64); err == nil {
			address = network.Addr()
		}
	}
	return grant.Policy.Key.ID + " " + address.String()
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

// answerJSON waits for the whole answer. When the caller leaves, the run goes on and the answer is found in the history.
func (a *API) answerJSON(w http.ResponseWriter, r *http.Request, policy *access.Policy, run *chat.Run) {
	v := a.visit(r, policy)
	defer v.end()
	if err := v.wait(run); err != nil {
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
