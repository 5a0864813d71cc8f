import { h } from './dom'

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

  say(text: string): void {
    clearTimeout(this.#timer)
    this.#region.textContent = ''
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
