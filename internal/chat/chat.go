// Package chat is conversations: what a visitor and an assistant say to each other, the message limit, and the making of answers.
//
// A question is counted against the limit and stored as a query in one transaction; then a run makes the answer, detached from the request that
// asked. A run numbers its frames, stores their text before anybody sees it, and keeps them for any number of readers until some time after its end;
// losing the connection loses nothing, and stopping is an explicit call. A run always has exactly one End frame, whatever happens; only the title
// of the conversation may follow it.
//
// Service is safe for concurrent use. The package knows nothing of HTTP, keys or restrictions: its callers say on whose behalf they call.
package chat

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"latchkey/internal/errs"
	"latchkey/internal/provider"
)

// Caller is on whose behalf a call is made. A conversation belongs to the caller that created it; for every other it does not exist.
type Caller struct {
	AssistantID string
	KeyID       string
}

// Conversation is what one visitor and the assistant say to each other. Its id has 131 random bits: knowing it allows reading.
type Conversation struct {
	ID string
	Caller
	Token        string // secret that allows writing
	Title        string
	Source       string
	Origin       string          // the website on which it began; "" = not known
	Data         json.RawMessage // what the client said about itself; not trusted
	QueryCount   int             // rows
	MessageCount int             // messages counted against the limit
	CreatedAt    time.Time
	UpdatedAt    time.Time
	LastQueryAt  *time.Time
}

// Status is the state of a query.
type Status string

// The states of a query. All but Running are final.
const (
	Running     Status = "RUNNING"
	Done        Status = "DONE"
	Stopped     Status = "STOPPED"     // by the visitor; Answer holds what was made so far
	Interrupted Status = "INTERRUPTED" // the server went down; Answer holds what was made so far
	Failed      Status = "FAILED"      // Answer holds what was made so far
)

// Reaction is what a visitor thinks of an answer.
type Reaction string

// The reactions.
const (
	NoReaction Reaction = "NONE"
	Like       Reaction = "LIKE"
	Dislike    Reaction = "DISLIKE"
)

// Report is a visitor's complaint about an answer.
type Report struct {
	QueryID        string
	ConversationID string
	Answer         string // as the visitor saw it
	CreatedAt      time.Time
}

// Query is one visitor message and its answer.
type Query struct {
	ID             string
	ConversationID string
	Turn           int    // 1 for the first of the conversation
	Idempotency    string // what the client named the question by, so that a repetition is recognised; "" = nothing
	Question       string
	Attachments    []string // ids of those that were given with the question, which may be deleted by now
	Context        string   // what the website said about the visitor's page, a JSON object; stored, and read by the owner alone
	Answer         string
	Status         Status
	ErrorCode      string
	ErrorText      string
	Reaction       Reaction
	References     []provider.Reference
	Usage          *provider.Usage
	CreatedAt      time.Time
	FinishedAt     *time.Time
}

// Exchange is a question and its answer, and nothing else.
type Exchange struct {
	Question string
	Answer   string
}

// Unanswered says that a query ended with nothing to show for it, through no doing of the visitor: it does not count against the message limit. A model that ended
// without a word has been asked all the same, and may do so as often as it is asked the like.
func (q *Query) Unanswered() bool {
	return q.Answer == "" && (q.Status == Failed || q.Status == Interrupted) && q.ErrorCode != "MODEL_EMPTY"
}

// Record is a conversation as it is stored: the token is sealed.
type Record struct {
	Conversation
	SealedToken []byte
}

// Acceptance is a query that is to be counted and stored.
type Acceptance struct {
	Query      Query
	Limit      int    // most messages of the conversation, 0 = unlimited
	KeyID      string // whose day is counted; "" = nobody's
	DailyLimit int    // most messages with the key in a day (UTC), 0 = unlimited
	Owner      string
	Lease      time.Time

	// InterruptedSince makes the last query of the conversation stand for this one when it has the same question and attachments and was interrupted after this time: who asked
	// does not know, and asks again. Without any answer it runs again; otherwise the query is refused with ErrRepeated. Zero = never.
	InterruptedSince time.Time
}

// Accepted is a query that was counted and stored.
type Accepted struct {
	QueryID   string // of the query that was revived, or of the new one
	CreatedAt time.Time
	Turn      int
}

// Conversations keeps conversations.
type Conversations interface {
	CreateConversation(ctx context.Context, r Record) error
	// Conversation fails with errs.NotFound.
	Conversation(ctx context.Context, id string) (Record, error)
	// RetitleConversation gives a conversation a title, unless it has another one than before; an empty before stands for any. It says whether it did.
	RetitleConversation(ctx context.Context, id, before, title string, at time.Time) (bool, error)
	// ForkConversation stores r as a copy of the first turns of a conversation; ids are the ids of the copied queries, one for each turn. What was counted
	// against the message limit counts for the copy as well. It fails with errs.NotFound.
	ForkConversation(ctx context.Context, r Record, from string, ids []string) error
	// DeleteConversation removes a conversation with everything it owns; it fails with errs.NotFound.
	DeleteConversation(ctx context.Context, id string) error
}

// Queries keeps what was asked and answered.
type Queries interface {
	// AcceptQuery counts the query against its limits, numbers it and stores it as Running for its owner, all or nothing. It fails
	// with errs.NotFound when there is no such conversation, with ErrLimit or ErrDailyLimit when a limit is reached, and with ErrRepeated when the conversation has a query
	// of the same Idempotency, or an interrupted one that stands for it.
	AcceptQuery(ctx context.Context, a Acceptance) (Accepted, error)
	// QueryByIdempotency fails with errs.NotFound.
	QueryByIdempotency(ctx context.Context, conversationID, idempotency string) (Query, error)
	// Query returns a query of a conversation; it fails with errs.NotFound.
	Query(ctx context.Context, conversationID, id string) (Query, error)
	// Queries returns queries in order of their turns: turn > after, at most limit.
	Queries(ctx context.Context, conversationID string, after, limit int) ([]Query, error)
	// LastQueries returns at most limit queries with a turn below before, the newest first.
	LastQueries(ctx context.Context, conversationID string, before, limit int) ([]Query, error)
	// RecentExchanges returns what was said in the last limit queries that have an answer, oldest first.
	RecentExchanges(ctx context.Context, conversationID string, limit int) ([]Exchange, error)
	// React stores what the visitor thinks of an answer; it fails with errs.NotFound.
	React(ctx context.Context, conversationID, id string, reaction Reaction) error
	// Report stores what the visitor complains of in an answer, in place of an earlier complaint unless it has no text; it fails with errs.NotFound.
	Report(ctx context.Context, r Report) error
}

// Piece is what was added to an answer at once.
type Piece struct {
	Number     int // in order, without repetition
	Text       string
	References []provider.Reference // nil = unchanged
}

// Journal keeps what a run has made, while it is being made.
type Journal interface {
	// Append stores the next piece of a query's answer, and calls stored exactly once, in time, from a goroutine of its own. With nil, the piece survives the end of
	// this process. It does not wait.
	Append(queryID string, piece Piece, stored func(error))
	// Finish stores the outcome of a query, but for its references, and removes its pieces. uncount gives the message back to the limit.
	Finish(ctx context.Context, q Query, uncount bool) error
	// Interrupt marks as Interrupted, with the text stored so far, the running queries that owner started before it was itself started
	// again (when own is true), and those of anybody else whose lease ended before now. It returns how many.
	Interrupt(ctx context.Context, owner string, own bool, now time.Time) (int, error)
	// Renew extends the leases of owner's running queries.
	Renew(ctx context.Context, owner string, until time.Time) error
}

// Searcher finds what the assistant's knowledge holds on a question, best first.
type Searcher interface {
	Search(ctx context.Context, assistantID, question string, limit int) ([]provider.Passage, error)
}

// Attachments finds what a visitor gave to a conversation.
type Attachments interface {
	// ForQuestion returns those of a conversation that are named, in order of their arrival. They weigh on the memory that all questions share until sent is
	// called, which is done exactly once and when they are not needed any more.
	ForQuestion(ctx context.Context, conversationID string, ids []string) (given []provider.Attachment, sent func(), err error)
}

// Passages finds a passage by its id; it fails with errs.NotFound.
type Passages interface {
	Passage(ctx context.Context, assistantID, id string) (provider.Passage, error)
}

// ErrLimit is returned by Queries.AcceptQuery when the conversation has reached its message limit.
var ErrLimit = errs.New(errs.RateLimited, "MESSAGE_LIMIT", "This conversation has reached its message limit.")

// ErrDailyLimit is returned by Queries.AcceptQuery when the key has reached its messages of the day.
var ErrDailyLimit = errs.New(errs.RateLimited, "RATE_LIMITED", "This assistant has answered as many messages today as it may. Please try again tomorrow.")

// ErrRepeated is returned by Queries.AcceptQuery for a question that the conversation has already.
var ErrRepeated = errors.New("chat: this question was asked already")

const notFoundCode = "CONVERSATION_NOT_FOUND"

func notFound() error {
	return errs.New(errs.NotFound, notFoundCode, "There is no such conversation.")
}

func tokenInvalid() error {
	return errs.New(errs.Forbidden, "CONVERSATION_TOKEN_INVALID",
		"The conversation token is missing or does not belong to this conversation.")
}
