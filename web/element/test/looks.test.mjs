// What must not slip however the element is restyled: sizes for fingers, the way out, one stylesheet leaving another's parts alone.
import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { LIMITS } from '../dev/attachments.mjs'
import { inPage } from './in-page.mjs'

const PHONE = { viewport: { width: 320, height: 568 }, hasTouch: true, isMobile: true }
const FILE = { name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from('order,tea') }

/** Buttons and links that a finger cannot hit well. Links within text are as high as that. */
const tooSmall = (chat) => chat.evaluate((element) =>
  [...element.shadowRoot.querySelectorAll('.panel :is(button, a)')]
    .filter((node) => node.checkVisibility({ visibilityProperty: true }) && !node.closest('.text') && !node.matches('.file .name'))
    .map((node) => [node.className || node.textContent, node.getBoundingClientRect()])
    .filter(([, { width, height }]) => Math.round(height) < 40 || Math.round(width) < 24)
    .map(([name, { width, height }]) => `${name}: ${Math.round(width)} × ${Math.round(height)}`))

describe('on a phone', () => {
  inPage('everything is as large as a finger, and nothing is wider than the screen', { limits: LIMITS, context: PHONE, delay: 1, configuration: { engagementSound: true } }, async ({ open, ask, answered, chat, page }) => {
    await open()
    const fits = async (state) => {
      assert.deepEqual(await tooSmall(chat), [], state)
      assert.deepEqual(await chat.evaluate((element) => [...element.shadowRoot.querySelectorAll('.header, .log, .composer, .footer, .history')].filter((box) => box.scrollWidth > box.clientWidth).map((box) => box.className)), [], state)
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, state)
    }
    await fits('open')
    await ask('Can I return it?')
    await answered(1)
    await ask('Show me code')
    await answered(2)
    await chat.locator('input[type=file]').setInputFiles([FILE])
    await chat.locator('.tray .name:enabled').waitFor()
    await fits('answers and a file')
    await chat.locator('.header [aria-expanded=false]').click()
    await chat.locator('.conversations li').waitFor()
    await fits('history')
    await chat.locator('.conversations .tool + .tool').click()
    await fits('whether to delete')
  })

  inPage('it can be closed before the panel is there', { context: PHONE, prepare: (page) => page.route('**/panel-*.js', () => undefined) }, async ({ button, chat }) => {
    await button.click()
    await chat.locator('.panel').waitFor()
    await button.click()
    await chat.locator('.panel').waitFor({ state: 'hidden' })
  })

  inPage('the panel is all there is, once it is there', { context: PHONE }, async ({ open, button }) => {
    await open()
    assert.equal(await button.isVisible(), false)
  })
})

describe('stylesheets', () => {
  inPage('that come late leave the opening button alone', { limits: LIMITS }, async ({ open, ask, answered, chat, button }) => {
    const sign = () => button.evaluate((node) => [...node.querySelectorAll('.sign, .sign svg')].map((part) => [getComputedStyle(part).width, getComputedStyle(part).padding, getComputedStyle(part).backgroundColor]))
    const before = await sign()
    await open()
    await chat.locator('.attach').waitFor()
    await ask('Can I return it?')
    await answered()
    await chat.getByRole('button', { name: 'Earlier conversations' }).click()
    await chat.locator('.conversations li').waitFor()
    assert.deepEqual(await sign(), before)
  })
})

describe('in another direction than the page', () => {
  for (const [lang, text] of [['ar', 'A question in English, long enough to fill more than one line of the field'], ['en', 'سؤال باللغة العربية طويل بما يكفي ليملأ أكثر من سطر واحد من الحقل وأكثر']]) {
    inPage(`what is written keeps away from the buttons (${lang})`, { limits: LIMITS, root: `lang="${lang}"`, page: (host) => `<script type="module" src="${host}/embed/aX7kP2-lkdevelopment.js"></script>` }, async ({ open, input, chat }) => {
      await open()
      await chat.locator('.attach').waitFor()
      await input.fill(text)
      const field = await input.boundingBox()
      const [attach, send] = [await chat.locator('.attach').boundingBox(), await chat.locator('.send').boundingBox()]
      const padding = await input.evaluate((node) => { const { paddingLeft, paddingRight } = getComputedStyle(node); return [parseFloat(paddingLeft), parseFloat(paddingRight)] })
      const [inner, outer] = [Math.min(attach.x, send.x), Math.max(attach.x, send.x) + send.width]
      const isLeft = outer < field.x + field.width / 2
      assert.equal(isLeft, lang === 'ar')
      assert.ok(isLeft ? field.x + padding[0] >= outer : field.x + field.width - padding[1] <= inner)
    })
  }
})
