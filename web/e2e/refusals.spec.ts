// What the script of a refused page can read: the stable code, in words, on every route.
import { expect, test, Website } from './latchkey'

interface Refusal {
  status: number
  code: string
  text: string
  retryAfter: string | null
}

interface Caller {
  server: string
  assistant: string
  key: string
}

/** Calls every route of the client API, in the page, and returns what its script could read of each refusal. */
async function refusals({ server, assistant, key }: Caller): Promise<Record<string, Refusal>> {
  const conversation = `/chat-bots/${assistant}/conversations`
  const routes: [string, string][] = [
    ['GET', `/assistants/${assistant}`],
    ['POST', conversation],
    ['GET', `${conversation}/c_1`],
    ['POST', `${conversation}/c_1/stop`],
    ['GET', `${conversation}/c_1/attachments`],
    ['GET', `${conversation}/c_1/queries`],
    ['POST', `${conversation}/c_1/queries`],
    ['POST', `${conversation}/c_1/queries?sse=true`],
  ]
  const read: Record<string, Refusal> = {}
  for (const [method, path] of routes) {
    const response = await fetch(server + path, {
      method,
      headers: { ...(key && { 'Api-Key': key }), 'Conversation-Token': 't_1', 'Content-Type': 'application/json' },
      ...(method === 'POST' && { body: JSON.stringify({ request: 'Hello?' }) }),
    })
    const body = (await response.text()).replace(/^data: /, '')
    const said = JSON.parse(body) as { code: string | number; reason?: string; error: string }
    read[`${method} ${path.replace(assistant, 'a')}`] = {
      status: response.status, code: said.reason ?? String(said.code), text: said.error, retryAfter: response.headers.get('Retry-After'),
    }
  }
  return read
}

test('every refusal can be read by the page’s own script, on every route', async ({ demo, page }) => {
  const site = await Website.start(() => '')
  const assistant = await demo.assistant()
  const here = site.origin('refused.example')
  const limited = await demo.newKey({ limits: { requestsPerMinute: 1 } })
  const deleted = await demo.newKey({})
  await demo.manage('DELETE', `/assistants/${assistant}/api-keys/${deleted.id}`)
  const cases: [code: string, status: number, key: string][] = [
    ['KEY_MISSING', 401, ''],
    ['KEY_INVALID', 403, deleted.key],
    ['KEY_INVALID', 403, `${limited.key}x`],
    ['KEY_DISABLED', 403, (await demo.newKey({ disabled: true })).key],
    ['KEY_EXPIRED', 403, (await demo.newKey({ expiresAt: '2020-01-01T00:00:00Z' })).key],
    ['ORIGIN_NOT_ALLOWED', 403, (await demo.newKey({ restriction: { type: 'WEBSITES', websites: ['https://secret-customer.example'] } })).key],
    ['ADDRESS_NOT_ALLOWED', 403, (await demo.newKey({ restriction: { type: 'IP_ADDRESSES', ipAddresses: ['203.0.113.9'] } })).key],
  ]
  await page.goto(here)
  for (const [code, status, key] of cases) {
    for (const [route, refusal] of Object.entries(await page.evaluate(refusals, { server: demo.server, assistant, key }))) {
      expect.soft(refusal, `${code}: ${route}`).toMatchObject({ code, status })
      expect.soft(refusal.text, route).toMatch(/^[A-Z].*\.$/)
      expect.soft(refusal.text, route).not.toContain('secret-customer')
      if (code === 'ORIGIN_NOT_ALLOWED') expect.soft(refusal.text).toContain(here)
    }
  }
  // The first request is let through, all others come too fast.
  const [, ...rest] = Object.values(await page.evaluate(refusals, { server: demo.server, assistant, key: limited.key }))
  for (const refusal of rest) {
    expect.soft(refusal).toMatchObject({ code: 'RATE_LIMITED', status: 429 })
    expect.soft(Number(refusal.retryAfter)).toBeGreaterThan(0)
    expect.soft(refusal.text).toMatch(/Too many .* in \d+ seconds\./)
  }
  site.stop()
})

test('a sandboxed frame of an allowed website has no origin, and is refused', async ({ demo, page }) => {
  const assistant = await demo.assistant()
  const site = await Website.start(
    () => `<iframe sandbox="allow-scripts" srcdoc="<script>
      fetch('${demo.server}/assistants/${assistant}', { headers: { 'Api-Key': '${key.key}' } })
        .then((response) => response.json()).then((body) => parent.postMessage(body.code ?? 'admitted', '*'))
    </script>"></iframe><script>addEventListener('message', (event) => { document.title = event.data })</script>`,
  )
  const key = await demo.newKey({ restriction: { type: 'WEBSITES', websites: [site.origin('framed.example')] } })
  await page.goto(site.origin('framed.example'))
  await expect(page).toHaveTitle('ORIGIN_NOT_ALLOWED')
  site.stop()
})

test('a page that sends no referrer is known by its origin', async ({ demo, page }) => {
  const site = await Website.start(() => '<meta name="referrer" content="no-referrer">')
  const key = await demo.newKey({ restriction: { type: 'WEBSITES', websites: [site.origin('quiet.example')] } })
  await page.goto(site.origin('quiet.example'))
  const status = await page.evaluate(
    async ([server, key]) => (await fetch(`${server}/assistants/${key.split('-')[0]}`, { headers: { 'Api-Key': key } })).status,
    [demo.server, key.key] as const,
  )
  expect(status).toBe(200)
  site.stop()
})
