import type { AttachmentLimits, Attachments, AttachmentsHost, AttachmentsModule } from './attach-interface'
import { h } from './dom'
import { icon } from './icons'
import { importLate } from './late'
import { refusalOf } from './refusal'

/** The panel's side of attachments, whose code comes when the assistant takes any. Without it, the chat only takes no files. */
export class Attaching {
  readonly #host: Omit<AttachmentsHost, 'limits' | 'tools'>
  #part: Attachments | undefined
  #loading = false

  constructor(host: Omit<AttachmentsHost, 'limits' | 'tools'>) {
    this.#host = host
    host.composer.held = (text, again) => this.holds(text, again)
  }

  update(limits: AttachmentLimits | undefined): void {
    if (this.#part) this.#part.sync()
    else if (limits && !this.#loading) void this.#load(limits)
  }

  holds(question: string, again: () => void): boolean {
    return this.#part?.holds(question, again) ?? false
  }

  get pending(): boolean {
    return this.#part?.pending() ?? false
  }

  get ids(): string[] {
    return this.#part?.ids() ?? []
  }

  async #load(limits: AttachmentLimits): Promise<void> {
    this.#loading = true
    try {
      const { mountAttachments } = await importLate<AttachmentsModule>(ATTACHMENTS_FILE, '')
      if (!this.#host.signal.aborted) this.#part = mountAttachments({ ...this.#host, limits, tools: { h, icon, refusalOf } })
    } catch {
      // The next change of the panel tries again.
    }
    this.#loading = false
  }
}
