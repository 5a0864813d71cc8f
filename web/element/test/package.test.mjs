// The npm package: packed, linted, imported on a server, bundled, and run in apps of React and Vue.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { cp, readFile, writeFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { build as esbuild } from 'esbuild'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import ts from 'typescript'
import { KEY, startServer } from '../dev/server.mjs'
import { closing, launch } from './in-page.mjs'
import { buildApp, serveFolder, unpackedPackage } from './packed.mjs'

const run = promisify(execFile)
let chat
let browser
before(async () => {
  chat = await unpackedPackage()
  browser = await launch()
})
after(() => Promise.all([chat?.remove(), browser?.close()]))

test('the package has what it says and nothing else', async () => {
  const files = chat.packed.files.map(({ path }) => path)
  for (const entry of ['index', 'define', 'react', 'vue']) for (const kind of ['js', 'd.ts']) assert.ok(files.includes(`dist/${entry}.${kind}`), `${entry}.${kind}`)
  for (const file of ['README.md', 'LICENSE', 'custom-elements.json']) assert.ok(files.includes(file), file)
  assert.deepEqual(files.filter((file) => !/^(dist\/(late\/)?[\w.-]+\.(js|d\.ts)|README\.md|LICENSE|custom-elements\.json|package\.json)$/.test(file)), [])
})

test('it has every module that the element loads later, in every language', async () => {
  const { modules } = JSON.parse(await readFile(new URL('../../dist/element/manifest.json', import.meta.url), 'utf8'))
  const built = modules.map((file) => file.replace(/-[0-9a-f]{12}-/, '-').replace('.js', '')).sort()
  const late = chat.packed.files.map(({ path }) => /^dist\/late\/(.+)\.js$/.exec(path)?.[1]).filter(Boolean)
  assert.ok(built.length >= 3)
  assert.deepEqual(late.sort(), built)
  const { stdout } = await inNode(`import { modules } from '${chat.target}/dist/modules.js'; console.log(Object.keys(modules).sort().join())`)
  assert.equal(stdout.trim(), built.join())
})

test('publint has nothing to say, strictly', async () => {
  const { messages, pkg } = await publint({ pkgDir: chat.target, strict: true, pack: false })
  assert.deepEqual(messages.map((message) => formatMessage(message, pkg)), [])
})

/** Runs a module in a plain Node, where there is no browser. */
async function inNode(source) {
  const file = `${chat.folder}/script-${Math.random().toString(36).slice(2)}.mjs`
  await writeFile(file, source)
  return run(process.execPath, ['--unhandled-rejections=strict', file])
}

test('importing it on a server does nothing', async () => {
  const { stdout, stderr } = await inNode(`
    await import('vue') // which has globals of its own
    const before = Object.getOwnPropertyNames(globalThis)
    globalThis.fetch = () => { throw new Error('fetched') }
    const { LatchkeyChatElement } = await import('latchkey-chat')
    await import('latchkey-chat/define')
    await import('latchkey-chat/react')
    await import('latchkey-chat/vue')
    const { default: manifest } = await import('latchkey-chat/custom-elements.json', { with: { type: 'json' } })
    console.log(JSON.stringify([typeof LatchkeyChatElement, manifest.schemaVersion, Object.getOwnPropertyNames(globalThis).filter((name) => !before.includes(name))]))
  `)
  assert.deepEqual(JSON.parse(stdout), ['function', '1.0.0', []])
  assert.doesNotMatch(stderr, /Error|latchkey/)
})

test('React and Vue write the tag on a server', async () => {
  const { stdout } = await inNode(`
    import { createElement } from 'react'
    import { renderToString } from 'react-dom/server'
    import { createSSRApp, h } from 'vue'
    import { renderToString as vueToString } from 'vue/server-renderer'
    import { LatchkeyChat as ReactChat } from 'latchkey-chat/react'
    import { LatchkeyChat as VueChat } from 'latchkey-chat/vue'
    const props = { apiKey: 'a-lkb', baseUrl: 'https://chat.example.com', configuration: { position: 'left' }, onReady: () => undefined }
    console.log(JSON.stringify([renderToString(createElement(ReactChat, props)), await vueToString(createSSRApp({ render: () => h(VueChat, props) }))]))
  `)
  const tag = '<latchkey-chat api-key="a-lkb" base-url="https://chat.example.com"></latchkey-chat>'
  assert.deepEqual(JSON.parse(stdout), [tag, tag])
})

test('the types are those of the element, for every way to resolve them', { timeout: 120_000 }, async () => {
  for (const file of ['element.ts', 'react.tsx', 'vue.ts']) await cp(new URL(`apps/types/${file}`, import.meta.url), `${chat.folder}/types/${file}`)
  await writeFile(`${chat.folder}/types/package.json`, '{"type":"module"}')
  const files = ['element.ts', 'react.tsx', 'vue.ts'].map((file) => `${chat.folder}/types/${file}`)
  for (const [module, moduleResolution] of [[ts.ModuleKind.NodeNext, ts.ModuleResolutionKind.NodeNext], [ts.ModuleKind.ESNext, ts.ModuleResolutionKind.Bundler]]) {
    const program = ts.createProgram(files, {
      module, moduleResolution, target: ts.ScriptTarget.ES2022, lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'], jsx: ts.JsxEmit.ReactJSX,
      strict: true, exactOptionalPropertyTypes: true, noEmit: true, types: [],
    })
    // Those of others are theirs to check.
    const own = program.getSourceFiles().filter(({ fileName }) => files.includes(fileName) || fileName.includes('/latchkey-chat/dist/'))
    assert.equal(own.length, files.length + 4, own.map(({ fileName }) => fileName).join())
    const found = own.flatMap((file) => ts.getPreEmitDiagnostics(program, file))
    assert.equal(ts.formatDiagnostics(found, { getCurrentDirectory: () => chat.folder, getCanonicalFileName: (name) => name, getNewLine: () => '\n' }), '')
  }
})

const bundleOf = (contents) =>
  esbuild({ stdin: { contents, resolveDir: chat.folder }, bundle: true, write: false, format: 'esm', splitting: true, outdir: `${chat.folder}/out`, logLevel: 'silent' })

test('a bundle splits off what is loaded later, and drops what is not used', async () => {
  const { outputFiles } = await bundleOf(`import 'latchkey-chat/define'`)
  const late = outputFiles.filter(({ path }) => /\/(panel|engagement)-/.test(path))
  assert.ok(late.length >= 2, outputFiles.map(({ path }) => path).join())
  const first = outputFiles.find(({ path }) => path.endsWith('/stdin.js')).text
  assert.ok(first.length < 32_000, `${first.length} characters at first`)
  const unused = await bundleOf(`import { LatchkeyChatElement } from 'latchkey-chat'; import { LatchkeyChat } from 'latchkey-chat/react'; console.log(1)`)
  assert.match(unused.outputFiles.find(({ path }) => path.endsWith('/stdin.js')).text, /^(\/\/.*\n)?console\.log\(1\);\s*$/)
})

/** Only the chat's own needs: the bundle is of the page's own host. Vue makes a policy of its own. */
const policyOf = (server, types = `'none'`) =>
  `default-src 'none'; script-src 'self'; connect-src ${server}; img-src data:; style-src 'none'; require-trusted-types-for 'script'; trusted-types ${types}`

const REACT_18 = [
  { find: /^react-dom(?=\/|$)/, replacement: 'react-dom-18' },
  { find: /^react(?=\/|$)/, replacement: 'react-18' },
]
const APPS = [
  { name: 'React 19', file: 'react.jsx' },
  { name: 'React 18', file: 'react.jsx', alias: REACT_18 },
  { name: 'Vue', file: 'vue.js', types: 'vue' },
]

/** Opens an app in a page of its own and says what went wrong there. */
async function inApp({ origin, server, act, query = `?key=${KEY}&server=${server.origin}` }) {
  const context = await browser.newContext({ viewport: { width: 1100, height: 800 } })
  const page = await context.newPage()
  const problems = []
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && problems.push(message.text()))
  page.on('pageerror', (error) => problems.push(error.stack))
  await page.addInitScript(() => addEventListener('securitypolicyviolation', (event) => console.error(`CSP ${event.violatedDirective} ${event.blockedURI} ${event.sample}`)))
  try {
    await page.goto(origin + query)
    return await act({ page, problems, element: page.locator('latchkey-chat'), heard: () => page.evaluate(() => window.app.heard.map(([type]) => type)) })
  } finally {
    await context.close()
  }
}

for (const { name, file, alias, types } of APPS) {
  test(`${name}: it renders, follows its props, tells its events and leaves nothing`, { timeout: 120_000 }, async (t) => {
    const { root, output } = await buildApp(chat.folder, name.replace(' ', '-'), file, alias)
    assert.ok(output.filter(({ fileName }) => /\/(panel|engagement)-\w+/.test(fileName)).length >= 2, 'the bundler split nothing off')
    const server = await closing(t, startServer({ port: 0 }))
    const site = await closing(t, serveFolder(root, policyOf(server.origin, types)))
    await inApp({ origin: site.origin, server, act: lifeOf })
    await inApp({ origin: site.origin, server, act: (tools) => withoutServer(tools, server.origin), query: `?key=${KEY}` })
  })
}

async function lifeOf({ page, element, heard, problems }) {
  const setProps = (more) => page.evaluate((more) => window.app.setProps((props) => ({ ...props, ...more })), more)
  const button = element.locator('.button')
  await button.waitFor()
  assert.equal(await element.getAttribute('class'), 'help')
  assert.deepEqual(await heard(), ['latchkey-ready'])

  await setProps({ configuration: { position: 'left', headerColor: '#aa0000' }, colorScheme: 'dark' })
  await element.locator('.root.left').waitFor({ state: 'attached' })
  assert.equal(await element.getAttribute('color-scheme'), 'dark')

  await setProps({ open: true, context: { product: 'tea' } })
  await element.locator('.messages:not(.loading) .welcome').waitFor()
  assert.equal(await page.evaluate(() => window.app.chat.current.ask('Can I return it?')), true)
  await element.locator('.turn:not(.live) .text p').first().waitFor()

  await page.evaluate(() => (window.app.stay = true))
  assert.equal(await page.evaluate(() => window.app.chat.current.close()), false, 'closing was prevented')
  await page.evaluate(() => (window.app.stay = false))
  await setProps({ open: false })
  await element.locator('.root:not(.open)').waitFor({ state: 'attached' })
  const steps = (await heard()).filter((type) => /ready|open|close/.test(type))
  assert.deepEqual(steps, ['latchkey-ready', 'latchkey-open', 'latchkey-opened', 'latchkey-close', 'latchkey-close', 'latchkey-closed'])
  // Frameworks set what they find in the element as a property.
  await page.evaluate(() => (window.app.chat.current.open = ''))
  await element.locator('.root.open').waitFor({ state: 'attached' })
  assert.equal(await page.evaluate(() => window.app.chat.current.open()), true)

  const removed = await page.evaluateHandle(() => document.querySelector('latchkey-chat'))
  await page.evaluate(() => window.app.setProps(null))
  await page.waitForFunction(() => !document.querySelector('latchkey-chat'))
  await page.waitForFunction((node) => node.shadowRoot.childElementCount === 0 && node.childElementCount === 0, removed)
  assert.deepEqual(await page.evaluate(() => [...document.body.children].map(({ localName }) => localName).filter((name) => name !== 'script')), ['div'])
  await page.evaluate(() => window.unmount())
  assert.deepEqual(problems, [])
}

async function withoutServer({ page, problems, element }, baseUrl) {
  await page.waitForFunction(() => customElements.get('latchkey-chat'))
  await element.waitFor({ state: 'attached' })
  assert.equal(await element.evaluate((node) => node.shadowRoot.childElementCount), 0)
  assert.match(problems.join('\n'), /set the attribute base-url to the address of your Latchkey server/)
  await page.evaluate((baseUrl) => window.app.setProps((props) => ({ ...props, baseUrl })), baseUrl)
  await element.locator('.button').waitFor()
  await page.evaluate(() => window.app.setProps(null))
}
