import { copies } from './clipboard'
import { h } from './dom'
import { CHECK, COPY, RETRY, THUMB } from './icons'
import { panelStrings as strings } from './strings'
import { show, tool } from './tool'
import { isRunning, type Reaction, type Turn } from './turn'

interface Actions {
  react(turn: Turn, reaction: Reaction): void
  retry(turn: Turn): void
}

/** What one can do with an answer. Its room is there while the answer is still being written, so that nothing moves at its end. */
export class AnswerActions {
  readonly #copy = tool(COPY, strings.copyAnswer)
  readonly #retry = tool(RETRY, strings.retry)
  readonly #thumbs = { LIKE: tool(THUMB, strings.like), DISLIKE: tool(THUMB, strings.dislike) }
  readonly root = h('div', { class: 'tools', role: 'group', 'aria-label': strings.answerActions }, this.#copy, ...Object.values(this.#thumbs), this.#retry)
  readonly #turn: Turn

  constructor(turn: Turn, actions: Actions) {
    this.#turn = turn
    copies(this.#copy, () => textOf(turn), (done) => show(this.#copy, done ? CHECK : COPY, done ? strings.copied : strings.copyAnswer))
    this.#retry.addEventListener('click', () => actions.retry(turn))
    for (const [reaction, button] of Object.entries(this.#thumbs)) {
      button.addEventListener('click', () => actions.react(turn, turn.reaction === reaction ? 'NONE' : (reaction as Reaction)))
    }
  }

  update(): void {
    const { answer, status, reaction, id } = this.#turn
    this.root.hidden = !answer || status === 'failed'
    this.root.inert = isRunning(this.#turn)
    this.#retry.hidden = status !== 'stopped'
    for (const [name, button] of Object.entries(this.#thumbs)) {
      button.hidden = !id
      button.setAttribute('aria-pressed', String(name === reaction))
    }
  }
}

/** The answer as Markdown, with what its marks mean. */
function textOf({ answer, sources }: Turn): string {
  const list = sources.map(({ number, title, url }) => `[${number}] ${title} ${url}`.trim())
  return [answer.trim(), ...(list.length ? ['', ...list] : [])].join('\n')
}
