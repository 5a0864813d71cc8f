// The examples of the demo's shop: what an owner tries before embedding the chat.
import { Chat, expect, test } from './latchkey'

test('the examples run on the shop with its own keys, and its policy refuses nothing', async ({ demo, page }) => {
  const refused: string[] = []
  page.on('console', (message) => /Content Security Policy|Trusted/.test(message.text()) && refused.push(message.text()))
  await page.goto(demo.shop)
  await page.getByRole('link', { name: 'try the others' }).click()
  await expect(page).toHaveURL(`${demo.shop}/examples/`)

  await page.getByRole('link', { name: 'Two chats' }).click()
  const [orders, jobs] = [page.locator('#orders'), page.locator('#jobs')]
  await page.getByRole('button', { name: 'Jobs', exact: true }).click()
  await expect(jobs.locator('textarea')).toBeVisible()
  await expect(orders.locator('textarea')).toHaveCount(0)
  expect(await orders.getAttribute('api-key')).not.toBe(await jobs.getAttribute('api-key'))

  await page.goto(`${demo.shop}/examples/own-button.html`)
  await expect(new Chat(page).button).toBeVisible()
  await page.getByRole('button', { name: 'How do I restrict a key?' }).click()
  await expect(new Chat(page).answers.first()).toContainText(/website/i)
  expect(refused).toEqual([])
})
