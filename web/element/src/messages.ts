import { answerParts } from './answer-parts'
import { h } from './dom'
import { ARROW_DOWN, icon } from './icons'
import { MarkdownView } from './markdown-view'
import { Scroller } from './scroller'
import { panelStrings as strings } from './strings'
import { isRunning, type Reaction, type Turn } from './turn'
import { TurnView, type TurnActions } from './turn-view'

interface Actions {
  retry(turn: Turn): void
  react(turn: Turn, reaction: Reaction): void
  start(question: string): void
}

export interface Welcome {
  message: string
  starters: string[]
}

/** The conversation as it is read. */
export class Messages {
  readonly #jump = h('button', { class: 'jump', type: 'button', 'aria-label': strings.latest, hidden: '' }, icon(ARROW_DOWN))
  readonly #greeting = h('div', { class: 'text', dir: 'auto', lang: '' })
  readonly #starters = h('ul', { class: 'starters', 'aria-label': strings.starters })
  readonly #welcome = h('div', { class: 'welcome' }, this.#greeting, this.#starters)
  readonly #turns = h('div', { class: 'turns' })
  // A log would speak every piece of an answer; the announcer speaks it once, when it is complete.
  readonly #log = h('div', { class: 'log', part: 'log', role: 'log', 'aria-live': 'off', 'aria-label': strings.log, tabindex: '0' }, this.#welcome, this.#turns)
  readonly root = h('div', { class: 'messages' }, this.#log, this.#jump, h('div', { class: 'waiting' }))
  readonly #scroller: Scroller
  readonly #views = new Map<Turn, TurnView>()
  readonly #dirty = new Set<Turn>()
  readonly #actions: Actions
  readonly #context: TurnActions
  #frame = 0

  constructor(actions: Actions, language: string, signal: AbortSignal) {
    this.#actions = actions
    this.#context = { ...actions, name: strings.assistant, showSources: true, limitText: strings.limit, language, signal }
    this.#scroller = new Scroller(this.#log, this.#jump, signal)
    this.#welcome.hidden = true
    signal.addEventListener('abort', () => cancelAnimationFrame(this.#frame))
  }

  /** How turns are shown that are added from now on. */
  configure(context: Partial<TurnActions>): void {
    Object.assign(this.#context, context)
  }

  greet({ message, starters }: Welcome): void {
    const greeting = new MarkdownView(this.#greeting, answerParts(() => [], () => undefined))
    this.#greeting.replaceChildren()
    greeting.write(message, false)
    this.#starters.replaceChildren(...starters.map((question) => h('li', {}, this.#starter(question))))
    this.#welcome.hidden = !message && !starters.length
  }

  /** The list of turns has changed. */
  sync(turns: Turn[]): void {
    for (const [turn, view] of this.#views) {
      if (turns.includes(turn)) continue
      view.root.remove()
      this.#views.delete(turn)
    }
    turns.forEach((turn, index) => {
      const view = this.#views.get(turn) ?? this.#add(turn)
      if (this.#turns.children[index] !== view.root) this.#turns.insertBefore(view.root, this.#turns.children[index] ?? null)
    })
    const empty = (this.#scroller.empty = !turns.length)
    // What comes next, a question or another conversation, is not read where one was in this one.
    if (empty) this.#scroller.toEnd()
    this.#starters.hidden = !empty
    this.root.classList.toggle('empty', empty)
  }

  /** A turn has changed. While it runs, at most once per frame. */
  update(turn: Turn): void {
    this.#dirty.add(turn)
    if (!isRunning(turn)) this.flush()
    else this.#frame ||= requestAnimationFrame(() => this.flush())
  }

  flush(): void {
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
    for (const turn of this.#dirty) this.#views.get(turn)?.update()
    this.#dirty.clear()
  }

  readFrom(turn: Turn | undefined): void {
    const view = turn && this.#views.get(turn)
    if (view) this.#scroller.readFrom(view.root)
  }

  viewOf(turn: Turn): HTMLElement | undefined {
    return this.#views.get(turn)?.root
  }

  spokenBy(turn: Turn): string {
    return this.#views.get(turn)?.spoken ?? ''
  }

  #add(turn: Turn): TurnView {
    const view = new TurnView(turn, { ...this.#context })
    this.#views.set(turn, view)
    return view
  }

  #starter(question: string): HTMLElement {
    const starter = h('button', { class: 'starter', part: 'starter', type: 'button', dir: 'auto' }, question)
    starter.addEventListener('click', () => this.#actions.start(question))
    return starter
  }
}
