package clientapi

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"time"

	"latchkey/internal/access"
	"latchkey/internal/chat"
	"latchkey/internal/errs"
	"latchkey/internal/httpx"
)

// maxBody is how long a JSON body of the client API may be, in bytes.
const maxBody = 256 << 10

// timeFormat is RFC 3339 in UTC with milliseconds.
const timeFormat = "2006-01-02T15:04:05.000Z"

func wireTime(t time.Time) string { return t.UTC().Format(timeFormat) }

func optionalWireTime(t *time.Time) *string {
	if t == nil {
		return nil
	}
	text := wireTime(*t)
	return &text
}

type conversationObject struct {
	ID                 string          `json:"id"`
	Token              string          `json:"token"`
	Title              string          `json:"title"`
	Source             string          `json:"source"`
	Data               json.RawMessage `json:"data"`
	UserID             string          `json:"userId"`
	ChatBotID          string          `json:"chatBotId"`
	MarketplaceID      *string         `json:"marketplaceId"`
	QueryCount         int             `json:"queryCount"`
	Visibility         string          `json:"visibility"`
	Status             string          `json:"status"`
	CreatedBy          *string         `json:"createdBy"`
	UpdatedBy          *string         `json:"updatedBy"`
	CreatedAt          string          `json:"createdAt"`
	UpdatedAt          string          `json:"updatedAt"`
	LastQueryTimestamp *string         `json:"lastQueryTimestamp"`
}

func conversationOf(c chat.Conversation) conversationObject {
	data := c.Data
	if len(data) == 0 || data[0] != '{' {
		data = json.RawMessage("{}")
	}
	return conversationObject{
		ID: c.ID, Token: c.Token, Title: c.Title, Source: c.Source, Data: data, UserID: "anonymous",
		ChatBotID: c.AssistantID, QueryCount: c.QueryCount, Visibility: "USER", Status: "OPEN",
		CreatedAt: wireTime(c.CreatedAt), UpdatedAt: wireTime(c.UpdatedAt), LastQueryTimestamp: optionalWireTime(c.LastQueryAt),
	}
}

func (a *API) createConversation(w http.ResponseWriter, r *http.Request) error {
	grant, err := a.admit(r, access.Conversation)
	if err != nil {
		return err
	}
	var opening struct {
		Title  string          `json:"title"`
		Source string          `json:"source"`
		Data   json.RawMessage `json:"data"`
	}
	if _, err := readBody(w, r, &opening); err != nil {
		return err
	}
	c, err := a.Chat.Open(r.Context(), caller(grant.Policy), chat.Opening{
		Title: opening.Title, Source: opening.Source, Origin: grant.Origin.String(), Data: opening.Data,
	})
	if err != nil {
		return err
	}
	grant.Policy.Meter.Conversation(time.Now(), grant.Origin)
	httpx.WriteJSON(w, http.StatusCreated, "application/json", conversationOf(c))
	return nil
}

func (a *API) getConversation(w http.ResponseWriter, r *http.Request) error {
	grant, err := a.admit(r, access.Request)
	if err != nil {
		return err
	}
	c, err := a.Chat.Conversation(r.Context(), caller(grant.Policy), r.PathValue("conversationId"))
	if err != nil {
		return err
	}
	httpx.WriteJSON(w, http.StatusOK, "application/json", conversationOf(c))
	return nil
}

// patchConversation gives a conversation a title. A conversation token that is sent must be right; the protocol demands none.
func (a *API) patchConversation(w http.ResponseWriter, r *http.Request) error {
	_, c, err := a.readable(r)
	if err != nil {
		return err
	}
	var patch struct {
		Title *string `json:"title"`
	}
	if _, err := readBody(w, r, &patch); err != nil {
		return err
	}
	if patch.Title != nil {
		if c, err = a.Chat.Rename(r.Context(), c, *patch.Title); err != nil {
			return err
		}
	}
	httpx.WriteJSON(w, http.StatusOK, "application/json", conversationOf(c))
	return nil
}

func (a *API) deleteConversation(w http.ResponseWriter, r *http.Request) error {
	_, c, err := a.readable(r)
	if err == nil {
		err = a.Chat.Delete(r.Context(), c.ID)
	}
	if err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// forkConversation opens a conversation that begins as this one did, up to a query.
func (a *API) forkConversation(w http.ResponseWriter, r *http.Request) error {
	grant, err := a.admit(r, access.Conversation)
	if err != nil {
		return err
	}
	c, err := a.open(r, grant.Policy)
	if err != nil {
		return err
	}
	var body struct {
		Title       string `json:"title"`
		LastQueryID string `json:"lastQueryId"`
	}
	if _, err := readBody(w, r, &body); err != nil {
		return err
	}
	if body.LastQueryID == "" {
		return missingField("lastQueryId", "must be the id of the last message that the fork begins with")
	}
	fork, err := a.Chat.Fork(r.Context(), c, chat.Opening{Title: body.Title}, body.LastQueryID)
	if err != nil {
		return err
	}
	grant.Policy.Meter.Conversation(time.Now(), grant.Origin)
	httpx.WriteJSON(w, http.StatusCreated, "application/json", conversationOf(fork))
	return nil
}

// missingField is the error of a field that a call needs.
func missingField(name, message string) error {
	return errs.InvalidFields([]errs.Field{{Location: name, Message: message}})
}

// maxForgotten is how many conversations a visitor may name at once.
const maxForgotten = 200

// deleteMine deletes what a visitor has: the conversations that the visitor can name with their tokens. It is no part of the protocol of others.
func (a *API) deleteMine(w http.ResponseWriter, r *http.Request) error {
	grant, err := a.admit(r, access.Request)
	if err != nil {
		return err
	}
	var body struct {
		Conversations []chat.Forgotten `json:"conversations"`
	}
	if _, err := readBody(w, r, &body); err != nil {
		return err
	}
	var p errs.Problems
	p.Range("conversations", len(body.Conversations), 1, maxForgotten)
	if err := errs.InvalidFields(p); err != nil {
		return err
	}
	deleted, err := a.Chat.Forget(r.Context(), caller(grant.Policy), body.Conversations)
	if err != nil {
		return err
	}
	httpx.WriteJSON(w, http.StatusOK, "application/json", map[string]int{"deleted": deleted})
	return nil
}

func (a *API) stop(w http.ResponseWriter, r *http.Request) error {
	_, id, err := a.writable(r)
	if err == nil {
		err = a.Chat.Stop(r.Context(), id)
	}
	if err != nil {
		return err
	}
	httpx.WriteJSON(w, http.StatusOK, "application/json", map[string]bool{"stopped": true})
	return nil
}

// readBody decodes a JSON body; an empty one leaves v as it is. Fields that are not known are the client's own affair.
func readBody(w http.ResponseWriter, r *http.Request, v any) (empty bool, err error) {
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return false, errs.New(errs.TooLarge, "BODY_TOO_LARGE", "The request is longer than 256 kB.")
	}
	if err != nil {
		return false, errs.Wrap(err, errs.Invalid, "BODY_UNREADABLE", "The request could not be read to its end.")
	}
	// The deadline ends with the body: one that stays would end the stream that answers.
	_ = http.NewResponseController(w).SetReadDeadline(time.Time{}) // not supported by test recorders
	if len(raw) == 0 {
		return true, nil
	}
	if err := json.Unmarshal(raw, v); err != nil {
		return false, errs.Wrap(err, errs.Invalid, "INVALID_INPUT", "The request is not the expected JSON object.")
	}
	return false, nil
}
