// What one does in a conversation: actions of an answer, limits, drafts, the list of conversations.
import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { KEY } from '../dev/server.mjs'
import { inPage } from './in-page.mjs'

const seen = (page, ...names) => page.evaluate((names) => {
  globalThis.seen = []
  for (const name of names) document.addEventListener(name, (event) => globalThis.seen.push([name, event.detail]))
}, names)
const events = (page) => page.evaluate(() => globalThis.seen)

/** What is said to screen readers, where the browser has a function for that. */
const hear = { prepare: (page) => page.addInitScript(() => {
  globalThis.heard = []
  globalThis.Element.prototype.ariaNotify = (text) => globalThis.heard.push(text)
}) }
const heard = (page, pattern) => page.waitForFunction((source) => globalThis.heard.some((text) => new RegExp(source).test(text)), pattern.source)

const tool = (chat, name) => chat.getByRole('button', { name, exact: true })

describe('an answer', () => {
  inPage('is copied with the meaning of its marks', { context: { permissions: ['clipboard-read', 'clipboard-write'] } }, async ({ open, ask, answered, chat, page }) => {
    await open()
    await ask('Can I return it?')
    await answered()
    await tool(chat, 'Copy answer').click()
    await tool(chat, 'Copied').waitFor()
    const text = await page.evaluate(() => globalThis.navigator.clipboard.readText())
    assert.match(text, /^You can return \*\*unopened tins\*\* within 30 days, and we pay the way back \[1\]\./)
    assert.match(text, /\n\n\[1\] Returns and refunds https:\/\/tea\.example\/returns\n\[2\] Terms of sale\n/)
    await tool(chat, 'Copy answer').waitFor()
  })

  inPage('is judged, judged otherwise, and not at all; a reload knows', {}, async ({ open, ask, answered, chat, page, requests }) => {
    await open()
    await seen(page, 'latchkey-feedback')
    await ask('Can I return it?')
    await answered()
    const [good, bad] = [tool(chat, 'Good answer'), tool(chat, 'Bad answer')]
    await good.click()
    await chat.locator('[aria-pressed=true][aria-label="Good answer"]').waitFor()
    await bad.click()
    await chat.locator('[aria-pressed=true][aria-label="Bad answer"]').waitFor()
    assert.equal(await good.getAttribute('aria-pressed'), 'false')
    await page.waitForFunction(() => globalThis.seen.length === 2)
    assert.deepEqual((await events(page)).map(([, detail]) => detail.reaction), ['LIKE', 'DISLIKE'])
    await page.reload()
    await chat.locator('[aria-pressed=true][aria-label="Bad answer"]').waitFor()
    await bad.click()
    await chat.locator('[aria-pressed=false][aria-label="Bad answer"]').waitFor()
    assert.equal(requests.filter((line) => /^PATCH .*\/queries\/q_/.test(line)).length, 3)
  })

  inPage('a judgement that the server does not take is taken back, and said', hear, async ({ open, ask, answered, chat, page, server }) => {
    await open()
    await ask('Can I return it?')
    await answered()
    server.refused.add('reaction')
    await tool(chat, 'Good answer').click()
    await heard(page, /could not be saved/)
    assert.equal(await tool(chat, 'Good answer').getAttribute('aria-pressed'), 'false')
  })

  inPage('its actions are quiet but for the newest, reachable by keyboard, and move nothing', {}, async ({ open, ask, answered, chat, page, focused }) => {
    await open()
    await ask('Can I return it?')
    await answered()
    await ask('And this one?')
    await answered(2)
    await page.mouse.move(5, 5)
    const opacity = (at) => chat.locator('.tools').nth(at).evaluate((node) => Promise.all(node.getAnimations().map(({ finished }) => finished)).then(() => getComputedStyle(node).opacity))
    assert.deepEqual([await opacity(0), await opacity(1)], ['0', '1'])
    await chat.locator('.tools').first().locator('button').first().focus()
    assert.equal(await opacity(0), '1')
    await page.keyboard.press('Tab')
    assert.equal(await focused(), 'tool')
    assert.equal(await page.evaluate(() => globalThis.shifts), 0)
  })

  inPage('that was stopped is asked for again', {}, async ({ open, ask, chat }) => {
    await open()
    await ask('slow')
    await chat.locator('.turn.live .text p').waitFor()
    await chat.locator('.send').click()
    await chat.getByText('You stopped this answer').waitFor()
    await tool(chat, 'Try again').click()
    await chat.locator('.turn.live').waitFor()
    assert.equal(await chat.locator('.turn').count(), 1)
  })

  inPage('tells the page of its end', {}, async ({ open, ask, answered, page, chat }) => {
    await open()
    await seen(page, 'latchkey-ask', 'latchkey-answer', 'latchkey-error')
    await ask('Can I return it?')
    await answered()
    await ask('fail')
    await chat.getByText('did not answer in time').waitFor()
    const [asked, answer, , error] = await events(page)
    assert.deepEqual(asked, ['latchkey-ask', { text: 'Can I return it?' }])
    assert.equal(answer[1].status, 'done')
    assert.match(answer[1].queryId, /^q_/)
    assert.match(answer[1].text, /^You can return \*\*unopened/)
    assert.deepEqual(error, ['latchkey-error', { code: 'server' }])
  })
})

describe('the page has a say', () => {
  inPage('a question, a new conversation and a link that it cancels do not happen', {}, async ({ open, ask, answered, chat, page, input }) => {
    await open()
    await ask('Can I return it?')
    await answered()
    await page.evaluate(() => {
      globalThis.urls = []
      for (const name of ['latchkey-ask', 'latchkey-new-conversation']) document.addEventListener(name, (event) => event.preventDefault())
      document.addEventListener('latchkey-link', (event) => (event.preventDefault(), globalThis.urls.push(event.detail.url)))
    })
    await ask('And now?')
    assert.equal(await input.inputValue(), 'And now?')
    await tool(chat, 'New conversation').click()
    assert.equal(await chat.locator('.turn').count(), 1)
    await chat.locator('.chip').first().click()
    assert.deepEqual(await page.evaluate(() => globalThis.urls), ['https://tea.example/returns'])
    assert.equal(page.context().pages().length, 1)
  })
})

describe('waiting', () => {
  inPage('says who comes before', hear, async ({ open, ask, answered, chat, page }) => {
    await open()
    await ask('queue')
    for (const text of ['2 others are before you', '1 other is before you', 'You are next', 'Thinking…']) await chat.getByText(text).waitFor()
    await answered()
    await heard(page, /^2 others are before you$/)
    await heard(page, /^Tea & Leaf is answering$/)
    await heard(page, /^You are unhurried now\.$/)
  })

  inPage('too often: in words, and the same question again when the time is over', {}, async ({ open, ask, answered, chat, requests, server, page }) => {
    const attempts = []
    page.on('request', (request) => /queries\?sse/.test(request.url()) && request.method() === 'POST' && attempts.push(request.headers()['idempotency-key']))
    await open()
    await ask('too often, but soon')
    await chat.getByText(/You can try again in \d seconds?\./).waitFor()
    const again = tool(chat, 'Try again').first()
    await again.click({ force: true })
    assert.equal(requests.filter((line) => /^POST .*queries/.test(line)).length, 1)
    server.refused.add('waited')
    await chat.getByText('You can try again now.').waitFor()
    await again.click()
    await answered()
    assert.equal(attempts.length, 2)
    assert.equal(attempts[0], attempts[1])
  })

  inPage('an answer that failed is a new question', {}, async ({ open, ask, chat, page }) => {
    const attempts = []
    page.on('request', (request) => /queries\?sse/.test(request.url()) && request.method() === 'POST' && attempts.push(request.headers()['idempotency-key']))
    await open()
    await ask('fail')
    await chat.getByText('did not answer in time').waitFor()
    await tool(chat, 'Try again').first().click()
    await chat.locator('.turn.live').waitFor()
    await chat.getByText('did not answer in time').waitFor()
    assert.notEqual(attempts[0], attempts[1])
  })
})

describe('what is written', () => {
  inPage('survives a reload until it is sent', {}, async ({ open, page, input, ask, answered, stored }) => {
    await open()
    await input.fill('How long is ')
    assert.ok((await stored()).includes('draft'))
    await page.reload()
    await page.locator('latchkey-chat textarea').waitFor()
    assert.equal(await input.inputValue(), 'How long is ')
    await ask('How long is it?')
    await answered()
    assert.ok(!(await stored()).includes('draft'))
  })

  inPage('waits while the visitor is offline, and the button says why', hear, async ({ open, input, chat, context, page, answered }) => {
    await open()
    await input.fill('Can I return it?')
    await context.setOffline(true)
    await chat.getByText('You are offline.').waitFor()
    await input.press('Enter')
    await heard(page, /You can send this when the connection is back/)
    assert.equal(await input.inputValue(), 'Can I return it?')
    assert.match(await chat.locator('.send').getAttribute('title'), /offline/)
    assert.equal(await chat.locator('.turn').count(), 0)
    await context.setOffline(false)
    await chat.locator('.send:not([aria-disabled=true])').click()
    await answered()
  })

  inPage('is counted near the limit, and never cut', { limits: { questionLength: 40 }, ...hear }, async ({ open, input, chat, page }) => {
    await open()
    await input.fill('a'.repeat(35))
    assert.equal(await chat.locator('.count').innerText(), '')
    await input.fill('a'.repeat(36))
    await chat.getByText('36 of 40 characters').waitFor()
    // What takes two places in a string is one character.
    await input.fill('🍵'.repeat(40))
    await chat.getByText('40 of 40 characters').waitFor()
    await input.fill('🍵'.repeat(41))
    await chat.getByText('1 character too many').waitFor()
    await input.press('Enter')
    await heard(page, /1 character too many/)
    assert.equal(await input.inputValue(), '🍵'.repeat(41))
    assert.equal(await chat.locator('.turn').count(), 0)
    await input.fill('🍵')
    assert.equal(await chat.locator('.count').innerText(), '')
  })
})

describe('earlier conversations', () => {
  const two = async ({ open, ask, answered, chat }) => {
    await open()
    await ask('Can I return it?')
    await answered()
    await tool(chat, 'New conversation').click()
    await ask('Show me code')
    await answered()
  }
  const list = async (chat) => {
    await tool(chat, 'Earlier conversations').click()
    await chat.locator('.conversations li').first().waitFor()
    return chat.locator('.conversations .name').allInnerTexts()
  }

  inPage('are listed with the titles of the server, and gone on with', {}, async (tools) => {
    const { chat, focused, page, ask, answered } = tools
    await two(tools)
    assert.deepEqual(await list(chat), ['Show me code', 'Returning a tin of tea'])
    assert.equal(await focused(), 'tool')
    assert.equal(await chat.locator('.composer').isVisible(), false)
    await chat.getByRole('button', { name: 'Returning a tin of tea' }).first().click()
    await chat.locator('.question').getByText('Can I return it?').waitFor()
    assert.equal(await focused(), 'textarea')
    await ask('And an opened one?')
    await answered(2)
    assert.deepEqual(await list(chat), ['Returning a tin of tea', 'Show me code'])
    await page.keyboard.press('Escape')
    assert.equal(await chat.locator('.history').count(), 0)
    assert.ok(await chat.locator('.panel').isVisible())
    assert.equal(await focused(), 'textarea')
  })

  inPage('are deleted one by one, after a question', hear, async (tools) => {
    const { chat, focused, page, requests } = tools
    await two(tools)
    await list(chat)
    await tool(chat, 'Delete “Show me code”').click()
    await page.keyboard.press('Escape')
    assert.equal(await chat.locator('.conversations li').count(), 2)
    assert.equal(await focused(), 'entry')
    await tool(chat, 'Delete “Show me code”').click()
    await tool(chat, 'Delete').click()
    await page.waitForFunction(() => document.querySelector('latchkey-chat').shadowRoot.querySelectorAll('.conversations li').length === 1)
    await heard(page, /^Deleted\.$/)
    assert.equal(await focused(), 'entry')
    assert.equal(requests.filter((line) => /POST .*\/delete$/.test(line)).length, 1)
    // It was the one behind the list.
    await tool(chat, 'Back to the chat').click()
    assert.equal(await chat.locator('.turn').count(), 0)
  })

  inPage('are renamed, here and on the server', hear, async (tools) => {
    const { chat, focused, page, requests, server } = tools
    await two(tools)
    await list(chat)
    await tool(chat, 'Rename “Show me code”').click()
    const field = chat.getByRole('textbox', { name: 'New title' })
    assert.equal(await field.inputValue(), 'Show me code')
    await page.keyboard.press('Escape')
    assert.equal(await focused(), 'tool')
    await tool(chat, 'Rename “Show me code”').click()
    server.refused.add('rename')
    await page.keyboard.type('Snippet')
    await page.keyboard.press('Enter')
    await chat.getByText('It could not be renamed').waitFor()
    // Nothing is lost: it is sent again as it stands.
    assert.equal(await field.inputValue(), 'Snippet')
    assert.equal(await focused(), 'input')
    server.refused.delete('rename')
    await tool(chat, 'Save').click()
    await heard(page, /^Renamed\.$/)
    assert.equal(await focused(), 'tool')
    assert.deepEqual(await chat.locator('.conversations .name').allInnerTexts(), ['Snippet', 'Returning a tin of tea'])
    assert.ok(await chat.locator('.remark').isHidden())
    assert.equal(requests.filter((line) => /^PATCH /.test(line)).length, 2)
    // The server has it as well: it is not named as before when the list is looked at again.
    await tool(chat, 'Back to the chat').click()
    const told = page.waitForResponse((response) => response.request().method() === 'GET' && /conversations\/c_[^/]+$/.test(response.url()))
    assert.deepEqual(await list(chat), ['Snippet', 'Returning a tin of tea'])
    assert.equal((await (await told).json()).title, 'Snippet')
    // One that is as long as titles may be, of characters that take two units each.
    await tool(chat, 'Rename “Snippet”').click()
    await field.fill('🍵'.repeat(90))
    await page.keyboard.press('Enter')
    await chat.locator('.name', { hasText: '🍵' }).waitFor()
    assert.equal(await chat.locator('.conversations .name').first().innerText(), '🍵'.repeat(80))
    await tool(chat, `Rename “${'🍵'.repeat(80)}”`).click()
    await field.fill('Snippet')
    await page.keyboard.press('Enter')
    await tool(chat, 'Rename “Snippet”').waitFor()
    // A title that says nothing changes nothing.
    await tool(chat, 'Rename “Snippet”').click()
    await field.fill('   ')
    await page.keyboard.press('Enter')
    assert.deepEqual(await chat.locator('.conversations .name').allInnerTexts(), ['Snippet', 'Returning a tin of tea'])
  })

  inPage('that are renamed show what the server has, whoever waits for it', {}, async (tools) => {
    const { chat, page } = tools
    await two(tools)
    await list(chat)
    const names = () => chat.locator('.conversations .name').allInnerTexts()
    const held = []
    await page.route('**/conversations/c_*', (route) => (route.request().method() === 'PATCH' ? held.push(route) : route.continue()))
    await tool(chat, 'Rename “Show me code”').click()
    await page.keyboard.type('Snippet')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.querySelector('latchkey-chat').shadowRoot.querySelector('.history form input')?.readOnly)
    await page.keyboard.press('Escape')
    assert.deepEqual(await names(), ['Show me code', 'Returning a tin of tea'])
    // Another row is deleted meanwhile, and one more title is being written.
    await tool(chat, 'Delete “Returning a tin of tea”').click()
    await tool(chat, 'Delete').click()
    await page.waitForFunction(() => document.querySelector('latchkey-chat').shadowRoot.querySelectorAll('.conversations li').length === 1)
    await Promise.all(held.map((route) => route.continue()))
    await chat.locator('.name').getByText('Snippet').waitFor()
    await tool(chat, 'Rename “Snippet”').waitFor()
  })

  inPage('are found by the words of their titles, when there are many', hear, async ({ open, chat, page, focused }) => {
    await page.evaluate((key) => {
      const titles = ['Crème brûlée tea', 'Returning a tin', 'Opening hours', 'A broken tin', 'Gift cards', 'İstanbul']
      localStorage.setItem(`latchkey:conversations:${key}`, JSON.stringify(titles.map((title, at) => ({ id: `c_${at}`, token: 't', title, at: Date.now() }))))
    }, KEY)
    await page.route('**/conversations/c_*', (route) => route.fulfill({ status: 500, headers: { 'Access-Control-Allow-Origin': '*' }, json: {} }))
    await open()
    await list(chat)
    const search = chat.getByRole('searchbox', { name: 'Search titles' })
    const found = () => chat.locator('.conversations li:visible .name').allInnerTexts()
    const everything = await found()
    assert.equal(everything.length, 6)
    await search.fill('tin')
    assert.deepEqual(await found(), ['Returning a tin', 'A broken tin'])
    assert.ok(await tool(chat, 'Delete my data').isHidden())
    for (const [words, title] of [['BRULEE', 'Crème brûlée tea'], ['tin  broken', 'A broken tin'], ['istanbul', 'İstanbul']]) {
      await search.fill(words)
      assert.deepEqual(await found(), [title])
    }
    await search.fill('tin teapot')
    await chat.getByText('Nothing found.').waitFor()
    await heard(page, /^Nothing found\.$/)
    await page.keyboard.press('Escape')
    assert.deepEqual(await found(), everything)
    assert.equal(await focused(), 'search')
    // What is renamed so that it is not found any more leaves with the focus in the field.
    await page.unroute('**/conversations/c_*')
    await page.route('**/conversations/c_*', (route) => route.fulfill({ status: 200, headers: { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*', 'Access-Control-Allow-Methods': '*' }, json: {} }))
    await search.fill('broken')
    await tool(chat, 'Rename “A broken tin”').click()
    await page.keyboard.type('Repairs')
    await page.keyboard.press('Enter')
    await chat.getByText('Nothing found.').waitFor()
    assert.equal(await focused(), 'search')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    assert.equal(await chat.locator('.history').count(), 0)
  })

  inPage('are all deleted, here and on the server', {}, async (tools) => {
    const { chat, stored, focused, server } = tools
    await two(tools)
    await list(chat)
    server.refused.add('delete')
    await tool(chat, 'Delete my data').click()
    await tool(chat, 'Delete').click()
    await chat.getByText('It could not be deleted').waitFor()
    assert.equal(await chat.locator('.conversations li').count(), 2)
    server.refused.delete('delete')
    await tool(chat, 'Delete my data').click()
    await tool(chat, 'Delete').click()
    await chat.getByText('No conversations yet').waitFor()
    assert.equal(await focused(), 'tool')
    assert.deepEqual((await stored()).filter((name) => /conversation/.test(name)), [])
    await tool(chat, 'Back to the chat').click()
    assert.ok(await tool(chat, 'Earlier conversations').isHidden())
  })

  inPage('that the server has lost leave the list', {}, async (tools) => {
    const { chat, page } = tools
    await two(tools)
    await page.evaluate(() => {
      const name = Object.keys(localStorage).find((key) => /:conversations:/.test(key))
      const all = JSON.parse(localStorage.getItem(name))
      localStorage.setItem(name, JSON.stringify([...all, { id: 'c_old', token: 't_old', title: 'Old', at: 1 }]))
    })
    await page.route('**/conversations/c_old', (route) => route.abort())
    assert.deepEqual(await list(chat), ['Show me code', 'Returning a tin of tea', 'Old'])
    await chat.getByRole('button', { name: 'Old' }).first().click()
    await chat.getByText('no longer available').waitFor()
    assert.deepEqual(await chat.locator('.conversations .name').allInnerTexts(), ['Show me code', 'Returning a tin of tea'])
  })

  inPage('a running answer is only given up after a question; an open list asks for nothing', {}, async ({ open, ask, chat, focused, page }) => {
    await open()
    await ask('slow')
    await chat.locator('.turn.live .text p').waitFor()
    await tool(chat, 'New conversation').click()
    await chat.getByText('still being written').waitFor()
    await page.keyboard.press('Escape')
    assert.equal(await focused(), 'textarea')
    assert.equal(await chat.locator('.turn.live').count(), 1)
    await tool(chat, 'New conversation').click()
    await tool(chat, 'Start over').click()
    assert.equal(await chat.locator('.turn').count(), 0)
  })
})

describe('reading', () => {
  const view = (chat) => chat.locator('.log').evaluate((log) => {
    const question = [...log.querySelectorAll('.question')].at(-1)
    return { question: Math.round(question.getBoundingClientRect().top - log.getBoundingClientRect().top), left: Math.round(log.scrollHeight - log.clientHeight - log.scrollTop) }
  })

  inPage('a long answer stops at its beginning; who scrolls is left alone; the newest is one click away', {}, async ({ open, ask, answered, chat, page }) => {
    await open()
    await ask('Can I return it?')
    await answered()
    await ask('A long one, huge')
    const jump = tool(chat, 'Jump to the latest message')
    await jump.waitFor()
    assert.ok(Math.abs((await view(chat)).question - 12) <= 2)
    await chat.locator('.log').hover()
    await page.mouse.wheel(0, -200)
    await page.waitForFunction(() => document.querySelector('latchkey-chat').shadowRoot.querySelector('.log').getAnimations().length === 0)
    const scrolled = await chat.locator('.log').evaluate((log) => new Promise((resolve) => globalThis.requestAnimationFrame(() => globalThis.requestAnimationFrame(() => resolve(log.scrollTop)))))
    const grown = await chat.locator('.log').evaluate((log) => log.scrollHeight)
    await page.waitForFunction((grown) => document.querySelector('latchkey-chat').shadowRoot.querySelector('.log').scrollHeight > grown + 200, grown)
    assert.equal(await chat.locator('.log').evaluate((log) => log.scrollTop), scrolled)
    await jump.click()
    await jump.waitFor({ state: 'hidden' })
    const at = await chat.locator('.log').evaluate((log) => log.scrollHeight)
    await page.waitForFunction((at) => document.querySelector('latchkey-chat').shadowRoot.querySelector('.log').scrollHeight > at + 100, at)
    assert.ok((await view(chat)).left <= 64)
    await chat.locator('.send').click()
    await chat.getByText('You stopped this answer').waitFor()
    await chat.locator('.log').hover()
    await page.mouse.wheel(0, -3000)
    await jump.waitFor()
    await ask('And a short one?')
    await answered(3)
    assert.ok((await view(chat)).question >= 10)
  })
})

describe('unseen answers', () => {
  inPage('are counted while the panel is closed, and seen when it opens', {}, async ({ open, ask, button, page }) => {
    await open()
    await seen(page, 'latchkey-unread')
    await ask('Can I return it?')
    await page.keyboard.press('Escape')
    await page.waitForFunction(() => globalThis.seen.length === 1)
    await button.click()
    await page.waitForFunction(() => globalThis.seen.length === 2)
    assert.deepEqual((await events(page)).map(([, { count }]) => count), [1, 0])
  })
})

describe('coming back', () => {
  inPage('a silent connection is given up when the page is seen again', { prepare: (page) => page.addInitScript(() => {
    const now = Date.now
    globalThis.asleep = 0
    Date.now = () => now() + globalThis.asleep
  }) }, async ({ open, ask, answered, page, chat, requests }) => {
    await open()
    await ask('drop')
    await chat.locator('.turn.live .text p').waitFor()
    const before = requests.filter((line) => /GET .*queries/.test(line)).length
    await page.evaluate(() => {
      globalThis.asleep = 60_000
      document.dispatchEvent(new globalThis.Event('visibilitychange'))
    })
    await answered()
    assert.ok(requests.filter((line) => /GET .*queries/.test(line)).length > before)
  })

  inPage('who only comes near the button asks the server for nothing', {}, async ({ open, ask, answered, page, chat, button, requests }) => {
    await open()
    await ask('Can I return it?')
    await answered()
    await page.keyboard.press('Escape')
    await page.reload()
    await button.hover()
    await chat.locator('.composer').waitFor({ state: 'attached' })
    const before = requests.length
    await page.evaluate(() => {
      for (const type of ['focus', 'storage', 'online']) window.dispatchEvent(new globalThis.Event(type))
      window.dispatchEvent(new globalThis.PageTransitionEvent('pageshow', { persisted: true }))
      document.dispatchEvent(new globalThis.Event('visibilitychange'))
    })
    await page.waitForLoadState('networkidle')
    assert.deepEqual(requests.slice(before), [])
    assert.ok(await chat.locator('.panel').isHidden())
    await button.click()
    await chat.locator('.question').getByText('Can I return it?').waitFor()
  })

  inPage('a page from the browser’s cache shows what was said elsewhere', {}, async ({ open, ask, answered, page, chat, context }) => {
    await open()
    await ask('Can I return it?')
    await answered()
    const other = await context.newPage()
    await other.goto(page.url())
    const there = other.locator('latchkey-chat')
    await there.locator('.button').click()
    await there.locator('.question').waitFor()
    await there.locator('textarea').fill('Show me code')
    await there.locator('textarea').press('Enter')
    await there.locator('.turn:nth-child(2):not(.live) table').waitFor()
    await page.evaluate(() => window.dispatchEvent(new globalThis.PageTransitionEvent('pageshow', { persisted: true })))
    await answered(2)
    assert.deepEqual(await chat.locator('.question').allInnerTexts(), ['You:\nCan I return it?', 'You:\nShow me code'])
  })
})
