import type { PreviewAssistant, PreviewConfiguration } from './messages'

const WORDS_EVERY_MS = 40

/**
 * Answers the element in place of the server. A preview needs no key, counts as no use, and shows what is not saved yet;
 * it speaks the client API as far as the element asks for it, and knows one answer.
 */
export class FakeServer {
  #asked = new Map<string, number>()
  #conversations = 0

  constructor(
    private assistant: PreviewAssistant,
    private configuration: PreviewConfiguration,
    private text: string,
  ) {}

  update(assistant: PreviewAssistant, configuration: PreviewConfiguration, text: string): void {
    this.assistant = assistant
    this.configuration = configuration
    this.text = text
  }

  readonly fetch = (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const { pathname } = new URL(input instanceof Request ? input.url : input, location.href)
    const post = init?.method === 'POST'
    if (/^\/assistants\/[^/]+$/.test(pathname)) return Promise.resolve(json(200, this.#describe()))
    const [, conversation, action] = /^\/chat-bots\/[^/]+\/conversations(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(pathname) ?? []
    if (post && pathname.endsWith('/conversations')) return Promise.resolve(json(201, { id: `preview-${++this.#conversations}`, token: 'preview' }))
    if (post && conversation && action === 'queries') return Promise.resolve(this.#answer(conversation, init.signal ?? undefined))
    if (post && action === 'stop') return Promise.resolve(json(200, {}))
    return Promise.resolve(json(404, { code: 'CONVERSATION_NOT_FOUND', error: 'This is a preview.' }))
  }

  #describe() {
    const { id, name, welcomeMessage, conversationStarters, imageUuid } = this.assistant
    return {
      id,
      type: 'ASSISTANT',
      name,
      imageUuid,
      welcomeMessage,
      assistantSettings: { conversationActions: conversationStarters.map((userMessage) => ({ userMessage })) },
      apiKeyConfiguration: this.configuration,
    }
  }

  #answer(conversation: string, signal: AbortSignal | undefined): Response {
    const asked = this.#asked.get(conversation) ?? 0
    const { maxMessagePerConversation: most, tooManyMessageErrorText: limit } = this.configuration
    if (most > 0 && asked >= most) return json(429, { code: 'MESSAGE_LIMIT', error: limit, detail: limit })
    this.#asked.set(conversation, asked + 1)
    const id = `${conversation}-${asked + 1}`
    const common = { id, chatBotId: this.assistant.id, messageType: 'LLM', type: 'LLM' }
    return new Response(stream([...this.text.split(/(?<= )/).map((message) => ({ ...common, message, last: false })), { ...common, message: '', last: true }], asked + 1, signal), {
      headers: { 'Content-Type': 'text/event-stream' },
    })
  }
}

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })
}

/** Frames at about the pace of a model. */
function stream(frames: object[], turn: number, signal: AbortSignal | undefined): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder()
  let next = 0
  let timer: ReturnType<typeof setInterval>
  return new ReadableStream({
    start(controller) {
      timer = setInterval(() => {
        const frame = frames[next++]
        if (!frame || signal?.aborted) {
          clearInterval(timer)
          if (!signal?.aborted) controller.close()
          return
        }
        controller.enqueue(bytes.encode(`id: ${turn}-${next}\ndata: ${JSON.stringify(frame)}\n\n`))
      }, WORDS_EVERY_MS)
    },
    cancel: () => clearInterval(timer),
  })
}
