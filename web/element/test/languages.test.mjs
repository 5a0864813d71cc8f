// The element in every language, and from right to left.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { boxOf, inPage } from './in-page.mjs'
import { languages, wordsOf } from './words.mjs'

const NAME = 'Tea & Leaf'
const PROMPT = 'Looking for a mild green tea?'

/** All that is said in the panel and in the prompts and is not in a text that somebody else wrote. */
const chromeOf = (chat) =>
  chat.evaluate((element) => {
    const said = new Set()
    const add = (text) => text?.trim() && said.add(text.trim())
    const shown = (node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: false })
    const walk = (node) => {
      for (const name of ['aria-label', 'title', 'placeholder', 'aria-description']) if (shown(node)) add(node.getAttribute(name))
      if (node.classList.contains('aside') || shown(node)) for (const child of node.childNodes) if (child.nodeType === Node.TEXT_NODE && !foreign(node)) add(child.data)
      for (const child of node.children) walk(child)
    }
    const foreign = (node) => node.closest('[lang]')?.lang === '' || node.matches('.starter, h2')
    for (const part of element.shadowRoot.querySelectorAll('.panel, .prompt')) walk(part)
    return [...said]
  })

/** Whether a text is one of the words, with any facts in it. */
function knows(words) {
  const all = Object.entries(words).flatMap(([name, group]) => (name.endsWith('Strings') ? Object.values(group) : []))
  const literal = (text) => text.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('§', '.*')
  const spoken = all.flatMap((word) => (typeof word === 'string' ? [word] : [word('§', '§'), ...[-1, 0, 1, 2, 3, 5].map((count) => word(count, '§'))]))
  const texts = [...spoken, words.panelStrings.answerOf(NAME), words.engagementStrings.says(NAME, PROMPT)].map(literal)
  // Nothing but facts would be any text.
  const patterns = texts.filter((text) => /\p{L}/u.test(text)).map((text) => new RegExp(`^${text}$`, 'su'))
  return (text) => patterns.some((pattern) => pattern.test(text))
}

/** What is no word of any language: the name, its initial, numbers, a language of code. */
const isData = (text) => [NAME, 'T', 'html', 'Returns and refunds', 'Terms of sale', 'Shipping times and costs in Europe'].includes(text) || /^\d+$/.test(text)

for (const language of languages) {
  const configuration = { engagementSound: true, chatEngagementPrompts: [PROMPT], chatEngagementPromptRotateTime: 60 }
  inPage(`${language}: every word of the chat is in that language`, { configuration, root: `lang="${language}"` }, async ({ chat, open, ask, answered, requests, context }) => {
    const words = await wordsOf(language)
    const { panelStrings: strings } = words
    const known = knows(words)
    const look = async (...expected) => {
      const said = await chromeOf(chat)
      assert.deepEqual(said.filter((text) => !known(text) && !isData(text)), [])
      for (const word of expected) assert.ok(said.includes(word), `${word} is not among ${said.join(' | ')}`)
    }
    const note = (text) => chat.locator('.note', { hasText: text }).last().waitFor()

    await chat.locator('.prompt:not(.gone)').waitFor()
    await look(words.engagementStrings.dismiss)
    await open()
    await look(strings.mute, strings.expand, strings.close, strings.placeholder, strings.message(NAME), strings.send, strings.starters, strings.log, strings.privacy, strings.terms)
    const { lang, dir } = words.language
    assert.equal(await chat.locator('.header').evaluate((header) => header.closest('[lang]').lang), lang)
    assert.equal(await chat.locator('.header').evaluate((header) => getComputedStyle(header).direction), dir)

    await ask('Can I return an opened tin?')
    await answered()
    await look(strings.you, strings.newConversation, strings.sources, strings.source(1, 'Returns and refunds'), strings.titleAndPage('Terms of sale', '4'), strings.newTab)
    await ask('Show me code')
    await answered(2)
    await look(strings.copy, strings.code, strings.table)
    await ask('fail')
    await chat.locator('.turn:last-child .note').waitFor()
    if (language !== 'en') await look(strings.failed, strings.retry)
    await ask('often')
    await chat.locator('.turn:last-child .note').waitFor()
    if (language !== 'en') await look()
    await ask('slow')
    await chat.locator('.turn.live .text p').waitFor()
    await chat.getByRole('button', { name: strings.newConversation, exact: true }).click()
    await chat.locator('.notice.confirm').waitFor()
    if (language !== 'en') await look(strings.confirmNew, strings.confirmNewNo, strings.confirmNewYes, strings.stop)
    await chat.getByRole('button', { name: strings.confirmNewNo, exact: true }).click()
    await chat.locator('.send').click()
    await note(strings.stopped)
    await context.setOffline(true)
    await chat.locator('.notice.offline').waitFor()
    if (language !== 'en') await look(strings.stopped, strings.offline)
    assert.ok(requests.some((line) => line.includes(`-${language}.js`)))
    assert.ok(!requests.some((line) => /panel-\w+-(\w\w)\.js/.exec(line)?.[1] !== language && line.includes('/panel-')), 'one language is loaded')
  })
}

for (const [asked, spoken] of [['pt-BR', 'pt'], ['zh-Hant-TW', 'zh'], ['DE-at', 'de'], ['fi', 'en'], ['', 'en'], ['x-pirate', 'en']]) {
  inPage(`a page in ${asked || 'no language'} gets ${spoken}`, { root: asked && `lang="${asked}"` }, async ({ open, chat, input }) => {
    const { panelStrings } = await wordsOf(spoken)
    await open()
    assert.equal(await input.getAttribute('placeholder'), panelStrings.placeholder)
    assert.equal(await chat.locator('.text').first().evaluate((text) => text.closest('[lang]').lang), '', 'nobody knows the language of the welcome')
  })
}

const script = (origin) => `<script type="module" src="${origin}/embed/element.js"></script>`
const KEY = 'aX7kP2-lkdevelopment'

inPage('the nearest language counts, also around a shadow root', {
  page: (origin) => `${script(origin)}<div lang="it"><p id="host"></p></div>`,
}, async ({ page }) => {
  await page.waitForFunction(() => customElements.get('latchkey-chat'))
  await page.evaluate((key) => {
    const chat = document.createElement('latchkey-chat')
    chat.setAttribute('api-key', key)
    document.querySelector('#host').attachShadow({ mode: 'open' }).append(chat)
  }, KEY)
  await page.locator('latchkey-chat .button').click()
  const { panelStrings } = await wordsOf('it')
  await page.getByPlaceholder(panelStrings.placeholder).waitFor()
})

for (const [how, change] of [
  ['the element', (page) => page.evaluate(() => (document.querySelector('latchkey-chat').lang = 'pl'))],
  ['the page', (page) => page.evaluate(() => (document.documentElement.lang = 'pl'))],
]) {
  inPage(`an open chat follows when ${how} gets another language`, {}, async ({ page, open, ask, answered, chat, input }) => {
    const { panelStrings } = await wordsOf('pl')
    await open()
    await ask('Can I return it?')
    await answered()
    await input.fill('And tea')
    await change(page)
    await page.getByPlaceholder(panelStrings.placeholder).waitFor()
    await page.waitForFunction(() => document.activeElement.shadowRoot?.activeElement?.localName === 'textarea')
    await page.keyboard.type(' that is old?')
    assert.equal(await input.inputValue(), 'And tea that is old?')
    await answered()
    assert.match(await chat.locator('.question').textContent(), /Can I return it\?/, 'the conversation stays')
  })
}

inPage('the owner’s text for the message limit wins, the server’s default does not', { configuration: { maxMessagePerConversation: 1, tooManyMessageErrorText: 'You have reached the message limit of this conversation.' }, root: 'lang="fr"' }, async ({ open, ask, answered, chat, page, server }) => {
  const { panelStrings } = await wordsOf('fr')
  await open()
  await ask('Can I return it?')
  await answered()
  await chat.locator('.notice', { hasText: panelStrings.limit }).waitFor()
  server.options.tooManyMessageErrorText = 'Call us.'
  await page.reload()
  await chat.locator('.notice', { hasText: 'Call us.' }).waitFor()
})

for (const [language, options] of [['ar', {}], ['he', {}], ['ar', { viewport: { width: 390, height: 700 }, hasTouch: true, isMobile: true }]]) {
  const width = options.viewport?.width ?? 1100
  inPage(`${language} at ${width} px: the panel is mirrored, what the owner placed is not`, { root: `lang="${language}" dir="rtl"`, context: options }, async ({ open, ask, answered, chat }) => {
    await open()
    await ask('Show me code')
    await answered()
    const place = async (selector) => {
      const box = await boxOf(chat.locator(selector).first())
      return { ...box, left: box.x, right: box.x + box.width, middle: box.x + box.width / 2 }
    }
    const panel = await place('.panel')
    assert.ok(panel.middle >= width / 2, 'on the right, as the key says')
    assert.ok((await place('.picture')).left > (await place('h2')).right - 1)
    assert.ok((await place('h2')).left > (await place('.header .tool:last-child')).right - 1)
    assert.ok(Math.abs(panel.right - (await place('.picture')).right - 16) <= 1)
    assert.equal(await chat.locator('h2').evaluate((title) => getComputedStyle(title).textAlign), 'right')
    assert.ok((await place('.question')).left - panel.left < 20, 'the visitor speaks from the left')
    const [field, send] = [await place('textarea'), await place('.send')]
    assert.ok(send.middle < field.middle)
    for (const text of ['short', 'שלום']) {
      await chat.locator('textarea').fill(text)
      const padding = await chat.locator('textarea').evaluate((area) => parseFloat(getComputedStyle(area).paddingLeft))
      assert.ok(field.left + padding >= send.right, 'no text under the button')
    }
    const code = await chat.locator('pre').evaluate((pre) => [getComputedStyle(pre).direction, pre.scrollLeft])
    assert.deepEqual(code, ['ltr', 0])
    const bar = [await place('.bar > span'), await place('.copy')]
    assert.ok(bar[0].left > bar[1].right, 'the bar above the code is in the words of the panel')
    const over = await chat.evaluate((element) => {
      const box = element.shadowRoot.querySelector('.panel').getBoundingClientRect()
      return [...element.shadowRoot.querySelectorAll('.panel :is(button, p, a, h2, textarea)')].filter((node) => !node.closest('.table, pre')).filter((node) => {
        const { left, right, width } = node.getBoundingClientRect()
        return width && (left < box.left - 1 || right > box.right + 1)
      }).map((node) => node.className || node.localName)
    })
    assert.deepEqual(over, [])
  })
}

inPage('a question runs in its own direction, whatever the words around it', { root: 'lang="ar" dir="rtl"' }, async ({ open, ask, chat }) => {
  await open()
  await ask('Can I return it?')
  assert.equal(await chat.locator('.question').evaluate((question) => getComputedStyle(question).direction), 'ltr')
})

inPage('a page from right to left does not turn an English panel', { root: 'lang="en" dir="rtl"' }, async ({ open, ask, answered, chat }) => {
  await open()
  await ask('Can I return it?')
  await answered()
  const [picture, title, send, field] = await Promise.all(['.picture', 'h2', '.send', 'textarea'].map((selector) => boxOf(chat.locator(selector))))
  assert.ok(picture.x < title.x)
  assert.ok(send.x > field.x + field.width / 2)
  assert.equal(await chat.locator('.panel').evaluate((panel) => getComputedStyle(panel).direction), 'ltr')
})

// Those with long words, and one from right to left.
for (const language of ['de', 'fr', 'pl', 'pt', 'tr', 'ar']) {
  inPage(`${language}: nothing is wider than a small phone`, { root: `lang="${language}"`, context: { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true }, configuration: { engagementSound: true, maxMessagePerConversation: 2, tooManyMessageErrorText: '' } }, async ({ open, ask, answered, chat }) => {
    await open()
    await ask('Can I return it?')
    await answered()
    await ask('slow')
    await chat.locator('.turn.live .text p').waitFor()
    const { panelStrings } = await wordsOf(language)
    await chat.getByRole('button', { name: panelStrings.newConversation, exact: true }).click()
    await chat.locator('.notice.confirm').waitFor()
    const cut = () => chat.evaluate((element) => {
      const box = element.shadowRoot.querySelector('.panel').getBoundingClientRect()
      return [...element.shadowRoot.querySelectorAll('.panel :is(button, p, span, a, h2, footer)')].filter((node) => !node.closest('.aside, .chip, .table, pre')).filter((node) => {
        const { left, right, width } = node.getBoundingClientRect()
        return width && (left < box.left - 1 || right > box.right + 1 || (node.localName !== 'span' && node.scrollWidth > node.clientWidth + 1))
      }).map((node) => `${node.className || node.localName}: ${node.textContent}`)
    })
    assert.deepEqual(await cut(), [])
    await chat.locator('.notice.confirm button').first().click()
    await chat.locator('.send').click()
    await chat.locator('.notice.limit').waitFor()
    assert.deepEqual(await cut(), [])
  })
}

test('there are fourteen languages', () => assert.equal(languages.length, 14))
