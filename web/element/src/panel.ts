import { assistantIdOf } from './assistant-request'
import { ChatClient } from './client'
import { Composer } from './composer'
import { waitForConnection } from './connection'
import { Conversation } from './conversation'
import { ConversationList } from './conversation-list'
import { BrowserStore } from './conversation-store'
import { sheetOf } from './dom'
import { keepDraft } from './draft'
import { keepFocusInside } from './focus'
import { Footer } from './footer'
import { Header } from './header'
import { LengthLimit } from './length-limit'
import { Messages } from './messages'
import { Mute } from './mute'
import { Notices } from './notices'
import { followPage } from './page-events'
import { paint } from './palette'
import { Speaker } from './panel-announce'
import { AssistantLoader } from './panel-assistant'
import { Attaching } from './panel-attachments'
import css from './panel.css'
import { HistoryDoor } from './panel-history'
import type { Panel, PanelHost } from './panel-interface'
import { Allowance, noticeOf } from './panel-notices'
import { readPanelOptions, type PanelOptions } from './panel-options'
import { panelStrings as strings } from './strings'
import { StartOver } from './start-over'
import type { Reaction, Turn } from './turn'
import { Unread } from './unread'
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
  readonly #mute: Mute
  readonly #startOver: StartOver
  readonly #unread: Unread
  readonly #forgetDraft: () => void
  readonly #length: LengthLimit
  readonly #history: HistoryDoor
  readonly #assistant: AssistantLoader
  readonly #attaching: Attaching
  /** To be done when the conversation is free for it. */
  #queued: (() => void) | undefined

  constructor(host: PanelHost) {
    const { signal } = this.#life
    const { apiKey, baseUrl } = host.element
    this.#host = host
    this.#header = new Header(
      {
        mute: (muted) => this.#mute.set(muted),
        history: () => void this.#history.toggle(),
        newConversation: () => this.newConversation(),
        expand: (expanded) => host.setExpanded(expanded),
        close: () => host.element.hide(),
      },
      signal,
    )
    this.#assistant = new AssistantLoader(host, () => this.#changed())
    this.#mute = new Mute(host, () => this.#changed())
    this.#messages = new Messages(
      { retry: (turn) => this.#retry(turn), react: (turn, reaction) => void this.#react(turn, reaction), start: (question) => this.ask(question) },
      host.language,
      signal,
    )
    const stop = () => this.#conversation.stop()
    this.#composer = new Composer({ send: (text) => this.ask(text), stop, cannot: (why) => this.#speaker.say(why) }, signal)
    this.#length = new LengthLimit(this.#composer.input)
    this.#composer.why = () => this.#length.check() || (navigator.onLine ? '' : strings.heldOffline)
    this.#composer.root.append(this.#length.root)
    this.#forgetDraft = keepDraft(this.#composer.input, apiKey, signal)
    this.#unread = new Unread(host, signal)
    const list = new ConversationList(apiKey)
    const client = new ChatClient(baseUrl, apiKey, assistantIdOf(apiKey))
    this.#conversation = new Conversation({
      api: client,
      store: new BrowserStore(apiKey),
      list,
      context: () => host.context,
      wait: waitForConnection,
      changed: (turn) => (turn ? this.#turnChanged(turn) : this.#changed()),
    })
    this.#allowance = new Allowance(this.#conversation, () => this.#options)
    this.#speaker = new Speaker(host.element, {
      opened: () => this.#unread.opened,
      name: () => this.#assistant.name || strings.assistant,
      ended: (turn) => this.#ended(turn),
      spoken: (turn) => this.#messages.spokenBy(turn),
      limitText: () => (this.#allowance.left === 0 ? this.#allowance.limitText : ''),
    })
    const say = (text: string) => this.#speaker.say(text)
    this.#attaching = new Attaching({ host, client, signal, say, composer: this.#composer, conversation: this.#conversation, messages: this.#messages })
    this.#startOver = new StartOver({
      host,
      conversation: this.#conversation,
      notices: this.#notices,
      lost: () => (this.#conversation.phase === 'answering' ? strings.confirmNew : ''),
      done: () => this.#focusComposer(),
    })
    this.#history = new HistoryDoor({
      ...{ shadow: host.shadow, language: host.language, root: client.root, apiKey, signal, list },
      conversation: this.#conversation,
      behind: [this.#messages.root, this.#notices.root, this.#composer.root],
      say,
      changed: () => this.#changed(),
      left: () => this.#focusComposer(),
    })
    this.#fitViewport = followViewport(host.box, () => host.layout.full, signal)
    this.#build(signal)
  }

  opened(focus: boolean): void {
    this.#unread.opened = true
    this.#unread.look()
    if (!this.#assistant.assistant && !this.#assistant.loading) void this.#load()
    this.#fitViewport()
    this.#composer.resize()
    this.#messages.toEnd()
    // On touch screens the keyboard would cover what there is to read.
    if (focus && matchMedia('(pointer: fine)').matches) this.#composer.focus()
  }

  closed(): void {
    this.#unread.opened = false
  }

  update(): void {
    this.#fitViewport()
    this.#changed()
  }

  /** Returns whether the question was taken. */
  ask(text: string): boolean {
    const question = text.trim()
    const { phase } = this.#conversation
    if (phase === 'restoring') return Boolean((this.#queued = () => this.ask(question)))
    if (!question || phase !== 'idle' || this.#allowance.blocked) return false
    if (this.#attaching.holds(question, () => this.ask(text)) || !this.#host.emit('latchkey-ask', { text: question }, true)) return false
    this.#history.leave()
    this.#conversation.ask(question, this.#attaching.ids)
    this.#begun()
    return true
  }

  newConversation(): void {
    this.#history.leave()
    this.#startOver.ask()
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
    box.addEventListener('click', (event) => this.#followLink(event), { signal })
    const conversation = this.#conversation
    followPage({ changed: () => this.#changed(), wake: () => conversation.wake(), revive: () => conversation.revive() }, signal)
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
        this.#length.max = assistant.questionLength || this.#length.max
        this.#messages.configure({ showSources: assistant.showSources })
        this.#messages.greet({ message: assistant.welcomeMessage, starters: assistant.starters })
      },
    )
  }

  get #options(): PanelOptions {
    return readPanelOptions(this.#host.options)
  }

  #changed(): void {
    const options = this.#options
    const { layout } = this.#host
    const { phase, turns } = this.#conversation
    const { name, picture, loading, failure } = this.#assistant
    paint(this.#host.box, this.#host.configuration.headerColor)
    const mayStartNew = options.showNewConversationButton && (turns.length > 0 || phase === 'restoring')
    this.#header.update({ name, picture, layout, mayStartNew, history: this.#history.shown, muted: options.engagementSound ? this.#mute.on : undefined })
    this.#messages.configure({ limitText: this.#allowance.limitText })
    this.#messages.sync(turns)
    this.#messages.root.classList.toggle('loading', loading || phase === 'restoring')
    this.#footer.update(options)
    this.#startOver.settle()
    if (phase === 'idle' && this.#queued) {
      // The conversation is in the middle of telling of its change.
      queueMicrotask(this.#queued)
      this.#queued = undefined
    }
    if (!this.#startOver.asking) this.#notice()
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

  #notice(): void {
    const startOver = this.#options.showNewConversationButton ? () => this.#startOver.start() : undefined
    this.#notices.show(noticeOf(this.#conversation, this.#allowance, this.#assistant.failure, () => void this.#load(), startOver))
  }

  #turnChanged(turn: Turn): void {
    this.#messages.update(turn)
    const { phase, turns } = this.#conversation
    if (phase !== 'restoring' && turn === turns.at(-1)) this.#speaker.changed(turn)
  }

  #ended(turn: Turn): void {
    const { id: queryId, answer: text, status, problem } = turn
    this.#unread.answered()
    if (problem) this.#host.emit('latchkey-error', { code: problem.code || problem.kind })
    else this.#host.emit('latchkey-answer', { queryId, text, status })
  }

  #begun(): void {
    const turn = this.#conversation.turns.at(-1)
    this.#forgetDraft()
    this.#messages.readFrom(turn)
    this.#speaker.asked(turn)
  }

  #retry(turn: Turn): void {
    if (this.#conversation.phase !== 'idle') return void (this.#queued = () => this.#retry(turn))
    this.#conversation.retry(turn)
    this.#begun()
    this.#focusComposer()
  }

  async #react(turn: Turn, reaction: Reaction): Promise<void> {
    const { id: queryId } = turn
    if (await this.#conversation.react(turn, reaction)) this.#host.emit('latchkey-feedback', { queryId, reaction })
    else this.#speaker.say(strings.notTaken)
  }

  /** The page may go where a link leads in its own way. */
  #followLink(event: Event): void {
    const link = (event.target as Element).closest('a')
    if (link && !this.#host.emit('latchkey-link', { url: link.href }, true)) event.preventDefault()
  }

  /** What had the focus is gone. */
  #focusComposer(): void {
    this.#changed()
    if (matchMedia('(pointer: fine)').matches) this.#composer.focus()
    else this.#host.box.focus({ preventScroll: true })
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Escape' && this.#startOver.asking) {
      event.preventDefault()
      event.stopPropagation()
      this.#startOver.keep()
    } else if (this.#host.layout.full) keepFocusInside(event, this.#host.box, this.#host.shadow.activeElement)
  }
}
