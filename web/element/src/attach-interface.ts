import type { Tools } from './attach-tools'
import type { ChatClient, ConversationRef } from './client'
import type { Composer } from './composer'
import type { Turn } from './turn'

/** What the owner of the assistant lets visitors attach. */
export interface AttachmentLimits {
  /** How many a conversation can have. */
  count: number
  /** How large each can be. */
  bytes: number
  /** Without the dot. */
  extensions: string[]
}

/** What the panel gives to the module of attachments. */
export interface AttachmentsHost {
  readonly limits: AttachmentLimits
  readonly tools: Tools
  readonly shadow: ShadowRoot
  readonly box: HTMLElement
  readonly composer: Composer
  readonly language: string | undefined
  readonly client: Pick<ChatClient, 'root' | 'apiKey' | 'call'>
  readonly signal: AbortSignal
  readonly conversation: {
    readonly turns: Turn[]
    readonly phase: string
    readonly ref: ConversationRef | undefined
    /** Begins the conversation on the server, if it is not there. */
    reach(signal: AbortSignal): Promise<ConversationRef>
  }
  /** Where a question and its answer are shown. */
  viewOf(turn: Turn): HTMLElement | undefined
  say: (text: string) => void
}

export interface Attachments {
  /** The conversation has changed. */
  sync(): void
  /** Whether a question has to wait for files, or is missing: `again` is called when they are there. */
  holds(question: string, again: () => void): boolean
  /** Whether there is something that no question has taken yet. */
  pending(): boolean
  /** The ids of all that goes with the next question. */
  ids(): string[]
}

export interface AttachmentsModule {
  mountAttachments: (host: AttachmentsHost) => Attachments
}
