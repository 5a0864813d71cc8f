// Bundles the unit tests (Node cannot read TypeScript that imports stylesheets) and runs them.
import { spawn } from 'node:child_process'
import { readdir, rm } from 'node:fs/promises'
import { build } from 'esbuild'
import { styles } from '../styles-plugin.mjs'

const here = new URL('.', import.meta.url)
const out = new URL('../../node_modules/.cache/latchkey-element-test/', import.meta.url)
const tests = (await readdir(here)).filter((name) => name.endsWith('.test.ts'))

await rm(out, { recursive: true, force: true })
await build({
  entryPoints: tests.map((name) => new URL(name, here).pathname),
  outdir: out.pathname,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  external: ['linkedom'],
  sourcemap: 'inline',
  plugins: [styles],
  define: { ELEMENT_VERSION: '"0.0.0"' },
  logLevel: 'warning',
})
const files = tests.map((name) => new URL(name.replace(/ts$/, 'mjs'), out).pathname)
const child = spawn(process.execPath, ['--enable-source-maps', '--test', ...process.argv.slice(2), ...files], { stdio: 'inherit' })
child.on('exit', (code) => (process.exitCode = code ?? 1))
