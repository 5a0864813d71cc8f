// Package provider is the border to those who make answers.
//
// A Provider gets a Request (the question, what was said before, the assistant's settings) and returns an Answer, a
// stream of Events read by one goroutine. Implementations live in sub-packages: builtin answers from the knowledge with no network, openai
// speaks to any OpenAI-compatible API. The package holds no state and does no I/O.
package provider

import (
	"context"
	"iter"
)

// Role says who spoke a Message.
type Role string

// The two sides of a conversation.
const (
	Visitor   Role = "visitor"
	Assistant Role = "assistant"
)

// Message is something said earlier in the conversation.
type Message struct {
	Role Role
	Text string
}

// Settings are the assistant's model settings as its owner wrote them.
type Settings struct {
	AssistantID     string
	AssistantName   string
	BaseURL         string
	Model           string
	APIKey          string // secret: never logged
	SystemPrompt    string
	Temperature     *float64
	MaxOutputTokens int // 0 = the provider's default
	ContextTokens   int // what the model can take in and give out together; 0 = DefaultContext
	SeesImages      bool
	Thinking        bool      // whether the model is asked to think before it answers
	ThinkingEffort  string    // low, medium, high; "" = medium. Only with Thinking
	Fallback        *Upstream // who is asked when this one does not answer; nil = nobody
}

// DefaultContext is the context length, in tokens, of a model of which it is not known: most have more.
const DefaultContext = 8192

// Upstream is a model at a server.
type Upstream struct {
	BaseURL       string
	Model         string
	APIKey        string // secret: never logged
	ContextTokens int    // as in Settings
	SeesImages    bool
}

// Second returns the settings with the fallback in the place of the first upstream; ok is false when there is none.
func (s Settings) Second() (second Settings, ok bool) {
	if s.Fallback == nil {
		return s, false
	}
	u := *s.Fallback
	s.BaseURL, s.Model, s.APIKey, s.ContextTokens, s.SeesImages, s.Fallback = u.BaseURL, u.Model, u.APIKey, u.ContextTokens, u.SeesImages, nil
	s.Thinking = false // the owner says of the first alone that it thinks
	return s, true
}

// Request asks for one answer.
type Request struct {
	Settings    Settings
	History     []Message // oldest first, without the question
	Question    string
	Passages    []Passage    // what the knowledge holds on the question, best first
	Attachments []Attachment // what the visitor gave with the question, in order of their arrival
	Context     string       // what the website says about the visitor's page, a JSON object: anybody may have written it; "" = nothing
}

// Attachment is a file that a visitor gave to the conversation: text, or an image.
type Attachment struct {
	ID        string
	Name      string // as the visitor knows it, with its extension
	MediaType string
	Text      string // what was read from it; "" for an image
	Image     []byte // nil for a text
	Omitted   bool   // an image that is too much beside the others: nothing but its name is here
}

// Passage is a piece of the assistant's knowledge.
type Passage struct {
	ID         string
	DocumentID string
	Title      string   // of the document
	Path       []string // headings from the document's title down to the passage
	Source     string   // URL, or the file's name when there is no URL
	Page       int      // of the document, from 1; 0 where there are no pages
	Text       string   // plain text of Markdown, without the headings
	Position   int      // in its document, from 0
	Score      float64  // relevance, comparable within one search only
}

// Reference is a source that an answer cites: Number is the n of its "[n]" marks.
type Reference struct {
	Number     int
	DocumentID string
	PassageID  string
	Title      string
	Source     string // URL or file name
	Page       int    // that the passage begins on, from 1; 0 where there are no pages
}

// Usage counts tokens; builtin counts words.
type Usage struct {
	AvailableContext int
	UsedContext      int
	OutputTokens     int
	UserQuery        int
	LostContext      int // what tries that came to nothing were given: it costs, and is no part of the answer
}

// Trim says what of the attachments and of the conversation the model was not given, for want of context.
type Trim struct {
	Attachments []string // names of those that were cut or left out
	Messages    int      // how many of the earlier messages were left out
	Emergency   bool     // the model said that it can take less than it was set up for
}

// Event is one step of an answer: exactly one field is set.
type Event struct {
	Text       string      // more of the answer's Markdown
	Reasoning  string      // more of what the model thinks before it answers; no part of the answer
	References []Reference // sources; sent at most once, before the text that cites them
	Trimmed    *Trim       // sent at most once, before any text
	Usage      *Usage      // last event of a complete answer; before that, an estimate of what was used so far
}

// NoVision is the code of the error of a provider that is given an image and cannot see; NoVisionText is what visitors read then.
const (
	NoVision     = "NO_VISION"
	NoVisionText = "This assistant cannot look at pictures."
)

// Provider makes answers. Answer returns an iterator that yields events until the answer is complete or fails;
// a failure is the last pair, with an *errs.Error whose Message may be shown to visitors. Leaving the loop or ending ctx stops the work and
// releases everything. The iterator can be used once: it forgets the Request when the model has begun to answer. Implementations are safe for concurrent use.
type Provider interface {
	Answer(ctx context.Context, req Request) iter.Seq2[Event, error]
}
