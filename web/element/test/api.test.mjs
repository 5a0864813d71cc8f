// What the methods of the element say of what came of them, and that nothing is lost or done twice.
import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { KEY } from '../dev/server.mjs'
import { inPage } from './in-page.mjs'

const bare = (attributes = '') => (host) => `<body><div id="place" style="width:400px;height:500px"><latchkey-chat api-key="${KEY}" ${attributes}></latchkey-chat></div><script type="module" src="${host}/embed/element.js"></script>`
const STILL = { reducedMotion: 'reduce' }
const free = { policy: '', context: STILL }
const withChat = (page, act, argument) => page.evaluate(([source, argument]) => new Function('chat', 'argument', `return (${source})(chat, argument)`)(document.querySelector('latchkey-chat'), argument), [String(act), argument])
const asks = (page, text) => withChat(page, (chat, text) => chat.ask(text), text)
const record = (page, ...names) => page.evaluate((names) => {
  globalThis.seen = []
  for (const name of names) document.addEventListener(`latchkey-${name}`, ({ detail }) => globalThis.seen.push([name, ...Object.values(detail ?? {})].join(' ')))
}, names)
const seen = (page) => page.evaluate(() => globalThis.seen)
const posts = (requests) => requests.filter((line) => /^POST .*queries/.test(line)).length

describe('ask()', () => {
  inPage('while an answer is running, makes a draft of the question, and of the first one only', free, async ({ page, input, chat, requests, answered, open }) => {
    await open()
    assert.equal(await asks(page, 'slow'), true)
    await chat.locator('.turn.live .text p').waitFor()
    assert.equal(await asks(page, 'And this one?'), false)
    assert.equal(await asks(page, 'And a third one?'), false)
    assert.equal(await input.inputValue(), 'And this one?')
    assert.equal(posts(requests), 1)
    await answered()
    await input.press('Enter')
    await answered(2)
    assert.equal(posts(requests), 2)
    assert.equal(await input.inputValue(), '')
  })

  inPage('by an element of the page loses nothing either', { ...free, page: (host) => `<body><button data-latchkey-open data-latchkey-ask="How long is it?">Ask</button><script type="module" src="${host}/embed/${KEY}.js"></script>` }, async ({ page, input, chat, open }) => {
    await open()
    await asks(page, 'slow')
    await chat.locator('.turn.live .text p').waitFor()
    await page.getByText('Ask', { exact: true }).click()
    await page.waitForFunction(() => document.querySelector('latchkey-chat').shadowRoot.querySelector('textarea').value)
    assert.equal(await input.inputValue(), 'How long is it?')
  })

  inPage('leaves the draft of the visitor alone, also over a reload', free, async ({ page, input, open, answered }) => {
    await open()
    await input.fill('I was about to')
    assert.equal(await asks(page, 'Can I return it?'), true)
    await answered()
    assert.equal(await input.inputValue(), 'I was about to')
    await page.reload()
    await page.waitForFunction(() => document.querySelector('latchkey-chat')?.shadowRoot.querySelector('textarea')?.value === 'I was about to')
  })

  inPage('asks nothing where there is nothing to ask or the page objects', free, async ({ page, input, requests, open }) => {
    await open()
    assert.deepEqual([await asks(page, ''), await asks(page, '  ')], [false, false])
    await page.evaluate(() => document.addEventListener('latchkey-ask', (event) => event.preventDefault()))
    assert.equal(await asks(page, 'Can I return it?'), false)
    assert.equal(await input.inputValue(), '')
    assert.equal(posts(requests), 0)
  })

  inPage('does not send what is too long, but lets the visitor make it shorter', { ...free, limits: { questionLength: 20 } }, async ({ page, input, chat }) => {
    assert.equal(await asks(page, 'x'.repeat(21)), false)
    await chat.getByText('1 character too many').waitFor()
    assert.equal((await input.inputValue()).length, 21)
    await input.fill('')
    assert.equal(await asks(page, '🍵'.repeat(20)), true)
    await chat.locator('.question').getByText('🍵').waitFor()
    assert.equal(await chat.locator('.turn').count(), 1)
    assert.equal(await input.inputValue(), '')
  })

  inPage('says that the limit is reached', { ...free, configuration: { maxMessagePerConversation: 1 } }, async ({ page, requests, open, answered }) => {
    await open()
    assert.equal(await asks(page, 'Can I return it?'), true)
    await answered()
    await record(page, 'error')
    assert.equal(await asks(page, 'And now?'), false)
    assert.deepEqual(await seen(page), ['error MESSAGE_LIMIT'])
    assert.equal(posts(requests), 1)
  })

  inPage('asks nothing with a key that is refused, nor when the chat is closed before it can', free, async ({ page, button, requests, server }) => {
    await button.waitFor()
    const closed = await withChat(page, (chat) => {
      const asked = chat.ask('Can I return it?')
      return chat.close().then(() => asked)
    })
    assert.equal(closed, false)
    server.refused.add('key')
    await page.reload()
    await button.waitFor()
    assert.equal(await asks(page, 'Can I return it?'), false)
    assert.equal(posts(requests), 0)
  })

  inPage('waits for the conversation of the page before, which may be answering', free, async ({ page, chat, input, open, requests }) => {
    await open()
    await asks(page, 'slow')
    await chat.locator('.turn.live .text p').waitFor()
    await page.reload()
    await chat.locator('.button').waitFor()
    assert.equal(await asks(page, 'And now?'), false)
    assert.equal(await input.inputValue(), 'And now?')
    assert.equal(posts(requests), 1)
  })
})

inPage('what is tried again is announced, and the page may object', free, async ({ page, chat, open, ask, requests }) => {
  await open()
  await ask('fail')
  const again = chat.getByRole('button', { name: 'Try again', exact: true })
  await again.waitFor()
  await record(page, 'ask')
  await page.evaluate(() => document.addEventListener('latchkey-ask', (event) => event.preventDefault(), { once: true }))
  await again.click()
  assert.equal(posts(requests), 1)
  await again.click()
  await chat.getByText('did not answer in time').waitFor()
  assert.deepEqual(await seen(page), ['ask fail', 'ask fail'])
  await page.waitForFunction(() => document.querySelector('latchkey-chat').shadowRoot.querySelectorAll('.turn').length === 1)
})

inPage('a context that cannot be sent is refused with the reason, and the one before stays', free, async ({ page, open, answered, server }) => {
  await open()
  const refused = await withChat(page, async (chat) => {
    await chat.setContext({ tea: 'Rain on Moss' })
    const circle = {}
    circle.circle = circle
    const said = []
    for (const context of [{ count: 1n }, circle, () => 1, [1], 'tea', { tea: 'é'.repeat(1020) }]) said.push(await chat.setContext(context).catch((error) => `${error.name} ${error.message}`))
    return said
  })
  for (const said of refused) assert.match(said, /^TypeError .*(BigInt|circular|not an object|more than 2048)/s)
  assert.equal(await asks(page, 'Can I return it?'), true)
  await answered()
  assert.deepEqual(server.asked[0].customProperties, { tea: 'Rain on Moss' })
  await withChat(page, (chat) => chat.setContext({ tea: 'é'.repeat(1019) }))
  await withChat(page, (chat) => chat.setContext())
  await asks(page, 'And now?')
  await answered(2)
  assert.equal(server.asked[1].customProperties, undefined)
})

inPage('a key that is refused keeps nobody waiting', {
  ...free,
  page: () => '<body>',
}, async ({ page, server }) => {
  server.refused.add('key')
  const [before, after] = await page.evaluate(async ([host, key]) => {
    await import(`${host}/embed/element.js`)
    const chat = Object.assign(document.createElement('latchkey-chat'), { apiKey: key })
    const all = () => Promise.all([chat.whenReady(), chat.open(), chat.toggle(), chat.ask('Tea?'), chat.newConversation()])
    const early = all()
    document.body.append(chat)
    return [await early, await all()]
  }, [server.origin, KEY])
  assert.deepEqual(before.slice(0, 4), [false, false, false, false])
  assert.deepEqual(after.slice(0, 4), [false, false, false, false])
  server.refused.delete('key')
  assert.equal(await withChat(page, (chat, key) => (chat.setAttribute('api-key', key), chat.whenReady()), `${KEY}2`), true)
})

inPage('an element gets its key when it is already on the page', { ...free, page: (host) => `<body><button data-latchkey-open>Ask</button><script type="module" src="${host}/embed/element.js"></script>` }, async ({ page, chat, button, requests }) => {
  await page.evaluate(() => customElements.whenDefined('latchkey-chat').then(() => document.body.append(document.createElement('latchkey-chat'))))
  await page.getByText('Ask', { exact: true }).click()
  assert.equal(await page.evaluate(() => document.querySelector('latchkey-chat').shadowRoot.childElementCount), 0)
  assert.deepEqual(requests.filter((line) => !line.includes('/embed/element.js')), [])
  await page.evaluate((key) => (document.querySelector('latchkey-chat').apiKey = key), KEY)
  await button.waitFor()
  await page.getByText('Ask', { exact: true }).click()
  await chat.locator('.starter').first().waitFor()
})

inPage('an element gets another key while it is taken off the page', { ...free, page: bare() }, async ({ page, button, chat, requests }) => {
  await button.waitFor()
  const before = requests.length
  await withChat(page, (chat, key) => {
    chat.remove()
    chat.apiKey = key
    document.body.append(chat)
    return chat.whenReady()
  }, `${KEY}2`)
  assert.equal(requests.slice(before).filter((line) => line.startsWith('GET /assistants/')).length, 1)
  await chat.locator('.button').waitFor()
})

inPage('a chat in the page stays, and is nowhere else while it goes', { policy: '', page: bare('inline') }, async ({ page, chat }) => {
  await chat.locator('.starter').first().waitFor()
  await record(page, 'close')
  assert.deepEqual(await withChat(page, async (chat) => [await chat.close(), await chat.toggle(), chat.opened, (chat.opened = false), chat.opened]), [false, false, true, false, true])
  assert.deepEqual(await seen(page), [])
  const during = await withChat(page, async (chat) => {
    chat.hidden = true
    const closed = chat.close()
    const panel = chat.shadowRoot.querySelector('.panel')
    const seen = [getComputedStyle(panel).visibility, getComputedStyle(chat.shadowRoot.querySelector('.button')).visibility]
    return [...seen, await closed]
  })
  assert.deepEqual(during, ['hidden', 'hidden', true])
  assert.equal(await withChat(page, (chat) => chat.open()), true)
})

inPage('a chat that is open on the next page says what opened it', { context: STILL, prepare: (page) => page.addInitScript(() => {
  globalThis.seen = []
  for (const name of ['open', 'opened']) document.addEventListener(`latchkey-${name}`, ({ detail }) => globalThis.seen.push(`${name} ${detail.source}`))
}) }, async ({ page, open, chat, focused }) => {
  await open()
  await page.reload()
  await chat.locator('.starter').first().waitFor()
  assert.deepEqual(await seen(page), ['open restored', 'opened restored'])
  assert.equal(await focused(), 'body')
})

inPage('what was not seen is still counted on the next page, until it is seen', { context: STILL }, async ({ page, open, ask, chat, button, stored }) => {
  const badge = chat.locator('.badge')
  await open()
  await ask('Can I return it?')
  await button.click()
  await badge.getByText('1').waitFor()
  await page.reload()
  await badge.getByText('1').waitFor()
  assert.match(await button.getAttribute('aria-label'), /\(1\)$/)
  await button.click()
  await badge.waitFor({ state: 'hidden' })
  assert.ok(!(await stored()).includes('unread'))
  await page.reload()
  await button.waitFor({ state: 'attached' })
  assert.equal(await badge.textContent(), '')
})

describe('two tabs', () => {
  const questions = (chat) => chat.locator('.question').allInnerTexts().then((all) => all.map((text) => text.split('\n').at(-1)))

  inPage('say the same, and begin anew together, and drafts stay', { context: STILL }, async ({ page, open, ask, answered, context, input }) => {
    await open()
    await ask('Can I return it?')
    await answered()
    await input.fill('A draft')
    const other = await context.newPage()
    await other.goto(page.url())
    const second = other.locator('latchkey-chat')
    await second.locator('.button').click()
    await second.locator('.turn:not(.live)').waitFor()
    await second.locator('textarea').fill('And in this tab?')
    await second.locator('textarea').press('Enter')
    await second.locator('.turn:not(.live)').nth(1).waitFor()
    await page.bringToFront()
    await answered(2)
    assert.deepEqual(await questions(page.locator('latchkey-chat')), ['Can I return it?', 'And in this tab?'])
    assert.equal(await input.inputValue(), 'A draft')
    await other.evaluate(() => document.querySelector('latchkey-chat').newConversation())
    await page.locator('latchkey-chat').locator('.messages.empty').waitFor({ state: 'attached' })
    assert.equal(await input.inputValue(), 'A draft')
  })

  inPage('have no more to say to each other when both know', { context: STILL }, async ({ page, open, ask, answered, context, requests }) => {
    await open()
    const other = await context.newPage()
    await other.goto(page.url())
    const second = other.locator('latchkey-chat')
    await second.locator('.button').click()
    await second.locator('.starter').first().waitFor()
    await ask('Can I return it?')
    await answered()
    await second.locator('.turn:not(.live)').waitFor()
    const count = requests.length
    for (const tab of [page, other, page, other]) await tab.evaluate(() => globalThis.dispatchEvent(new globalThis.Event('focus')))
    await other.evaluate(() => new Promise((resolve) => setTimeout(resolve)))
    assert.equal(requests.length, count)
  })
})

inPage('no answer leaves a failure in the log of the network', { context: STILL }, async ({ page, open, ask, answered, chat }) => {
  const failed = []
  page.on('requestfailed', (request) => failed.push(request.url()))
  await open()
  const ends = () => page.waitForEvent('requestfinished', (request) => /queries/.test(request.url()))
  const first = ends()
  await ask('Can I return it?')
  await answered()
  await first
  const resumed = ends()
  await page.reload()
  await chat.locator('.turn:not(.live)').waitFor()
  await resumed
  assert.deepEqual(failed, [])
})
