import { h } from './dom'
import { CONTRACT, CROSS, EXPAND, icon, PENCIL, SILENCE, SOUND } from './icons'
import type { Layout } from './panel-interface'
import { panelStrings as strings } from './strings'

interface Actions {
  mute(muted: boolean): void
  newConversation(): void
  expand(expanded: boolean): void
  close(): void
}

interface HeaderState {
  name: string
  picture: string
  layout: Layout
  mayStartNew: boolean
  /** Undefined: there is nothing to be heard. */
  muted: boolean | undefined
}

export class Header {
  readonly title = h('h2', { id: 'title', part: 'title', dir: 'auto' })
  readonly #picture = h('span', { class: 'picture', 'aria-hidden': 'true' })
  readonly #mute = button(SOUND, strings.mute)
  readonly #new = button(PENCIL, strings.newConversation)
  readonly #expand = button(EXPAND, strings.expand)
  readonly #close = button(CROSS, strings.close)
  readonly root = h('header', { class: 'header', part: 'header' }, this.#picture, this.title, this.#mute, this.#new, this.#expand, this.#close)
  #shownPicture: string | undefined
  #expanded = false
  #muted = false

  constructor(actions: Actions, signal: AbortSignal) {
    this.#mute.addEventListener('click', () => actions.mute(!this.#muted), { signal })
    this.#new.addEventListener('click', () => actions.newConversation(), { signal })
    this.#expand.addEventListener('click', () => actions.expand(!this.#expanded), { signal })
    this.#close.addEventListener('click', () => actions.close(), { signal })
  }

  update({ name, picture, layout, mayStartNew, muted }: HeaderState): void {
    this.title.textContent = name || strings.assistant
    this.#new.hidden = !mayStartNew
    this.#close.hidden = !layout.showClose
    this.#expand.hidden = !layout.expandable
    this.#mute.hidden = muted === undefined
    if (Boolean(muted) !== this.#muted) {
      this.#muted = Boolean(muted)
      this.#mute.replaceChildren(icon(muted ? SILENCE : SOUND))
      label(this.#mute, muted ? strings.unmute : strings.mute)
    }
    if (layout.expanded !== this.#expanded) {
      this.#expanded = layout.expanded
      this.#expand.replaceChildren(icon(layout.expanded ? CONTRACT : EXPAND))
      label(this.#expand, layout.expanded ? strings.contract : strings.expand)
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

function button(path: string, text: string): HTMLButtonElement {
  const element = h('button', { class: 'tool', type: 'button' }, icon(path))
  label(element, text)
  return element
}

function label(element: HTMLElement, text: string): void {
  element.setAttribute('aria-label', text)
  element.title = text
}
