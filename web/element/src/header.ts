import { h } from './dom'
import { CLOCK, CONTRACT, CROSS, EXPAND, PENCIL, SILENCE, SOUND } from './icons'
import type { Layout } from './panel-interface'
import { panelStrings as strings } from './strings'
import { show, tool } from './tool'

interface Actions {
  mute(muted: boolean): void
  history(): void
  newConversation(): void
  expand(expanded: boolean): void
  close(): void
}

interface HeaderState {
  name: string
  picture: string
  layout: Layout
  mayStartNew: boolean
  /** There are earlier conversations. Undefined: there are none; otherwise whether they are shown. */
  history: boolean | undefined
  /** Undefined: there is nothing to be heard. */
  muted: boolean | undefined
}

export class Header {
  readonly title = h('h2', { id: 'title', dir: 'auto' })
  readonly #picture = h('span', { class: 'picture', 'aria-hidden': 'true' })
  readonly #mute = tool(SOUND, strings.mute)
  readonly #history = tool(CLOCK, strings.history)
  readonly #new = tool(PENCIL, strings.newConversation)
  readonly #expand = tool(EXPAND, strings.expand)
  readonly #close = tool(CROSS, strings.close)
  readonly root = h('header', { class: 'header' }, this.#picture, this.title, this.#mute, this.#history, this.#new, this.#expand, this.#close)
  #shownPicture: string | undefined
  #expanded = false
  #muted = false

  constructor(actions: Actions, signal: AbortSignal) {
    this.#mute.addEventListener('click', () => actions.mute(!this.#muted), { signal })
    this.#history.addEventListener('click', () => actions.history(), { signal })
    this.#new.addEventListener('click', () => actions.newConversation(), { signal })
    this.#expand.addEventListener('click', () => actions.expand(!this.#expanded), { signal })
    this.#close.addEventListener('click', () => actions.close(), { signal })
  }

  update({ name, picture, layout, mayStartNew, history, muted }: HeaderState): void {
    this.title.textContent = name || strings.assistant
    this.#new.hidden = !mayStartNew
    this.#history.hidden = history === undefined
    this.#history.ariaExpanded = String(Boolean(history))
    this.#close.hidden = !layout.showClose
    this.#expand.hidden = !layout.expandable
    this.#mute.hidden = muted === undefined
    if (Boolean(muted) !== this.#muted) {
      this.#muted = Boolean(muted)
      show(this.#mute, muted ? SILENCE : SOUND, muted ? strings.unmute : strings.mute)
    }
    if (layout.expanded !== this.#expanded) {
      this.#expanded = layout.expanded
      show(this.#expand, layout.expanded ? CONTRACT : EXPAND, layout.expanded ? strings.contract : strings.expand)
    }
    const shown = `${picture} ${name}`
    if (shown !== this.#shownPicture) this.#showPicture(name, picture)
    this.#shownPicture = shown
  }

  #showPicture(name: string, picture: string): void {
    const initial = Array.from(name.trim())[0]?.toUpperCase() ?? ''
    this.#picture.replaceChildren(initial)
    if (!picture) return
    const image = h('img', { alt: '', decoding: 'async' })
    // The initial stays until the picture is there, and if it never comes.
    image.addEventListener('load', () => this.#picture.replaceChildren(image))
    image.src = picture
  }
}
