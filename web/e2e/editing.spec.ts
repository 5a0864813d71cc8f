import { expect, test } from './console'
import { FreshServer } from './latchkey'

test('two people edit one key: the second is told, compares, and nothing of either is lost', async ({ person }) => {
  const [ada, bob] = [await person('owner'), await person('editor')]
  const { id } = await ada.demo.newKey({ name: 'Shared', configuration: { headerColor: '#15559d', marginBottom: 10 } })
  await ada.openKey(id)
  await bob.openKey(id)

  await bob.name.fill('From Bob')
  await bob.page.getByRole('textbox', { name: 'Bottom margin' }).fill('60')
  await ada.name.fill('From Ada')
  await ada.page.getByLabel('Hide branding').check()
  await ada.save()

  await bob.button('Save').click()
  const told = bob.page.getByRole('alert').filter({ hasText: 'Somebody else has saved a change' })
  await expect(told).toBeVisible()
  expect((await bob.saved(id)).name).toBe('From Ada')
  await told.getByRole('button', { name: 'Compare' }).click()
  const dialog = bob.page.getByRole('dialog')
  await expect(dialog).toContainText('Hide branding')
  await expect(dialog.getByRole('button', { name: 'Go on with both' })).toBeDisabled()
  await dialog.getByLabel('From Bob').check()
  await dialog.getByRole('button', { name: 'Go on with both' }).click()
  await expect(told).toBeHidden()
  await bob.save()
  expect(await bob.saved(id)).toMatchObject({ name: 'From Bob', configuration: { hideBranding: true, marginBottom: 60 } })
})

test('an edit stays with its key and its writer', async ({ owner, person }) => {
  const { page, demo } = owner
  const one = await demo.newKey({ name: 'K-one' })
  const two = await demo.newKey({ name: 'K-two' })
  await owner.openKey(one.id)
  await owner.name.fill('Meant for one')
  await page.keyboard.press('Control+k')
  await page.getByRole('textbox', { name: /Find a page/ }).fill('K-two')
  await page.keyboard.press('Enter')
  await owner.button('Leave, keep for later').click()
  await expect(page.getByRole('heading', { name: /^K-two/ })).toBeVisible()
  await expect(owner.name).toHaveValue('K-two')
  await expect(owner.button('Save')).toHaveCount(0)
  await owner.openKey(one.id)
  await expect(owner.name).toHaveValue('Meant for one')

  // In the same tab, after the session was ended elsewhere: another person finds neither the draft nor the revealed key.
  await owner.button('Show the key').click()
  await expect(page.getByLabel('API key')).toHaveValue(one.key)
  const viewer = await person('viewer')
  const [cookie] = await viewer.page.context().cookies()
  if (!cookie) throw new Error('the viewer has no session')
  await page.context().clearCookies()
  await page.getByRole('link', { name: 'Audit' }).click()
  await owner.button('Leave, keep for later').click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await page.context().addCookies([cookie])
  await owner.openKey(one.id)
  await expect(owner.name).toHaveValue('K-one')
  await page.getByRole('link', { name: 'Integration guide' }).click()
  await expect(page.getByText('Ask an editor or an owner for it')).toBeVisible()
  await expect(page.getByText(one.key)).toHaveCount(0)
  expect((await owner.saved(two.id)).name).toBe('K-two')
})

test('what is typed while a save is under way is kept', async ({ owner }) => {
  const { page, demo } = owner
  const { id } = await demo.newKey({ name: 'Slow' })
  await owner.openKey(id)
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  await page.route('**/api/v1/**/api-keys/*', async (route) => {
    if (route.request().method() === 'PATCH') await held
    await route.continue()
  })
  await owner.name.fill('Sent')
  await owner.button('Save').click()
  await owner.name.fill('Sent, and more')
  release()
  await expect.poll(async () => (await owner.saved(id)).name).toBe('Sent')
  await expect(page.getByRole('heading', { name: /^Sent/ })).toBeVisible()
  await expect(owner.name).toHaveValue('Sent, and more')
  await owner.save()
  expect((await owner.saved(id)).name).toBe('Sent, and more')
})

test('allowing a website does not hide that a colleague has saved', async ({ owner }) => {
  const { page, demo } = owner
  const { id, key } = await demo.newKey({ name: 'Allow', restriction: { type: 'WEBSITES', websites: ['https://a.example'] } })
  const path = `/assistants/${await demo.assistant()}/api-keys/${id}`
  await page.request.get(`${demo.server}/assistants/${await demo.assistant()}`, { headers: { 'Api-Key': key, Origin: 'https://new.example' } })
  await owner.openKey(id)
  await owner.name.fill('Mine')
  await demo.manage('PATCH', path, { name: 'Theirs' })
  await owner.button('Save').click()
  const told = page.getByRole('alert').filter({ hasText: 'Somebody else has saved a change' })
  await expect(told).toBeVisible()
  await owner.button('Allow https://new.example').click()
  await expect(page.getByText('allowed now')).toBeVisible()
  await expect(told).toBeVisible()
  await owner.button('Save').click()
  await expect(told).toBeVisible()
  expect(await owner.saved(id)).toMatchObject({ name: 'Theirs', restriction: { websites: ['https://a.example', 'https://new.example'] } })
})

test('a website that is typed and not added is not lost by a save', async ({ owner }) => {
  const { page, demo } = owner
  const { id } = await demo.newKey({ name: 'Typed', restriction: { type: 'WEBSITES', websites: ['https://a.example'] } })
  await owner.openKey(id)
  const box = page.getByLabel('Website to add')
  await box.fill('https://typed.example')
  await owner.name.fill('Typed too')
  await owner.button('Save').click()
  await expect(page.getByText('Add what you have typed to its list first')).toBeVisible()
  await expect(box).toBeFocused()
  await box.press('Enter')
  await expect(box).toHaveValue('')
  await owner.save()
  expect(await owner.saved(id)).toMatchObject({ name: 'Typed too', restriction: { websites: ['https://a.example', 'https://typed.example'] } })
})

test('a double click makes one assistant, and what is discarded can be brought back', async ({ owner }) => {
  const { page, demo } = owner
  await owner.open('/')
  await page.getByRole('main').getByRole('button', { name: 'New assistant' }).click()
  await page.getByLabel('Name').fill('Only once')
  await owner.button('Create assistant').dblclick()
  await expect(page.getByRole('heading', { name: 'Only once' })).toBeVisible()
  const { items } = await demo.manage<{ items: { id: string; name: string }[] }>('GET', '/assistants')
  const made = items.filter((assistant) => assistant.name === 'Only once')
  expect(made).toHaveLength(1)

  await page.getByLabel('Description').fill('A draft')
  await owner.button('Discard').click()
  await expect(page.getByLabel('Description')).toHaveValue('')
  await owner.button('Undo').click()
  await expect(page.getByLabel('Description')).toHaveValue('A draft')
  // A picture of one's own is no edit of somebody else.
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
  await page.locator('input[type=file]').setInputFiles({ name: 'dot.png', mimeType: 'image/png', buffer: png })
  await expect(owner.button('Remove').first()).toBeVisible()
  await expect(page.getByText('Somebody else has saved')).toHaveCount(0)
  await owner.save()
  await demo.manage('DELETE', `/assistants/${made[0]?.id ?? ''}`)
})

test('who signs out leaves no draft behind', async ({ owner }) => {
  const { page, demo } = owner
  const { id } = await demo.newKey({ name: 'Left' })
  await owner.openKey(id)
  await owner.name.fill('Private')
  await page.getByRole('button', { name: /Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
})

test('unsaved changes are kept over a reload, shown, and guarded', async ({ owner }) => {
  const { page, demo } = owner
  const { id } = await demo.newKey({ name: 'Draft' })
  await owner.openKey(id)
  await owner.name.fill('Not saved yet')
  page.on('dialog', (dialog) => void dialog.accept())
  await page.reload()
  await expect(owner.name).toHaveValue('Not saved yet')
  await expect(page.getByText('Unsaved changes')).toBeVisible()

  await page.getByRole('link', { name: 'Usage' }).click()
  await expect(page.getByRole('dialog')).toContainText('Leave with unsaved changes?')
  await owner.button('Stay').click()
  await expect(owner.name).toHaveValue('Not saved yet')
  await page.getByRole('link', { name: 'Usage' }).click()
  await owner.button('Leave, keep for later').click()
  await expect(page.getByRole('heading', { name: 'Usage' })).toBeVisible()
  await owner.openKey(id)
  await expect(owner.name).toHaveValue('Not saved yet')
  await owner.button('Discard').click()
  await expect(owner.name).toHaveValue('Draft')
})

test('a viewer may neither reveal nor edit, in the console and in the API', async ({ person }) => {
  const viewer = await person('viewer')
  const { page, demo } = viewer
  const { id } = await demo.newKey({ name: 'Look only' })
  await viewer.openKey(id)
  await expect(page.getByText('You may look at this key')).toBeVisible()
  for (const name of ['Edit', 'Delete', 'Save', 'Show the key', 'Copy the key', 'Rotate the key']) await expect(viewer.button(name)).toHaveCount(0)
  await expect(viewer.name).toBeDisabled()
  await expect(page.getByLabel('Websites', { exact: true })).toBeDisabled()
  await expect(page.getByRole('link', { name: 'Team' })).toHaveCount(0)

  const path = `${demo.server}/api/v1/assistants/${await demo.assistant()}/api-keys/${id}`
  const answers = await page.evaluate(async (url) => {
    const status = async (method: string, to: string, body?: string) =>
      (await fetch(to, { method, headers: { 'Content-Type': 'application/json' }, ...(body && { body }) })).status
    return [
      await status('POST', `${url}/reveal`),
      await status('PATCH', url, '{"name":"Mine"}'),
      await status('DELETE', url),
      await status('POST', `${url}/rotate`),
      await status('GET', '/api/v1/users'),
    ]
  }, path)
  expect(answers).toEqual([403, 403, 403, 403, 403])
  expect((await viewer.saved(id)).name).toBe('Look only')
})

test('the palette opens a key by a few letters, and the console is left with one click', async ({ owner }) => {
  const { page, demo } = owner
  await demo.newKey({ name: 'Palette target' })
  await owner.open('/')
  await page.keyboard.press('Control+k')
  await page.getByRole('textbox', { name: /Find a page/ }).fill('palette tar')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: /^Palette target/ })).toBeVisible()
  await page.getByRole('button', { name: /Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
})

test('a server that is away is said in the console, and tried again', async ({ page }) => {
  const server = await FreshServer.start()
  await page.goto(server.link)
  await page.getByLabel('E-mail address').fill('ada@example.com')
  await page.getByLabel('Your name').fill('Ada')
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery')
  await page.getByRole('button', { name: 'Create my account' }).click()
  await expect(page.getByRole('heading', { name: 'No assistant yet' })).toBeVisible()
  await page.route('**/console/assets/**', (route) => route.abort())
  await page.getByRole('link', { name: 'Audit' }).click()
  await expect(page.getByText('The server does not answer')).toBeVisible()
  await page.unroute('**/console/assets/**')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { name: 'Audit' })).toBeVisible()
  await server.stop()
})
