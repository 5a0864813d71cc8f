import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ChatApi, ConversationRef, Fields, Question, StreamEvent } from '../src/client'
import { Conversation } from '../src/conversation'
import type { ConversationStore, SavedConversation } from '../src/conversation-store'
import { Refusal } from '../src/refusal'
import { ConnectionLost } from '../src/sse'

type Script = (StreamEvent | Error | 'hang')[]

const REF: ConversationRef = { id: 'c_1', token: 't_1' }
const begun: StreamEvent = { kind: 'begun' }
const frame = (id: string, fields: Fields): StreamEvent => ({ kind: 'frame', id, frame: { id: 'q_1', messageType: 'LLM', ...fields } })
const text = (id: string, message: string): StreamEvent => frame(id, { message })
const last = frame('1-9', { type: 'context_info', last: true })
const end = (how = 'completed'): StreamEvent => ({ kind: 'end', how })
const history = (...rows: Fields[]): StreamEvent => ({ kind: 'history', rows })
const row = (id: string, query: string, answer: string, status?: string): Fields => ({ id, query, answer, status, extraInfo: null })

/** A server that answers each call with the next script. */
class FakeApi implements ChatApi {
  calls: string[] = []
  questions: Question[] = []
  scripts: Script[] = []
  createError: Error | undefined
  stops = 0
  onStop: () => void = () => undefined

  create(): Promise<ConversationRef> {
    this.calls.push('create')
    return this.createError ? Promise.reject(this.createError) : Promise.resolve(REF)
  }

  ask(_: ConversationRef, question: Question, signal: AbortSignal): AsyncIterable<StreamEvent> {
    this.questions.push(question)
    this.calls.push(`ask ${question.text} ${question.attempt}`)
    return this.#play(signal)
  }

  resume(_: ConversationRef, lastEventId: string, signal: AbortSignal): AsyncIterable<StreamEvent> {
    this.calls.push(`resume ${lastEventId}`.trim())
    return this.#play(signal)
  }

  stop(): Promise<void> {
    this.stops++
    this.onStop()
    return Promise.resolve()
  }

  reactions: string[] = []
  reactError: Error | undefined

  react(_: ConversationRef, queryId: string, reaction: string): Promise<void> {
    this.reactions.push(`${queryId} ${reaction}`)
    return this.reactError ? Promise.reject(this.reactError) : Promise.resolve()
  }

  async *#play(signal: AbortSignal): AsyncGenerator<StreamEvent> {
    for (const step of this.scripts.shift() ?? [new ConnectionLost('nothing scripted')]) {
      await tick()
      signal.throwIfAborted()
      if (step === 'hang') await new Promise((_, reject) => signal.addEventListener('abort', () => reject(new ConnectionLost('given up'))))
      else if (step instanceof Error) throw step
      else yield step
    }
  }
}

class FakeStore implements ConversationStore {
  constructor(public saved?: SavedConversation) {}
  load() {
    return this.saved
  }
  save(conversation: SavedConversation) {
    this.saved = conversation
  }
  clear() {
    this.saved = undefined
  }
  elsewhere = false
  changed() {
    return this.elsewhere
  }
}

const tick = () => new Promise((resolve) => setImmediate(resolve))

function set(scripts: Script[], saved?: SavedConversation, page?: Fields) {
  const api = new FakeApi()
  api.scripts = scripts
  const store = new FakeStore(saved)
  const waits: number[] = []
  const listed: string[] = []
  let lostSeen = false
  const conversation: Conversation = new Conversation({
    api,
    store,
    list: { asked: (ref, question) => listed.push(`${ref.id} ${question}`), retitle: (id, title) => listed.push(`${id} = ${title}`) },
    context: () => page,
    wait: (attempt) => (waits.push(attempt), tick().then(() => undefined)),
    changed: () => (lostSeen ||= conversation.lost),
  })
  const settled = async () => {
    for (let at = 0; at < 200 && conversation.phase !== 'idle'; at++) await tick()
    assert.equal(conversation.phase, 'idle')
  }
  const until = async (condition: () => boolean) => {
    for (let at = 0; at < 200 && !condition(); at++) await tick()
    assert.ok(condition())
  }
  const shown = () => conversation.turns.map(({ question, answer, status }) => `${question} > ${answer} (${status})`)
  return { api, store, waits, listed, conversation, settled, until, shown, wasLost: () => lostSeen }
}

const ATTEMPT = /^[0-9a-f]{32}$/

describe('asking', () => {
  test('makes a conversation, shows the answer as it comes, and keeps the conversation', async () => {
    const { api, store, conversation, settled, shown } = set([[begun, frame('1-1', { type: 'kb', kbReferences: [{ id: 'k', type: 'URL', data: 'https://a.example/' }] }), text('1-2', 'Hel'), frame('', { type: 'heartbeat', messageType: 'EVENT', message: '!' }), text('1-3', 'lo'), last, text('1-9', 'late')]])
    conversation.ask('Hi')
    assert.equal(store.saved, undefined)
    await settled()
    assert.deepEqual(shown(), ['Hi > Hello (done)'])
    assert.deepEqual(conversation.turns[0]?.sources, [{ number: 1, title: 'a.example', url: 'https://a.example/', page: '' }])
    assert.deepEqual(store.saved, REF)
    assert.equal(api.calls[0], 'create')
    assert.match(api.calls[1]?.split(' ')[2] ?? '', ATTEMPT)
  })

  test('one question at a time', async () => {
    const { api, conversation, settled } = set([[begun, text('1-1', 'a'), last]])
    conversation.ask('one')
    conversation.ask('two')
    await settled()
    assert.equal(api.calls.filter((call) => call.startsWith('ask')).length, 1)
  })

  test('gives the attachments and what the page says with the question, and again when it is sent again', async () => {
    const { api, conversation, settled } = set([[new TypeError('Failed to fetch')], [begun, text('1-1', 'a'), last]], undefined, { plan: 'gold' })
    conversation.ask('one', ['f_1', 'f_2'])
    await settled()
    conversation.retry(conversation.turns[0]!)
    await settled()
    const [first, second] = api.questions
    assert.deepEqual(first, { text: 'one', attempt: first?.attempt, attachments: ['f_1', 'f_2'], context: { plan: 'gold' } })
    assert.deepEqual(second, first)
  })

  test('remembers the question while it is answered', async () => {
    const { store, conversation, until } = set([[begun, text('1-1', 'a'), 'hang']])
    conversation.ask('one', ['f_1'])
    await until(() => conversation.turns[0]?.status === 'streaming')
    assert.deepEqual(store.saved?.pending, { question: 'one', attempt: conversation.turns[0]?.attempt, attachments: ['f_1'] })
    conversation.destroy()
  })
})

describe('what goes wrong', () => {
  test('a message that was not sent is sent again as the same message', async () => {
    const { api, conversation, settled, shown } = set([[new TypeError('Failed to fetch')], [begun, text('1-1', 'a'), last]])
    conversation.ask('one')
    await settled()
    assert.deepEqual(shown(), ['one >  (failed)'])
    assert.equal(conversation.turns[0]?.problem?.kind, 'network')
    conversation.retry(conversation.turns[0])
    await settled()
    assert.deepEqual(shown(), ['one > a (done)'])
    const attempts = api.calls.filter((call) => call.startsWith('ask')).map((call) => call.split(' ')[2])
    assert.equal(attempts[0], attempts[1])
  })

  test('an answer that failed is asked for anew', async () => {
    const { api, conversation, settled } = set([[begun, frame('1-1', { type: 'error', error: 'Too slow.', last: true })], [begun, last]])
    conversation.ask('one')
    await settled()
    assert.deepEqual(conversation.turns[0]?.problem, { kind: 'server', text: 'Too slow.', code: '' })
    conversation.retry(conversation.turns[0])
    await settled()
    const attempts = api.calls.filter((call) => call.startsWith('ask')).map((call) => call.split(' ')[2])
    assert.notEqual(attempts[0], attempts[1])
  })

  test('no conversation can be made', async () => {
    const { api, conversation, settled, shown } = set([])
    api.createError = new Refusal('RATE_LIMITED', 429, 'Slow down.')
    conversation.ask('one')
    await settled()
    assert.deepEqual(shown(), ['one >  (failed)'])
    assert.deepEqual(conversation.turns[0]?.problem, { kind: 'rate', text: 'Slow down.', code: 'RATE_LIMITED' })
    assert.equal(conversation.block, undefined)
  })

  test('the message limit ends the conversation, a new one begins', async () => {
    const { api, store, conversation, settled, shown } = set([[begun, frame('', { type: 'error', reason: 'MESSAGE_LIMIT', error: 'Enough.', message: 'Enough.', last: true })], [begun, text('1-1', 'a'), last]])
    conversation.ask('one')
    await settled()
    assert.deepEqual(conversation.block, { kind: 'limit', text: 'Enough.', code: 'MESSAGE_LIMIT' })
    conversation.ask('two')
    assert.equal(conversation.turns.length, 1)
    conversation.reset()
    assert.deepEqual([conversation.turns, conversation.block, store.saved], [[], undefined, undefined])
    conversation.ask('two')
    await settled()
    assert.deepEqual(shown(), ['two > a (done)'])
    assert.equal(api.calls.filter((call) => call === 'create').length, 2)
  })

  test('a key that is refused is reported to the console only', async (context) => {
    const warn = context.mock.method(console, 'warn', () => undefined)
    const { conversation, settled } = set([[new Refusal('KEY_DISABLED', 403, 'This key is disabled.')]])
    conversation.ask('one')
    await settled()
    assert.equal(conversation.turns[0]?.problem?.kind, 'key')
    assert.match(String(warn.mock.calls[0]?.arguments[0]), /KEY_DISABLED/)
  })
})

describe('a lost connection', () => {
  test('the answer goes on after the frame that was last seen', async () => {
    const { api, waits, conversation, settled, shown, wasLost } = set([
      [begun, text('1-1', 'one '), text('1-2', 'two '), new ConnectionLost('cut')],
      [new ConnectionLost('still away')],
      [history(row('q_1', 'Hi', 'one two ')), text('1-3', 'three'), end()],
    ])
    conversation.ask('Hi')
    const [turn] = conversation.turns
    await settled()
    assert.deepEqual(shown(), ['Hi > one two three (done)'])
    assert.equal(conversation.turns[0], turn)
    assert.deepEqual(api.calls.slice(2), ['resume 1-2', 'resume 1-2'])
    assert.deepEqual(waits, [0, 1])
    assert.ok(wasLost() && !conversation.lost)
  })

  test('before the first frame: the answer is found by its question', async () => {
    const { api, conversation, settled, shown } = set([[begun, new ConnectionLost('cut')], [history(row('q_1', 'Hi', 'all of it', 'DONE')), end()]])
    conversation.ask('Hi')
    await settled()
    assert.deepEqual(shown(), ['Hi > all of it (done)'])
    assert.equal(api.calls.at(-1), 'resume')
  })

  test('frames that are sent again from the first one replace what is there', async () => {
    const { conversation, settled, shown } = set([[begun, text('', 'par'), new ConnectionLost('cut')], [history(row('q_0', 'Old', 'x', 'DONE')), text('1-1', 'part'), text('1-2', 'ly'), end()]])
    conversation.ask('Hi')
    await settled()
    assert.deepEqual(shown(), ['Old > x (done)', 'Hi > partly (done)'])
  })

  test('a stream that ends without an end is taken up again', async () => {
    const { conversation, settled, shown } = set([[begun, text('1-1', 'a')], [history(row('q_1', 'Hi', 'a')), text('1-2', 'b'), last]])
    conversation.ask('Hi')
    await settled()
    assert.deepEqual(shown(), ['Hi > ab (done)'])
  })

  test('again and again', async () => {
    const { waits, conversation, settled, shown } = set([
      [begun, text('1-1', 'a'), new ConnectionLost('cut')],
      [history(row('q_1', 'Hi', 'a')), text('1-2', 'b'), new ConnectionLost('cut')],
      [history(row('q_1', 'Hi', 'ab')), new ConnectionLost('cut')],
      [new Refusal('', 503, '')],
      [history(row('q_1', 'Hi', 'abc', 'DONE')), end()],
    ])
    conversation.ask('Hi')
    await settled()
    assert.deepEqual(shown(), ['Hi > abc (done)'])
    assert.deepEqual(waits, [0, 0, 1, 2])
  })

  test('the server stopped or failed in between', async () => {
    for (const [how, status] of [['stopped', 'stopped'], ['error', 'failed']] as const) {
      const { conversation, settled, shown } = set([[begun, text('1-1', 'a'), new ConnectionLost('cut')], [history(row('q_1', 'Hi', 'a')), end(how)]])
      conversation.ask('Hi')
      await settled()
      assert.deepEqual(shown(), [`Hi > a (${status})`])
    }
  })

  test('the question never arrived', async () => {
    const { conversation, settled } = set([[begun, new ConnectionLost('cut')], [history(), end()]])
    conversation.ask('Hi')
    await settled()
    assert.equal(conversation.turns[0]?.problem?.kind, 'network')
  })

  test('the conversation is gone', async () => {
    const { conversation, settled } = set([[begun, text('1-1', 'a'), new ConnectionLost('cut')], [new Refusal('', 404, '')]])
    conversation.ask('Hi')
    await settled()
    assert.equal(conversation.block?.kind, 'gone')
  })
})

describe('coming back', () => {
  const works = Promise.resolve()

  test('shows the finished conversation', async () => {
    const { conversation, settled, shown } = set([[history(row('q_1', 'a', 'b', 'DONE'), row('q_2', 'c', 'd', 'STOPPED'), row('q_3', 'e', 'f', 'INTERRUPTED'), row('q_4', 'g', '', 'FAILED'), row('q_5', 'h', 'i')), end()]], REF)
    const restored = conversation.restore(works)
    assert.equal(conversation.phase, 'restoring')
    await restored
    await settled()
    assert.deepEqual(shown(), ['a > b (done)', 'c > d (stopped)', 'e > f (interrupted)', 'g >  (failed)', 'h > i (done)'])
  })

  test('goes on with a running answer, whose question only this browser knows', async () => {
    const { conversation, settled, until, shown, store } = set(
      [[history(row('q_0', 'a', 'b', 'DONE')), text('2-1', 'run'), text('2-2', 'ning'), last]],
      { ...REF, pending: { question: 'slow?', attempt: 'x' } },
    )
    void conversation.restore(works)
    await until(() => conversation.phase === 'answering')
    await settled()
    assert.deepEqual(shown(), ['a > b (done)', 'slow? > running (done)'])
    assert.deepEqual(store.saved, REF)
  })

  test('offers to send what never arrived, as the same message', async () => {
    const { api, conversation, settled, shown } = set([[history(), end()], [begun, text('1-1', 'a'), last]], { ...REF, pending: { question: 'Hi', attempt: 'x', attachments: ['f_1'] } })
    await conversation.restore(works)
    await settled()
    assert.deepEqual(shown(), ['Hi >  (failed)'])
    conversation.retry(conversation.turns[0]!)
    await settled()
    assert.deepEqual(api.questions, [{ text: 'Hi', attempt: 'x', attachments: ['f_1'] }])
  })

  test('forgets a conversation that is gone if the key works, and only then', async () => {
    const gone = set([[new Refusal('', 404, '')]], REF)
    await gone.conversation.restore(works)
    assert.equal(gone.store.saved, undefined)
    assert.equal(gone.conversation.phase, 'idle')

    const refused = set([[new Refusal('', 404, '')]], REF)
    const refusal = Promise.reject(new Error('refused'))
    refusal.catch(() => undefined)
    await assert.rejects(refused.conversation.restore(refusal))
    assert.deepEqual(refused.store.saved, REF)
  })

  test('tries until the server is there', async () => {
    const { waits, conversation, settled, shown } = set([[new ConnectionLost('away')], [new ConnectionLost('away')], [history(row('q_1', 'a', 'b')), end()]], REF)
    await conversation.restore(works)
    await settled()
    assert.deepEqual(shown(), ['a > b (done)'])
    assert.deepEqual(waits, [0, 1])
  })
})

describe('stopping', () => {
  test('shows at once, tells the server, and takes no more text', async () => {
    const { api, conversation, settled, until, shown } = set([[begun, text('1-1', 'a'), 'hang']])
    conversation.ask('Hi')
    await until(() => conversation.turns[0]?.answer === 'a')
    conversation.stop()
    assert.deepEqual(shown(), ['Hi > a (stopped)'])
    assert.equal(api.stops, 1)
    assert.equal(conversation.phase, 'stopping')
    conversation.reset()
    await settled()
  })

  test('ends with the stream', async () => {
    const { api, conversation, settled, until, shown } = set([[begun, text('1-1', 'a'), text('1-2', 'b'), text('1-3', 'c'), last]])
    conversation.ask('Hi')
    await until(() => conversation.turns[0]?.answer === 'a')
    conversation.stop()
    await settled()
    assert.deepEqual(shown(), ['Hi > a (stopped)'])
    assert.equal(api.stops, 1)
  })

  test('waits for the question to arrive, or the server would not know what to stop', async () => {
    const { api, conversation, settled, until } = set([[begun, last]])
    conversation.ask('Hi')
    await until(() => api.calls.length === 2)
    conversation.stop()
    assert.equal(api.stops, 0)
    await settled()
    assert.equal(api.stops, 1)
  })

  test('before there is a conversation: nothing is sent', async () => {
    const { api, conversation, settled } = set([[begun, last]])
    conversation.ask('Hi')
    conversation.stop()
    await settled()
    await tick()
    assert.deepEqual(api.calls, ['create'])
    assert.equal(api.stops, 0)
  })

  test('a new conversation stops the answer of the old one', async () => {
    const { api, conversation, until } = set([[begun, text('1-1', 'a'), 'hang']])
    conversation.ask('Hi')
    await until(() => conversation.turns[0]?.answer === 'a')
    conversation.reset()
    assert.equal(api.stops, 1)
    assert.deepEqual([conversation.turns, conversation.phase], [[], 'idle'])
  })
})

describe('besides the answer', () => {
  test('the title may come after the end', async () => {
    const title = frame('', { type: 'conversation_title_generated', messageType: 'EVENT', data: { title: 'Greetings' } })
    const { conversation, settled, listed, until, shown } = set([[begun, text('1-1', 'a'), last, text('1-9', 'late'), title]])
    conversation.ask('Hi')
    await settled()
    await until(() => listed.length === 2)
    assert.deepEqual(listed, ['c_1 Hi', 'c_1 = Greetings'])
    assert.deepEqual(shown(), ['Hi > a (done)'])
  })

  test('the place in the queue', async () => {
    const heartbeat = (fields: Fields) => frame('', { type: 'heartbeat', messageType: 'EVENT', ...fields })
    const { conversation, until, settled } = set([[begun, heartbeat({ queued: true, position: 3 }), heartbeat({}), text('1-1', 'a'), last]])
    conversation.ask('Hi')
    const [turn] = conversation.turns
    assert.equal(turn?.ahead, undefined)
    await until(() => turn?.ahead === 2)
    await until(() => turn?.ahead === -1)
    await settled()
  })

  test('a judgement is shown at once, and taken back if it fails', async () => {
    const { api, conversation, settled } = set([[begun, text('1-1', 'a'), last]])
    conversation.ask('Hi')
    await settled()
    const turn = conversation.turns[0]!
    const done = conversation.react(turn, 'LIKE')
    assert.equal(turn.reaction, 'LIKE')
    assert.equal(await done, true)
    api.reactError = new TypeError('away')
    assert.equal(await conversation.react(turn, 'NONE'), false)
    assert.equal(turn.reaction, 'LIKE')
    assert.deepEqual(api.reactions, ['q_1 LIKE', 'q_1 NONE'])
  })

  test('a question that the server refuses for now stays the same one, and says until when', async () => {
    const busy = frame('', { type: 'error', reason: 'ASSISTANT_BUSY', error: 'Busy.', retryAfter: 20, last: true })
    const { conversation, settled } = set([[begun, busy], [begun, frame('', { type: 'error', reason: 'IDEMPOTENCY_MISMATCH', error: 'x', last: true })]])
    conversation.ask('Hi')
    const { attempt } = conversation.turns[0]!
    await settled()
    const turn = conversation.turns[0]!
    assert.equal(turn.attempt, attempt)
    assert.equal(turn.problem?.kind, 'rate')
    assert.ok(Math.abs((turn.problem.retryAt ?? 0) - Date.now() - 20_000) < 2000)
    conversation.retry(turn)
    await settled()
    assert.notEqual(conversation.turns[0]?.attempt, attempt)
  })
})

describe('another conversation', () => {
  const other = { id: 'c_2', token: 't_2' }

  test('is gone on with; an answer that runs in the first one is not stopped', async () => {
    const { api, store, conversation, until, settled, shown } = set([[begun, text('1-1', 'a'), 'hang'], [history(row('q_9', 'Old', 'x', 'DONE')), end()]])
    conversation.ask('Hi')
    await until(() => conversation.turns[0]?.answer === 'a')
    assert.equal(await conversation.open(other), true)
    await settled()
    assert.deepEqual([shown(), conversation.id, api.stops, store.saved], [['Old > x (done)'], 'c_2', 0, other])
  })

  test('that is gone is forgotten', async () => {
    for (const status of [403, 404]) {
      const { store, conversation } = set([[new Refusal('', status, '')]])
      assert.equal(await conversation.open(other), false)
      assert.deepEqual([conversation.id, conversation.phase, store.saved], ['', 'idle', undefined])
    }
  })
})

describe('the page comes back', () => {
  const turns = [history(row('q_1', 'Hi', 'a', 'DONE')), end()]

  test('and what was said elsewhere is there', async () => {
    const { conversation, settled, shown } = set([[begun, text('1-1', 'a'), last], [history(row('q_1', 'Hi', 'a', 'DONE'), row('q_2', 'More', 'b', 'DONE')), end()]])
    conversation.ask('Hi')
    await settled()
    const [turn] = conversation.turns
    conversation.revive()
    await settled()
    assert.deepEqual(shown(), ['Hi > a (done)', 'More > b (done)'])
    assert.equal(conversation.turns[0], turn)
  })

  test('and a conversation that was ended elsewhere is not', async () => {
    const { store, conversation, settled } = set([turns], REF)
    await conversation.restore(Promise.resolve())
    await settled()
    assert.equal(conversation.turns.length, 1)
    store.clear()
    conversation.revive()
    assert.deepEqual([conversation.turns, conversation.id, conversation.phase], [[], '', 'idle'])
    assert.equal(store.saved, undefined)
  })

  test('or another tab has gone on with it: what is said there is there, but no answer is disturbed', async () => {
    const { api, store, conversation, settled, until, shown } = set([[begun, text('1-1', 'a'), last], [history(row('q_1', 'Hi', 'a', 'DONE'), row('q_2', 'More', 'b', 'DONE')), end()], [begun, frame('3-1', { id: 'q_3', message: 'c' }), 'hang']])
    conversation.ask('Hi')
    store.elsewhere = true
    conversation.revive(true)
    await settled()
    assert.equal(api.calls.length, 2)
    conversation.revive(true)
    await settled()
    assert.deepEqual(shown(), ['Hi > a (done)', 'More > b (done)'])
    store.elsewhere = false
    conversation.revive(true)
    assert.equal(conversation.phase, 'idle')
    store.elsewhere = true
    conversation.ask('On')
    await until(() => conversation.turns[2]?.answer === 'c')
    conversation.revive(true)
    assert.equal(conversation.phase, 'answering')
  })

  test('a connection that has been silent for long is given up, a lively one is not', async (context) => {
    const { api, conversation, settled, until, shown } = set([[begun, text('1-1', 'a'), 'hang'], [history(row('q_1', 'Hi', 'a')), text('1-2', 'b'), last]])
    conversation.ask('Hi')
    await until(() => conversation.turns[0]?.answer === 'a')
    conversation.wake()
    await tick()
    assert.equal(api.calls.length, 2)
    context.mock.method(Date, 'now', () => Infinity)
    conversation.wake()
    await settled()
    assert.deepEqual(shown(), ['Hi > ab (done)'])
    assert.equal(api.calls.at(-1), 'resume 1-1')
  })
})
