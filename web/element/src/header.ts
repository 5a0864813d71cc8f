import { h } from './dom'
import { CONTRACT, CROSS, EXPAND, icon, PENCIL } from './icons'
import type { Layout } from './panel-interface'
import { panelStrings as strings } from './strings'

interface Actions {
  newConversation(): void
  expand(expanded: boolean): void
  close(): void
}

interface HeaderState {
  name: string
  picture: string
  layout: Layout
  mayStartNew: boolean
}

export class Header {
  readonly title = h('h2', { id: 'title', dir: 'auto' })
  readonly #picture = h('span', { class: 'picture', 'aria-hidden': 'true' })
  readonly #new = button(PENCIL, strings.newConversation)
  readonly #expand = button(EXPAND, strings.expand)
  readonly #close = button(CROSS, strings.close)
  readonly root = h('header', { class: 'header' }, this.#picture, this.title, this.#new, this.#expand, this.#close)
  #shownPicture: string | undefined
  #expanded = false

  constructor(actions: Actions, signal: AbortSignal) {
    this.#new.addEventListener('click', () => actions.newConversation(), { signal })
    this.#expand.addEventListener('click', () => actions.expand(!this.#expanded), { signal })
    this.#close.addEventListener('click', () => actions.close(), { signal })
  }

  update({ name, picture, layout, mayStartNew }: HeaderState): void {
    this.title.textContent = name || strings.assistant
    this.#new.hidden = !mayStartNew
    this.#close.hidden = !layout.showClose
    this.#expand.hidden = !layout.expandable
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
