import type { ConversationRef } from './client'
import { parsed, storedText } from './stored-text'
import { fieldsOf, textOf } from './turn'

export interface SavedConversation extends ConversationRef {
  /** The question that is being answered: the server's replay of a running answer does not repeat it. */
  pending?: { question: string; attempt: string; attachments?: string[] }
  /** When it was saved. */
  time?: number
}

/** Where a conversation outlives the page. */
export interface ConversationStore {
  load(): SavedConversation | undefined
  save(conversation: SavedConversation): void
  clear(): void
  /** Whether another tab has gone on with it, or with another one, since this one has last looked. */
  changed(): boolean
}

export class BrowserStore implements ConversationStore {
  readonly #stored
  #known = ''

  constructor(apiKey: string) {
    this.#stored = storedText('localStorage', 'conversation', apiKey)
  }

  load(): SavedConversation | undefined {
    this.#known = this.#stored.get()
    const { id, token, pending, time } = fieldsOf(parsed(this.#known))
    if (!textOf(id) || !textOf(token)) return undefined
    const { question, attempt, attachments } = fieldsOf(pending)
    const asked = { question: textOf(question), attempt: textOf(attempt), attachments: [attachments ?? []].flat().map(textOf) }
    return { id: textOf(id), token: textOf(token), ...(asked.question && { pending: asked }), ...(typeof time === 'number' && { time }) }
  }

  /** What is there already keeps its time: tabs that take it over from one another come to an end. */
  save(conversation: SavedConversation): void {
    const { time, ...saved } = this.load() ?? {}
    if (!time || JSON.stringify(saved) !== JSON.stringify(conversation)) this.#set(JSON.stringify({ ...conversation, time: Date.now() }))
  }

  clear(): void {
    this.#set('')
  }

  changed(): boolean {
    const known = this.#known
    // What is being asked there is taken over with its answer.
    return !this.load()?.pending && this.#known !== known
  }

  #set(text: string): void {
    this.#stored.set((this.#known = text))
  }
}
