import type { PanelHost } from './panel-interface'

/** Counts the answers that came to their end while nobody was looking. */
export class Unread {
  readonly #host: PanelHost
  /** Whether the panel is open. */
  opened = false

  constructor(host: PanelHost, signal: AbortSignal) {
    this.#host = host
    document.addEventListener('visibilitychange', () => this.look(), { signal })
  }

  answered(): void {
    if (!this.#looking) this.#host.setUnread(this.#host.unread + 1)
  }

  /** The visitor may be looking now. */
  look(): void {
    if (this.#looking) this.#host.setUnread(0)
  }

  get #looking(): boolean {
    return this.opened && document.visibilityState === 'visible'
  }
}
