import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ConnectionLost, EventParser, readEvents, type ServerEvent } from '../src/sse'

const TEXT = '\uFEFFid: 3-1\ndata: {"a":"ü😀"}\n\n: comment\nretry: 5\n\nevent: history\r\ndata: one\r\ndata:two\r\n\r\ndata\rid: 3-2\r\runknown: x\nid: bad\0\ndata:  spaced\n\ndata: lost'

const EVENTS: ServerEvent[] = [
  { id: '3-1', event: '', data: '{"a":"ü😀"}' },
  { id: '3-1', event: 'history', data: 'one\ntwo' },
  { id: '3-2', event: '', data: '' },
  { id: '3-2', event: '', data: ' spaced' },
]

function bodyOf(bytes: Uint8Array, size: number): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size))
      controller.close()
    },
  })
}

async function all(body: ReadableStream<Uint8Array>, idleMs = 1000): Promise<ServerEvent[]> {
  const events: ServerEvent[] = []
  for await (const event of readEvents(body, idleMs)) events.push(event)
  return events
}

describe('event parser', () => {
  test('reads the whole text', () => assert.deepEqual(new EventParser().push(TEXT), EVENTS))

  test('reads the same events however the bytes are cut', async () => {
    const bytes = new TextEncoder().encode(TEXT)
    for (let size = 1; size <= bytes.length; size++) assert.deepEqual(await all(bodyOf(bytes, size)), EVENTS, `pieces of ${size}`)
  })
})

describe('stream of events', () => {
  test('counts silence as a lost connection and lets go of the body', async () => {
    let cancelled = false
    const silent = new ReadableStream<Uint8Array>({ cancel: () => void (cancelled = true) })
    await assert.rejects(all(silent, 5), ConnectionLost)
    assert.ok(cancelled)
  })

  test('reports a broken body as a lost connection', async () => {
    const broken = new ReadableStream<Uint8Array>({ start: (controller) => controller.error(new TypeError('network error')) })
    await assert.rejects(all(broken), ConnectionLost)
  })

  test('lets go of the body when the reader has heard enough', async () => {
    let cancelled = false
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode('data: a\n\ndata: b\n\n')),
      cancel: () => void (cancelled = true),
    })
    for await (const event of readEvents(body, 1000)) {
      assert.equal(event.data, 'a')
      break
    }
    assert.ok(cancelled)
  })
})
