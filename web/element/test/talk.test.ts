import assert from 'node:assert/strict'
import { beforeEach, describe, test } from 'node:test'
import { Announcer } from '../src/announcer'
import { ConversationList } from '../src/conversation-list'
import { durationOf } from '../src/duration'
import { readFrame } from '../src/frames'
import { whenOf } from '../src/history-when'
import { useDocument } from './dom'

describe('times in words', () => {
  test('how long to wait', () => {
    assert.deepEqual([1, 20_000, 90_000, 91_000, 119_500, 3_600_000, 80_000_000].map((ms) => durationOf(ms, 'en')), ['1 second', '20 seconds', '90 seconds', '2 minutes', '2 minutes', '60 minutes', '23 hours'])
    assert.equal(durationOf(20_000, 'de'), '20 Sekunden')
  })

  test('how long ago', () => {
    const now = Date.UTC(2026, 10, 26, 12)
    assert.deepEqual([0, 61_000, 7_200_000, 86_400_000, 3 * 86_400_000].map((ago) => whenOf(now - ago, now, 'en')), ['now', '1 minute ago', '2 hours ago', 'yesterday', '3 days ago'])
    assert.equal(whenOf(Date.UTC(2026, 9, 1, 12), now, 'en'), 'Oct 1, 2026')
    assert.equal(whenOf(now + 5000, now, 'en'), 'now')
  })
})

describe('the list of conversations', () => {
  const stored = new Map<string, string>()
  beforeEach(() => {
    stored.clear()
    const localStorage = { getItem: (name: string) => stored.get(name) ?? null, setItem: (name: string, text: string) => stored.set(name, text), removeItem: (name: string) => stored.delete(name) }
    Object.assign(globalThis, { window: { localStorage } })
  })
  const ref = (id: string) => ({ id, token: `t_${id}` })
  const titles = (list: ConversationList) => list.all.map(({ title }) => title)

  test('begins with the first question, and what is asked again comes first', () => {
    const list = new ConversationList('key')
    list.asked(ref('a'), '  Can I\n return it? ')
    list.asked(ref('b'), 'b')
    list.asked(ref('a'), 'something else')
    assert.deepEqual(titles(list), ['Can I return it?', 'b'])
    list.retitle('a', 'Returns')
    list.retitle('b', '')
    list.asked(ref('a'), 'more')
    assert.deepEqual(titles(new ConversationList('key')), ['Returns', 'b'])
    assert.deepEqual(titles(new ConversationList('other')), [])
  })

  test('keeps fifty, with short titles of whole characters', () => {
    const list = new ConversationList('key')
    for (let at = 0; at < 60; at++) list.asked(ref(String(at)), '🍵'.repeat(100))
    assert.equal(list.all.length, 50)
    assert.equal(list.all[0]?.id, '59')
    assert.equal(list.all[0].title, '🍵'.repeat(80))
  })

  test('is nothing when it is empty, or not ours', () => {
    const list = new ConversationList('key')
    list.asked(ref('a'), 'a')
    list.remove(['a'])
    assert.equal(stored.size, 0)
    for (const odd of ['{', '1', '[{}]', '{"id":1}']) {
      stored.set('latchkey:conversations:key', odd)
      assert.deepEqual(list.all, [])
    }
  })
})

test('what a frame says of the wait', () => {
  const heartbeat = { type: 'heartbeat', messageType: 'EVENT' }
  assert.deepEqual(readFrame(heartbeat), { kind: 'wait', ahead: -1 })
  assert.deepEqual(readFrame({ ...heartbeat, queued: true, position: 3 }), { kind: 'wait', ahead: 2 })
  assert.deepEqual(readFrame({ ...heartbeat, queued: true, position: 1 }), { kind: 'wait', ahead: 0 })
  assert.deepEqual(readFrame({ ...heartbeat, queued: true, position: 'x' }), { kind: 'wait', ahead: 0 })
  assert.equal(readFrame({ type: 'tool_use', messageType: 'LLM', message: 'x' }), undefined)
})

describe('what is said aloud', () => {
  const announcerOn = (host: object) => {
    const said: string[] = []
    const document = useDocument()
    const element = Object.assign(document.createElement('div'), host)
    const announcer = new Announcer(element)
    const read = () => element.firstChild?.textContent ?? ''
    return { announcer, element, said, read }
  }

  test('one thing after the other, without what is out of date', (context) => {
    context.mock.timers.enable({ apis: ['setTimeout'] })
    const { announcer, read } = announcerOn({})
    announcer.say('is thinking', true)
    announcer.say('is answering', true)
    assert.equal(read(), '')
    context.mock.timers.tick(250)
    assert.equal(read(), 'is answering')
    announcer.say('The answer.')
    announcer.say('Deleted.')
    context.mock.timers.tick(250)
    assert.equal(read(), 'The answer.')
    context.mock.timers.tick(600)
    assert.equal(read(), 'Deleted.')
    context.mock.timers.tick(10_000)
    assert.equal(read(), '')
    announcer.destroy()
  })

  test('by the browser’s own function where there is one', (context) => {
    context.mock.timers.enable({ apis: ['setTimeout'] })
    const said: string[] = []
    const { announcer, read } = announcerOn({ ariaNotify: (text: string) => said.push(text) })
    announcer.say('The answer.')
    context.mock.timers.tick(250)
    assert.deepEqual([said, read()], [['The answer.'], ''])
    announcer.say('Never.')
    announcer.destroy()
    context.mock.timers.tick(10_000)
    assert.equal(said.length, 1)
  })
})
