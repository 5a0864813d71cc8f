import type { KnownConversation } from './conversation-list'
import { h, sheetOf } from './dom'
import css from './history.css'
import { forget, rename, titleOf } from './history-client'
import type { HistoryHost, HistoryView } from './history-interface'
import { renameForm, type RenameForm } from './history-rename'
import { TitleSearch } from './history-search'
import { whenOf } from './history-when'
import { BACK, BIN, CLOCK, icon, PEN } from './icons'
import { historyStrings as strings } from './strings'
import { tool } from './tool'

const sheet = sheetOf(css)

/** How many conversations are looked after on the server each time: the newest. */
const LOOKED_AFTER = 20

export function mountHistory(host: HistoryHost, note?: string): HistoryView {
  return new HistoryPage(host, note)
}

/** The visitor's conversations: to find one and go on with it, to rename or to delete them. */
class HistoryPage implements HistoryView {
  readonly #host: HistoryHost
  readonly #life = new AbortController()
  readonly #back = tool(BACK, strings.back)
  readonly #note = h('p', { class: 'remark' })
  readonly #search = new TitleSearch(() => this.#filter())
  readonly #list = h('ul', { class: 'conversations' })
  readonly #empty = h('div', { class: 'none' }, icon(CLOCK), h('p', {}, strings.empty))
  readonly #nothing = h('p', { class: 'nothing' }, strings.nothing)
  readonly #end = h('div', { class: 'end' })
  readonly #root: HTMLElement

  constructor(host: HistoryHost, note = '') {
    this.#host = host
    const title = h('h3', { id: 'history' }, strings.title)
    const scrolls = h('div', { class: 'scrolls' }, this.#search.input, this.#note, this.#list, this.#nothing, this.#empty)
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
    this.#list.replaceChildren(...this.#host.list.all.map((known) => this.#row(known)))
    this.#showEnd()
    this.#filter()
  }

  /** The row of a conversation as it is by now, in the place of the one that is there. What has the focus keeps it. */
  #refresh(id: string): void {
    const [row, known] = [this.#rowOf(id), this.#host.list.all.find((other) => other.id === id)]
    if (!row || !known) return
    const focused = [...row.children].findIndex((part) => part === this.#host.shadow.activeElement)
    const anew = this.#row(known)
    row.replaceWith(anew)
    if (focused >= 0) (anew.children[focused] as HTMLElement).focus()
    this.#filter()
  }

  #rowOf(id: string | undefined): HTMLElement | undefined {
    return this.#rows.find(({ dataset }) => dataset.id === id)
  }

  #filter(): void {
    const search = this.#search
    const titles = this.#titles
    // What is being asked in a row is not taken away.
    for (const [row, title] of titles) row.hidden = !search.finds(title) && !row.querySelector('.sure')
    this.#empty.hidden = titles.length > 0
    const none = titles.length > 0 && !this.#found.length
    search.offer(titles.length)
    // What deletes all of them stands below all of them.
    this.#end.hidden = search.active || !titles.length
    this.#list.hidden = !titles.length || none
    if (none && this.#nothing.hidden) this.#host.say(strings.nothing)
    this.#nothing.hidden = !none
  }

  get #titles(): [HTMLElement, string][] {
    const titles = new Map(this.#host.list.all.map(({ id, title }) => [id, title]))
    return this.#rows.map((row) => [row, titles.get(row.dataset.id ?? '') ?? ''])
  }

  get #rows(): HTMLElement[] {
    return [...this.#list.children] as HTMLElement[]
  }

  get #found(): HTMLElement[] {
    return this.#rows.filter(({ hidden }) => !hidden)
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
    const pen = tool(PEN, strings.rename(known.title || strings.untitled))
    const row = h('li', { 'data-id': known.id }, entry, pen, bin)
    pen.addEventListener('click', () => this.#rename(row, known))
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

  /** Another title is asked for in the place of a row, and kept there until it is saved. */
  #rename(row: HTMLElement, known: KnownConversation): void {
    const cancel = () => {
      this.#remark('')
      this.#renamed(known)
    }
    const { root, input } = renameForm(known.title, (title, form) => this.#retitle(known, title, form), cancel)
    row.replaceChildren(root)
    input.select()
  }

  #renamed({ id }: KnownConversation): void {
    this.#refresh(id)
    // Not what opens the conversation: a second Enter would.
    const row = this.#rowOf(id)
    if (row?.hidden) this.#focusNear(undefined)
    else row?.querySelector<HTMLElement>('.tool')?.focus()
  }

  async #retitle(known: KnownConversation, title: string, form: RenameForm): Promise<void> {
    const { client, list, say } = this.#host
    const { signal } = this.#life
    form.busy = true
    try {
      await rename(client, known, title, signal)
    } catch {
      if (signal.aborted || !form.root.isConnected) return
      form.busy = false
      this.#remark(strings.notRenamed)
      form.input.focus()
      return
    }
    list.retitle(known.id, title)
    say(strings.renamed)
    if (signal.aborted) return
    this.#remark('')
    // Whoever did not wait for it is somewhere else by now.
    if (form.root.isConnected) this.#renamed(known)
    else this.#refresh(known.id)
  }

  async #remove(all: KnownConversation[], no: () => void): Promise<void> {
    const host = this.#host
    const next = this.#after(all)
    try {
      await forget(host.client, all, this.#life.signal)
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
    this.#showEnd()
    host.say(strings.removed)
    this.#focusNear(next)
  }

  /** The conversation that takes the place of a deleted one. */
  #after([first]: KnownConversation[]): string | undefined {
    const found = this.#found
    const at = found.findIndex(({ dataset }) => dataset.id === first?.id)
    return (found[at + 1] ?? found[at - 1])?.dataset.id
  }

  #focusNear(id: string | undefined): void {
    const row = this.#found.find(({ dataset }) => dataset.id === id)
    const target = row?.querySelector('button') ?? (this.#search.active ? this.#search.input : this.#back)
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
    for (const id of ids) this.#rowOf(id)?.remove()
    this.#filter()
    if (ids.includes(conversation.id)) conversation.reset()
    changed()
  }

  /** Learns the titles of the server, and what it does not have any more. One request after the other: nobody waits for them. */
  async #lookAfter(): Promise<void> {
    const host = this.#host
    for (const known of host.list.all.slice(0, LOOKED_AFTER)) {
      const title = await titleOf(host.client, known.id, this.#life.signal)
      if (title === undefined) {
        this.#removed([known.id])
      } else if (title && title !== known.title && host.list.all.some((now) => now.id === known.id && now.title === known.title)) {
        host.list.retitle(known.id, title)
        if (!this.#rowOf(known.id)?.querySelector('.sure')) this.#refresh(known.id)
      }
    }
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    const target = event.target as Element
    const asked = target.closest('.sure') ?? this.#root.querySelector('.sure')
    if (target === this.#search.input && this.#search.clear()) this.#filter()
    else if (asked) asked.querySelector<HTMLElement>('.action')?.click()
    else this.leave()
  }
}
