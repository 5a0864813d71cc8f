// The page that everything turns on, part by part.
import { expect, test } from './console'

test('S1: the list finds every key, creates one, and opens the details of the selected one', async ({ owner }) => {
  const { page, demo } = owner
  const { id } = await demo.newKey({ name: 'In the list', restriction: { type: 'WEBSITES', websites: ['https://list.example', 'https://*.list.example'] } })
  await owner.open(`/console/assistants/${await demo.assistant()}/keys`)
  const row = page.getByRole('row', { name: /In the list/ })
  await expect(row).toContainText('list.example and *.list.example')
  await expect(row).toContainText('Active')
  await expect(row).toContainText('never')

  await owner.button('New API key').click()
  await owner.name.fill('Made in the list')
  await page.getByLabel('Website to add').fill('made.example')
  await expect(page.getByText('https://made.example').first()).toBeVisible()
  await owner.button('Create key').click()
  await expect(page.getByRole('heading', { name: /^Made in the list/ })).toBeVisible()

  await page.getByRole('link', { name: 'Clients and Integrations' }).first().click()
  await page.getByRole('link', { name: 'In the list', exact: true }).click()
  await expect(page).toHaveURL(new RegExp(`/keys/${id}$`))
})

test('S2: edit and delete at the top right, a name that can be changed, the creation date', async ({ owner }) => {
  const { page, demo } = owner
  const { id } = await demo.newKey({ name: 'Old name' })
  await owner.openKey(id)
  const [head, remove] = await Promise.all([page.getByRole('heading', { level: 1 }).boundingBox(), owner.button('Delete').boundingBox()])
  expect(remove?.x).toBeGreaterThan((head?.x ?? 0) + (head?.width ?? 0))
  await owner.button('Edit').click()
  await expect(owner.name).toBeFocused()
  await page.keyboard.type('New name')
  await expect(page.getByText('Unsaved changes')).toBeVisible()
  await owner.save()
  await expect(page.getByRole('heading', { name: /^New name/ })).toBeVisible()
  expect((await owner.saved(id)).name).toBe('New name')
  await expect(page.getByText(/^Created .*20\d\d/)).toBeVisible()

  await owner.button('Delete').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('New name was deleted')).toBeVisible()
  await owner.button('Undo').click()
  await expect(page.getByText('New name works again')).toBeVisible()
  expect((await owner.saved(id)).status).toBe('ACTIVE')
})

test('S3: the key is hidden until the eye shows it, and is copied', async ({ owner }) => {
  const { page, demo } = owner
  const { id, key } = await demo.newKey({})
  await owner.openKey(id)
  const field = page.getByLabel('API key')
  await expect(field).toHaveValue(new RegExp(`^•+${key.slice(-4)}$`))
  await owner.button('Copy the key').click()
  await expect(page.getByText('Copied')).toBeAttached()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key)
  await expect(field).toHaveValue(/^•/)
  await owner.button('Show the key').click()
  await expect(field).toHaveValue(key)
  await owner.button('Hide the key').click()
  await expect(field).toHaveValue(/^•/)
})

test('S4: restriction None works from anywhere', async ({ owner }) => {
  const { page, demo } = owner
  const { id } = await demo.newKey({ restriction: { type: 'WEBSITES', websites: ['https://a.example'] } })
  await owner.openKey(id)
  await page.getByLabel('None', { exact: true }).check()
  await expect(owner.section('Key restrictions')).toContainText('anybody can copy it')
  await owner.button('Save').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Save anyway' }).click()
  await expect(owner.button('Save')).toHaveCount(0)
  expect((await owner.saved(id)).restriction.type).toBe('NONE')
  const tester = owner.section('Test a website or an address')
  await tester.getByRole('textbox').fill('https://anywhere.example')
  await tester.getByRole('button', { name: 'Test' }).click()
  await expect(tester.getByText('Allowed')).toBeVisible()
})

test('S5: websites are added with a preview, selected and deleted, and the tester names the entry that decides', async ({ owner }) => {
  const { page, demo } = owner
  const { id } = await demo.newKey({ restriction: { type: 'WEBSITES', websites: ['https://first.example'] } })
  await owner.openKey(id)
  const box = page.getByLabel('Website to add')
  const add = owner.section('Key restrictions').getByRole('button', { name: 'Add', exact: true })

  await box.fill('HTTPS://*.Shop.example:443/#x')
  await expect(page.getByText('Saved as')).toContainText('https://*.shop.example')
  await expect(page.getByText('www.shop.example').first()).toBeVisible()
  await add.click()
  await box.fill('https://shop.example/path')
  await expect(page.getByText(/path/).first()).toBeVisible()
  await expect(add).toBeDisabled()
  await owner.button('Use https://shop.example').click()
  await add.click()
  await box.fill('http://www.example.com:8000?q=1#f')
  await box.press('Enter')
  const list = page.getByRole('listbox', { name: 'Websites' })
  await expect(list.getByRole('option')).toHaveCount(4)

  await list.getByRole('option', { name: /first\.example/ }).click()
  await owner.button('Delete https://first.example').click()
  await expect(list.getByRole('option')).toHaveCount(3)
  await owner.save()
  expect((await owner.saved(id)).restriction.websites).toEqual(['https://*.shop.example', 'https://shop.example', 'http://www.example.com:8000'])

  const tester = owner.section('Test a website or an address')
  for (const [site, verdict, detail] of [
    ['https://a.b.shop.example/cart?x=1', 'Allowed', 'https://*.shop.example'],
    ['http://www.example.com:8000', 'Allowed', 'http://www.example.com:8000'],
    ['http://www.example.com', 'Refused', 'ORIGIN_NOT_ALLOWED'],
    ['https://shop.example.evil.com', 'Refused', 'ORIGIN_NOT_ALLOWED'],
  ] as const) {
    await tester.getByRole('textbox').fill(site)
    await tester.getByRole('textbox').press('Enter')
    await expect(tester.getByText(verdict, { exact: true })).toBeVisible()
    await expect(tester.getByText(detail, { exact: true }).last()).toBeVisible()
  }
})

test('S6: an empty list of websites is called a danger, before and after saving', async ({ owner }) => {
  const { page, demo } = owner
  const { id } = await demo.newKey({ name: 'Opened wide', restriction: { type: 'WEBSITES', websites: ['https://only.example'] } })
  await owner.openKey(id)
  await page.getByRole('option', { name: /only\.example/ }).click()
  await owner.button('Delete https://only.example').click()
  const danger = page.getByRole('alert').filter({ hasText: 'DANGER: this key works on EVERY website' })
  await expect(owner.section('Key restrictions').getByRole('alert')).toContainText('DANGER')
  await expect(danger).toHaveCount(1)
  await owner.button('Save').click()
  await page.getByRole('dialog', { name: /EVERY website/ }).getByRole('button', { name: 'Save anyway' }).click()
  await expect(owner.button('Save')).toHaveCount(0)
  await expect(danger).toHaveCount(2)
  await page.getByRole('link', { name: 'Clients and Integrations' }).first().click()
  await expect(page.getByRole('row', { name: /Opened wide/ })).toContainText('EVERY website')
})

test('S7: addresses are added and deleted, and only they are accepted', async ({ owner }) => {
  const { page, demo } = owner
  const { id } = await demo.newKey({})
  await owner.openKey(id)
  await page.getByLabel('IP addresses', { exact: true }).check()
  const box = page.getByLabel('Address to add')
  const add = owner.section('Key restrictions').getByRole('button', { name: 'Add', exact: true })
  for (const entry of ['10.0.0.5/8', '2001:db8::/32', '203.0.113.7']) {
    await box.fill(entry)
    await expect(add).toBeEnabled()
    await box.press('Enter')
    await expect(box).toHaveValue('')
  }
  await box.fill('0.0.0.0/0')
  await expect(page.getByLabel('I know that this range is very wide, and want it.')).toBeVisible()
  await expect(add).toBeDisabled()
  await box.fill('')
  await page.getByRole('option', { name: /203\.0\.113\.7/ }).click()
  await owner.button('Delete 203.0.113.7').click()
  await owner.save()
  expect((await owner.saved(id)).restriction).toMatchObject({ type: 'IP_ADDRESSES', ipAddresses: ['10.0.0.0/8', '2001:db8::/32'] })
  const tester = owner.section('Test a website or an address')
  for (const [address, verdict] of [['10.200.1.1', 'Allowed'], ['::ffff:10.0.0.1', 'Allowed'], ['203.0.113.7', 'Refused']] as const) {
    await tester.getByRole('textbox').fill(address)
    await tester.getByRole('textbox').press('Enter')
    await expect(tester.getByText(verdict, { exact: true })).toBeVisible()
  }
})

test('S8: the UI options are saved, and the preview follows before that', async ({ owner }) => {
  const { page, demo } = owner
  const { id } = await demo.newKey({})
  await owner.openKey(id)
  await owner.preview.getByRole('button', { name: /^Chat: / }).click()
  await owner.preview.getByRole('textbox').fill('Hello')
  await owner.preview.getByRole('textbox').press('Enter')
  await expect(owner.preview.locator('.turn').getByText('This is a preview')).toBeVisible()
  await expect(owner.preview.getByRole('button', { name: 'New conversation' })).toBeVisible()
  await page.getByLabel('Show New conversation button').uncheck()
  await expect(owner.preview.getByRole('button', { name: 'New conversation' })).toBeHidden()
  await page.getByLabel('Show Close button').uncheck()
  await page.getByLabel('Hide branding').check()
  await page.getByLabel('Privacy policy URL').fill('https://shop.example/privacy')
  await page.getByLabel('Terms of service URL').fill('https://shop.example/terms')
  await expect(owner.preview.getByRole('link', { name: /privacy/i })).toHaveAttribute('href', 'https://shop.example/privacy')
  await page.getByLabel('Expand the chat in its container').check()
  await expect(page.getByText('visitors cannot leave it again')).toBeVisible()
  await owner.save()
  expect((await owner.saved(id)).configuration).toMatchObject({
    showCloseButtons: false,
    showNewConversationButton: false,
    forceFullMode: true,
    hideBranding: true,
    privacyPolicyURL: 'https://shop.example/privacy',
    termsOfServiceURL: 'https://shop.example/terms',
  })
  // Out of range is said at once, and refused by the server.
  await page.getByRole('textbox', { name: 'Bottom margin' }).fill('5')
  await expect(page.getByText('Between 10 and 10,000.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Bottom margin' }).fill('10')
  await page.getByLabel('Privacy policy URL').fill('javascript:alert(1)')
  await owner.button('Save').click()
  await expect(page.getByLabel('Privacy policy URL')).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByLabel('Privacy policy URL')).toBeFocused()
})

test('S9: messages are unlimited, or limited with a number and a text', async ({ owner }) => {
  const { page, demo } = owner
  const { id } = await demo.newKey({})
  await owner.openKey(id)
  await expect(page.getByLabel('Unlimited')).toBeChecked()
  await page.getByLabel('Limited', { exact: true }).check()
  await page.getByLabel('Maximum messages per conversation').fill('1')
  await page.getByLabel('Message shown at the limit').fill('Please write to us.')
  await owner.preview.getByRole('button', { name: /^Chat: / }).click()
  const input = owner.preview.getByRole('textbox')
  await input.fill('One')
  await input.press('Enter')
  await expect(owner.preview.locator('.limit, .turn, .notice').getByText('Please write to us.').first()).toBeVisible()
  await owner.save()
  expect((await owner.saved(id)).configuration).toMatchObject({ maxMessagePerConversation: 1, tooManyMessageErrorText: 'Please write to us.' })
  await page.getByLabel('Unlimited').check()
  await owner.save()
  expect((await owner.saved(id)).configuration).toMatchObject({ maxMessagePerConversation: 0 })
})

test('S10: the opening button has a size, a side, a margin and a colour', async ({ owner }) => {
  const { page, demo } = owner
  const { id } = await demo.newKey({})
  await owner.openKey(id)
  // The desktop is shown smaller than it is.
  await page.getByRole('radiogroup', { name: 'Device' }).getByText('Phone').click()
  const button = owner.preview.getByRole('button', { name: /^Chat: / })
  await expect(button).toBeVisible()
  expect(Math.round((await button.boundingBox())?.width ?? 0)).toBe(70)
  await page.getByRole('textbox', { name: 'Size' }).fill('120')
  await expect.poll(async () => Math.round((await button.boundingBox())?.width ?? 0)).toBe(120)
  await page.getByRole('slider', { name: 'Size' }).press('ArrowRight')
  await expect.poll(async () => Math.round((await button.boundingBox())?.width ?? 0)).toBe(121)
  const right = (await button.boundingBox())?.x ?? 0
  await page.getByRole('radiogroup', { name: 'Position' }).getByText('Left').click()
  await expect.poll(async () => (await button.boundingBox())?.x ?? right).toBeLessThan(right)
  await page.getByRole('textbox', { name: 'Bottom margin' }).fill('40')
  await page.getByLabel('Header colour').fill('#ffe08a')
  await expect(page.getByText(/Text on it is black, with a contrast of \d/)).toBeVisible()
  await owner.save()
  expect((await owner.saved(id)).configuration).toMatchObject({ webComponentOpenerSize: 121, position: 'left', marginBottom: 40, headerColor: '#ffe08a' })
})

test('S11: engagement prompts are added and removed', async ({ owner }) => {
  const { demo } = owner
  const { id } = await demo.newKey({})
  await owner.openKey(id)
  const section = owner.section('Engagement prompts')
  const box = section.getByRole('textbox', { name: 'Engagement prompts' })
  await box.fill('Looking for a gift?')
  await section.getByRole('button', { name: 'Add' }).click()
  await box.fill('Need help?')
  await box.press('Enter')
  await expect(owner.preview.getByRole('button', { name: 'Looking for a gift?' })).toBeVisible()
  await section.getByRole('button', { name: 'Remove: Need help?' }).click()
  await owner.save()
  expect((await owner.saved(id)).configuration).toMatchObject({ chatEngagementPrompts: ['Looking for a gift?'] })
})

test('S12: prompts rotate with a time between them, or come at random', async ({ owner }) => {
  const { page, demo } = owner
  const { id } = await demo.newKey({ configuration: { chatEngagementPrompts: ['One', 'Two'] } })
  await owner.openKey(id)
  await expect(page.getByLabel('Time between prompts')).toHaveValue('5 s')
  await page.getByLabel('Time between prompts').fill('9')
  await owner.save()
  expect((await owner.saved(id)).configuration).toMatchObject({ chatEngagementPromptMode: 'rotate', chatEngagementPromptRotateTime: 9 })
  await page.getByRole('radiogroup', { name: 'Mode' }).getByText('Random').click()
  await owner.save()
  expect((await owner.saved(id)).configuration).toMatchObject({ chatEngagementPromptMode: 'random' })
})

test('S13: the entry sound can be chosen, and heard', async ({ owner }) => {
  const { page, demo } = owner
  const { id } = await demo.newKey({})
  await owner.openKey(id)
  await page.getByLabel('Play a sound when a visitor enters the page').check()
  await expect(owner.preview.getByRole('button', { name: /^Chat: / })).toBeVisible()
  await owner.button('Play').click()
  await expect(page.getByText(/This is what visitors hear|kept it silent/)).toBeVisible()
  await owner.save()
  expect((await owner.saved(id)).configuration).toMatchObject({ engagementSound: true })
})
