import { assistantIdOf } from './assistant-request'
import { ChatClient } from './client'
import { Composer } from './composer'
import { waitForConnection } from './connection'
import { readConfiguration, type Configuration } from './configuration'
import { Conversation } from './conversation'
import { ConversationList } from './conversation-list'
import { BrowserStore } from './conversation-store'
import { sheetOf } from './dom'
import { keepFocusInside } from './focus'
import { Footer } from './footer'
import { Header } from './header'
import { Messages } from './messages'
import { Mute } from './mute'
import { Notices } from './notices'
import { palette } from './palette'
import { Speaker } from './panel-announce'
import { AssistantLoader } from './panel-assistant'
import { Attaching } from './panel-attachments'
import css from './panel.css'
import type { Panel, PanelHost } from './panel-interface'
import { Allowance, noticeOf } from './panel-notices'
import { panelStrings as strings } from './strings'
import type { Turn } from './turn'
import { followViewport } from './viewport'

const sheet = sheetOf(css)

export function mountPanel(host: PanelHost): Panel {
  return new ChatPanel(host)
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
  readonly #allowance: Allowance
  readonly #speaker: Speaker
  readonly #fitViewport: () => void
  readonly #list: ConversationList
  readonly #mute: Mute
  readonly #assistant: AssistantLoader
  readonly #attaching: Attaching
  #opened = false
  #asking = false
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
        close: () => element.hide(),
      },
      signal,
    )
    this.#assistant = new AssistantLoader(host, () => this.#changed())
    this.#mute = new Mute(host, () => this.#changed())
    this.#messages = new Messages({ retry: (turn) => this.#retry(turn), start: (question) => this.ask(question) }, signal)
    this.#composer = new Composer({ send: (text) => this.ask(text), stop: () => this.#stop() }, signal)
    this.#list = new ConversationList(apiKey)
    const client = new ChatClient(baseUrl, apiKey, assistantIdOf(apiKey))
    this.#conversation = new Conversation({
      api: client,
      store: new BrowserStore(apiKey),
      list: this.#list,
      context: () => host.context,
      wait: waitForConnection,
      changed: (turn) => (turn ? this.#turnChanged(turn) : this.#changed()),
    })
    this.#allowance = new Allowance(this.#conversation, () => this.#configuration)
    this.#speaker = new Speaker(element, {
      opened: () => this.#opened,
      spoken: (turn) => this.#messages.spokenBy(turn),
      limitText: () => (this.#allowance.left === 0 ? this.#allowance.limitText : ''),
    })
    this.#attaching = new Attaching({
      ...{ signal, client, shadow: host.shadow, box: host.box, language: host.language, composer: this.#composer, conversation: this.#conversation },
      viewOf: (turn) => this.#messages.viewOf(turn),
      say: (text) => this.#speaker.say(text),
    })
    this.#fitViewport = followViewport(host.box, () => host.layout.full, signal)
    this.#build(signal)
  }

  opened(focus: boolean): void {
    this.#opened = true
    if (!this.#assistant.assistant && !this.#assistant.loading) void this.#load()
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
    if (!question || phase !== 'idle' || this.#allowance.blocked) return
    if (this.#attaching.holds(question, () => this.ask(text))) return
    this.#conversation.ask(question, this.#attaching.ids)
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
    this.#speaker.destroy()
  }

  #build(signal: AbortSignal): void {
    const { box, shadow } = this.#host
    if (!shadow.adoptedStyleSheets.includes(sheet)) shadow.adoptedStyleSheets.push(sheet)
    box.replaceChildren(this.#header.root, this.#messages.root, this.#notices.root, this.#composer.root, this.#footer.root)
    box.setAttribute('aria-labelledby', this.#header.title.id)
    box.removeAttribute('aria-label')
    box.addEventListener('keydown', (event) => this.#key(event), { signal })
    const again = () => this.#changed()
    window.addEventListener('online', again, { signal })
    window.addEventListener('offline', again, { signal })
    this.#composer.follow(box, signal)
    this.#changed()
  }

  async #load(): Promise<void> {
    const name = (known: string) => this.#messages.configure({ name: known || strings.assistant })
    await this.#assistant.load(
      this.#life.signal,
      (answer) => {
        // What the button knows already: a history can be here before the assistant is.
        name(this.#assistant.name)
        void this.#conversation.restore(answer).catch(() => undefined)
      },
      (assistant) => {
        name(assistant.name)
        this.#messages.configure({ showSources: assistant.showSources })
        this.#messages.greet({ message: assistant.welcomeMessage, starters: assistant.starters })
      },
    )
  }

  get #configuration(): Configuration {
    return readConfiguration(this.#host.options)
  }

  #changed(): void {
    const configuration = this.#configuration
    const { layout } = this.#host
    const { phase, turns } = this.#conversation
    const { name, picture, loading, failure } = this.#assistant
    this.#paint(configuration.headerColor)
    const mayStartNew = configuration.showNewConversationButton && turns.length > 0
    this.#header.update({ name, picture, layout, mayStartNew, muted: configuration.engagementSound ? this.#mute.on : undefined })
    this.#messages.configure({ limitText: this.#allowance.limitText })
    this.#messages.sync(turns)
    this.#messages.root.classList.toggle('loading', loading || phase === 'restoring')
    this.#footer.update(configuration)
    if (phase !== 'answering') this.#asking = false
    if (phase === 'idle' && this.#queued) this.#askQueued()
    if (!this.#asking) this.#notice()
    const disabled = Boolean(failure ?? this.#allowance.blocked)
    // A field that is switched off would take the focus out of the chat.
    if (disabled && this.#host.shadow.activeElement === this.#composer.input) this.#host.box.focus({ preventScroll: true })
    this.#composer.update({
      name: name || strings.assistant,
      answering: phase === 'answering' || phase === 'stopping',
      mayStop: phase === 'answering',
      disabled,
    })
    this.#attaching.update(this.#assistant.assistant?.attachments)
  }

  #paint(color: string): void {
    if (color === this.#color) return
    this.#color = color
    for (const [property, value] of Object.entries(palette(color))) this.#host.box.style.setProperty(property, value)
  }

  #notice(): void {
    const notice = noticeOf({
      conversation: this.#conversation,
      allowance: this.#allowance,
      failure: this.#assistant.failure,
      online: navigator.onLine,
      load: () => void this.#load(),
      startOver: this.#configuration.showNewConversationButton ? () => this.#reset() : undefined,
    })
    this.#notices.show(notice)
  }

  #turnChanged(turn: Turn): void {
    this.#messages.update(turn)
    const { phase, turns } = this.#conversation
    if (phase !== 'restoring' && turn === turns.at(-1)) this.#speaker.changed(turn)
  }

  #begun(): void {
    const turn = this.#conversation.turns.at(-1)
    this.#messages.readFrom(turn)
    this.#speaker.asked(this.#assistant.name || strings.assistant)
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

  #stop(): void {
    this.#conversation.stop()
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
