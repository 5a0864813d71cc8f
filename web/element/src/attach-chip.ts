import { sizeOf } from './attach-check'
import { isUnderWay, type Item } from './attach-item'
import { buttonOf, picture, toolOf } from './attach-picture'
import { h, icon } from './attach-tools'
import { CROSS, FILE, IMAGE, RETRY } from './icons'
import { attachmentStrings as strings } from './strings'

export interface ChipActions {
  readonly language: string | undefined
  open(item: Item): void
  retry(item: Item): void
  remove(item: Item): void
  /** The image of an item, if it can be had without much ado. */
  imageOf(item: Item): Promise<Blob | undefined>
}

/** One attachment as it is shown, above the composer and later below its question. */
export class Chip {
  readonly root = h('li', { class: 'file' })
  readonly #item: Item
  readonly #actions: ChipActions
  readonly #sign: HTMLElement
  readonly #name: HTMLButtonElement
  readonly #about = h('small', { dir: 'auto' })
  readonly #progress: HTMLProgressElement
  readonly #retry: HTMLButtonElement
  readonly #remove: HTMLButtonElement
  readonly #parts: Node[]

  constructor(item: Item, actions: ChipActions) {
    const { name, isImage } = item
    this.#item = item
    this.#actions = actions
    this.#sign = h('span', { class: 'thumb' }, icon(isImage ? IMAGE : FILE))
    this.#name = buttonOf('name', (isImage ? strings.show : strings.download)(name), () => actions.open(item), name)
    this.#name.title = name
    this.#name.dir = 'auto'
    this.#retry = toolOf(RETRY, strings.retry(name), () => actions.retry(item))
    this.#remove = toolOf(CROSS, '', () => this.#ask())
    this.#progress = h('progress', { 'aria-label': strings.uploading(name) })
    this.#parts = [this.#sign, h('span', { class: 'about' }, this.#name, this.#about, this.#progress), this.#retry, this.#remove]
    this.root.append(...this.#parts)
    this.root.addEventListener('keydown', (event) => this.#key(event))
    this.update()
    if (isImage) void this.#draw()
  }

  update(): void {
    const { name, stage, progress, problem, size, again } = this.#item
    const busy = isUnderWay(this.#item)
    this.root.classList.toggle('failed', stage === 'failed')
    this.#about.textContent = problem || (size ? sizeOf(size, this.#actions.language) : '')
    this.#about.hidden = busy
    this.#progress.hidden = !busy
    // Without a value while the server looks at what it has.
    if (progress < 1) this.#progress.value = progress
    else this.#progress.removeAttribute('value')
    this.#retry.hidden = stage !== 'failed' || !again
    this.#remove.setAttribute('aria-label', (busy ? strings.cancel : strings.remove)(name))
    this.#name.disabled = stage !== 'ready'
  }

  focus(): void {
    this.#remove.focus()
  }

  /** What was asked with a question is only removed after another question. */
  #ask(): void {
    const item = this.#item
    const remove = () => this.#actions.remove(item)
    if (!item.turn) return remove()
    const text = strings.confirm(item.name)
    const yes = () => {
      this.#keep()
      remove()
    }
    const no = buttonOf('action', strings.keep, () => this.#keep(), strings.keep)
    this.root.replaceChildren(h('span', { class: 'ask', dir: 'auto' }, text), no, buttonOf('action', strings.removeNow, yes, strings.removeNow))
    no.setAttribute('aria-description', text)
    no.focus()
  }

  #keep(): void {
    this.root.replaceChildren(...this.#parts)
    this.focus()
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || this.#remove.isConnected) return
    event.preventDefault()
    event.stopPropagation()
    this.#keep()
  }

  async #draw(): Promise<void> {
    try {
      const image = await this.#actions.imageOf(this.#item)
      if (image) this.#sign.replaceChildren(await picture(image, 96))
    } catch {
      // The sign stays.
    }
  }
}
