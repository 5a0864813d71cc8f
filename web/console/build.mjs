import { readFile, rm } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

const out = new URL('../dist/console/', import.meta.url)
/** A goal, not a measurement: a first page that grows above it fails the build. */
const MAX_FIRST_PAGE = 200_000
/** What somebody who is signed in loads to see the first page, beside the entry. */
const FIRST_PAGE = ['src/i18n/en.ts', 'src/layout/shell.tsx', 'src/assistants/assistant-list.tsx']

await build({ logLevel: 'warn' })

const manifest = JSON.parse(await readFile(new URL('.vite/manifest.json', out), 'utf8'))
const files = new Set(['index.html'])

function need(name) {
  const { file, imports = [], css = [] } = manifest[name] ?? {}
  if (!file) throw new Error(`${name} is not in the build.`)
  if (files.has(file)) return
  for (const other of [file, ...css]) files.add(other)
  imports.forEach(need)
}

for (const name of ['index.html', ...FIRST_PAGE]) need(name)
const sizes = await Promise.all([...files].map(async (file) => gzipSync(await readFile(new URL(file, out)), { level: 9 }).length))
const total = sizes.reduce((sum, size) => sum + size, 0)
console.log(`console, first page      ${String(total).padStart(7)} B gzip of ${MAX_FIRST_PAGE} in ${files.size} files`)
// For this script alone: the server has no use for it.
await rm(new URL('.vite', out), { recursive: true })
if (total > MAX_FIRST_PAGE) throw new Error(`The first page is ${total - MAX_FIRST_PAGE} B larger than allowed.`)
