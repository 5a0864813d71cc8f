// Measures the element and other chats that can be embedded, each on the same page, in one run, in turn.
// node compare.mjs [rounds] prints a table and puts it in the place of the one in docs/reference/comparison.md.
import { readFile, writeFile } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium } from '@playwright/test'
import { loaded, longestOf, median, workOf } from '../element/dev/measure.mjs'
import { CHATS } from './chats.mjs'
import { startHost, startPages } from './site.mjs'

const ROUNDS = Number(process.argv[2] ?? 7)
const SLOWER = 6
const DOCUMENT = new URL('../../docs/reference/comparison.md', import.meta.url)
const ARGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']

const host = await startHost()
const pages = await startPages(host.origin)
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ARGS })

/** Runs in the page: notes when something is seen for the first time, what moves, and what its policy refuses. */
function observe({ button, field }) {
  const deep = (path) => path.reduce((root, selector) => (root?.shadowRoot ?? root)?.querySelector(selector), document)
  const seen = (path) => {
    const element = deep(path)
    return Boolean(element?.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && element.getBoundingClientRect().width > 0)
  }
  globalThis.figures = { shift: 0, refused: 0 }
  new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (globalThis.figures.shift += value))).observe({ type: 'layout-shift', buffered: true })
  addEventListener('securitypolicyviolation', () => globalThis.figures.refused++)
  const wait = (name, path, from) => requestAnimationFrame(() => {
    if (!seen(path)) return wait(name, path, from)
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => (globalThis.figures[name] = performance.now() - from)
    port2.postMessage(0)
  })
  wait('shown', button ?? field, 0)
  if (button) addEventListener('click', ({ timeStamp }) => wait('open', field, timeStamp), { capture: true, once: true })
}

/** Visits a page as somebody new, who opens the chat; everything that is not of this machine is noted and refused. */
async function visit(name, { strict = false, look = async () => undefined } = {}) {
  const chat = CHATS[name]
  const context = await browser.newContext({ viewport: { width: 1100, height: 800 } })
  const foreign = new Set()
  await context.route((url) => url.hostname !== '127.0.0.1', (route) => {
    foreign.add(new URL(route.request().url()).host)
    return route.abort()
  })
  const page = await context.newPage()
  await page.addInitScript(observe, { button: chat.button, field: chat.field })
  host.sent.bytes = host.sent.requests = 0
  await page.goto(`${pages.origin}/${name}${strict ? '?strict' : ''}`, { waitUntil: 'networkidle' })
  const figure = (name) => page.waitForFunction((name) => globalThis.figures[name], name, { timeout: strict ? 3000 : 15_000 }).catch(() => undefined)
  await figure('shown')
  const before = { ...host.sent, stored: await storedBy(page, context), ...(await look(page, 'button')) }
  if (chat.button && !strict) {
    await page.locator(chat.button.join(' ')).first().click()
    await figure('open')
    await page.waitForLoadState('networkidle')
  }
  const result = { before, after: { ...host.sent, ...(await look(page, 'open')) }, foreign: [...foreign], ...(await page.evaluate(() => globalThis.figures)) }
  await context.close()
  return result
}

async function storedBy(page, context) {
  const kept = await page.evaluate(async () => [...Object.keys(localStorage), ...Object.keys(sessionStorage), ...(await indexedDB.databases())].length)
  return kept + (await context.cookies()).length
}

const names = Object.keys(CHATS)
const runs = Object.fromEntries(names.map((name) => [name, []]))
const empty = []
await visit('latchkey')
for (let round = 0; round < ROUNDS; round++) {
  empty.push(workOf(await loaded(browser, `${pages.origin}/empty`)))
  for (const name of names) {
    const spans = await loaded(browser, `${pages.origin}/${name}`)
    runs[name].push({ ...(await visit(name)), work: workOf(spans), longest: longestOf(spans) })
  }
  console.error(`round ${round + 1} of ${ROUNDS}`)
}

const axe = async (page) => {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  return { axe: violations.map(({ id }) => id) }
}
const looked = {}
const strict = {}
for (const name of names) {
  looked[name] = await visit(name, { look: axe })
  strict[name] = await visit(name, { strict: true })
}

const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`
const ms = (value) => (value === undefined ? '–' : `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`)
const middle = (name, of) => median(runs[name].map(of).map((value) => value ?? NaN))
const list = (values) => (values.length ? `${values.length}: ${values.join(', ')}` : '0')
const hasButton = (name) => Boolean(CHATS[name].button)

const ROWS = {
  'Loaded until the button is shown, gzip': (name) => (hasButton(name) ? kB(middle(name, (run) => run.before.bytes)) : 'no button'),
  'Requests until then': (name) => (hasButton(name) ? middle(name, (run) => run.before.requests) : 'no button'),
  'Loaded until the chat is open, gzip': (name) => kB(middle(name, (run) => run.after.bytes)),
  'Requests until then ': (name) => middle(name, (run) => run.after.requests),
  'Other hosts asked': (name) => list(looked[name].foreign),
  'Main thread while loading, processor 6 times slower': (name) => ms(SLOWER * (middle(name, (run) => run.work) - median(empty))),
  'Its longest task': (name) => ms(SLOWER * middle(name, (run) => run.longest)),
  'Page to painted button (or chat)': (name) => ms(middle(name, (run) => run.shown)),
  'Click to painted chat, first opening': (name) => (hasButton(name) ? ms(middle(name, (run) => run.open)) : 'no button'),
  'Layout shift, loading to open chat': (name) => middle(name, (run) => run.shift).toFixed(4),
  'Kept in the browser before opening': (name) => middle(name, (run) => run.before.stored),
  'Refused by the strict policy': (name) => strict[name].refused,
  'Is shown under the strict policy': (name) => (strict[name].shown ? 'yes' : 'no'),
  'axe, button': (name) => (hasButton(name) ? list(looked[name].before.axe) : 'no button'),
  'axe, open chat': (name) => list(looked[name].after.axe),
}

const versionOf = async (name) => (CHATS[name].package ? JSON.parse(await readFile(new URL(`node_modules/${CHATS[name].package}/package.json`, import.meta.url))).version : '')
const heads = await Promise.all(names.map(async (name) => `${CHATS[name].name} ${await versionOf(name)}`.trim()))
const row = (cells) => `| ${cells.join(' | ')} |`
const table = [row(['', ...heads]), row(['---', ...heads.map(() => '---')]), ...Object.entries(ROWS).map(([what, of]) => row([what.trim(), ...names.map(of)]))].join('\n')

await browser.close()
host.close()
pages.close()
console.log(table)
const text = await readFile(DOCUMENT, 'utf8').catch(() => '')
if (text) await writeFile(DOCUMENT, text.replace(/^\|[^\n]*Latchkey[\s\S]*?(?=\n\n|\n$)/m, () => table))
