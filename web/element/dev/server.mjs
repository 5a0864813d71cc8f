// A stand-in for the real server and a strict page of another origin that embeds the element.
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { pathToFileURL } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { answerTo } from './answers.mjs'
import { answerAttachments, LIMITS, Uploads } from './attachments.mjs'
import { example, examplesPolicy } from './examples.mjs'
import { YARDSTICKS } from './yardsticks.mjs'

const DIST = new URL('../../dist/element/', import.meta.url)
export const KEY = 'aX7kP2-lkdevelopment'

/** What the server holds the defaults to be; tests of both hold that the element does too. */
export const DEFAULTS = JSON.parse(await readFile(new URL('../test/defaults.json', import.meta.url)))
export const CONFIGURATION = { ...DEFAULTS, privacyPolicyURL: 'https://tea.example/privacy', termsOfServiceURL: 'https://tea.example/terms' }
const ASSISTANT = {
  id: 'aX7kP2', type: 'ASSISTANT', name: 'Tea & Leaf', imageUuid: '',
  welcomeMessage: 'Hello! I know **our teas**, orders and returns. What can I do for you?',
  assistantSettings: {
    settings: {}, kbSettings: { assistantShowKbResources: { enable: true } },
    conversationActions: ['Can I return an opened tin?', 'How long does shipping take?', 'Which green tea is the mildest?'].map((userMessage) => ({ userMessage })),
  },
}

const conversations = new Map()
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

class Run {
  frames = []
  listeners = new Set()
  ended = false
  text = ''

  constructor(conversation, question, script) {
    Object.assign(this, { id: `q_${randomUUID().slice(0, 8)}`, question, script, number: conversation.runs.length + 1 })
    void this.make()
  }

  push(fields) {
    const frame = { id: this.id, chatBotId: 'aX7kP2', messageType: 'LLM', ...fields }
    this.frames.push({ id: `${this.number}-${this.frames.length + 1}`, frame })
    this.text += fields.message ?? ''
    this.wake()
  }

  wake() {
    for (const listener of this.listeners) listener()
  }

  async make() {
    const { text, sources, delay = 25, fail, queue = [], burst = 0, perSecond } = this.script
    for (const position of queue) {
      this.heartbeat = { queued: true, position }
      this.wake()
      await wait(700)
    }
    this.heartbeat = {}
    if (queue.length) this.wake()
    await wait(Math.min(delay * 10, 900))
    if (sources) this.push({ type: 'kb', kbReferences: sources })
    const pieces = text.slice(burst).match(perSecond ? /[\s\S]{1,5}/g : /[\s\S]{1,9}/g) ?? []
    if (burst) this.push({ message: text.slice(0, burst) })
    const began = performance.now()
    for (const [at, piece] of pieces.entries()) {
      if (this.stopped) break
      this.push({ message: piece })
      // A timer is late now and then, the clock is not: what is behind is caught up with.
      const ahead = perSecond ? began + ((at + 1) / perSecond) * 1000 - performance.now() : delay
      if (ahead > 0) await wait(ahead)
    }
    this.ended = true
    if (fail) this.push({ type: 'error', code: 500, error: fail, last: true })
    else this.push({ type: 'context_info', info: { credit: 0 }, last: true })
  }

  get row() {
    const status = this.script.status ?? (this.script.fail ? 'FAILED' : this.stopped ? 'STOPPED' : 'DONE')
    return { id: this.id, query: this.question, answer: this.text, reaction: this.reaction ?? 'NONE', status: this.ended ? status : undefined, type: 'LLM', extraInfo: { kbReferences: this.script.sources ?? [] } }
  }
}

async function follow(run, from, response, write) {
  let at = from
  let open = true
  response.on('close', () => (open = false))
  if (run.heartbeat?.queued) response.write(sse({ type: 'heartbeat', messageType: 'EVENT', ...run.heartbeat }))
  while (open) {
    while (at < run.frames.length) write(run.frames[at++])
    if (run.ended) return
    await new Promise((resolve) => {
      const timer = setTimeout(done, 10_000)
      function done() {
        clearTimeout(timer)
        run.listeners.delete(done)
        resolve()
      }
      run.listeners.add(done)
    })
    if (at === run.frames.length && open) response.write(sse({ type: 'heartbeat', messageType: 'EVENT', ...run.heartbeat }))
  }
}

const sse = (data, id, event) => `${id ? `id: ${id}\n` : ''}${event ? `event: ${event}\n` : ''}data: ${JSON.stringify(data)}\n\n`

const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'Api-Key, Conversation-Token, Content-Type, Accept, Idempotency-Key, Latchkey-Element',
  'Access-Control-Allow-Methods': 'GET, POST, PATCH, DELETE',
  'Access-Control-Expose-Headers': 'Retry-After',
}

export function startServer({ port = 4810, configuration = {}, assistant = {}, limits, delay, log = () => undefined } = {}) {
  const options = { ...CONFIGURATION, ...configuration }
  const refused = new Set()
  const uploads = new Uploads()
  const asked = []
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://localhost')
    log(`${request.method} ${url.pathname}${url.search}`)
    const send = (status, type, body = '') => response.writeHead(status, { ...CORS, 'Content-Type': type }).end(body)
    const json = (status, body) => send(status, 'application/json', JSON.stringify(body))
    if (request.method === 'OPTIONS') return response.writeHead(204, CORS).end()
    if (url.pathname.startsWith('/embed/')) return embed(url.pathname.slice(7), send)
    if (refused.has('key')) return json(403, { code: 'KEY_DISABLED', detail: 'This API key is disabled.' })
    if (url.pathname === '/assistants/aX7kP2') return json(200, { ...ASSISTANT, ...assistant, limits, apiKeyConfiguration: options })
    const [, id, action, ...path] = /^\/chat-bots\/aX7kP2\/conversations(?:\/([^/]+)(?:\/(\w+)(?:\/(\w+))?(?:\/(view))?)?)?$/.exec(url.pathname) ?? []
    const raw = await uploads.read(request, action === 'attachments').catch(() => undefined)
    // The visitor has gone away.
    if (!raw) return
    const body = action === 'attachments' || !request.headers['content-type']?.includes('json') ? {} : JSON.parse(raw.toString() || '{}')
    if (request.method === 'POST' && !id) {
      const conversation = { id: `c_${randomUUID()}`, token: `t_${randomUUID()}`, title: 'New Conversation', runs: [] }
      conversations.set(conversation.id, conversation)
      return json(201, { id: conversation.id, token: conversation.token })
    }
    if (id === 'delete') return refused.has('delete') ? json(500, {}) : json(200, { deleted: forget(body.conversations) })
    const conversation = conversations.get(id)
    if (conversation && !action && request.method === 'PATCH') {
      if (refused.has('rename')) return json(500, {})
      conversation.title = body.title
    }
    if (conversation && !action) return json(200, { id, token: conversation.token, title: conversation.title })
    if (!conversation || conversation.token !== request.headers['conversation-token']) return send(404, 'text/plain')
    if (action === 'attachments') return answerAttachments({ request, conversation, path, body: raw, uploads, send, json })
    if (action === 'stop') {
      const run = conversation.runs.at(-1)
      if (run) run.stopped = true
      return json(200, { stopped: true })
    }
    const [query] = path
    if (query) {
      if (refused.has('reaction')) return json(500, {})
      conversation.runs.find((run) => run.id === query).reaction = body.reaction
      return json(200, { id: query, reaction: body.reaction })
    }
    const { refuse } = request.method === 'POST' ? answerTo(body.request) : {}
    const again = refuse?.retryAfter && !refused.has('waited') && { 'Retry-After': refuse.retryAfter }
    response.writeHead(again ? 429 : 200, { ...CORS, ...again, 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' })
    if (request.method === 'POST') asked.push(body)
    if (request.method === 'POST') await ask(conversation, body, request.headers['idempotency-key'], response)
    else await resume(conversation, url.searchParams.get('lastEventId'), response)
    response.end()
  })

  async function ask(conversation, { request: question, attachments = [] }, attempt, response) {
    const isThere = ({ id }) => conversation.files?.some(({ object }) => object.id === id)
    const unknown = { refuse: { reason: 'ATTACHMENT_UNKNOWN', code: 422, error: 'An attachment of the question is not in this conversation, or not any more.' } }
    const script = attachments.every(isThere) ? answerTo(question) : unknown
    if (script.refuse && !refused.has('waited')) return response.write(sse({ id: 'q_x', messageType: 'LLM', type: 'error', message: script.refuse.error, last: true, ...script.refuse }))
    let run = conversation.runs.find((other) => other.attempt === attempt)
    if (!run) {
      run = new Run(conversation, question, { delay, ...script })
      run.attempt = attempt
      conversation.runs.push(run)
    }
    await follow(run, 0, response, ({ id, frame }) => {
      response.write(sse(frame, id))
      if (script.drop && id.endsWith('-12')) response.destroy()
    })
    if (conversation.title !== 'New Conversation' || !script.title) return
    conversation.title = script.title
    response.write(sse({ type: 'conversation_title_generated', messageType: 'EVENT', data: { title: script.title } }))
  }

  const forget = (named) => named.filter(({ id, token }) => conversations.get(id)?.token === token && conversations.delete(id)).length

  async function resume(conversation, lastEventId, response) {
    const running = conversation.runs.find((run) => !run.ended)
    const [number, at] = (lastEventId ?? '').split('-').map(Number)
    const known = running?.number === number ? at : 0
    const rows = conversation.runs.filter((run) => run.ended).map((run) => run.row)
    if (running && known) rows.push({ ...running.row, answer: running.frames.slice(0, known).map(({ frame }) => frame.message ?? '').join('') })
    response.write(sse(rows, '', 'history'))
    if (running) await follow(running, known, response, ({ id, frame }) => response.write(sse({ eventType: 'message', payload: frame }, id)))
    response.write(sse({ eventType: running?.stopped ? 'run_stopped' : 'run_completed', payload: {} }))
  }

  async function embed(name, send) {
    if (YARDSTICKS[name]) return send(200, 'text/javascript', YARDSTICKS[name])
    try {
      const file = name.startsWith(KEY) ? 'embed.js' : name
      const text = await readFile(new URL(file, DIST), 'utf8')
      const chosen = Object.entries(options).filter(([name, value]) => !isDeepStrictEqual(value, DEFAULTS[name]))
      const inlined = JSON.stringify({ apiKey: KEY, assistant: { name: assistant.name ?? ASSISTANT.name }, configuration: chosen.length ? Object.fromEntries(chosen) : undefined })
      send(200, 'text/javascript', text.replace('"__LATCHKEY_CONFIG__"', () => inlined))
    } catch {
      send(404, 'text/plain', 'Not built?')
    }
  }

  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => resolve({ server, options, refused, uploads, asked, origin: `http://127.0.0.1:${server.address().port}`, close: () => (server.closeAllConnections(), server.close()) }))
  })
}

/** A page as strict as a page can be. */
export const policyFor = (host) =>
  `default-src 'none'; script-src ${host}; connect-src ${host}; style-src 'none'; img-src ${host} data:; require-trusted-types-for 'script'; trusted-types 'none'`

export function startSite({ port = 4811, host, policy = policyFor(host), page, root = 'lang="en"', headers = {}, doctype = '<!doctype html>' } = {}) {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://localhost')
    if (url.pathname.startsWith('/examples/')) {
      const found = await example(url.pathname.slice(10), host, [KEY, `${KEY}2`])
      return response.writeHead(found ? 200 : 404, { 'Content-Type': found?.type ?? 'text/plain', 'Content-Security-Policy': examplesPolicy(host) }).end(found?.text)
    }
    const script = url.pathname === '/element' ? `${host}/embed/element.js` : `${host}/embed/${KEY}.js`
    const element = url.pathname === '/element' ? `<latchkey-chat api-key="${KEY}"></latchkey-chat>` : ''
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...(policy && { 'Content-Security-Policy': policy }), ...headers })
    if (page) return response.end(`${doctype}<html ${root}><title>Tea</title>${page}</html>`)
    response.end(`<!doctype html><html ${root}><meta name="viewport" content="width=device-width"><title>Tea</title><script type="module" src="${script}"></script>
<h1>Tea &amp; Leaf</h1><p>Three teas, chosen with care. <a href="/#teas">See all teas</a></p>${'<p>Lorem tea.</p>'.repeat(40)}${element}</html>`)
  })
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => resolve({ server, origin: `http://127.0.0.1:${server.address().port}`, close: () => (server.closeAllConnections(), server.close()) }))
  })
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { origin } = await startServer({ limits: LIMITS, log: console.log })
  const site = await startSite({ host: origin })
  console.log(`Page ${site.origin}, examples ${site.origin}/examples/, server ${origin}`)
}
