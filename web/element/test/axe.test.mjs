// Every state of the element for those who cannot see it, or not well: no violation that axe knows. The page is as strict
// as a page can be, so every state also shows that the element gets by with that.
import assert from 'node:assert/strict'
import { after, describe } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import { LIMITS } from '../dev/attachments.mjs'
import { KEY } from '../dev/server.mjs'
import { inPage } from './in-page.mjs'

const TEXT = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Two tins of Sencha.') }
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 }
const STILL = { reducedMotion: 'reduce' }

const page = (attributes = '') => (host) => `<meta name="viewport" content="width=device-width"><body${attributes}><main><h1>Tea &amp; Leaf</h1><p>Three teas.</p></main><script type="module" src="${host}/embed/${KEY}.js"></script>`

let states = 0
let violations = 0
let refusals = 0
after(() => {
  console.log(`gate: axe violations in ${states} states ${violations} (goal 0)`)
  console.log(`gate: CSP and Trusted Types violations in ${states} states ${refusals} (goal 0)`)
})

/** axe looks at the whole page, so also at the element's place in it. */
async function check(name, { page }) {
  const found = await new AxeBuilder({ page }).setLegacyMode().analyze()
  states++
  violations += found.violations.length
  refusals += await page.evaluate(() => globalThis.violations)
  assert.ok(found.passes.length > 5, `${name}: axe has looked at next to nothing`)
  assert.deepEqual(found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary}`)), [], name)
}

/** Goes from state to state on one page, and looks at each. */
function clean(look, { context, attributes, configuration, limits, prepare } = {}, ways = {}) {
  const options = { configuration, limits, prepare, page: page(attributes), context: { ...STILL, ...context }, delay: 1 }
  inPage(look, options, async (tools) => {
    await tools.button.waitFor({ state: 'attached' })
    for (const [name, go] of Object.entries(ways)) {
      await go(tools)
      await check(`${look}, ${name}`, tools)
    }
  })
}

/** The element says it in words of its own, in each language. */
const noted = (question) => async ({ ask, chat }) => {
  await ask(question)
  await chat.locator('.turn:last-child .note').waitFor()
}

const CLOSED = { closed: () => undefined }
const OPEN = { open: ({ open }) => open() }
const answer = (name, question, count) => ({ [name]: async ({ ask, answered }) => {
  await ask(question)
  await answered(count)
} })
const SOURCES = answer('sources', 'Can I return it?', 1)
const RICH = answer('table and code', 'Show me code', 2)
const WRITING = { 'an answer being written': async ({ ask, chat }) => {
  await ask('slow')
  await chat.locator('.turn.live .text p').waitFor()
} }
const pressed = (name) => ({ chat }) => chat.getByRole('button', { name }).first().click()

const FILE = { name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from('order,tea') }
const FILES = { 'files to be sent, and one that failed': async ({ chat, server }) => {
  await chat.locator('.top .tool').click()
  server.uploads.next.push([201, { id: 'f1', fileName: 'orders', extension: 'csv', size: 9 }], [500, {}])
  await chat.locator('input[type=file]').setInputFiles([FILE, { ...FILE, name: 'odd.csv' }, { ...FILE, name: 'setup.exe' }])
  await chat.locator('.file.failed').waitFor()
} }
const HISTORY = {
  'earlier conversations': async ({ chat }) => {
    await chat.locator('.header [aria-expanded=false]').click()
    await chat.locator('.conversations li').waitFor()
  },
  'whether to delete one': ({ chat }) => chat.locator('.conversations .tool + .tool').click(),
}

const EVERY = {
  ...CLOSED,
  prompt: ({ chat }) => chat.locator('.prompt:not(.gone) .say').waitFor(),
  ...OPEN,
  ...SOURCES,
  ...RICH,
  error: noted('fail'),
  limit: noted('limit'),
}
const LATE = { ...OPEN, ...SOURCES, ...HISTORY, ...FILES }

describe('axe', () => {
  const prompts = { chatEngagementPrompts: ['Looking for a mild green tea?'], chatEngagementPromptRotateTime: 60 }
  const LOOKS = [
    ['light', {}],
    ['dark', { context: { colorScheme: 'dark' } }],
    ['right to left', { attributes: ' dir="rtl" lang="ar"' }],
    ['forced colours', { context: { forcedColors: 'active' } }],
    ['phone', { context: PHONE }],
  ]
  for (const [look, options] of LOOKS) clean(look, { ...options, configuration: { ...prompts, ...options.configuration } }, EVERY)
  for (const [look, options] of LOOKS) clean(`conversations and files, ${look}`, { ...options, limits: LIMITS }, LATE)

  clean('light header', { configuration: { headerColor: '#ffd84d' } }, { ...CLOSED, ...OPEN, ...SOURCES })
  const full = { configuration: { forceFullMode: true } }
  clean('full screen', full, { ...OPEN, ...SOURCES, ...RICH })
  clean('full screen, dark', { ...full, context: { colorScheme: 'dark' } }, { ...OPEN, ...SOURCES, ...RICH })
  clean('window', {}, { ...OPEN, larger: pressed('larger'), ...SOURCES, smaller: pressed('smaller'), ...WRITING, 'the question whether to start over': pressed('New conversation') })
  clean('refusals', { configuration: { maxMessagePerConversation: 3 } }, {
    ...OPEN,
    'too many questions': noted('often'),
    'few questions left': async ({ ask, chat }) => {
      await ask('Can I return it?')
      await chat.getByText('2 messages left').waitFor()
    },
    offline: async ({ context, chat }) => {
      await context.setOffline(true)
      await chat.getByText('You are offline').waitFor()
    },
  })
  const FILES = {
    ...OPEN,
    'a file that is attached, and one that is not taken': async ({ chat }) => {
      await chat.locator('input[type=file]').setInputFiles([TEXT, { ...TEXT, name: 'program.exe' }])
      await chat.locator('.tray .file .name:not(:disabled)').waitFor()
      await chat.locator('.tray .note').waitFor()
    },
    'a file of a question': async ({ ask, answered }) => {
      await ask('Can I return it?')
      await answered()
    },
    'whether to remove it': ({ chat }) => chat.locator('.turn .file button').last().click(),
  }
  const TALK = {
    ...OPEN,
    'nobody has written yet': async ({ input, chat }) => {
      await input.fill('a'.repeat(38))
      await chat.locator('.count:not(:empty)').waitFor()
    },
    'too many characters': async ({ input }) => {
      await input.fill('a'.repeat(41))
      await input.press('Enter')
    },
    'a thumb': async ({ ask, answered, chat }) => {
      await ask('Can I return it?')
      await answered()
      await chat.locator('.tools [aria-pressed]').first().click()
      await chat.locator('.tools [aria-pressed=true]').waitFor()
    },
    'earlier conversations': async ({ chat }) => {
      await chat.locator('.header .tool:not([hidden])').nth(0).click()
      await chat.locator('.conversations li').waitFor()
    },
    'another title': async ({ chat }) => {
      await chat.locator('.conversations .tool').first().click()
      await chat.locator('.sure input').waitFor()
    },
    'whether to delete all': ({ chat }) => chat.locator('.history .end button').click(),
  }
  for (const [look, options] of [['files', {}], ['files, dark', { context: { colorScheme: 'dark' } }], ['files, right to left', { attributes: ' dir="rtl" lang="he"' }]]) clean(look, { ...options, limits: LIMITS }, FILES)
  for (const [look, options] of [['talk', {}], ['talk, dark phone', { context: { ...PHONE, colorScheme: 'dark' } }], ['talk, right to left', { attributes: ' dir="rtl" lang="ar"' }]]) clean(look, { ...options, limits: { questionLength: 40, attachments: null } }, TALK)

  const refuse = (page) => page.route('**/assistants/*', (route) => route.fulfill({ status: 403, headers: { 'Access-Control-Allow-Origin': '*' }, json: { code: 'KEY_DISABLED', detail: 'This API key is disabled.' } }))
  clean('a refused key', { prepare: refuse }, { opened: async ({ button, chat }) => {
    await button.click()
    await chat.getByText('not available').waitFor()
  } })
  clean('no panel', { prepare: (page) => page.route('**/panel-*.js', (route) => setTimeout(() => route.abort(), 3000)) }, {
    loading: ({ button }) => button.click(),
    failed: ({ chat }) => chat.getByRole('alert').waitFor(),
  })
})
