import type { PanelHost } from './panel-interface'

/** Counts the answers that came to their end while nobody was looking. */
export class Unread {
  readonly #host: PanelHost
  #count = 0
  /** Whether the panel is open. */
  opened = false

  constructor(host: PanelHost, signal: AbortSignal) {
    this.#host = host
    document.addEventListener('visibilitychange', () => this.look(), { signal })
  }

  answered(): void {
    this.#count++
    if (!this.#looking) this.#host.setUnread(this.#count)
    this.look()
  }

  /** The visitor may be looking now. */
  look(): void {
    if (!this.#count || !this.#looking) return
    this.#count = 0
    this.#host.setUnread(0)
  }

  get #looking(): boolean {
    return this.opened && document.visibilityState === 'visible'
  }
}
