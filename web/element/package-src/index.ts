import { LatchkeyChatElement as Core } from '../src/latchkey-chat'

/** The element as it is in a bundle, where only `base-url` can say which server it talks to. */
export class LatchkeyChatElement extends Core {
  static {
    // Frameworks set a property where they find one of that name, and `open` is a method and an attribute.
    const { open } = Core.prototype
    Object.defineProperty(this.prototype, 'open', {
      configurable: true,
      get: () => open,
      set(this: LatchkeyChatElement, value: unknown) {
        this.opened = value === '' || Boolean(value)
      },
    })
  }

  override connectedCallback(): void {
    super.connectedCallback()
    // Frameworks may set attributes after they have put the element on the page.
    queueMicrotask(() => this.#checkServer())
  }

  #checkServer(): void {
    if (!this.isConnected || !this.apiKey || this.baseUrl) return
    console.error('<latchkey-chat> does not know its server: set the attribute base-url to the address of your Latchkey server, for example base-url="https://chat.example.com".', this)
  }
}
