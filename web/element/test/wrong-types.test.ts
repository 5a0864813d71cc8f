import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readAssistant } from '../src/assistant'
import type { ChatApi, Fields, StreamEvent } from '../src/client'
import { Conversation } from '../src/conversation'
import { ConversationList } from '../src/conversation-list'
import { BrowserStore, type ConversationStore } from '../src/conversation-store'

const WRONG: unknown[] = [undefined, null, true, 0, -1, 1e300, NaN, '', 'x', [], [null], [[1]], [{}], {}, { toString: 1, valueOf: 1 }, { length: 3 }]

const noStore: ConversationStore = { load: () => undefined, save: () => undefined, clear: () => undefined, changed: () => false }

/** What becomes of a question that is answered with these events. */
async function statusAfter(events: StreamEvent[], changed = (): void => undefined): Promise<string | undefined> {
  // eslint-disable-next-line @typescript-eslint/require-await -- as the server's stream
  async function* play(): AsyncGenerator<StreamEvent> {
    yield* [{ kind: 'begun' }, ...events, { kind: 'end', how: 'completed' }] satisfies StreamEvent[]
  }
  const api: ChatApi = { create: () => Promise.resolve({ id: 'c', token: 't' }), ask: play, resume: play, stop: () => Promise.resolve(), react: () => Promise.resolve() }
  const list = { asked: () => undefined, retitle: () => undefined }
  const conversation = new Conversation({ api, store: noStore, list, context: () => undefined, wait: () => Promise.reject(new Error('no second connection')), changed })
  conversation.ask('Hi')
  for (let at = 0; at < 50 && conversation.phase !== 'idle'; at++) await new Promise((resolve) => setImmediate(resolve))
  assert.equal(conversation.phase, 'idle')
  return conversation.turns[0]?.status
}

describe('wrong types', () => {
  const reference = ['data', 'type', 'number', 'title', 'pageNumber']
  for (const field of ['id', 'query', 'question', 'answer', 'status', 'errorText', 'reaction', 'extraInfo'])
    test(`in a row: ${field}`, async () => {
      for (const value of WRONG) await statusAfter([{ kind: 'history', rows: [{ id: 'q', query: 'Hi', answer: 'a', [field]: value }] }])
    })
  for (const field of ['id', 'type', 'messageType', 'message', 'forbidden', 'error', 'reason', 'data', 'queued', 'position', 'retryAfter', 'last', 'kbReferences'])
    test(`in a frame: ${field}`, async () => {
      const kinds: Fields[] = [{}, { type: 'kb' }, { type: 'error' }, { type: 'heartbeat', queued: true }, { type: 'conversation_title' }]
      for (const value of WRONG) await statusAfter(kinds.map((kind) => ({ kind: 'frame', id: '1', frame: { id: 'q', messageType: 'LLM', message: 'a', ...kind, [field]: value } })))
    })
  test('in references', async () => {
    for (const value of WRONG) {
      const references = [value, ...reference.map((field) => ({ data: 'd', type: 'URL', [field]: value }))]
      await statusAfter([{ kind: 'history', rows: [{ id: 'q', query: 'Hi', answer: 'a', extraInfo: { kbReferences: references } }] }])
    }
  })
  test('in an assistant and its limits', () => {
    for (const value of WRONG) {
      readAssistant(value)
      for (const field of ['id', 'name', 'imageUuid', 'welcomeMessage', 'assistantSettings', 'limits']) readAssistant({ [field]: value })
      for (const field of ['conversationActions', 'kbSettings']) readAssistant({ assistantSettings: { [field]: value } })
      for (const field of ['questionLength', 'attachments']) readAssistant({ limits: { [field]: value } })
      for (const field of ['count', 'bytes', 'extensions']) readAssistant({ limits: { attachments: { count: 1, bytes: 1, extensions: ['.pdf'], [field]: value } } })
    }
  })
  test('in what the browser has stored', () => {
    for (const value of [...WRONG, Array(10_000).fill(null)]) {
      for (const stored of [value, [value], { id: 'c', token: 't', pending: value }, [{ id: 'c', token: 't', title: value, at: value }]]) {
        const text = JSON.stringify(stored)
        Object.assign(globalThis, { window: { localStorage: { getItem: () => text, setItem: () => undefined, removeItem: () => undefined } } })
        new ConversationList('k').asked({ id: 'c', token: 't' }, 'Hi')
        new ConversationList('k').retitle('c', 'Tea')
        new BrowserStore('k').load()
      }
    }
  })
})

test('a view that throws does not keep an answer from its end', async (context) => {
  const told = context.mock.method(console, 'error', () => undefined)
  const status = await statusAfter([{ kind: 'frame', id: '1', frame: { id: 'q', messageType: 'LLM', message: 'a', last: true } }], () => {
    throw new RangeError('Maximum call stack size exceeded')
  })
  assert.equal(status, 'done')
  assert.ok(told.mock.callCount() > 0)
})
