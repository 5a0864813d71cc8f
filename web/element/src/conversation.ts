import type { ChatApi, ConversationRef, Fields, StreamEvent } from './client'
import type { Wait } from './connection'
import type { ConversationStore, SavedConversation } from './conversation-store'
import { mergeHistory } from './history'
import { isRefusal } from './refusal'
import { addSources, isAside, isRunning, newTurn, problemOf, problemOfError, textOf, type Problem, type Turn } from './turn'

export type Phase = 'idle' | 'restoring' | 'answering' | 'stopping'

interface Parts {
  api: ChatApi
  store: ConversationStore
  /** What the page tells the assistant with every question. */
  context: () => Fields | undefined
  wait: Wait
  /** A turn has changed, or (without one) the list of turns or the state. */
  changed: (turn?: Turn) => void
}

const STOP_TIMEOUT_MS = 5000

/** What one visitor and the assistant say to each other, and how it stays whole when the connection does not. */
export class Conversation {
  turns: Turn[] = []
  phase: Phase = 'idle'
  /** The running answer cannot be reached at the moment. */
  lost = false
  /** Why nothing more can be asked in this conversation. */
  block: Problem | undefined

  readonly #parts: Parts
  #ref: ConversationRef | undefined
  #pending: SavedConversation['pending']
  #running: Turn | undefined
  #lastEventId = ''
  /** The server has the question. */
  #begun = false
  #work = new AbortController()
  #stopTimer: ReturnType<typeof setTimeout> | undefined

  constructor(parts: Parts) {
    this.#parts = parts
  }

  ask(question: string, attachments: string[] = []): void {
    if (this.phase === 'idle' && !this.block) this.#begin(newTurn(question, attachments))
  }

  /** Asks again what has not been answered. */
  retry(turn: Turn): void {
    if (this.phase !== 'idle' || this.block) return
    this.turns = this.turns.filter((other) => other !== turn)
    // A question that never arrived stays the same question; one whose answer failed is a new one.
    this.#begin(turn.id ? newTurn(turn.question, turn.attachments) : newTurn(turn.question, turn.attachments, turn.attempt))
  }

  stop(): void {
    const turn = this.#running
    if (this.phase !== 'answering' || !turn) return
    this.phase = 'stopping'
    turn.status = 'stopped'
    this.#parts.changed(turn)
    this.#parts.changed()
    if (this.#begun) this.#tellStop()
    const abandon = () => {
      this.#work.abort()
      this.#end()
    }
    if (this.#ref) this.#stopTimer = setTimeout(abandon, STOP_TIMEOUT_MS)
    else abandon()
  }

  /** Forgets this conversation; the next question begins another one. */
  reset(): void {
    if (isRunning(this.#running) && this.#begun) this.#tellStop()
    this.#work.abort()
    this.#parts.store.clear()
    this.turns = []
    this.#ref = this.#pending = this.block = undefined
    this.#end()
  }

  /**
   * Continues the saved conversation. A refusal does not tell a conversation that is gone from a key
   * that is refused, so it is only forgotten if the key works.
   */
  async restore(keyWorks: Promise<unknown>): Promise<void> {
    const saved = this.#parts.store.load()
    if (!saved || this.#ref) return
    this.#ref = { id: saved.id, token: saved.token }
    this.#pending = saved.pending
    this.#enter('restoring')
    const { signal } = this.#renew()
    try {
      await this.#resume(signal, true)
    } catch (error) {
      if (signal.aborted) return
      this.#ref = undefined
      this.#end()
      await keyWorks
      if (isRefusal(error) && error.status !== 403) this.#parts.store.clear()
    }
  }

  destroy(): void {
    clearTimeout(this.#stopTimer)
    this.#work.abort()
  }

  #begin(turn: Turn): void {
    this.turns.push(turn)
    this.#running = turn
    this.#lastEventId = ''
    this.#begun = false
    this.#enter('answering')
    void this.#answer(turn)
  }

  async #answer(turn: Turn): Promise<void> {
    const { signal } = this.#renew()
    try {
      if (!(await this.#post(turn, signal))) await this.#resume(signal)
    } catch (error) {
      if (!signal.aborted) this.#fail(turn, problemOfError(error))
    }
  }

  /** Returns whether the answer ended on this connection. */
  async #post(turn: Turn, signal: AbortSignal): Promise<boolean> {
    try {
      const ref = this.#ref ?? (await this.#parts.api.create(signal))
      signal.throwIfAborted()
      this.#ref = ref
      const { question, attempt, attachments } = turn
      this.#parts.store.save({ ...ref, pending: { question, attempt, attachments } })
      const context = this.#parts.context()
      for await (const event of this.#parts.api.ask(ref, { text: question, attempt, attachments, ...(context && { context }) }, signal)) {
        if (this.#take(event)) return true
      }
    } catch (error) {
      if (!this.#begun || isRefusal(error)) throw error
    }
    return false
  }

  /** Reads the conversation from the server until no answer is running, over as many connections as that takes. */
  async #resume(signal: AbortSignal, atOnce = false): Promise<void> {
    const { api, wait } = this.#parts
    const ref = this.#ref
    if (!ref) return
    let attempt = atOnce ? -1 : 0
    for (;;) {
      if (attempt >= 0) {
        this.#setLost(true)
        await wait(attempt, signal)
      }
      attempt++
      try {
        for await (const event of api.resume(ref, this.#lastEventId, signal)) {
          this.#setLost(false)
          if (event.kind === 'frame') attempt = 0
          if (this.#take(event)) return
        }
      } catch (error) {
        const final = isRefusal(error) && error.status !== 429 && error.status < 500
        if (final || signal.aborted) throw error
      }
    }
  }

  /** Returns whether the turn has ended. */
  #take(event: StreamEvent): boolean {
    if (event.kind === 'begun') {
      this.#begun = true
      if (this.phase === 'stopping') this.#tellStop()
    } else if (event.kind === 'history') this.#rebuild(event.rows)
    else if (event.kind === 'end') {
      this.#finish(event.how)
      return true
    } else {
      this.#lastEventId = event.id || this.#lastEventId
      return this.#frame(event.frame)
    }
    return false
  }

  #frame(frame: Fields): boolean {
    if (isAside(frame)) return false
    const type = textOf(frame.type).toLowerCase()
    if (type === 'error' || (frame.error && type !== 'no_document')) return this.#errorFrame(frame)
    const turn = this.#turnOf(textOf(frame.id))
    if (this.phase !== 'stopping') {
      turn.answer += textOf(frame.message) || textOf(frame.forbidden)
      if (type === 'kb') addSources(turn, frame.kbReferences)
      else if (turn.answer) turn.status = 'streaming'
      this.#parts.changed(turn)
    }
    if (frame.last !== true || type === 'kb') return false
    this.#finish('completed')
    return true
  }

  #errorFrame(frame: Fields): boolean {
    const turn = this.#running ?? this.#turnOf(textOf(frame.id))
    const problem = problemOf(textOf(frame.reason), textOf(frame.error) || textOf(frame.message))
    // The server has dealt with this attempt: repeating it would only repeat its failure.
    if (problem.kind === 'server') turn.attempt = newTurn('').attempt
    this.#fail(turn, problem)
    return true
  }

  /** The turn that a frame belongs to. A running answer may be found after a reload, then its turn is new here. */
  #turnOf(id: string): Turn {
    const known = this.turns.find((turn) => turn.id === id && id)
    let turn = known ?? this.#running
    if (!turn || (turn.id && id && turn.id !== id)) {
      turn = newTurn(this.#pending?.question ?? '', this.#pending?.attachments, this.#pending?.attempt)
      this.turns.push(turn)
      this.#parts.changed()
    }
    turn.id ||= id
    this.#running = turn
    this.#begun = true
    if (this.phase === 'restoring') this.#enter('answering')
    return turn
  }

  #rebuild(rows: Fields[]): void {
    this.turns = mergeHistory(rows, this.turns, this.#running)
    const last = this.turns.at(-1)
    if (this.phase === 'restoring' && isRunning(last)) {
      this.#running = last
      this.#begun = true
      this.#enter('answering')
    }
    this.#parts.changed()
    for (const turn of this.turns) this.#parts.changed(turn)
  }

  /** The server has no running answer, or not any more. */
  #finish(how: string): void {
    const turn = this.#running
    if (this.phase === 'restoring') this.#restoreUnsent()
    if (turn && isRunning(turn)) {
      if (!turn.id) return this.#fail(turn, { kind: 'network', text: '', code: '' })
      if (how === 'error') return this.#fail(turn, problemOf('', ''))
      turn.status = how === 'stopped' ? 'stopped' : 'done'
      this.#parts.changed(turn)
    }
    this.#end()
  }

  /** The page was left after a question was sent and before it arrived. */
  #restoreUnsent(): void {
    const pending = this.#pending
    if (!pending || this.turns.at(-1)?.question === pending.question) return
    const turn = newTurn(pending.question, pending.attachments, pending.attempt)
    this.turns.push(Object.assign(turn, { status: 'failed', problem: { kind: 'network', text: '', code: '' } } as const))
  }

  #fail(turn: Turn, problem: Problem): void {
    if (this.phase !== 'stopping') {
      turn.status = 'failed'
      turn.problem = problem
      if (problem.kind === 'limit' || problem.kind === 'gone') this.block = problem
      if (problem.kind === 'key') console.warn(`[latchkey] ${problem.code}: ${problem.text}`)
      this.#parts.changed(turn)
    }
    this.#end()
  }

  #tellStop(): void {
    // The stream shows whether it worked; if not, the time-out ends the wait.
    if (this.#ref) this.#parts.api.stop(this.#ref).catch(() => undefined)
  }

  #end(): void {
    clearTimeout(this.#stopTimer)
    this.#running = this.#pending = undefined
    this.lost = false
    if (this.#ref) this.#parts.store.save(this.#ref)
    this.#enter('idle')
  }

  #renew(): AbortController {
    this.#work.abort()
    return (this.#work = new AbortController())
  }

  #setLost(lost: boolean): void {
    if (this.lost === lost) return
    this.lost = lost
    this.#parts.changed()
  }

  #enter(phase: Phase): void {
    this.phase = phase
    this.#parts.changed()
  }
}
