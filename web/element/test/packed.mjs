// The npm package as a site gets it: packed, and unpacked where Node and bundlers find it beside their other packages.
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'vite'
import { makePackage, PACKAGE } from '../tools/package.mjs'

const run = promisify(execFile)
const CACHE = new URL('../../node_modules/.cache/', import.meta.url).pathname

/** Packs the package, and returns a folder from which it can be imported. */
export async function unpackedPackage() {
  await makePackage()
  await mkdir(CACHE, { recursive: true })
  const folder = await mkdtemp(`${CACHE}latchkey-package-`)
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { cwd: PACKAGE.pathname })
  const [packed] = Object.values(JSON.parse(stdout))
  const target = `${folder}/node_modules/latchkey-chat`
  await mkdir(target, { recursive: true })
  await run('tar', ['-xzf', `${folder}/${packed.filename}`, '-C', target, '--strip-components=1'])
  return { folder, target, packed, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** Builds one of the apps with Vite; returns the names of its files, and the folder where they are. */
export async function buildApp(folder, name, file, alias = {}) {
  const root = `${folder}/${name}`
  await mkdir(root)
  await cp(new URL(`apps/${file}`, import.meta.url), `${root}/${file}`)
  await writeFile(`${root}/index.html`, `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>${name}</title><div id="app"></div><script type="module" src="./${file}"></script></html>`)
  const result = await build({
    root, configFile: false, logLevel: 'error', resolve: { alias },
    build: { outDir: `${root}/dist`, minify: false, modulePreload: { polyfill: false } },
  })
  return { root: `${root}/dist`, output: result.output }
}

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css' }

/** Serves a folder under a policy. */
export function serveFolder(root, policy) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost')
    const file = pathname === '/' ? '/index.html' : pathname
    try {
      const text = await readFile(root + file)
      response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'text/plain', 'Content-Security-Policy': policy }).end(text)
    } catch {
      response.writeHead(404).end()
    }
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve({ origin: `http://127.0.0.1:${server.address().port}`, close: () => (server.closeAllConnections(), server.close()) }))
  })
}
