import { createHash } from 'node:crypto'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { minify } from 'terser'
import { inLanguage, words } from './language-plugin.mjs'
import { styles, target } from './styles-plugin.mjs'

/** What the element calls itself to the server: that is how an owner learns which websites run an older one. */
const version = process.env.ELEMENT_VERSION || '0.0.0'
const out = new URL('../dist/element/', import.meta.url)
const PLACEHOLDER = '"__LATCHKEY_CONFIG__"'

const languages = ['en', ...(await readdir(words)).map((file) => file.replace('.ts', ''))]

/** What is loaded later, once for every language. */
const LATE = ['engagement', 'looks', 'history', 'attachments', 'panel']

// Goals, not measurements: a module that grows above them, in any language, fails the build.
const MAX_GZIP = { panel: 25_000, engagement: 3_200, looks: 1_000, history: 4_700, attachments: 6_300, element: 6_000, embed: 6_000 }
/** How much larger than the English one the module of another language may be. */
const MAX_LANGUAGE = 2_000

/**
 * Properties that only our modules see, of one another: short in what is built. The table is the same for all of them, whoever is built first.
 * No name of the browser, of the server, of the element's interface or of what a module exports may be in it.
 */
const INTERNAL = `
  facts known override forget prepare showLoadFailure layout expandable closable showClose refused engages setUnread limitText lastEventId tellStop
  showSources retryAfter retryAt reconnect readFrom mayStartNew running problem asking failure picture answering starters blocked spokenBy restoreUnsent
  mayStop turnOf revive sources ahead setExpanded restore indent closes spoken kind lines kids depth tree viewOf reopen behind say emit apply drop expanded destroy changed turns phase begun toEnd holds leave opens notices composer greet loading follow
`.trim().split(/\s+/)
const mangleProps = new RegExp(`^(${INTERNAL.join('|')})$`)
const letters = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ']
const shortNames = [...letters, ...letters.map((letter) => `${letter}_`)]
const mangleCache = Object.fromEntries(INTERNAL.map((name, at) => [name, shortNames[at]]))

async function bundle(entry, define, language = 'en') {
  const { outputFiles } = await build({
    entryPoints: [new URL(`src/${entry}.ts`, import.meta.url).pathname],
    bundle: true,
    write: false,
    format: 'esm',
    minify: true,
    legalComments: 'none',
    charset: 'utf8',
    target,
    define,
    mangleProps,
    mangleCache,
    plugins: [styles, inLanguage(language)],
  })
  // Five percent less than what esbuild leaves.
  const { code } = await minify(outputFiles[0].text, { module: true, ecma: 2022, compress: { passes: 4, reduce_funcs: LATE.includes(entry), unsafe: true, unsafe_arrows: true, unsafe_methods: true, pure_getters: true } })
  return code
}

/** Browsers that know it compile all of it beside the main thread, instead of every function when it is first called. */
const EAGER = '//# allFunctionsCalledOnLoad\n'

const hashOf = (...texts) => texts.reduce((hash, text) => hash.update(text), createHash('sha256')).digest('hex').slice(0, 12)

const gzipOf = (text) => gzipSync(text, { level: 9 }).length

function checkPlaceholder(text, times) {
  const found = text.split(PLACEHOLDER).length - 1
  if (found !== times) throw new Error(`The configuration placeholder is in the output ${found} times instead of ${times}.`)
}

const files = new Map()
const tooLarge = []

function keep(file, text, limit) {
  const gzip = gzipOf(text)
  files.set(file, text)
  if (gzip > limit) tooLarge.push(`${file} is ${gzip - limit} B larger than allowed`)
  return gzip
}

const definesOf = (nameIn) => ({
  ...Object.fromEntries(LATE.map((name) => [`${name.toUpperCase()}_FILE`, JSON.stringify(`./${nameIn(name)}`)])),
  ELEMENT_VERSION: JSON.stringify(version),
})

/** Stands for the hash until that is known. */
const HASH = '<the hash__>'
const nameOf = (name, language) => `${name}-${HASH}-${language}.js`

/** Builds a module in every language. One of one language loads others of the same. */
async function late(name) {
  const texts = await Promise.all(languages.map((language) => bundle(name, definesOf((other) => nameOf(other, language)), language)))
  return { name, texts }
}

const modules = await Promise.all(LATE.map(late))
// One hash for all of them: the button, which names three, has no room for three.
const hash = hashOf(...modules.flatMap(({ texts }) => texts))
const hashed = (text) => text.replaceAll(HASH, hash)
for (const { name, texts } of modules) {
  const sizes = languages.map((language, index) => keep(hashed(nameOf(name, language)), hashed(texts[index]), index ? Infinity : MAX_GZIP[name]))
  for (const [index, size] of sizes.entries()) if (size - sizes[0] > MAX_LANGUAGE) tooLarge.push(`${languages[index]} adds ${size - sizes[0]} B to the ${name}`)
  console.log(`${name.padEnd(12)} ${String(sizes[0]).padStart(6)} B gzip of ${MAX_GZIP[name]} in English`)
}

// The element chooses the language.
const define = { ...definesOf((name) => hashed(nameOf(name, '$'))), LANGUAGES: JSON.stringify(languages.join(' ')) }
const manifest = { version, languages, modules: [...files.keys()] }
for (const name of ['element', 'embed']) {
  const text = EAGER + (await bundle(name, define)).replace('INLINED', PLACEHOLDER)
  checkPlaceholder(text, name === 'embed' ? 1 : 0)
  const gzip = keep(`${name}.js`, text, MAX_GZIP[name])
  manifest[name] = { file: `${name}.js`, gzip, integrity: `sha384-${createHash('sha384').update(text).digest('base64')}` }
  console.log(`${name.padEnd(12)} ${String(gzip).padStart(6)} B gzip of ${MAX_GZIP[name]}`)
}

await mkdir(out, { recursive: true })
for (const old of await readdir(out)) await rm(new URL(old, out))
for (const [file, text] of files) await writeFile(new URL(file, out), text)
await writeFile(new URL('manifest.json', out), JSON.stringify(manifest, null, 2) + '\n')
if (tooLarge.length) throw new Error(tooLarge.join('; '))
