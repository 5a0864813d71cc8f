package chat

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"strings"
	"time"
	"unicode/utf8"

	"latchkey/internal/errs"
	"latchkey/internal/random"
)

const (
	tokenLength  = 43 // base62: 256 bits
	tokenPurpose = "conversation-token"
	maxData      = 4096 // bytes
	maxTitle     = 200  // characters
	maxFork      = 1000 // turns
	stopPatience = 5 * time.Second
)

// DefaultTitle is what a conversation is called until it has a title.
const DefaultTitle = "New Conversation"

// Opening is what a client says when it opens a conversation.
type Opening struct {
	Title  string
	Source string
	Data   json.RawMessage
}

// Open creates a conversation.
func (s *Service) Open(ctx context.Context, caller Caller, o Opening) (Conversation, error) {
	c := s.prepare(caller, o)
	return c, s.Conversations.CreateConversation(ctx, s.seal(c))
}

func (s *Service) prepare(caller Caller, o Opening) Conversation {
	now := s.now()
	c := Conversation{
		ID: random.ID("c_"), Caller: caller, Token: "t_" + random.Base62(tokenLength),
		Title: cut(o.Title, maxTitle), Source: cut(o.Source, maxTitle), Data: o.Data,
		CreatedAt: now, UpdatedAt: now,
	}
	if c.Title == "" {
		c.Title = DefaultTitle
	}
	if len(c.Data) > maxData || !json.Valid(c.Data) || !utf8.Valid(c.Data) || strings.Contains(string(c.Data), `\u0000`) {
		c.Data = nil // it is not needed to answer: tolerated, never kept
	}
	return c
}

func (s *Service) seal(c Conversation) Record {
	return Record{Conversation: c, SealedToken: s.Box.Seal([]byte(c.Token), tokenPurpose, c.ID)}
}

// cut makes a client's text storable: valid UTF-8, no NUL, at most n characters.
func cut(text string, n int) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, ""), "\x00", "")
	if runes := []rune(text); len(runes) > n {
		return string(runes[:n])
	}
	return text
}

// Conversation returns a conversation of the caller; everybody else's answers errs.NotFound like one that does not exist.
func (s *Service) Conversation(ctx context.Context, caller Caller, id string) (Conversation, error) {
	r, err := s.Conversations.Conversation(ctx, id)
	if err != nil {
		return Conversation{}, absent(err)
	}
	if r.Caller != caller {
		return Conversation{}, notFound()
	}
	token, err := s.Box.Open(r.SealedToken, tokenPurpose, r.ID)
	if err != nil {
		return Conversation{}, errs.Wrap(err, errs.Internal, "SECRET_UNREADABLE", "This conversation cannot be opened.")
	}
	r.Token = string(token)
	return r.Conversation, nil
}

// Writable is Conversation for calls that need the conversation token.
func (s *Service) Writable(ctx context.Context, caller Caller, id, token string) (Conversation, error) {
	c, err := s.Conversation(ctx, caller, id)
	if err == nil && subtle.ConstantTimeCompare([]byte(token), []byte(c.Token)) != 1 {
		return Conversation{}, tokenInvalid()
	}
	return c, err
}

// Rename gives a conversation a title; it fails with errs.Invalid or errs.NotFound.
func (s *Service) Rename(ctx context.Context, c Conversation, title string) (Conversation, error) {
	title = strings.TrimSpace(cut(title, maxTitle+1))
	var p errs.Problems
	p.Text("title", title, 1, maxTitle)
	if err := errs.InvalidFields(p); err != nil {
		return Conversation{}, err
	}
	now := s.now()
	done, err := s.Conversations.RetitleConversation(ctx, c.ID, "", title, now)
	if err == nil && !done {
		err = notFound()
	}
	c.Title, c.UpdatedAt = title, now
	return c, err
}

// Fork opens a conversation that begins as another one did, up to the turn of a query. Messages that were counted for that one count for this one as well.
// Attachments stay where they are. It fails with errs.NotFound when the conversation has no such query, or when that is still being answered.
func (s *Service) Fork(ctx context.Context, c Conversation, o Opening, lastQueryID string) (Conversation, error) {
	last, err := s.Query(ctx, c.ID, lastQueryID)
	if err != nil {
		return Conversation{}, err
	}
	if last.Status == Running || last.Turn > maxFork {
		return Conversation{}, queryNotFound()
	}
	if o.Title == "" {
		o.Title = c.Title
	}
	o.Source, o.Data = c.Source, c.Data
	fork := s.prepare(c.Caller, o)
	ids := make([]string, last.Turn)
	for i := range ids {
		ids[i] = random.ID("q_")
	}
	if err := s.Conversations.ForkConversation(ctx, s.seal(fork), c.ID, ids); err != nil {
		return Conversation{}, absent(err)
	}
	return s.Conversation(ctx, c.Caller, fork.ID)
}

// Delete removes a conversation with everything that was said in it. Answers that are being made end first. It fails with errs.NotFound.
func (s *Service) Delete(ctx context.Context, conversationID string) error {
	if err := s.Discard(ctx, conversationID); err != nil {
		return err
	}
	return absent(s.Conversations.DeleteConversation(ctx, conversationID))
}

// Discard ends the answers of a conversation that is about to be deleted, and lets go of those that are over.
func (s *Service) Discard(ctx context.Context, conversationID string) error {
	err := s.Stop(ctx, conversationID)
	s.runs.forgetAll(conversationID)
	return err
}

// Forgotten is a conversation that a visitor wants to be deleted.
type Forgotten struct {
	ID    string `json:"id"`
	Token string `json:"token"`
}

// Forget deletes those of a visitor's conversations that exist and whose token is right, and says how many.
func (s *Service) Forget(ctx context.Context, caller Caller, list []Forgotten) (deleted int, err error) {
	for _, f := range list {
		c, err := s.Writable(ctx, caller, f.ID, f.Token)
		if err == nil {
			err = s.Delete(ctx, c.ID)
		}
		if kind := errs.KindOf(err); err != nil && kind != errs.NotFound && kind != errs.Forbidden {
			return deleted, err
		}
		if err == nil {
			deleted++
		}
	}
	return deleted, nil
}

// Stop ends the running answers of a conversation and waits until what they made is stored. It is fine when nothing runs.
func (s *Service) Stop(ctx context.Context, conversationID string) error {
	ctx, cancel := context.WithTimeout(ctx, stopPatience)
	defer cancel()
	for _, run := range s.runs.active(conversationID) {
		run.cancel(errStopped)
		if err := run.Wait(ctx); err != nil {
			return errs.Wrap(err, errs.Unavailable, "STOP_PENDING", "The answer is being stopped.")
		}
	}
	return nil
}

// absent words the store's errs.NotFound for visitors.
func absent(err error) error {
	if errs.KindOf(err) == errs.NotFound {
		return notFound()
	}
	return err
}

func (s *Service) now() time.Time { return s.Now().UTC().Truncate(time.Millisecond) }
