import i18next from 'i18next'
import { describe, expect, it } from 'vitest'
import { CallFailed, fieldProblem, sentence } from '../src/api/problem'
import { policyFor, SNIPPETS, PLATFORMS } from '../src/guide/snippets'
import { bytes } from '../src/i18n/format'
import { entryFor } from '../src/keys/refused'
import { questionOf } from '../src/keys/tester'
import { browserName } from '../src/settings/browser-name'
import { steps } from '../src/usage/steps'

describe('questionOf', () => {
  it.each([
    ['https://www.shop.example/cart?x=1#y', { origin: 'https://www.shop.example' }],
    ['shop.example', { origin: 'https://shop.example' }],
    ['http://localhost:3000/', { origin: 'http://localhost:3000' }],
    ['capacitor://localhost', { origin: 'capacitor://localhost' }],
    ['203.0.113.7', { ipAddress: '203.0.113.7' }],
    ['[2001:db8::1]', { ipAddress: '2001:db8::1' }],
    ['::ffff:10.0.0.1', { ipAddress: '::ffff:10.0.0.1' }],
    ['not a website', { origin: 'not a website' }],
  ])('%s', (typed, question) => expect(questionOf(typed)).toEqual(question))
})

describe('entryFor', () => {
  const caller = { code: 'ORIGIN_NOT_ALLOWED', origin: 'https://a.example', ipAddress: '', reportOnly: false, count: 1, lastAt: '' }
  it('offers a website or an address, and nothing for what is neither', () => {
    expect(entryFor(caller)).toEqual({ list: 'websites', entry: 'https://a.example' })
    expect(entryFor({ ...caller, origin: '(unreadable)' })).toBeUndefined()
    expect(entryFor({ ...caller, origin: 'null' })).toBeUndefined()
    expect(entryFor({ ...caller, code: 'KEY_DISABLED' })).toBeUndefined()
    expect(entryFor({ ...caller, code: 'ADDRESS_NOT_ALLOWED', origin: '', ipAddress: '192.0.2.1' })).toEqual({ list: 'ipAddresses', entry: '192.0.2.1' })
  })
})

describe('problems', () => {
  const answer = { code: 'INVALID_INPUT', detail: 'The input is not valid.', errors: [{ location: 'restriction.websites[1]', message: 'must not have a path' }] }
  const failed = CallFailed.of(new Response(null, { status: 422 }), answer)
  it('finds the words for a field, also when they are about an entry of it', () => {
    expect(fieldProblem(failed, 'restriction.websites')).toBe('Must not have a path.')
    expect(fieldProblem(failed, 'name')).toBeUndefined()
    expect(fieldProblem(new Error('x'), 'name')).toBeUndefined()
  })
  it('survives an answer that is not JSON', () => expect(CallFailed.of(new Response(null, { status: 502, statusText: 'Bad Gateway' }), 'nonsense').message).toBe('Bad Gateway'))
  it('makes sentences', () => expect(sentence('ends already.')).toBe('Ends already.'))
})

it('every snippet names the server and the key', () => {
  const place = { server: 'https://chat.example', assistantId: 'aX7', key: 'aX7-lkSecret', origin: 'https://shop.example' }
  for (const platform of PLATFORMS) {
    const text = SNIPPETS[platform](place)
    expect(text, platform).toContain('https://chat.example')
    expect(text, platform).toContain('aX7-lkSecret')
  }
  expect(policyFor(place.server)).not.toContain('unsafe')
})

it('names the browsers that people have', () => {
  expect(browserName('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0')).toBe('Firefox · Linux')
  expect(browserName('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1')).toBe('Safari · iOS')
  expect(browserName('curl/8')).toBe('')
})

it('a chart has a row for every day, also for those without use', () => {
  const rows = steps({ from: '2026-02-01T00:00:00Z', to: '2026-02-03T00:00:00Z' }, 7, [{ hour: '2026-02-01T05:00:00Z', n: 2 }, { hour: '2026-02-01T06:00:00Z', n: 3 }], ({ n }) => ({ n }))
  expect(rows.map((row) => row.n).reduce((sum, n) => Number(sum) + Number(n), 0)).toBe(5)
  expect(rows.length).toBeGreaterThanOrEqual(2)
  expect(rows.every((row) => typeof row.n === 'number')).toBe(true)
})

it.each([
  ['en', ['0 bytes', '1 byte', '78 bytes', '1.2 kB', '10 MB']],
  ['it', ['0 byte', '1 byte', '78 byte', '1,2 kB', '10 MB']],
  ['de', ['0 Byte', '1 Byte', '78 Byte', '1,2 kB', '10 MB']],
  ['fr', ['0 octet', '1 octet', '78 octets', '1,2 ko', '10 Mo']],
  ['es', ['0 bytes', '1 byte', '78 bytes', '1,2 kB', '10 MB']],
])('a size reads as people write it in %s', async (language, sizes) => {
  await i18next.init({ lng: language, resources: {} })
  expect([0, 1, 78, 1234, 10_000_000].map((size) => bytes(size).replaceAll(/\s/g, ' '))).toEqual(sizes)
})
