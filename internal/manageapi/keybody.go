package manageapi

// The bodies that create and edit a key, for the description only: every field is optional, and in an edit null resets it.
// A test compares their names and bounds with those of package key.

type restrictionBody struct {
	Type        *string  `json:"type,omitempty" enum:"NONE,WEBSITES,IP_ADDRESSES"`
	Websites    []string `json:"websites,omitempty" maxItems:"1000" doc:"Origin patterns. Scheme, host and port must be equal; *. in front stands for one or more labels, never for the apex. With type WEBSITES an empty list accepts EVERY website."`
	IPAddresses []string `json:"ipAddresses,omitempty" maxItems:"1000" doc:"IPv4 and IPv6 addresses and prefixes. Must not be empty with type IP_ADDRESSES."`

	ReportOnly           *bool `json:"reportOnly,omitempty"`
	ConfirmWideAddresses *bool `json:"confirmWideAddresses,omitempty"`
}

type limitsBody struct {
	RequestsPerMinute    *int `json:"requestsPerMinute,omitempty" minimum:"0" maximum:"1000000000"`
	ConversationsPerHour *int `json:"conversationsPerHour,omitempty" minimum:"0" maximum:"1000000000"`
	MessagesPerMinute    *int `json:"messagesPerMinute,omitempty" minimum:"0" maximum:"1000000000"`
	MessagesPerDay       *int `json:"messagesPerDay,omitempty" minimum:"0" maximum:"1000000000"`
}

type configurationBody struct {
	ShowCloseButtons               *bool    `json:"showCloseButtons,omitempty"`
	ShowNewConversationButton      *bool    `json:"showNewConversationButton,omitempty"`
	ForceFullMode                  *bool    `json:"forceFullMode,omitempty"`
	PrivacyPolicyURL               *string  `json:"privacyPolicyURL,omitempty" maxLength:"2000"`
	TermsOfServiceURL              *string  `json:"termsOfServiceURL,omitempty" maxLength:"2000"`
	MaxMessagePerConversation      *int     `json:"maxMessagePerConversation,omitempty" minimum:"0" maximum:"1000000"`
	TooManyMessageErrorText        *string  `json:"tooManyMessageErrorText,omitempty" maxLength:"500"`
	WebComponentOpenerSize         *int     `json:"webComponentOpenerSize,omitempty" minimum:"40" maximum:"140"`
	Position                       *string  `json:"position,omitempty" enum:"left,right"`
	MarginBottom                   *int     `json:"marginBottom,omitempty" minimum:"10" maximum:"10000"`
	ChatEngagementPrompts          []string `json:"chatEngagementPrompts,omitempty" maxItems:"20"`
	ChatEngagementPromptMode       *string  `json:"chatEngagementPromptMode,omitempty" enum:"rotate,random"`
	ChatEngagementPromptRotateTime *int     `json:"chatEngagementPromptRotateTime,omitempty" minimum:"1" maximum:"86400"`
	EngagementSound                *bool    `json:"engagementSound,omitempty"`
	HideBranding                   *bool    `json:"hideBranding,omitempty"`
	HeaderColor                    *string  `json:"headerColor,omitempty" pattern:"^#[0-9a-fA-F]{6}$"`
}
