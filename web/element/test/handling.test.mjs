// What hands do: double clicks, keys that a page listens to as well, small turns of the wheel, and windows that change.
import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { KEY } from '../dev/server.mjs'
import { boxOf, inPage } from './in-page.mjs'

const tool = (chat, name) => chat.getByRole('button', { name, exact: true })
const isOpen = (chat) => chat.evaluate((element) => element.hasAttribute('open'))

const DESKTOP = { width: 1100, height: 800 }
const PHONE = { width: 390, height: 844 }

describe('a double click', () => {
  inPage('on the opening button opens the chat', {}, async ({ chat, button }) => {
    await button.dblclick()
    await chat.locator('.messages:not(.loading) .welcome').waitFor()
    assert.ok(await isOpen(chat))
    await button.click()
    await chat.locator('.panel').waitFor({ state: 'hidden' })
  })

  inPage('on a trigger asks once', { policy: '', page: (host) => `<body><button data-latchkey-open data-latchkey-ask="Can I return it?">Ask</button><script type="module" src="${host}/embed/${KEY}.js"></script>` }, async ({ page, chat, button, input, answered }) => {
    await button.waitFor()
    await page.getByRole('button', { name: 'Ask', exact: true }).dblclick()
    await answered()
    assert.equal(await chat.locator('.turn').count(), 1)
    assert.equal(await input.inputValue(), '')
  })

  inPage('on the button that sends does not stop the answer', {}, async ({ open, chat, input, answered }) => {
    await open()
    await input.fill('Can I return it?')
    await chat.locator('.send').dblclick()
    await answered()
    assert.equal(await chat.getByText('You stopped').count(), 0)
  })

  inPage('on “New conversation” leaves the question whether', {}, async ({ open, ask, chat }) => {
    await open()
    await ask('slow')
    await chat.locator('.turn.live .text p').waitFor()
    await tool(chat, 'New conversation').dblclick()
    await chat.locator('.notice.confirm').waitFor()
    assert.equal(await chat.locator('.turn').count(), 1)
  })
})

describe('keys', () => {
  inPage('that are typed are no shortcuts of the page; those with Control may be', { policy: '' }, async ({ page, open, input }) => {
    await page.evaluate(() => {
      globalThis.heardKeys = []
      for (const type of ['keydown', 'keypress', 'keyup']) document.addEventListener(type, ({ key }) => globalThis.heardKeys.push(`${type} ${key}`))
    })
    await open()
    await page.keyboard.type('yes/no?')
    assert.equal(await input.inputValue(), 'yes/no?')
    assert.deepEqual(await page.evaluate(() => globalThis.heardKeys), [])
    await page.keyboard.press('Control+k')
    assert.ok((await page.evaluate(() => globalThis.heardKeys)).includes('keydown k'))
  })
})

describe('triggers', () => {
  inPage('may be elements with a shadow root of their own', { policy: '' }, async ({ page, chat, button }) => {
    await button.waitFor()
    await page.evaluate(() => {
      const own = document.createElement('site-button')
      own.dataset.latchkeyOpen = ''
      own.attachShadow({ mode: 'open' }).append(Object.assign(document.createElement('button'), { textContent: 'Help' }))
      document.body.append(own)
    })
    await page.getByRole('button', { name: 'Help' }).click()
    await chat.locator('.messages:not(.loading) .welcome').waitFor()
  })
})

describe('reading', () => {
  const fromEnd = (chat) => chat.locator('.log').evaluate((log) => log.scrollHeight - log.clientHeight - log.scrollTop)
  const frames = (page, count) => page.evaluate((count) => new Promise((resolve) => {
    const next = (left) => requestAnimationFrame(() => (left ? next(left - 1) : resolve()))
    next(count)
  }), count)

  inPage('small turns of the wheel leave the end of an answer that grows', {}, async ({ page, open, ask, chat }) => {
    await open()
    await ask('tokens')
    await tool(chat, 'Jump to the latest message').click()
    await page.waitForFunction(() => {
      const log = document.querySelector('latchkey-chat').shadowRoot.querySelector('.log')
      return log.scrollHeight - log.clientHeight - log.scrollTop < 2
    })
    await chat.locator('.log').hover()
    for (let turn = 0; turn < 10; turn++) {
      await page.mouse.wheel(0, -30)
      await frames(page, 3)
    }
    const height = await chat.locator('.log').evaluate((log) => log.scrollHeight)
    await page.waitForFunction((height) => document.querySelector('latchkey-chat').shadowRoot.querySelector('.log').scrollHeight > height, height)
    assert.ok(await fromEnd(chat) > 200, `${await fromEnd(chat)} px from the end`)
    await tool(chat, 'Jump to the latest message').waitFor()
  })

  const long = (page) => page.route('**/assistants/*', async (route) => {
    const response = await route.fetch()
    const message = `Hello!\n\n${Array.from({ length: 30 }, (_, at) => `- We have tea number ${at + 1}`).join('\n')}`
    await route.fulfill({ response, json: { ...(await response.json()), welcomeMessage: message } })
  })
  inPage('a long welcome is read from its beginning', { prepare: long }, async ({ open, chat, page, ask, answered }) => {
    const top = () => chat.locator('.log').evaluate((log) => log.scrollTop)
    await open()
    await chat.getByText('number 30').waitFor()
    assert.ok(await fromEnd(chat) > 100)
    assert.equal(await top(), 0)
    await page.setViewportSize({ ...DESKTOP, height: 600 })
    await frames(page, 2)
    assert.equal(await top(), 0)
    await ask('Can I return it?')
    await answered()
    assert.ok(await top() > 0)
  })
})

describe('coming back to the chat', () => {
  inPage('one reads on where one was', {}, async ({ page, open, ask, answered, chat, button }) => {
    await open()
    await ask('long')
    await answered()
    const top = () => chat.locator('.log').evaluate((log) => log.scrollTop)
    await chat.locator('.log').hover()
    await page.mouse.wheel(0, 300)
    await page.waitForFunction(() => document.querySelector('latchkey-chat').shadowRoot.querySelector('.log').scrollTop > 250)
    const before = await top()
    await page.keyboard.press('Escape')
    await chat.locator('.panel').waitFor({ state: 'hidden' })
    await button.click()
    await chat.locator('.panel').waitFor()
    assert.equal(await top(), before)
  })

  inPage('an answer that came meanwhile is read from its beginning', {}, async ({ page, open, ask, chat, button }) => {
    await open()
    await ask('long')
    await chat.locator('.turn.live .text p').first().waitFor()
    await page.keyboard.press('Escape')
    await chat.locator('.badge').filter({ hasText: '1' }).waitFor()
    await button.click()
    await chat.locator('.panel').waitFor()
    const { y } = await boxOf(chat.locator('.question'))
    const log = await boxOf(chat.locator('.log'))
    assert.ok(y >= log.y && y < log.y + 40, `question at ${y}, log from ${log.y}`)
  })
})

describe('a low window', () => {
  inPage('shows messages above what is being written', { context: { viewport: { width: 320, height: 256 } } }, async ({ open, input, chat }) => {
    await open()
    await input.fill('A line\n'.repeat(8))
    const { height } = await boxOf(input)
    assert.ok(height <= 256 / 3 + 1, `the field is ${height} px high`)
    assert.equal(await input.evaluate((field) => getComputedStyle(field).overflowY), 'auto')
    assert.ok((await boxOf(chat.locator('.log'))).height > 40)
  })
})

describe('a panel that covers everything', () => {
  const inside = (page) => page.evaluate(() => document.activeElement.localName === 'latchkey-chat')

  inPage('takes the focus when it comes back with a reload', { context: { viewport: PHONE, hasTouch: true, isMobile: true } }, async ({ open, page, chat }) => {
    await open()
    await page.reload()
    await chat.locator('.full .messages:not(.loading) .welcome').waitFor()
    assert.ok(await inside(page))
  })

  inPage('keeps Tab in a search that found nothing', {
    configuration: { hideBranding: true, privacyPolicyURL: '', termsOfServiceURL: '' }, context: { viewport: PHONE }, policy: '',
    page: (host) => `<body><a href="#there">There</a><script type="module" src="${host}/embed/${KEY}.js"></script>`,
  }, async ({ open, page, chat, focused }) => {
    await page.evaluate((key) => {
      const known = Array.from({ length: 6 }, (_, at) => ({ id: `c_${at}`, token: 't', title: `Tea ${at}`, at: Date.now() }))
      localStorage.setItem(`latchkey:conversations:${key}`, JSON.stringify(known))
    }, KEY)
    await page.route('**/conversations/c_*', (route) => route.abort())
    await open()
    await tool(chat, 'Earlier conversations').click()
    await chat.locator('.search').fill('coffee')
    await chat.getByText('Nothing found.').waitFor()
    assert.equal(await focused(), 'search')
    await page.keyboard.press('Tab')
    assert.ok(await inside(page))
    assert.equal(await focused(), 'tool')
  })

  inPage('takes it when the window becomes small, and not again after that', { context: { viewport: DESKTOP }, policy: '', page: (host) => `<body><a href="#there">There</a><input><script type="module" src="${host}/embed/${KEY}.js"></script>` }, async ({ open, page, chat }) => {
    await open()
    await page.getByRole('link', { name: 'There' }).focus()
    await page.setViewportSize(PHONE)
    await chat.locator('.root.full').waitFor({ state: 'attached' })
    await page.waitForFunction(() => document.activeElement.localName === 'latchkey-chat')
    // Something of the page lies above it, and the on-screen keyboard comes.
    await page.locator('input').focus()
    await page.setViewportSize({ ...PHONE, height: 500 })
    await page.waitForFunction(() => globalThis.innerHeight === 500)
    assert.equal(await inside(page), false)
  })
})

describe('without a connection', () => {
  inPage('what could not be loaded comes with the connection', {}, async ({ page, chat, button, context }) => {
    await button.hover()
    await chat.locator('.composer').waitFor({ state: 'attached' })
    await context.setOffline(true)
    await button.click()
    await chat.locator('.notice.failure').waitFor()
    await context.setOffline(false)
    await page.waitForFunction(() => navigator.onLine)
    await chat.locator('.messages:not(.loading) .welcome').waitFor()
    assert.equal(await chat.locator('.notice.failure').count(), 0)
  })
})

describe('what is heard', () => {
  const hear = { prepare: (page) => page.addInitScript(() => {
    globalThis.heard = []
    globalThis.Element.prototype.ariaNotify = (text) => globalThis.heard.push(text)
  }) }
  const heard = (page, text) => page.waitForFunction((text) => globalThis.heard.some((said) => said.includes(text)), text)
  const times = (page, text) => page.evaluate((text) => globalThis.heard.filter((said) => said.includes(text)).length, text)

  inPage('how many messages are left, and that the last was used, once', { ...hear, configuration: { maxMessagePerConversation: 2, tooManyMessageErrorText: 'That was all.' } }, async ({ page, open, ask, answered, chat }) => {
    await open()
    await ask('Can I return it?')
    await answered()
    await heard(page, '1 message left')
    await ask('And an opened one?')
    await answered(2)
    await heard(page, 'That was all.')
    await chat.locator('.notice.limit').waitFor()
    assert.equal(await times(page, 'That was all.'), 1)
  })

  inPage('an answer in sentences, its paragraphs apart', hear, async ({ page, open, ask }) => {
    await open()
    await ask('Can I return it?')
    await heard(page, 'You can return')
    const said = await page.evaluate(() => globalThis.heard.find((text) => text.includes('You can return')))
    assert.match(said, /pay the way back 1\.\s+Write to/)
  })

  inPage('that there is no connection', hear, async ({ page, open, context }) => {
    await open()
    await context.setOffline(true)
    await heard(page, 'offline')
  })

  inPage('that the key is refused', { prepare: async (page) => {
    await hear.prepare(page)
    await page.route('**/assistants/*', (route) => route.fulfill({ status: 403, headers: { 'Access-Control-Allow-Origin': '*' }, json: { code: 'KEY_DISABLED', detail: 'This API key is disabled.' } }))
  } }, async ({ page, button }) => {
    await button.click()
    await heard(page, 'not available')
  })
})

describe('methods and styles of the page', () => {
  inPage('a new conversation of a closed chat needs nobody to agree', {}, async ({ page, open, ask, chat }) => {
    await open()
    await ask('slow')
    await chat.locator('.turn.live .text p').waitFor()
    await page.keyboard.press('Escape')
    await chat.evaluate((element) => element.newConversation())
    assert.equal(await chat.locator('.turn').count(), 0)
  })

  inPage('properties that only sound like ours change nothing', { policy: '', page: (host) => `<style>:root { --notch: 80px; --view-top: 90px; --view-height: 100px }</style><body><script type="module" src="${host}/embed/${KEY}.js"></script>`, context: { viewport: PHONE } }, async ({ open, chat }) => {
    await open()
    assert.deepEqual(await boxOf(chat.locator('.panel')), { x: 0, y: 0, ...PHONE })
    assert.equal((await chat.locator('.header').boundingBox()).height, 64)
  })

  inPage('dir="auto" is the direction of the language', { policy: '', page: (host) => `<body><latchkey-chat lang="ar" dir="auto" api-key="${KEY}"></latchkey-chat><script type="module" src="${host}/embed/${KEY}.js"></script>` }, async ({ open, chat }) => {
    await open()
    assert.equal(await chat.locator('.root').evaluate((root) => getComputedStyle(root).direction), 'rtl')
  })
})

describe('a long prompt', () => {
  inPage('stays in a low window, with the button that dismisses it', { configuration: { chatEngagementPrompts: ['Is there anything that we can help you with? '.repeat(7)], webComponentOpenerSize: 140 }, context: { viewport: { width: 320, height: 300 } } }, async ({ chat }) => {
    await chat.locator('.prompt .say').waitFor()
    for (const part of ['.say', '.dismiss']) assert.ok((await chat.locator(`.prompt ${part}`).boundingBox()).y >= 0, part)
  })
})
