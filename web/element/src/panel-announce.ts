import { Announcer } from './announcer'
import { panelStrings as strings } from './strings'
import { isRunning, type Turn } from './turn'

interface Heard {
  /** Whether the panel is open: who has closed it wants to hear nothing. */
  opened(): boolean
  /** The answer as it reads. */
  spoken(turn: Turn): string
  /** What is to be said when the last message has been used. */
  limitText(): string
}

/** Says to those who hear the chat what others see: that an answer is made, and the answer, once, when it is complete. */
export class Speaker {
  readonly #announcer: Announcer
  readonly #heard: Heard
  #announced: Turn | undefined

  constructor(element: HTMLElement, heard: Heard) {
    this.#announcer = new Announcer(element)
    this.#heard = heard
  }

  asked(name: string): void {
    this.#announcer.say(strings.thinking(name))
  }

  /** The newest turn has changed. */
  changed(turn: Turn): void {
    if (isRunning(turn)) this.#announced = undefined
    else if (turn !== this.#announced) {
      this.#announced = turn
      const last = turn.problem ? '' : this.#heard.limitText()
      if (this.#heard.opened()) this.#announcer.say(`${this.#heard.spoken(turn)} ${last}`.trim())
    }
  }

  say(text: string): void {
    this.#announcer.say(text)
  }

  destroy(): void {
    this.#announcer.destroy()
  }
}
