import type { RawAssistant } from './assistant-request'
import { Frame } from './frame'
import { KeyFacts, type KeyConfiguration } from './key-facts'
import type { Panel, PanelHost } from './panel-interface'
import { loadPanel } from './panel-loader'
import { isRefusal, reportRefusal, type Refusal } from './refusal'
import { rememberOpen, wasOpen } from './stored-open'

const PROPERTIES = ['apiKey', 'baseUrl', 'configuration', 'open'] as const
const DEFAULT_BASE = new URL('..', import.meta.url).href

/**
 * A chat with the assistant of an API key.
 *
 * @attr api-key - the key
 * @attr base-url - the server, when it is not the one this module came from
 * @attr open - whether the panel is open
 * @fires latchkey-ready - the opening button is shown
 * @fires latchkey-open - the panel was opened
 * @fires latchkey-close - the panel was closed
 * @fires latchkey-refused - the server refused the key; `detail.code` says why
 * @cssproperty --latchkey-z-index - stacking order of button and panel
 */
export class LatchkeyChatElement extends HTMLElement {
  static readonly observedAttributes = ['api-key', 'base-url', 'open']

  readonly #shadow = this.attachShadow({ mode: 'open' })
  readonly #facts = new KeyFacts()
  #life = new AbortController()
  #frame: Frame | undefined
  #panel: Panel | undefined
  #whenPanel: Promise<Panel> | undefined
  #expanded = false
  #byVisitor = false

  connectedCallback(): void {
    for (const property of PROPERTIES) this.#upgrade(property)
    if (this.#frame) this.#render()
    else this.#start()
  }

  disconnectedCallback(): void {
    // A move in the document disconnects and connects again within one task.
    queueMicrotask(() => {
      if (!this.isConnected) this.#stop()
    })
  }

  // With this, moveBefore() does not disconnect the element at all.
  connectedMoveCallback(): void {
    this.#render()
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (!this.#frame || before === after) return
    if (name !== 'open') {
      this.#stop()
      this.#facts.forget()
      this.#start()
    } else if (before === null || after === null) this.#openChanged()
  }

  get apiKey(): string {
    return this.getAttribute('api-key') ?? ''
  }

  set apiKey(value: string) {
    this.setAttribute('api-key', value)
  }

  get baseUrl(): string {
    return this.getAttribute('base-url')?.replace(/\/*$/, '/') ?? DEFAULT_BASE
  }

  set baseUrl(value: string) {
    this.setAttribute('base-url', value)
  }

  /** Options that win over those of the key, for example to preview them. */
  get configuration(): Record<string, unknown> | undefined {
    return this.#facts.override
  }

  set configuration(value: Record<string, unknown> | undefined) {
    this.#facts.override = value
    this.#render()
  }

  get open(): boolean {
    return this.hasAttribute('open')
  }

  set open(value: boolean) {
    this.toggleAttribute('open', value)
  }

  /** Opens the panel and moves the focus into it. */
  show(): void {
    this.#byVisitor = true
    this.open = true
    this.#byVisitor = false
  }

  hide(): void {
    this.open = false
  }

  toggle(): void {
    if (this.open) this.hide()
    else this.show()
  }

  /** Opens the panel and asks this question. */
  async ask(text: string): Promise<void> {
    this.show()
    const panel = await this.#load()
    panel.ask(text)
  }

  async newConversation(): Promise<void> {
    const panel = await this.#load()
    panel.newConversation()
  }

  /** Sets what the server would answer for this key, so that it is not asked before the panel is opened. */
  configure(known: KeyConfiguration): void {
    this.#facts.known = known
    this.#render()
  }

  /** A property set on the plain element, before this class was defined, hides the accessor. */
  #upgrade(property: (typeof PROPERTIES)[number]): void {
    if (!Object.hasOwn(this, property)) return
    const value: unknown = this[property]
    Reflect.deleteProperty(this, property)
    Reflect.set(this, property, value)
  }

  #start(): void {
    if (!this.apiKey) return
    this.#life = new AbortController()
    const { signal } = this.#life
    const frame = (this.#frame = new Frame(this.#shadow, () => this.#render()))
    const prefetch = () => void loadPanel().catch(() => undefined)
    for (const intent of ['pointerenter', 'focus', 'touchstart']) {
      frame.button.addEventListener(intent, prefetch, { signal, passive: true, once: true })
    }
    frame.button.addEventListener('click', () => this.toggle(), { signal })
    frame.root.addEventListener('keydown', (event) => this.#closeOnEscape(event), { signal })
    this.#render()
    // The embed script is about to configure elements that its definition has just brought to life.
    queueMicrotask(() => void this.#fetchLooks(signal))
  }

  #stop(): void {
    this.#life.abort()
    this.#panel?.destroy()
    this.#frame?.destroy()
    this.#shadow.replaceChildren()
    this.#panel = this.#whenPanel = this.#frame = undefined
    this.#expanded = false
  }

  /** The author placed a bare element: how it looks, and whether it may show, is the server's to say. */
  async #fetchLooks(signal: AbortSignal): Promise<void> {
    if (this.#facts.sufficient || !this.#frame) return
    try {
      await this.#assistant()
    } catch (error) {
      if (signal.aborted) return
      if (isRefusal(error)) this.#refused(error)
      else window.addEventListener('online', () => void this.#fetchLooks(signal), { signal, once: true })
    }
  }

  async #assistant(): Promise<RawAssistant> {
    const { signal } = this.#life
    const assistant = await this.#facts.load(this.baseUrl, this.apiKey, signal)
    if (!signal.aborted) this.#render()
    return assistant
  }

  #refused(refusal: Refusal): void {
    reportRefusal(refusal)
    this.#emit('latchkey-refused', { code: refusal.code })
  }

  /** Placed by the author in a container that the chat shall fill. */
  get #inline(): boolean {
    return this.#facts.configuration.forceFullMode && this.parentNode !== document.body
  }

  #render(): void {
    const frame = this.#frame
    if (!frame || !this.#facts.sufficient) return
    frame.apply({
      configuration: this.#facts.configuration,
      name: this.#facts.assistant.name,
      open: this.open,
      expanded: this.#expanded,
      inline: this.#inline,
    })
    this.#panel?.update()
    if (frame.root.isConnected) return
    this.#shadow.append(frame.root)
    this.#emit('latchkey-ready')
    const returns = wasOpen(this.apiKey) && (!frame.layout.full || !isArrival())
    if (this.open) this.#openChanged()
    else this.open = this.#inline || returns
  }

  #openChanged(): void {
    const frame = this.#frame
    if (!frame?.root.isConnected) return
    const { open } = this
    const focus = this.#byVisitor
    const hadFocus = frame.box.contains(this.#shadow.activeElement)
    this.#render()
    if (focus || !open) rememberOpen(this.apiKey, open)
    if (open) {
      if (focus) frame.box.focus({ preventScroll: true })
      void this.#openPanel(focus)
    } else {
      this.#panel?.closed()
      if (hadFocus) frame.button.focus({ preventScroll: true })
    }
    this.#emit(open ? 'latchkey-open' : 'latchkey-close')
  }

  async #openPanel(focus: boolean): Promise<void> {
    const { signal } = this.#life
    try {
      const panel = this.#panel ?? (await this.#load())
      if (this.open) panel.opened(focus && this.#shadow.activeElement === this.#frame?.box)
    } catch {
      if (!signal.aborted) this.#frame?.showLoadFailure(() => void this.#openPanel(true))
    }
  }

  #load(): Promise<Panel> {
    this.#whenPanel ??= this.#mount().catch((error: unknown) => {
      this.#whenPanel = undefined
      throw error
    })
    return this.#whenPanel
  }

  async #mount(): Promise<Panel> {
    const { signal } = this.#life
    const module = await loadPanel()
    signal.throwIfAborted()
    if (!this.#frame) throw new Error('The element is not on a page.')
    return (this.#panel = module.mountPanel(this.#host(this.#frame)))
  }

  #host(frame: Frame): PanelHost {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the getters below have their own `this`
    const element = this
    return {
      element,
      shadow: this.#shadow,
      box: frame.box,
      baseUrl: this.baseUrl,
      apiKey: this.apiKey,
      get configuration() {
        return element.#facts.configuration
      },
      get assistant() {
        return element.#facts.assistant
      },
      get layout() {
        return frame.layout
      },
      loadAssistant: () => this.#assistant(),
      close: () => this.hide(),
      setExpanded: (expanded) => {
        this.#expanded = expanded
        this.#render()
      },
      emit: (type, detail) => this.#emit(type, detail),
    }
  }

  #closeOnEscape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented || !this.open) return
    if (!this.#frame?.layout.closable || this.#inline) return
    event.stopPropagation()
    this.hide()
  }

  #emit(type: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }))
  }
}

/** Came here by a link. A chat that covers the whole page stays open over a reload only. */
function isArrival(): boolean {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  return entry?.type === 'navigate'
}
