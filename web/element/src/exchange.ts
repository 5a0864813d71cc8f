import type { ChatApi, ConversationRef, Question, StreamEvent } from './client'
import type { Wait } from './connection'
import { isRefusal } from './refusal'

/** A server that is alive says something every ten seconds. */
const SILENCE_MS = 12_000

/** Returns whether the answer is over. Must not throw: what fails is tried again. */
type Take = (event: StreamEvent) => boolean

/** What goes over the wire for one conversation. One thing at a time: what begins ends what was there before. */
export class Exchange {
  ref: ConversationRef | undefined
  /** The last frame that has come. */
  lastEventId = ''
  /** The server has the question. */
  begun = false
  readonly #api: ChatApi
  #work = new AbortController()
  #connection = new AbortController()
  #heard = 0

  constructor(api: ChatApi) {
    this.#api = api
  }

  begin(): AbortSignal {
    this.#work.abort()
    return (this.#work = new AbortController()).signal
  }

  abort(): void {
    this.#work.abort()
  }

  /** Gives up the connection for another one. A machine that has slept may hold one that has long been dead. */
  reconnect(onlyIfSilent = false): void {
    if (!onlyIfSilent || Date.now() - this.#heard > SILENCE_MS) this.#connection.abort()
  }

  /** Begins the conversation on the server, if it is not there: with the first question, or the first file. */
  async reach(signal: AbortSignal): Promise<ConversationRef> {
    if (this.ref) return this.ref
    const made = await this.#api.create(signal)
    signal.throwIfAborted()
    return (this.ref ??= made)
  }

  /** Sends a question. Returns whether the answer ended on this connection. */
  async ask(question: Question, signal: AbortSignal, known: (ref: ConversationRef) => void, take: Take): Promise<boolean> {
    let ended = false
    try {
      const ref = await this.reach(signal)
      known(ref)
      for await (const event of this.#api.ask(ref, question, this.#open(signal))) {
        this.#heard = Date.now()
        ended = take(event) || ended
      }
    } catch (error) {
      if (!ended && (!this.begun || isRefusal(error))) throw error
    }
    return ended
  }

  /** Reads the conversation until no answer is running, over as many connections as that takes. */
  async follow(wait: Wait, signal: AbortSignal, atOnce: boolean, take: Take, lost: (lost: boolean) => void): Promise<void> {
    const { ref } = this
    if (!ref) return
    let attempt = atOnce ? -1 : 0
    let ended = false
    while (!ended) {
      if (attempt >= 0) {
        lost(true)
        await wait(attempt, signal)
      }
      attempt++
      try {
        for await (const event of this.#api.resume(ref, this.lastEventId, this.#open(signal))) {
          this.#heard = Date.now()
          lost(false)
          if (event.kind === 'frame') attempt = 0
          // The server ends the response itself: one that is given up looks like a failure.
          ended = take(event) || ended
        }
      } catch (error) {
        if (ended) return
        const final = isRefusal(error) && error.status !== 429 && error.status < 500
        if (final || signal.aborted) throw error
      }
    }
  }

  /** The stream shows whether it worked; if not, the time-out ends the wait. */
  tellStop(): void {
    if (this.ref) this.#api.stop(this.ref).catch(() => undefined)
  }

  #open(signal: AbortSignal): AbortSignal {
    const connection = (this.#connection = new AbortController())
    this.#heard = Date.now()
    signal.addEventListener('abort', () => connection.abort(signal.reason), { signal: connection.signal })
    if (signal.aborted) connection.abort(signal.reason)
    return connection.signal
  }
}
