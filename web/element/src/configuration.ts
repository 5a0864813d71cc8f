export interface Configuration {
  showCloseButtons: boolean
  showNewConversationButton: boolean
  forceFullMode: boolean
  privacyPolicyURL: string
  termsOfServiceURL: string
  maxMessagePerConversation: number
  tooManyMessageErrorText: string
  webComponentOpenerSize: number
  position: 'left' | 'right'
  marginBottom: number
  chatEngagementPrompts: string[]
  chatEngagementPromptMode: 'rotate' | 'random'
  chatEngagementPromptRotateTime: number
  engagementSound: boolean
  hideBranding: boolean
  headerColor: string
}

type Raw = Record<string, unknown>

const flag = (value: unknown, otherwise: boolean) => (typeof value === 'boolean' ? value : otherwise)

const text = (value: unknown) => (typeof value === 'string' ? value : '')

function whole(value: unknown, otherwise: number, min: number, max: number): number {
  const number = value === '' || value == null ? NaN : Number(value)
  return Number.isFinite(number) ? Math.min(max, Math.max(min, Math.round(number))) : otherwise
}

/** Reads the options as any server version may send them: what is missing or odd becomes the default. */
export function readConfiguration(raw: Raw): Configuration {
  const prompts = raw.chatEngagementPrompts
  const color = text(raw.headerColor)
  return {
    showCloseButtons: flag(raw.showCloseButtons, true),
    showNewConversationButton: flag(raw.showNewConversationButton, true),
    forceFullMode: flag(raw.forceFullMode, false),
    privacyPolicyURL: text(raw.privacyPolicyURL),
    termsOfServiceURL: text(raw.termsOfServiceURL),
    maxMessagePerConversation: whole(raw.maxMessagePerConversation, 0, 0, 1e9),
    tooManyMessageErrorText: text(raw.tooManyMessageErrorText),
    webComponentOpenerSize: whole(raw.webComponentOpenerSize, 70, 40, 140),
    position: raw.position === 'left' ? 'left' : 'right',
    marginBottom: whole(raw.marginBottom, 10, 10, 10_000),
    chatEngagementPrompts: Array.isArray(prompts) ? prompts.filter((prompt) => typeof prompt === 'string') : [],
    chatEngagementPromptMode: text(raw.chatEngagementPromptMode).toLowerCase() === 'random' ? 'random' : 'rotate',
    chatEngagementPromptRotateTime: whole(raw.chatEngagementPromptRotateTime, 5, 1, 86_400),
    engagementSound: flag(raw.engagementSound, false),
    hideBranding: flag(raw.hideBranding, false) || flag(raw.hidePupauBranding, false),
    headerColor: /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.test(color) ? color : '#15559d',
  }
}
