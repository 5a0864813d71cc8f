// Takes pictures of every state of the element, for eyes: node dev/shots.mjs [folder] [name …]
import { mkdir } from 'node:fs/promises'
import { chromium } from '@playwright/test'
import { startServer, startSite } from './server.mjs'

const [folder = '/tmp/latchkey-shots', ...only] = process.argv.slice(2)
await mkdir(folder, { recursive: true })
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
})
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 }
const problems = []

async function shot(name, { configuration, limits, context: options, path = '/', before } = {}, act = async () => undefined) {
  if (only.length && !only.includes(name)) return
  const server = await startServer({ port: 0, configuration, limits })
  const site = await startSite({ port: 0, host: server.origin })
  const context = await browser.newContext({ viewport: { width: 1100, height: 800 }, ...options })
  const page = await context.newPage()
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && problems.push(`${name}: ${message.text()}`))
  page.on('pageerror', (error) => problems.push(`${name}: ${error.stack}`))
  await page.addInitScript(() => addEventListener('securitypolicyviolation', (event) => console.error(`CSP ${event.violatedDirective} ${event.blockedURI} ${event.sample}`)))
  await before?.(page, server)
  await page.goto(site.origin + path)
  const chat = page.locator('latchkey-chat')
  await chat.locator('.button').waitFor({ state: 'attached' })
  const tools = {
    page, server, context, chat,
    open: async () => {
      await chat.locator('.button').click()
      await chat.locator('.messages:not(.loading) .welcome').waitFor()
    },
    ask: async (text, done = '.turn:last-child:not(.live)') => {
      await chat.locator('textarea').fill(text)
      await chat.locator('textarea').press('Enter')
      await chat.locator(`.turns ${done}`).waitFor({ timeout: 20_000 })
    },
  }
  await act(tools)
  await page.waitForTimeout(300)
  await page.screenshot({ path: `${folder}/${name}.png` })
  await context.close()
  server.close()
  site.close()
  console.log(name)
}

await shot('closed')
await shot('closed-large-light', { configuration: { webComponentOpenerSize: 140, headerColor: '#ffd84d', position: 'left', marginBottom: 40 } })
await shot('open', {}, ({ open }) => open())
await shot('streaming', {}, async ({ open, ask, page }) => { await open(); await ask('slow please', '.text p'); await page.waitForTimeout(2600) })
await shot('thinking', {}, async ({ open, ask }) => { await open(); await ask('slow please', '.dots') })
await shot('finished', {}, async ({ open, ask }) => { await open(); await ask('Can I return an opened tin?') })
await shot('code', {}, async ({ open, ask, chat }) => { await open(); await ask('Show me code'); await chat.locator('.jump').click() })
await shot('code-top', {}, async ({ open, ask }) => { await open(); await ask('Show me code') })
await shot('long', {}, async ({ open, ask, chat }) => { await open(); await ask('A long answer', '.text h3'); await chat.locator('.jump').waitFor() })
await shot('limit', {}, async ({ open, ask }) => { await open(); await ask('Can I return an opened tin?'); await ask('limit') })
await shot('limit-near', { configuration: { maxMessagePerConversation: 3 } }, async ({ open, ask }) => { await open(); await ask('Can I return it?') })
await shot('limit-counted', { configuration: { maxMessagePerConversation: 1, tooManyMessageErrorText: 'That was all for today. Call us at 030 1234 567.' } }, async ({ open, ask }) => { await open(); await ask('Can I return it?') })
await shot('failed', {}, async ({ open, ask }) => { await open(); await ask('fail') })
await shot('unsent', {}, async ({ open, ask, server }) => { await open(); server.close(); await ask('Anyone there?') })
await shot('offline', {}, async ({ open, ask, context }) => { await open(); await ask('slow', '.text p'); await context.setOffline(true) })
await shot('stopped', {}, async ({ open, ask, chat }) => { await open(); await ask('slow', '.text p'); await chat.locator('.send').click(); await chat.locator('.turn:not(.live)').waitFor() })
await shot('dropped', {}, async ({ open, ask }) => { await open(); await ask('drop') })
await shot('confirm', {}, async ({ open, ask, chat }) => { await open(); await ask('slow', '.text p'); await chat.getByRole('button', { name: 'New conversation' }).click() })
await shot('refused', {}, async ({ chat, server }) => { server.refused.add('key'); await chat.locator('.button').click(); await chat.locator('.notice.limit').waitFor() })
await shot('dark', { context: { colorScheme: 'dark' } }, async ({ open, ask, chat }) => { await open(); await ask('Show me code'); await chat.locator('.jump').click() })
await shot('dark-open', { context: { colorScheme: 'dark' } }, ({ open }) => open())
await shot('dark-sources', { context: { colorScheme: 'dark' } }, async ({ open, ask }) => { await open(); await ask('Can I return it?') })
await shot('full', { configuration: { forceFullMode: true } }, async ({ open, ask }) => { await open(); await ask('Show me code') })
await shot('expanded', {}, async ({ open, ask, chat }) => { await open(); await ask('Show me code'); await chat.getByRole('button', { name: 'larger' }).click() })
await shot('left', { configuration: { position: 'left', headerColor: '#ffd84d' } }, async ({ open, ask }) => { await open(); await ask('Can I return it?') })
await shot('bare', { configuration: { showCloseButtons: false, showNewConversationButton: false, privacyPolicyURL: '', termsOfServiceURL: '', hidePupauBranding: true, headerColor: '#7a1f3d' } }, ({ open }) => open())
await shot('phone', { context: PHONE }, ({ open }) => open())
await shot('phone-finished', { context: PHONE }, async ({ open, ask }) => { await open(); await ask('Can I return it?') })
await shot('phone-no-close', { context: PHONE, configuration: { showCloseButtons: false } }, ({ open }) => open())
await shot('low-window', { context: { viewport: { width: 1100, height: 560 } } }, ({ open }) => open())
await shot('reloaded', {}, async ({ open, ask, page, chat }) => { await open(); await ask('slow', '.text p'); await page.waitForTimeout(1500); await page.reload(); await chat.locator('.turn.live .text p').waitFor() })
await shot('element', { path: '/element' }, ({ open }) => open())
await shot('forced-colors', { context: { forcedColors: 'active' } }, async ({ open, ask }) => { await open(); await ask('Can I return it?') })
await shot('loading', { before: (page) => page.route('**/panel-*.js', () => undefined) }, async ({ chat }) => { await chat.locator('.button').click() })
await shot('load-failed', { before: (page) => page.route('**/panel-*.js', (route) => route.abort()) }, async ({ chat }) => { await chat.locator('.button').click(); await chat.locator('.waiting button').waitFor() })

const PROMPTS = { chatEngagementPrompts: ['Looking for a mild green tea?'], chatEngagementPromptRotateTime: 60 }
const LONG = 'Not sure which tea suits your evening? Tell me what you like to drink, how strong you brew it and whether you sleep badly after caffeine, and I will pick three of our leaves for you.'
const invited = async ({ chat }) => { await chat.locator('.prompt:not(.gone)').waitFor() }
const pointed = async ({ chat }) => { await chat.locator('.say').hover() }
await shot('prompt', { configuration: PROMPTS }, invited)
await shot('prompt-hover', { configuration: PROMPTS }, pointed)
await shot('prompt-left', { configuration: { ...PROMPTS, position: 'left', headerColor: '#ffd84d' } }, pointed)
await shot('prompt-long', { configuration: { ...PROMPTS, chatEngagementPrompts: [LONG] } }, pointed)
await shot('prompt-short', { configuration: { ...PROMPTS, chatEngagementPrompts: ['Tea?'], webComponentOpenerSize: 140 } }, pointed)
await shot('prompt-small', { configuration: { ...PROMPTS, chatEngagementPrompts: [LONG], webComponentOpenerSize: 40, position: 'left' } }, pointed)
await shot('prompt-dark', { configuration: PROMPTS, context: { colorScheme: 'dark' } }, pointed)
await shot('prompt-focus', { configuration: PROMPTS }, async ({ chat, page }) => { await invited({ chat }); await chat.locator('.button').focus(); await page.keyboard.press('Tab') })
await shot('prompt-phone', { configuration: { ...PROMPTS, chatEngagementPrompts: [LONG] }, context: PHONE }, invited)
await shot('prompt-narrow', { configuration: { ...PROMPTS, chatEngagementPrompts: [LONG], webComponentOpenerSize: 140 }, context: { ...PHONE, viewport: { width: 320, height: 640 } } }, invited)
await shot('prompt-forced-colors', { configuration: PROMPTS, context: { forcedColors: 'active' } }, pointed)
await shot('sound', { configuration: { engagementSound: true } }, async ({ open, ask }) => { await open(); await ask('Can I return it?') })
await shot('muted', { configuration: { engagementSound: true, headerColor: '#ffd84d' } }, async ({ open, chat }) => { await open(); await chat.getByRole('button', { name: 'Mute' }).click() })

await shot('actions', {}, async ({ open, ask, chat }) => { await open(); await ask('Can I return it?'); await chat.getByRole('button', { name: 'Good answer' }).click() })
await shot('queue', {}, async ({ open, ask, chat }) => { await open(); await ask('long wait', '.dots'); await chat.getByText('3 others').waitFor() })
await shot('rate', {}, async ({ open, ask, chat }) => { await open(); await ask('too often'); await chat.getByText('seconds').waitFor() })
await shot('count', { limits: { questionLength: 60 } }, async ({ open, chat }) => { await open(); await chat.locator('textarea').fill('How long may I keep an opened tin of your sencha, please?') })
await shot('count-over', { limits: { questionLength: 40 } }, async ({ open, chat }) => { await open(); await chat.locator('textarea').fill('How long may I keep an opened tin of your sencha, please?') })
await shot('offline-draft', {}, async ({ open, chat, context }) => { await open(); await chat.locator('textarea').fill('How long is shipping?'); await context.setOffline(true) })
for (const [suffix, context] of [['', {}], ['-dark', { colorScheme: 'dark' }], ['-phone', PHONE], ['-320', { ...PHONE, viewport: { width: 320, height: 568 } }]]) {
  await shot(`history${suffix}`, { context, configuration: { engagementSound: true } }, async ({ open, ask, chat }) => {
    await open()
    await ask('Can I return it?')
    await chat.getByRole('button', { name: 'New conversation' }).click()
    await ask('Please show me the code that I have to put on my page, and how to place it exactly where I want it to be')
    await chat.getByRole('button', { name: 'Earlier conversations' }).click()
    await chat.locator('.conversations li').first().waitFor()
  })
}
await shot('history-confirm', {}, async ({ open, ask, chat }) => { await open(); await ask('Can I return it?'); await chat.getByRole('button', { name: 'Earlier' }).click(); await chat.locator('.conversations .tool').click() })
await shot('history-all', {}, async ({ open, ask, chat }) => { await open(); await ask('Can I return it?'); await chat.getByRole('button', { name: 'Earlier' }).click(); await chat.getByRole('button', { name: 'Delete my data' }).click() })
await shot('history-empty', {}, async ({ open, ask, chat }) => { await open(); await ask('Can I return it?'); await chat.getByRole('button', { name: 'Earlier' }).click(); await chat.getByRole('button', { name: 'Delete my data' }).click(); await chat.getByRole('button', { name: 'Delete', exact: true }).click(); await chat.locator('.none').waitFor() })
await browser.close()
console.log(problems.length ? problems.join('\n') : 'no problems in the console')
