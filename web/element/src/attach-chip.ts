import { sizeOf } from './attach-check'
import type { Item } from './attach-item'
import { picture, toolOf } from './attach-picture'
import { h } from './dom'
import { CROSS, FILE, icon, IMAGE, RETRY } from './icons'
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
  readonly #progress = h('progress', { max: '1' })
  readonly #retry: HTMLButtonElement
  readonly #remove: HTMLButtonElement
  #confirming: HTMLElement | undefined

  constructor(item: Item, actions: ChipActions) {
    this.#item = item
    this.#actions = actions
    const { name } = item
    const dot = name.lastIndexOf('.')
    this.#sign = h('span', { class: 'sign' }, icon(item.isImage ? IMAGE : FILE))
    this.#name = h('button', { class: 'name', type: 'button', dir: 'auto', title: name }, h('span', {}, name.slice(0, dot)), name.slice(dot))
    this.#name.addEventListener('click', () => actions.open(item))
    this.#retry = toolOf(RETRY, strings.retry(name), () => actions.retry(item))
    this.#remove = toolOf(CROSS, '', () => this.#ask())
    this.#progress.setAttribute('aria-label', strings.uploading(name))
    this.root.append(this.#sign, h('span', { class: 'about' }, this.#name, this.#about), this.#retry, this.#remove, this.#progress)
    this.root.addEventListener('keydown', (event) => this.#key(event))
    this.update()
    if (item.isImage) void this.#draw()
  }

  update(): void {
    const { name, stage, progress, problem, size, isImage, again } = this.#item
    const busy = stage === 'waiting' || stage === 'uploading'
    this.root.classList.toggle('failed', Boolean(problem))
    this.#progress.hidden = !busy
    // Without a value while the server looks at what it has.
    if (progress < 1) this.#progress.value = progress
    else this.#progress.removeAttribute('value')
    this.#about.textContent = problem || (size ? sizeOf(size, this.#actions.language) : '')
    this.#retry.hidden = !(stage === 'failed' && again)
    this.#remove.setAttribute('aria-label', busy ? strings.cancel(name) : strings.remove(name))
    this.#remove.setAttribute('aria-disabled', String(stage === 'removing'))
    this.#name.disabled = stage !== 'ready'
    this.#name.setAttribute('aria-label', (isImage ? strings.show : strings.download)(name))
  }

  focus(): void {
    this.#remove.focus()
  }

  /** What was asked with a question is only removed after another question. */
  #ask(): void {
    const item = this.#item
    if (item.stage === 'removing') return
    if (!item.turn) return this.#actions.remove(item)
    const no = h('button', { class: 'action', type: 'button' }, strings.keep)
    const yes = h('button', { class: 'action', type: 'button' }, strings.removeNow)
    no.addEventListener('click', () => this.#keep())
    yes.addEventListener('click', () => (this.#keep(), this.#actions.remove(item)))
    this.#confirming = h('div', { class: 'sure', role: 'group', 'aria-label': strings.confirm(item.name) }, h('span', { dir: 'auto' }, strings.confirm(item.name)), no, yes)
    this.root.append(this.#confirming)
    this.root.classList.add('asking')
    no.focus()
  }

  #keep(): void {
    this.#confirming?.remove()
    this.#confirming = undefined
    this.root.classList.remove('asking')
    this.focus()
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.#confirming) return
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
