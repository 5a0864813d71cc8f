import type { ConversationRef } from './client'
import { parsed, storedText } from './stored-text'
import { fieldsOf, textOf } from './turn'

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

export class BrowserStore implements ConversationStore {
  readonly #stored

  constructor(apiKey: string) {
    this.#stored = storedText('localStorage', 'conversation', apiKey)
  }

  load(): SavedConversation | undefined {
    const saved = fieldsOf(parsed(this.#stored.get()))
    const [id, token] = [textOf(saved.id), textOf(saved.token)]
    const { question, attempt, attachments } = fieldsOf(saved.pending)
    const pending = { question: textOf(question), attempt: textOf(attempt), attachments: [attachments ?? []].flat().map(textOf) }
    return id && token ? { id, token, ...(pending.question && { pending }) } : undefined
  }

  save(conversation: SavedConversation): void {
    this.#stored.set(JSON.stringify(conversation))
  }

  clear(): void {
    this.#stored.set('')
  }
}
