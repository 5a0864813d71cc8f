// What visitors say, as the owner of an assistant finds, reads, exports and deletes it.
import { type Console, expect, test } from './console'
import { Chat, type Demo, snippet, Website } from './latchkey'

interface Said {
  id: string
  version: number
}

/** The conversations that have this word, as the server has them. */
async function said(demo: Demo, word: string): Promise<Said[]> {
  return (await demo.manage<{ items: Said[] }>('GET', `/assistants/${await demo.assistant()}/conversations?text=${word}`)).items
}

/** A program holds conversations with one question each. */
async function hold(demo: Demo, questions: string[]): Promise<{ key: string; path: string }> {
  const { key, assistantId } = await demo.newKey({ name: 'Program' })
  const path = `${demo.server}/chat-bots/${assistantId}/conversations`
  const post = async (url: string, body: object, token?: string) => {
    const headers = { 'Api-Key': key, 'Content-Type': 'application/json', ...(token && { 'Conversation-Token': token }) }
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
    expect(response.ok).toBe(true)
    return response.json() as Promise<{ id: string; token: string }>
  }
  for (const request of questions) {
    const { id, token } = await post(path, {})
    await post(`${path}/${id}/queries`, { request }, token)
  }
  return { key, path }
}

/** A visitor of a website asks questions with a key of their own. */
async function visit(demo: Demo, { page }: Pick<Console, 'page'>, host: string, questions: string[]): Promise<{ name: string; leave: () => void }> {
  const name = `Key of ${host}`
  const { key } = await demo.newKey({ name })
  const site = await Website.start(() => snippet(demo, key))
  await page.goto(site.origin(host))
  const chat = new Chat(page)
  await chat.open()
  for (const [n, question] of questions.entries()) {
    await chat.ask(question)
    await expect(chat.answers).toHaveCount(n + 1)
  }
  return { name, leave: () => site.stop() }
}

const list = ({ page }: Console) => page.getByRole('list', { name: 'Conversations' })

test('an owner finds a conversation by what was said, reads it, exports it and deletes it', async ({ demo, owner, browser }) => {
  const visitor = await (await browser.newContext()).newPage()
  const word = 'Zanzibar'
  const { name, leave } = await visit(demo, { page: visitor }, 'spice.example', [`In ${word}, how do I restrict a key to my website?`, 'And what is a conversation?'])
  const { page } = owner
  await owner.open(`/console/assistants/${await demo.assistant()}`)
  await page.getByRole('link', { name: 'Conversations' }).click()
  await expect(list(owner)).toBeVisible()

  await page.getByRole('searchbox', { name: 'Search in what was said' }).fill(word.toUpperCase())
  await expect(list(owner).getByRole('listitem')).toHaveCount(1)
  await expect(page).toHaveURL(/text=ZANZIBAR/)
  const entry = list(owner).getByRole('link', { name: new RegExp(word) })
  await expect(entry).toContainText('2 questions')

  // By the keyboard alone.
  await entry.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const reading = page.getByRole('region', { name: new RegExp(word) })
  await expect(reading.getByRole('heading', { level: 2 })).toBeFocused()
  await expect(reading).toContainText(name)
  const first = reading.getByRole('listitem').filter({ hasText: word }).first()
  await expect(first.locator('.markdown')).toContainText(/website/i)
  await expect(first.getByRole('list', { name: 'Sources' }).getByRole('link').first()).toHaveAttribute('href', new RegExp(`^${demo.server}/docs/`))
  await expect(reading).toContainText('And what is a conversation?')

  const download = page.waitForEvent('download')
  await reading.getByRole('link', { name: /^Export/ }).click()
  const stream = await (await download).createReadStream()
  let text = ''
  for await (const chunk of stream) text += String(chunk)
  const exported = JSON.parse(text) as { keyName: string; queries: { question: string; answer: string }[] }
  expect(exported.keyName).toBe(name)
  expect(exported.queries.map(({ question }) => question)).toEqual([expect.stringContaining(word), 'And what is a conversation?'])

  // The address leads back to it.
  await page.reload()
  await expect(reading.getByRole('heading', { level: 2 })).toBeVisible()
  await owner.button('Delete this conversation').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('The conversation was deleted.')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'No conversation fits' })).toBeVisible()
  await expect(page).not.toHaveURL(/conversations\/c_/)

  // For the visitor it is gone as well.
  await visitor.reload()
  await expect(new Chat(visitor).answers).toHaveCount(0)
  leave()
})

test('all that fit a choice are deleted together, once their number was typed', async ({ demo, owner, browser }) => {
  const hosts = ['north.example', 'south.example']
  for (const host of hosts) {
    const context = await browser.newContext()
    const { leave } = await visit(demo, { page: await context.newPage() }, host, ['Is this the Mauritius website?'])
    await context.close()
    leave()
  }
  const { page } = owner
  await owner.open(`/console/assistants/${await demo.assistant()}/conversations?text=mauritius`)
  await expect(list(owner).getByRole('listitem')).toHaveCount(2)
  await owner.button('Delete these').click()
  const dialog = page.getByRole('dialog', { name: 'Delete 2 conversations?' })
  await expect(dialog.getByRole('button', { name: 'Delete' })).toBeDisabled()
  await dialog.getByRole('textbox').fill('2')
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('2 conversations were deleted.')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'No conversation fits' })).toBeVisible()
})

test('how long conversations are kept is set beside them', async ({ demo, owner }) => {
  const { page } = owner
  const { id } = await demo.manage<{ id: string }>('POST', '/assistants', { name: 'Forgetful' })
  await owner.open(`/console/assistants/${id}/conversations`)
  await expect(page.getByRole('heading', { name: 'Nobody has asked anything yet' })).toBeVisible()
  await owner.button('Kept for 90 days').click()
  await page.getByRole('textbox', { name: 'Days' }).fill('7')
  await owner.button('Save').click()
  await expect(owner.button('Kept for 7 days')).toBeVisible()
  await owner.button('Kept for 7 days').click()
  await page.getByRole('radio', { name: 'For ever' }).check()
  await owner.button('Save').click()
  await expect(owner.button('Kept for ever')).toBeVisible()
  expect(await demo.manage('GET', `/assistants/${id}`)).toMatchObject({ keepConversationsDays: 0 })
})

test('a shorter time is asked for first, with how many conversations it deletes', async ({ demo, owner }) => {
  await hold(demo, ['What grows in Reunion?', 'And what else in Reunion?'])
  const { page } = owner
  // Ten days later, as far as this browser knows: the server deletes nothing yet.
  await page.clock.setFixedTime(Date.now() + 10 * 86_400_000)
  await owner.open(`/console/assistants/${await demo.assistant()}/conversations`)
  const kept = async () => (await demo.manage<{ keepConversationsDays: number }>('GET', `/assistants/${await demo.assistant()}`)).keepConversationsDays
  const before = await kept()
  const button = page.getByRole('button', { name: /^Kept for/ })
  await button.click()
  const days = page.getByRole('textbox', { name: 'Days' })
  await days.fill('0')
  await expect(page.getByText('Between 1 and 3,650.')).toBeVisible()
  await expect(owner.button('Save')).toBeDisabled()
  await days.fill('9')
  await owner.button('Save').click()
  const dialog = page.getByRole('dialog', { name: /^Delete \d+ conversations\?$/ })
  await expect(dialog).toContainText('more than 9 days old')
  await expect(dialog.getByRole('button', { name: 'Save and delete' })).toBeDisabled()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  expect(await kept()).toBe(before)

  await owner.button('Save').click()
  const count = Number(/\d+/.exec((await dialog.getByRole('heading').textContent()) ?? ''))
  expect(count).toBeGreaterThanOrEqual(2)
  await dialog.getByRole('textbox').fill(String(count))
  await dialog.getByRole('button', { name: 'Save and delete' }).click()
  await expect(owner.button('Kept for 9 days')).toBeVisible()
  expect(await kept()).toBe(9)

  // A longer time deletes nothing, and asks nothing.
  await owner.button('Kept for 9 days').click()
  await days.fill(String(before))
  await owner.button('Save').click()
  await expect(owner.button(`Kept for ${before} days`)).toBeVisible()
})

test('the list keeps its place, and what is read is marked in it and leaves with it', async ({ demo, owner }) => {
  await hold(demo, Array.from({ length: 14 }, (_, n) => `May I know fact ${n} of Comoros?`))
  const { page } = owner
  await owner.open(`/console/assistants/${await demo.assistant()}/conversations?text=comoros`)
  await expect(list(owner).getByRole('listitem')).toHaveCount(14)
  const entry = list(owner).getByRole('link', { name: /fact 0/ })
  await entry.scrollIntoViewIfNeeded()
  const place = await page.evaluate(() => scrollY)
  expect(place).toBeGreaterThan(0)
  await entry.click()
  const reading = page.getByRole('region', { name: /fact 0/ })
  await expect(reading.getByRole('heading', { level: 2 })).toBeFocused()
  await expect(reading.getByRole('heading', { level: 2 })).toBeInViewport()
  await expect(entry).toHaveAttribute('aria-current', 'page')
  await expect(entry).toBeInViewport()
  expect(await page.evaluate(() => scrollY)).toBe(place)

  await page.getByRole('searchbox', { name: 'Search in what was said' }).fill('fact 3 of Comoros')
  await expect(list(owner).getByRole('listitem')).toHaveCount(1)
  await expect(reading).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'Choose a conversation' })).toBeVisible()
  await expect(page).toHaveURL(/conversations\?text=/)
})

test('a report without a text is a report, and a conversation that is gone leads back', async ({ demo, owner }) => {
  const { key, path } = await hold(demo, ['What is known of Rodrigues?'])
  const [conversation] = await said(demo, 'rodrigues')
  if (!conversation) throw new Error('nothing was said')
  const one = `/assistants/${await demo.assistant()}/conversations/${conversation.id}`
  const { queries } = await demo.manage<{ queries: { id: string }[] }>('GET', one)
  const reported = await fetch(`${path}/${conversation.id}/queries/${queries[0]?.id}/report`, {
    method: 'POST',
    headers: { 'Api-Key': key, 'Content-Type': 'application/json' },
    body: JSON.stringify({ answer: '' }),
  })
  expect(reported.ok).toBe(true)
  const { page } = owner
  await owner.open(`/console${one}?text=rodrigues`)
  const reading = page.getByRole('region', { name: /Rodrigues/ })
  await expect(reading.getByText('The visitor reported this answer.')).toBeVisible()
  await expect(reading.locator('q')).toHaveCount(0)

  await demo.manage('DELETE', one)
  await page.reload()
  await expect(page.getByRole('heading', { name: 'There is no such conversation' })).toBeVisible()
  await page.getByRole('link', { name: 'All conversations' }).click()
  await expect(page).toHaveURL(/conversations\?text=rodrigues$/)
  await expect(page.getByRole('heading', { name: 'No conversation fits' })).toBeVisible()
})

test('a viewer is told who may read conversations, and cannot', async ({ demo, person }) => {
  const viewer = await person('viewer')
  await viewer.open(`/console/assistants/${await demo.assistant()}/conversations`)
  await expect(viewer.page.getByRole('heading', { name: 'For owners and editors' })).toBeVisible()
  await expect(viewer.page.getByRole('navigation', { name: 'Assistants' }).getByRole('link', { name: 'Conversations' })).toHaveCount(0)
  const refused = await viewer.page.request.get(`${demo.server}/api/v1/assistants/${await demo.assistant()}/conversations`)
  expect(refused.status()).toBe(403)
})

test('on a phone the conversation takes the place of the list, in the language of the person', async ({ demo, owner, browser }) => {
  const context = await browser.newContext()
  const { leave } = await visit(demo, { page: await context.newPage() }, 'a-website-with-quite-a-long-name.example', ['What may a phone show of Madagascar?'])
  await context.close()
  const { page } = owner
  await page.setViewportSize({ width: 360, height: 740 })
  await page.addInitScript(() => localStorage.setItem('latchkey:language', 'de'))
  await owner.open(`/console/assistants/${await demo.assistant()}/conversations?text=madagascar`)
  await page.getByRole('list', { name: 'Unterhaltungen' }).getByRole('link').click()
  await expect(page.getByRole('list', { name: 'Unterhaltungen' })).toBeHidden()
  await expect(page.getByRole('region', { name: /Madagascar/ })).toContainText('1 Frage')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await page.getByRole('link', { name: 'Alle Unterhaltungen' }).click()
  await expect(page.getByRole('list', { name: 'Unterhaltungen' })).toBeVisible()
  leave()
})
