// Every page and dialog of the console, light and dark: no violation that axe knows.
import { AxeBuilder } from '@axe-core/playwright'
import { type Console, expect, test } from './console'
import { FreshServer, snippet, Website } from './latchkey'

async function clean(owner: Pick<Console, 'page'>, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page: owner.page }).analyze()
  const found = violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`))
  expect.soft(found, what).toEqual([])
}

/** Asks a question as a visitor of a website does, and returns the id of the conversation. */
async function talk({ page, demo }: Console, key: string, origin: string): Promise<string> {
  const path = `${demo.server}/chat-bots/${await demo.assistant()}/conversations`
  const headers = { 'Api-Key': key, Origin: origin }
  const { id, token } = (await (await page.request.post(path, { headers, data: {} })).json()) as { id: string; token: string }
  await page.request.post(`${path}/${id}/queries`, { headers: { ...headers, 'Conversation-Token': token }, data: { request: 'How do I restrict a key to my website?' } })
  return id
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test(`every page has no violation, ${colorScheme}`, async ({ owner }) => {
      test.slow() // pages are many, and each is looked at whole
      const { page, demo } = owner
      const assistant = `/console/assistants/${await demo.assistant()}`
      // Something to show: a use, a refusal, an old secret, an open list.
      const { id, key } = await demo.newKey({ name: 'For axe', restriction: { type: 'WEBSITES', websites: ['https://a.example', 'https://*.a.example'] } })
      const empty = await demo.newKey({ name: 'Wide open', restriction: { type: 'WEBSITES', websites: [] } })
      for (const origin of ['https://a.example', 'https://refused.example']) {
        await page.request.get(`${demo.server}/assistants/${await demo.assistant()}`, { headers: { 'Api-Key': key, Origin: origin } })
      }
      const conversation = await talk(owner, key, 'https://a.example')
      const pages: [string, string][] = [
        ['/', 'Assistants'],
        [assistant, 'Overview'],
        [`${assistant}/model`, 'Model'],
        [`${assistant}/knowledge`, 'Knowledge'],
        [`${assistant}/conversations`, 'Conversations'],
        [`${assistant}/conversations/${conversation}`, 'a conversation'],
        [`${assistant}/conversations?text=nothing+of+this+kind`, 'no conversation'],
        [`${assistant}/keys`, 'API keys'],
        [`${assistant}/keys/${id}`, 'a key'],
        [`${assistant}/keys/${empty.id}`, 'a key for every website'],
        [`${assistant}/keys/${id}/guide`, 'Integration guide'],
        [`${assistant}/usage?key=${id}`, 'Usage'],
        ['/console/team', 'Team'],
        ['/console/audit', 'Audit'],
        ['/console/settings', 'Settings'],
        ['/console/nowhere', 'not found'],
        [`${assistant}/keys/k_gone`, 'a key that is gone'],
      ]
      for (const [path, name] of pages) {
        await owner.open(path)
        await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0)
        await clean(owner, name)
      }
    })

    test(`every dialog has no violation, ${colorScheme}`, async ({ owner }) => {
      const { page, demo } = owner
      const { id } = await demo.newKey({ name: 'For axe', restriction: { type: 'WEBSITES', websites: ['https://a.example'] } })
      await owner.openKey(id)
      await page.getByRole('option', { name: /a\.example/ }).click()
      await page.getByLabel('Website to add').fill('https://*.github.io')
      await expect(page.getByRole('alert').or(page.getByText('public suffix')).first()).toBeVisible()
      await clean(owner, 'a refused entry')
      for (const button of ['Rotate the key', 'Delete']) {
        await owner.button(button).click()
        await expect(page.getByRole('dialog')).toBeVisible()
        await clean(owner, button)
        await page.keyboard.press('Escape')
        await expect(page.getByRole('dialog')).toBeHidden()
      }
      for (const [path, button] of [['/console/team', 'Invite somebody'], ['/console/team', 'New access token'], ['/', 'New assistant']] as const) {
        await owner.open(path)
        await page.getByRole('main').getByRole('button', { name: button }).click()
        await expect(page.getByRole('dialog')).toBeVisible()
        await clean(owner, button)
      }
      await owner.open('/')
      await page.keyboard.press('Control+k')
      await expect(page.getByRole('textbox', { name: /Find a page/ })).toBeVisible()
      await clean(owner, 'palette')
    })
  })
}

test('the pages before somebody is signed in have no violation, and the set-up link works on a phone', async ({ page }) => {
  const server = await FreshServer.start()
  await page.setViewportSize({ width: 375, height: 740 })
  await page.goto(server.url)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await clean({ page }, 'set-up needed')
  await page.goto(server.link)
  await expect(page.getByLabel('Your name')).toBeVisible()
  await clean({ page }, 'set-up')
  await page.goto(`${server.url}/console/invitation#lki_wrong`)
  await page.reload()
  await expect(page.getByRole('alert')).toBeVisible()
  await clean({ page }, 'invitation that is over')
  await server.stop()
})

test('no page is wider than a phone', async ({ owner }) => {
  const { page, demo } = owner
  await page.setViewportSize({ width: 360, height: 740 })
  const assistant = `/console/assistants/${await demo.assistant()}`
  const { id, key } = await demo.newKey({ name: 'A key with quite a long name for a phone', restriction: { type: 'WEBSITES', websites: ['https://a-long-host-name.of-a-website.example'] } })
  const site = await Website.start(() => snippet(demo, key))
  await page.goto(site.origin('a-refused-website-with-a-long-name.example'))
  for (const path of ['/', assistant, '/model', '/knowledge', '/conversations', '/keys', `/keys/${id}`, `/keys/${id}/guide`, '/usage', '/console/team', '/console/audit', '/console/settings']) {
    await owner.open(path.startsWith('/console') || path === '/' ? path : assistant + path)
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect.soft(width, path).toBeLessThanOrEqual(360)
  }
  site.stop()
})

test('the first page, without what is on it, is at most 200 kB', async ({ owner }) => {
  const { page } = owner
  await owner.open('/')
  await page.waitForLoadState('networkidle')
  const bytes = await page.evaluate(() =>
    [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].filter(({ name }) => !name.includes('/api/')).reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).encodedBodySize, 0),
  )
  expect(bytes).toBeGreaterThan(100_000)
  expect(bytes).toBeLessThanOrEqual(200_000)
})
