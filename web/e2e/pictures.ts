// Takes the pictures of the README and the documentation: `make pictures`. They are looked at by people and compared by nobody.
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { Chat, test } from './latchkey'

const FOLDER = join(import.meta.dirname, '../../docs/images')
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

async function answered(page: Page, shop: string): Promise<void> {
  const chat = new Chat(page)
  await page.goto(shop)
  await chat.open()
  await chat.ask('How do I restrict a key to my website?')
  await chat.answers.first().waitFor()
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

test.describe('dark', () => {
  test.use({ colorScheme: 'dark' })
  test('answer', async ({ demo, page }) => {
    await answered(page, demo.shop)
    await page.screenshot({ path: join(FOLDER, 'answer-dark.png') })
  })
})

test.describe('phone', () => {
  test.use(phone)
  test('answer', async ({ demo, page }) => {
    await answered(page, demo.shop)
    await page.screenshot({ path: join(FOLDER, 'answer-phone.png') })
  })
})
