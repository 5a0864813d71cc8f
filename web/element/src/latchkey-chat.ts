import { isArrival } from './arrival'
import type { RawAssistant } from './assistant-request'
import type { EngagementModule } from './engagement-interface'
import { Frame } from './frame'
import { HOME } from './home'
import { KeyFacts, type KeyConfiguration } from './key-facts'
import { languageOf } from './language'
import { Late, loaderOf } from './late'
import type { PanelHost, PanelModule } from './panel-interface'
import { isRefusal, reportRefusal } from './refusal'
import { storedFlag } from './stored-flag'
import { upgrade } from './upgrade'

const PROPERTIES = ['apiKey', 'baseUrl', 'configuration', 'open'] as const

const storedOpen = (apiKey: string) => storedFlag('sessionStorage', 'open', apiKey)
const loadPanel = loaderOf<PanelModule>(PANEL_FILE)
const loadEngagement = loaderOf<EngagementModule>(ENGAGEMENT_FILE)

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
  readonly #panel = new Late(() => loadPanel(languageOf(this)), (module) => module.mountPanel(this.#host()))
  readonly #engagement = new Late(() => loadEngagement(languageOf(this)), (module) => module.mountEngagement(this.#host()))
  #expanded = false
  /** Whether it was open when it began to fill its container. */
  #openBefore = false
  #byVisitor = false

  connectedCallback(): void {
    for (const property of PROPERTIES) upgrade(this, property)
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
    return this.getAttribute('base-url')?.replace(/\/*$/, '/') ?? HOME
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
    const panel = await this.#panel.get(this.#life.signal)
    panel.ask(text)
  }

  async newConversation(): Promise<void> {
    const panel = await this.#panel.get(this.#life.signal)
    panel.newConversation()
  }

  /** Plays the entry sound. Returns whether it was heard: browsers and visitors may keep it silent. */
  async playEntrySound(): Promise<boolean> {
    try {
      return await (await this.#engagement.get(this.#life.signal)).playSound()
    } catch {
      return false
    }
  }

  /** Sets what the server would answer for this key, so that it is not asked before the panel is opened. */
  configure(known: KeyConfiguration): void {
    this.#facts.known = known
    this.#render()
  }

  #start(): void {
    if (!this.apiKey || !this.baseUrl) return
    this.#life = new AbortController()
    const { signal } = this.#life
    const frame = (this.#frame = new Frame(this.#shadow, () => this.#render()))
    const prefetch = () => void loadPanel(languageOf(this)).catch(() => undefined)
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
    this.#panel.drop()
    this.#engagement.drop()
    this.#frame?.destroy()
    this.#shadow.replaceChildren()
    this.#frame = undefined
    this.#expanded = this.#openBefore = false
  }

  /** The author placed a bare element: how it looks, and whether it may show, is the server's to say. */
  async #fetchLooks(signal: AbortSignal): Promise<void> {
    if (this.#facts.sufficient || !this.#frame) return
    try {
      await this.#assistant()
    } catch (error) {
      if (signal.aborted) return
      if (isRefusal(error)) {
        reportRefusal(error)
        this.#emit('latchkey-refused', { code: error.code })
      } else window.addEventListener('online', () => void this.#fetchLooks(signal), { signal, once: true })
    }
  }

  async #assistant(): Promise<RawAssistant> {
    const { signal } = this.#life
    const assistant = await this.#facts.load(this.baseUrl, this.apiKey, signal)
    if (!signal.aborted) this.#render()
    return assistant
  }

  /** Placed by the author in a container that the chat shall fill. */
  get #inline(): boolean {
    return this.#facts.configuration.forceFullMode && this.parentNode !== document.body
  }

  #render(): void {
    const frame = this.#frame
    if (!frame || !this.#facts.sufficient) return
    const { configuration, assistant } = this.#facts
    const { open } = this
    const inline = this.#inline
    const wasInline = frame.root.classList.contains('inline')
    frame.apply({ configuration, name: assistant.name, open, expanded: this.#expanded, inline })
    this.#panel.part?.update()
    this.#engagement.part?.update()
    if (!frame.root.isConnected) this.#appear(frame)
    else if (inline !== wasInline) {
      this.open = inline || this.#openBefore
      this.#openBefore = open
    }
    if (configuration.chatEngagementPrompts.length || configuration.engagementSound) {
      this.#engagement.get(this.#life.signal).catch(() => undefined)
    }
  }

  #appear(frame: Frame): void {
    this.#shadow.append(frame.root)
    this.#emit('latchkey-ready')
    // A chat that covers the whole page stays open over a reload only.
    const returns = storedOpen(this.apiKey).get() && (!frame.layout.full || !isArrival())
    if (this.open) this.#openChanged()
    else this.open = this.#inline || returns
  }

  #openChanged(): void {
    const frame = this.#frame
    if (!frame?.root.isConnected) return
    const { open } = this
    const focus = this.#byVisitor
    const hadFocus = frame.box.contains(this.#shadow.activeElement)
    if (focus || !open) storedOpen(this.apiKey).set(open)
    this.#render()
    if (open) {
      if (focus) frame.box.focus({ preventScroll: true })
      void this.#openPanel(focus)
    } else {
      this.#panel.part?.closed()
      if (hadFocus) frame.button.focus({ preventScroll: true })
    }
    this.#emit(open ? 'latchkey-open' : 'latchkey-close')
  }

  async #openPanel(focus: boolean): Promise<void> {
    const { signal } = this.#life
    try {
      const panel = await this.#panel.get(signal)
      if (this.open) panel.opened(focus && this.#shadow.activeElement === this.#frame?.box)
    } catch {
      if (!signal.aborted) this.#frame?.showLoadFailure(() => void this.#openPanel(true))
    }
  }

  #host(): PanelHost {
    const frame = this.#frame
    if (!frame) throw new Error('The element is not on a page.')
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the getters below have their own `this`
    const element = this
    return {
      element,
      shadow: this.#shadow,
      box: frame.box,
      button: frame.button,
      get configuration() {
        return element.#facts.configuration
      },
      get options() {
        return element.#facts.options
      },
      get assistant() {
        return element.#facts.assistant
      },
      get layout() {
        return frame.layout
      },
      loadAssistant: () => this.#assistant(),
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
