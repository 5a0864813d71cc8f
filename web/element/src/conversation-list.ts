import type { ConversationRef } from './client'
import { parsed, storedText } from './stored-text'
import { fieldsOf, numberOf, textOf } from './turn'

export interface KnownConversation extends ConversationRef {
  title: string
  /** When something was last asked in it. */
  at: number
}

const MAX = 50
const MAX_TITLE = 80

/** The conversations that this browser has had with a key, the newest first. The server never lists them. */
export class ConversationList {
  readonly #stored

  constructor(apiKey: string) {
    this.#stored = storedText('localStorage', 'conversations', apiKey)
  }

  get all(): KnownConversation[] {
    const all = parsed(this.#stored.get())
    return Array.isArray(all) ? (all.slice(0, MAX) as unknown[]).filter(isKnown) : []
  }

  /** Something is asked: the conversation comes to the top, and its first question is its title until it gets a better one. */
  asked({ id, token }: ConversationRef, question: string): void {
    const { all } = this
    const title = all.find((known) => known.id === id)?.title ?? shortened(question)
    this.#save([{ id, token, title, at: Date.now() }, ...all.filter((known) => known.id !== id)])
  }

  retitle(id: string, title: string): void {
    if (title) this.#save(this.all.map((known) => (known.id === id ? { ...known, title: shortened(title) } : known)))
  }

  remove(ids: string[]): void {
    this.#save(this.all.filter(({ id }) => !ids.includes(id)))
  }

  #save(all: KnownConversation[]): void {
    this.#stored.set(all.length ? JSON.stringify(all.slice(0, MAX)) : '')
  }
}

/** What was stored may have been changed by anything on the page. */
function isKnown(stored: unknown): stored is KnownConversation {
  const { id, token, title, at } = fieldsOf(stored)
  return Boolean(textOf(id) && textOf(token) && textOf(title) && numberOf(at) > 0)
}

/** As long as titles may be, in one line. */
export const shortened = (text: string) => Array.from(text.trim().replace(/\s+/g, ' ')).slice(0, MAX_TITLE).join('')
