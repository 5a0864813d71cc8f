// Package assistant holds who answers: an assistant's public face and its model settings.
//
// Draft is what an owner edits; its Validate reports every problem at once. Service creates, edits and deletes assistants and keeps the
// provider's credential sealed: it goes in, is used for model calls, and is never shown again. Service is safe for concurrent use. Knowledge and keys are elsewhere.
package assistant

import (
	"fmt"
	"strings"
	"time"

	"latchkey/internal/cursor"
	"latchkey/internal/errs"
)

// ProviderName says who makes the answers.
type ProviderName string

// The providers.
const (
	Builtin ProviderName = "builtin" // from the knowledge, no network
	OpenAI  ProviderName = "openai"  // any OpenAI-compatible API
)

// Bounds of a Draft, in characters where texts are meant.
const (
	MaxName         = 100
	MaxDescription  = 500
	MaxWelcome      = 2000
	MaxStarters     = 10
	MaxStarter      = 280
	MaxSystemPrompt = 20_000
	MaxCredential   = 1000
	MaxOutputTokens = 200_000
	MaxKeepDays     = 3650
	MinContext      = 1024 // tokens
	MaxContext      = 10_000_000
	MaxConcurrent   = 10_000
)

// DefaultKeepDays is for how many days a new assistant keeps conversations.
const DefaultKeepDays = 90

// Model says how answers are made. APIKey is write only: it is never part of what is read.
type Model struct {
	Provider        ProviderName `json:"provider" example:"openai" enum:"builtin,openai" doc:"Who makes the answers: builtin (from the documents, no network) or any OpenAI-compatible API."`
	BaseURL         string       `json:"baseUrl" example:"https://api.openai.com/v1" doc:"Base URL of the OpenAI-compatible API, for example https://api.openai.com/v1. Only for openai." maxLength:"2000"`
	Model           string       `json:"model" example:"gpt-5-mini" doc:"Name of the model. Only for openai." maxLength:"200"`
	SystemPrompt    string       `json:"systemPrompt" example:"Answer briefly and politely." doc:"What the model is told before the conversation." maxLength:"20000"`
	Temperature     *float64     `json:"temperature" example:"0.3" doc:"0 to 2; null is the model's default." minimum:"0" maximum:"2"`
	MaxOutputTokens *int         `json:"maxOutputTokens" example:"800" doc:"Longest answer in tokens; null is the model's default." minimum:"1" maximum:"200000"`
	ContextTokens   *int         `json:"contextTokens" example:"128000" doc:"Context length of the model, question and answer together, in tokens; null is 8,192, which most models have." minimum:"1024" maximum:"10000000"`
	SeesImages      bool         `json:"seesImages" example:"false" doc:"Whether the model understands pictures. Without it a question with a picture is refused."`
	Thinks          bool         `json:"thinks" example:"false" doc:"Whether the model thinks before it answers. With it visitors of the mobile app can ask for what it thinks. Only for openai."`
	MaxConcurrent   *int         `json:"maxConcurrent" example:"50" doc:"How many answers are made at the same time; more visitors wait in a fair queue. null is any number." minimum:"1" maximum:"10000"`
	Fallback        *Fallback    `json:"fallback" doc:"A second model, of any OpenAI-compatible API, that is asked when the first does not answer; null is none."`
}

// Draft is the part of an assistant that can be edited.
type Draft struct {
	Name                 string   `json:"name" example:"Shop help" doc:"What visitors see as the assistant's name." minLength:"1" maxLength:"100"`
	Description          string   `json:"description" example:"Answers questions about orders and returns." doc:"One line on what it helps with." maxLength:"500"`
	WelcomeMessage       string   `json:"welcomeMessage" example:"Hello! How can I help you?" doc:"First message of every conversation, Markdown." maxLength:"2000"`
	ConversationStarters []string `json:"conversationStarters" example:"[\"How do I return something?\"]" doc:"Questions that a visitor can pick to begin." maxItems:"10"`
	Attachments          bool     `json:"attachments" doc:"Whether visitors may attach files and notes to their questions. What they attach is given to the model, and costs its tokens."`
	ShareDocuments       bool     `json:"shareDocuments" doc:"Whether visitors may download the file of a document that an answer cites."`
	Model                Model    `json:"model" doc:"How answers are made."`
	KeepConversations    int      `json:"keepConversationsDays" example:"90" doc:"For how many days after the last message conversations are kept; then they are deleted for good, within an hour. 0 = for ever." minimum:"0" maximum:"3650"`
}

// NewDraft returns a Draft with every default.
func NewDraft() Draft {
	return Draft{ConversationStarters: []string{}, Model: Model{Provider: Builtin}, KeepConversations: DefaultKeepDays}
}

// Assistant is a stored assistant.
type Assistant struct {
	ID string
	Draft
	ImageID    string // "" = no picture
	Credential string // the model's API key; secret, "" = none

	FallbackCredential string // likewise of the fallback

	CreatedAt time.Time
	UpdatedAt time.Time
	Version   int64
}

// Place is the assistant's place in lists.
func (a Assistant) Place() cursor.Place { return cursor.Place{At: a.CreatedAt, ID: a.ID} }

// Validate trims the draft in place and returns every problem.
func (d *Draft) Validate() []errs.Field {
	d.Name = strings.TrimSpace(d.Name)
	var p errs.Problems
	p.Text("name", d.Name, 1, MaxName)
	p.Text("description", d.Description, 0, MaxDescription)
	p.Text("welcomeMessage", d.WelcomeMessage, 0, MaxWelcome)
	if d.ConversationStarters == nil {
		d.ConversationStarters = []string{}
	}
	if len(d.ConversationStarters) > MaxStarters {
		p.Add("conversationStarters", fmt.Sprintf("must have at most %d entries", MaxStarters), len(d.ConversationStarters))
	}
	for i, starter := range d.ConversationStarters {
		p.Text(fmt.Sprintf("conversationStarters[%d]", i), starter, 1, MaxStarter)
	}
	p.Range("keepConversationsDays", d.KeepConversations, 0, MaxKeepDays)
	return append(p, d.Model.validate()...)
}

func (m *Model) validate() []errs.Field {
	var p errs.Problems
	p.Text("model.baseUrl", m.BaseURL, 0, 2000)
	p.Text("model.model", m.Model, 0, 200)
	p.Text("model.systemPrompt", m.SystemPrompt, 0, MaxSystemPrompt)
	if m.Temperature != nil && (*m.Temperature < 0 || *m.Temperature > 2) {
		p.Add("model.temperature", "must be between 0 and 2, or null", *m.Temperature)
	}
	if m.MaxOutputTokens != nil {
		p.Range("model.maxOutputTokens", *m.MaxOutputTokens, 1, MaxOutputTokens)
	}
	contextTokens(&p, "model.contextTokens", m.ContextTokens)
	if m.MaxConcurrent != nil {
		p.Range("model.maxConcurrent", *m.MaxConcurrent, 1, MaxConcurrent)
	}
	if m.Fallback != nil {
		m.Fallback.validate(&p)
	}
	switch m.Provider {
	case Builtin:
	case OpenAI:
		baseURL(&p, "model.baseUrl", &m.BaseURL)
		p.Text("model.model", m.Model, 1, 200)
	default:
		p.Add("model.provider", "must be builtin or openai", m.Provider)
	}
	return p
}
