import { home } from './home'

export type ColorScheme = 'auto' | 'light' | 'dark'

/** The properties of the element that are attributes. */
export class ChatAttributes extends HTMLElement {
  /** The API key. */
  get apiKey(): string {
    return this.getAttribute('api-key') ?? ''
  }

  set apiKey(value: string) {
    this.setAttribute('api-key', value)
  }

  /** The server, when it is not the one that the script came from. */
  get baseUrl(): string {
    return this.getAttribute('base-url')?.replace(/\/*$/, '/') ?? home()
  }

  set baseUrl(value: string) {
    this.setAttribute('base-url', value)
  }

  /** Whether the chat is open. */
  get opened(): boolean {
    return this.hasAttribute('open')
  }

  set opened(value: boolean) {
    this.toggleAttribute('open', value)
  }

  /** Fills its container, whatever the key says. */
  get inline(): boolean {
    return this.hasAttribute('inline')
  }

  set inline(value: boolean) {
    this.toggleAttribute('inline', value)
  }

  /** `light` or `dark`; anything else follows the visitor's device. */
  get colorScheme(): ColorScheme {
    return (this.getAttribute('color-scheme') as ColorScheme | null) ?? 'auto'
  }

  set colorScheme(value: ColorScheme) {
    this.setAttribute('color-scheme', value)
  }
}
