import { AnswerActions } from './answer-actions'
import { answerParts } from './answer-parts'
import { h } from './dom'
import { ALERT, filledIcon, icon, RETRY, STOP } from './icons'
import { MarkdownView } from './markdown-view'
import { ownText } from './own-text'
import { waitUntil } from './rate-wait'
import { SourcesView } from './sources'
import { language, panelStrings as strings } from './strings'
import { isRunning, type Problem, type Reaction, type Turn } from './turn'

export interface TurnActions {
  name: string
  showSources: boolean
  limitText: string
  language: string
  /** The life of the panel. */
  signal: AbortSignal
  retry(turn: Turn): void
  react(turn: Turn, reaction: Reaction): void
}

/** One question and its answer. */
export class TurnView {
  readonly root: HTMLElement
  readonly #turn: Turn
  readonly #actions: TurnActions
  readonly #text = h('div', { class: 'text', dir: 'auto', lang: '' })
  readonly #wait = h('span')
  readonly #dots = h('div', { class: 'dots' }, h('i'), h('i'), h('i'), this.#wait)
  readonly #notes = h('div', { class: 'notes' })
  readonly #markdown: MarkdownView
  readonly #tools: AnswerActions
  #sources: SourcesView | undefined
  #shownSources = 0
  #shownState = ''

  constructor(turn: Turn, actions: TurnActions) {
    this.#turn = turn
    this.#actions = actions
    this.#tools = new AnswerActions(turn, actions)
    const question = h('div', { class: 'question', part: 'question', dir: 'auto', lang: '' }, h('span', { class: 'aside', ...language }, strings.you, ' '), turn.question)
    const answer = h('div', { class: 'answer', part: 'answer' }, h('span', { class: 'aside' }, strings.answerOf(actions.name)), this.#text, this.#dots, this.#notes, this.#tools.root)
    this.root = h('div', { class: 'turn' }, ...(turn.question ? [question] : []), answer)
    const known = () => (actions.showSources ? turn.sources : [])
    this.#markdown = new MarkdownView(this.#text, answerParts(known, (source) => this.#sources?.reveal(source)))
    this.update()
  }

  /** The answer as it reads, for those who hear it. */
  get spoken(): string {
    const { answer, problem } = this.#turn
    return (answer ? this.#text.innerText : problem && this.#problemText(problem)) ?? ''
  }

  update(): void {
    const turn = this.#turn
    const live = isRunning(turn)
    if (turn.sources.length !== this.#shownSources) {
      this.#shownSources = turn.sources.length
      this.#markdown.forget()
    }
    // An answer that was cut off may end in the middle of a mark.
    this.#markdown.write(turn.answer, turn.status !== 'done')
    this.#dots.hidden = !live || this.#text.hasChildNodes()
    this.#wait.textContent = strings.waiting(turn.ahead)
    this.root.classList.toggle('live', live)
    this.#tools.update()
    const state = `${turn.status} ${turn.problem?.text ?? ''} ${live ? 0 : turn.sources.length}`
    if (state === this.#shownState) return
    this.#shownState = state
    this.root.classList.toggle('unsent', turn.status === 'failed' && !turn.answer)
    this.#notes.replaceChildren(...this.#notesOf(turn, live))
  }

  #notesOf(turn: Turn, live: boolean): Node[] {
    const notes: Node[] = []
    if (turn.status === 'stopped') notes.push(note('quiet', STOP, strings.stopped))
    if (turn.status === 'interrupted') notes.push(note('quiet', ALERT, strings.interrupted), this.#retryButton())
    if (turn.status === 'failed' && turn.problem) notes.push(...this.#problemNotes(turn.problem))
    const shows = !live && turn.answer && turn.sources.length && this.#actions.showSources
    this.#sources = shows ? new SourcesView(turn.sources) : undefined
    if (this.#sources) notes.push(this.#sources.root)
    return notes
  }

  #problemNotes(problem: Problem): Node[] {
    const { kind, retryAt } = problem
    const said = note(kind === 'limit' ? 'limit' : 'failure', ALERT, this.#problemText(problem))
    if (!/server|network|rate/.test(kind)) return [said]
    const button = this.#retryButton()
    if (retryAt) waitUntil(retryAt, said.lastElementChild, button, this.#actions)
    return [said, button]
  }

  #problemText({ kind, text }: Problem): string {
    if (kind === 'limit') return ownText(text) || this.#actions.limitText
    // What the server says is English.
    const said = language.lang === 'en' && text
    if (kind === 'rate') return said || strings.rateLimited
    if (kind === 'server') return said || strings.failed
    return { key: strings.unavailable, gone: strings.gone, network: strings.notSent }[kind]
  }

  #retryButton(): HTMLElement {
    const button = h('button', { class: 'action', type: 'button' }, icon(RETRY), strings.retry)
    button.addEventListener('click', () => button.ariaDisabled === 'true' || this.#actions.retry(this.#turn))
    return button
  }
}

function note(kind: string, path: string, text: string): HTMLElement {
  return h('p', { class: `note ${kind}` }, (path === STOP ? filledIcon : icon)(path), h('span', { dir: 'auto' }, text))
}
