// What an element leaves behind when it is taken off the page: nothing.
import assert from 'node:assert/strict'
import { KEY } from '../dev/server.mjs'
import { inPage } from './in-page.mjs'

const TIMES = 20

/** Remembers what has been begun and is not over: timers, frames, requests, observers, channels. */
function watch() {
  const pending = (globalThis.pending = new Set())
  const follow = (begin, end, once) => {
    const [real, cancel] = [globalThis[begin], globalThis[end]]
    globalThis[begin] = (callback, ...rest) => {
      const id = real((...args) => {
        if (once) pending.delete(`${begin} ${id}`)
        callback(...args)
      }, ...rest)
      pending.add(`${begin} ${id}`)
      return id
    }
    globalThis[end] = (id) => {
      pending.delete(`${begin} ${id}`)
      cancel(id)
    }
  }
  follow('setTimeout', 'clearTimeout', true)
  follow('setInterval', 'clearInterval', false)
  follow('requestAnimationFrame', 'cancelAnimationFrame', true)
  follow('requestIdleCallback', 'cancelIdleCallback', true)
  for (const name of ['ResizeObserver', 'IntersectionObserver', 'MutationObserver']) {
    globalThis[name] = class extends globalThis[name] {
      observe(...args) {
        pending.add(this)
        super.observe(...args)
      }
      disconnect() {
        pending.delete(this)
        super.disconnect()
      }
    }
  }
  for (const name of ['BroadcastChannel', 'EventSource', 'WebSocket', 'AudioContext']) {
    globalThis[name] = class extends globalThis[name] {
      constructor(...args) {
        super(...args)
        pending.add(this)
      }
      close() {
        pending.delete(this)
        return super.close()
      }
    }
  }
  const fetch = globalThis.fetch
  globalThis.fetch = async (...args) => {
    const call = { name: `fetch ${args[0]}` }
    pending.add(call.name)
    try {
      return await fetch(...args)
    } finally {
      pending.delete(call.name)
    }
  }
}

inPage(`nodes, listeners and timers that are kept after it came and went ${TIMES} times`, {
  policy: '', delay: 1,
  configuration: { chatEngagementPrompts: ['Green?', 'Black?'], chatEngagementPromptRotateTime: 1, engagementSound: true, maxMessagePerConversation: 3 },
  prepare: (page) => page.addInitScript(watch),
  page: (host) => `<body><main><h1>Tea</h1></main><script type="module" src="${host}/embed/${KEY}.js"></script>`,
}, async ({ page, context, chat, open, ask, answered }) => {
  await chat.locator('.button').waitFor()
  const session = await context.newCDPSession(page)
  await session.send('Performance.enable')

  /** Opens the chat, asks, lets the second answer be under way, and takes the element off the page. */
  const comeAndGo = async (time) => {
    // Another key each time, which nothing is known of.
    await page.evaluate((key) => {
      document.querySelector('latchkey-chat')?.remove()
      const element = document.createElement('latchkey-chat')
      element.apiKey = key
      document.body.append(element)
    }, `${KEY}${time}`)
    if (Number(time) % 5 === 0) await chat.locator('.prompt .say').first().waitFor()
    await open()
    await ask('Show me code')
    await answered()
    await chat.locator('.copy').first().click()
    await ask('tokens')
    await chat.locator('.turn.live .text p').first().waitFor()
    await page.evaluate(() => document.querySelector('latchkey-chat').remove())
  }

  // Everything that is over by itself within a short time (a fade, a word that says "copied") may end.
  const left = async () => {
    await page.waitForFunction(() => [...globalThis.pending].every((what) => !/^(setTimeout|fetch)/.test(what)), undefined, { polling: 100 })
    for (let time = 0; time < 3; time++) await session.send('HeapProfiler.collectGarbage')
    const { metrics } = await session.send('Performance.getMetrics')
    const of = (wanted) => metrics.find(({ name }) => name === wanted).value
    return { nodes: of('Nodes'), listeners: of('JSEventListeners'), pending: await page.evaluate(() => [...globalThis.pending].map(String)) }
  }

  // The first time loads modules and style sheets, which stay.
  await comeAndGo('')
  const before = await left()
  for (let time = 0; time < TIMES; time++) await comeAndGo(time)
  const after = await left()
  const kept = { nodes: after.nodes - before.nodes, listeners: after.listeners - before.listeners, pending: after.pending.length - before.pending.length }
  console.log(`gate: kept after ${TIMES} times on and off the page: ${kept.nodes} nodes, ${kept.listeners} listeners, ${kept.pending} timers, observers and requests (goal 0)`)
  assert.deepEqual(kept, { nodes: 0, listeners: 0, pending: 0 }, after.pending.join())
})
