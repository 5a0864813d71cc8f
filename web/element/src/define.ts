import { LatchkeyChatElement } from './latchkey-chat'

/** Safe to load twice: the first definition on the page stays. */
export function define(): void {
  if (!customElements.get('latchkey-chat')) customElements.define('latchkey-chat', LatchkeyChatElement)
}

declare global {
  interface HTMLElementTagNameMap {
    'latchkey-chat': LatchkeyChatElement
  }
}
