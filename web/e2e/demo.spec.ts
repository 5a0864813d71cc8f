// The main job, as a visitor and as the owner of a website see it.
import { Chat, expect, snippet, test, Website } from './latchkey'

test('a visitor of the shop asks, reads a streamed cited answer, and has it after a reload', async ({ demo, page }) => {
  await page.goto(demo.shop)
  const chat = new Chat(page)
  await expect(chat.button).toBeVisible()
  await chat.open()
  await expect(chat.element).toContainText('Latchkey')

  // Looked at from inside the page: what looks from outside is too slow on a busy machine.
  await chat.element.evaluate((element) => {
    const lengths = new Set<number>()
    Object.assign(window, { lengths })
    new MutationObserver(() => lengths.add(element.shadowRoot?.querySelector('.turn.live .text')?.textContent.length ?? 0)).observe(element.shadowRoot as Node, { subtree: true, childList: true, characterData: true })
  })
  await chat.ask('How do I restrict a key to my website?')
  await expect(chat.answers).toHaveCount(1)
  const lengths = await page.evaluate(() => (window as unknown as { lengths: Set<number> }).lengths.size)
  expect(lengths, 'the answer was seen growing').toBeGreaterThan(2)

  const answer = chat.answers.first()
  await expect(answer).toContainText(/website/i)
  const source = answer.getByRole('link').first()
  await expect(source).toHaveAttribute('href', new RegExp(`^${demo.server}/docs/`))
  const cited = await page.request.get((await source.getAttribute('href')) ?? '')
  expect(cited.status(), 'the cited page exists').toBe(200)

  const text = await answer.innerText()
  await page.reload()
  await expect(chat.input, 'the chat is open again by itself').toBeVisible()
  await expect(chat.answers.first()).toContainText('restrict a key')
  expect((await chat.answers.first().innerText()).replace(/\s+/g, ' ')).toContain(text.replace(/\s+/g, ' ').slice(0, 60))
})

test('an answer that is being made goes on after a reload', async ({ demo, page }) => {
  await page.goto(demo.shop)
  const chat = new Chat(page)
  await chat.open()
  await chat.ask('What do I need to put the chat on my page?')
  await expect(chat.element.locator('.turn.live .text')).toContainText(/\w+ \w+/)
  await page.reload()
  await expect(chat.input, 'the chat is open again by itself').toBeVisible()
  await expect(chat.answers).toHaveCount(1)
  await expect(chat.answers.first().getByRole('link').first()).toBeVisible()
})

test('nothing is stored and nobody but the server is asked before the chat is opened', async ({ demo, page, context }) => {
  const requests: string[] = []
  page.on('request', (request) => requests.push(new URL(request.url()).origin))
  await page.goto(demo.shop)
  await expect(new Chat(page).button).toBeVisible()
  // The script of the key, and the module that shows its prompt.
  await expect(page.locator('latchkey-chat .prompt')).toBeVisible()
  expect(new Set(requests)).toEqual(new Set([demo.shop, demo.server]))
  expect(requests.filter((origin) => origin === demo.server)).toHaveLength(2)
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0)
  expect(await context.cookies()).toEqual([])
})

test('at the message limit the visitor reads the owner’s text', async ({ demo, page }) => {
  const key = await demo.newKey({
    configuration: { maxMessagePerConversation: 2, tooManyMessageErrorText: 'That was all for today. Call us: 555 0100.' },
  })
  const site = await Website.start(() => snippet(demo, key.key))
  await page.goto(site.origin('limit.example'))
  const chat = new Chat(page)
  await chat.open()
  for (const [n, question] of ['What is a website restriction?', 'What is a conversation?'].entries()) {
    await chat.ask(question)
    await expect(chat.answers).toHaveCount(n + 1)
  }
  if (await chat.input.isEnabled()) await chat.ask('One more?')
  await expect(chat.element).toContainText('That was all for today. Call us: 555 0100.')
  site.stop()
})

test('on a refused website there is no chat, and the console says why', async ({ demo, page }) => {
  const said: string[] = []
  page.on('console', (message) => said.push(message.text()))
  await page.goto(demo.copycat)
  await expect.poll(() => said.join('\n')).toContain('ORIGIN_NOT_ALLOWED')
  expect(said.join('\n')).toContain(demo.copycat)
  expect(said.join('\n')).not.toContain(demo.shop)
  await expect(page.locator('latchkey-chat')).toHaveCount(0)
  await expect(page.locator('#refusal')).toContainText('ORIGIN_NOT_ALLOWED')
})

test('a second key works on its own website, and is refused everywhere else', async ({ demo, page }) => {
  let key = ''
  const site = await Website.start(() => snippet(demo, key))
  const websites = [`http://*.mine.example:${site.port}`, `http://also-mine.example:${site.port}`]
  key = (await demo.newKey({ restriction: { type: 'WEBSITES', websites } })).key
  const said: string[] = []
  page.on('console', (message) => said.push(message.text()))
  const chat = new Chat(page)
  for (const host of ['www.mine.example', 'a.b.mine.example', 'also-mine.example']) {
    await page.goto(site.origin(host))
    await expect(chat.button, host).toBeVisible()
  }
  for (const host of ['mine.example', 'evilmine.example', 'mine.example.evil.example', 'www.also-mine.example']) {
    said.length = 0
    await page.goto(site.origin(host))
    await expect.poll(() => said.join('\n'), host).toContain(`ORIGIN_NOT_ALLOWED`)
    await expect(chat.element, host).toHaveCount(0)
  }
  // The page's own script can read the refusal of an API call.
  const refusal = await page.evaluate(
    async ({ server, key }) => {
      const response = await fetch(`${server}/assistants/${key.split('-')[0]}`, { headers: { 'Api-Key': key } })
      return { status: response.status, body: (await response.json()) as { code: string } }
    },
    { server: demo.server, key },
  )
  expect(refusal).toMatchObject({ status: 403, body: { code: 'ORIGIN_NOT_ALLOWED' } })
  site.stop()
})

test('the strictest security policy of a page is enough', async ({ demo, page }) => {
  const key = await demo.newKey({})
  const policy = `default-src 'none'; script-src ${demo.server}; connect-src ${demo.server}; style-src 'none'; img-src ${demo.server} data:; ` +
    "require-trusted-types-for 'script'; trusted-types 'none'"
  const site = await Website.start(() => snippet(demo, key.key), policy)
  await page.goto(site.origin('strict.example'))
  const chat = new Chat(page)
  await chat.open()
  await chat.ask('What is an API key?')
  await expect(chat.answers).toHaveCount(1)
  await expect(chat.answers.first()).toContainText('key')
  site.stop()
})

test('the element is placed by hand, with its own script', async ({ demo, page }) => {
  const key = await demo.newKey({ configuration: { position: 'left', webComponentOpenerSize: 100 } })
  const site = await Website.start(
    () => `<latchkey-chat api-key="${key.key}"></latchkey-chat><script type="module" src="${demo.server}/embed/element.js"></script>`,
  )
  await page.goto(site.origin('own.example'))
  const chat = new Chat(page)
  await expect(chat.button).toBeVisible()
  const box = await chat.button.boundingBox()
  expect(box?.width).toBe(100)
  expect(box?.x).toBeLessThan(100)
  await chat.open()
  await expect(chat.input).toBeVisible()
  site.stop()
})
