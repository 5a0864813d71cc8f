// Every option of a key's configuration in a real browser, from the beginning and while it is changed.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { KEY, startServer, startSite } from '../dev/server.mjs'
import { fakeFetch } from './fake-fetch.mjs'
import { boxOf, closing, inPage, launch } from './in-page.mjs'

/** Nothing is measured in the middle of a movement. */
const STILL = { reducedMotion: 'reduce' }

const set = (page, configuration) => page.evaluate((value) => (document.querySelector('latchkey-chat').configuration = value), configuration)

describe('options that are changed while the chat is open', () => {
  inPage('are followed at once, and nothing is lost', { context: STILL }, async ({ page, chat, button, input, open, ask, answered }) => {
    await open()
    await ask('Can I return it?')
    await answered()
    await input.fill('half a sentence')
    await page.evaluate(() => {
      const element = document.querySelector('latchkey-chat')
      globalThis.events = []
      for (const name of ['ready', 'open', 'close']) element.addEventListener(`latchkey-${name}`, () => globalThis.events.push(name))
      globalThis.kept = [...element.shadowRoot.querySelectorAll('.button, .panel, .turn, textarea')]
    })
    const tool = (name) => chat.locator('.panel').getByRole('button', { name })
    const box = () => boxOf(chat.locator('.panel'))

    assert.ok(await tool('Close chat').isVisible())
    await set(page, { showCloseButtons: false })
    assert.ok(await tool('Close chat').isHidden())

    assert.ok(await tool('New conversation').isVisible())
    await set(page, { showNewConversationButton: false })
    assert.ok(await tool('New conversation').isHidden())

    await set(page, { privacyPolicyURL: 'https://a.example/p', termsOfServiceURL: '', hideBranding: true })
    assert.deepEqual(await chat.locator('.footer > *').allInnerTexts(), ['Privacy'])
    assert.equal(await chat.locator('.footer a').getAttribute('href'), 'https://a.example/p')
    await set(page, { privacyPolicyURL: 'javascript:alert(1)', termsOfServiceURL: 'https://a.example/t' })
    assert.deepEqual(await chat.locator('.footer > *').allInnerTexts(), ['Terms', 'Latchkey'])
    await set(page, { privacyPolicyURL: '', termsOfServiceURL: '', hideBranding: true })
    assert.ok(await chat.locator('.footer').isHidden())

    await set(page, { webComponentOpenerSize: 40, position: 'left', marginBottom: 25 })
    assert.deepEqual(await boxOf(button), { x: 20, y: 735, width: 40, height: 40 })
    assert.equal((await box()).x, 20)

    await set(page, { headerColor: '#ffd84d' })
    assert.equal(await chat.locator('header').evaluate((element) => getComputedStyle(element).backgroundColor), 'rgb(255, 216, 77)')

    assert.ok(await tool('Mute the sound').isHidden())
    await set(page, { engagementSound: true })
    assert.ok(await tool('Mute the sound').isVisible())

    await set(page, { forceFullMode: true })
    assert.deepEqual(await box(), { x: 0, y: 0, width: 1100, height: 800 })
    await set(page, {})
    assert.equal((await box()).width, 400)

    assert.equal(await input.inputValue(), 'half a sentence')
    assert.ok(await chat.locator('.panel').isVisible())
    const after = await page.evaluate(() => [globalThis.events, globalThis.kept.every((node, at) => node === [...document.querySelector('latchkey-chat').shadowRoot.querySelectorAll('.button, .panel, .turn, textarea')][at])])
    assert.deepEqual(after, [[], true])
  })

  inPage('the limit counts down, is reached, and is lifted', {}, async ({ page, chat, input, open, ask, answered, focused }) => {
    await open()
    await ask('Can I return it?')
    await answered()
    const notice = chat.locator('.notices')
    for (const [limit, text] of [[5, ''], [4, '3 messages left in this conversation'], [2, '1 message left in this conversation']]) {
      await set(page, { maxMessagePerConversation: limit })
      assert.equal(await notice.innerText(), text)
    }
    await input.fill('half a sentence')
    await set(page, { maxMessagePerConversation: 1, tooManyMessageErrorText: 'Enough for today.' })
    assert.match(await notice.innerText(), /^Enough for today\.\s+Start a new conversation$/)
    assert.ok(await input.isDisabled())
    assert.equal(await focused(), 'panel')
    await set(page, { maxMessagePerConversation: 1, tooManyMessageErrorText: 'Call us.', showNewConversationButton: false })
    assert.equal(await notice.innerText(), 'Call us.')
    await set(page, {})
    assert.ok(await input.isEnabled())
    assert.equal(await input.inputValue(), 'half a sentence')
  })

  inPage('the last answer is spoken with the text of the limit', { configuration: { maxMessagePerConversation: 1, tooManyMessageErrorText: 'Enough for today.' } , prepare: (page) => page.addInitScript(() => delete globalThis.Element.prototype.ariaNotify) }, async ({ page, chat, open, ask, input }) => {
    await open()
    await ask('Can I return it?')
    await page.waitForFunction(() => /^You can return[\s\S]* Enough for today\.$/.test(document.querySelector('latchkey-chat > [aria-live]').textContent))
    await chat.getByRole('button', { name: 'Start a new conversation' }).click()
    assert.ok(await input.isEnabled())
  })
})

describe('a container', () => {
  const placed = (style) => (host) => `<body style="margin:0"><div id="box" style="${style}"><latchkey-chat api-key="${KEY}"></latchkey-chat></div><div id="other" style="width:300px;height:400px"></div><script type="module" src="${host}/embed/element.js"></script>`

  inPage('is filled when the option is set, and left when it is not', { policy: '', page: placed('width:500px;height:600px') }, async ({ page, chat, button, open, ask, answered }) => {
    await open()
    await ask('Can I return it?')
    await answered()
    const panel = chat.locator('.panel')
    await set(page, { forceFullMode: true })
    assert.deepEqual(await boxOf(panel), { x: 0, y: 0, width: 500, height: 600 })
    assert.ok(await button.isHidden())
    await set(page, {})
    assert.ok(await panel.isVisible())
    assert.equal((await boxOf(panel)).width, 400)
    assert.equal(await chat.locator('.turn').count(), 1)
  })

  inPage('opens the chat, which closes again with the option', { context: STILL, policy: '', page: placed('width:500px;height:600px') }, async ({ page, chat, button }) => {
    await button.waitFor()
    await set(page, { forceFullMode: true })
    await chat.locator('.starter').first().waitFor()
    await set(page, { forceFullMode: true, headerColor: '#ffd84d' })
    assert.deepEqual(await boxOf(chat.locator('.panel')), { x: 0, y: 0, width: 500, height: 600 })
    await set(page, {})
    assert.ok(await button.isVisible())
    assert.equal(await chat.locator('.panel').getAttribute('inert'), '')
  })

  inPage('may appear later, be resized, be exchanged for another, and for the body', { context: STILL, policy: '', configuration: { forceFullMode: true }, page: placed('display:none;width:500px;height:600px') }, async ({ page, chat, input }) => {
    await page.waitForFunction(() => document.querySelector('latchkey-chat').shadowRoot?.querySelector('textarea'))
    await page.evaluate(() => (document.querySelector('#box').style.display = 'flex'))
    const panel = chat.locator('.panel')
    assert.deepEqual(await boxOf(panel), { x: 0, y: 0, width: 500, height: 600 })
    await input.fill('a sentence that needs a second line as soon as there is less room for it')
    const lines = async () => Math.round((await boxOf(input)).height)
    const before = await lines()
    await page.evaluate(() => (document.querySelector('#box').style.width = '320px'))
    assert.equal((await boxOf(panel)).width, 320)
    await page.waitForFunction((height) => document.querySelector('latchkey-chat').shadowRoot.querySelector('textarea').getBoundingClientRect().height > height, before)
    await page.evaluate(() => document.querySelector('#other').append(document.querySelector('latchkey-chat')))
    assert.equal((await boxOf(panel)).width, 300)
    await page.evaluate(() => document.body.append(document.querySelector('latchkey-chat')))
    await panel.waitFor({ state: 'hidden' })
    await chat.locator('.button').click()
    assert.deepEqual(await boxOf(panel), { x: 0, y: 0, width: 1100, height: 800 })
    assert.match(await input.inputValue(), /^a sentence/)
  })
})

describe('engagement prompts', () => {
  const TEAS = ['Green?', 'Black?', 'White?']
  const prompts = { chatEngagementPrompts: TEAS, chatEngagementPromptRotateTime: 5 }

  /** With a clock that stands still; `pass` lets time go by. */
  function withPrompts(name, { configuration, ...options }, act) {
    const prepare = async (page) => {
      await page.addInitScript(() => (globalThis.entries = performance.getEntriesByType.bind(performance)))
      // An installed clock goes on by itself until it is paused.
      await page.clock.install({ time: 0 })
      await page.clock.pauseAt(5000)
      // It also hides how the visitor came.
      await page.addInitScript(() => (performance.getEntriesByType = globalThis.entries))
      await options.prepare?.(page)
    }
    inPage(name, { ...options, configuration: { ...prompts, ...configuration }, prepare }, async (tools) => {
      const { page, chat } = tools
      const shown = () => chat.locator('.prompt:not(.gone) .say').allInnerTexts()
      const mounted = () => page.waitForFunction(() => document.querySelector('latchkey-chat').shadowRoot.adoptedStyleSheets.some((sheet) => [...sheet.cssRules].some((rule) => rule.selectorText === '.prompt')))
      await tools.button.waitFor()
      if (!options.open) await mounted()
      await act({ ...tools, shown, pass: (ms) => page.clock.runFor(ms) })
    })
  }

  withPrompts('come one after the other for one round, shift nothing and store nothing', {}, async ({ page, shown, pass, stored, chat, requests }) => {
    assert.deepEqual(requests.map((line) => line.replace(/-[\w-]+\.js/, '.js')), [`GET /embed/${KEY.split('-')[0]}.js`, 'GET /embed/engagement.js'])
    await pass(900)
    assert.deepEqual(await shown(), [])
    await pass(200)
    for (const tea of TEAS) {
      assert.deepEqual(await shown(), [tea])
      await pass(5000)
    }
    assert.deepEqual(await shown(), [])
    await pass(60_000)
    assert.deepEqual(await shown(), [])
    assert.equal(await chat.locator('.prompt').count(), 0)
    assert.equal(await page.evaluate(() => globalThis.shifts), 0)
    assert.deepEqual(await stored(), [])
  })

  withPrompts('are announced once', {}, async ({ page, shown, pass, chat }) => {
    await page.evaluate(() => {
      globalThis.said = []
      new MutationObserver(() => globalThis.said.push(document.querySelector('latchkey-chat').textContent)).observe(document.querySelector('latchkey-chat'), { childList: true, subtree: true, characterData: true })
    })
    for (let at = 0; at < 40; at++) await pass(500)
    assert.deepEqual(await shown(), [])
    assert.deepEqual(await page.evaluate(() => globalThis.said.filter(Boolean)), ['Tea & Leaf: Green?'])
    const { width, height } = await page.evaluate(() => document.querySelector('latchkey-chat > [aria-live]').getBoundingClientRect().toJSON())
    assert.deepEqual([width, height], [1, 1], 'it is rendered, and makes nothing scroll')
    assert.equal(await chat.locator('> [aria-live]').evaluate((element) => getComputedStyle(element).clipPath), 'inset(50%)')
  })

  withPrompts('come in any order, each once', { configuration: { chatEngagementPromptMode: 'random' } }, async ({ shown, pass }) => {
    const seen = []
    await pass(1100)
    for (let at = 0; at < 3; at++) {
      seen.push(...(await shown()))
      await pass(5000)
    }
    assert.deepEqual(seen.sort(), [...TEAS].sort())
    assert.deepEqual(await shown(), [])
  })

  withPrompts('wait while the pointer or the focus is on them', {}, async ({ page, shown, pass, chat, button, focused }) => {
    await pass(1100)
    await chat.locator('.say').hover()
    await pass(60_000)
    assert.deepEqual(await shown(), ['Green?'])
    await page.mouse.move(5, 5)
    await button.focus()
    await page.keyboard.press('Tab')
    assert.equal(await focused(), 'say')
    await pass(60_000)
    assert.deepEqual(await shown(), ['Green?'])
    await page.keyboard.press('Tab')
    assert.equal(await focused(), 'dismiss')
    assert.equal(await chat.locator('.dismiss').getAttribute('aria-label'), 'Dismiss this suggestion')
    assert.ok((await chat.locator('.dismiss path').boundingBox()).width > 5, 'it has a cross')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Shift+Tab')
    await pass(5000)
    assert.deepEqual(await shown(), ['Black?'])
  })

  withPrompts('are gone for the visit once they are dismissed', {}, async ({ page, shown, pass, chat, focused, stored, button }) => {
    await pass(1100)
    const cross = chat.locator('.dismiss')
    await chat.locator('.say').hover()
    await cross.click()
    assert.deepEqual(await shown(), [])
    assert.equal(await focused(), 'button')
    assert.deepEqual(await stored(), ['prompts'])
    await pass(60_000)
    assert.deepEqual(await shown(), [])
    await page.reload()
    await button.waitFor()
    await pass(60_000)
    assert.deepEqual(await shown(), [])
  })

  withPrompts('are dismissed by Escape', {}, async ({ page, shown, pass, chat, stored }) => {
    await pass(1100)
    await chat.locator('.say').focus()
    await page.keyboard.press('Escape')
    assert.deepEqual(await shown(), [])
    assert.deepEqual(await stored(), ['prompts'])
  })

  withPrompts('are asked by a click, which ends them', {}, async ({ page, shown, pass, chat, answered, stored }) => {
    await pass(1100)
    await chat.locator('.say').click()
    await chat.locator('.question').waitFor()
    assert.equal(await chat.locator('.question').innerText(), 'You:\nGreen?')
    assert.deepEqual(await shown(), [])
    await answered()
    await page.evaluate(() => document.querySelector('latchkey-chat').close())
    await pass(60_000)
    assert.deepEqual(await shown(), [])
    assert.deepEqual((await stored()).sort(), ['conversation', 'conversations', 'prompts'])
  })

  withPrompts('never come while the chat is open, nor after it', {}, async ({ page, shown, pass, button }) => {
    await pass(1100)
    assert.deepEqual(await shown(), ['Green?'])
    await button.click()
    assert.deepEqual(await shown(), [])
    await pass(60_000)
    assert.deepEqual(await shown(), [])
    await button.click()
    await pass(60_000)
    assert.deepEqual(await shown(), [])
    await page.reload()
    await button.waitFor()
    await pass(60_000)
    assert.deepEqual(await shown(), [])
  })

  withPrompts('never come where it starts open', {
    policy: '',
    page: (host) => `<body><latchkey-chat api-key="${KEY}" open></latchkey-chat><script type="module" src="${host}/embed/element.js"></script>`,
  }, async ({ page, shown, pass, stored }) => {
    await pass(60_000)
    assert.deepEqual(await shown(), [])
    await page.evaluate(() => document.querySelector('latchkey-chat').close())
    await pass(60_000)
    assert.deepEqual(await shown(), [])
    assert.deepEqual(await stored(), [])
  })

  withPrompts('follow an edited list: what is new comes first, what stays does not flicker', {}, async ({ page, shown, pass, chat }) => {
    await pass(1100)
    const same = () => chat.locator('.prompt:not(.gone)').evaluate((element) => element === (globalThis.kept ??= element))
    await same()
    await set(page, { headerColor: '#ffd84d', position: 'left' })
    await set(page, { chatEngagementPrompts: ['Green?', 'White?'] })
    assert.ok(await same())
    await set(page, { chatEngagementPrompts: ['Green?', 'White?', 'Herbal?'] })
    await pass(50)
    assert.deepEqual(await shown(), ['Herbal?'])
    await set(page, { chatEngagementPrompts: ['Green?', 'White?'] })
    await pass(50)
    assert.deepEqual(await shown(), ['Green?'])
    await pass(5000)
    assert.deepEqual(await shown(), ['White?'])
    await set(page, { chatEngagementPrompts: [] })
    await pass(50)
    assert.deepEqual(await shown(), [])
    await set(page, { chatEngagementPrompts: ['Again?'], chatEngagementPromptRotateTime: 2 })
    await pass(1100)
    assert.deepEqual(await shown(), ['Again?'])
    await pass(2000)
    assert.deepEqual(await shown(), [])
  })

  withPrompts('have room beside a button of any size, and the cross for fingers', {
    configuration: { chatEngagementPrompts: ['Not sure which tea suits your evening? '.repeat(5)], webComponentOpenerSize: 140 },
    context: { ...STILL, viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
  }, async ({ pass, chat, button }) => {
    await pass(1100)
    const bubble = await boxOf(chat.locator('.bubble'))
    const round = await boxOf(button)
    assert.ok(bubble.x >= 12 && bubble.x + bubble.width < round.x && bubble.width <= 260 && bubble.y > 0, JSON.stringify(bubble))
    assert.equal(await chat.locator('.dismiss').evaluate((element) => getComputedStyle(element, '::after').inset), '-10px')
  })

  withPrompts('point at the button from the side it is on', { context: STILL, configuration: { position: 'left', webComponentOpenerSize: 100 } }, async ({ pass, chat, button }) => {
    await pass(1100)
    const bubble = await boxOf(chat.locator('.bubble'))
    const round = await boxOf(button)
    assert.ok(bubble.x > round.x + round.width && bubble.x < round.x + round.width + 20)
    assert.ok(Math.abs(bubble.y + bubble.height / 2 - round.y - round.height / 2) < 1)
  })
})

describe('the entry sound', () => {
  const TRIED = 'the sound was tried'
  /** How often, without asking the page: whatever a test evaluates there counts as a gesture of the visitor. */
  const attempts = new WeakMap()
  /** Counts contexts and tones. */
  const spy = (page) => {
    attempts.set(page, 0)
    page.on('console', (message) => message.text() === TRIED && attempts.set(page, attempts.get(page) + 1))
    return page.addInitScript((tried) => {
      Object.assign(globalThis, { contexts: 0, tones: 0, ended: 0 })
      const { start } = AudioScheduledSourceNode.prototype
      AudioScheduledSourceNode.prototype.start = function (...when) {
        globalThis.tones++
        return start.apply(this, when)
      }
      globalThis.AudioContext = class extends AudioContext {
        constructor() {
          super()
          globalThis.contexts++
        }
        close() {
          globalThis.ended++
          console.log(tried)
          return super.close()
        }
      }
    }, TRIED)
  }
  const sound = { engagementSound: true }
  const heard = (page) => page.evaluate(() => globalThis.tones)
  const tried = async (page, times = 1) => {
    while (attempts.get(page) < times) await page.waitForEvent('console')
  }

  inPage('waits for the first gesture, and comes once', { configuration: sound, prepare: spy }, async ({ page, stored }) => {
    await tried(page)
    assert.equal(await heard(page), 0)
    // The element begins to listen only now that it knows.
    const answers = () => page.evaluate(() => globalThis.contexts > 1)
    for (let clicks = 0; clicks < 50 && !(await answers()); clicks++) await page.mouse.click(5, 5)
    await page.waitForFunction(() => globalThis.tones > 0)
    await tried(page, 2)
    await page.mouse.click(5, 5)
    await page.keyboard.press('a')
    assert.deepEqual(await page.evaluate(() => [globalThis.tones, globalThis.contexts]), [2, 2])
    assert.deepEqual(await stored(), ['sound'])
  })

  inPage('is silent when the first gesture comes too late', { configuration: sound, prepare: spy }, async ({ page, stored }) => {
    const sounds = async () => [await page.evaluate(() => [globalThis.tones, globalThis.contexts]), await stored()]
    await tried(page)
    await page.evaluate(() => {
      const now = performance.now()
      performance.now = () => now + 11_000
    })
    await page.mouse.click(5, 5)
    assert.deepEqual(await sounds(), [[0, 1], []])
  })

  inPage('is no answer to a click on the chat', { configuration: sound, prepare: spy }, async ({ page, open }) => {
    await tried(page)
    await open()
    await page.evaluate(() => document.querySelector('latchkey-chat').close())
    await page.mouse.click(5, 5)
    assert.deepEqual(await page.evaluate(() => [globalThis.tones, globalThis.contexts]), [0, 1])
  })

  inPage('is played at will, and not once it is muted, also after a reload', { configuration: sound, prepare: spy }, async ({ page, chat, open, stored }) => {
    await tried(page)
    await page.mouse.click(5, 795)
    const play = () => page.evaluate(() => document.querySelector('latchkey-chat').playEntrySound())
    await open()
    assert.equal(await play(), true)
    const before = await heard(page)
    await chat.getByRole('button', { name: 'Mute the sound' }).click()
    assert.ok((await stored()).includes('muted'))
    assert.equal(await play(), false)
    await page.reload()
    await chat.getByRole('button', { name: 'Turn the sound on' }).waitFor()
    assert.equal(await play(), false)
    assert.equal(await heard(page), 0)
    assert.ok(before)
    await chat.getByRole('button', { name: 'Turn the sound on' }).click()
    assert.equal(await play(), true)
    assert.ok(!(await stored()).includes('muted'))
  })

  inPage('is loaded for whoever plays it with a key that has none', { prepare: spy }, async ({ page, button, requests }) => {
    await button.waitFor()
    assert.equal(requests.filter((line) => line.includes('engagement')).length, 0)
    await page.mouse.click(5, 5)
    assert.equal(await page.evaluate(() => document.querySelector('latchkey-chat').playEntrySound()), true)
    assert.equal(await heard(page), 2)
  })

  inPage('fails quietly where there is none', { configuration: sound, prepare: (page) => page.addInitScript(() => delete globalThis.AudioContext) }, async ({ page, open }) => {
    await open()
    assert.equal(await page.evaluate(() => document.querySelector('latchkey-chat').playEntrySound()), false)
  })

  test('comes at once where the browser allows it, for the visit once, and leaves no trace', { timeout: 60_000 }, async (t) => {
    const server = await closing(t, startServer({ port: 0, configuration: sound }))
    const site = await closing(t, startSite({ port: 0, host: server.origin }))
    const browser = await closing(t, launch('--autoplay-policy=no-user-gesture-required'))
    const page = await browser.newPage()
    await spy(page)
    await page.goto(site.origin)
    await page.waitForFunction(() => globalThis.ended === 1)
    assert.equal(await heard(page), 2)
    await page.locator('a').click()
    const module = page.waitForResponse(/engagement-/)
    await page.reload()
    await module
    await page.locator('latchkey-chat .button').waitFor()
    assert.equal(await heard(page), 0)
  })
})

describe('a preview', () => {
  const inner = (host) => `<body><script>(${fakeFetch})()</script><script type="module">
    import '${host}/embed/element.js'
    const chat = document.createElement('latchkey-chat')
    chat.apiKey = '${KEY}'
    chat.baseUrl = '${host}'
    chat.configure({ assistant: { name: 'Tea & Leaf' }, configuration: { chatEngagementPrompts: ['Green?'], chatEngagementPromptRotateTime: 60, engagementSound: true } })
    document.body.append(chat)
    addEventListener('message', async ({ data, source }) => {
      if (data.play) source.postMessage({ heard: await chat.playEntrySound() }, '*')
      else chat.configuration = data
    })
  </script>`
  const framed = (host) => `<body style="margin:0"><button id="play">Play</button><iframe sandbox="allow-scripts" allow="autoplay" srcdoc="${inner(host).replaceAll('&', '&amp;').replaceAll('"', '&quot;')}" style="border:0;width:700px;height:760px"></iframe>`

  inPage('works in a frame without storage, against a server in the page', { policy: '', page: framed }, async ({ page, requests }) => {
    const chat = page.frameLocator('iframe').locator('latchkey-chat')
    const frame = page.frames()[1]
    const tell = (data) => page.evaluate((data) => document.querySelector('iframe').contentWindow.postMessage(data, '*'), data)
    await chat.locator('.button').waitFor()
    assert.equal(await frame.evaluate(() => { try { return localStorage.length } catch (error) { return error.name } }), 'SecurityError')
    await chat.locator('.say').click()
    await chat.getByText('A sample answer.').waitFor()
    await tell({ webComponentOpenerSize: 120, maxMessagePerConversation: 1, tooManyMessageErrorText: 'Enough.' })
    await chat.getByText('Enough.').waitFor()
    await chat.getByRole('button', { name: 'Start a new conversation' }).click()
    await chat.locator('textarea').fill('And now?')
    await chat.locator('textarea').press('Enter')
    await chat.getByText('A sample answer.').waitFor()
    assert.equal((await boxOf(chat.locator('.button'))).width, 120)
    assert.deepEqual(await frame.evaluate(() => globalThis.calls), [
      'GET /assistants/aX7kP2',
      'POST /chat-bots/aX7kP2/conversations',
      'POST /chat-bots/aX7kP2/conversations/c1/queries?sse=true',
      'POST /chat-bots/aX7kP2/conversations',
      'POST /chat-bots/aX7kP2/conversations/c1/queries?sse=true',
    ])
    assert.ok(requests.every((line) => line.startsWith('GET /embed/')), requests.join())
    await frame.evaluate(() => {
      const chat = document.querySelector('latchkey-chat')
      chat.remove()
      setTimeout(() => document.body.append(chat))
    })
    await chat.getByText('A sample answer.').waitFor()
    assert.equal(await frame.evaluate(() => globalThis.calls.at(-1)), 'GET /chat-bots/aX7kP2/conversations/c1/queries?sse=true')
  })

  inPage('plays the sound when its owner asks outside the frame', { policy: '', page: framed }, async ({ page }) => {
    await page.frameLocator('iframe').locator('latchkey-chat .button').waitFor()
    await page.evaluate(() => {
      globalThis.heard = []
      addEventListener('message', ({ data }) => globalThis.heard.push(data.heard))
      document.querySelector('#play').addEventListener('click', () => document.querySelector('iframe').contentWindow.postMessage({ play: true }, '*'))
    })
    await page.locator('#play').click()
    await page.waitForFunction(() => globalThis.heard.length)
    assert.deepEqual(await page.evaluate(() => globalThis.heard), [true])
  })
})
