import { readAssistant, type Assistant } from './assistant'
import { Announcer } from './announcer'
import { assistantIdOf } from './assistant-request'
import { ChatClient } from './client'
import { Composer } from './composer'
import { waitForConnection } from './connection'
import { readConfiguration, type Configuration } from './configuration'
import { Conversation } from './conversation'
import { BrowserStore } from './conversation-store'
import { sheetOf } from './dom'
import { keepFocusInside } from './focus'
import { Footer } from './footer'
import { Header } from './header'
import { loadAssistant } from './load-assistant'
import { Messages } from './messages'
import { Mute } from './mute'
import { Notices } from './notices'
import { followLanguage } from './page-language'
import { palette } from './palette'
import css from './panel.css'
import { hostOf } from './panel-host'
import type { HostParts, Panel, PanelHost } from './panel-interface'
import { panelStrings as strings } from './strings'
import { isRunning, problemOfError, type Problem, type Turn } from './turn'
import { followViewport } from './viewport'

const sheet = sheetOf(css)

/** How many messages before the limit the visitor is told. */
const LIMIT_NEAR = 3

export function mountPanel(parts: HostParts): Panel {
  return new ChatPanel(hostOf(parts))
}

class ChatPanel implements Panel {
  readonly #host: PanelHost
  readonly #life = new AbortController()
  readonly #header: Header
  readonly #messages: Messages
  readonly #notices = new Notices()
  readonly #composer: Composer
  readonly #footer = new Footer()
  readonly #conversation: Conversation
  readonly #announcer: Announcer
  readonly #fitViewport: () => void
  readonly #mute: Mute
  #assistant: Assistant | undefined
  #opened = false
  #loading = false
  #failure: Problem | undefined
  #asking = false
  #announced: Turn | undefined
  #color = ''
  /** Asked before the saved conversation was there. */
  #queued = ''

  constructor(host: PanelHost) {
    const { signal } = this.#life
    const { element } = host
    const { apiKey, baseUrl } = element
    this.#host = host
    this.#header = new Header(
      {
        mute: (muted) => this.#mute.set(muted),
        newConversation: () => this.newConversation(),
        expand: (expanded) => host.setExpanded(expanded),
        close: () => host.close(),
      },
      signal,
    )
    this.#mute = new Mute(host, () => this.#changed())
    this.#messages = new Messages({ retry: (turn) => this.#retry(turn), start: (question) => this.ask(question) }, signal)
    this.#composer = new Composer({ send: (text) => this.ask(text), stop: () => this.#conversation.stop() }, signal)
    this.#conversation = new Conversation({
      api: new ChatClient(baseUrl, apiKey, assistantIdOf(apiKey)),
      store: new BrowserStore(apiKey),
      wait: waitForConnection,
      changed: (turn) => (turn ? this.#turnChanged(turn) : this.#changed()),
    })
    this.#announcer = new Announcer(element)
    this.#fitViewport = followViewport(host.box, () => host.layout.full, signal)
    this.#build(signal)
  }

  opened(focus: boolean): void {
    this.#opened = true
    this.#host.setUnread(0)
    if (!this.#assistant && !this.#loading) void this.#load()
    this.#fitViewport()
    this.#composer.resize()
    this.#messages.toEnd()
    // On touch screens the keyboard would cover what there is to read.
    if (focus && matchMedia('(pointer: fine)').matches) this.#composer.focus()
  }

  closed(): void {
    this.#opened = false
  }

  update(): void {
    this.#fitViewport()
    this.#changed()
  }

  ask(text: string): void {
    const question = text.trim()
    const { phase } = this.#conversation
    if (phase === 'restoring') this.#queued = question
    if (!question || phase !== 'idle' || this.#blocked) return
    this.#conversation.ask(question)
    this.#begun()
  }

  newConversation(): void {
    const { phase } = this.#conversation
    if (phase === 'answering' && !this.#asking) {
      this.#asking = true
      this.#notices.ask(
        () => this.#reset(),
        () => this.#keep(),
      )
    } else this.#reset()
  }

  destroy(): void {
    this.#life.abort()
    this.#conversation.destroy()
    this.#announcer.destroy()
  }

  #build(signal: AbortSignal): void {
    const { box, shadow } = this.#host
    if (!shadow.adoptedStyleSheets.includes(sheet)) shadow.adoptedStyleSheets.push(sheet)
    box.replaceChildren(this.#header.root, this.#messages.root, this.#notices.root, this.#composer.root, this.#footer.root)
    box.setAttribute('aria-labelledby', this.#header.title.id)
    box.removeAttribute('aria-label')
    box.addEventListener('keydown', (event) => this.#key(event), { signal })
    for (const change of ['online', 'offline']) window.addEventListener(change, () => this.#changed(), { signal })
    followLanguage(() => this.#host.render(), signal)
    this.#composer.follow(box, signal)
    this.#changed()
  }

  async #load(): Promise<void> {
    this.#loading = true
    this.#failure = undefined
    this.#changed()
    // What the button knows already: a history can be here before the assistant is.
    this.#messages.configure({ name: this.#host.assistant.name || strings.assistant })
    const answer = loadAssistant(this.#host, this.#life.signal)
    void this.#conversation.restore(answer).catch(() => undefined)
    try {
      this.#assistant = readAssistant(await answer)
      if (this.#life.signal.aborted) return
      const { name, welcomeMessage, starters, showSources } = this.#assistant
      this.#messages.configure({ name: name || strings.assistant, showSources })
      this.#messages.greet({ message: welcomeMessage, starters })
    } catch (error) {
      if (this.#life.signal.aborted) return
      this.#failure = problemOfError(error)
      if (this.#failure.code) {
        console.warn(`[latchkey] ${this.#failure.code}: ${this.#failure.text}`)
        this.#host.emit('latchkey-refused', { code: this.#failure.code })
      }
    }
    this.#loading = false
    this.#changed()
  }

  /** What keeps the visitor from asking anything more. */
  get #blocked(): Problem | undefined {
    const { block, phase } = this.#conversation
    const used = this.#left === 0 && phase === 'idle'
    return block ?? (used ? { kind: 'limit', text: '', code: '' } : undefined)
  }

  get #left(): number {
    const limit = this.#configuration.maxMessagePerConversation
    const counted = this.#conversation.turns.filter((turn) => turn.status !== 'failed').length
    return limit ? Math.max(0, limit - counted) : Infinity
  }

  get #configuration(): Configuration {
    return readConfiguration(this.#host.options)
  }

  get #limitText(): string {
    return this.#configuration.tooManyMessageErrorText || strings.limit
  }

  #changed(): void {
    const configuration = this.#configuration
    const { layout } = this.#host
    const { phase, turns } = this.#conversation
    const { name, imageUuid } = this.#assistant ?? this.#host.assistant
    this.#paint(configuration.headerColor)
    const picture = imageUuid && `${this.#host.element.baseUrl}local/files/public/assistants/prod/${assistantIdOf(this.#host.element.apiKey)}/${imageUuid}-M.jpg`
    const mayStartNew = configuration.showNewConversationButton && turns.length > 0
    this.#header.update({ name, picture, layout, mayStartNew, muted: configuration.engagementSound ? this.#mute.on : undefined })
    this.#messages.configure({ limitText: this.#limitText })
    this.#messages.sync(turns)
    this.#messages.root.classList.toggle('loading', this.#loading || phase === 'restoring')
    this.#footer.update(configuration)
    if (phase !== 'answering') this.#asking = false
    if (phase === 'idle' && this.#queued) this.#askQueued()
    if (!this.#asking) this.#notice()
    const disabled = Boolean(this.#failure ?? this.#blocked)
    // A field that is switched off would take the focus out of the chat.
    if (disabled && this.#host.shadow.activeElement === this.#composer.input) this.#host.box.focus({ preventScroll: true })
    this.#composer.update({
      name: name || strings.assistant,
      answering: phase === 'answering' || phase === 'stopping',
      mayStop: phase === 'answering',
      disabled,
    })
  }

  #paint(color: string): void {
    if (color === this.#color) return
    this.#color = color
    for (const [property, value] of Object.entries(palette(color))) this.#host.box.style.setProperty(property, value)
  }

  #notice(): void {
    const { turns, lost, phase } = this.#conversation
    const blocked = this.#blocked
    const startOver = this.#configuration.showNewConversationButton ? [{ text: strings.startOver, act: () => this.#reset() }] : []
    if (this.#failure?.kind === 'network') {
      this.#notices.show('failure', strings.loadFailed, [{ text: strings.retry, act: () => void this.#load() }])
    } else if (this.#failure) this.#notices.show('limit', strings.unavailable)
    else if (blocked) {
      // The words are in the conversation already if the server refused a message.
      const said = turns.some((turn) => turn.problem?.kind === blocked.kind)
      this.#notices.show(said ? 'quiet' : 'limit', said ? '' : this.#limitText, startOver)
    } else if (!navigator.onLine) this.#notices.show('offline', strings.offline)
    else if (lost && phase !== 'stopping') this.#notices.show('offline', strings.reconnecting)
    else if (this.#left <= LIMIT_NEAR) this.#notices.show('quiet', strings.messagesLeft(this.#left))
    else this.#notices.show('')
  }

  #turnChanged(turn: Turn): void {
    this.#messages.update(turn)
    if (isRunning(turn)) this.#announced = undefined
    else if (this.#conversation.phase !== 'restoring' && turn === this.#conversation.turns.at(-1) && turn !== this.#announced) {
      this.#announced = turn
      const last = this.#left === 0 && !turn.problem ? this.#limitText : ''
      if (this.#opened) this.#announcer.say(`${this.#messages.spokenBy(turn)} ${last}`.trim())
    }
  }

  #begun(): void {
    const turn = this.#conversation.turns.at(-1)
    this.#messages.readFrom(turn)
    this.#announcer.say(strings.thinking(this.#assistant?.name ?? strings.assistant))
  }

  #askQueued(): void {
    const question = this.#queued
    this.#queued = ''
    // The conversation is in the middle of telling of its change.
    queueMicrotask(() => this.ask(question))
  }

  #retry(turn: Turn): void {
    this.#conversation.retry(turn)
    this.#begun()
    this.#focusComposer()
  }

  #keep(): void {
    this.#asking = false
    this.#changed()
    this.#focusComposer()
  }

  #reset(): void {
    this.#asking = false
    this.#conversation.reset()
    this.#changed()
    this.#focusComposer()
  }

  /** What had the focus is gone. */
  #focusComposer(): void {
    if (matchMedia('(pointer: fine)').matches) this.#composer.focus()
    else this.#host.box.focus({ preventScroll: true })
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Escape' && this.#asking) {
      event.preventDefault()
      event.stopPropagation()
      this.#keep()
    } else if (this.#host.layout.full) keepFocusInside(event, this.#host.box, this.#host.shadow.activeElement)
  }
}
