import { chatOf } from './chat'
import { ChatAttributes } from './chat-attributes'
import { elementOf } from './find'
import type { KeyConfiguration } from './key-facts'
import { upgrade } from './upgrade'

/**
 * A chat with the assistant of an API key.
 *
 * @attr {boolean} hidden - Hides the chat with its button and prompts.
 * @attr {string} lang - The language of the chat, when it is another one than that of the page.
 * @attr {string} dir - The direction of writing, when it is not the usual one of the language.
 *
 * @fires latchkey-ready - The opening button is shown, or the chat in its container.
 * @fires latchkey-open - The chat is about to open. Can be prevented.
 * @fires latchkey-opened - The chat has opened.
 * @fires latchkey-close - The chat is about to close. Can be prevented.
 * @fires latchkey-closed - The chat has closed.
 * @fires latchkey-ask - A question is about to be sent. Can be prevented.
 * @fires latchkey-answer - An answer has ended, with this text.
 * @fires latchkey-error - A question could not be answered; the code says why.
 * @fires latchkey-new-conversation - A new conversation is about to begin. Can be prevented.
 * @fires latchkey-unread - Another number of answers than before has not been seen yet.
 * @fires latchkey-feedback - The visitor has rated an answer.
 * @fires latchkey-link - A link in an answer is about to be followed. Can be prevented, so that a router of the page follows it.
 * @fires latchkey-prompt - An engagement prompt is shown.
 * @fires latchkey-mute - The visitor has turned the entry sound off or on.
 * @fires latchkey-sound-blocked - The browser did not let the entry sound be heard.
 * @fires latchkey-refused - The server has refused the key; the code says why.
 *
 * @cssprop --latchkey-z-index - Stacking order of button, prompts and panel.
 * @cssprop --latchkey-offset-side - Distance of the button from the side of the window.
 * @cssprop --latchkey-font - Fonts of the text.
 * @cssprop --latchkey-font-size - Size of the text.
 * @cssprop --latchkey-code-font - Fonts of code.
 * @cssprop [--latchkey-accent=from the header colour] - Colour of links, marks and focus.
 * @cssprop [--latchkey-on-accent=from the accent] - Colour of what is on the accent.
 * @cssprop [--latchkey-bubble=from the header colour] - Ground of the visitor's questions.
 * @cssprop --latchkey-ground - Ground of the panel.
 * @cssprop --latchkey-raised - Ground of what stands out from the panel: the input, code, tables.
 * @cssprop --latchkey-line - Colour of lines and borders.
 * @cssprop --latchkey-ink - Colour of the text.
 * @cssprop --latchkey-quiet - Colour of secondary text.
 * @cssprop [--latchkey-accent-dark=from the header colour] - Colour of links, marks and focus in dark mode.
 * @cssprop [--latchkey-on-accent-dark=from the accent] - Colour of what is on the accent in dark mode.
 * @cssprop [--latchkey-bubble-dark=from the header colour] - Ground of the visitor's questions in dark mode.
 * @cssprop --latchkey-ground-dark - Ground of the panel in dark mode.
 * @cssprop --latchkey-raised-dark - Ground of what stands out from the panel in dark mode.
 * @cssprop --latchkey-line-dark - Colour of lines and borders in dark mode.
 * @cssprop --latchkey-ink-dark - Colour of the text in dark mode.
 * @cssprop --latchkey-quiet-dark - Colour of secondary text in dark mode.
 * @cssprop --latchkey-button-shadow - Shadow of the opening button.
 * @cssprop --latchkey-badge - Ground of the number of unseen answers.
 * @cssprop --latchkey-on-badge - Colour of that number.
 * @cssprop --latchkey-panel-width - Width of the panel.
 * @cssprop --latchkey-panel-height - Height of the panel.
 * @cssprop --latchkey-panel-radius - Radius of the corners of the panel.
 * @cssprop --latchkey-panel-shadow - Shadow of the panel.
 * @cssprop --latchkey-expanded-width - Width of the panel when the visitor makes it larger.
 * @cssprop --latchkey-text-width - Width of the text in a large panel.
 * @cssprop --latchkey-prompt-width - Width of an engagement prompt.
 *
 * @csspart button - The opening button.
 * @csspart button-icon - The sign in it.
 * @csspart badge - The number of unseen answers on it.
 * @csspart prompt - An engagement prompt.
 * @csspart panel - The box of the chat.
 * @csspart header - The top of the panel, with the name of the assistant.
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

  /** Resolves as soon as the opening button is shown. Methods that need it wait for that by themselves. */
  whenReady(): Promise<void> {
    return this.#chat.whenReady()
  }

  /** Opens the chat and moves the focus into it. Resolves with whether it is open. */
  open(): Promise<boolean> {
    return this.#chat.set(true, 'api')
  }

  /** Closes the chat. Resolves with whether it is closed. */
  close(): Promise<boolean> {
    return this.#chat.set(false, 'api')
  }

  /** Opens or closes the chat. Resolves with whether that was done. */
  toggle(): Promise<boolean> {
    return this.#chat.set(!this.opened, 'api')
  }

  /** Opens the chat and asks this question. Resolves with whether the chat is open. */
  ask(text: string): Promise<boolean> {
    return this.#chat.set(true, 'api', text)
  }

  /** Begins a new conversation. */
  async newConversation(): Promise<void> {
    await this.whenReady()
    ;(await this.#chat.panel()).newConversation()
  }

  /** Sets what the assistant is told of the page or its visitor with every question from now on. Without an object it is told nothing. */
  setContext(context?: Record<string, unknown>): Promise<void> {
    this.#chat.state.context = context
    return Promise.resolve()
  }

  /** Plays the entry sound. Resolves with whether it was heard: browsers and visitors may keep it silent. */
  async playEntrySound(): Promise<boolean> {
    try {
      return await (await this.#chat.engagement()).playSound()
    } catch {
      return false
    }
  }

  /** Sets what the server would answer for this key, so that it is not asked before the panel is opened. */
  configure(known: KeyConfiguration): void {
    this.#chat.facts.known = known
    this.#chat.render()
  }
}
