import { acceptOf } from './attach-check'
import { Chip, type ChipActions } from './attach-chip'
import { takeFiles } from './attach-drop'
import type { Attachments, AttachmentsHost } from './attach-interface'
import { itemOfRow, isUnderWay, turnOf, type Item } from './attach-item'
import { download, showPicture, toolOf } from './attach-picture'
import { h, icon, useTools } from './attach-tools'
import { Uploads } from './attach-uploads'
import css from './attach.css'
import { sheetOf } from './dom'
import { ALERT, CLIP } from './icons'
import { isRefusal } from './refusal'
import { attachmentStrings as strings } from './strings'
import type { Turn } from './turn'

const sheet = sheetOf(css)

/** The largest image that is fetched only to be shown small. */
const MAX_PREVIEW = 1 << 20

export function mountAttachments(host: AttachmentsHost): Attachments {
  useTools(host.tools)
  return new ChatAttachments(host)
}

class ChatAttachments implements Attachments, ChipActions {
  readonly language: string | undefined
  readonly #host: AttachmentsHost
  readonly #uploads: Uploads
  readonly #picker: HTMLInputElement
  readonly #button = toolOf(CLIP, strings.attach, () => this.#may && this.#picker.click(), 'tool attach')
  readonly #waiting = listOfFiles()
  readonly #note = h('span', { dir: 'auto' })
  readonly #says = h('p', { class: 'note', hidden: '' }, icon(ALERT), this.#note)
  readonly #lists = new WeakMap<Turn, HTMLElement>()
  readonly #chips = new WeakMap<Item, Chip>()
  readonly #placeholder: string
  #items: Item[] = []
  /** Asks what was held back. */
  #again: (() => void) | undefined
  #conversation = ''
  /** What the server has of this conversation is not known. */
  #stale: boolean
  /** The owner wants no attachments any more. */
  #off = false

  constructor(host: AttachmentsHost) {
    const { shadow, composer, box, signal, limits } = host
    const { input, root } = composer
    this.#host = host
    this.language = host.language
    this.#placeholder = input.placeholder
    this.#uploads = new Uploads(host, {
      items: () => this.#items,
      changed: (item) => this.#chips.get(item)?.update(),
      done: () => this.#done(),
    })
    this.#picker = h('input', { type: 'file', multiple: '', hidden: '', accept: acceptOf(limits.extensions) })
    if (!shadow.adoptedStyleSheets.includes(sheet)) shadow.adoptedStyleSheets.push(sheet)
    root.prepend(h('div', { class: 'tray' }, this.#waiting, this.#says), this.#picker)
    root.classList.add('attaches')
    input.after(this.#button)
    composer.resize()
    this.#picker.addEventListener('change', () => this.#picked(), { signal })
    takeFiles({ box, input, signal, mayDrop: () => this.#may, take: (files) => this.#add(files) })
    window.addEventListener('online', () => this.#online(), { signal })
    signal.addEventListener('abort', () => this.#abandon())
    const { ref } = host.conversation
    this.#conversation = ref?.id ?? ''
    this.#stale = Boolean(ref)
    this.sync()
  }

  sync(): void {
    const { ref, phase, turns } = this.#host.conversation
    const id = ref?.id ?? ''
    if (id !== this.#conversation) {
      if (this.#conversation) this.#abandon()
      this.#conversation = id
      this.#stale = phase === 'restoring'
    }
    this.#refused(turns.at(-1))
    if (this.#stale && phase !== 'restoring') void this.#load()
    this.#button.setAttribute('aria-disabled', String(!this.#may))
    this.#arrange()
  }

  holds(question: string, again: () => void): boolean {
    const waits = this.#items.some(isUnderWay)
    const failed = this.#items.find(({ stage }) => stage === 'failed')
    let why = ''
    if (!question) why = this.#items.every(({ turn }) => turn) ? '' : strings.needsText
    else if (waits) why = strings.waits
    else if (failed) why = strings.notThere(failed.name)
    this.#again = question && waits ? again : undefined
    this.#tell(why)
    return why !== ''
  }

  pending(): boolean {
    return this.#items.some(({ turn }) => !turn)
  }

  ids(): string[] {
    return this.#off ? [] : this.#items.filter(({ stage }) => stage === 'ready').map(({ id }) => id)
  }

  open(item: Item): void {
    this.#open(item).catch(() => this.#tell(strings.notOpened(item.name)))
  }

  retry(item: Item): void {
    Object.assign(item, { stage: 'waiting', problem: '', progress: 0 } as const)
    this.#chips.get(item)?.update()
    this.#chips.get(item)?.focus()
    void this.#uploads.run()
  }

  remove(item: Item): void {
    item.work.abort()
    this.#remove(item).catch(() => {
      item.stage = 'ready'
      this.#chips.get(item)?.update()
      this.#tell(strings.notRemoved(item.name))
    })
  }

  async imageOf(item: Item): Promise<Blob | undefined> {
    const { file, size } = item
    return file ?? (size && size <= MAX_PREVIEW ? this.#view(item) : undefined)
  }

  get #may(): boolean {
    return !this.#host.composer.input.disabled && !this.#off
  }

  #picked(): void {
    this.#add([...(this.#picker.files ?? [])])
    this.#picker.value = ''
    this.#focus()
  }

  #add(files: File[]): void {
    this.#tell(this.#uploads.add(files))
    this.#arrange()
    this.#waiting.scrollTop = this.#waiting.scrollHeight
    void this.#uploads.run()
  }

  #done(): void {
    const again = this.#again
    this.#again = undefined
    again?.()
  }

  #online(): void {
    for (const item of this.#items) if (item.problem === strings.lost) this.retry(item)
    this.sync()
  }

  #call({ id }: Item, path = '', method = 'GET'): Promise<Response> {
    const { client, conversation, signal } = this.#host
    return client.call(conversation.ref, `attachments/${id}${path}`, { method, signal })
  }

  /** The image, or the text that the server has read from a file. */
  async #view(item: Item): Promise<Blob> {
    return (await this.#call(item, '/view')).blob()
  }

  async #open(item: Item): Promise<void> {
    const { name, file, isImage } = item
    if (isImage) await showPicture(this.#host.box, file ?? (await this.#view(item)), name)
    else download(await this.#view(item), name.replace(/\.(pdf|xlsx)$/i, '$&.txt'))
  }

  async #remove(item: Item): Promise<void> {
    const { name, id } = item
    const gone = (error: unknown) => {
      if (!isRefusal(error) || error.status !== 404) throw error
    }
    item.stage = 'removing'
    if (id) await this.#call(item, '', 'DELETE').catch(gone)
    this.#drop(item)
    this.#host.say(strings.removed(name))
  }

  /** What else the server has of this conversation, from before this page. */
  async #load(): Promise<void> {
    const id = this.#conversation
    const before = this.#items.filter((item) => item.id)
    const isHere = () => id === this.#conversation
    this.#stale = false
    try {
      const rows = (await (await this.#host.client.call(this.#host.conversation.ref, 'attachments', { signal: this.#host.signal })).json()) as Record<string, unknown>[]
      if (isHere()) this.#merge(rows.map(itemOfRow), before)
    } catch (error) {
      // What was lost on the way is asked for again with the next change.
      this.#stale = isHere() && !isRefusal(error)
    }
  }

  #merge(rows: Item[], before: Item[]): void {
    const there = rows.map((row) => this.#items.find(({ id }) => id === row.id) ?? row)
    for (const item of before) if (!there.includes(item)) this.#forget(item)
    this.#items = [...there, ...this.#items.filter((item) => !there.includes(item) && !before.includes(item))]
    this.#arrange()
  }

  /** The server says that something is not as it is here. */
  #refused(turn: Turn | undefined): void {
    const code = turn?.problem?.code
    if (!turn?.attachments.length) return
    if (code === 'ATTACHMENT_UNKNOWN') this.#stale = true
    if (code !== 'ATTACHMENTS_OFF') return
    this.#off = true
    turn.attachments = []
  }

  #drop(item: Item): void {
    const list = this.#items.filter(({ turn }) => turn === item.turn)
    const at = list.indexOf(item)
    const next = list[at + 1] ?? list[at - 1]
    const hadFocus = this.#chips.get(item)?.root.contains(this.#host.shadow.activeElement)
    this.#forget(item)
    this.#items = this.#items.filter((other) => other !== item)
    this.#tell('')
    this.#arrange()
    if (!hadFocus) return
    if (next) this.#chips.get(next)?.focus()
    else this.#focus()
  }

  /** What is gone is not asked with any more. */
  #forget({ id }: Item): void {
    for (const turn of this.#host.conversation.turns) turn.attachments = turn.attachments.filter((other) => other !== id)
  }

  /** The conversation was left. */
  #abandon(): void {
    for (const { work } of this.#items) work.abort()
    this.#items = []
    this.#again = undefined
    this.#tell('')
  }

  /** On touch screens, the keyboard would cover what there is to see. */
  #focus(): void {
    if (matchMedia('(pointer: fine)').matches) this.#host.composer.focus()
    else this.#button.focus({ preventScroll: true })
  }

  #tell(text: string): void {
    if (text && text !== this.#note.textContent) this.#host.say(text)
    this.#note.textContent = text
    this.#says.hidden = !text
  }

  /** Shows each item where it belongs: below its question, or above the composer. */
  #arrange(): void {
    const { turns } = this.#host.conversation
    for (const item of this.#items) if (!item.turn || !turns.includes(item.turn)) item.turn = item.id ? turnOf(item, turns) : undefined
    for (const turn of turns) this.#showBelow(turn)
    this.#fill(this.#waiting, undefined)
    const { composer } = this.#host
    composer.input.placeholder = this.#waiting.hidden ? this.#placeholder : strings.ask
    // It may need another line.
    composer.resize()
  }

  #showBelow(turn: Turn): void {
    const view = this.#host.viewOf(turn)
    const list = this.#lists.get(turn) ?? listOfFiles()
    this.#lists.set(turn, list)
    this.#fill(list, turn)
    if (!list.hidden && list.parentNode !== view) view?.querySelector('.answer')?.before(list)
  }

  /** Moves only what is not in its place: what moves loses the focus. */
  #fill(list: HTMLElement, of: Turn | undefined): void {
    const chips = this.#items.filter(({ turn }) => turn === of).map((item) => this.#chipOf(item).root)
    for (const child of [...list.children]) if (!chips.includes(child as HTMLLIElement)) child.remove()
    chips.forEach((chip, at) => {
      if (list.children[at] !== chip) list.insertBefore(chip, list.children[at] ?? null)
    })
    list.hidden = !chips.length
  }

  #chipOf(item: Item): Chip {
    const chip = this.#chips.get(item) ?? new Chip(item, this)
    this.#chips.set(item, chip)
    return chip
  }
}

const listOfFiles = () => h('ul', { class: 'files', 'aria-label': strings.files })
