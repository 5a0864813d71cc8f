// The element in a real browser, on a strict page of another origin than the server.
import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { KEY } from '../dev/server.mjs'
import { boxOf, inPage } from './in-page.mjs'

describe('before it is opened', () => {
  inPage('one request, nothing stored, nothing shifted', {}, async ({ page, requests, stored, button }) => {
    await button.waitFor()
    await page.waitForTimeout(300)
    assert.deepEqual(requests, [`GET /embed/${KEY}.js`])
    assert.deepEqual(await stored(), [])
    assert.equal(await page.evaluate(() => globalThis.shifts), 0)
    assert.equal(await page.evaluate(() => document.querySelector('latchkey-chat').childNodes.length), 0)
  })

  inPage('intent loads the panel, but asks and stores nothing', {}, async ({ page, requests, stored, button }) => {
    await button.hover()
    await page.waitForTimeout(300)
    assert.deepEqual(requests.map((line) => line.replace(/-[\w-]+\.js/, '.js')).slice(1), ['GET /embed/panel.js'])
    assert.deepEqual(await stored(), [])
  })

  inPage('size, place and colour follow the configuration', { configuration: { webComponentOpenerSize: 120, position: 'left', marginBottom: 33, headerColor: '#ffee00' } }, async ({ button }) => {
    assert.deepEqual(await boxOf(button), { x: 20, y: 800 - 33 - 120, width: 120, height: 120 })
    assert.deepEqual(await button.evaluate((element) => [getComputedStyle(element).backgroundColor, getComputedStyle(element).color]), ['rgb(255, 238, 0)', 'rgb(29, 31, 33)'])
  })

  inPage('a page cannot style it by accident', {
    policy: '',
    page: (host) => `<style>* { all: unset !important; display: block !important; color: red !important; font-size: 90px !important } html { font-size: 3px } button, div { position: static !important; width: 9px !important }</style><script type="module" src="${host}/embed/${KEY}.js"></script><body>`,
  }, async ({ button, open, chat }) => {
    assert.deepEqual(await boxOf(button), { x: 1010, y: 720, width: 70, height: 70 })
    await open()
    assert.equal((await boxOf(chat.locator('.panel'))).width, 400)
    assert.equal(await chat.locator('h2').evaluate((element) => getComputedStyle(element).fontSize), '16px')
  })
})

describe('the panel', () => {
  inPage('answers a question without breaking the strictest policy', {}, async ({ page, open, ask, answered, chat, stored }) => {
    await open()
    assert.deepEqual(await stored(), ['open'])
    await ask('Can I return it?')
    await answered()
    assert.equal(await chat.locator('.chip').count(), 3)
    assert.equal(await page.evaluate(() => globalThis.shifts), 0)
    await ask('Show me code')
    await answered(2)
    assert.equal(await chat.locator('.text table').count(), 1)
    assert.deepEqual((await stored()).sort(), ['conversation', 'conversations', 'open'])
  })

  inPage('takes the focus, keeps what is behind it closed, and gives the focus back', {}, async ({ page, open, focused, button, chat }) => {
    assert.equal(await chat.locator('.panel').count(), 0)
    await open()
    assert.equal(await focused(), 'textarea')
    assert.equal(await button.getAttribute('aria-expanded'), 'true')
    await page.keyboard.press('Escape')
    assert.equal(await focused(), 'button')
    assert.equal(await chat.locator('.panel').getAttribute('inert'), '')
    assert.equal(await button.getAttribute('aria-label'), 'Chat: Tea & Leaf')
  })

  inPage('speaks the finished answer outside the shadow root', { prepare: (page) => page.addInitScript(() => delete globalThis.Element.prototype.ariaNotify) }, async ({ page, open, ask, answered }) => {
    await open()
    await ask('Can I return it?')
    await answered()
    await page.waitForFunction(() => /^You can return unopened tins/.test(document.querySelector('latchkey-chat > [aria-live]').textContent))
    const { width, height } = await page.evaluate(() => document.querySelector('latchkey-chat > [aria-live]').getBoundingClientRect().toJSON())
    assert.deepEqual([width, height], [1, 1], 'it makes nothing scroll')
  })

  inPage('Shift+Enter breaks the line, composing text is not sent, five lines at most', {}, async ({ open, input, chat }) => {
    await open()
    await input.pressSequentially('a')
    await input.press('Shift+Enter')
    await input.dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true })
    assert.equal(await input.inputValue(), 'a\n')
    const low = (await boxOf(input)).height
    await input.fill('a\n'.repeat(30))
    assert.equal((await boxOf(input)).height, 5 * 22 + 24 + (low - 2 * 22 - 24))
    assert.equal(await chat.locator('.turn').count(), 0)
  })

  inPage('a key that is refused says nothing of why to the visitor', {}, async ({ server, button, chat, page }) => {
    const codes = []
    await page.exposeFunction('refusedWith', (code) => codes.push(code))
    await page.evaluate(() => document.addEventListener('latchkey-refused', (event) => globalThis.refusedWith(event.detail.code)))
    server.refused.add('key')
    await button.click()
    await chat.getByText('not available').waitFor()
    assert.doesNotMatch(await chat.locator('.panel').innerText(), /API key|disabled/i)
    assert.ok(await chat.locator('textarea').isDisabled())
    assert.deepEqual(codes, ['KEY_DISABLED'])
  })

  inPage('the limit disables the composer and offers a new conversation', {}, async ({ open, ask, chat, input, focused }) => {
    await open()
    await ask('limit')
    await chat.getByText('You have reached the end').waitFor()
    assert.ok(await input.isDisabled())
    await chat.getByRole('button', { name: 'Start a new conversation' }).click()
    assert.ok(await input.isEnabled())
    assert.equal(await chat.locator('.turn').count(), 0)
    assert.equal(await focused(), 'textarea')
  })

  inPage('full mode covers the viewport, and Tab stays in it', { configuration: { forceFullMode: true } }, async ({ page, open, chat, focused }) => {
    await open()
    assert.deepEqual(await boxOf(chat.locator('.panel')), { x: 0, y: 0, width: 1100, height: 800 })
    assert.equal(await chat.locator('.panel').getAttribute('aria-modal'), 'true')
    const seen = new Set()
    for (let at = 0; at < 14; at++) {
      await page.keyboard.press('Tab')
      seen.add(await focused())
    }
    assert.ok(!seen.has('body') && !seen.has('a button') && seen.has('textarea'), [...seen].join())
  })

  inPage('full mode fills the container that it was placed in', {
    configuration: { forceFullMode: true },
    policy: '',
    page: (host) => `<body style="margin:0"><div style="width:500px;height:600px;margin:40px"><latchkey-chat api-key="${KEY}"></latchkey-chat></div><script type="module" src="${host}/embed/element.js"></script>`,
  }, async ({ chat, button, stored, focused }) => {
    await chat.locator('.starter').first().waitFor()
    assert.deepEqual(await boxOf(chat.locator('.panel')), { x: 40, y: 40, width: 500, height: 600 })
    assert.ok(await button.isHidden())
    assert.deepEqual(await stored(), [])
    assert.equal(await focused(), 'body')
  })

  inPage('works where storage is forbidden', { prepare: (page) => page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get: () => { throw new DOMException('no', 'SecurityError') } })
  }) }, async ({ open, ask, answered }) => {
    await open()
    await ask('Can I return it?')
    await answered()
  })
})

describe('a conversation survives', () => {
  inPage('a reload in the middle of an answer', {}, async ({ page, open, ask, answered, chat }) => {
    await open()
    await ask('Can I return it?')
    await answered()
    await ask('slow')
    await chat.locator('.turn.live .text p').waitFor()
    await page.reload()
    await chat.locator('.turn.live .text p').waitFor()
    assert.deepEqual(await chat.locator('.question').allInnerTexts(), ['You:\nCan I return it?', 'You:\nslow'])
    await chat.locator('.send').click()
    await answered(2)
    await chat.getByText('You stopped this answer').waitFor()
  })

  inPage('a connection that breaks', {}, async ({ open, ask, answered, chat, requests }) => {
    await open()
    await ask('drop')
    await answered()
    const text = await chat.locator('.text').last().innerText()
    assert.match(text.replace(/\n/g, ' '), /^You can return unopened tins within 30 days, and we pay the way back 1\.\s+Write to[\s\S]*reached us\.$/)
    assert.ok(requests.some((line) => /lastEventId=1-1\d/.test(line)))
  })

  inPage('a question that is asked before it is there again', {}, async ({ page, open, ask, answered, chat }) => {
    await open()
    await ask('Can I return it?')
    await answered()
    await page.route('**/queries?sse=true', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 400))
      await route.continue()
    })
    await page.reload()
    await chat.locator('textarea').waitFor()
    await ask('And now?')
    await answered(2)
    assert.deepEqual(await chat.locator('.question').allInnerTexts(), ['You:\nCan I return it?', 'You:\nAnd now?'])
  })

  inPage('a move in the page', {}, async ({ page, open, ask, chat, answered }) => {
    await open()
    await ask('slow')
    await chat.locator('.turn.live .text p').waitFor()
    await page.evaluate(() => {
      const box = document.body.appendChild(document.createElement('section'))
      box.append(document.querySelector('latchkey-chat'))
    })
    assert.equal(await chat.locator('.turn.live').count(), 1)
    await chat.locator('.send').click()
    await answered()
  })
})

describe('on the page', () => {
  inPage('removal leaves nothing behind, and it can come back', {}, async ({ page, open, ask, chat }) => {
    await open()
    await ask('slow')
    await chat.locator('.turn.live .text p').waitFor()
    const left = await page.evaluate(async () => {
      globalThis.kept = document.querySelector('latchkey-chat')
      globalThis.kept.remove()
      await new Promise((resolve) => setTimeout(resolve))
      return [globalThis.kept.childNodes.length, globalThis.kept.shadowRoot.childNodes.length]
    })
    assert.deepEqual(left, [0, 0])
    await page.evaluate(() => document.body.append(globalThis.kept))
    await chat.locator('.turn .text p').waitFor()
  })

  inPage('loaded twice it is there once', { page: (host) => `<script type="module" src="${host}/embed/${KEY}.js"></script><script type="module" src="${host}/embed/${KEY}.js?again"></script><script type="module" src="${host}/embed/element.js"></script><body>` }, async ({ page, button, open }) => {
    await button.waitFor()
    await page.waitForTimeout(300)
    assert.equal(await page.locator('latchkey-chat').count(), 1)
    await open()
  })

  inPage('an element that the author placed is configured, not doubled', { page: (host) => `<body><main><latchkey-chat api-key="${KEY}"></latchkey-chat></main><script type="module" src="${host}/embed/${KEY}.js"></script>` }, async ({ page, button, requests }) => {
    await button.waitFor()
    assert.equal(await page.locator('main latchkey-chat').count(), 1)
    assert.equal(await page.locator('latchkey-chat').count(), 1)
    await page.waitForTimeout(200)
    assert.equal(requests.filter((line) => line.includes('/assistants/')).length, 0)
  })

  inPage('properties that were set too early count, options can be previewed', { policy: '', page: (host) => `<body><script>const early = document.createElement('latchkey-chat'); early.apiKey = '${KEY}'; early.configuration = { webComponentOpenerSize: 100 }; document.body.append(early)</script><script type="module" src="${host}/embed/element.js"></script>` }, async ({ page, button, requests }) => {
    assert.equal((await boxOf(button)).width, 100)
    await page.evaluate(() => (document.querySelector('latchkey-chat').configuration = { webComponentOpenerSize: 50, position: 'left' }))
    assert.deepEqual(await boxOf(button), { x: 20, y: 740, width: 50, height: 50 })
    assert.deepEqual(requests, ['GET /embed/element.js'])
  })

  inPage('script can open, ask and close', {}, async ({ page, chat, button, answered, focused }) => {
    await button.waitFor()
    const events = await page.evaluate(async () => {
      const seen = []
      const element = document.querySelector('latchkey-chat')
      for (const name of ['open', 'opened', 'close', 'closed']) document.addEventListener(`latchkey-${name}`, ({ detail }) => seen.push(`${name} by ${detail.source}`))
      await element.ask('Can I return it?')
      await element.close()
      element.opened = true
      return seen
    })
    assert.deepEqual(events, ['open by api', 'opened by api', 'close by api', 'closed by api', 'open by attribute', 'opened by attribute'])
    await answered()
    assert.equal(await chat.locator('.question').innerText(), 'You:\nCan I return it?')
    assert.notEqual(await focused(), 'textarea')
  })
})
