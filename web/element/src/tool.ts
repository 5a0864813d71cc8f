import { h } from './dom'
import { icon } from './icons'

/** A button that is a picture; its words are heard, and shown on hover. */
export function tool(path: string, text: string): HTMLButtonElement {
  const button = h('button', { class: 'tool', type: 'button' })
  show(button, path, text)
  return button
}

export function show(button: HTMLElement, path: string, text: string): void {
  button.replaceChildren(icon(path))
  button.setAttribute('aria-label', text)
  button.title = text
}
