// Takes the pictures of the README and the documentation: `make pictures`. They are looked at by people and compared by nobody.
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { type Console, test } from './console'
import { Chat, type Demo, expect, snippet, Website } from './latchkey'

const FOLDER = join(import.meta.dirname, '../../docs/images')
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

async function answered(page: Page, shop: string): Promise<void> {
  const chat = new Chat(page)
  await page.goto(shop)
  await chat.open()
  await chat.ask('How do I restrict a key to my website?')
  await chat.answers.first().waitFor()
}

/** The chat and its button, with a little of the page around them. */
async function chatOnly(page: Page, name: string): Promise<void> {
  const box = (await page.locator('latchkey-chat .panel').boundingBox()) ?? { x: 20, y: 20, width: 400 }
  const size = page.viewportSize() ?? { width: 560, height: 740 }
  const [x, y] = [Math.max(0, box.x - 12), Math.max(0, box.y - 12)]
  await page.screenshot({ path: join(FOLDER, `${name}.png`), clip: { x, y, width: Math.min(box.width + 24, size.width - x), height: size.height - y } })
}

/** A website with the chat of an assistant of its own. */
async function ownChat(demo: Demo, page: Page, assistant: object, configuration: object, language = 'en'): Promise<{ chat: Chat; website: Website }> {
  const { id } = await demo.manage<{ id: string }>('POST', '/assistants', assistant)
  const { key } = await demo.manage<{ key: string }>('POST', `/assistants/${id}/api-keys`, { name: 'Shop', configuration })
  const website = await Website.start(() => `<script>document.documentElement.lang = '${language}'</script>${snippet(demo, key)}`)
  const chat = new Chat(page)
  await page.goto(website.origin('shop.example'))
  await chat.element.locator('.button').click()
  await expect(chat.input).toBeVisible()
  return { chat, website }
}

test.use({ viewport: { width: 1100, height: 720 }, contextOptions: { reducedMotion: 'reduce' } })

test.describe('wide', () => {
  test('shop', async ({ demo, page }) => {
    await page.goto(demo.shop)
    await new Chat(page).button.waitFor()
    await page.screenshot({ path: join(FOLDER, 'shop.png') })
  })
  test('welcome', async ({ demo, page }) => {
    await page.goto(demo.shop)
    const chat = new Chat(page)
    await chat.open()
    await chat.element.getByText('Hello!').waitFor()
    await page.screenshot({ path: join(FOLDER, 'welcome.png') })
  })
  test('answer', async ({ demo, page }) => {
    await answered(page, demo.shop)
    await page.screenshot({ path: join(FOLDER, 'answer.png') })
  })
  test('refused', async ({ demo, page }) => {
    await page.goto(demo.copycat)
    await page.getByText('ORIGIN_NOT_ALLOWED').first().waitFor()
    await page.screenshot({ path: join(FOLDER, 'refused.png') })
  })
  test('documentation', async ({ demo, page }) => {
    await page.goto(`${demo.server}/docs/guide/restrictions`)
    await page.screenshot({ path: join(FOLDER, 'documentation.png') })
  })
})

test.describe('chat', () => {
  test.use({ viewport: { width: 540, height: 720 } })
  for (const colorScheme of ['light', 'dark'] as const) {
    test(colorScheme, async ({ demo, page }) => {
      await page.emulateMedia({ colorScheme })
      await answered(page, new URL('/visit', demo.shop).href)
      await chatOnly(page, `chat-${colorScheme}`)
    })
  }
  test('files', async ({ demo, page }) => {
    const { chat, website } = await ownChat(demo, page, { name: 'Repairs', attachments: true, welcomeMessage: 'Hello! Show me what is broken, or your receipt, and I will tell you what we can do.' }, { headerColor: '#7a1f3d' })
    const receipt = { name: 'receipt.txt', mimeType: 'text/plain', buffer: Buffer.from('Enamel kettle, bought on 3 May, with a warranty of two years.') }
    const prices = { name: 'spare parts and prices.csv', mimeType: 'text/csv', buffer: Buffer.from('part,price\nlid,6 euros\nhandle,9 euros\n') }
    await chat.element.locator('input[type=file]').setInputFiles([receipt])
    await expect(chat.element.getByRole('button', { name: 'Remove receipt.txt' })).toBeVisible()
    await chat.ask('How long is the warranty of my kettle?')
    await chat.answers.first().waitFor()
    await chat.element.locator('input[type=file]').setInputFiles([prices])
    await expect(chat.element.locator('.tray').getByRole('button', { name: 'Download' })).toBeEnabled()
    await chatOnly(page, 'chat-files')
    website.stop()
  })
  test('history', async ({ demo, page }) => {
    const chat = new Chat(page)
    await page.goto(new URL('/visit', demo.shop).href)
    await chat.open()
    for (const question of ['How do I restrict a key to my website?', 'Can visitors attach files?', 'Which languages does the chat speak?']) {
      if (await chat.answers.count()) await chat.element.getByRole('button', { name: 'New conversation' }).click()
      await chat.ask(question)
      await chat.answers.first().waitFor()
    }
    await chat.element.getByRole('button', { name: 'Earlier conversations' }).click()
    await chat.element.getByRole('button', { name: 'Delete my data' }).waitFor()
    await chatOnly(page, 'chat-history')
  })
  test('right to left', async ({ demo, page }) => {
    const assistant = { name: 'متجر الشاي', welcomeMessage: 'مرحبًا! كيف يمكنني **مساعدتك** اليوم؟', conversationStarters: ['ما هي مدة التوصيل؟', 'هل يمكنني إرجاع علبة مفتوحة؟', 'أي شاي أخضر هو الأخف؟'] }
    const { chat, website } = await ownChat(demo, page, assistant, { headerColor: '#2f6b4f' }, 'ar')
    await chat.element.locator('.starter').first().waitFor()
    await chatOnly(page, 'chat-arabic')
    website.stop()
  })
})

/** A key with a life: two websites that use it, one that was refused. */
async function shopKey(owner: Console, demo: Demo): Promise<string> {
  const { id, key } = await demo.newKey({
    name: 'Shop website',
    restriction: { type: 'WEBSITES', websites: ['https://shop.example', 'https://*.shop.example'] },
    configuration: { headerColor: '#2f6b4f', chatEngagementPrompts: ['Which one makes a good gift?'], chatEngagementPromptRotateTime: 60 },
  })
  const ask = (origin: string) => owner.page.request.get(`${demo.server}/assistants/${key.split('-')[0]}`, { headers: { 'Api-Key': key, Origin: origin } })
  for (const origin of ['https://shop.example', 'https://www.shop.example', 'https://shop.example', 'https://staging.shop.io', 'https://staging.shop.io']) await ask(origin)
  return id
}

test.describe('console', () => {
  test.use({ viewport: { width: 1440, height: 1120 } })
  for (const [name, colorScheme] of [['key', 'light'], ['key-dark', 'dark']] as const) {
    test(name, async ({ owner, demo }) => {
      await owner.page.emulateMedia({ colorScheme })
      const id = await shopKey(owner, demo)
      await owner.openKey(id)
      await owner.page.getByRole('option', { name: /\*\.shop/ }).click()
      await owner.page.getByText('Matches').first().waitFor()
      await owner.preview.getByRole('button', { name: /makes a good gift/ }).waitFor()
      await owner.page.screenshot({ path: join(FOLDER, `${name}.png`) })
    })
  }
  test('guide', async ({ owner, demo }) => {
    let body = ''
    const shop = await Website.start(() => body)
    const { id, key } = await demo.newKey({ name: 'Shop website', restriction: { type: 'WEBSITES', websites: [shop.origin('shop.example')] } })
    await owner.open(`/console/assistants/${await demo.assistant()}/keys/${id}/guide`)
    body = snippet(demo, key)
    const visitor = await owner.page.context().newPage()
    await visitor.goto(shop.origin('shop.example'))
    await owner.page.bringToFront()
    await owner.page.getByText('It works').waitFor()
    await owner.page.setViewportSize({ width: 1440, height: 640 })
    await owner.page.screenshot({ path: join(FOLDER, 'guide.png') })
    shop.stop()
  })
  test('keys', async ({ owner, demo }) => {
    await shopKey(owner, demo)
    await demo.newKey({ name: 'Intranet', restriction: { type: 'IP_ADDRESSES', ipAddresses: ['10.0.0.0/8'] } })
    await owner.open(`/console/assistants/${await demo.assistant()}/keys`)
    await owner.page.locator('.sparkline').first().waitFor()
    await owner.page.setViewportSize({ width: 1440, height: 560 })
    await owner.page.screenshot({ path: join(FOLDER, 'keys.png') })
  })
  test('danger', async ({ owner, demo }) => {
    const { id } = await demo.newKey({ name: 'Wide open', restriction: { type: 'WEBSITES', websites: [] } })
    await owner.openKey(id)
    await owner.section('Key restrictions').screenshot({ path: join(FOLDER, 'danger.png') })
  })
  test('phone', async ({ owner, demo }) => {
    const id = await shopKey(owner, demo)
    await owner.page.setViewportSize({ width: 390, height: 844 })
    await owner.openKey(id)
    await owner.button('Live preview').click()
    await owner.preview.getByRole('button', { name: /^Chat: / }).waitFor()
    await owner.page.screenshot({ path: join(FOLDER, 'key-phone.png') })
  })
})

test.describe('phone', () => {
  test.use(phone)
  test('answer', async ({ demo, page }) => {
    await answered(page, demo.shop)
    await page.screenshot({ path: join(FOLDER, 'answer-phone.png') })
  })
})
