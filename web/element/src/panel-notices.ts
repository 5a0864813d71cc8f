import type { PanelOptions } from './panel-options'
import type { Conversation } from './conversation'
import type { Notice } from './notices'
import { panelStrings as strings } from './strings'
import type { Problem } from './turn'

/** How many messages before the limit the visitor is told. */
const LIMIT_NEAR = 3

type Told = Pick<Conversation, 'turns' | 'phase' | 'lost' | 'block'>

/** What the visitor may still ask in a conversation. */
export class Allowance {
  readonly #conversation: Told
  readonly #configuration: () => PanelOptions

  constructor(conversation: Told, configuration: () => PanelOptions) {
    this.#conversation = conversation
    this.#configuration = configuration
  }

  /** Messages left. */
  get left(): number {
    const limit = this.#configuration().maxMessagePerConversation
    const counted = this.#conversation.turns.filter((turn) => turn.status !== 'failed').length
    return limit ? Math.max(0, limit - counted) : Infinity
  }

  /** What keeps the visitor from asking anything more. */
  get blocked(): Problem | undefined {
    const { block, phase } = this.#conversation
    const used = this.left === 0 && phase === 'idle'
    return block ?? (used ? { kind: 'limit', text: '', code: '' } : undefined)
  }

  get limitText(): string {
    return this.#configuration().tooManyMessageErrorText || strings.limit
  }
}

/** The one thing that the visitor has to know now, the most important first. `startOver` is missing where the site owner offers no new conversation. */
export function noticeOf({ turns, lost, phase }: Told, { blocked, left, limitText }: Allowance, failure: Problem | undefined, load: () => void, startOver?: () => void): Notice {
  if (failure?.kind === 'network') return { kind: 'failure', text: strings.loadFailed, actions: [{ text: strings.retry, act: load }] }
  if (failure) return { kind: 'limit', text: strings.unavailable }
  if (blocked) {
    // The words are in the conversation already if the server refused a message.
    const said = turns.some((turn) => turn.problem?.kind === blocked.kind)
    const actions = startOver ? [{ text: strings.startOver, act: startOver }] : []
    return said ? { kind: 'quiet', text: '', actions } : { kind: 'limit', text: limitText, actions }
  }
  if (!navigator.onLine) return { kind: 'offline', text: strings.offline }
  if (lost && phase !== 'stopping') return { kind: 'offline', text: strings.reconnecting }
  return left <= LIMIT_NEAR ? { kind: 'quiet', text: strings.messagesLeft(left) } : { kind: '', text: '' }
}
