// A stand-in for the real server and a strict page of another origin that embeds the element.
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { pathToFileURL } from 'node:url'
import { answerTo } from './answers.mjs'
import { example, examplesPolicy } from './examples.mjs'

const DIST = new URL('../../dist/element/', import.meta.url)
export const KEY = 'aX7kP2-lkdevelopment'

export const CONFIGURATION = {
  showCloseButtons: true, showNewConversationButton: true, forceFullMode: false,
  privacyPolicyURL: 'https://tea.example/privacy', termsOfServiceURL: 'https://tea.example/terms',
  maxMessagePerConversation: 0, tooManyMessageErrorText: '', webComponentOpenerSize: 70, position: 'right', marginBottom: 10,
  chatEngagementPrompts: [], chatEngagementPromptMode: 'rotate', chatEngagementPromptRotateTime: 5, engagementSound: false,
  hidePupauBranding: false, headerColor: '#15559d',
}
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
    for (const listener of this.listeners) listener()
  }

  async make() {
    const { text, sources, delay = 25, fail } = this.script
    await wait(Math.min(delay * 10, 900))
    if (sources) this.push({ type: 'kb', kbReferences: sources })
    for (const piece of text.match(/[\s\S]{1,9}/g) ?? []) {
      if (this.stopped) break
      this.push({ message: piece })
      await wait(delay)
    }
    this.ended = true
    if (fail) this.push({ type: 'error', code: 500, error: fail, last: true })
    else this.push({ type: 'context_info', info: { credit: 0 }, last: true })
  }

  get row() {
    const status = this.script.fail ? 'FAILED' : this.stopped ? 'STOPPED' : 'DONE'
    return { id: this.id, query: this.question, answer: this.text, status: this.ended ? status : undefined, type: 'LLM', extraInfo: { kbReferences: this.script.sources ?? [] } }
  }
}

async function follow(run, from, response, write) {
  let at = from
  let open = true
  response.on('close', () => (open = false))
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
    if (at === run.frames.length && open) response.write('data: {"type":"heartbeat","messageType":"EVENT"}\n\n')
  }
}

const sse = (data, id, event) => `${id ? `id: ${id}\n` : ''}${event ? `event: ${event}\n` : ''}data: ${JSON.stringify(data)}\n\n`

const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'Api-Key, Conversation-Token, Content-Type, Accept, Idempotency-Key',
  'Access-Control-Allow-Methods': 'GET, POST',
}

export function startServer({ port = 4810, configuration = {}, log = () => undefined } = {}) {
  const options = { ...CONFIGURATION, ...configuration }
  const refused = new Set()
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://localhost')
    log(`${request.method} ${url.pathname}${url.search}`)
    const send = (status, type, body = '') => response.writeHead(status, { ...CORS, 'Content-Type': type }).end(body)
    const json = (status, body) => send(status, 'application/json', JSON.stringify(body))
    if (request.method === 'OPTIONS') return response.writeHead(204, CORS).end()
    if (url.pathname.startsWith('/embed/')) return embed(url.pathname.slice(7), send)
    if (refused.has('key')) return json(403, { code: 'KEY_DISABLED', detail: 'This API key is disabled.' })
    if (url.pathname === '/assistants/aX7kP2') return json(200, { ...ASSISTANT, apiKeyConfiguration: options })
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    const body = chunks.length ? JSON.parse(Buffer.concat(chunks).toString() || '{}') : {}
    const [, id, action] = /^\/chat-bots\/aX7kP2\/conversations(?:\/([^/]+)\/(\w+))?$/.exec(url.pathname) ?? []
    if (request.method === 'POST' && !id) {
      const conversation = { id: `c_${randomUUID()}`, token: `t_${randomUUID()}`, runs: [] }
      conversations.set(conversation.id, conversation)
      return json(201, { id: conversation.id, token: conversation.token })
    }
    const conversation = conversations.get(id)
    if (!conversation || conversation.token !== request.headers['conversation-token']) return send(404, 'text/plain')
    if (action === 'stop') {
      const run = conversation.runs.at(-1)
      if (run) run.stopped = true
      return json(200, { stopped: true })
    }
    response.writeHead(200, { ...CORS, 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' })
    if (request.method === 'POST') await ask(conversation, body.request, request.headers['idempotency-key'], response)
    else await resume(conversation, url.searchParams.get('lastEventId'), response)
    response.end()
  })

  async function ask(conversation, question, attempt, response) {
    const script = answerTo(question)
    if (script.refuse) return response.write(sse({ id: 'q_x', messageType: 'LLM', type: 'error', message: script.refuse.error, last: true, ...script.refuse }))
    let run = conversation.runs.find((other) => other.attempt === attempt)
    if (!run) {
      run = new Run(conversation, question, script)
      run.attempt = attempt
      conversation.runs.push(run)
    }
    await follow(run, 0, response, ({ id, frame }) => {
      response.write(sse(frame, id))
      if (script.drop && id.endsWith('-12')) response.destroy()
    })
  }

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
    try {
      const file = name.startsWith(KEY) ? 'embed.js' : name
      const text = await readFile(new URL(file, DIST), 'utf8')
      const inlined = JSON.stringify({ apiKey: KEY, assistant: { id: ASSISTANT.id, name: ASSISTANT.name, imageUuid: '' }, configuration: options })
      send(200, 'text/javascript', text.replace('"__LATCHKEY_CONFIG__"', () => inlined))
    } catch {
      send(404, 'text/plain', 'Not built?')
    }
  }

  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => resolve({ server, options, refused, origin: `http://127.0.0.1:${server.address().port}`, close: () => (server.closeAllConnections(), server.close()) }))
  })
}

/** A page as strict as a page can be. */
export const policyFor = (host) =>
  `default-src 'none'; script-src ${host}; connect-src ${host}; style-src 'none'; img-src ${host} data:; require-trusted-types-for 'script'; trusted-types 'none'`

export function startSite({ port = 4811, host, policy = policyFor(host), page } = {}) {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://localhost')
    if (url.pathname.startsWith('/examples/')) {
      const found = await example(url.pathname.slice(10), host, [KEY, `${KEY}2`])
      return response.writeHead(found ? 200 : 404, { 'Content-Type': found?.type ?? 'text/plain', 'Content-Security-Policy': examplesPolicy(host) }).end(found?.text)
    }
    const script = url.pathname === '/element' ? `${host}/embed/element.js` : `${host}/embed/${KEY}.js`
    const element = url.pathname === '/element' ? `<latchkey-chat api-key="${KEY}"></latchkey-chat>` : ''
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...(policy && { 'Content-Security-Policy': policy }) })
    if (page) return response.end(`<!doctype html><html lang="en"><title>Tea</title>${page}</html>`)
    response.end(`<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Tea</title><script type="module" src="${script}"></script>
<h1>Tea &amp; Leaf</h1><p>Three teas, chosen with care. <a href="/#teas">See all teas</a></p>${'<p>Lorem tea.</p>'.repeat(40)}${element}</html>`)
  })
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => resolve({ server, origin: `http://127.0.0.1:${server.address().port}`, close: () => (server.closeAllConnections(), server.close()) }))
  })
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { origin } = await startServer({ log: console.log })
  const site = await startSite({ host: origin })
  console.log(`Page ${site.origin}, examples ${site.origin}/examples/, server ${origin}`)
}
