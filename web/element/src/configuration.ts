import { ownText } from './own-text'

/** What shapes the page before the chat is opened. */
export interface ButtonOptions {
  showCloseButtons: boolean
  forceFullMode: boolean
  webComponentOpenerSize: number
  left: boolean
  marginBottom: number
  headerColor: string
  /** There are prompts or a sound, so their module is needed. */
  engages: boolean
}

export interface PromptOptions {
  prompts: string[]
  mode: 'rotate' | 'random'
  /** How long each of them is shown. */
  seconds: number
}

export interface Configuration extends ButtonOptions {
  showNewConversationButton: boolean
  privacyPolicyURL: string
  termsOfServiceURL: string
  maxMessagePerConversation: number
  tooManyMessageErrorText: string
  engagementSound: boolean
  hideBranding: boolean
}

type Raw = Record<string, unknown>

/** `#rgb` or `#rrggbb`. The digit behind it keeps a space from being overlooked; a pattern would take the browser ten times as long, before the button is shown. */
const isColor = (text: string) => text.startsWith('#') && (text.length === 4 || text.length === 7) && isFinite(`0x${text.slice(1)}0` as unknown as number)

const flag = (value: unknown, otherwise = false) => (typeof value === 'boolean' ? value : otherwise)

const text = (value: unknown) => (typeof value === 'string' ? value : '')

/** What is no number becomes the default, which is 0 only where 0 is allowed. */
const whole = (value: unknown, otherwise: number, min: number, max: number) => Math.min(max, Math.max(min, Math.round(parseFloat(value as string)))) || otherwise

/** Reads the options as any server version may send them: what is missing or odd becomes the default. */
export function readButtonOptions(raw: Raw): ButtonOptions {
  const color = String(raw.headerColor)
  return {
    showCloseButtons: raw.showCloseButtons !== false,
    forceFullMode: raw.forceFullMode === true,
    webComponentOpenerSize: whole(raw.webComponentOpenerSize, 70, 40, 140),
    left: raw.position === 'left',
    marginBottom: whole(raw.marginBottom, 10, 10, 10_000),
    headerColor: isColor(color) ? color : '#15559d',
    engages: raw.engagementSound === true || Boolean((raw.chatEngagementPrompts as unknown[] | undefined)?.length),
  }
}

/** The engagement prompts and how they come. */
export function readPrompts(raw: Raw): PromptOptions {
  const { chatEngagementPrompts: prompts, chatEngagementPromptMode: mode, chatEngagementPromptRotateTime: seconds } = raw
  return {
    prompts: (Array.isArray(prompts) ? prompts : []).map((prompt) => text(prompt).trim()).filter(Boolean),
    mode: /^random$/i.test(mode as string) ? 'random' : 'rotate',
    seconds: Math.max(1, parseFloat(seconds as string) || 5),
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
    engagementSound: flag(raw.engagementSound),
    hideBranding: flag(raw.hideBranding) || flag(raw.hidePupauBranding),
  }
}
