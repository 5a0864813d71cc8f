// What the tests of the console share: people who are signed in, and the parts of its pages.
import { type BrowserContext, expect, type Locator, type Page } from '@playwright/test'
import { type Demo, test as base } from './latchkey'

type Role = 'owner' | 'editor' | 'viewer'

let people = 0

/** Signs a new person in: the context holds their session from then on. */
async function signIn(context: BrowserContext, demo: Demo, role: Role): Promise<void> {
  const email = `${role}-${++people}-${process.pid}@example.com`
  const password = 'correct horse battery'
  await demo.manage('POST', '/users', { email, name: role, role, password })
  const response = await context.request.post(`${demo.server}/api/v1/session`, { data: { email, password } })
  expect(response.status()).toBe(200)
}

/** A person at the console. */
export class Console {
  constructor(
    readonly page: Page,
    readonly demo: Demo,
  ) {}

  async openKey(keyId: string): Promise<void> {
    await this.page.goto(`${this.demo.server}/console/assistants/${await this.demo.assistant()}/keys/${keyId}`)
    await expect(this.page.getByRole('heading', { level: 1 })).toBeVisible()
  }

  async open(path: string): Promise<void> {
    await this.page.goto(this.demo.server + path)
    await expect(this.page.getByRole('heading', { level: 1 })).toBeVisible()
  }

  section(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true })
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  /** The name of the key, in its section. */
  get name(): Locator {
    return this.page.getByRole('textbox', { name: 'Name', exact: true })
  }

  async save(): Promise<void> {
    await this.button('Save').click()
    await expect(this.button('Save')).toBeHidden()
  }

  /** The key as the server has it. */
  async saved(keyId: string): Promise<SavedKey> {
    return this.demo.manage<SavedKey>('GET', `/assistants/${await this.demo.assistant()}/api-keys/${keyId}`)
  }

  /** The chat in the preview frame. */
  get preview() {
    return this.page.frameLocator('iframe[title="Live preview"]').locator('latchkey-chat')
  }
}

export interface SavedKey {
  name: string
  version: number
  status: string
  restriction: { type: string; websites: string[]; ipAddresses: string[]; reportOnly?: boolean }
  configuration: Record<string, unknown>
}

/** Opens the console for people of a role, each in a browser of their own. */
export const test = base.extend<{ owner: Console; person: (role: Role) => Promise<Console> }>({
  owner: async ({ page, context, demo }, use) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: demo.server })
    await signIn(context, demo, 'owner')
    await use(new Console(page, demo))
  },
  person: async ({ browser, demo }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (role) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
      contexts.push(context)
      await signIn(context, demo, role)
      return new Console(await context.newPage(), demo)
    })
    for (const context of contexts) await context.close()
  },
})

export { expect }
