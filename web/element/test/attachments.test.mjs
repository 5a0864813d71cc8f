// What visitors attach, in a real browser, on a strict page of another origin than the server.
import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { LIMITS } from '../dev/attachments.mjs'
import { inPage as inAnyPage } from './in-page.mjs'

const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const photo = { name: 'photo.png', mimeType: 'image/png', buffer: PICTURE }
const prices = { name: 'prices.csv', mimeType: 'text/csv', buffer: Buffer.from('tea,price\nSencha,14.50\n') }
const large = (name, bytes = 6 << 20) => ({ name, mimeType: 'text/plain', buffer: Buffer.alloc(bytes, 'a') })
const limited = (limits) => ({ limits: { ...LIMITS, attachments: { ...LIMITS.attachments, ...limits } } })

/** With an assistant that takes files; the chat is open, and its button is there. */
function inPage(name, options, act) {
  const prepare = (page) => page.addInitScript(() => delete Element.prototype.ariaNotify)
  inAnyPage(name, { limits: LIMITS, prepare, ...options }, async (tools) => {
    const { chat, page, open } = tools
    await open()
    const attach = chat.getByRole('button', { name: 'Attach files' })
    await attach.waitFor()
    const tray = chat.locator('.tray')
    await act({
      ...tools, attach, tray,
      file: (name) => chat.locator('.file', { hasText: name }),
      pick: async (...files) => {
        const choosing = page.waitForEvent('filechooser')
        await attach.click()
        await (await choosing).setFiles(files)
      },
      /** Fires an event of a transfer that holds files. */
      transfer: (selector, type, ...files) => chat.locator(selector).evaluate((node, { type, files }) => {
        const data = new DataTransfer()
        for (const { name, mimeType, text } of files) data.items.add(new File([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], name, { type: mimeType }))
        const init = { bubbles: true, cancelable: true, composed: true }
        const event = type === 'paste' ? new ClipboardEvent(type, { ...init, clipboardData: data }) : new DragEvent(type, { ...init, dataTransfer: data })
        return node.dispatchEvent(event)
      }, { type, files: files.map(({ name, mimeType, buffer }) => ({ name, mimeType, text: buffer.toString('base64') })) }),
      ready: (name) => chat.locator('.file:not(.failed)', { hasText: name }).getByRole('button', { name: `Remove ${name}` }).waitFor(),
      heard: (pattern) => page.waitForFunction((pattern) => new RegExp(pattern).test(document.querySelector('latchkey-chat > [aria-live]').textContent), pattern),
    })
  })
}

describe('attaching', () => {
  inAnyPage('is not offered where the assistant takes no files', {}, async ({ open, ask, answered, chat, requests }) => {
    await open()
    await ask('Can I return it?')
    await answered()
    assert.equal(await chat.getByRole('button', { name: 'Attach files' }).count(), 0)
    assert.ok(!requests.some((line) => line.includes('attachments')))
  })

  inPage('picked files are uploaded at once and go with the question', {}, async ({ pick, ready, heard, tray, ask, answered, chat, server, page, focused, requests, input }) => {
    assert.equal(await chat.locator('input[type=file]').getAttribute('accept').then((accept) => accept.split(',').filter((type) => /jp|pdf/.test(type)).join()), '.jpg,image/jpeg,.jpeg,image/jpeg,.pdf')
    await pick(photo, prices)
    await ready('photo.png')
    await ready('prices.csv')
    await heard('^Attached: photo.png, prices.csv$')
    assert.equal(await focused(), 'textarea')
    assert.equal(await input.getAttribute('placeholder'), 'Ask about your files')
    assert.deepEqual(await tray.getByRole('list', { name: 'Attached files' }).getByRole('button').evaluateAll((all) => all.map((button) => button.getAttribute('aria-label'))), ['Show photo.png', 'Remove photo.png', 'Download prices.csv', 'Remove prices.csv'])
    assert.equal(await tray.locator('.thumb canvas').count(), 1)
    assert.equal(requests.filter((line) => /POST .*\/conversations$/.test(line)).length, 1)
    await ask('What does it cost?')
    await answered()
    assert.equal(await tray.locator('.file').count(), 0)
    assert.deepEqual(await chat.locator('.turn .files .name').allInnerTexts(), ['photo.png', 'prices.csv'])
    await ask('And for how long?')
    await answered(2)
    const [first, second] = server.asked
    assert.equal(first.attachments.length, 2)
    assert.ok(first.attachments.every(({ id, mode }) => id.startsWith('f_') && mode === 'STANDARD'))
    assert.deepEqual(second.attachments, first.attachments)
    assert.equal(await page.evaluate(() => globalThis.shifts), 0)
  })

  inPage('pasted images are attached, pasted text stays text', {}, async ({ transfer, ready, file, input }) => {
    assert.equal(await transfer('textarea', 'paste', photo), false)
    await ready('photo.png')
    const office = await input.evaluate((node) => {
      const data = new DataTransfer()
      data.items.add(new File(['x'], 'picture.png', { type: 'image/png' }))
      data.setData('text/plain', 'a cell')
      data.setData('text/html', '<td>a cell</td>')
      return node.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    })
    assert.equal(office, true)
    assert.equal(await file('picture.png').count(), 0)
  })

  inPage('files are dropped on the panel, which shows that it takes them', {}, async ({ transfer, chat, ready }) => {
    const area = chat.locator('.drop')
    assert.ok(await area.isHidden())
    await transfer('.log', 'dragenter', prices)
    assert.equal(await area.innerText(), 'Drop files here to attach them')
    await transfer('.panel', 'dragleave', prices)
    assert.ok(await area.isHidden())
    assert.equal(await transfer('.log', 'dragover', prices), false)
    await transfer('.log', 'drop', prices)
    assert.ok(await area.isHidden())
    await ready('prices.csv')
  })

  inPage('shows how far an upload is, and can end it', {}, async ({ pick, server, chat, file, focused, heard, ask, answered, page }) => {
    server.uploads.hold()
    await pick(large('diary.txt'))
    const progress = chat.getByRole('progressbar', { name: 'Uploading diary.txt' })
    await page.waitForFunction(() => document.querySelector('latchkey-chat').shadowRoot.querySelector('progress').value > 0)
    assert.ok((await progress.getAttribute('value')) < 1)
    await chat.getByRole('button', { name: 'Cancel uploading diary.txt' }).click()
    assert.equal(await file('diary.txt').count(), 0)
    await heard('diary.txt was removed')
    assert.equal(await focused(), 'textarea')
    server.uploads.release()
    await ask('Can I return it?')
    await answered()
    assert.deepEqual(server.asked[0].attachments, [])
  })

  inPage('a question waits for what is being uploaded', {}, async ({ pick, server, ask, answered, tray, input, heard, chat }) => {
    server.uploads.hold()
    await pick(large('diary.txt'))
    await ask('What is in it?')
    await heard('Your message is sent as soon as the files are there.')
    assert.equal(await tray.locator('.note').innerText(), 'Your message is sent as soon as the files are there.')
    assert.equal(await input.inputValue(), 'What is in it?')
    assert.equal(await chat.locator('.turn').count(), 0)
    server.uploads.release()
    await answered()
    assert.equal(await input.inputValue(), '')
    assert.equal(server.asked[0].attachments.length, 1)
    assert.ok(await tray.locator('.note').isHidden())
  })

  inPage('a question needs words', {}, async ({ pick, ready, input, tray, chat }) => {
    await pick(prices)
    await ready('prices.csv')
    await input.press('Enter')
    assert.equal(await tray.locator('.note').innerText(), 'Write a question about your files, then send it.')
    assert.equal(await chat.locator('.turn').count(), 0)
  })
})

describe('what cannot be attached', () => {
  inPage('is refused in words before it is sent: too large, of another type, empty', limited({ bytes: 1 << 20 }), async ({ pick, tray, file, heard, requests, ready }) => {
    await pick(large('novel.txt', (1 << 20) + 1), { name: 'film.mp4', mimeType: 'video/mp4', buffer: Buffer.from('x') }, { ...prices, name: 'none.csv', buffer: Buffer.alloc(0) }, prices)
    await ready('prices.csv')
    const told = await tray.locator('.note').innerText()
    assert.equal(told, 'novel.txt is larger than 1 MB. film.mp4 cannot be attached. Accepted are PNG, JPG, JPEG, GIF, WEBP, TXT, MD, CSV, TSV, XLSX, PDF. none.csv is empty.')
    for (const name of ['novel.txt', 'film.mp4', 'none.csv']) assert.equal(await file(name).count(), 0)
    assert.equal(requests.filter((line) => /POST .*\/attachments$/.test(line)).length, 1)
    await heard('prices.csv')
  })

  inPage('is said when there are too many', limited({ count: 2 }), async ({ pick, tray, ready }) => {
    await pick(...['a', 'b', 'c', 'd'].map((name) => ({ ...prices, name: `${name}.csv` })))
    await ready('b.csv')
    assert.equal(await tray.locator('.file').count(), 2)
    assert.equal(await tray.locator('.note').innerText(), 'A conversation can have 2 files.')
  })

  inPage('is said in the words of the server, and cannot be tried again', {}, async ({ pick, server, file, heard, ask, tray, input, chat, answered }) => {
    server.uploads.next.push([422, { code: 'PDF_LOCKED', detail: 'The PDF is protected with a password.' }])
    await pick({ name: 'contract.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') })
    await heard('contract.pdf: The PDF is protected with a password.')
    const failed = file('contract.pdf')
    assert.equal(await failed.locator('small').innerText(), 'The PDF is protected with a password.')
    assert.ok(await failed.getByRole('button', { name: 'again' }).isHidden())
    await ask('When does it end?')
    assert.equal(await tray.locator('.note').innerText(), 'contract.pdf was not attached. Try again, or remove it.')
    assert.equal(await input.inputValue(), 'When does it end?')
    await failed.getByRole('button', { name: 'Remove contract.pdf' }).click()
    await input.press('Enter')
    await answered()
    assert.equal(await chat.locator('.turn .files .file').count(), 0)
  })

  inPage('can be tried again where that may help', {}, async ({ pick, server, file, ready, focused }) => {
    server.uploads.next.push([503, { code: 'ATTACHMENT_BUSY', detail: 'Too many files are being read.' }])
    await pick(prices)
    await file('prices.csv').getByText('Too many files are being read.').waitFor()
    await file('prices.csv').getByRole('button', { name: 'Try prices.csv again' }).click()
    await ready('prices.csv')
    assert.equal(await focused(), 'tool')
  })

  inPage('a reason that is none of the visitor’s is not told', {}, async ({ pick, server, file }) => {
    server.refused.add('key')
    await pick(prices)
    await file('prices.csv').getByText('This file could not be attached.').waitFor()
  })

  inPage('a lost connection is taken up when it is back', {}, async ({ pick, page, context, file, ready, ask, answered, server }) => {
    await context.setOffline(true)
    await pick(prices)
    await file('prices.csv').getByText('The connection was lost.').waitFor()
    await context.setOffline(false)
    await ready('prices.csv')
    await page.route('**/attachments', (route) => route.abort('connectionreset'), { times: 1 })
    await pick(photo)
    await file('photo.png').getByText('The connection was lost.').waitFor()
    await file('photo.png').getByRole('button', { name: 'again' }).click()
    await ready('photo.png')
    await ask('What is it?')
    await answered()
    assert.equal(server.asked[0].attachments.length, 2)
  })
})

describe('what was attached', () => {
  inPage('is there after a reload, below its question or above the composer', {}, async ({ pick, ready, ask, answered, page, chat, tray, server, requests }) => {
    await ask('Can I return it?')
    await answered()
    await pick(photo, prices)
    await ready('prices.csv')
    await ask('What does it cost?')
    await answered(2)
    await pick({ ...prices, name: 'later.csv' })
    await ready('later.csv')
    const before = requests.length
    await page.reload()
    await chat.locator('.turn .file').nth(1).waitFor()
    assert.deepEqual(await chat.locator('.turn').evaluateAll((all) => all.map((turn) => [...turn.querySelectorAll('.name')].map(({ textContent }) => textContent))), [[], ['photo.png', 'prices.csv']])
    assert.deepEqual(await tray.locator('.name').allInnerTexts(), ['later.csv'])
    assert.equal(await chat.locator('.file small').first().innerText(), '1 kB')
    await chat.locator('.turn .thumb canvas').waitFor()
    assert.ok(requests.slice(before).some((line) => /GET .*\/attachments$/.test(line)))
    await ask('And later?')
    await answered(3)
    assert.equal(server.asked.at(-1).attachments.length, 3)
    assert.deepEqual(await chat.locator('.turn').last().locator('.name').allInnerTexts(), ['later.csv'])
  })

  inPage('can be seen and saved', {}, async ({ pick, ready, ask, answered, page, chat, focused }) => {
    await pick(photo, prices)
    await ready('prices.csv')
    await ask('What is it?')
    await answered()
    const saving = page.waitForEvent('download')
    await chat.getByRole('button', { name: 'Download prices.csv' }).click()
    const saved = await saving
    assert.equal(saved.suggestedFilename(), 'prices.csv')
    assert.equal(Buffer.concat(await (await saved.createReadStream()).toArray()).toString(), prices.buffer.toString())
    await chat.getByRole('button', { name: 'Show photo.png' }).click()
    const preview = chat.getByRole('dialog', { name: 'photo.png' })
    await preview.getByRole('img', { name: 'photo.png' }).waitFor()
    await page.keyboard.press('Escape')
    await preview.waitFor({ state: 'detached' })
    assert.ok(await chat.locator('.panel').isVisible())
    assert.equal(await focused(), 'name')
  })

  inPage('is removed from the conversation after a question', {}, async ({ pick, ready, ask, answered, page, chat, focused, heard, server }) => {
    await pick(photo, prices)
    await ready('prices.csv')
    await ask('What is it?')
    await answered()
    await chat.getByRole('button', { name: 'Remove photo.png' }).click()
    assert.match(await chat.locator('.turn .file').first().innerText(), /^Remove photo.png from this conversation\?\s+Keep\s+Remove$/)
    assert.equal(await focused(), 'action')
    await page.keyboard.press('Escape')
    assert.equal(await focused(), 'tool')
    assert.ok(await chat.locator('.panel').isVisible())
    await chat.getByRole('button', { name: 'Remove photo.png' }).click()
    await chat.getByRole('button', { name: 'Remove', exact: true }).click()
    await heard('photo.png was removed')
    assert.deepEqual(await chat.locator('.turn .name').allInnerTexts(), ['prices.csv'])
    assert.equal(await chat.getByRole('button', { name: 'Remove prices.csv' }).evaluate((button) => button.getRootNode().activeElement === button), true)
    await ask('And now?')
    await answered(2)
    assert.equal(server.asked.at(-1).attachments.length, 1)
  })

  inPage('stays when it could not be removed', {}, async ({ pick, ready, page, chat, tray, file }) => {
    await pick(prices)
    await ready('prices.csv')
    await page.route('**/attachments/*', (route) => route.abort())
    await chat.getByRole('button', { name: 'Remove prices.csv' }).click()
    await tray.getByText('prices.csv could not be removed. Please try again.').waitFor()
    await page.unroute('**/attachments/*')
    await chat.getByRole('button', { name: 'Remove prices.csv' }).click()
    await file('prices.csv').waitFor({ state: 'detached' })
  })

  inPage('is not asked with when it was removed elsewhere', {}, async ({ pick, ready, ask, answered, page, chat, server, requests }) => {
    await pick(prices)
    await ready('prices.csv')
    await ask('What is it?')
    await answered()
    const { pathname } = new URL(requests.findLast((line) => line.includes('/attachments')).split(' ')[1], server.origin)
    await page.evaluate(async ([url, id]) => {
      const name = Object.keys(localStorage).find((key) => key.startsWith('latchkey:conversation:'))
      const { token } = JSON.parse(localStorage.getItem(name))
      await fetch(`${url}/${id}`, { method: 'DELETE', headers: { 'Conversation-Token': token, 'Api-Key': 'x' } })
    }, [server.origin + pathname, server.asked[0].attachments[0].id])
    await ask('And now?')
    await chat.locator('.unsent').waitFor()
    await chat.locator('.file').waitFor({ state: 'detached' })
    await chat.getByRole('button', { name: 'Try again' }).click()
    await answered(2)
    assert.deepEqual(server.asked.at(-1).attachments, [])
  })

  inPage('is left with its conversation', {}, async ({ pick, ready, ask, answered, chat, server, tray }) => {
    await ask('Can I return it?')
    await answered()
    server.uploads.hold()
    await pick(large('diary.txt'))
    await chat.getByRole('progressbar').waitFor()
    await chat.getByRole('button', { name: 'New conversation' }).click()
    await chat.getByText('has not been sent').waitFor()
    await chat.getByRole('button', { name: 'Start over' }).click()
    assert.equal(await tray.locator('.file').count(), 0)
    server.uploads.release()
    await pick(prices)
    await ready('prices.csv')
    await ask('What is it?')
    await answered()
    assert.equal(server.asked.at(-1).attachments.length, 1)
  })
})
