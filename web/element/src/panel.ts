import { assistantIdOf } from './assistant-request'
import { ChatClient } from './client'
import { Composer } from './composer'
import { waitForConnection } from './connection'
import { Conversation } from './conversation'
import { ConversationList } from './conversation-list'
import { BrowserStore } from './conversation-store'
import { sheetOf } from './dom'
import { keepDraft } from './draft'
import { closeOnEscape, focusWhatCovers, keepFocusInside, keepTyping } from './focus'
import { Footer } from './footer'
import { Header } from './header'
import { LengthLimit } from './length-limit'
import { Messages } from './messages'
import { Mute } from './mute'
import { Notices } from './notices'
import { followPage } from './page-events'
import { followLanguage } from './page-language'
import { paint } from './palette'
import { Speaker } from './panel-announce'
import { AssistantLoader } from './panel-assistant'
import { Attaching } from './panel-attachments'
import css from './panel.css'
import { HistoryDoor } from './panel-history'
import { hostOf } from './panel-host'
import type { HostParts, Panel, PanelHost } from './panel-interface'
import { Allowance, noticeOf } from './panel-notices'
import { followLinks, tellEnd, tellReaction } from './panel-tell'
import { readPanelOptions, type PanelOptions } from './panel-options'
import { panelStrings as strings, language as words } from './strings'
import { StartOver } from './start-over'
import type { Turn } from './turn'
import { Unread } from './unread'
import { followViewport } from './viewport'

const sheet = sheetOf(css)

export const mountPanel = (parts: HostParts): Panel => new ChatPanel(hostOf(parts))

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
  readonly #length: LengthLimit
  readonly #history: HistoryDoor
  readonly #assistant: AssistantLoader
  readonly #attaching: Attaching
  /** Whether it was ever opened: until then nobody is asked for anything. */
  #met = false
  #covers = false
  /** To be done when the conversation is free for it. */
  #queued: (() => void) | undefined
  /** Questions that wait until it is known whether they can be asked. */
  #waiting: (() => void)[] = []

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
        close: () => host.close('header'),
      },
      signal,
    )
    this.#assistant = new AssistantLoader(host, () => this.#changed())
    this.#mute = new Mute(host, () => this.#changed())
    this.#messages = new Messages(
      { retry: (turn) => this.#retry(turn), react: (turn, reaction) => void tellReaction(host, turn, this.#conversation.react(turn, reaction), reaction, this.#speaker), start: (question) => void this.ask(question) },
      host.language,
      signal,
    )
    this.#composer = new Composer({ send: (text) => this.#send(text), stop: () => this.#conversation.stop(), cannot: (why) => this.#speaker.say(why) }, signal)
    this.#length = new LengthLimit(this.#composer.input)
    this.#composer.why = () => this.#length.check() || (navigator.onLine ? '' : strings.heldOffline)
    keepDraft(this.#composer.input, apiKey, signal)
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
      ended: (turn) => tellEnd(host, turn, this.#unread),
      spoken: (turn) => this.#messages.spokenBy(turn),
      limitText: () => (this.#allowance.left === 0 ? this.#allowance.limitText : ''),
    })
    const { shadow, box, language } = host
    const shared = { signal, client, shadow, language, conversation: this.#conversation, say: (text: string) => this.#speaker.say(text) }
    this.#history = new HistoryDoor({
      ...shared,
      list,
      behind: [this.#messages.root, this.#notices.root, this.#composer.root],
      changed: () => this.#changed(),
      left: () => this.#focusComposer(),
    })
    this.#attaching = new Attaching({ ...shared, box, composer: this.#composer, viewOf: (turn) => this.#messages.viewOf(turn) })
    const lost = () => (this.#conversation.phase === 'answering' ? strings.confirmNew : this.#attaching.pending ? strings.confirmFiles : '')
    this.#startOver = new StartOver({ host, conversation: this.#conversation, notices: this.#notices, lost, done: () => this.#focusComposer() })
    this.#fitViewport = followViewport(host.box, () => host.layout.full, signal)
    // With the script, which the code for the page's language leaves out.
    host.box.lang = words.lang
    this.#build(signal)
  }

  opened(focus: boolean): void {
    this.#met = this.#unread.opened = true
    this.#unread.look()
    if (!this.#assistant.assistant && !this.#assistant.loading) void this.#load()
    this.#composer.resize()
    this.update()
    // On touch screens the keyboard would cover what there is to read.
    if (focus && matchMedia('(pointer: fine)').matches) this.#composer.focus()
  }

  closed(): void {
    this.#unread.opened = false
  }

  update(): void {
    this.#fitViewport()
    this.#changed()
    this.#covers = this.#unread.opened && focusWhatCovers(this.#host, this.#covers)
  }

  /** A question that cannot be asked now is not lost: it becomes a draft, if there is none. */
  async ask(text: string): Promise<boolean> {
    if (this.#settling) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    const question = text.trim()
    const { blocked } = this.#allowance
    if (!question || this.#life.signal.aborted) return false
    if (blocked) this.#host.emit('latchkey-error', { code: blocked.code || 'MESSAGE_LIMIT' })
    else if (this.#conversation.phase === 'idle' && this.#unread.opened && !this.#assistant.failure && this.#length.over(question) <= 0) return this.#send(question)
    else this.#composer.draft(question)
    return false
  }

  newConversation(): void {
    this.#history.leave()
    this.#startOver.ask()
  }

  destroy(): void {
    this.#life.abort()
    this.#conversation.destroy()
    this.#speaker.destroy()
    for (const tell of this.#waiting) tell()
  }

  /** It is not known yet whether there is a conversation to go on with, or what may be asked. */
  get #settling(): boolean {
    return this.#assistant.loading || this.#conversation.phase === 'restoring'
  }

  /** Returns whether the question was taken. */
  #send(question: string): boolean {
    const send = () => void this.ask(question)
    if (this.#settling) send()
    else if (!this.#attaching.holds(question, send)) {
      if (this.#conversation.phase !== 'idle' || this.#allowance.blocked || !this.#host.emit('latchkey-ask', { text: question }, true)) return false
      this.#history.leave()
      this.#conversation.ask(question, this.#attaching.ids)
      this.#begun()
    }
    return true
  }

  #build(signal: AbortSignal): void {
    const { box, shadow } = this.#host
    if (!shadow.adoptedStyleSheets.includes(sheet)) shadow.adoptedStyleSheets.push(sheet)
    box.replaceChildren(this.#header.root, this.#messages.root, this.#notices.root, this.#composer.root, this.#footer.root)
    box.setAttribute('aria-labelledby', this.#header.title.id)
    box.removeAttribute('aria-label')
    box.addEventListener('keydown', (event) => this.#key(event), { signal })
    closeOnEscape(this.#host, signal)
    keepTyping(shadow, signal)
    followLinks(this.#host, signal)
    const revive = (onlyIfChanged = false) => this.#met && this.#conversation.revive(onlyIfChanged)
    followPage({ changed: () => this.#changed(), wake: () => (this.#assistant.failure?.kind === 'network' ? void this.#load() : this.#conversation.wake()), look: () => this.#attaching.pending || revive(true), revive }, signal)
    followLanguage(() => this.#host.render(), signal)
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
    if (!this.#settling) for (const tell of this.#waiting.splice(0)) tell()
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
    const notice = noticeOf(this.#conversation, this.#allowance, this.#assistant.failure, () => void this.#load(), startOver)
    // That the last message was used is said with its answer.
    if (this.#notices.show(notice) && !this.#allowance.blocked) this.#speaker.say(notice.text)
  }

  #turnChanged(turn: Turn): void {
    this.#messages.update(turn)
    const { phase, turns } = this.#conversation
    if (phase !== 'restoring' && turn === turns.at(-1)) this.#speaker.changed(turn)
  }

  #begun(): void {
    const turn = this.#conversation.turns.at(-1)
    this.#messages.readFrom(turn)
    this.#speaker.asked(turn)
  }

  #retry(turn: Turn): void {
    if (this.#conversation.phase !== 'idle') return void (this.#queued = () => this.#retry(turn))
    if (!this.#host.emit('latchkey-ask', { text: turn.question }, true)) return
    this.#conversation.retry(turn)
    this.#begun()
    this.#focusComposer()
  }

  /** What had the focus is gone. */
  #focusComposer(): void {
    this.#changed()
    if (matchMedia('(pointer: fine)').matches) this.#composer.focus()
    else this.#host.box.focus({ preventScroll: true })
  }

  #key(event: KeyboardEvent): void {
    if (!this.#startOver.escaped(event) && this.#host.layout.full) keepFocusInside(event, this.#host.box, this.#host.shadow.activeElement)
  }
}
