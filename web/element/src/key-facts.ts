import type { RawAssistant } from './assistant-request'
import { readButtonOptions, type ButtonOptions } from './configuration'

/** What the server knows of a key and its assistant, as it is inlined into the embed script. */
export interface KeyConfiguration {
  assistant?: { name?: string; imageUuid?: string }
  configuration?: Record<string, unknown>
}

/** What is known of a key: inlined or fetched, and what the author puts over it. */
export class KeyFacts {
  declare known: KeyConfiguration | undefined
  declare override: Record<string, unknown> | undefined
  /** Whether the server has said that the key may not be used here. */
  declare refused: boolean | undefined
  /** What the server said, or is about to say. */
  declare answer: Promise<RawAssistant> | undefined

  get options(): Record<string, unknown> {
    return { ...this.known?.configuration, ...this.override }
  }

  get configuration(): ButtonOptions {
    return readButtonOptions(this.options)
  }

  forget(): void {
    this.known = this.answer = this.refused = undefined
  }
}
