import { chatOf } from './chat'
import { ChatAttributes } from './chat-attributes'
import { elementOf } from './find'
import type { KeyConfiguration } from './key-facts'
import { upgrade } from './upgrade'

/**
 * A chat with the assistant of an API key.
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
