import { acceptOf, failureOf, listOf, objection } from './attach-check'
import { Chip, type ChipActions } from './attach-chip'
import { AttachmentClient } from './attach-client'
import { takeFiles } from './attach-drop'
import type { Attachments, AttachmentsHost } from './attach-interface'
import { arrived, itemOfFile, itemOfRow, turnOf, type Item } from './attach-item'
import { download, showPicture, toolOf } from './attach-picture'
import { fill, listOfFiles, Tray } from './attach-tray'
import css from './attach.css'
import { h, sheetOf } from './dom'
import { CLIP } from './icons'
import { attachmentStrings as strings } from './strings'
import { isRefusal } from './refusal'
import type { Turn } from './turn'

const sheet = sheetOf(css)

/** The largest image that is fetched only to be shown small. */
const MAX_PREVIEW = 1 << 20

export function mountAttachments(host: AttachmentsHost): Attachments {
  return new ChatAttachments(host)
}

class ChatAttachments implements Attachments, ChipActions {
  readonly language: string | undefined
  readonly #host: AttachmentsHost
  readonly #client: AttachmentClient
  readonly #tray = new Tray()
  readonly #picker: HTMLInputElement
  readonly #button = toolOf(CLIP, strings.attach, () => this.#pick())
  readonly #lists = new Map<Turn, HTMLElement>()
  readonly #chips = new Map<Item, Chip>()
  #items: Item[] = []
  readonly #placeholder: string
  #uploading = false
  /** Asks what was held back. */
  #again: (() => void) | undefined
  #conversation = ''
  /** What the server has of this conversation is not known. */
  #stale = false
  #refused: Turn | undefined
  #off = false

  constructor(host: AttachmentsHost) {
    const { shadow, composer, box, signal } = host
    this.#host = host
    this.language = host.language
    this.#placeholder = composer.input.placeholder
    this.#client = new AttachmentClient(host.url, host.apiKey)
    this.#picker = h('input', { type: 'file', multiple: '', hidden: '', accept: acceptOf(host.limits.extensions) })
    if (!shadow.adoptedStyleSheets.includes(sheet)) shadow.adoptedStyleSheets.push(sheet)
    this.#button.classList.add('attach')
    composer.root.prepend(this.#tray.root, this.#picker)
    composer.input.after(this.#button)
    composer.root.classList.add('attaches')
    composer.resize()
    this.#picker.addEventListener('change', () => this.#picked(), { signal })
    takeFiles({ box, input: composer.input, signal, mayDrop: () => this.#may, take: (files) => this.#add(files) })
    window.addEventListener('online', () => this.#online(), { signal })
    signal.addEventListener('abort', () => this.#abandon())
    const { ref } = host.conversation
    this.#conversation = ref?.id ?? ''
    this.#stale = Boolean(ref)
    this.sync()
  }

  sync(): void {
    const { ref, phase, turns } = this.#host.conversation
    if (ref && ref.id !== this.#conversation) {
      if (this.#conversation) this.reset()
      this.#conversation = ref.id
      this.#stale = phase === 'restoring'
    }
    const last = turns.at(-1)
    if (last?.problem && last !== this.#refused) this.#refusedWith(last, last.problem.code)
    if (this.#stale && phase !== 'restoring') void this.#load()
    this.#button.setAttribute('aria-disabled', String(!this.#may))
    this.#arrange()
  }

  holds(question: string, again: () => void): boolean {
    const waits = this.#items.some(({ stage }) => stage === 'waiting' || stage === 'uploading')
    const failed = this.#items.find(({ stage }) => stage === 'failed')
    const given = this.#items.some((item) => !item.turn)
    this.#again = waits && question ? again : undefined
    let why = ''
    if (!question && given) why = strings.needsText
    else if (waits && question) why = strings.waits
    else if (failed) why = strings.notThere(failed.name)
    this.#tell(why)
    return Boolean(why)
  }

  ids(): string[] {
    return this.#off ? [] : this.#items.filter(({ stage }) => stage === 'ready').map(({ id }) => id)
  }

  reset(): void {
    this.#abandon()
    this.#items = []
    this.#conversation = ''
    this.#stale = false
    this.#again = undefined
    this.#tell('')
    this.#arrange()
  }

  async open(item: Item): Promise<void> {
    const { ref } = this.#host.conversation
    const { name, id, isImage, work } = item
    if (!ref) return
    try {
      const content = (isImage && item.file) || (await this.#client.view(ref, id, work.signal))
      if (isImage) await showPicture(this.#host.box, content, name)
      // Of these, the server gives the text that it has read.
      else download(content, /\.(pdf|xlsx)$/i.test(name) ? `${name}.txt` : name)
    } catch {
      if (!work.signal.aborted) this.#tell(strings.notOpened(name))
    }
  }

  retry(item: Item): void {
    Object.assign(item, { stage: 'waiting', problem: '', progress: 0 } as const)
    this.#changed(item)
    this.#chips.get(item)?.focus()
    void this.#upload()
  }

  async remove(item: Item): Promise<void> {
    const { ref } = this.#host.conversation
    item.work.abort()
    if (ref && item.id) {
      item.work = new AbortController()
      item.stage = 'removing'
      this.#changed(item)
      try {
        await this.#client.remove(ref, item.id, item.work.signal)
      } catch {
        if (!item.work.signal.aborted) this.#notRemoved(item)
        return
      }
    }
    this.#drop(item)
    this.#host.say(strings.removed(item.name))
  }

  async imageOf({ file, id, size, work }: Item): Promise<Blob | undefined> {
    const { ref } = this.#host.conversation
    if (file || !ref || !size || size > MAX_PREVIEW) return file
    return this.#client.view(ref, id, work.signal)
  }

  get #may(): boolean {
    return !this.#host.composer.input.disabled && !this.#off
  }

  #pick(): void {
    if (this.#may) this.#picker.click()
  }

  #picked(): void {
    this.#add([...(this.#picker.files ?? [])])
    this.#picker.value = ''
    this.#focus()
  }

  #add(files: File[]): void {
    const { limits } = this.#host
    const problems = files.map((file) => objection(file, limits, this.language)).filter(Boolean)
    const fit = files.filter((file) => !objection(file, limits, this.language))
    const room = Math.max(0, limits.count - this.#items.length)
    if (fit.length > room) problems.push(strings.tooMany(limits.count))
    this.#items.push(...fit.slice(0, room).map(itemOfFile))
    this.#tell(problems.join(' '))
    this.#arrange()
    void this.#upload()
  }

  /** One at a time: the server takes few at once from a visitor, and keeps the order of their arrival. */
  async #upload(): Promise<void> {
    if (this.#uploading) return
    this.#uploading = true
    const done: Item[] = []
    for (;;) {
      const item = this.#items.find(({ stage }) => stage === 'waiting')
      if (!item) break
      if (await this.#send(item)) done.push(item)
    }
    this.#uploading = false
    this.#settled(done.filter((item) => this.#items.includes(item)))
  }

  async #send(item: Item): Promise<boolean> {
    const { signal } = (item.work = new AbortController())
    item.stage = 'uploading'
    this.#changed(item)
    try {
      const ref = await this.#host.conversation.open(signal)
      const row = await this.#client.upload(ref, item.file as File, signal, (part) => {
        item.progress = part
        this.#changed(item)
      })
      arrived(item, row)
    } catch (error) {
      if (signal.aborted) return false
      Object.assign(item, { stage: 'failed' }, failureOf(error, item.name, this.#host.limits, this.language))
      this.#host.say(`${item.name}: ${item.problem}`)
    }
    this.#changed(item)
    return item.stage === 'ready'
  }

  #settled(done: Item[]): void {
    const again = this.#again
    this.#again = undefined
    if (done.length) this.#host.say(strings.attached(listOf(done.map(({ name }) => name), this.language)))
    if (again) again()
  }

  #online(): void {
    for (const item of this.#items) if (item.problem === strings.lost && item.stage === 'failed') this.retry(item)
    this.sync()
  }

  /** What else the server has of this conversation, from before this page. */
  async #load(): Promise<void> {
    const { ref } = this.#host.conversation
    this.#stale = false
    if (!ref) return
    const before = this.#items.filter(({ id }) => id)
    try {
      const rows = await this.#client.list(ref, this.#host.signal)
      if (ref.id === this.#conversation) this.#merge(rows.map(itemOfRow), before)
    } catch (error) {
      // What was lost on the way is asked for again with the next change.
      this.#stale = ref.id === this.#conversation && !isRefusal(error)
    }
  }

  #merge(rows: Item[], before: Item[]): void {
    const there = rows.map((row) => this.#items.find(({ id }) => id === row.id) ?? row)
    for (const item of before) if (!there.includes(item)) this.#forget(item)
    this.#items = [...there, ...this.#items.filter((item) => !there.includes(item) && !before.includes(item))]
    this.#arrange()
  }

  /** The server says that something is not as it is here. */
  #refusedWith(turn: Turn, code: string): void {
    this.#refused = turn
    if (code === 'ATTACHMENT_UNKNOWN') this.#stale = true
    if (code !== 'ATTACHMENTS_OFF') return
    this.#off = true
    turn.attachments = []
  }

  #notRemoved(item: Item): void {
    item.stage = 'ready'
    this.#changed(item)
    this.#tell(strings.notRemoved(item.name))
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

  /** On touch screens, the keyboard would cover what there is to see. */
  #focus(): void {
    if (matchMedia('(pointer: fine)').matches) this.#host.composer.focus()
    else this.#button.focus({ preventScroll: true })
  }

  /** What is gone is not asked with any more. */
  #forget({ id }: Item): void {
    for (const turn of this.#host.conversation.turns) turn.attachments = turn.attachments.filter((other) => other !== id)
  }

  #abandon(): void {
    for (const { work } of this.#items) work.abort()
  }

  #changed(item: Item): void {
    this.#chips.get(item)?.update()
  }

  #tell(text: string): void {
    if (this.#tray.tell(text)) this.#host.say(text)
  }

  /** Shows each item where it belongs: below its question, or above the composer. */
  #arrange(): void {
    const { turns } = this.#host.conversation
    for (const item of this.#items) {
      if (item.stage === 'ready' && !(item.turn && turns.includes(item.turn))) item.turn = turnOf(item, turns)
      if (!this.#chips.has(item)) this.#chips.set(item, new Chip(item, this))
    }
    for (const [item] of this.#chips) if (!this.#items.includes(item)) this.#chips.delete(item)
    this.#tray.show(this.#chipsOf(undefined))
    for (const [turn] of this.#lists) if (!turns.includes(turn)) this.#lists.delete(turn)
    for (const turn of turns) this.#showBelow(turn, this.#chipsOf(turn))
    const isAsked = this.#items.every(({ turn }) => turn)
    this.#host.composer.input.placeholder = isAsked ? this.#placeholder : strings.ask
  }

  #showBelow(turn: Turn, chips: HTMLElement[]): void {
    const known = this.#lists.get(turn)
    const view = this.#host.viewOf(turn)
    if (!view || (!known && !chips.length)) return
    const list = known ?? listOfFiles('files', strings.files)
    this.#lists.set(turn, list)
    fill(list, chips)
    list.hidden = !chips.length
    if (list.parentNode !== view) view.lastElementChild?.before(list)
  }

  #chipsOf(turn: Turn | undefined): HTMLElement[] {
    return this.#items.filter((item) => item.turn === turn).flatMap((item) => this.#chips.get(item)?.root ?? [])
  }
}
