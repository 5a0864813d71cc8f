// The element as a guest: its interface for the page, and what it leaves behind there.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { chromium } from '@playwright/test'
import { KEY, startServer, startSite } from '../dev/server.mjs'
import { boxOf, closing, inPage } from './in-page.mjs'

const STILL = { reducedMotion: 'reduce' }
const OTHER = 'aX7kP2-lkother'

/** What happens at the element, as `name by source`. */
const record = (page) => page.evaluate(() => {
  globalThis.seen = []
  for (const name of ['ready', 'open', 'opened', 'close', 'closed', 'unread', 'prompt', 'sound-blocked']) {
    document.addEventListener(`latchkey-${name}`, ({ detail }) => globalThis.seen.push([name, ...Object.values(detail ?? {})].join(' ')))
  }
})
const seen = (page) => page.evaluate(() => globalThis.seen)
/** Runs a function in the page with its first chat. */
const withChat = (page, act, argument) => page.evaluate(([source, argument]) => new Function('chat', 'argument', `return (${source})(chat, argument)`)(document.querySelector('latchkey-chat'), argument), [String(act), argument])
const bare = (body = `<latchkey-chat api-key="${KEY}"></latchkey-chat>`) => (host) => `<body style="margin:0">${body}<script type="module" src="${host}/embed/element.js"></script>`
const free = { policy: '', context: STILL }

describe('methods', () => {
  inPage('say what came of it', free, async ({ page, chat, button, answered, focused }) => {
    await button.waitFor()
    await record(page)
    assert.equal(await withChat(page, (chat) => chat.open()), true)
    assert.equal(await focused(), 'textarea')
    assert.equal(await withChat(page, (chat) => chat.toggle()), true)
    assert.equal(await withChat(page, (chat) => chat.close()), true)
    assert.equal(await withChat(page, (chat) => chat.ask('Can I return it?')), true)
    await answered()
    assert.deepEqual(await seen(page), ['open api', 'opened api', 'close api', 'closed api', 'open api', 'opened api'])
    await withChat(page, (chat) => chat.newConversation())
    assert.equal(await chat.locator('.turn').count(), 0)
  })

  inPage('wait until the chat is there', { ...free, page: () => '<body>' }, async ({ page, server, chat }) => {
    await page.evaluate(async ([host, key]) => {
      await import(`${host}/embed/element.js`)
      const chat = Object.assign(document.createElement('latchkey-chat'), { apiKey: key })
      globalThis.early = Promise.all([chat.whenReady(), chat.ask('Can I return it?')])
      document.body.append(chat)
    }, [server.origin, KEY])
    assert.deepEqual(await page.evaluate(() => globalThis.early), [true, true])
    await chat.locator('.question').waitFor()
  })

  inPage('open nothing where the page objects, whoever wants it', free, async ({ page, chat, button }) => {
    await button.waitFor()
    await page.evaluate(() => document.addEventListener('latchkey-open', (event) => event.preventDefault()))
    await button.click()
    assert.equal(await withChat(page, (chat) => chat.open()), false)
    assert.equal(await withChat(page, (chat) => ((chat.opened = true), chat.opened)), false)
    assert.equal(await chat.locator('.panel').getAttribute('inert'), '')
  })

  inPage('close nothing where the page objects', free, async ({ page, chat, open }) => {
    await open()
    await page.evaluate(() => document.addEventListener('latchkey-close', (event) => event.preventDefault(), { once: true }))
    assert.equal(await withChat(page, (chat) => chat.close()), false)
    await record(page)
    await chat.locator('.panel').getByRole('button', { name: 'Close chat' }).click()
    await chat.locator('.panel').waitFor({ state: 'hidden' })
    await open()
    await page.keyboard.press('Escape')
    assert.deepEqual(await seen(page), ['close header', 'closed header', 'open button', 'opened button', 'close escape', 'closed escape'])
  })
})

describe('triggers', () => {
  const buttons = `<button data-latchkey-open><b>Ask us</b></button><a href="/contact" data-latchkey-open="${OTHER}" data-latchkey-ask="Can I return it?">Return</a><a id="plain" href="#latchkey-open">Help</a>`
  const two = `${buttons}<latchkey-chat api-key="${KEY}"></latchkey-chat><latchkey-chat api-key="${OTHER}"></latchkey-chat>`

  inPage('open the chat that they mean, ask, and get the focus back', { ...free, page: bare(two) }, async ({ page }) => {
    const chats = page.locator('latchkey-chat')
    await chats.nth(1).locator('.button').waitFor()
    await chats.nth(0).locator('.button').waitFor()
    const opened = () => chats.evaluateAll((all) => all.map((chat) => chat.opened))
    await page.locator('b').click()
    assert.deepEqual(await opened(), [true, false])
    await page.keyboard.press('Escape')
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Ask us')
    await page.locator('[data-latchkey-ask]').click()
    assert.deepEqual(await opened(), [false, true])
    await chats.nth(1).locator('.question').waitFor()
    await page.evaluate(() => document.querySelectorAll('latchkey-chat')[1].close())
    await page.locator('#plain').click()
    assert.deepEqual(await opened(), [true, false])
    assert.equal(new URL(page.url()).hash, '')
  })

  inPage('leave to the browser and to the page what is theirs', { ...free, page: bare(`<a data-latchkey-open href="#there">There</a><button data-latchkey-open onclick="event.preventDefault()">No</button><latchkey-chat api-key="${KEY}"></latchkey-chat>`) }, async ({ page, button, chat }) => {
    await button.waitFor()
    await page.locator('a').click({ modifiers: ['Control'] })
    await page.getByText('No').click()
    assert.equal(await chat.getAttribute('open'), null)
    // Nor do they count as clicks before the chat was there, when it comes anew.
    await page.waitForFunction(() => performance.getEntriesByType('first-input').length)
    await page.evaluate(async () => {
      const chat = document.querySelector('latchkey-chat')
      chat.remove()
      await null
      document.body.append(chat)
      await chat.whenReady()
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => setTimeout(resolve))))
    })
    assert.equal(await chat.getAttribute('open'), null)
  })

  inPage('count also when they were clicked before the chat was loaded', {
    context: STILL,
    page: (host) => `<body><button data-latchkey-open data-latchkey-ask="Can I return it?">Ask</button><script type="module" src="${host}/embed/${KEY}.js"></script>`,
    prepare: (page) => page.route('**/embed/aX7kP2*', async (route) => {
      await page.getByText('Ask').click()
      await page.waitForFunction(() => performance.getEntriesByType('first-input').length)
      await route.continue()
    }),
  }, async ({ chat }) => {
    await chat.locator('.question').getByText('Can I return it?').waitFor()
  })

  inPage('count also when something else was clicked since, before the chat was there', {
    context: STILL,
    page: (host) => `<body><p>Tea</p><button data-latchkey-open>Ask</button><latchkey-chat api-key="${KEY}"></latchkey-chat><script type="module" src="${host}/embed/element.js"></script>`,
    prepare: async (page) => {
      await page.route('**/embed/element.js', async (route) => {
        await page.getByText('Ask').click()
        await page.waitForFunction(() => performance.getEntriesByType('first-input').length)
        await route.continue()
      })
      await page.route('**/assistants/*', async (route) => {
        await page.getByText('Tea').click()
        await route.continue()
      })
    },
  }, async ({ chat }) => {
    await chat.locator('.starter').first().waitFor()
  })

  inPage('count once, also when they are the first that was clicked', {
    context: STILL,
    page: (host) => `<body><button data-latchkey-open data-latchkey-ask="Can I return it?">Ask</button><script type="module" src="${host}/embed/${KEY}.js"></script>`,
    prepare: (page) => page.addInitScript(() => {
      const real = globalThis.requestAnimationFrame
      let held = []
      globalThis.requestAnimationFrame = (act) => held?.push(act) ?? real(act)
      globalThis.goOn = () => {
        held.forEach((act) => real(act))
        held = undefined
      }
    }),
  }, async ({ page, requests, answered, input, button }) => {
    await button.waitFor()
    // After the chat is there, and before it has looked for what was clicked earlier.
    await page.getByText('Ask', { exact: true }).click()
    await page.waitForFunction(() => performance.getEntriesByType('first-input').length, undefined, { polling: 50 })
    await page.evaluate(() => globalThis.goOn())
    await answered()
    await page.getByText('Ask', { exact: true }).click()
    await answered(2)
    assert.equal(requests.filter((line) => /^POST .*queries/.test(line)).length, 2)
    assert.equal(await input.inputValue(), '')
  })

  inPage('are links as well, from anywhere', { context: STILL, path: '/#latchkey-open' }, async ({ chat }) => {
    await chat.locator('.starter').first().waitFor()
    assert.equal(await chat.getAttribute('open'), '')
  })
})

describe('looks', () => {
  inPage('hidden it has no button until it is opened', { ...free, page: bare(`<button data-latchkey-open>Ask</button><latchkey-chat hidden api-key="${KEY}"></latchkey-chat>`) }, async ({ page, chat, button }) => {
    await withChat(page, (chat) => chat.whenReady())
    assert.ok(await button.isHidden())
    await page.getByText('Ask').click()
    await chat.locator('.starter').first().waitFor()
    assert.ok(await button.isHidden())
    const { y, height } = await boxOf(chat.locator('.panel'))
    assert.equal(y + height, 790)
    await page.keyboard.press('Escape')
    assert.ok(await chat.locator('.panel').isHidden())
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Ask')
    await withChat(page, (chat) => (chat.hidden = false))
    assert.ok(await button.isVisible())
  })

  inPage('hidden without a close button it shows the way back', { ...free, configuration: { showCloseButtons: false }, page: bare(`<latchkey-chat hidden api-key="${KEY}"></latchkey-chat>`) }, async ({ page, button }) => {
    await withChat(page, (chat) => chat.open())
    await button.click()
    assert.ok(await button.isHidden())
  })

  inPage('inline it fills its container and has nothing to close', { ...free, page: bare(`<div style="width:500px;height:600px"><latchkey-chat inline api-key="${KEY}"></latchkey-chat></div>`) }, async ({ page, chat }) => {
    await chat.locator('.starter').first().waitFor()
    assert.deepEqual(await boxOf(chat.locator('.panel')), { x: 0, y: 0, width: 500, height: 600 })
    assert.ok(await chat.locator('.panel').getByRole('button', { name: 'Close chat' }).isHidden())
    await withChat(page, (chat) => (chat.inline = false))
    assert.ok(await chat.locator('.button').isVisible())
  })

  inPage('colours follow the device, the page if it says so, and its variables', free, async ({ page, chat, open }) => {
    await open()
    const ground = () => chat.locator('.panel').evaluate((panel) => getComputedStyle(panel).backgroundColor)
    assert.equal(await ground(), 'rgb(251, 251, 250)')
    await page.emulateMedia({ colorScheme: 'dark' })
    assert.equal(await ground(), 'rgb(20, 21, 23)')
    await withChat(page, (chat) => (chat.colorScheme = 'light'))
    assert.equal(await ground(), 'rgb(251, 251, 250)')
    await page.emulateMedia({ colorScheme: 'light' })
    await withChat(page, (chat) => (chat.colorScheme = 'dark'))
    assert.equal(await ground(), 'rgb(20, 21, 23)')
    await withChat(page, (chat) => chat.style.setProperty('--latchkey-ground-dark', 'rgb(1, 2, 3)'))
    assert.equal(await ground(), 'rgb(1, 2, 3)')
  })

  inPage('the page moves and paints it with variables and parts', {
    ...free,
    page: (host) => `<style>
      latchkey-chat { --latchkey-offset-side: 50px; --latchkey-offset-bottom: 80px; --latchkey-button-size: 60px; --latchkey-header: #ffd84d; --latchkey-on-header: #102030; --latchkey-panel-width: 300px; --latchkey-z-index: 7 }
      latchkey-chat::part(button-icon) { opacity: .5 } latchkey-chat::part(title) { color: rgb(9, 8, 7) }
    </style><body><script type="module" src="${host}/embed/${KEY}.js"></script>`,
  }, async ({ chat, button, open }) => {
    assert.deepEqual(await boxOf(button), { x: 1100 - 50 - 60, y: 800 - 80 - 60, width: 60, height: 60 })
    await open()
    assert.equal((await boxOf(chat.locator('.panel'))).width, 300)
    const look = (locator, name) => locator.evaluate((element, name) => getComputedStyle(element)[name], name)
    assert.deepEqual([await look(button, 'backgroundColor'), await look(button, 'color'), await look(button, 'zIndex')], ['rgb(255, 216, 77)', 'rgb(16, 32, 48)', '7'])
    assert.deepEqual([await look(chat.locator('.button svg'), 'opacity'), await look(chat.locator('h2'), 'color')], ['0.5', 'rgb(9, 8, 7)'])
  })

  inPage('the button is named in the language of the page, and goes where its text goes', { ...free, page: (host) => `<html lang="ar"><body><script type="module" src="${host}/embed/${KEY}.js"></script>` }, async ({ page, button }) => {
    await button.waitFor()
    const label = () => button.getAttribute('aria-label')
    // Words of the panel may not be there in this language; the button has its own.
    assert.match(await label(), /: Tea & Leaf$/)
    await withChat(page, (chat) => chat.setAttribute('lang', 'en'))
    assert.equal(await label(), 'Chat: Tea & Leaf')
    await withChat(page, (chat) => chat.setAttribute('dir', 'rtl'))
    assert.equal(await button.evaluate((element) => getComputedStyle(element).direction), 'rtl')
    assert.deepEqual(await boxOf(button), { x: 1010, y: 720, width: 70, height: 70 })
  })
})

describe('what waits to be read', () => {
  const panel = 'export const mountPanel = (parts) => (globalThis.parts = parts, { opened() {}, closed() {}, update() {}, destroy() {} })'
  const prepare = (page) => page.route('**/panel-*.js', (route) => route.fulfill({ body: panel, contentType: 'text/javascript', headers: { 'Access-Control-Allow-Origin': '*' } }))

  inPage('is counted on the button and in its name', { context: STILL, prepare }, async ({ page, chat, button }) => {
    await button.click()
    await page.waitForFunction(() => globalThis.parts)
    await button.click()
    const badge = chat.locator('.badge')
    const unread = (count) => page.evaluate((count) => {
      globalThis.parts.state.unread = count
      globalThis.parts.render()
    }, count)
    assert.ok(await badge.isHidden())
    await unread(3)
    assert.deepEqual([await badge.innerText(), await button.getAttribute('aria-label')], ['3', 'Chat: Tea & Leaf (3)'])
    await unread(120)
    assert.deepEqual([await badge.innerText(), await button.getAttribute('aria-label')], ['99+', 'Chat: Tea & Leaf (99+)'])
    await unread(0)
    assert.ok(await badge.isHidden())
    assert.equal(await page.evaluate(() => globalThis.shifts), 0)
  })
})

describe('a hostile page', () => {
  inPage('of another direction, colour scheme and root size changes nothing, and is not changed', {
    ...free,
    page: (host) => `<meta name="viewport" content="width=500"><style>:root { color-scheme: dark; font-size: 62.5%; direction: rtl } latchkey-chat, body > * { all: unset !important; display: none !important; color: red !important; zoom: 3 !important }</style><body dir="rtl"><script type="module" src="${host}/embed/${KEY}.js"></script>`,
  }, async ({ page, chat, button, open }) => {
    const head = () => page.evaluate(() => document.head.outerHTML)
    const before = await head()
    assert.deepEqual(await boxOf(button), { x: 1010, y: 720, width: 70, height: 70 })
    await open()
    const look = await chat.locator('.panel').evaluate((element) => {
      const { backgroundColor, direction, fontSize, colorScheme } = getComputedStyle(element)
      return [backgroundColor, direction, fontSize, colorScheme]
    })
    assert.deepEqual(look, ['rgb(251, 251, 250)', 'ltr', '15px', 'light'])
    assert.equal(await head(), before)
  })
})

describe('a page that changes', () => {
  inPage('whose body is exchanged keeps the chat, and one of it', { policy: '' }, async ({ page, chat, open, ask }) => {
    await open()
    await ask('slow')
    await chat.locator('.turn.live .text p').waitFor()
    for (let pages = 0; pages < 2; pages++) {
      await page.evaluate(async () => {
        globalThis.history.pushState({}, '', `/page${Math.random()}`)
        // What was there is kept for the way back, as a copy.
        document.body.replaceWith(document.body.cloneNode(true))
        await new Promise((resolve) => setTimeout(resolve))
      })
      assert.equal(await page.locator('latchkey-chat').count(), 1)
      assert.equal(await chat.locator('.turn.live').count(), 1)
      assert.ok(await chat.locator('.panel').isVisible())
    }
    await page.evaluate(() => document.body.replaceWith(document.createElement('body')))
    assert.equal(await chat.locator('.turn.live').count(), 1)
  })

  inPage('that empties its body puts the chat back', { policy: '' }, async ({ page, chat, open, ask, answered }) => {
    await open()
    await ask('Can I return it?')
    await answered()
    await page.evaluate(async () => {
      const own = document.querySelector('latchkey-chat')
      document.body.innerHTML = '<h1>Another page</h1>'
      await new Promise((resolve) => setTimeout(resolve))
      document.body.append(own)
    })
    await chat.locator('.question').getByText('Can I return it?').waitFor()
    assert.ok(await chat.locator('.panel').isVisible())
  })

  inPage('moves the chat without losing anything', { policy: '' }, async ({ page, chat, open, input }) => {
    await open()
    await input.fill('half a sentence')
    await record(page)
    await page.evaluate(() => {
      const section = document.body.appendChild(document.createElement('section'))
      if (section.moveBefore) section.moveBefore(document.querySelector('latchkey-chat'), null)
      else section.append(document.querySelector('latchkey-chat'))
    })
    assert.equal(await input.inputValue(), 'half a sentence')
    assert.ok(await chat.locator('.panel').isVisible())
    assert.deepEqual(await seen(page), [])
  })

  test('may be left and come back from memory', { timeout: 60_000 }, async (t) => {
    const server = await closing(t, startServer({ port: 0, configuration: { chatEngagementPrompts: ['Tea?'], engagementSound: true } }))
    const site = await closing(t, startSite({ port: 0, host: server.origin }))
    const browser = await closing(t, chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run'],
      ignoreDefaultArgs: ['--disable-back-forward-cache'],
    }))
    const page = await browser.newPage()
    await page.goto(site.origin)
    const chat = page.locator('latchkey-chat')
    await chat.locator('.button').click()
    await chat.locator('textarea').fill('slow')
    await chat.locator('textarea').press('Enter')
    await chat.locator('.turn.live .text p').waitFor()
    await page.evaluate(() => addEventListener('pageshow', (event) => (globalThis.persisted = event.persisted)))
    await page.goto('data:text/html,Another page')
    await page.goBack({ waitUntil: 'commit' })
    await page.waitForFunction(() => globalThis.persisted)
    await chat.locator('.send').click()
    await chat.getByText('You stopped this answer').waitFor()
    await chat.getByRole('button', { name: 'Send message' }).waitFor()
    await chat.locator('textarea').fill('Can I return it?')
    await chat.locator('textarea').press('Enter')
    await page.waitForFunction(() => document.querySelector('latchkey-chat').shadowRoot.querySelectorAll('.turn:not(.live)').length === 2)
  })

  inPage('removes the chat twenty times and finds nothing left of it', { ...free, configuration: { chatEngagementPrompts: ['Tea?'], engagementSound: true } }, async ({ page, context, chat, button }) => {
    await button.waitFor()
    const mounts = (times) => page.evaluate(async ([times, key]) => {
      document.querySelector('latchkey-chat')?.remove()
      for (let at = 0; at < times; at++) {
        const chat = document.createElement('latchkey-chat')
        chat.configure({ assistant: { name: 'Tea' }, configuration: { chatEngagementPrompts: ['Tea?'], chatEngagementPromptRotateTime: 60 } })
        chat.setAttribute('api-key', key)
        document.body.append(chat)
        await chat.open()
        await chat.close()
        await chat.open()
        chat.remove()
        await new Promise((resolve) => setTimeout(resolve))
      }
    }, [times, KEY])
    const session = await context.newCDPSession(page)
    await session.send('Performance.enable')
    const measure = async () => {
      // Timers of what fades out end by themselves, within a second.
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1000)))
      await session.send('HeapProfiler.collectGarbage')
      const { metrics } = await session.send('Performance.getMetrics')
      return Object.fromEntries(metrics.map(({ name, value }) => [name, value]))
    }
    await mounts(2)
    const before = await measure()
    await mounts(20)
    const after = await measure()
    assert.equal(await chat.count(), 0)
    const { result } = await session.send('Runtime.evaluate', { expression: "customElements.get('latchkey-chat').prototype" })
    const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId })
    const { result: kept } = await session.send('Runtime.callFunctionOn', { objectId: objects.objectId, functionDeclaration: 'function () { return this.length }', returnByValue: true })
    assert.deepEqual([after.Nodes - before.Nodes, after.JSEventListeners - before.JSEventListeners, kept.value], [0, 0, 0])
  })
})
