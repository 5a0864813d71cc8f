export interface ServerEvent {
  id: string
  event: string
  data: string
}

/** Reads server-sent events out of text that arrives in pieces of any size. */
export class EventParser {
  #rest = ''
  #id = ''
  #event = ''
  #data: string[] = []
  #started = false

  push(text: string): ServerEvent[] {
    if (!this.#started && text) {
      this.#started = true
      text = text.replace(/^\uFEFF/, '')
    }
    this.#rest += text
    const events: ServerEvent[] = []
    let from = 0
    for (;;) {
      const end = this.#rest.slice(from).search(/[\r\n]/) + from
      // A lone CR at the end may be the first half of a CRLF.
      if (end < from || (this.#rest[end] === '\r' && end === this.#rest.length - 1)) break
      const event = this.#line(this.#rest.slice(from, end))
      if (event) events.push(event)
      from = this.#rest.startsWith('\r\n', end) ? end + 2 : end + 1
    }
    this.#rest = this.#rest.slice(from)
    return events
  }

  #line(line: string): ServerEvent | undefined {
    if (line === '') return this.#dispatch()
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? []
    if (field === 'data') this.#data.push(value)
    else if (field === 'event') this.#event = value
    else if (field === 'id' && !value.includes('\0')) this.#id = value
    return undefined
  }

  #dispatch(): ServerEvent | undefined {
    const event = this.#data.length ? { id: this.#id, event: this.#event, data: this.#data.join('\n') } : undefined
    this.#data = []
    this.#event = ''
    return event
  }
}

/** The stream fell silent or broke off. */
export class ConnectionLost extends Error {}

/**
 * Yields the events of a response body. A server that is alive sends at least heartbeats, so
 * silence for `idleMs` counts as a lost connection.
 */
export async function* readEvents(body: ReadableStream<Uint8Array>, idleMs: number): AsyncGenerator<ServerEvent> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  const parser = new EventParser()
  try {
    for (;;) {
      const { done, value } = await within(reader.read(), idleMs)
      if (done) return
      yield* parser.push(decoder.decode(value, { stream: true }))
    }
  } catch {
    throw new ConnectionLost()
  } finally {
    reader.cancel().catch(() => undefined)
  }
}

function within<T>(promise: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new ConnectionLost()), ms)
    promise.finally(() => clearTimeout(timer)).then(resolve, reject)
  })
}
