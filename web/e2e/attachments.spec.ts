// What visitors attach, as the owner of the assistant finds it under their questions.
import { expect, test } from './console'
import { Chat, snippet, Website } from './latchkey'

test('an owner downloads what a visitor attached, and sees what was deleted since', async ({ demo, owner }) => {
  const { id: assistant } = await demo.manage<{ id: string }>('POST', '/assistants', { name: 'Repairs', attachments: true })
  const { key } = await demo.manage<{ key: string }>('POST', `/assistants/${assistant}/api-keys`, { name: 'Shop' })
  const headers = { 'Api-Key': key, 'Content-Type': 'application/json' }
  const conversations = `${demo.server}/chat-bots/${assistant}/conversations`
  const opened = await fetch(conversations, { method: 'POST', headers, body: '{}' })
  const { id, token } = (await opened.json()) as { id: string; token: string }
  const own = { 'Api-Key': key, 'Conversation-Token': token }
  const attach = async (name: string, text: string) => {
    const body = new FormData()
    body.append('file', new Blob([text]), name)
    const response = await fetch(`${conversations}/${id}/attachments`, { method: 'POST', headers: own, body })
    expect(response.status).toBe(201)
    return ((await response.json()) as { id: string }).id
  }
  const kept = await attach('receipt.txt', 'A kettle, 30 euros')
  const gone = await attach('other.txt', 'Something else')
  const body = JSON.stringify({ request: 'Is my kettle under warranty?', attachments: [kept, gone] })
  expect((await fetch(`${conversations}/${id}/queries`, { method: 'POST', headers: { ...headers, ...own }, body })).status).toBe(200)
  await fetch(`${conversations}/${id}/attachments/${gone}`, { method: 'DELETE', headers: own })

  const { page } = owner
  await owner.open(`/console/assistants/${assistant}/conversations/${id}`)
  const given = page.getByRole('list', { name: 'Attachments' })
  await expect(given).toContainText('a file that was deleted')
  const download = page.waitForEvent('download')
  await given.getByRole('link', { name: 'receipt.txt' }).click()
  const file = await download
  expect(file.suggestedFilename()).toBe('receipt.txt')
  let text = ''
  for await (const chunk of await file.createReadStream()) text += String(chunk)
  expect(text).toBe('A kettle, 30 euros')
})

test('a visitor attaches a file in the chat, is answered from it, and the owner sees it', async ({ demo, owner, page }) => {
  const { id: assistant } = await demo.manage<{ id: string }>('POST', '/assistants', { name: 'Prices', attachments: true })
  const { key } = await demo.manage<{ key: string }>('POST', `/assistants/${assistant}/api-keys`, { name: 'Shop' })
  const website = await Website.start(() => snippet(demo, key))
  const chat = new Chat(page)
  await page.goto(website.origin('localhost'))
  await chat.open()
  const choosing = page.waitForEvent('filechooser')
  await chat.element.getByRole('button', { name: 'Attach files' }).click()
  await (await choosing).setFiles({ name: 'prices.csv', mimeType: 'text/csv', buffer: Buffer.from('article,price\nenamel kettle,24 euros\n') })
  await expect(chat.element.getByRole('button', { name: 'Remove prices.csv' })).toBeVisible()
  await chat.ask('What does the enamel kettle cost?')
  await expect(chat.answers.first()).toContainText('24')
  await page.reload()
  await expect(chat.element.locator('.turn').getByRole('button', { name: 'Download prices.csv' })).toBeVisible()
  website.stop()

  const { items } = await demo.manage<{ items: { id: string }[] }>('GET', `/assistants/${assistant}/conversations`)
  await owner.open(`/console/assistants/${assistant}/conversations/${items[0]?.id}`)
  await expect(owner.page.getByRole('list', { name: 'Attachments' }).getByRole('link', { name: 'prices.csv' })).toBeVisible()
})
