import { LatchkeyChatElement as Core } from '../src/latchkey-chat'

/** The element as it is in a bundle, where only `base-url` can say which server it talks to. */
export class LatchkeyChatElement extends Core {
  static {
    // Frameworks set a property where they find one of that name, and `open` is a method and an attribute.
    const open = Reflect.get(Core.prototype, 'open')
    Object.defineProperty(this.prototype, 'open', {
      configurable: true,
      get: () => open,
      set(this: LatchkeyChatElement, value: unknown) {
        this.opened = value === '' || Boolean(value)
      },
    })
  }

  #connected = false

  override connectedCallback(): void {
    this.#connected = true
    if (this.baseUrl) super.connectedCallback()
    else queueMicrotask(() => this.#tellWhatIsMissing())
  }

  // Frameworks may set attributes after they have put the element on the page.
  override attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    super.attributeChangedCallback(name, before, after)
    if (this.#connected && this.isConnected && before === null && this.baseUrl) super.connectedCallback()
  }

  #tellWhatIsMissing(): void {
    if (!this.isConnected || this.baseUrl) return
    console.error('<latchkey-chat> does not know its server: set the attribute base-url to the address of your Latchkey server, for example base-url="https://chat.example.com".', this)
  }
}
