import type { ConversationRef } from './client'
import type { KnownConversation } from './conversation-list'

/** What the list of conversations needs of the panel, whose conversation it replaces for a while. */
export interface HistoryHost {
  readonly shadow: ShadowRoot
  readonly language: string
  /** Address of the conversations on the server. */
  readonly root: string
  readonly apiKey: string
  readonly list: { readonly all: KnownConversation[]; retitle(id: string, title: string): void; remove(ids: string[]): void }
  readonly conversation: { readonly id: string; open(other: ConversationRef): Promise<boolean>; reset(): void }
  /** The life of the panel. */
  readonly signal: AbortSignal
  /** What the list takes the place of. */
  readonly behind: HTMLElement[]
  say(text: string): void
  /** The list has come or gone, or there is less in it. */
  changed: () => void
  /** The list is left: the focus goes to the conversation. */
  left: () => void
  /** The list is wanted again, with something to be told on top of it. */
  reopen(note: string): void
}

export interface HistoryView {
  /** Goes back to the conversation. */
  leave(): void
}

export interface HistoryModule {
  mountHistory(host: HistoryHost, note?: string): HistoryView
}
