import type { HistoryHost, HistoryModule, HistoryView } from './history-interface'
import { loaderOf } from './late'
import { panelStrings as strings } from './strings'

const loadHistory = loaderOf<HistoryModule>(HISTORY_FILE)

/** The way from a conversation to the list of all of them, and back. */
export class HistoryDoor {
  readonly #host: HistoryHost
  #view: HistoryView | undefined

  constructor(host: Omit<HistoryHost, 'reopen'>) {
    const left = () => {
      this.#view = undefined
      host.left()
    }
    this.#host = { ...host, left, reopen: (note) => void this.toggle(note) }
  }

  /** Whether the list is shown; undefined when there would be nothing in it. */
  get shown(): boolean | undefined {
    return this.#view ? true : this.#host.list.all.length ? false : undefined
  }

  async toggle(note?: string): Promise<void> {
    if (this.#view) {
      this.leave()
      return
    }
    try {
      const module = await loadHistory(this.#host.language)
      if (this.#host.behind[0]?.isConnected) this.#view ??= module.mountHistory(this.#host, note)
    } catch {
      this.#host.say(strings.loadFailed)
    }
  }

  leave(): void {
    this.#view?.leave()
  }
}
