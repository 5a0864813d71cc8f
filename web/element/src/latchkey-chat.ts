import { chatOf } from './chat'
import { ChatAttributes } from './chat-attributes'
import { elementOf } from './find'
import type { KeyConfiguration } from './key-facts'
import { upgrade } from './upgrade'

/**
 * A chat with the assistant of an API key: a round button in a corner of the page, and the panel that it opens.
 *
 * Any element with `data-latchkey-open` opens it too, as does a link to `#latchkey-open`; with several chats on
 * a page the value of the attribute is the API key. `data-latchkey-ask` is a question that is asked with it.
 *
 * @tag latchkey-chat
 * @tagname latchkey-chat
 *
 * @attr {string} api-key - The API key.
 * @attr {string} base-url - The server, when it is not the one that the script came from.
 * @attr {boolean} open - Whether the chat is open.
 * @attr {boolean} inline - Fills its container, whatever the key says.
 * @attr {boolean} hidden - No opening button and no prompts: something else of the page opens the chat.
 * @attr {'auto' | 'light' | 'dark'} color-scheme - Colours; `auto`, the default, follows the visitor's device.
 * @attr {string} lang - The language of the chat, when it is not that of the page around it.
 * @attr {'ltr' | 'rtl' | 'auto'} dir - The direction of writing, when it is not that of the language.
 *
 * @prop {boolean} hidden - No opening button and no prompts: something else of the page opens the chat.
 *
 * @fires {CustomEvent<null>} latchkey-ready - The opening button is shown.
 * @fires {CustomEvent<{ source: Source }>} latchkey-open - The chat is about to open. Cancelable.
 * @fires {CustomEvent<{ source: Source }>} latchkey-opened - The chat was opened.
 * @fires {CustomEvent<{ source: Source }>} latchkey-close - The chat is about to close. Cancelable.
 * @fires {CustomEvent<{ source: Source }>} latchkey-closed - The chat was closed.
 * @fires {CustomEvent<{ text: string }>} latchkey-ask - A question is about to be sent, for the first time or again. Cancelable.
 * @fires {CustomEvent<{ queryId: string, text: string, status: string }>} latchkey-answer - An answer has ended.
 * @fires {CustomEvent<{ code: string }>} latchkey-error - A question was not answered, or not even asked because of the message limit.
 * @fires {CustomEvent<null>} latchkey-new-conversation - A new conversation is about to begin. Cancelable.
 * @fires {CustomEvent<{ count: number }>} latchkey-unread - The number of answers that the visitor has not seen has changed.
 * @fires {CustomEvent<{ queryId: string, reaction: string }>} latchkey-feedback - The visitor has rated an answer.
 * @fires {CustomEvent<{ url: string }>} latchkey-link - A link of an answer is about to be followed. Cancelable.
 * @fires {CustomEvent<{ text: string }>} latchkey-prompt - An engagement prompt is shown.
 * @fires {CustomEvent<{ muted: boolean }>} latchkey-mute - The visitor has turned the entry sound off or on.
 * @fires {CustomEvent<null>} latchkey-sound-blocked - The browser keeps the entry sound silent until the visitor's first click or key.
 * @fires {CustomEvent<{ code: string }>} latchkey-refused - The server refused the key.
 *
 * @cssproperty [--latchkey-z-index=2147483000] - Stacking order of button, prompt and panel.
 * @cssproperty [--latchkey-font=system-ui, sans-serif] - Fonts.
 * @cssproperty [--latchkey-font-size=15px] - Size of the text of messages.
 * @cssproperty [--latchkey-code-font=ui-monospace, Menlo, Consolas, monospace] - Fonts of code.
 * @cssproperty [--latchkey-header] - Colour of button and header; that of the key unless set.
 * @cssproperty [--latchkey-on-header] - Colour of what is on it; black or white unless set, whichever can be read on the colour of the key.
 * @cssproperty [--latchkey-button-size] - Diameter of the opening button; that of the key unless set.
 * @cssproperty [--latchkey-button-shadow=0 6px 24px #0003] - Shadow of the opening button.
 * @cssproperty [--latchkey-offset-bottom] - Distance from the bottom of the page; the margin of the key unless set. Safe areas come on top.
 * @cssproperty [--latchkey-offset-side=20px] - Distance from the side of the page. Safe areas come on top.
 * @cssproperty [--latchkey-badge=#b42318] - Behind the number of unread answers, which is white.
 * @cssproperty [--latchkey-prompt-width=260px] - Greatest width of an engagement prompt.
 * @cssproperty [--latchkey-panel-width=400px] - Width of the panel, where the page has room for it.
 * @cssproperty [--latchkey-panel-height=640px] - Height of the panel, where the page has room for it.
 * @cssproperty [--latchkey-expanded-width=860px] - Width of the panel after the visitor made it larger.
 * @cssproperty [--latchkey-panel-radius=18px] - Corners of the panel; 12px in a container.
 * @cssproperty [--latchkey-panel-shadow=0 12px 48px #0003] - Shadow of the panel.
 * @cssproperty [--latchkey-text-width=720px] - Greatest width of the text in a large panel.
 * @cssproperty [--latchkey-bubble-radius=16px] - Corners of a question.
 * @cssproperty [--latchkey-input-radius=14px] - Corners of the text field.
 * @cssproperty [--latchkey-ground=#fbfbfa] - Background of panel and prompts, light.
 * @cssproperty [--latchkey-ground-dark=#141517] - The same, dark.
 * @cssproperty [--latchkey-ink=#1d1f21] - Text, light.
 * @cssproperty [--latchkey-ink-dark=#ececea] - The same, dark.
 * @cssproperty [--latchkey-quiet=#5f6670] - Less important text, light.
 * @cssproperty [--latchkey-quiet-dark=#a2a9b2] - The same, dark.
 * @cssproperty [--latchkey-line=#e6e6e3] - Lines, light.
 * @cssproperty [--latchkey-line-dark=#2e3136] - The same, dark.
 * @cssproperty [--latchkey-raised=#fff] - Background of fields, tables and code, light.
 * @cssproperty [--latchkey-raised-dark=#1c1e21] - The same, dark.
 * @cssproperty [--latchkey-accent] - Links and the send button, light; made of the header colour of the key unless set.
 * @cssproperty [--latchkey-accent-dark] - The same, dark.
 * @cssproperty [--latchkey-on-accent] - What is on the accent colour, light; black or white unless set.
 * @cssproperty [--latchkey-on-accent-dark] - The same, dark.
 * @cssproperty [--latchkey-bubble] - Background of questions, light; a tint of the accent unless set.
 * @cssproperty [--latchkey-bubble-dark] - The same, dark.
 *
 * @csspart button - The opening button.
 * @csspart button-icon - The sign on it.
 * @csspart badge - The number of unread answers on it.
 * @csspart prompt - An engagement prompt.
 * @csspart panel - The box of the chat.
 * @csspart header - Its header.
 * @csspart title - The name of the assistant in the header.
 * @csspart log - The messages.
 * @csspart starter - A suggested question.
 * @csspart question - A question of the visitor.
 * @csspart answer - An answer of the assistant.
 * @csspart source - A source of an answer.
 * @csspart notice - A line above the text field that says what the visitor has to know.
 * @csspart composer - Text field and send button.
 * @csspart input - The text field.
 * @csspart send - The send button.
 * @csspart footer - Links to policies, and the branding.
 *
 * @slot latchkey - For the chat itself: what screen readers announce stands here.
 */
export class LatchkeyChatElement extends ChatAttributes {
  static readonly observedAttributes = ['api-key', 'base-url', 'open', 'hidden', 'inline', 'color-scheme', 'lang', 'dir']

  readonly #chat = chatOf(this, this.attachShadow({ mode: 'open' }))

  connectedCallback(): void {
    upgrade(this)
    this.#chat.connect()
  }

  disconnectedCallback(): void {
    // A move in the document disconnects and connects again within one task.
    queueMicrotask(() => {
      if (this.isConnected) return
      if (this.parentElement?.localName !== 'body') return this.#chat.stop()
      // Not the element was removed but the body around it: the next page of the visit came without loading.
      const other = elementOf(this.apiKey)
      if (other) other.replaceWith(this)
      else document.body.append(this)
    })
  }

  // With this, moveBefore() does not disconnect the element at all.
  connectedMoveCallback(): void {
    this.#chat.render()
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before !== after) this.#chat.changed(name)
  }

  /** Options that win over those of the key, for example to preview them. */
  get configuration(): Record<string, unknown> | undefined {
    return this.#chat.facts.override
  }

  set configuration(value: Record<string, unknown> | undefined) {
    this.#chat.facts.override = value
    this.#chat.render()
  }

  /**
   * Resolves with true as soon as the opening button is shown, and with false when the server refuses the key.
   * Methods that need the chat wait for that by themselves.
   */
  whenReady(): Promise<boolean> {
    return this.#chat.whenReady()
  }

  /** Opens the chat and moves the focus into it. Resolves with whether it is open. */
  open(): Promise<boolean> {
    return this.#chat.set(true, 'api')
  }

  /** Closes the chat. Resolves with whether it is closed: one with the attribute `inline` is not, unless it is `hidden`. */
  close(): Promise<boolean> {
    return this.#chat.set(false, 'api')
  }

  /** Opens or closes the chat. Resolves with whether that was done. */
  toggle(): Promise<boolean> {
    return this.#chat.set(!this.opened, 'api')
  }

  /**
   * Opens the chat and asks this question. Resolves with whether it was asked. While an answer is running, or if the question is too long,
   * it becomes a draft in the text field, if that is empty. At the message limit there is a `latchkey-error` with the code `MESSAGE_LIMIT`.
   */
  ask(text: string): Promise<boolean> {
    return this.#chat.set(true, 'api', text)
  }

  /** Begins a new conversation. An open chat asks its visitor before that, if something would be lost. */
  async newConversation(): Promise<void> {
    if (await this.whenReady()) (await this.#chat.panel()).newConversation()
  }

  /**
   * Sets what the assistant is told of the page or its visitor with every question from now on: an object of at most 2,048 bytes as JSON.
   * Without one it is told nothing. Rejects with a TypeError, and keeps what was set before, if it is anything else.
   */
  async setContext(context?: Record<string, unknown>): Promise<void> {
    this.#chat.state.context = (await this.#chat.looks()).readContext(context)
  }

  /** Plays the entry sound. Resolves with whether it was heard: browsers and visitors may keep it silent. */
  playEntrySound(): Promise<boolean> {
    return this.#chat.engagement().then((engagement) => engagement.playSound()).catch(() => false)
  }

  /** Sets what the server would answer for this key, so that it is not asked before the panel is opened. */
  configure(known: KeyConfiguration): void {
    this.#chat.facts.known = known
    this.#chat.render()
  }
}
