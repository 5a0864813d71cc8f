// The pages of examples do what they say, on a site with a strict policy.
import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { boxOf, inPage } from './in-page.mjs'

const folder = new URL('../examples/', import.meta.url)
const pages = (await readdir(folder)).filter((name) => name.endsWith('.html'))
const at = (name) => `/examples/${name}.html`

test('the list has every example, and each leads to the next', async () => {
  const linksOf = async (name) => [...(await readFile(new URL(name, folder), 'utf8')).matchAll(/href="([\w-]+\.html)"/g)].map(([, href]) => href)
  const listed = await linksOf('index.html')
  assert.deepEqual([...listed].sort(), pages.filter((name) => name !== 'index.html').sort())
  for (const [index, name] of listed.entries()) assert.deepEqual(await linksOf(name), [listed[index - 1], listed[index + 1]].filter(Boolean), name)
})

test('markup that is shown is the markup that runs', async () => {
  const plain = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
  for (const name of pages.filter((page) => page !== 'frameworks.html')) {
    const html = await readFile(new URL(name, folder), 'utf8')
    const run = html.replace(/<pre[\s\S]*?<\/pre>/g, '')
    for (const [, code] of html.matchAll(/<code>(&lt;[\s\S]*?)<\/code><\/pre>/g)) assert.ok(run.includes(plain(code)), `${name}: ${plain(code)}`)
  }
})

test('the stylesheet that is shown is the one that is loaded', async () => {
  for (const name of ['theme', 'side-panel']) {
    const [html, css] = await Promise.all(['html', 'css'].map((type) => readFile(new URL(`${name}.${type}`, folder), 'utf8')))
    assert.ok(html.includes(`<code>${css.trim()}</code>`), name)
  }
})

for (const name of pages) {
  inPage(`${name} breaks no rule of its policy`, { path: `/examples/${name}` }, async ({ page, chat }) => {
    if (name !== 'index.html') await chat.first().locator('.root').waitFor({ state: 'attached' })
    assert.equal(await page.locator('h1').count(), 1)
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth), false, 'it is wider than the window')
  })
}

inPage('a button of the page opens the chat and asks', { path: at('own-button') }, async ({ page, chat, button }) => {
  await button.waitFor()
  await page.getByRole('button', { name: 'How do I restrict a key?' }).click()
  await chat.locator('.turn .question').filter({ hasText: 'How do I restrict a key to my website?' }).waitFor()
})

inPage('the chat fills its frame and follows it', { path: at('inline') }, async ({ page, chat }) => {
  const frame = page.locator('.frame')
  await chat.locator('.messages:not(.loading) .welcome').waitFor()
  assert.equal(await chat.locator('.button').isVisible(), false)
  const sizes = () => Promise.all([frame, chat.locator('.panel')].map((box) => box.evaluate((node) => node.getBoundingClientRect().width)))
  const [outer, inner] = await sizes()
  assert.equal(inner, outer)
  await page.setViewportSize({ width: 600, height: 800 })
  const [narrower, followed] = await sizes()
  assert.ok(narrower < outer)
  assert.equal(followed, narrower)
})

const [WIDE, PHONE] = [{ width: 1200, height: 700 }, { width: 390, height: 844 }]
inPage('the chat stands beside the page, as high as the window', { path: at('side-panel'), context: { viewport: WIDE } }, async ({ page, chat }) => {
  const opener = page.getByRole('button', { name: 'Ask the assistant' })
  const boxes = () => Promise.all([chat.locator('.panel'), page.locator('main')].map(boxOf))
  await chat.locator('.root').waitFor({ state: 'attached' })
  assert.equal(await chat.locator('.button').isVisible(), false)
  await opener.click()
  await chat.locator('.messages:not(.loading) .welcome').waitFor()
  const [panel, main] = await boxes()
  assert.deepEqual(panel, { x: WIDE.width - 432, y: 12, width: 420, height: WIDE.height - 24 })
  assert.ok(main.x + main.width <= panel.x, 'it covers the page')
  await page.keyboard.press('Escape')
  await chat.locator('.panel').waitFor({ state: 'hidden' })
  assert.ok(await opener.evaluate((button) => button === document.activeElement))
  await page.setViewportSize(PHONE)
  await opener.click()
  await chat.locator('.root.full').waitFor({ state: 'attached' })
  const [covering] = await boxes()
  assert.deepEqual(covering, { x: 0, y: 0, ...PHONE })
})

inPage('the chat covers the window', { path: at('full-size') }, async ({ page, chat, button }) => {
  await button.waitFor()
  await page.getByRole('button', { name: /whole window/ }).click()
  await chat.locator('.root.open.full').waitFor({ state: 'attached' })
})

inPage('a stylesheet of the page sets width and corners', { path: at('theme') }, async ({ page, chat, button }) => {
  await button.waitFor()
  await page.getByRole('button', { name: 'Open the chat' }).click()
  await chat.locator('.messages:not(.loading) .welcome').waitFor()
  const style = await chat.locator('.panel').evaluate((node) => [getComputedStyle(node).width, getComputedStyle(node).borderRadius, getComputedStyle(node).borderTopWidth])
  assert.deepEqual(style, ['460px', '4px', '2px'])
})

inPage('a switch of the page makes the chat light', { path: at('dark') }, async ({ page, chat, button }) => {
  await button.waitFor()
  await chat.locator('.root.dark').waitFor({ state: 'attached' })
  await page.getByRole('radio', { name: 'Light' }).check()
  await chat.locator('.root:not(.dark)').waitFor({ state: 'attached' })
})

inPage('each button opens its own chat', { path: at('two-chats') }, async ({ page }) => {
  for (const id of ['orders', 'jobs']) await page.locator(`#${id} .button`).waitFor()
  await page.getByRole('button', { name: 'Jobs', exact: true }).click()
  await page.locator('#jobs[open]').waitFor({ state: 'attached' })
  assert.equal(await page.locator('#orders[open]').count(), 0)
  await page.locator('#jobs .root.left').waitFor({ state: 'attached' })
})

inPage('the log shows what happens', { path: at('events') }, async ({ page, button }) => {
  await button.waitFor()
  await page.getByRole('button', { name: 'open()' }).click()
  await page.locator('#log li').filter({ hasText: 'open() → true' }).waitFor()
  const lines = await page.locator('#log li').allTextContents()
  assert.ok(lines.includes('latchkey-open {"source":"api"} (can be prevented)'), lines.join('\n'))
  assert.ok(lines.includes('latchkey-opened {"source":"api"}'), lines.join('\n'))
})

inPage('the page sets a context, and says when it is none', { path: at('context') }, async ({ page, button }) => {
  await button.waitFor()
  await page.getByRole('button', { name: 'Set the context' }).click()
  await page.locator('output').filter({ hasText: 'Set.' }).waitFor()
  await page.locator('textarea#fact').fill('no JSON')
  await page.getByRole('button', { name: 'Set the context' }).click()
  await page.locator('output').filter({ hasText: 'This is no JSON' }).waitFor()
})
