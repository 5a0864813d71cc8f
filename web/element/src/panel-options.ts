import { ownText } from './own-text'
import { textOf as text } from './turn'

/** The options of a key that only the panel needs. */
export interface PanelOptions {
  showNewConversationButton: boolean
  privacyPolicyURL: string
  termsOfServiceURL: string
  maxMessagePerConversation: number
  tooManyMessageErrorText: string
  hideBranding: boolean
  engagementSound: boolean
}

/** Reads them as any server version may send them: what is missing or odd becomes the default. */
export function readPanelOptions(raw: Record<string, unknown>): PanelOptions {
  return {
    showNewConversationButton: raw.showNewConversationButton !== false,
    privacyPolicyURL: text(raw.privacyPolicyURL),
    termsOfServiceURL: text(raw.termsOfServiceURL),
    maxMessagePerConversation: Math.max(0, Math.round(parseFloat(raw.maxMessagePerConversation as string)) || 0),
    tooManyMessageErrorText: ownText(raw.tooManyMessageErrorText),
    hideBranding: raw.hideBranding === true || raw.hidePupauBranding === true,
    engagementSound: raw.engagementSound === true,
  }
}
