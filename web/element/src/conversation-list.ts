import type { ConversationRef } from './client'

export interface KnownConversation extends ConversationRef {
  title: string
  /** When something was last asked in it. */
  at: number
}

const MAX = 50
const MAX_TITLE = 80

// Kept for as long as the page lives where the browser forbids storage.
const memory = new Map<string, KnownConversation[]>()

/** The conversations that this browser has had with a key, the newest first. The server never lists them. */
export class ConversationList {
  readonly #name: string

  constructor(apiKey: string) {
    this.#name = `latchkey:conversations:${apiKey}`
  }

  get all(): KnownConversation[] {
    try {
      const saved = JSON.parse(localStorage.getItem(this.#name) ?? 'null') as unknown
      if (Array.isArray(saved)) return (saved as KnownConversation[]).filter((known) => known.id && known.token)
    } catch {
      // Forbidden, or not ours.
    }
    return memory.get(this.#name) ?? []
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
    const kept = all.slice(0, MAX)
    memory.set(this.#name, kept)
    try {
      if (kept.length) localStorage.setItem(this.#name, JSON.stringify(kept))
      else localStorage.removeItem(this.#name)
    } catch {
      // Forbidden or full.
    }
  }
}

const shortened = (text: string) => Array.from(text.trim().replace(/\s+/g, ' ')).slice(0, MAX_TITLE).join('')
