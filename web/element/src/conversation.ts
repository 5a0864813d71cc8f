import type { ConversationRef, Fields, StreamEvent } from './client'
import type { Parts } from './conversation-parts'
import { Exchange } from './exchange'
import { addFrame, addProblem, readFrame } from './frames'
import { react } from './reaction'
import { isRefusal } from './refusal'
import { safely } from './safely'
import { Transcript } from './transcript'
import { isRunning, newTurn, problemOf, problemOfError, textOf, type Problem, type Reaction, type Turn } from './turn'

export type Phase = 'idle' | 'restoring' | 'answering' | 'stopping'

const STOP_TIMEOUT_MS = 5000

/** What one visitor and the assistant say to each other, and how it stays whole when the connection does not. */
export class Conversation {
  phase: Phase = 'idle'
  /** The running answer cannot be reached at the moment. */
  lost = false
  /** Why nothing more can be asked in this conversation. */
  block: Problem | undefined

  readonly #parts: Parts
  #exchange: Exchange
  #transcript = new Transcript()
  #stopTimer: ReturnType<typeof setTimeout> | undefined

  constructor(parts: Parts) {
    this.#parts = { ...parts, changed: safely(parts.changed) }
    this.#exchange = new Exchange(parts.api)
  }

  get turns(): Turn[] {
    return this.#transcript.turns
  }

  get ref(): ConversationRef | undefined {
    return this.#exchange.ref
  }

  get id(): string {
    return this.ref?.id ?? ''
  }
  async reach(signal: AbortSignal): Promise<ConversationRef> {
    if (!this.ref) this.#parts.store.save(await this.#exchange.reach(signal))
    return this.#exchange.reach(signal)
  }

  ask(question: string, attachments: string[] = []): void {
    if (this.phase === 'idle' && !this.block) this.#begin(newTurn(question, attachments))
  }

  /** Asks again what has not been answered. */
  retry(turn: Turn): void {
    if (this.phase !== 'idle' || this.block) return
    this.#transcript.turns = this.turns.filter((other) => other !== turn)
    // A question that never arrived stays the same question; one whose answer failed is a new one.
    this.#begin(turn.id ? newTurn(turn.question, turn.attachments) : newTurn(turn.question, turn.attachments, turn.attempt))
  }

  stop(): void {
    const turn = this.#transcript.running
    if (this.phase !== 'answering' || !turn) return
    this.phase = 'stopping'
    turn.status = 'stopped'
    this.#parts.changed(turn)
    this.#parts.changed()
    if (this.#exchange.begun) this.#exchange.tellStop()
    const abandon = () => {
      this.#exchange.abort()
      this.#end()
    }
    if (this.#exchange.ref) this.#stopTimer = setTimeout(abandon, STOP_TIMEOUT_MS)
    else abandon()
  }

  /** Leaves this conversation; the next question begins another one. */
  reset(): void {
    if (isRunning(this.#transcript.running) && this.#exchange.begun) this.#exchange.tellStop()
    this.#leave()
    this.#parts.store.clear()
    this.#end()
  }

  /** Goes on with another conversation. An answer that is running in this one is completed. Returns whether the server still has the other. */
  async open({ id, token }: ConversationRef): Promise<boolean> {
    this.#leave()
    this.#parts.store.save({ id, token })
    await this.restore(Promise.resolve())
    if (this.id !== id) this.#parts.store.clear()
    return this.id === id
  }

  /** The page is seen again, perhaps after a sleep. */
  wake(): void {
    if (this.#exchange.begun && this.phase === 'answering') this.#exchange.reconnect(true)
  }

  /** The page comes back from the browser's cache, or is looked at again: the conversation may have gone on, or ended, on another page. */
  revive(onlyIfChanged = false): void {
    if (this.phase === 'answering' && !onlyIfChanged) this.#exchange.reconnect()
    if (this.phase !== 'idle' || (onlyIfChanged && !this.#parts.store.changed())) return
    const saved = this.#parts.store.load()
    if (saved?.id !== this.#exchange.ref?.id) this.#leave()
    this.#exchange.ref = undefined
    if (saved) void this.restore(Promise.resolve())
    else this.#end()
  }

  /** Returns whether the server has taken it. */
  async react(turn: Turn, reaction: Reaction): Promise<boolean> {
    const { ref } = this.#exchange
    return ref ? react(this.#parts.api, ref, turn, reaction, () => this.#parts.changed(turn)) : false
  }

  /**
   * Continues the saved conversation. A refusal does not tell a conversation that is gone from a key
   * that is refused, so it is only forgotten if the key works.
   */
  async restore(keyWorks: Promise<unknown>): Promise<void> {
    const saved = this.#parts.store.load()
    const exchange = this.#exchange
    if (!saved || exchange.ref) return
    exchange.ref = { id: saved.id, token: saved.token }
    this.#transcript.pending = saved.pending
    this.#enter('restoring')
    const signal = exchange.begin()
    try {
      await this.#follow(signal, true)
    } catch (error) {
      if (signal.aborted) return
      exchange.ref = undefined
      this.#end()
      await keyWorks
      if (isRefusal(error) && error.status !== 403) this.#parts.store.clear()
    }
  }

  destroy(): void {
    clearTimeout(this.#stopTimer)
    this.#exchange.abort()
  }

  #begin(turn: Turn): void {
    this.#transcript.ask(turn)
    this.#exchange.lastEventId = ''
    this.#exchange.begun = false
    this.#enter('answering')
    void this.#answer(turn)
  }

  async #answer(turn: Turn): Promise<void> {
    const signal = this.#exchange.begin()
    try {
      if (!(await this.#post(turn, signal))) await this.#follow(signal)
    } catch (error) {
      if (!signal.aborted) this.#fail(turn, problemOfError(error))
    }
  }

  #post({ question, attempt, attachments }: Turn, signal: AbortSignal): Promise<boolean> {
    const { store, list } = this.#parts
    const context = this.#parts.context()
    const known = (ref: ConversationRef) => {
      store.save({ ...ref, pending: { question, attempt, attachments } })
      list.asked(ref, question)
    }
    return this.#exchange.ask({ text: question, attempt, attachments, ...(context && { context }) }, signal, known, (event) => this.#take(event))
  }

  #follow(signal: AbortSignal, atOnce = false): Promise<void> {
    const take = (event: StreamEvent) => this.#take(event)
    return this.#exchange.follow(this.#parts.wait, signal, atOnce, take, (lost) => this.#setLost(lost))
  }

  /** Returns whether the answer is over. Must not throw, whatever came: it would come again on another connection. */
  #take(event: StreamEvent): boolean {
    const exchange = this.#exchange
    if (event.kind === 'begun') {
      exchange.begun = true
      if (this.phase === 'stopping') exchange.tellStop()
    } else if (event.kind === 'history') this.#rebuild(event.rows)
    else if (event.kind === 'end') {
      this.#finish(event.how)
      return true
    } else {
      exchange.lastEventId = event.id || exchange.lastEventId
      return this.#frame(event.frame, event.id)
    }
    return false
  }

  #frame(frame: Fields, id: string): boolean {
    const said = readFrame(frame)
    if (said?.kind === 'title') this.#parts.list.retitle(this.id, said.title)
    // Only a title may follow the end of an answer.
    if (!said || this.phase === 'idle') return false
    if (said.kind === 'wait') this.#transcript.wait(said.ahead, this.#parts.changed)
    else if (said.kind === 'answer') return this.#piece(frame, said.last)
    else if (said.kind === 'problem') {
      const turn = this.#transcript.running ?? this.#turnOf(textOf(frame.id))
      this.#fail(turn, addProblem(turn, frame, id))
      return true
    }
    return false
  }

  #piece(frame: Fields, last: boolean): boolean {
    const turn = this.#turnOf(textOf(frame.id))
    if (this.phase !== 'stopping') {
      addFrame(turn, frame)
      this.#parts.changed(turn)
    }
    if (last) this.#finish('completed')
    return last
  }

  #turnOf(id: string): Turn {
    const count = this.turns.length
    const turn = this.#transcript.turnOf(id)
    if (this.turns.length > count) this.#parts.changed()
    this.#exchange.begun = true
    if (this.phase === 'restoring') this.#enter('answering')
    return turn
  }

  #rebuild(rows: Fields[]): void {
    const last = this.#transcript.merge(rows)
    if (this.phase === 'restoring' && last) {
      this.#transcript.running = last
      this.#exchange.begun = true
      this.#enter('answering')
    }
    this.#parts.changed()
    for (const turn of this.turns) this.#parts.changed(turn)
  }

  /** The server has no running answer, or not any more. */
  #finish(how: string): void {
    const turn = this.#transcript.running
    if (this.phase === 'restoring') this.#transcript.restoreUnsent()
    if (turn && isRunning(turn)) {
      if (!turn.id) return this.#fail(turn, { kind: 'network', text: '', code: '' })
      if (how === 'error') return this.#fail(turn, problemOf('', ''))
      turn.status = how === 'stopped' ? 'stopped' : 'done'
      this.#parts.changed(turn)
    }
    this.#end()
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

  #leave(): void {
    this.#exchange.abort()
    this.#exchange = new Exchange(this.#parts.api)
    this.#transcript = new Transcript()
    this.block = undefined
  }

  #end(): void {
    clearTimeout(this.#stopTimer)
    this.#transcript.end()
    this.lost = false
    if (this.ref) this.#parts.store.save(this.ref)
    this.#enter('idle')
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
