import { ownHeaders, requestOptions } from './assistant-request'
import { Refusal, refusalOf } from './refusal'
import { ConnectionLost, readEvents, type ServerEvent } from './sse'

export interface ConversationRef {
  id: string
  token: string
}

/** A JSON object from the server; every field is checked where it is used. */
export type Fields = Record<string, unknown>

/** What is asked. */
export interface Question {
  text: string
  /** Marks the question as the same one when it is sent again. */
  attempt: string
  /** Ids of the attachments that go with it. */
  attachments: string[]
  /** What the page tells the assistant. */
  context?: Fields
}

export type StreamEvent =
  /** The response has begun: the server has the question. */
  | { kind: 'begun' }
  | { kind: 'history'; rows: Fields[] }
  | { kind: 'frame'; id: string; frame: Fields }
  | { kind: 'end'; how: string }

/** What the conversation needs from the server. */
export interface ChatApi {
  create(signal: AbortSignal): Promise<ConversationRef>
  ask(conversation: ConversationRef, question: Question, signal: AbortSignal): AsyncIterable<StreamEvent>
  resume(conversation: ConversationRef, lastEventId: string, signal: AbortSignal): AsyncIterable<StreamEvent>
  stop(conversation: ConversationRef): Promise<void>
  react(conversation: ConversationRef, queryId: string, reaction: string): Promise<void>
}

const IDLE_MS = 30_000

export class ChatClient implements ChatApi {
  /** Address of the conversations. */
  readonly root: string
  readonly apiKey: string

  constructor(baseUrl: string, apiKey: string, assistantId: string) {
    this.root = `${baseUrl}chat-bots/${encodeURIComponent(assistantId)}/conversations`
    this.apiKey = apiKey
  }

  async create(signal: AbortSignal): Promise<ConversationRef> {
    const body = JSON.stringify({ title: 'New Conversation', source: 'INTEGRATION', data: {} })
    const response = await this.#fetch('', { method: 'POST', body, signal })
    if (!response.ok) throw await refused(response)
    const { id, token } = (await response.json()) as Partial<ConversationRef>
    if (!id || !token) throw new Refusal('', response.status, '')
    return { id, token }
  }

  async *ask(conversation: ConversationRef, question: Question, signal: AbortSignal): AsyncGenerator<StreamEvent> {
    const headers = { 'Conversation-Token': conversation.token, 'Idempotency-Key': question.attempt }
    const attachments = question.attachments.map((id) => ({ id, mode: 'STANDARD' }))
    const body = JSON.stringify({ request: question.text, attachments, customProperties: question.context })
    const response = await this.#fetch(`/${conversation.id}/queries?sse=true`, { method: 'POST', headers, body, signal })
    const events = await this.#events(response)
    yield { kind: 'begun' }
    for await (const { id, data } of events) {
      const frame = parseObject(data)
      if (frame) yield { kind: 'frame', id, frame: { ...frame, retryAfter: retryAfter(response) } }
    }
  }

  async *resume(conversation: ConversationRef, lastEventId: string, signal: AbortSignal): AsyncGenerator<StreamEvent> {
    const after = lastEventId && `&lastEventId=${encodeURIComponent(lastEventId)}`
    const headers = { Accept: 'text/event-stream', 'Conversation-Token': conversation.token }
    const response = await this.#fetch(`/${conversation.id}/queries?sse=true${after}`, { headers, signal })
    for await (const event of await this.#events(response)) {
      const read = readResumed(event)
      if (read) yield read
    }
  }

  async stop(conversation: ConversationRef): Promise<void> {
    await this.call(conversation, 'stop', { method: 'POST' })
  }

  async react(conversation: ConversationRef, queryId: string, reaction: string): Promise<void> {
    await this.call(conversation, `queries/${queryId}`, { method: 'PATCH', body: JSON.stringify({ reaction }) })
  }

  /** A call for something of a conversation. */
  async call(conversation: ConversationRef | undefined, path: string, init: RequestInit): Promise<Response> {
    const headers = { 'Conversation-Token': conversation?.token ?? '' }
    const response = await this.#fetch(`/${conversation?.id ?? ''}/${path}`, { ...init, headers })
    if (!response.ok) throw await refusalOf(response)
    return response
  }

  #fetch(path: string, init: RequestInit): Promise<Response> {
    const json = typeof init.body === 'string' && { 'Content-Type': 'application/json' }
    return fetch(this.root + path, { ...requestOptions, ...init, headers: { ...(init.headers as Record<string, string>), ...json, ...ownHeaders(this.apiKey) } })
  }

  /** The server may refuse by a status or, on these routes, by an error frame under any status. */
  async #events(response: Response): Promise<AsyncIterable<ServerEvent>> {
    const isStream = response.headers.get('Content-Type')?.startsWith('text/event-stream')
    if (isStream && response.body) return readEvents(response.body, IDLE_MS)
    throw response.ok ? new ConnectionLost() : await refused(response)
  }
}

/** Seconds after which the server takes it. */
const retryAfter = (response: Response) => Number(response.headers.get('Retry-After')) || undefined

const refused = async (response: Response) => Object.assign(await refusalOf(response), { retryAfter: retryAfter(response) })

function readResumed({ id, event, data }: ServerEvent): StreamEvent | undefined {
  if (event === 'history') return { kind: 'history', rows: parseRows(data) }
  const { eventType, payload } = (parseObject(data) ?? {}) as { eventType?: string; payload?: Fields }
  if (eventType === 'message' && payload) return { kind: 'frame', id, frame: payload }
  if (eventType && /^run_(completed|stopped|error)$/.test(eventType)) return { kind: 'end', how: eventType.slice(4) }
  return undefined
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

function parseObject(json: string): Fields | undefined {
  const value = parse(json)
  return value && typeof value === 'object' && !Array.isArray(value) ? (value as Fields) : undefined
}

function parseRows(json: string): Fields[] {
  const value = parse(json)
  return Array.isArray(value) ? value.filter((row) => row && typeof row === 'object').map((row) => row as Fields) : []
}
