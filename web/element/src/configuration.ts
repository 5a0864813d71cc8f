import { ownText } from './own-text'

/** What shapes the page before the chat is opened. */
export interface ButtonOptions {
  showCloseButtons: boolean
  forceFullMode: boolean
  webComponentOpenerSize: number
  position: 'left' | 'right'
  marginBottom: number
  chatEngagementPrompts: string[]
  chatEngagementPromptMode: 'rotate' | 'random'
  chatEngagementPromptRotateTime: number
  engagementSound: boolean
  headerColor: string
}

export interface Configuration extends ButtonOptions {
  showNewConversationButton: boolean
  privacyPolicyURL: string
  termsOfServiceURL: string
  maxMessagePerConversation: number
  tooManyMessageErrorText: string
  hideBranding: boolean
}

type Raw = Record<string, unknown>

const flag = (value: unknown, otherwise: boolean) => (typeof value === 'boolean' ? value : otherwise)

const text = (value: unknown) => (typeof value === 'string' ? value : '')

function whole(value: unknown, otherwise: number, min: number, max: number): number {
  const number = Math.round(parseFloat(value as string))
  return isFinite(number) ? Math.min(max, Math.max(min, number)) : otherwise
}

/** Reads the options as any server version may send them: what is missing or odd becomes the default. */
export function readButtonOptions(raw: Raw): ButtonOptions {
  const prompts = raw.chatEngagementPrompts
  const color = text(raw.headerColor)
  return {
    showCloseButtons: flag(raw.showCloseButtons, true),
    forceFullMode: flag(raw.forceFullMode, false),
    webComponentOpenerSize: whole(raw.webComponentOpenerSize, 70, 40, 140),
    position: raw.position === 'left' ? 'left' : 'right',
    marginBottom: whole(raw.marginBottom, 10, 10, 10_000),
    chatEngagementPrompts: Array.isArray(prompts) ? prompts.filter((prompt) => typeof prompt === 'string') : [],
    chatEngagementPromptMode: /^random$/i.test(text(raw.chatEngagementPromptMode)) ? 'random' : 'rotate',
    chatEngagementPromptRotateTime: whole(raw.chatEngagementPromptRotateTime, 5, 1, 86_400),
    engagementSound: flag(raw.engagementSound, false),
    headerColor: /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.test(color) ? color : '#15559d',
  }
}

/** All of them; only the panel needs this. */
export function readConfiguration(raw: Raw): Configuration {
  return {
    ...readButtonOptions(raw),
    showNewConversationButton: flag(raw.showNewConversationButton, true),
    privacyPolicyURL: text(raw.privacyPolicyURL),
    termsOfServiceURL: text(raw.termsOfServiceURL),
    maxMessagePerConversation: whole(raw.maxMessagePerConversation, 0, 0, 1e9),
    tooManyMessageErrorText: ownText(raw.tooManyMessageErrorText),
    hideBranding: flag(raw.hideBranding, false) || flag(raw.hidePupauBranding, false),
  }
}
