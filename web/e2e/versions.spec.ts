// Which chat element the websites of a key run.
import { expect, test } from './console'
import { Website, snippet } from './latchkey'

interface Seen {
  current: string
  versions: { origin: string; version: string; outdated: boolean }[]
}

test('the owner sees which websites have pinned an older chat', async ({ owner }) => {
  const { page, demo } = owner
  const { id, key } = await demo.newKey({ name: 'Pinned' })
  const assistant = await demo.assistant()
  const site = await Website.start(() => snippet(demo, key))
  const visitor = await page.context().newPage()
  await visitor.goto(site.origin('current.example'))
  const asked = visitor.waitForResponse((response) => response.url().endsWith(`/assistants/${assistant}`))
  await visitor.locator('latchkey-chat .button').click()
  await asked
  const old = { 'Api-Key': key, Origin: 'https://pinned.example', 'Latchkey-Element': '0.0.0-0' }
  expect((await page.request.get(`${demo.server}/assistants/${assistant}`, { headers: old })).status()).toBe(200)

  const seen = await demo.manage<Seen>('GET', `/assistants/${assistant}/api-keys/${id}/versions`)
  expect(seen.current).toMatch(/^\d+\.\d+\.\d+/)
  expect(Object.fromEntries(seen.versions.map(({ origin, version }) => [origin, version]))).toEqual({
    [site.origin('current.example')]: seen.current,
    'https://pinned.example': '0.0.0-0',
  })
  await owner.openKey(id)
  await expect(owner.section('Refused lately')).toBeVisible()
  await expect(owner.section('Versions on your websites')).toBeHidden()

  // That it was pinned shows a day after the server got its version, for which no test waits.
  await page.route('**/versions', async (route) => {
    const response = await route.fetch()
    const { current, versions } = (await response.json()) as Seen
    await route.fulfill({ response, json: { current, versions: versions.map((one) => ({ ...one, outdated: one.version !== current })) } })
  })
  await page.reload()
  const card = owner.section('Versions on your websites')
  await expect(card).toContainText(`This server has version ${seen.current}`)
  await expect(card.getByRole('listitem')).toHaveCount(1)
  await expect(card.getByRole('listitem')).toContainText(/https:\/\/pinned\.example.*version 0\.0\.0-0/)
  const [guide] = await Promise.all([page.waitForEvent('popup'), card.getByRole('link', { name: 'How to update' }).click()])
  await expect(guide.getByRole('heading', { name: 'Versions: which chat element your websites run' })).toBeVisible()
  site.stop()
})
