import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EngagementHost } from '../src/engagement-interface'
import { entrySound } from '../src/entry-sound'

const settle = () => new Promise((resolve) => setImmediate(resolve))

interface Page {
  sound?: boolean
  ageMs?: number
  arrival?: string
  referrer?: string
  hidden?: boolean
  calm?: boolean
  saves?: boolean
  open?: boolean
  /** Whether the browser lets it be heard. */
  allowed?: boolean
  policy?: string
  active?: boolean
  stored?: Record<string, string>
}

const set = (name: string, value: unknown) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })

/** A page with a key whose sound is on, and a visitor who has just come. */
function enter({ sound = true, ageMs = 500, arrival = 'navigate', referrer = 'https://search.example/', hidden = false, calm = false, saves = false, open = false, allowed = true, policy, active = false, stored = {} }: Page = {}) {
  const activation = { isActive: active, hasBeenActive: active }
  const state = { age: ageMs, allowed, rings: 0, open, sound, stored, activation, events: [] as string[] }
  const storage = {
    getItem: (name: string) => stored[name] ?? null,
    setItem: (name: string, value: string) => (stored[name] = value),
    removeItem: (name: string) => Reflect.deleteProperty(stored, name),
  }
  const window = new EventTarget()
  set('window', Object.assign(window, { localStorage: storage, sessionStorage: storage }))
  set('document', { referrer, hidden })
  set('location', new URL('https://shop.example/tea'))
  set('navigator', { userActivation: activation, connection: { saveData: saves }, ...(policy && { getAutoplayPolicy: () => policy }) })
  set('matchMedia', () => ({ matches: calm }))
  set('performance', { now: () => state.age, getEntriesByType: () => [{ type: arrival }] })
  const element = Object.defineProperty(Object.assign(new EventTarget(), { apiKey: 'k' }), 'opened', { get: () => state.open })
  const host = { element, facts: { get options() { return { engagementSound: state.sound } } }, emit: (type: string) => state.events.push(type) }
  const life = new AbortController()
  const bell = entrySound(host as unknown as EngagementHost, life.signal, () => {
    state.rings += state.allowed ? 1 : 0
    return Promise.resolve(state.allowed)
  })
  bell.update()
  const gesture = async (type = 'pointerup', counts = true) => {
    state.allowed = counts
    Object.assign(activation, { isActive: counts, hasBeenActive: activation.hasBeenActive || counts })
    window.dispatchEvent(new Event(type))
    await settle()
  }
  return { state, bell, element, life, gesture }
}

test('it rings at once where the browser allows it, and stores nothing of a visitor who did nothing', async () => {
  const { state, bell } = enter()
  await settle()
  bell.update()
  await settle()
  assert.equal(state.rings, 1)
  assert.deepEqual(state.stored, {})
})

test('where it is forbidden it rings with the first gesture, once', async () => {
  const { state, gesture } = enter({ allowed: false })
  await settle()
  await gesture('keydown', false)
  assert.equal(state.rings, 0)
  await gesture('keydown')
  await gesture()
  assert.equal(state.rings, 1)
  assert.deepEqual(state.stored, { 'latchkey:sound:k': '1' })
})

test('a browser that says no is not tried', async () => {
  const { state, gesture } = enter({ policy: 'disallowed' })
  await settle()
  assert.equal(state.rings, 0)
  await gesture()
  assert.equal(state.rings, 1)
})

test('a gesture after ten seconds comes too late', async () => {
  const { state, gesture } = enter({ allowed: false })
  await settle()
  state.age = 10_001
  await gesture()
  state.age = 1000
  await gesture()
  assert.equal(state.rings, 0)
})

for (const [why, page] of Object.entries<Page>({
  'the sound is off': { sound: false },
  'the page is old': { ageMs: 11_000 },
  'the page was reloaded': { arrival: 'reload' },
  'the visitor comes back': { arrival: 'back_forward' },
  'the visitor comes from another page of the website': { referrer: 'https://shop.example/' },
  'the page is in the background': { hidden: true },
  'the visitor wants no motion': { calm: true },
  'the chat is open': { open: true },
  'it was heard in this visit': { stored: { 'latchkey:sound:k': '1' } },
  'the visitor has muted it': { stored: { 'latchkey:muted:k': '1' } },
})) {
  test(`silence when ${why}`, async () => {
    const { state, gesture } = enter(page)
    await settle()
    await gesture()
    assert.equal(state.rings, 0)
  })
}

test('a website whose name only begins alike is another one', async () => {
  const { state } = enter({ referrer: 'https://shop.example.com/' })
  await settle()
  assert.equal(state.rings, 1)
})

test('once the chat is open no gesture rings', async () => {
  const { state, bell, gesture } = enter({ allowed: false })
  await settle()
  state.open = true
  bell.update()
  state.open = false
  await gesture()
  assert.equal(state.rings, 0)
})

test('nor after the element is gone', async () => {
  const { state, life, gesture } = enter({ allowed: false })
  await settle()
  life.abort()
  await gesture()
  assert.equal(state.rings, 0)
})

test('it can be played at will, and tells whether it was heard', async () => {
  const { state, bell } = enter({ sound: false })
  assert.equal(await bell.play(), true)
  assert.equal(state.rings, 1)
  state.allowed = false
  assert.equal(await bell.play(), false)
})

test('who mutes it hears nothing, until it is turned on again', async () => {
  const { state, bell, element } = enter({ sound: false })
  const mute = (muted: boolean) => element.dispatchEvent(new CustomEvent('latchkey-mute', { detail: { muted } }))
  mute(true)
  assert.equal(await bell.play(), false)
  mute(false)
  assert.equal(await bell.play(), true)
  assert.equal(state.rings, 1)
})

test('the page is told that the browser keeps it silent', async () => {
  const { state } = enter({ allowed: false })
  await settle()
  assert.deepEqual(state.events, ['latchkey-sound-blocked'])
  const heard = enter()
  await settle()
  assert.deepEqual(heard.state.events, [])
})

test('who saves data hears nothing', async () => {
  const { state, gesture } = enter({ saves: true })
  await gesture()
  assert.equal(state.rings, 0)
})
