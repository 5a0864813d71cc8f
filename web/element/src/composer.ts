import { h } from './dom'
import { ARROW_UP, filledIcon, icon, STOP } from './icons'
import { panelStrings as strings } from './strings'

const MAX_LINES = 5
/** Two clicks on the button that sends are not meant to stop. */
const DOUBLE_MS = 500

interface Actions {
  /** Returns whether it was taken. */
  send(text: string): boolean
  stop(): void
  /** What is written cannot be sent now. */
  cannot(why: string): void
}

/** Where the visitor writes. */
export class Composer {
  readonly input = h('textarea', { part: 'input', rows: '1', enterkeyhint: 'send', dir: 'auto', placeholder: strings.placeholder })
  readonly #button = h('button', { class: 'send', part: 'send', type: 'submit' })
  readonly root = h('form', { class: 'composer', part: 'composer' }, h('div', { class: 'field' }, this.input, this.#button))
  /** Whether a question is to wait; `again` sends it then. */
  held: (text: string, again: () => void) => boolean = () => false
  /** Why what is written cannot be sent now. */
  why: () => string = () => ''
  readonly #actions: Actions
  #answering: boolean | undefined
  #mayStop = false
  #sent = 0

  constructor(actions: Actions, signal: AbortSignal) {
    this.#actions = actions
    this.root.addEventListener('submit', (event) => this.#submit(event), { signal })
    this.input.addEventListener('input', () => this.#changed(), { signal })
    this.input.addEventListener('keydown', (event) => this.#key(event), { signal })
  }

  update(state: { name: string; answering: boolean; mayStop: boolean; disabled: boolean }): void {
    this.input.setAttribute('aria-label', strings.message(state.name))
    this.input.disabled = state.disabled
    this.root.classList.toggle('disabled', state.disabled)
    this.#mayStop = state.mayStop
    if (state.answering !== this.#answering) {
      this.#answering = state.answering
      this.#button.replaceChildren(state.answering ? filledIcon(STOP) : icon(ARROW_UP))
      this.#button.setAttribute('aria-label', state.answering ? strings.stop : strings.send)
    }
    this.#changed()
  }

  focus(): void {
    this.input.focus({ preventScroll: true })
  }

  /** For the visitor to send, or to make shorter. Nothing is written over. */
  draft(text: string): void {
    if (!this.input.value.trim()) this.#write(text)
  }

  /** The height follows the text, for which it has to be laid out. */
  resize(): void {
    const { input } = this
    input.style.height = 'auto'
    const { lineHeight, paddingBlockStart, paddingBlockEnd } = getComputedStyle(input)
    const limit = Math.min(parseFloat(lineHeight) * MAX_LINES + parseFloat(paddingBlockStart) + parseFloat(paddingBlockEnd), innerHeight / 3)
    input.style.height = `${Math.min(input.scrollHeight, limit)}px`
    input.style.overflowY = input.scrollHeight > limit + 1 ? 'auto' : 'hidden'
  }

  /** What is being written wraps anew when the panel gets another width. */
  follow(panel: HTMLElement, signal: AbortSignal): void {
    const observer = new ResizeObserver(() => this.resize())
    observer.observe(panel)
    signal.addEventListener('abort', () => observer.disconnect())
  }

  #changed(): void {
    const why = this.#answering ? '' : this.why()
    const usable = this.#answering ? this.#mayStop : this.input.value.trim() !== '' && !this.input.disabled && !why
    this.#button.title = why
    // Not `disabled`: a button that has the focus would lose it.
    this.#button.setAttribute('aria-disabled', String(!usable))
    this.resize()
  }

  #submit(event: Event): void {
    event.preventDefault()
    if (this.#answering) {
      if (this.#mayStop && Date.now() - this.#sent > DOUBLE_MS) this.#actions.stop()
      return
    }
    this.#send()
  }

  #send(): void {
    const text = this.input.value.trim()
    if (this.input.disabled || this.#answering) return
    const why = this.why()
    if (why) return this.#actions.cannot(why)
    if (this.held(text, () => this.#send()) || !text) return
    if (!this.#actions.send(text)) return
    this.#sent = Date.now()
    this.#write('')
  }

  #write(text: string): void {
    this.input.value = text
    this.input.dispatchEvent(new Event('input'))
  }

  #key(event: KeyboardEvent): void {
    // Safari ends a composition before it reports the Enter that ended it, with this code.
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else tells
    const composes = event.isComposing || event.keyCode === 229
    if (event.key !== 'Enter' || event.shiftKey || composes) return
    event.preventDefault()
    this.#send()
  }
}
