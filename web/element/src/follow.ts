import type { ChatApi, ConversationRef, StreamEvent } from './client'
import type { Wait } from './connection'
import { isRefusal } from './refusal'

/** A server that is alive says something every ten seconds. */
const SILENCE_MS = 12_000

/** A connection that can be given up for another one without giving up what it is for. */
export class Line {
  #connection = new AbortController()
  #heard = 0

  open(signal: AbortSignal): AbortSignal {
    const connection = (this.#connection = new AbortController())
    signal.addEventListener('abort', () => connection.abort(signal.reason), { signal: connection.signal })
    if (signal.aborted) connection.abort(signal.reason)
    this.heard()
    return connection.signal
  }

  heard(): void {
    this.#heard = Date.now()
  }

  cut(): void {
    this.#connection.abort()
  }

  /** A machine that has slept may hold a connection that has long been dead. */
  cutIfSilent(): void {
    if (Date.now() - this.#heard > SILENCE_MS) this.cut()
  }
}

interface Following {
  api: ChatApi
  wait: Wait
  line: Line
  ref: ConversationRef
  lastEventId(): string
  /** Returns whether no answer is running any more. */
  take(event: StreamEvent): boolean
  lost(lost: boolean): void
}

/** Reads a conversation from the server until no answer is running, over as many connections as that takes. */
export async function follow(following: Following, signal: AbortSignal, atOnce: boolean): Promise<void> {
  const { api, wait, line, ref } = following
  let attempt = atOnce ? -1 : 0
  for (;;) {
    if (attempt >= 0) {
      following.lost(true)
      await wait(attempt, signal)
    }
    attempt++
    try {
      for await (const event of api.resume(ref, following.lastEventId(), line.open(signal))) {
        following.lost(false)
        line.heard()
        if (event.kind === 'frame') attempt = 0
        if (following.take(event)) return
      }
    } catch (error) {
      const final = isRefusal(error) && error.status !== 429 && error.status < 500
      if (final || signal.aborted) throw error
    }
  }
}
