import type { KeyConfiguration } from './key-facts'
import type { LatchkeyChatElement } from './latchkey-chat'

export function isInlinedConfiguration(value: unknown): value is KeyConfiguration & { apiKey: string } {
  return typeof (value as { apiKey?: unknown } | null)?.apiKey === 'string'
}

/** Configures the element of this key that is on the page, or adds one at the end of it. */
export function placeElement(inlined: KeyConfiguration & { apiKey: string }): void {
  // Nothing but the head is there while a script in it runs early.
  if (!(document.body as HTMLElement | null)) {
    document.addEventListener('DOMContentLoaded', () => placeElement(inlined), { once: true })
    return
  }
  const placed = document.querySelector<LatchkeyChatElement>(`latchkey-chat[api-key="${CSS.escape(inlined.apiKey)}"]`)
  const element = placed ?? document.createElement('latchkey-chat')
  element.configure(inlined)
  if (placed) return
  element.setAttribute('api-key', inlined.apiKey)
  document.body.append(element)
}
