import { Announcer } from './announcer'
import { panelStrings as strings } from './strings'
import { isRunning, type Turn } from './turn'

interface Heard {
  /** Whether the panel is open: who has closed it wants to hear nothing. */
  opened(): boolean
  name(): string
  /** The answer as it reads. */
  spoken(turn: Turn): string
  /** What is to be said when the last message has been used. */
  limitText(): string
  /** An answer has come to its end, whichever. */
  ended(turn: Turn): void
}

/** Says to those who hear the chat what others see: that an answer is made, and the answer, once, when it is complete. */
export class Speaker {
  readonly #announcer: Announcer
  readonly #heard: Heard
  #running: Turn | undefined
  #said = ''

  constructor(element: HTMLElement, heard: Heard) {
    this.#announcer = new Announcer(element)
    this.#heard = heard
  }

  say(text: string, passing = false): void {
    if (text && this.#heard.opened()) this.#announcer.say(text, passing)
  }

  asked(turn: Turn | undefined): void {
    this.#running = turn
    this.#pass(strings.thinking(this.#heard.name()))
  }

  /** The newest turn has changed. */
  changed(turn: Turn): void {
    if (isRunning(turn)) {
      this.#running = turn
      if (turn.answer) this.#pass(strings.answering(this.#heard.name()))
      else if (turn.ahead !== undefined && turn.ahead >= 0) this.#pass(strings.waiting(turn.ahead))
    } else if (turn === this.#running) {
      this.#running = undefined
      const last = turn.problem ? '' : this.#heard.limitText()
      this.say(`${this.#heard.spoken(turn)} ${last}`.trim())
      this.#heard.ended(turn)
    }
  }

  destroy(): void {
    this.#announcer.destroy()
  }

  /** What is going on, once. */
  #pass(text: string): void {
    if (text !== this.#said) this.say(text, true)
    this.#said = text
  }
}
