/** Keeps what is being written over a reload, in this tab only. */
export class Draft {
  readonly #name: string
  readonly #input: HTMLTextAreaElement

  constructor(input: HTMLTextAreaElement, apiKey: string, signal: AbortSignal) {
    this.#name = `latchkey:draft:${apiKey}`
    this.#input = input
    try {
      input.value ||= sessionStorage.getItem(this.#name) ?? ''
    } catch {
      // Forbidden.
    }
    input.addEventListener('input', () => this.keep(), { signal })
  }

  keep(): void {
    try {
      if (this.#input.value) sessionStorage.setItem(this.#name, this.#input.value)
      else sessionStorage.removeItem(this.#name)
    } catch {
      // Forbidden or full.
    }
  }
}
