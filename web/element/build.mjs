import { createHash } from 'node:crypto'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { styles, target } from './styles-plugin.mjs'

const out = new URL('../dist/element/', import.meta.url)
const PLACEHOLDER = '"__LATCHKEY_CONFIG__"'

// Goals, not measurements: a bundle that grows above them fails the build.
const MAX_GZIP = { panel: 25_000, engagement: 3_000, element: 6_000, embed: 6_000 }

async function bundle(entry, define = {}) {
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
    plugins: [styles],
  })
  return outputFiles[0].text
}

/** A name that never changes its content, so that it may be kept forever. */
function fileOf(name, text) {
  return `${name}-${createHash('sha256').update(text).digest('hex').slice(0, 12)}.js`
}

function checkPlaceholder(text, times) {
  const found = text.split(PLACEHOLDER).length - 1
  if (found !== times) throw new Error(`The configuration placeholder is in the output ${found} times instead of ${times}.`)
}

const panel = await bundle('panel')
const engagement = await bundle('engagement')
const panelFile = fileOf('panel', panel)
const engagementFile = fileOf('engagement', engagement)
const define = { PANEL_FILE: JSON.stringify(panelFile), ENGAGEMENT_FILE: JSON.stringify(engagementFile) }
const element = await bundle('element', define)
const embed = await bundle('embed', define)
checkPlaceholder(element, 0)
checkPlaceholder(embed, 1)

await mkdir(out, { recursive: true })
for (const old of await readdir(out)) await rm(new URL(old, out))

const manifest = {}
const tooLarge = []
for (const [name, file, text] of [['panel', panelFile, panel], ['engagement', engagementFile, engagement], ['element', 'element.js', element], ['embed', 'embed.js', embed]]) {
  const gzip = gzipSync(text, { level: 9 }).length
  manifest[name] = { file, gzip, integrity: `sha384-${createHash('sha384').update(text).digest('base64')}` }
  await writeFile(new URL(file, out), text)
  console.log(`${file.padEnd(24)} ${String(gzip).padStart(6)} B gzip of ${MAX_GZIP[name]}`)
  if (gzip > MAX_GZIP[name]) tooLarge.push(`${file} is ${gzip - MAX_GZIP[name]} B larger than allowed`)
}
await writeFile(new URL('manifest.json', out), JSON.stringify(manifest, null, 2) + '\n')
if (tooLarge.length) throw new Error(tooLarge.join('; '))
