import type { ChatApi, Fields } from './client'
import type { Wait } from './connection'
import type { ConversationList } from './conversation-list'
import type { ConversationStore } from './conversation-store'
import type { Turn } from './turn'

/** What a conversation needs of the panel. */
export interface Parts {
  api: ChatApi
  store: ConversationStore
  list: Pick<ConversationList, 'asked' | 'retitle'>
  /** What the page tells the assistant with every question. */
  context: () => Fields | undefined
  wait: Wait
  /** A turn has changed, or (without one) the list of turns or the state. */
  changed: (turn?: Turn) => void
}
