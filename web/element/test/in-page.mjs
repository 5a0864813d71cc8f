// Runs a test in a real browser, on a strict page of another origin than the server.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { chromium } from '@playwright/test'
import { startServer, startSite } from '../dev/server.mjs'

const ARGS = ['--headless', '--disable-features=MediaEngagementBypassAutoplayPolicies,PreloadMediaEngagementData', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']

export const launch = (...more) => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: [...ARGS, ...more] })

let browser
before(async () => (browser = await launch()))
after(() => browser.close())

export const browserOf = () => browser

/** Where an element is once it has come to rest: while it moves, it is measured off by a fraction. */
export async function boxOf(locator) {
  await locator.evaluate((node) => Promise.allSettled(node.getAnimations().map(({ finished }) => finished)))
  return locator.boundingBox()
}

/** Closes what was opened for a test once that has ended, however it does: one server left open keeps the test run from ending. */
export async function closing(t, opened) {
  const resource = await opened
  t.after(() => resource.close())
  return resource
}

/** Runs with a fresh server, page and browser profile. Any violation of the page's policy or script error fails. */
export function inPage(name, { configuration, limits, path = '/', page: html, root, context: options, policy, delay, prepare, site: settings } = {}, act) {
  test(name, { timeout: 60_000 }, async (t) => {
    const requests = []
    const server = await closing(t, startServer({ port: 0, configuration, limits, delay, log: (line) => requests.push(line) }))
    const site = await closing(t, startSite({ port: 0, host: server.origin, page: html?.(server.origin), root, ...(policy !== undefined && { policy }), ...settings }))
    const context = await closing(t, browser.newContext({ viewport: { width: 1100, height: 800 }, ...options }))
    const problems = []
    const page = await context.newPage()
    page.on('console', (message) => /CSP |Content Security|Trusted|AudioContext/.test(message.text()) && problems.push(message.text()))
    page.on('pageerror', (error) => problems.push(error.stack))
    const hosts = new Set()
    page.on('request', (request) => hosts.add(new URL(request.url()).origin))
    await page.addInitScript(() => {
      globalThis.violations = 0
      addEventListener('securitypolicyviolation', (event) => {
        globalThis.violations++
        console.error(`CSP ${event.violatedDirective} ${event.blockedURI} ${event.sample}`)
      })
      // Browsers excuse what moves within half a second of a click or a key; `allShifts` does not.
      globalThis.shifts = globalThis.allShifts = 0
      const count = ({ value, hadRecentInput, sources }) => {
        globalThis.allShifts += value
        if (!hadRecentInput) globalThis.shifts += value
        globalThis.shifted = [...(globalThis.shifted ?? []), ...sources.map(({ node, previousRect, currentRect }) => [node?.className, previousRect.toJSON(), currentRect.toJSON()])]
      }
      new PerformanceObserver((list) => list.getEntries().forEach(count)).observe({ type: 'layout-shift', buffered: true })
    })
    await prepare?.(page)
    await page.goto(site.origin + path)
    const chat = page.locator('latchkey-chat')
    const tools = {
      page, server, requests, chat, context, hosts,
      button: chat.locator('.button'),
      input: chat.locator('textarea'),
      open: async () => {
        await chat.locator('.button').click()
        await chat.locator('.messages:not(.loading) .welcome').waitFor()
      },
      ask: async (text) => {
        await chat.locator('textarea').fill(text)
        await chat.locator('textarea').press('Enter')
      },
      answered: (count = 1) => chat.locator('.turn:not(.live) .text p').first().waitFor().then(() => page.waitForFunction((count) => document.querySelector('latchkey-chat').shadowRoot.querySelectorAll('.turn:not(.live)').length === count, count)),
      stored: () => page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)].map((name) => name.split(':')[1])),
      focused: () => page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.className || document.activeElement.shadowRoot?.activeElement?.localName || document.activeElement.localName),
    }
    await act(tools)
    assert.deepEqual(problems, [])
  })
}
