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
  await page.getByRole('switch', { name: 'If it fails, use a second model' }).click({ force: true })
  await owner.button('Save').click()
  await expect(page.getByText('must be an http or https URL')).toBeVisible()
  await page.getByRole('textbox', { name: 'Base URL' }).last().fill(second.url)
  await page.getByRole('textbox', { name: 'Model', exact: true }).last().fill('llama3.2')
  await page.getByRole('textbox', { name: 'API key of the service' }).last().fill('sk-second')
  await owner.button('Test second model').click()
  await expect(page.getByText('“Hello from the second.”')).toBeVisible()
  await owner.save()
  expect(await model()).toMatchObject({ contextTokens: 32768, fallback: { baseUrl: second.url, model: 'llama3.2', apiKeySet: true } })
  await page.getByRole('switch', { name: 'If it fails, use a second model' }).click({ force: true })
  await owner.save()
  expect(await model()).toMatchObject({ contextTokens: 32768, fallback: null })
  second.close()
})
