package clientapi

import (
	"encoding/json"
	"io"
	"net/http"
	"unique"

	"latchkey/internal/access"
	"latchkey/internal/assistant"
	"latchkey/internal/attachment"
	"latchkey/internal/chat"
	"latchkey/internal/key"
)

// assistantObject is the public face of an assistant: no prompt, no credential, no restriction, no key name. Field types are fixed by the protocol:
// that client drops the whole object when one is different.
type assistantObject struct {
	ID                       string              `json:"id"`
	Type                     string              `json:"type"`
	Name                     string              `json:"name"`
	Description              string              `json:"description"`
	ImageUUID                string              `json:"imageUuid"`
	WelcomeMessage           string              `json:"welcomeMessage"`
	ReplyMode                string              `json:"replyMode"`
	CostMessage              string              `json:"costMessage"`
	Capabilities             []string            `json:"capabilities"`
	SupportsThinking         bool                `json:"supportsThinking"`
	SupportedThinkingEfforts []string            `json:"supportedThinkingEfforts"`
	VoiceEnabled             bool                `json:"voiceEnabled"`
	LiveVoiceEnabled         bool                `json:"liveVoiceEnabled"`
	AvatarEnabled            bool                `json:"avatarEnabled"`
	STTAvailable             bool                `json:"sttAvailable"`
	TTSAvailable             bool                `json:"ttsAvailable"`
	AvailableVoices          []struct{}          `json:"availableVoices"`
	VoiceSupportedLanguages  []string            `json:"voiceSupportedLanguages"`
	AssistantSettings        assistantSettings   `json:"assistantSettings"`
	APIKeyConfiguration      configurationObject `json:"apiKeyConfiguration"`
	Limits                   limitsObject        `json:"limits"`
}

// limitsObject is what this server takes of a visitor: an addition to the protocol, so that a client can say no before it sends.
type limitsObject struct {
	QuestionLength int               `json:"questionLength"` // characters
	Attachments    *attachmentLimits `json:"attachments"`    // null = none are taken
}

type attachmentLimits struct {
	Count      int      `json:"count"` // of a conversation
	Bytes      int      `json:"bytes"` // of a file
	Extensions []string `json:"extensions"`
}

func limitsOf(a *assistant.Assistant) limitsObject {
	limits := limitsObject{QuestionLength: chat.MaxQuestion}
	if a.Attachments {
		limits.Attachments = &attachmentLimits{attachment.DefaultBounds.Count, attachment.MaxBytes, attachment.Extensions()}
	}
	return limits
}

type enable struct {
	Enable bool `json:"enable"`
}

type effort struct {
	Effort string `json:"effort"`
}

type assistantSettings struct {
	Settings            map[string]any       `json:"settings"`
	KBSettings          map[string]enable    `json:"kbSettings"`
	ConversationActions []conversationAction `json:"conversationActions"`
	CustomActions       []struct{}           `json:"customActions"`
}

type conversationAction struct {
	UserMessage string `json:"userMessage"`
}

// configurationObject is a key's configuration as clients get it: branding under the protocol's name, and never a limit without a text.
type configurationObject struct {
	ShowCloseButtons               bool     `json:"showCloseButtons"`
	ShowNewConversationButton      bool     `json:"showNewConversationButton"`
	ForceFullMode                  bool     `json:"forceFullMode"`
	PrivacyPolicyURL               string   `json:"privacyPolicyURL"`
	TermsOfServiceURL              string   `json:"termsOfServiceURL"`
	MaxMessagePerConversation      int      `json:"maxMessagePerConversation"`
	TooManyMessageErrorText        string   `json:"tooManyMessageErrorText"`
	WebComponentOpenerSize         int      `json:"webComponentOpenerSize"`
	Position                       string   `json:"position"`
	MarginBottom                   int      `json:"marginBottom"`
	ChatEngagementPrompts          []string `json:"chatEngagementPrompts"`
	ChatEngagementPromptMode       string   `json:"chatEngagementPromptMode"`
	ChatEngagementPromptRotateTime int      `json:"chatEngagementPromptRotateTime"`
	EngagementSound                bool     `json:"engagementSound"`
	HidePupauBranding              bool     `json:"hidePupauBranding"`
	HeaderColor                    string   `json:"headerColor"`
}

func configurationOf(c *key.Configuration) configurationObject {
	return configurationObject{
		ShowCloseButtons: c.ShowCloseButtons, ShowNewConversationButton: c.ShowNewConversationButton,
		ForceFullMode: c.ForceFullMode, PrivacyPolicyURL: c.PrivacyPolicyURL, TermsOfServiceURL: c.TermsOfServiceURL,
		MaxMessagePerConversation: c.MaxMessagePerConversation, TooManyMessageErrorText: c.ErrorText(),
		WebComponentOpenerSize: c.WebComponentOpenerSize, Position: c.Position, MarginBottom: c.MarginBottom,
		ChatEngagementPrompts: orEmpty(c.ChatEngagementPrompts), ChatEngagementPromptMode: c.ChatEngagementPromptMode,
		ChatEngagementPromptRotateTime: c.ChatEngagementPromptRotateTime, EngagementSound: c.EngagementSound,
		HidePupauBranding: c.HideBranding, HeaderColor: c.HeaderColor,
	}
}

func orEmpty(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

func assistantOf(p *access.Policy) assistantObject {
	actions := make([]conversationAction, len(p.Assistant.ConversationStarters))
	for i, starter := range p.Assistant.ConversationStarters {
		actions[i].UserMessage = starter
	}
	thinks, thinkingEfforts := p.Assistant.Model.CanThink(), []string{}
	if thinks {
		thinkingEfforts = efforts
	}
	return assistantObject{
		ID: p.Assistant.ID, Type: "ASSISTANT", Name: p.Assistant.Name, Description: p.Assistant.Description,
		ImageUUID: p.Assistant.ImageID, WelcomeMessage: p.Assistant.WelcomeMessage, ReplyMode: "open",
		Capabilities: []string{"TEXT"}, SupportsThinking: thinks, SupportedThinkingEfforts: thinkingEfforts, AvailableVoices: []struct{}{},
		VoiceSupportedLanguages: []string{},
		AssistantSettings: assistantSettings{
			Settings: map[string]any{
				"ASSISTANT_THINKING_ENABLED":         enable{false}, // until a visitor switches it on
				"ASSISTANT_THINKING_EFFORT":          effort{"medium"},
				"ASSISTANT_ATTACHMENT":               enable{p.Assistant.Attachments},
				"ASSISTANT_CAN_TAG":                  enable{false},
				"ASSISTANT_SEARCH_ENGINE_USE":        enable{false},
				"ASSISTANT_ANONYMOUS_SESSIONS":       enable{false},
				"MESSAGE_ACTIONS_BAR_ALWAYS_VISIBLE": enable{true},
			},
			KBSettings: map[string]enable{
				"assistantShowKbMatch": {true}, "assistantShowKbResources": {true}, "assistantKbResourcesDownload": {p.Assistant.ShareDocuments},
			},
			ConversationActions: actions, CustomActions: []struct{}{},
		},
		APIKeyConfiguration: configurationOf(&p.Key.Configuration), Limits: limitsOf(p.Assistant),
	}
}

// view is what this package keeps with a compiled policy: answers that are the same until the key or its assistant changes.
type view struct {
	assistant unique.Handle[string] // keys with equal configurations share it
	script    *rendered
}

// View renders the answers that depend on nothing but the policy. It is given to the gate.
func View(script *Script) func(p *access.Policy) any {
	return func(p *access.Policy) any {
		body, _ := json.Marshal(assistantOf(p)) // these types can always be encoded
		return &view{assistant: unique.Make(string(body)), script: &rendered{script: script, policy: p}}
	}
}

func (a *API) getAssistant(w http.ResponseWriter, r *http.Request) error {
	grant, err := a.admit(r, access.Request)
	if err != nil {
		return err
	}
	w.Header()["Content-Type"] = applicationJSON
	_, _ = io.WriteString(w, grant.Policy.View.(*view).assistant.Value()) // a reader that went away is no error of ours
	return nil
}
