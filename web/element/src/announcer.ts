import { h } from './dom'

// Screen readers drop what is announced while the focus moves.
const DELAY_MS = 250
const GAP_MS = 600
const KEEP_MS = 10_000

interface Notifying {
  /** Speaks without a live region, where the browser can. */
  ariaNotify?: (text: string) => void
}

/** Speaks to screen readers, one thing after the other. In the light DOM, because live regions inside a shadow root are not reliably heard. */
export class Announcer {
  readonly #region = h('div', { slot: 'latchkey', 'aria-live': 'polite', 'aria-atomic': 'true' })
  readonly #host: HTMLElement & Notifying
  #queue: { text: string; passing: boolean }[] = []
  #timer: ReturnType<typeof setTimeout> | undefined
  #speaking = false

  constructor(host: HTMLElement) {
    this.#host = host
    host.append(this.#region)
  }

  /** What is only `passing` is left out when something newer waits to be said. */
  say(text: string, passing = false): void {
    this.#queue = [...this.#queue.filter((waiting) => !waiting.passing), { text, passing }]
    if (!this.#speaking) this.#next(DELAY_MS)
  }

  destroy(): void {
    clearTimeout(this.#timer)
    this.#region.remove()
  }

  #next(delay: number): void {
    clearTimeout(this.#timer)
    this.#speaking = true
    this.#timer = setTimeout(() => {
      const said = this.#queue.shift()
      this.#region.textContent = ''
      this.#speaking = Boolean(said)
      if (!said) return
      if (this.#host.ariaNotify) this.#host.ariaNotify(said.text)
      else this.#region.textContent = said.text
      if (this.#queue.length) return this.#next(GAP_MS)
      this.#speaking = false
      this.#timer = setTimeout(() => (this.#region.textContent = ''), KEEP_MS)
    }, delay)
  }
}
