import { expect, test } from './console'
import { Website, snippet } from './latchkey'

test('a refused website is allowed with one click, from the next request on', async ({ owner }) => {
  const { page, demo } = owner
  const { id, key } = await demo.newKey({ restriction: { type: 'WEBSITES', websites: ['https://a.example'] } })
  const site = await Website.start(() => snippet(demo, key))
  const visitor = await page.context().newPage()
  await visitor.goto(site.origin('staging.example'))
  await owner.openKey(id)
  const refused = owner.section('Refused lately')
  await expect(refused).toContainText(site.origin('staging.example'))
  await refused.getByRole('button', { name: `Allow ${site.origin('staging.example')}` }).click()
  await expect(refused.getByText('allowed now')).toBeVisible()
  await visitor.reload()
  await expect(visitor.locator('latchkey-chat')).toBeAttached()
  site.stop()
})

test('a key is rotated, disabled and enabled, and one in use is deleted only by its name', async ({ owner }) => {
  const { page, demo } = owner
  const { id, key } = await demo.newKey({ name: 'Busy key' })
  const assistant = await demo.assistant()
  const use = () => page.request.get(`${demo.server}/assistants/${assistant}`, { headers: { 'Api-Key': key, Origin: 'https://busy.example' } })
  expect((await use()).status()).toBe(200)
  await owner.openKey(id)

  await owner.button('Rotate the key').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Rotate the key' }).click()
  const renewed = await dialog.getByLabel('API key').inputValue()
  expect(renewed).not.toBe(key)
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(page.getByText('works until')).toBeVisible()
  expect((await use()).status()).toBe(200)

  await page.getByLabel('Enabled').uncheck()
  await owner.button('Save').click()
  await expect(page.getByRole('dialog')).toContainText('https://busy.example')
  await page.getByRole('dialog').getByRole('button', { name: 'Save anyway' }).click()
  await expect(page.getByText('This key is disabled: every request')).toBeVisible()
  expect((await use()).status()).toBe(403)
  await page.getByLabel('Enabled').check()
  await owner.save()

  await owner.button('Delete').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  const anyway = page.getByRole('dialog').getByRole('button', { name: 'Delete it anyway' })
  await expect(anyway).toBeDisabled()
  await page.getByRole('dialog').getByRole('textbox').fill('Busy key')
  await anyway.click()
  await expect(page.getByRole('heading', { name: 'API keys' })).toBeVisible()
  await page.getByText('Deleted', { exact: true }).click()
  await owner.button('Restore Busy key').click()
  await expect.poll(async () => (await owner.saved(id)).status).toBe('ACTIVE')
})
