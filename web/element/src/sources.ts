import { h } from './dom'
import { link } from './links'
import { panelStrings as strings } from './strings'
import type { Source } from './turn'

const SHOWN = 3

/** The sources of an answer as chips: the first few, the others on request. */
export class SourcesView {
  readonly root = h('div', { class: 'sources' })
  readonly #chips = new Map<Source, HTMLElement>()

  constructor(sources: Source[]) {
    const sorted = [...sources].sort((a, b) => a.number - b.number)
    const list = h('ul', { 'aria-label': strings.sources })
    for (const source of sorted) {
      const chip = chipOf(source)
      this.#chips.set(source, chip)
      list.append(h('li', {}, chip))
    }
    this.root.append(list)
    if (sources.length > SHOWN + 1) this.#fold(list)
  }

  /** Moves to the chip of a source that has no address. */
  reveal(source: Source): void {
    const chip = this.#chips.get(source)
    for (const item of this.root.querySelectorAll('li')) item.hidden = false
    this.root.querySelector('.more')?.remove()
    chip?.setAttribute('tabindex', '-1')
    chip?.focus()
  }

  #fold(list: HTMLElement): void {
    const folded = Array.from(list.children).slice(SHOWN) as HTMLElement[]
    for (const item of folded) item.hidden = true
    const more = h('button', { class: 'chip more', type: 'button' }, strings.moreSources(folded.length))
    more.addEventListener('click', () => {
      for (const item of folded) item.hidden = false
      item(more)?.remove()
      folded[0]?.querySelector<HTMLElement>('a, span')?.focus()
    })
    list.append(h('li', {}, more))
  }
}

const item = (element: HTMLElement) => element.closest('li')

function chipOf(source: Source): HTMLElement {
  const chip = source.url ? link(source.url, { class: 'chip', part: 'source' }) : h('span', { class: 'chip', part: 'source' })
  const title = source.page ? `${source.title}, ${strings.page(source.page)}` : source.title
  chip.title = title
  chip.append(h('b', {}, String(source.number)), h('span', { dir: 'auto' }, title))
  return chip
}
