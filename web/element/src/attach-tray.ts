import { h } from './dom'
import { ALERT, icon } from './icons'
import { attachmentStrings as strings } from './strings'

/** What goes with the next question, above where it is written. */
export class Tray {
  readonly root = h('div', { class: 'tray', hidden: '' })
  readonly #list = listOfFiles('files', strings.files)
  readonly #text = h('span', { dir: 'auto' })
  readonly #note = h('p', { class: 'note', hidden: '' }, icon(ALERT), this.#text)

  constructor() {
    this.root.append(this.#list, this.#note)
  }

  show(chips: HTMLElement[]): void {
    fill(this.#list, chips)
    this.#show()
  }

  /** Says something about the files. Returns whether it is new. */
  tell(text: string): boolean {
    const isNew = text !== this.#text.textContent
    this.#text.textContent = text
    this.#note.hidden = !text
    this.#show()
    return isNew && text !== ''
  }

  get #filled(): boolean {
    return this.#list.childElementCount > 0
  }

  #show(): void {
    this.#list.hidden = !this.#filled
    this.root.hidden = !this.#filled && this.#note.hidden
  }
}

export const listOfFiles = (name: string, label: string) => h('ul', { class: name, 'aria-label': label })

/** Moves only what is not in its place: what moves loses the focus. */
export function fill(list: HTMLElement, chips: HTMLElement[]): void {
  for (const child of [...list.children]) if (!chips.includes(child as HTMLElement)) child.remove()
  chips.forEach((chip, at) => {
    if (list.children[at] !== chip) list.insertBefore(chip, list.children[at] ?? null)
  })
}
