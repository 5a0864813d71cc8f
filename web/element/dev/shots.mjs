// Takes pictures of every state of the element, for eyes: node dev/shots.mjs [folder] [pattern …]
// A picture is called state.look, as in `history.dark` and `answer.phone`; patterns are regular expressions for that.
import { mkdir } from 'node:fs/promises'
import { chromium } from '@playwright/test'
import { LIMITS } from './attachments.mjs'
import { KEY, startServer, startSite } from './server.mjs'

const [folder = '/tmp/latchkey-shots', ...only] = process.argv.slice(2)
const patterns = only.map((pattern) => new RegExp(`^(?:${pattern})$`))
await mkdir(folder, { recursive: true })
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
})

const touch = { hasTouch: true, isMobile: true }
const LOOKS = {
  light: {},
  dark: { context: { colorScheme: 'dark' } },
  phone: { context: { ...touch, viewport: { width: 390, height: 844 } } },
  'phone-dark': { context: { ...touch, viewport: { width: 390, height: 844 }, colorScheme: 'dark' } },
  tiny: { context: { ...touch, viewport: { width: 320, height: 568 } } },
  ar: { lang: 'ar' },
  'ar-dark': { lang: 'ar', context: { colorScheme: 'dark' } },
  'ar-phone': { lang: 'ar', context: { ...touch, viewport: { width: 390, height: 844 } } },
  de: { lang: 'de' },
  'de-tiny': { lang: 'de', context: { ...touch, viewport: { width: 320, height: 568 } } },
  forced: { context: { forcedColors: 'active' } },
  'forced-dark': { context: { forcedColors: 'active', colorScheme: 'dark' } },
  // As large as text gets: the browser's own zoom makes the window smaller by as much.
  zoom: { context: { viewport: { width: 250, height: 350 }, deviceScaleFactor: 2 } },
}
const USUAL = ['light', 'dark', 'phone']
const MAIN = [...USUAL, 'tiny', 'ar', 'de', 'forced']
const ALL = Object.keys(LOOKS)

const problems = []

/** Takes one state in several looks. */
async function shot(state, looks, { configuration, assistant, limits = LIMITS, viewport = { width: 520, height: 760 }, context: options, before, ...place }, act = async () => undefined) {
  for (const look of looks) {
    const name = `${state}.${look}`
    if (patterns.length && !patterns.some((pattern) => pattern.test(name))) continue
    const { lang = 'en', context: ofLook } = LOOKS[look]
    const server = await startServer({ port: 0, configuration, assistant, limits, delay: 2 })
    const policy = place.page && `${"default-src 'none'; script-src HOST; connect-src HOST; img-src HOST data:".replaceAll('HOST', server.origin)}; style-src 'unsafe-inline'`
    const site = await startSite({ port: 0, host: server.origin, root: `lang="${lang}"`, ...(policy && { policy }), page: place.page?.(server.origin) })
    const context = await browser.newContext({ viewport, ...options, ...ofLook })
    const page = await context.newPage()
    page.setDefaultTimeout(15_000)
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && problems.push(`${name}: ${message.text()}`))
    page.on('pageerror', (error) => problems.push(`${name}: ${error.stack}`))
    await page.addInitScript(() => addEventListener('securitypolicyviolation', (event) => console.error(`CSP ${event.violatedDirective} ${event.blockedURI} ${event.sample}`)))
    try {
      await before?.(page, server)
      await page.goto(site.origin + (place.path ?? '/'))
      const chat = page.locator('latchkey-chat')
      await chat.locator('.button').waitFor({ state: 'attached' })
      await act(toolsOf({ page, server, context, chat, isPhone: Boolean(ofLook?.hasTouch) }))
      // For what fades in or out.
      await page.waitForTimeout(250)
      await page.screenshot({ path: `${folder}/${name}.png` })
      console.log(name)
    } catch (error) {
      problems.push(`${name}: ${error.message}`)
    }
    await context.close()
    server.close()
    site.close()
  }
}

function toolsOf(parts) {
  const { chat, page } = parts
  const tool = (path) => chat.locator('.header .tool:not([hidden])').filter({ has: page.locator(`path[d^="${path}"]`) })
  return {
    ...parts,
    history: () => tool('M4.1 12.5').click(),
    startNew: () => tool('M12.5 5H7').click(),
    expand: () => tool('M14 4h6').click(),
    mute: () => tool('M4 9.5v5').click(),
    open: async () => {
      await chat.locator('.button').click()
      await chat.locator('.messages:not(.loading) .welcome').waitFor()
    },
    ask: async (text, done = '.turn:last-child:not(.live)') => {
      await chat.locator('textarea').fill(text)
      await chat.locator('textarea').press('Enter')
      await chat.locator(`.turns ${done}`).waitFor()
    },
    attach: async (...files) => {
      await chat.locator('.attach').waitFor()
      await chat.locator('input[type=file]').setInputFiles(files)
    },
  }
}

// A cup of green tea on a table.
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAGAAAABICAIAAACGBWc0AAAA5ElEQVR42u3aQQ0CQQyG0erDAS4QgBjscEMEZzRggJAhO9Nul5d8Av6822w3Xs+HvhQIAAECBAgQIECABAgQIECAAAECJEBdgE7X80h/BzTosgep6EJTxRTtdJKNoqNOplF0pMlkitY6CUaASoESdFYbxQF0lhrFMXTWGQGqACrRWWQECNDegAp1VhgBAgQIECBAgAABAgQIEKAjAHnNAwLkmzQgd7HudzGXVbd5QP4PGgK63y45TafJmZ0HNNcobXMq0CyjzMHZQBuZ8qfWAP0qVbiwGGj/AQIECBAgQIAAAdLH3iVQE48eBEzHAAAAAElFTkSuQmCC', 'base64')
const csv = { name: 'orders-2026.csv', mimeType: 'text/csv', buffer: Buffer.from('order,tea\n1,Sencha\n') }
const pdf = { name: 'Delivery note and invoice for order 30-1234567 of 12 November.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(280_000) }
const picture = { name: 'cup.png', mimeType: 'image/png', buffer: PNG }
const odd = { name: 'setup.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('x') }

// The button and its prompts
await shot('closed', [...USUAL, 'forced'], {})
await shot('closed-large', ['light'], { configuration: { webComponentOpenerSize: 140, headerColor: '#ffd84d', position: 'left', marginBottom: 40 } })
await shot('unread', ['light', 'dark', 'ar', 'forced'], {}, async ({ open, ask, chat }) => {
  await open()
  await ask('queue', '.dots')
  await chat.locator('.button').click()
  await chat.locator('.badge:not(:empty)').waitFor()
})
const PROMPTS = { chatEngagementPrompts: ['Looking for a mild green tea?'], chatEngagementPromptRotateTime: 60 }
const LONG = 'Not sure which tea suits your evening? Tell me what you like to drink, how strong you brew it and whether you sleep badly after caffeine, and I will pick three of our leaves for you.'
const pointed = async ({ chat }) => { await chat.locator('.say').hover() }
await shot('prompt', [...MAIN, 'forced-dark'], { configuration: PROMPTS }, pointed)
await shot('prompt-left', ['light', 'ar'], { configuration: { ...PROMPTS, position: 'left', headerColor: '#ffd84d' } }, pointed)
await shot('prompt-long', ['light', 'tiny'], { configuration: { ...PROMPTS, chatEngagementPrompts: [LONG] } }, pointed)
await shot('prompt-short', ['light'], { configuration: { ...PROMPTS, chatEngagementPrompts: ['Tea?'], webComponentOpenerSize: 140 } }, pointed)
await shot('prompt-focus', ['light'], { configuration: PROMPTS }, async ({ chat, page }) => {
  await chat.locator('.prompt:not(.gone)').waitFor()
  await chat.locator('.button').focus()
  await page.keyboard.press('Tab')
})

// Opening
await shot('loading', USUAL, { before: (page) => page.route('**/panel-*.js', () => undefined) }, async ({ chat }) => { await chat.locator('.button').click() })
await shot('load-failed', [...USUAL, 'de', 'ar'], { before: (page) => page.route('**/panel-*.js', (route) => route.abort()) }, async ({ chat }) => {
  await chat.locator('.button').click()
  await chat.locator('.waiting button').waitFor()
})
await shot('assistant-failed', ['light', 'dark'], { before: (page) => page.route('**/assistants/*', (route) => route.abort()) }, async ({ chat }) => {
  await chat.locator('.button').click()
  await chat.locator('.notice').waitFor()
})
await shot('refused', USUAL, {}, async ({ chat, server }) => {
  server.refused.add('key')
  await chat.locator('.button').click()
  await chat.locator('.notice.limit').waitFor()
})
await shot('empty', ALL, {}, ({ open }) => open())
await shot('bare', ['light', 'dark', 'phone'], { configuration: { showCloseButtons: false, showNewConversationButton: false, privacyPolicyURL: '', termsOfServiceURL: '', hidePupauBranding: true, headerColor: '#7a1f3d' } }, ({ open }) => open())
await shot('low-window', ['light'], { viewport: { width: 900, height: 460 } }, ({ open }) => open())
await shot('small-window', ['light'], { viewport: { width: 320, height: 320 } }, ({ open }) => open())

// An answer and its course
await shot('thinking', [...USUAL, 'ar', 'forced'], {}, async ({ open, ask }) => { await open(); await ask('slow please', '.dots') })
await shot('queue', [...USUAL, 'ar', 'de'], {}, async ({ open, ask, chat }) => { await open(); await ask('long wait', '.dots'); await chat.locator('.dots span:not(:empty)').waitFor() })
await shot('streaming', USUAL, {}, async ({ open, ask, page }) => { await open(); await ask('slow please', '.text p'); await page.waitForTimeout(2600) })
await shot('answer', ALL, {}, async ({ open, ask }) => { await open(); await ask('Can I return an opened tin?') })
await shot('code-top', ['light', 'dark'], {}, async ({ open, ask }) => { await open(); await ask('Show me code') })
await shot('code', MAIN, {}, async ({ open, ask, chat }) => { await open(); await ask('Show me code'); await chat.locator('.log').evaluate((log) => (log.scrollTop = 1e6)) })
await shot('jump', ['light', 'dark', 'ar'], {}, async ({ open, ask, chat }) => { await open(); await ask('Show me code'); await chat.locator('.jump').waitFor() })
await shot('actions', [...USUAL, 'ar', 'forced'], {}, async ({ open, ask, chat, page }) => {
  await open()
  await ask('Can I return it?')
  await chat.locator('.tools .tool').nth(1).click()
  await chat.locator('[aria-pressed=true]').waitFor()
  await page.keyboard.press('Tab')
})
await shot('stopped', USUAL, {}, async ({ open, ask, chat }) => { await open(); await ask('slow', '.text p'); await chat.locator('.send').click(); await chat.locator('.turn:not(.live)').waitFor() })
await shot('failed', [...USUAL, 'de', 'forced'], {}, async ({ open, ask }) => { await open(); await ask('fail') })
await shot('unsent', ['light', 'dark'], {}, async ({ open, ask, server }) => { await open(); server.close(); await ask('Anyone there?') })
await shot('interrupted', ['light', 'dark'], {}, async ({ open, ask, page, chat }) => { await open(); await ask('cut short'); await page.reload(); await chat.locator('.turn .action').waitFor() })
await shot('rate', [...USUAL, 'de'], {}, async ({ open, ask, chat }) => { await open(); await ask('too often'); await chat.locator('.action[aria-disabled=true]').waitFor() })
await shot('long-words', USUAL, { assistant: { name: 'Vereinigte Teehandelsgesellschaft Ostfriesland und Umgebung', welcomeMessage: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft https://tea.example/a/very/long/address/that/goes/on/and/on/without/any/end?and=with&a=query' } }, async ({ open, ask }) => {
  await open()
  await ask(`https://tea.example/${'long-address/'.repeat(9)} ${'Rindfleischetikettierung'.repeat(4)}`)
})

// Limits and the connection
await shot('limit', ['light', 'dark'], {}, async ({ open, ask }) => { await open(); await ask('Can I return it?'); await ask('limit') })
for (const left of [3, 2, 1]) await shot(`limit-${left}`, left === 3 ? ['light', 'dark', 'de', 'phone'] : ['light'], { configuration: { maxMessagePerConversation: left + 1 } }, async ({ open, ask }) => { await open(); await ask('Can I return it?') })
await shot('limit-counted', [...USUAL, 'ar', 'de-tiny'], { configuration: { maxMessagePerConversation: 1, tooManyMessageErrorText: 'That was all for today. Call us at 030 1234 567.' } }, async ({ open, ask }) => { await open(); await ask('Can I return it?') })
const WORDS = 'How long may I keep an opened tin of your sencha, please?'
await shot('count', [...USUAL, 'ar'], { limits: { ...LIMITS, questionLength: 60 } }, async ({ open, chat }) => { await open(); await chat.locator('textarea').fill(WORDS) })
await shot('count-over', USUAL, { limits: { ...LIMITS, questionLength: 40 } }, async ({ open, chat }) => { await open(); await chat.locator('textarea').fill(WORDS) })
await shot('draft', ['light', 'ar', 'phone'], {}, async ({ open, chat }) => { await open(); await chat.locator('textarea').fill(`${WORDS} `.repeat(8)) })
await shot('offline-draft', USUAL, {}, async ({ open, chat, context }) => { await open(); await chat.locator('textarea').fill(WORDS); await context.setOffline(true) })
await shot('reconnecting', USUAL, {}, async ({ open, ask, server, chat }) => { await open(); await ask('slow', '.text p'); server.close(); await chat.locator('.notice.offline').waitFor() })
await shot('confirm', [...USUAL, 'ar', 'de-tiny', 'forced'], {}, async ({ open, ask, startNew, chat }) => { await open(); await ask('slow', '.text p'); await startNew(); await chat.locator('.confirm').waitFor() })

// Earlier conversations
const talked = async ({ open, ask, startNew, history, chat }) => {
  await open()
  await ask('Can I return it?')
  await startNew()
  await ask('Please show me the code that I have to put on my page, and how to place it exactly where I want it to be')
  await history()
  await chat.locator('.conversations li').first().waitFor()
}
await shot('history', ALL, { configuration: { engagementSound: true } }, talked)
await shot('history-confirm', [...USUAL, 'ar', 'forced', 'de-tiny'], {}, async (tools) => { await talked(tools); await tools.chat.locator('.conversations .tool + .tool').first().click() })
await shot('history-all', [...USUAL, 'ar', 'forced', 'de-tiny'], {}, async (tools) => { await talked(tools); await tools.chat.locator('.end .action').click() })
await shot('history-empty', [...USUAL, 'ar'], {}, async (tools) => {
  await talked(tools)
  await tools.chat.locator('.end .action').click()
  await tools.chat.locator('.danger').click()
  await tools.chat.locator('.none').waitFor()
})
await shot('history-rename', [...USUAL, 'ar', 'forced', 'de-tiny'], {}, async (tools) => { await talked(tools); await tools.chat.locator('.conversations .tool').first().click() })
const MANY = ['Returning a tin of tea', 'Opening hours', 'How to place the code exactly where I want it to be', 'A broken tin', 'Gift cards', 'Delivery to Norway']
const many = async ({ page, open, history, chat }) => {
  await page.evaluate(([key, titles]) => {
    const known = titles.map((title, at) => ({ id: `c_${at}`, token: 't', title, at: Date.now() - at * 7e6 }))
    localStorage.setItem(`latchkey:conversations:${key}`, JSON.stringify(known))
  }, [KEY, MANY])
  await page.route('**/conversations/c_*', (route) => route.fulfill({ status: 500, headers: { 'Access-Control-Allow-Origin': '*' }, json: {} }))
  await open()
  await history()
  await chat.locator('.search').waitFor()
}
await shot('history-many', [...USUAL, 'ar', 'de-tiny'], {}, many)
await shot('history-found', [...USUAL, 'ar'], {}, async (tools) => { await many(tools); await tools.chat.locator('.search').fill('tin') })
await shot('history-nothing', [...USUAL, 'ar'], {}, async (tools) => { await many(tools); await tools.chat.locator('.search').fill('teapot') })
await shot('history-note', ['light', 'dark'], {}, async (tools) => {
  await talked(tools)
  tools.server.refused.add('delete')
  await tools.chat.locator('.conversations .tool + .tool').first().click()
  await tools.chat.locator('.danger').click()
  await tools.chat.locator('.remark').waitFor()
})

// Attachments
await shot('files', ALL, {}, async ({ open, attach, chat, server }) => {
  await open()
  await attach(picture, csv)
  await chat.locator('.tray .name:enabled').nth(1).waitFor()
  server.uploads.next.push([500, {}])
  await chat.locator('input[type=file]').setInputFiles([{ ...csv, name: 'prices.csv' }])
  await chat.locator('.tray .failed').waitFor()
  server.uploads.hold()
  await chat.locator('input[type=file]').setInputFiles([pdf])
  await chat.locator('.tray progress:not([hidden])').waitFor()
})
await shot('files-odd', [...USUAL, 'ar'], {}, async ({ open, attach, chat }) => { await open(); await attach(odd); await chat.locator('.tray .note:not([hidden])').waitFor() })
await shot('files-below', [...MAIN, 'forced-dark'], {}, async ({ open, ask, attach, chat }) => {
  await open()
  await attach(picture, pdf)
  await chat.locator('.tray .name:enabled').nth(1).waitFor()
  await ask('What is on these?')
  await chat.locator('.turn .file').nth(1).waitFor()
  await chat.locator('.log').evaluate((log) => (log.scrollTop = 0))
})
await shot('files-remove', [...USUAL, 'ar'], {}, async ({ open, ask, attach, chat }) => {
  await open()
  await attach(picture)
  await chat.locator('.tray .name:enabled').waitFor()
  await ask('What is on it?')
  await chat.locator('.turn .file .tool').last().click()
  await chat.locator('.file .ask').waitFor()
})
await shot('files-drop', ['light', 'dark', 'forced'], {}, async ({ open, chat, page }) => {
  await open()
  await chat.locator('.attach').waitFor()
  const data = await page.evaluateHandle(() => { const data = new DataTransfer(); data.items.add(new File(['x'], 'x.csv')); return data })
  await chat.locator('.panel').dispatchEvent('dragenter', { dataTransfer: data })
})
await shot('files-preview', ['light', 'dark', 'phone'], {}, async ({ open, attach, chat }) => { await open(); await attach(picture); await chat.locator('.tray .name:enabled').click(); await chat.locator('dialog canvas').waitFor() })

// Places
const WIDE = { width: 1280, height: 860 }
await shot('expanded', ['light', 'dark', 'ar'], { viewport: WIDE }, async ({ open, ask, expand }) => { await open(); await ask('Show me code'); await expand() })
await shot('expanded-history', ['light'], { viewport: WIDE }, async (tools) => { await talked(tools); await tools.expand() })
await shot('full', ['light'], { viewport: WIDE, configuration: { forceFullMode: true } }, async ({ open, ask }) => { await open(); await ask('Can I return it?') })
await shot('left', ['light', 'ar'], { viewport: { width: 900, height: 740 }, configuration: { position: 'left', headerColor: '#ffd84d' } }, async ({ open, ask }) => { await open(); await ask('Can I return it?') })
const inline = (origin) => `<meta name="viewport" content="width=device-width"><script type="module" src="${origin}/embed/element.js"></script><h1>Support</h1><div style="max-width:760px;height:520px"><latchkey-chat inline api-key="aX7kP2-lkdevelopment"></latchkey-chat></div>`
await shot('inline', [...USUAL, 'ar'], { viewport: { width: 900, height: 740 }, page: inline }, async ({ chat, ask }) => { await chat.locator('.messages:not(.loading) .welcome').waitFor(); await ask('Can I return it?') })
await shot('sound', ['light', 'tiny', 'ar', 'de-tiny'], { configuration: { engagementSound: true } }, async ({ open, ask }) => { await open(); await ask('Can I return it?') })
await shot('muted', ['light', 'ar'], { configuration: { engagementSound: true, headerColor: '#ffd84d' } }, async ({ open, mute }) => { await open(); await mute() })
await shot('focus', ['light', 'dark'], {}, async ({ open, ask, page, chat }) => { await open(); await ask('Can I return it?'); await chat.locator('textarea').focus(); await page.keyboard.press('Tab'); await page.keyboard.press('Tab') })
await shot('element', ['light'], { path: '/element' }, ({ open }) => open())

await browser.close()
console.log(problems.length ? problems.join('\n') : 'no problems in the console')
