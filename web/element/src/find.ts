import type { LatchkeyChatElement } from './latchkey-chat'

/** The element of this key that is on the page. */
export const elementOf = (key: string): LatchkeyChatElement | undefined => [...document.getElementsByTagName('latchkey-chat')].find(({ apiKey }) => apiKey === key)
