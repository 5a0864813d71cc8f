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
    const { id, token, pending } = fieldsOf(parsed(this.#stored.get()))
    if (!textOf(id) || !textOf(token)) return undefined
    const { question, attempt, attachments } = fieldsOf(pending)
    const asked = { question: textOf(question), attempt: textOf(attempt), attachments: [attachments ?? []].flat().map(textOf) }
    return { id: textOf(id), token: textOf(token), ...(asked.question && { pending: asked }) }
  }

  save(conversation: SavedConversation): void {
    this.#stored.set(JSON.stringify(conversation))
  }

  clear(): void {
    this.#stored.set('')
  }
}
