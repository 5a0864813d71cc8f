// What visitors attach, as the owner of the assistant finds it under their questions.
import { expect, test } from './console'

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
