import type { ConversationRef } from './client'

export interface SavedConversation extends ConversationRef {
  /** The question that is being answered: the server's replay of a running answer does not repeat it. */
  pending?: { question: string; attempt: string; attachments?: string[] }
}

/** Where a conversation outlives the page. */
export interface ConversationStore {
  load(): SavedConversation | undefined
  save(conversation: SavedConversation): void
  clear(): void
}

// Kept for as long as the page lives where the browser forbids storage.
const memory = new Map<string, SavedConversation>()

export class BrowserStore implements ConversationStore {
  readonly #name: string

  constructor(apiKey: string) {
    this.#name = `latchkey:conversation:${apiKey}`
  }

  load(): SavedConversation | undefined {
    try {
      const saved = JSON.parse(localStorage.getItem(this.#name) ?? 'null') as SavedConversation | null
      if (saved?.id && saved.token) return saved
    } catch {
      // Forbidden, or not ours.
    }
    return memory.get(this.#name)
  }

  save(conversation: SavedConversation): void {
    memory.set(this.#name, conversation)
    try {
      localStorage.setItem(this.#name, JSON.stringify(conversation))
    } catch {
      // Forbidden or full.
    }
  }

  clear(): void {
    memory.delete(this.#name)
    try {
      localStorage.removeItem(this.#name)
    } catch {
      // Forbidden.
    }
  }
}
