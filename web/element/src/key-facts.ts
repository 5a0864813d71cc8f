import { fetchAssistant, type RawAssistant } from './assistant-request'
import { readButtonOptions, type ButtonOptions } from './configuration'

/** What the server knows of a key and its assistant, as it is inlined into the embed script. */
export interface KeyConfiguration {
  assistant?: { name?: string; imageUuid?: string }
  configuration?: Record<string, unknown>
}

/** What is known of a key: inlined or fetched, and what the author puts over it. */
export class KeyFacts {
  known: KeyConfiguration | undefined
  override: Record<string, unknown> | undefined
  #answer: Promise<RawAssistant> | undefined

  get sufficient(): boolean {
    return Boolean(this.known ?? this.override)
  }

  get options(): Record<string, unknown> {
    return { ...this.known?.configuration, ...this.override }
  }

  get configuration(): ButtonOptions {
    return readButtonOptions(this.options)
  }

  get assistant(): { name: string; imageUuid: string } {
    return { name: '', imageUuid: '', ...this.known?.assistant }
  }

  /** Asks the server once; a failure is not remembered. */
  load(baseUrl: string, apiKey: string, signal: AbortSignal): Promise<RawAssistant> {
    this.#answer ??= fetchAssistant(baseUrl, apiKey, signal).then(
      (assistant) => {
        this.known = { assistant, configuration: assistant.apiKeyConfiguration ?? this.known?.configuration ?? {} }
        return assistant
      },
      (error: unknown) => {
        this.#answer = undefined
        throw error
      },
    )
    return this.#answer
  }

  forget(): void {
    this.known = this.#answer = undefined
  }
}
