// A server inside the page, as a preview has it: put in the place of fetch before the element's module is loaded.
export function fakeFetch() {
  const json = (status, body) => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })
  const stream = (text) => new Response(text, { headers: { 'Content-Type': 'text/event-stream' } })
  const rows = []
  globalThis.calls = []
  globalThis.fetch = (input, { method = 'GET', body } = {}) => {
    const { pathname, search } = new URL(input)
    globalThis.calls.push(`${method} ${pathname}${search}`)
    if (pathname.startsWith('/assistants/')) return Promise.resolve(json(200, { id: 'aX7kP2', name: 'Tea & Leaf', welcomeMessage: 'Hello!' }))
    if (pathname.endsWith('/stop')) return Promise.resolve(json(200, {}))
    if (pathname.endsWith('/conversations')) {
      rows.length = 0
      return Promise.resolve(json(201, { id: 'c1', token: 't1' }))
    }
    if (method === 'GET') return Promise.resolve(stream(`event: history\ndata: ${JSON.stringify(rows)}\n\ndata: {"eventType":"run_completed"}\n\n`))
    const { request } = JSON.parse(body)
    const id = `q${rows.length + 1}`
    rows.push({ id, query: request, answer: 'A sample answer.', status: 'DONE' })
    const frame = (fields) => `data: ${JSON.stringify({ id, messageType: 'LLM', ...fields })}\n\n`
    return Promise.resolve(stream(frame({ message: 'A sample ' }) + frame({ message: 'answer.' }) + frame({ type: 'context_info', last: true })))
  }
}
