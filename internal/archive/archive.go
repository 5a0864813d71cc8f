// Package archive is the conversations as their owner has them: listed and searched, read, exported, deleted, and removed when they are old enough.
//
// The visitors' side, which makes conversations, is package chat. What is read here holds everything that a conversation is made of but its token,
// which would allow writing in the visitor's name. An export holds one page in memory, however much is exported. A deletion ends the answers that are
// being made first, and is audited with how many conversations it removed, never with what was said in them.
//
// Service is safe for concurrent use, also by several processes on one database. It decides nothing about who may read: its callers do.
package archive

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"latchkey/internal/account"
	"latchkey/internal/chat"
	"latchkey/internal/cursor"
)

// Summary is a conversation without what was said in it, but for its first question.
type Summary struct {
	ID            string
	AssistantID   string
	KeyID         string
	KeyName       string
	Title         string
	Source        string
	Origin        string          // the website on which it began; "" = not known
	Data          json.RawMessage // what the client said about itself; not trusted, nil = nothing
	MessageCount  int             // questions, answered or not
	FirstQuestion string          // its beginning
	Likes         int
	Dislikes      int
	Failures      int  // answers that failed or were interrupted
	Reported      bool // whether a visitor reported an answer
	CreatedAt     time.Time
	ActiveAt      time.Time // when something was last said
}

// Place is the place in lists that are ordered by activity.
func (s Summary) Place() cursor.Place { return cursor.Place{At: s.ActiveAt, ID: s.ID} }

// created is the place in order of creation, which never changes.
func (s Summary) created() cursor.Place { return cursor.Place{At: s.CreatedAt, ID: s.ID} }

// Version is that of the conversation as it was read: it grows with every message.
func (s Summary) Version() int64 { return int64(s.MessageCount) + 1 }

// Query is a question with its answer as the owner reads it.
type Query struct {
	chat.Query
	Reported       bool   // whether the visitor reported the answer
	ReportedAnswer string // the answer as the visitor saw it then; "" = it was not reported
	Files          []File // the attachments that were given with the question
}

// File is an attachment that was given with a question.
type File struct {
	ID        string
	Name      string
	MediaType string
	Size      int  // bytes
	Deleted   bool // it is not there any more: only its ID is known
}

// Filter chooses conversations of one assistant; what is zero chooses all.
type Filter struct {
	AssistantID string
	Text        string // is in the title, a question or an answer, whatever its case
	KeyID       string
	Origin      string
	From, To    time.Time // last active at or after From, and before To
	Reaction    string    // of one answer at least: LIKE or DISLIKE
	Failed      bool      // only those with an answer that failed or was interrupted
	Reported    bool      // only those with an answer that was reported
	MinMessages int
}

// Wanted is the text in the spelling in which stores compare it.
func (f Filter) Wanted() string { return strings.ToLower(f.Text) }

// audited is what the audit trail keeps of a filter: not what was searched for, which may be what somebody said.
func (f Filter) audited() map[string]any {
	kept := map[string]any{"search": f.Text != ""}
	for name, value := range map[string]string{"keyId": f.KeyID, "origin": f.Origin, "reaction": f.Reaction} {
		if value != "" {
			kept[name] = value
		}
	}
	for name, at := range map[string]time.Time{"from": f.From, "to": f.To} {
		if !at.IsZero() {
			kept[name] = at.UTC()
		}
	}
	for name, chosen := range map[string]bool{"failed": f.Failed, "reported": f.Reported} {
		if chosen {
			kept[name] = true
		}
	}
	return kept
}

// Keeping is how long an assistant's conversations are kept.
type Keeping struct {
	AssistantID string
	Days        int
}

// Store keeps conversations; the visitors' side writes them.
type Store interface {
	// Summaries returns the chosen conversations after a place, the last active first.
	Summaries(ctx context.Context, f Filter, after cursor.Place, limit int) ([]Summary, error)
	// SummariesByCreation is Summaries in order of creation, the oldest first: nothing that happens meanwhile moves a conversation.
	SummariesByCreation(ctx context.Context, f Filter, after cursor.Place, limit int) ([]Summary, error)
	// CountSummaries returns how many are chosen.
	CountSummaries(ctx context.Context, f Filter) (int, error)
	// Summary fails with errs.NotFound, also for a conversation of another assistant.
	Summary(ctx context.Context, assistantID, id string) (Summary, error)
	// ArchivedQueries returns queries in order of their turns: turn > after, at most limit.
	ArchivedQueries(ctx context.Context, conversationID string, after, limit int) ([]Query, error)
	// Removal removes conversations with all that belongs to them.
	Removal
}

// Removal is what removes conversations.
type Removal interface {
	// RemoveConversation removes one; it fails with errs.NotFound, and with errs.Precondition when version is not 0 and not the current one.
	RemoveConversation(ctx context.Context, assistantID, id string, version int64, entry account.Entry) error
	// RemoveConversations removes those that were last active before a time, one after another in one transaction, until enough says so.
	// It returns how many it tried, and how many of them it removed.
	RemoveConversations(ctx context.Context, ids []string, before time.Time, enough func() bool) (tried, removed int, err error)
	// Expired returns at most limit conversations that were last active before a time, the oldest first.
	Expired(ctx context.Context, assistantID string, before time.Time, limit int) ([]string, error)
	// Keepings returns the assistants whose conversations are not kept for ever.
	Keepings(ctx context.Context) ([]Keeping, error)
	// AddAudit writes an audit entry.
	AddAudit(ctx context.Context, entry account.Entry) error
}

// Stopper ends what is being made in a conversation.
type Stopper interface {
	// Discard stops the running answers of a conversation without storing any more of them, on whichever process they run.
	Discard(ctx context.Context, conversationID string) error
}
