import type { Conversation } from './conversation'
import type { ConversationList, KnownConversation } from './conversation-list'
import type { HistoryHost, HistoryModule, HistoryView } from './history-interface'
import { loaderOf } from './late'
import { panelStrings as strings } from './strings'

const loadHistory = loaderOf<HistoryModule>(HISTORY_FILE)

type Room = Pick<HistoryHost, 'shadow' | 'language' | 'address' | 'apiKey' | 'say'>

interface Actions {
  /** The list has come or gone. */
  changed(): void
  /** The list is left: the focus goes to the conversation. */
  left(): void
}

/** The way from a conversation to the list of all of them, and back. The list takes the place of what is in `behind`. */
export class HistoryDoor {
  readonly #room: Room
  readonly #conversation: Conversation
  readonly #list: ConversationList
  readonly #behind: HTMLElement[]
  readonly #actions: Actions
  #view: HistoryView | undefined
  #opening = false

  constructor(room: Room, conversation: Conversation, list: ConversationList, behind: HTMLElement[], actions: Actions) {
    this.#room = room
    this.#conversation = conversation
    this.#list = list
    this.#behind = behind
    this.#actions = actions
  }

  /** Whether the list is shown; undefined when there would be nothing in it. */
  get shown(): boolean | undefined {
    return this.#view ? true : this.#list.all.length ? false : undefined
  }

  toggle(): void {
    if (this.#view) this.leave()
    else void this.show()
  }

  async show(note = ''): Promise<void> {
    if (this.#opening || this.#view) return
    this.#opening = true
    try {
      const module = await loadHistory(this.#room.language)
      const [first] = this.#behind
      if (!first?.isConnected) return
      this.#view = module.mountHistory(this.#host(note))
      first.before(this.#view.root)
      this.#hide(true)
      this.#view.focus()
    } catch {
      this.#room.say(strings.loadFailed)
    } finally {
      this.#opening = false
    }
  }

  /** Returns whether the list was there. */
  leave(): boolean {
    if (!this.#view) return false
    this.destroy()
    this.#hide(false)
    this.#actions.left()
    return true
  }

  destroy(): void {
    this.#view?.destroy()
    this.#view = undefined
  }

  #hide(hidden: boolean): void {
    for (const part of this.#behind) part.hidden = hidden
    this.#actions.changed()
  }

  #host(note: string): HistoryHost {
    const conversation = this.#conversation
    return {
      ...this.#room,
      list: this.#list,
      note,
      get current() {
        return conversation.id
      },
      open: (known) => void this.#open(known),
      removed: (ids) => {
        this.#list.remove(ids)
        if (ids.includes(conversation.id)) conversation.reset()
        this.#actions.changed()
      },
      back: () => this.leave(),
    }
  }

  async #open(known: KnownConversation): Promise<void> {
    this.leave()
    if (known.id === this.#conversation.id || (await this.#conversation.open(known))) return
    this.#list.remove([known.id])
    this.#actions.changed()
    await this.show(strings.gone)
  }
}
