import type { AttachmentLimits, Attachments, AttachmentsHost, AttachmentsModule } from './attach-interface'
import { h } from './dom'
import { icon } from './icons'
import { loaderOf } from './late'
import type { Messages } from './messages'
import type { PanelHost } from './panel-interface'
import { refusalOf } from './refusal'
import type { Turn } from './turn'

interface Parts extends Pick<AttachmentsHost, 'client' | 'composer' | 'conversation' | 'signal' | 'say'> {
  host: PanelHost
  messages: Pick<Messages, 'viewOf'>
}

const load = loaderOf<AttachmentsModule>(ATTACHMENTS_FILE)

/** The panel's side of attachments, whose code comes when the assistant takes any. Without it, the chat only takes no files. */
export class Attaching {
  readonly #parts: Parts
  #part: Attachments | undefined
  #loading = false

  constructor(parts: Parts) {
    this.#parts = parts
    parts.composer.held = (text, again) => this.holds(text, again)
  }

  update(limits: AttachmentLimits | undefined): void {
    if (this.#part) this.#part.sync()
    else if (limits && !this.#loading) void this.#load(limits)
  }

  holds(question: string, again: () => void): boolean {
    return this.#part?.holds(question, again) ?? false
  }

  get ids(): string[] {
    return this.#part?.ids() ?? []
  }

  async #load(limits: AttachmentLimits): Promise<void> {
    this.#loading = true
    try {
      const { mountAttachments } = await load('')
      const { host, messages, ...parts } = this.#parts
      if (parts.signal.aborted) return
      const viewOf = (turn: Turn) => messages.viewOf(turn)
      this.#part = mountAttachments({ ...parts, shadow: host.shadow, box: host.box, language: host.language, viewOf, limits, tools: { h, icon, refusalOf } })
    } catch {
      // The next change of the panel tries again.
    }
    this.#loading = false
  }
}
