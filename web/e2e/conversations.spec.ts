// What visitors say, as the owner of an assistant finds, reads, exports and deletes it.
import { type Console, expect, test } from './console'
import { Chat, type Demo, snippet, Website } from './latchkey'

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
