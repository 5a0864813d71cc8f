import type { Conversation } from './conversation'
import type { Notices } from './notices'
import type { PanelHost } from './panel-interface'

interface Parts {
  host: Pick<PanelHost, 'emit' | 'element'>
  conversation: Conversation
  notices: Notices
  /** What would be lost, in words. */
  lost: () => string
  /** Nothing is asked any more: the focus goes to the conversation. */
  done(): void
}

/** Begins a new conversation; asks before that if something would be lost. */
export class StartOver {
  readonly #parts: Parts
  /** Whether the visitor is being asked. */
  asking = false

  constructor(parts: Parts) {
    this.#parts = parts
  }

  ask(): void {
    const { host, notices, lost } = this.#parts
    // Who has closed the chat cannot be asked; the page knows what it does.
    const { opened } = host.element
    if (this.asking && opened) return
    const text = opened && lost()
    if (!text) return this.start()
    this.asking = true
    notices.ask(text, () => this.start(), () => this.keep())
  }

  keep(): void {
    this.asking = false
    this.#parts.done()
  }

  /** Whether a key has kept the conversation. */
  escaped(event: KeyboardEvent): boolean {
    if (event.key !== 'Escape' || !this.asking) return false
    event.preventDefault()
    event.stopPropagation()
    this.keep()
    return true
  }

  start(): void {
    this.asking = false
    if (this.#parts.host.emit('latchkey-new-conversation', undefined, true)) this.#parts.conversation.reset()
    this.#parts.done()
  }

  /** Something has changed: there may be nothing to lose any more. */
  settle(): void {
    if (!this.#parts.lost()) this.asking = false
  }
}
