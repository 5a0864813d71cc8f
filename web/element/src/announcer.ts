import { h } from './dom'
import { language } from './strings'

// Screen readers drop what is announced while the focus moves.
const DELAY_MS = 250
const KEEP_MS = 10_000

/** Speaks to screen readers. In the light DOM, because live regions inside a shadow root are not reliably heard. */
export class Announcer {
  readonly #region = h('div', { slot: 'latchkey', 'aria-live': 'polite', 'aria-atomic': 'true' })
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(host: HTMLElement) {
    host.append(this.#region)
  }

  /** The language is that of the panel's own words, or '' for a text that somebody else wrote. */
  say(text: string, lang = language.lang): void {
    clearTimeout(this.#timer)
    this.#region.textContent = ''
    this.#region.lang = lang
    this.#timer = setTimeout(() => {
      this.#region.textContent = text
      this.#timer = setTimeout(() => (this.#region.textContent = ''), KEEP_MS)
    }, DELAY_MS)
  }

  destroy(): void {
    clearTimeout(this.#timer)
    this.#region.remove()
  }
}
