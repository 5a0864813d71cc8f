// Pages that make it hard for a guest: each of them must show the same chat as any other, and get an answer from it.
import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { KEY } from '../dev/server.mjs'
import { boxOf, inPage } from './in-page.mjs'

const SCRIPT = (host) => `<script type="module" src="${host}/embed/${KEY}.js"></script>`
const STILL = { reducedMotion: 'reduce' }

/** What a visitor sees is what it would be on an empty page. */
async function looksAsEver({ button, chat, open, ask, answered, page }, { x = 1010, y = 720 } = {}) {
  await button.waitFor()
  assert.deepEqual(await boxOf(button), { x, y, width: 70, height: 70 })
  await open()
  const panel = await boxOf(chat.locator('.panel'))
  assert.deepEqual([panel.width, panel.height], [400, 640])
  await ask('Can I return it?')
  await answered()
  const look = await chat.locator('.text p').first().evaluate((node) => {
    const style = getComputedStyle(node)
    return [style.fontSize, style.lineHeight, style.fontStyle, style.letterSpacing, style.textTransform, style.textAlign, style.visibility, style.opacity, style.cursor, style.wordSpacing, style.fontWeight]
  })
  assert.deepEqual(look, ['15px', '22.5px', 'normal', 'normal', 'none', 'start', 'visible', '1', 'auto', '0px', '400'])
  assert.equal(await chat.locator('h2').evaluate((node) => getComputedStyle(node).fontSize), '16px')
  assert.equal(await chat.locator('.sources li').count(), 3)
  assert.equal(await page.evaluate(() => document.querySelector('latchkey-chat').getClientRects().length), 0)
}

const hostile = (name, { body = '', head = '', html = '', after = '', ...options }, act = looksAsEver) =>
  inPage(name, {
    policy: '', delay: 1, ...options, context: { ...STILL, ...options.context },
    page: (host) => `<head>${head}<meta name="viewport" content="width=device-width"></head><body${html}>${body || '<h1>Tea</h1><p>Three teas.</p>'}${SCRIPT(host)}${after}`,
  }, act)

describe('style sheets of the page', () => {
  hostile('everything is unset', { head: '<style>* { all: unset !important; display: block !important; color: red !important; font: italic 90px/3 serif !important }</style>' })

  hostile('everything is reset as frameworks do', { head: `<style>
    *, *::before, *::after { box-sizing: border-box; margin: 0; padding: 0; border: 0 solid; font: inherit; line-height: 3; letter-spacing: .3em; word-spacing: 9px; text-transform: uppercase; text-align: center; vertical-align: baseline }
    html { font-size: 62.5% } body { font: 700 italic 2.4rem/4 cursive; cursor: crosshair; opacity: .99; -webkit-text-stroke: 1px red }
    button, [role=dialog], div, textarea { position: static !important; display: none; width: 9px !important; background: url(x.png) !important; opacity: 0 !important }
    button:not(:focus) { visibility: hidden } svg, img { max-width: 100%; height: auto; display: inline } :focus { outline: none !important } ::selection { color: red } [hidden] { display: block !important }
  </style>` })

  hostile('the element itself is styled', { head: '<style>latchkey-chat { display: block !important; position: absolute; transform: scale(.5) !important; filter: blur(9px) !important; opacity: .2 !important; font-size: 3px; width: 5px; height: 5px; overflow: hidden; contain: strict; will-change: transform } latchkey-chat * { color: red }</style>' })

  hostile('all inherited properties are odd', { head: '<style>html { font-size: 3px; letter-spacing: 9px; text-transform: uppercase; text-align: end; white-space: pre; visibility: hidden; pointer-events: none; user-select: none; writing-mode: vertical-rl; line-height: 9; cursor: none; word-break: break-all; quotes: none; text-indent: 3em; color: transparent; list-style: square inside; hyphens: auto }</style>' })

  hostile('a page that is zoomed is not ours to undo', { head: '<style>body { zoom: 1.5 }</style>' }, async ({ button, chat, open, ask, answered }) => {
    await button.waitFor()
    const box = await boxOf(button)
    assert.deepEqual([Math.round(box.width), Math.round(1100 - box.x - box.width)], [105, 30])
    await open()
    const { x, y, width, height } = await boxOf(chat.locator('.panel'))
    assert.ok(x >= 0 && y >= 0 && x + width <= 1100 && y + height <= 800, `${x}, ${y}, ${width} × ${height}`)
    await ask('Can I return it?')
    await answered()
  })

  hostile('a page that is zoomed, full screen', { head: '<style>body { zoom: 1.5 }</style>', configuration: { forceFullMode: true } }, async ({ chat, open }) => {
    await open()
    assert.deepEqual(await boxOf(chat.locator('.panel')), { x: 0, y: 0, width: 1100, height: 800 })
  })

  hostile('a page that is dark', { head: '<meta name="color-scheme" content="dark"><style>:root { color-scheme: only dark } body { background: #000; color: #fff }</style>' })

  hostile('a page from right to left', { html: ' dir="rtl"' }, ({ ...tools }) => looksAsEver(tools))

  hostile('a page of a time before standards', { site: { doctype: '' } }, async (tools) => {
    assert.equal(await tools.page.evaluate(() => document.compatMode), 'BackCompat')
    await looksAsEver(tools)
  })
})

describe('scripts of the page', () => {
  hostile('what JavaScript brings is changed', { head: `<script>
    Array.prototype.includes = Array.prototype.flat = function () { throw new Error('a page from long ago') }
    for (const name of ['last', 'first', 'remove', 'clone']) { Array.prototype[name] = function () { throw new Error(name) }; Object.prototype[name + 'Of'] = function () {} }
    Object.defineProperty(Array.prototype, 'toJSON', { value: undefined }); String.prototype.trimLeft = null
    Element.prototype.closestOf = 1; window.name = 'x'; window.status = 'x'; window.event = undefined; window.$ = window._ = window.h = window.t = () => { throw new Error('not yours') }
  </script>` }, async ({ button, page }) => {
    // Nobody can promise anything about a page without a working Array: the button must not break it, or throw.
    await page.locator('h1').waitFor()
    assert.ok(await button.count() <= 1)
  })

  hostile('functions are wrapped as zones and monitors do', { head: `<script>
    const wrap = (object, name, around) => { const real = object[name]; object[name] = function (...args) { return around.call(this, real, args) } }
    globalThis.seen = {}
    const count = (name) => (globalThis.seen[name] = (globalThis.seen[name] ?? 0) + 1)
    const tasks = new WeakMap()
    wrap(EventTarget.prototype, 'addEventListener', function (real, [type, listener, options]) {
      count('listen')
      const wrapped = typeof listener !== 'function' ? listener : tasks.get(listener) ?? function (event) { return listener.call(this, event) }
      if (typeof listener === 'function') tasks.set(listener, wrapped)
      return real.call(this, type, wrapped, options)
    })
    wrap(EventTarget.prototype, 'removeEventListener', function (real, [type, listener, options]) { return real.call(this, type, tasks.get(listener) ?? listener, options) })
    for (const name of ['setTimeout', 'requestAnimationFrame', 'queueMicrotask']) wrap(window, name, function (real, [callback, ...rest]) { count(name); return real.call(window, (...args) => callback(...args), ...rest) })
    wrap(window, 'fetch', function (real, args) { count('fetch'); return new ZonePromise((resolve, reject) => real.apply(window, args).then(resolve, reject)) })
    wrap(customElements, 'define', function (real, args) { count('define'); return real.apply(customElements, args) })
    wrap(Element.prototype, 'attachShadow', function (real, [options]) { count('shadow'); return real.call(this, options) })
    const Real = Promise
    class ZonePromise extends Real { then(...args) { count('then'); return super.then(...args) } }
    window.Promise = ZonePromise
  </script>` }, async (tools) => {
    await looksAsEver(tools)
    const seen = await tools.page.evaluate(() => globalThis.seen)
    for (const name of ['listen', 'fetch', 'define', 'shadow', 'setTimeout', 'requestAnimationFrame']) assert.ok(seen[name] > 0, name)
  })

  hostile('fetch is replaced by one that knows strings only and has no stream that can be cancelled', { head: `<script>
    const real = window.fetch
    window.fetch = (input, init) => { if (typeof input !== 'string') throw new TypeError('strings only'); return real(input, init).then((response) => response) }
  </script>` })

  hostile('all keys and clicks are watched and stopped by the page', { head: `<script>
    for (const type of ['keydown', 'keyup', 'keypress', 'click', 'focusin', 'input', 'paste']) document.addEventListener(type, (event) => event.stopPropagation())
    addEventListener('keydown', (event) => { if (event.key === '/' || event.key === 's') document.querySelector('#search').focus() })
  </script>`, body: '<h1>Tea</h1><input id="search" aria-label="Search">' })

  hostile('a form around it has fields named like its own properties', { body: `<h1>Tea</h1><form><select name="lang"><option>de</select><input name="host"><input name="apiKey"><latchkey-chat api-key="${KEY}"></latchkey-chat></form>` })

  hostile('storage throws', { prepare: (page) => page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError') } })
  }) })

  hostile('storage is full', { prepare: (page) => page.addInitScript(() => {
    Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }
  }) })

  hostile('everything after the first paragraph is thrown away and made anew', { after: `<script>
    addEventListener('load', () => { const kept = document.querySelector('latchkey-chat'); document.body.replaceChildren(document.createElement('main')); document.body.append(kept) })
  </script>` })
})

describe('places', () => {
  const frame = (attributes) => (host) => `<body style="margin:0"><h1>Tea</h1><iframe ${attributes} title="Chat" style="border:0;width:700px;height:760px" srcdoc="${`<!doctype html><html lang=en><title>Chat</title><body>${SCRIPT(host)}`.replaceAll('"', '&quot;')}"></iframe>`

  for (const [name, attributes] of [['a frame', ''], ['a frame with scripts of the same origin', 'sandbox="allow-scripts allow-same-origin"'], ['a frame with scripts of no origin', 'sandbox="allow-scripts"'], ['a frame that may do nothing', 'sandbox="allow-scripts allow-same-origin" allow="autoplay \'none\'; clipboard-write \'none\'; microphone \'none\'"']]) {
    inPage(name, { policy: '', delay: 1, context: STILL, page: frame(attributes) }, async ({ page }) => {
      const chat = page.frameLocator('iframe').locator('latchkey-chat')
      await chat.locator('.button').click()
      await chat.locator('.messages:not(.loading) .welcome').waitFor()
      await chat.locator('textarea').fill('Show me code')
      await chat.locator('textarea').press('Enter')
      await chat.locator('.turn:not(.live) table').waitFor()
      await chat.getByRole('button', { name: 'Copy' }).first().click()
    })
  }

  hostile('a page whose policy of permissions forbids all', { site: { headers: { 'Permissions-Policy': 'autoplay=(), clipboard-write=(), clipboard-read=(), microphone=(), camera=(), fullscreen=(), web-share=(), sync-xhr=(), unload=()' } } })

  hostile('a page with a dialog in the top layer', { body: '<h1>Tea</h1><dialog id="box"><p>Cookies?</p><button id="ok">Yes</button></dialog>', after: `<script>
    document.querySelector('#box').showModal(); document.querySelector('#ok').addEventListener('click', () => document.querySelector('#box').close())
  </script>` }, async (tools) => {
    await tools.page.locator('#ok').click()
    await looksAsEver(tools)
  })
})

describe('a network', () => {
  const slow = (ms) => (page) => page.route('**/panel-*.js', (route) => setTimeout(() => route.continue().catch(() => undefined), ms))

  inPage('that brings the panel late: its shape is there at once, and nothing jumps when it comes', { context: STILL, delay: 1, prepare: slow(3000) }, async ({ page, button, chat, ask, answered, focused }) => {
    await button.click()
    await chat.locator('.panel > .waiting').waitFor()
    const shape = await boxOf(chat.locator('.panel'))
    const header = await boxOf(chat.locator('.panel > .header'))
    assert.deepEqual([shape.width, shape.height], [400, 640])
    assert.equal(await focused(), 'panel')
    await chat.locator('.messages:not(.loading) .welcome').waitFor()
    assert.deepEqual(await boxOf(chat.locator('.panel')), shape)
    assert.deepEqual(await boxOf(chat.locator('.panel > .header')), header)
    assert.equal(await focused(), 'textarea')
    assert.equal(await page.evaluate(() => globalThis.shifts), 0)
    await ask('Can I return it?')
    await answered()
  })

  inPage('that does not bring the panel, and then does', { context: STILL, delay: 1, prepare: async (page) => {
    let times = 0
    await page.route('**/panel-*.js*', (route) => (times++ < 2 ? route.abort() : route.continue()))
  } }, async ({ chat, button, ask, answered }) => {
    await button.click()
    for (let time = 0; time < 2; time++) await chat.getByRole('button', { name: 'Try again' }).click()
    await chat.locator('.messages:not(.loading) .welcome').waitFor()
    await ask('Can I return it?')
    await answered()
  })

  inPage('that does not bring the panel: the keyboard reaches what there is, and leaves it', { context: STILL, prepare: (page) => page.route('**/panel-*.js*', (route) => route.abort()) }, async ({ page, chat, button, focused }) => {
    await button.focus()
    await page.keyboard.press('Enter')
    await chat.getByRole('button', { name: 'Try again' }).waitFor()
    assert.equal(await focused(), 'panel')
    await page.keyboard.press('Tab')
    assert.equal(await focused(), 'again')
    await page.keyboard.press('Escape')
    await chat.locator('.panel').waitFor({ state: 'hidden' })
    assert.equal(await focused(), 'button')
  })

  inPage('that does not bring the panel leaves a chat in its container, which nothing else could open again', {
    policy: '', context: STILL, configuration: { forceFullMode: true },
    prepare: (page) => page.route('**/panel-*.js*', (route) => route.abort()),
    page: (host) => `<body><div style="width:400px;height:500px"><latchkey-chat api-key="${KEY}"></latchkey-chat></div>${SCRIPT(host)}`,
  }, async ({ page, chat }) => {
    await chat.getByRole('button', { name: 'Try again' }).focus()
    await page.keyboard.press('Escape')
    assert.ok(await chat.locator('.panel').isVisible())
  })

  inPage('that is closed before the panel is there', { context: STILL, delay: 1, prepare: slow(1500) }, async ({ page, chat, button, open }) => {
    const there = page.waitForResponse(/panel-/)
    await button.click()
    await button.click()
    await there
    await page.waitForLoadState('networkidle')
    assert.equal(await chat.locator('.panel').getAttribute('inert'), '')
    await open()
  })
})
