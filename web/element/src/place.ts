import { elementOf } from './find'
import type { KeyConfiguration } from './key-facts'

/** Configures the element of this key that is on the page, or adds one at the end of it. */
export function placeElement(inlined: KeyConfiguration & { apiKey?: string }): void {
  const { apiKey } = inlined
  if (!apiKey) return
  const { body } = document as { body: HTMLElement | null }
  // Nothing but the head is there while a script in it runs early.
  if (!body) {
    document.addEventListener('DOMContentLoaded', () => placeElement(inlined), { once: true })
    return
  }
  const placed = elementOf(apiKey)
  const element = placed ?? document.createElement('latchkey-chat')
  element.configure(inlined)
  if (placed) return
  element.apiKey = apiKey
  body.append(element)
}
