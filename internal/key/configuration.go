package key

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"latchkey/internal/errs"
)

// Bounds of the configuration. Pixels are CSS pixels, texts are counted in characters.
const (
	MinOpenerSize   = 40
	MaxOpenerSize   = 140
	MinMarginBottom = 10
	MaxMarginBottom = 10_000
	MinRotateTime   = 1
	MaxRotateTime   = 86_400
	MaxPrompts      = 20
	MaxPrompt       = 280
	MaxErrorText    = 500
	MaxURL          = 2000
	MaxMessages     = 1_000_000
)

// DefaultErrorText is what visitors read at the message limit when the owner wrote nothing.
const DefaultErrorText = "You have reached the message limit of this conversation."

// Configuration is the 16 options that shape the web component. On the client API HideBranding is called hidePupauBranding.
type Configuration struct {
	ShowCloseButtons               bool     `json:"showCloseButtons" example:"true" doc:"Show a Close button in the chat."`
	ShowNewConversationButton      bool     `json:"showNewConversationButton" example:"true" doc:"Show a New conversation button in the chat."`
	ForceFullMode                  bool     `json:"forceFullMode" example:"false" doc:"Expand the chat in its container."`
	PrivacyPolicyURL               string   `json:"privacyPolicyURL" example:"https://example.com/privacy" doc:"http or https URL of the privacy policy; empty = no link." maxLength:"2000"`
	TermsOfServiceURL              string   `json:"termsOfServiceURL" example:"https://example.com/terms" doc:"http or https URL of the terms of service; empty = no link." maxLength:"2000"`
	MaxMessagePerConversation      int      `json:"maxMessagePerConversation" example:"20" doc:"Most visitor messages in one conversation; 0 = unlimited." minimum:"0" maximum:"1000000"`
	TooManyMessageErrorText        string   `json:"tooManyMessageErrorText" example:"Please write to help@example.com." doc:"What visitors read at the message limit; empty = a default text." maxLength:"500"`
	WebComponentOpenerSize         int      `json:"webComponentOpenerSize" example:"70" doc:"Diameter of the opening button in px." minimum:"40" maximum:"140"`
	Position                       string   `json:"position" example:"right" doc:"Side of the opening button." enum:"left,right"`
	MarginBottom                   int      `json:"marginBottom" example:"10" doc:"Space below the opening button in px." minimum:"10" maximum:"10000"`
	ChatEngagementPrompts          []string `json:"chatEngagementPrompts" example:"[\"Can I help you?\"]" doc:"Messages beside the opening button that invite visitors, 1 to 280 characters each." maxItems:"20"`
	ChatEngagementPromptMode       string   `json:"chatEngagementPromptMode" example:"rotate" doc:"rotate: one after the other; random: one, drawn by chance." enum:"rotate,random"`
	ChatEngagementPromptRotateTime int      `json:"chatEngagementPromptRotateTime" example:"5" doc:"Seconds between engagement prompts." minimum:"1" maximum:"86400"`
	EngagementSound                bool     `json:"engagementSound" example:"false" doc:"Play a sound when the visitor enters the page, where the browser allows it."`
	HideBranding                   bool     `json:"hideBranding" example:"false" doc:"Hide the line that names Latchkey."`
	HeaderColor                    string   `json:"headerColor" example:"#15559d" doc:"Colour of header and opening button, #rrggbb." pattern:"^#[0-9a-f]{6}$"`
}

// NewConfiguration returns the default configuration.
func NewConfiguration() Configuration {
	return Configuration{
		ShowCloseButtons: true, ShowNewConversationButton: true,
		WebComponentOpenerSize: 70, Position: "right", MarginBottom: 10,
		ChatEngagementPrompts: []string{}, ChatEngagementPromptMode: "rotate", ChatEngagementPromptRotateTime: 5,
		HeaderColor: "#15559d",
	}
}

// ErrorText is the text for visitors at the message limit: the owner's, or the default one. It is empty when there is no limit and no text.
func (c *Configuration) ErrorText() string {
	if c.TooManyMessageErrorText == "" && c.MaxMessagePerConversation > 0 {
		return DefaultErrorText
	}
	return c.TooManyMessageErrorText
}

var color = regexp.MustCompile(`^#[0-9a-f]{6}$`)

func (c *Configuration) validate() []errs.Field {
	c.HeaderColor = strings.ToLower(strings.TrimSpace(c.HeaderColor))
	c.PrivacyPolicyURL = strings.TrimSpace(c.PrivacyPolicyURL)
	c.TermsOfServiceURL = strings.TrimSpace(c.TermsOfServiceURL)
	const at = "configuration."
	var p errs.Problems
	webURL(&p, at+"privacyPolicyURL", c.PrivacyPolicyURL)
	webURL(&p, at+"termsOfServiceURL", c.TermsOfServiceURL)
	p.Range(at+"maxMessagePerConversation", c.MaxMessagePerConversation, 0, MaxMessages)
	p.Text(at+"tooManyMessageErrorText", c.TooManyMessageErrorText, 0, MaxErrorText)
	p.Range(at+"webComponentOpenerSize", c.WebComponentOpenerSize, MinOpenerSize, MaxOpenerSize)
	oneOf(&p, at+"position", c.Position, "left", "right")
	p.Range(at+"marginBottom", c.MarginBottom, MinMarginBottom, MaxMarginBottom)
	c.prompts(&p, at+"chatEngagementPrompts")
	oneOf(&p, at+"chatEngagementPromptMode", c.ChatEngagementPromptMode, "rotate", "random")
	p.Range(at+"chatEngagementPromptRotateTime", c.ChatEngagementPromptRotateTime, MinRotateTime, MaxRotateTime)
	if !color.MatchString(c.HeaderColor) {
		p.Add(at+"headerColor", "must be a colour like #15559d", c.HeaderColor)
	}
	return p
}

func (c *Configuration) prompts(p *errs.Problems, at string) {
	if c.ChatEngagementPrompts == nil {
		c.ChatEngagementPrompts = []string{}
	}
	if n := len(c.ChatEngagementPrompts); n > MaxPrompts {
		p.Add(at, fmt.Sprintf("must have at most %d entries; it has %d", MaxPrompts, n), nil)
	}
	for i := range c.ChatEngagementPrompts {
		c.ChatEngagementPrompts[i] = strings.TrimSpace(c.ChatEngagementPrompts[i])
		p.Text(fmt.Sprintf("%s[%d]", at, i), c.ChatEngagementPrompts[i], 1, MaxPrompt)
	}
}

// webURL accepts what can be put into a link without running anything: absolute http and https URLs.
func webURL(p *errs.Problems, at, value string) {
	if value == "" {
		return
	}
	u, err := url.Parse(value)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Hostname() == "" || u.User != nil {
		p.Add(at, "must be an http or https URL such as https://example.com/privacy, or empty", value)
		return
	}
	p.Text(at, value, 0, MaxURL)
}

func oneOf(p *errs.Problems, at, value string, allowed ...string) {
	for _, a := range allowed {
		if value == a {
			return
		}
	}
	p.Add(at, "must be "+strings.Join(allowed, " or "), value)
}
