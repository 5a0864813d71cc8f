// The page of the model: what is advanced stays out of the way, and the second model is saved, tested and removed.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from './console'

/** An upstream that says one word. */
function upstream(): Promise<{ url: string; close: () => void }> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    response.end('data: {"choices":[{"index":0,"delta":{"content":"Hello from the second."},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n')
  })
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      resolve({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, close: () => server.close() })
    }),
  )
}

test('a second model is set up, tested and removed', async ({ owner, demo }) => {
  const second = await upstream()
  const { id } = await demo.manage<{ id: string }>('POST', '/assistants', {
    name: 'Shop help',
    model: { provider: 'openai', baseUrl: 'http://127.0.0.1:1/v1', model: 'first' },
  })
  const model = async () => (await demo.manage<{ model: Record<string, unknown> }>('GET', `/assistants/${id}`)).model
  await owner.open(`/console/assistants/${id}/model`)
  const { page } = owner
  const context = page.getByRole('textbox', { name: 'Context length in tokens' })
  await expect(context).toBeHidden()
  await owner.button('Advanced: Show').click()
  await context.first().fill('32768')
  await page.getByRole('switch', { name: 'If it fails, use a second model' }).press('Space')
  await owner.button('Save').click()
  await expect(page.getByText('must be an http or https URL')).toBeVisible()
  await page.getByRole('textbox', { name: 'Base URL' }).last().fill(second.url)
  await page.getByRole('textbox', { name: 'Model', exact: true }).last().fill('llama3.2')
  await page.getByRole('textbox', { name: 'API key of the service' }).last().fill('sk-second')
  await owner.button('Test second model').click()
  await expect(page.getByText('“Hello from the second.”')).toBeVisible()
  await owner.save()
  expect(await model()).toMatchObject({ contextTokens: 32768, fallback: { baseUrl: second.url, model: 'llama3.2', apiKeySet: true } })
  await page.getByRole('switch', { name: 'If it fails, use a second model' }).press('Space')
  await owner.save()
  expect(await model()).toMatchObject({ contextTokens: 32768, fallback: null })
  second.close()
})

test('what cannot be is said and marked, and stays as it was typed', async ({ owner, demo }) => {
  const { id } = await demo.manage<{ id: string }>('POST', '/assistants', {
    name: 'Busy help',
    model: { provider: 'openai', baseUrl: 'http://127.0.0.1:1/v1', model: 'first', maxConcurrent: 5 },
  })
  await owner.open(`/console/assistants/${id}/model`)
  const { page } = owner
  const url = page.getByRole('textbox', { name: 'Base URL' })
  const answers = page.getByRole('textbox', { name: 'Answers at the same time' })
  const border = (field: typeof url) => field.evaluate((node) => getComputedStyle(node).borderColor)
  const usual = await border(url)
  await url.fill('not a URL')
  await answers.fill('0')
  await url.focus()
  await expect(answers).toHaveValue('0')
  await owner.button('Save').click()
  await expect(page.getByText('must be an http or https URL')).toBeVisible()
  await expect(answers).toHaveAttribute('aria-invalid', 'true')
  await expect(answers).toHaveValue('0')
  expect(await border(url)).not.toBe(usual)
  expect(await border(answers)).not.toBe(usual)
})

test('on a phone the numbers of the model stand below each other', async ({ owner, demo }) => {
  const { id } = await demo.manage<{ id: string }>('POST', '/assistants', {
    name: 'Small help',
    model: { provider: 'openai', baseUrl: 'http://127.0.0.1:1/v1', model: 'first' },
  })
  const { page } = owner
  await owner.open(`/console/assistants/${id}/model`)
  const boxes = () => Promise.all(['Temperature', 'Longest answer in tokens'].map(async (name) => (await page.getByRole('textbox', { name }).boundingBox()) ?? { x: 0, y: 0 }))
  const [left, right] = await boxes()
  expect(right?.y).toBe(left?.y)
  await page.setViewportSize({ width: 360, height: 740 })
  await expect(async () => {
    const [above, below] = await boxes()
    expect(below?.x).toBe(above?.x)
    expect(below?.y).toBeGreaterThan(above?.y ?? 0)
  }).toPass()
})
