import { Chat, expect, FreshServer, test, Website } from './latchkey'

const RETURNS = `# Returns

## How long may I return something?

You may return every tea within 30 days, also when the tin is open. Send it to Harbour Street 5.
`

test('a newcomer gets from the set-up link to a working chat on another origin, only through the console', async ({ page, context }) => {
  const server = await FreshServer.start()
  let snippet = ''
  const shop = await Website.start(() => snippet)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url })

  // Somebody who comes without the link is told where it is.
  await page.goto(server.url)
  await expect(page.getByRole('heading', { name: 'Set up this server' })).toBeVisible()

  await page.goto(server.link)
  await page.getByLabel('E-mail address').fill('ada@example.com')
  await page.getByLabel('Your name').fill('Ada')
  await page.getByLabel('Password', { exact: true }).fill('short')
  await page.getByRole('button', { name: 'Create my account' }).click()
  await expect(page.getByText('at least 10 characters', { exact: false }).last()).toBeVisible()
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery')
  await page.getByRole('button', { name: 'Create my account' }).click()

  await expect(page.getByRole('heading', { name: 'No assistant yet' })).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: 'New assistant' }).click()
  await page.getByLabel('Name').fill('Tea help')
  await page.getByLabel('Welcome message').fill('Hello! Ask me about tea.')
  await page.getByRole('button', { name: 'Create assistant' }).click()
  await expect(page.getByRole('heading', { name: 'Tea help', level: 1 })).toBeVisible()

  await page.getByRole('link', { name: 'Add what it should know' }).click()
  await expect(page.getByRole('heading', { name: 'It knows nothing yet' })).toBeVisible()
  await page.locator('input[type=file]').setInputFiles({ name: 'returns.md', mimeType: 'text/markdown', buffer: Buffer.from(RETURNS) })
  await expect(page.getByRole('list', { name: 'Knowledge' })).toContainText('Returns')
  await page.getByLabel('Question').fill('How long may I return tea?')
  await page.getByRole('button', { name: 'Find passages' }).click()
  await expect(page.getByText('within 30 days')).toBeVisible()

  await page.getByRole('link', { name: 'Clients and Integrations' }).click()
  await page.getByRole('main').getByRole('button', { name: 'New API key' }).first().click()
  await page.getByLabel('Name').fill('Shop website')
  await page.getByLabel('Website to add').fill(`${shop.origin('shop.example')}/checkout`)
  await page.getByRole('button', { name: `Use ${shop.origin('shop.example')}` }).click()
  await expect(page.getByText('Matches', { exact: false }).first()).toBeVisible()
  await page.getByRole('button', { name: 'Create key' }).click()
  await expect(page.getByRole('heading', { name: /^Shop website/, level: 1 })).toBeVisible()

  await page.getByRole('link', { name: 'Integration guide' }).click()
  await expect(page.getByText('Waiting for the first request')).toBeVisible()
  await page.getByRole('button', { name: 'Copy the code for HTML' }).click()
  snippet = await page.evaluate(() => navigator.clipboard.readText())
  expect(snippet).toMatch(/^<script type="module" src="http:\/\/127\.0\.0\.1:\d+\/embed\/[^"]+\.js"><\/script>$/)

  // On a website that is not listed the guide explains the refusal, on the listed one it turns green.
  const visitor = await context.newPage()
  await visitor.goto(shop.origin('other.example'))
  await expect(page.getByText('The key arrived, and was refused')).toBeVisible()
  await expect(page.getByText(shop.origin('other.example'))).toBeVisible()

  await visitor.goto(shop.origin('shop.example'))
  const chat = new Chat(visitor)
  await chat.open()
  await expect(chat.element.getByText('Ask me about tea')).toBeVisible()
  await chat.ask('How long may I return tea?')
  await expect(chat.answers.last()).toContainText('30 days')
  await expect(page.getByText('It works')).toBeVisible()
  await expect(page.getByText(shop.origin('shop.example')).first()).toBeVisible()

  shop.stop()
  await server.stop()
})
