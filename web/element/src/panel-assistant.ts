import { readAssistant, type Assistant } from './assistant'
import { assistantIdOf, type RawAssistant } from './assistant-request'
import { loadAssistant } from './load-assistant'
import type { PanelHost } from './panel-interface'
import { problemOfError, type Problem } from './turn'

/** Who answers, as far as it is known by now. */
export class AssistantLoader {
  assistant: Assistant | undefined
  loading = false
  /** Why it is not known. */
  failure: Problem | undefined
  readonly #host: PanelHost
  readonly #changed: () => void

  constructor(host: PanelHost, changed: () => void) {
    this.#host = host
    this.#changed = changed
  }

  get name(): string {
    return (this.assistant ?? this.#host.assistant).name
  }

  get picture(): string {
    const { apiKey, baseUrl } = this.#host.element
    const { imageUuid } = this.assistant ?? this.#host.assistant
    return imageUuid && `${baseUrl}local/files/public/assistants/prod/${assistantIdOf(apiKey)}/${imageUuid}-M.jpg`
  }

  /** Asks the server; what it says is also given to `loaded`, unless the panel has come to its end. */
  async load(signal: AbortSignal, begin: (answer: Promise<RawAssistant>) => void, loaded: (assistant: Assistant) => void): Promise<void> {
    this.loading = true
    this.failure = undefined
    this.#changed()
    const answer = loadAssistant(this.#host, signal)
    begin(answer)
    try {
      const assistant = readAssistant(await answer)
      if (signal.aborted) return
      loaded((this.assistant = assistant))
    } catch (error) {
      if (signal.aborted) return
      this.#fail(problemOfError(error))
    }
    this.loading = false
    this.#changed()
  }

  #fail(problem: Problem): void {
    this.failure = problem
    const { code, text } = problem
    if (!code) return
    console.warn(`[latchkey] ${code}: ${text}`)
    this.#host.emit('latchkey-refused', { code })
  }
}
