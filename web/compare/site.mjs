// One server for the files of all chats, with the same compression for each, and the pages that embed them.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { gzipSync } from 'node:zlib'
import { policyFor, startServer } from '../element/dev/server.mjs'
import { ANSWERS, CHATS } from './chats.mjs'

const MODULES = new URL('node_modules/', import.meta.url)
const TYPES = { js: 'text/javascript', mjs: 'text/javascript', css: 'text/css', json: 'application/json' }
const CORS = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*', 'Access-Control-Allow-Methods': '*', 'Cache-Control': 'public, max-age=3600' }

const page = (inner) => `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Tea</title><body><main><h1>Tea &amp; Leaf</h1>${'<p>Three teas, chosen with care.</p>'.repeat(12)}</main>${inner}</html>`

const listen = (server) => new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}`)))

export async function startHost() {
  const own = await startServer({ port: 0 })
  const sent = { bytes: 0, requests: 0 }
  const compressed = new Map()
  let origin = ''

  async function contentOf(path) {
    const known = ANSWERS.find(([pattern]) => pattern.test(path))
    if (known) return ['application/json', JSON.stringify(known[1])]
    if (path === '/empty.js') return ['text/javascript', 'export {}']
    const chat = Object.keys(CHATS).find((name) => path === `/start/${name}.js`)
    if (chat) return ['text/javascript', CHATS[chat].script(origin)]
    for (const { files } of Object.values(CHATS)) {
      for (const [prefix, folder] of Object.entries(files)) {
        if (path.startsWith(prefix)) return [TYPES[path.split('.').at(-1)] ?? 'text/plain', await readFile(new URL(folder + path.slice(prefix.length), MODULES))]
      }
    }
    const response = await fetch(own.origin + path)
    if (!response.ok) throw new Error(path)
    return [response.headers.get('content-type'), await response.text()]
  }

  const server = createServer(async (request, response) => {
    if (request.method === 'OPTIONS') return response.writeHead(204, CORS).end()
    const { pathname } = new URL(request.url, origin)
    sent.requests++
    try {
      const [type, content] = compressed.get(pathname) ?? (await contentOf(pathname).then(([type, text]) => [type, gzipSync(text, { level: 9 })]))
      compressed.set(pathname, [type, content])
      sent.bytes += content.length
      response.writeHead(200, { ...CORS, 'Content-Type': type, 'Content-Encoding': 'gzip' }).end(content)
    } catch {
      response.writeHead(404, CORS).end()
    }
  })
  origin = await listen(server)
  return { origin, sent, close: () => (own.close(), server.closeAllConnections(), server.close()) }
}

/** A page for every chat, one with a script that does nothing, and all of them again with the strictest policy. */
export async function startPages(host) {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost')
    const chat = CHATS[pathname.slice(1)]
    const strict = searchParams.has('strict')
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...(strict && { 'Content-Security-Policy': policyFor(host) }) })
    if (!chat) return response.end(page(`<script type="module" src="${host}/empty.js"></script>`))
    const script = chat.script && (strict ? `<script type="module" src="${host}/start${pathname}.js"></script>` : `<script type="module">${chat.script(host)}</script>`)
    response.end(page(chat.markup(host) + (script ?? '')))
  })
  const origin = await listen(server)
  return { origin, close: () => (server.closeAllConnections(), server.close()) }
}
