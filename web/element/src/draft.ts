/** Keeps what is being written over a reload, in this tab only. */
export class Draft {
  readonly #name: string

  constructor(input: HTMLTextAreaElement, apiKey: string, signal: AbortSignal) {
    this.#name = `latchkey:draft:${apiKey}`
    try {
      input.value ||= sessionStorage.getItem(this.#name) ?? ''
    } catch {
      // Forbidden.
    }
    input.addEventListener('input', () => this.#keep(input.value), { signal })
  }

  /** It is sent. */
  clear(): void {
    this.#keep('')
  }

  #keep(text: string): void {
    try {
      if (text) sessionStorage.setItem(this.#name, text)
      else sessionStorage.removeItem(this.#name)
    } catch {
      // Forbidden or full.
    }
  }
}
