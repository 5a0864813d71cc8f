import type { KnownConversation } from './conversation-list'
import { h, sheetOf } from './dom'
import css from './history.css'
import { forget, titleOf } from './history-client'
import type { HistoryHost, HistoryView } from './history-interface'
import { whenOf } from './history-when'
import { BACK, BIN, CLOCK, icon } from './icons'
import { historyStrings as strings } from './strings'
import { tool } from './tool'

const sheet = sheetOf(css)

/** How many conversations are looked after on the server each time: the newest. */
const LOOKED_AFTER = 20

export function mountHistory(host: HistoryHost, note?: string): HistoryView {
  return new HistoryPage(host, note)
}

/** The visitor's conversations: to go on with one, or to delete them. */
class HistoryPage implements HistoryView {
  readonly #host: HistoryHost
  readonly #life = new AbortController()
  readonly #back = tool(BACK, strings.back)
  readonly #note = h('p', { class: 'remark' })
  readonly #list = h('ul', { class: 'conversations' })
  readonly #empty = h('div', { class: 'none' }, icon(CLOCK), h('p', {}, strings.empty))
  readonly #end = h('div', { class: 'end' })
  readonly #root: HTMLElement

  constructor(host: HistoryHost, note = '') {
    this.#host = host
    const title = h('h3', { id: 'history' }, strings.title)
    const scrolls = h('div', { class: 'scrolls' }, this.#note, this.#list, this.#empty)
    this.#root = h('section', { class: 'history', 'aria-labelledby': 'history' }, h('div', { class: 'top' }, this.#back, title), scrolls, this.#end)
    this.#back.addEventListener('click', () => this.leave())
    this.#root.addEventListener('keydown', (event) => this.#key(event))
    const { shadow, behind } = host
    host.signal.addEventListener('abort', () => this.#life.abort(), { signal: this.#life.signal })
    if (!shadow.adoptedStyleSheets.includes(sheet)) shadow.adoptedStyleSheets.push(sheet)
    this.#show()
    this.#remark(note)
    behind[0]?.before(this.#root)
    this.#cover(true)
    this.#back.focus({ preventScroll: true })
    void this.#lookAfter().catch(() => undefined)
  }

  leave(): void {
    this.#life.abort()
    this.#root.remove()
    this.#cover(false)
    this.#host.left()
  }

  #cover(covered: boolean): void {
    for (const part of this.#host.behind) part.hidden = covered
    this.#host.changed()
  }

  #show(): void {
    const { all } = this.#host.list
    this.#list.replaceChildren(...all.map((known) => this.#row(known)))
    this.#list.hidden = this.#end.hidden = !all.length
    this.#empty.hidden = all.length > 0
    this.#showEnd()
  }

  #row(known: KnownConversation): HTMLElement {
    const { language, conversation } = this.#host
    const current = known.id === conversation.id
    const title = h('span', { class: 'name', dir: 'auto' }, known.title || strings.untitled)
    const when = whenOf(known.at, Date.now(), language)
    const entry = h('button', { class: 'entry', type: 'button' }, title, h('span', { class: 'when' }, current ? strings.current(when) : when))
    if (current) entry.setAttribute('aria-current', 'true')
    entry.addEventListener('click', () => void this.#open(known))
    const bin = tool(BIN, strings.remove(known.title || strings.untitled))
    const row = h('li', { 'data-id': known.id }, entry, bin)
    bin.addEventListener('click', () => this.#confirm(row, strings.confirmRemove, [known], () => row.replaceWith(this.#row(known))))
    return row
  }

  #showEnd(): void {
    const all = h('button', { class: 'action', type: 'button' }, icon(BIN), strings.removeAll)
    all.addEventListener('click', () => this.#confirm(this.#end, strings.confirmRemoveAll, this.#host.list.all, () => this.#showEnd()))
    this.#end.replaceChildren(h('p', {}, strings.where), all)
  }

  /** Asks in the place of a row; the answer that changes nothing comes first. */
  #confirm(place: HTMLElement, text: string, all: KnownConversation[], no: () => void): void {
    const keep = h('button', { class: 'action', type: 'button' }, strings.keep)
    const yes = h('button', { class: 'action danger', type: 'button' }, strings.yes)
    keep.addEventListener('click', () => {
      no()
      this.#focusNear(all.length > 1 ? undefined : all[0]?.id)
    })
    yes.addEventListener('click', () => void this.#remove(all, no))
    place.replaceChildren(h('div', { class: 'sure', role: 'group', 'aria-label': text }, h('p', {}, text), keep, yes))
    keep.focus()
  }

  async #remove(all: KnownConversation[], no: () => void): Promise<void> {
    const host = this.#host
    const next = this.#after(all)
    try {
      await forget(host.root, host.apiKey, all, this.#life.signal)
    } catch {
      if (this.#life.signal.aborted) return
      no()
      this.#remark(strings.notRemoved)
      this.#focusNear(all[0]?.id)
      return
    }
    this.#removed(all.map(({ id }) => id))
    if (this.#life.signal.aborted) return
    this.#remark('')
    this.#show()
    host.say(strings.removed)
    this.#focusNear(next)
  }

  /** The conversation that takes the place of a deleted one. */
  #after([first]: KnownConversation[]): string | undefined {
    const { all } = this.#host.list
    const at = all.findIndex(({ id }) => id === first?.id)
    return (all[at + 1] ?? all[at - 1])?.id
  }

  #focusNear(id: string | undefined): void {
    const row = [...this.#list.children].find((other) => (other as HTMLElement).dataset.id === id)
    const target = row?.querySelector('button') ?? this.#back
    target.focus()
  }

  #remark(text: string): void {
    this.#note.textContent = text
    this.#note.hidden = !text
    if (text) this.#host.say(text)
  }

  async #open(known: KnownConversation): Promise<void> {
    const { conversation, list } = this.#host
    this.leave()
    if (known.id === conversation.id || (await conversation.open(known))) return
    list.remove([known.id])
    this.#host.reopen(strings.gone)
  }

  #removed(ids: string[]): void {
    const { list, conversation, changed } = this.#host
    list.remove(ids)
    if (ids.includes(conversation.id)) conversation.reset()
    changed()
  }

  /** Learns the titles of the server, and what it does not have any more. One request after the other: nobody waits for them. */
  async #lookAfter(): Promise<void> {
    const host = this.#host
    for (const known of host.list.all.slice(0, LOOKED_AFTER)) {
      const title = await titleOf(host.root, host.apiKey, known.id, this.#life.signal)
      const row = [...this.#list.children].find((other) => (other as HTMLElement).dataset.id === known.id)
      if (title === undefined) {
        this.#removed([known.id])
        row?.remove()
        if (!host.list.all.length) this.#show()
      } else if (title && title !== known.title) {
        host.list.retitle(known.id, title)
        row?.querySelector('.name')?.replaceChildren(title)
      }
    }
  }


  #key(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    const keep = this.#root.querySelector<HTMLElement>('.sure .action')
    if (keep) keep.click()
    else this.leave()
  }
}
