import { h } from './dom'
import { panelStrings as strings } from './strings'

/** What the server takes if it does not say. */
const DEFAULT_LENGTH = 20_000
/** From which part of the limit on the visitor is told. */
const NEAR = 0.9

/** How long a question may be: counted as the server counts, in characters and not in halves of them. Shown below the field. */
export class LengthLimit {
  readonly #root = h('p', { class: 'count', id: 'count' })
  readonly #input: HTMLTextAreaElement
  max = DEFAULT_LENGTH

  constructor(input: HTMLTextAreaElement) {
    this.#input = input
    input.setAttribute('aria-describedby', this.#root.id)
    input.form?.append(this.#root)
  }

  /** How many characters are too many; less than none if it is short enough. */
  over(text: string): number {
    return text.length < this.max * NEAR ? -this.max : Array.from(text.trim()).length - this.max
  }

  /** Shows the count. Returns why the question cannot be sent, if it is too long. */
  check(): string {
    const over = this.over(this.#input.value)
    const used = this.max + over
    this.#root.textContent = used < this.max * NEAR ? '' : over > 0 ? strings.tooLong(over) : strings.used(used, this.max)
    this.#root.classList.toggle('over', over > 0)
    return over > 0 ? strings.tooLong(over) : ''
  }
}
