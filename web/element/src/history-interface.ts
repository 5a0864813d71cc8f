import type { KnownConversation } from './conversation-list'

/** What the list of conversations needs of the panel. */
export interface HistoryHost {
  readonly shadow: ShadowRoot
  readonly language: string
  /** Address of the conversations on the server. */
  readonly address: string
  readonly apiKey: string
  readonly list: { readonly all: KnownConversation[]; retitle(id: string, title: string): void }
  /** The conversation behind the list. */
  readonly current: string
  /** Something to be told on top of the list. */
  readonly note: string
  open(known: KnownConversation): void
  /** These are deleted, or the server does not have them any more. */
  removed(ids: string[]): void
  back(): void
  say(text: string): void
}

export interface HistoryView {
  readonly root: HTMLElement
  focus(): void
  destroy(): void
}

export interface HistoryModule {
  mountHistory(host: HistoryHost): HistoryView
}
