import type { LatchkeyChatElement } from './latchkey-chat'

/** The element of this key that is on the page. */
export const elementOf = (apiKey: string) => document.querySelector<LatchkeyChatElement>(`latchkey-chat[api-key="${CSS.escape(apiKey)}"]`)
