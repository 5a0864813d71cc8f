import type { ChatApi, ConversationRef, Fields, StreamEvent } from './client'
import type { Wait } from './connection'
import type { ConversationList } from './conversation-list'
import type { ConversationStore } from './conversation-store'
import { follow, Line } from './follow'
import { addFrame, addProblem, readFrame } from './frames'
import { react } from './reaction'
import { isRefusal } from './refusal'
import { Transcript } from './transcript'
import { isRunning, newTurn, problemOf, problemOfError, textOf, type Problem, type Reaction, type Turn } from './turn'

export type Phase = 'idle' | 'restoring' | 'answering' | 'stopping'

interface Parts {
  api: ChatApi
  store: ConversationStore
  list: Pick<ConversationList, 'asked' | 'retitle'>
  wait: Wait
  /** A turn has changed, or (without one) the list of turns or the state. */
  changed: (turn?: Turn) => void
}

const STOP_TIMEOUT_MS = 5000

/** What one visitor and the assistant say to each other, and how it stays whole when the connection does not. */
export class Conversation {
  phase: Phase = 'idle'
  /** The running answer cannot be reached at the moment. */
  lost = false
  /** Why nothing more can be asked in this conversation. */
  block: Problem | undefined

  readonly #parts: Parts
  #ref: ConversationRef | undefined
  #transcript = new Transcript()
  #lastEventId = ''
  /** The server has the question. */
  #begun = false
  #work = new AbortController()
  readonly #line = new Line()
  #stopTimer: ReturnType<typeof setTimeout> | undefined

  constructor(parts: Parts) {
    this.#parts = parts
  }

  get turns(): Turn[] {
    return this.#transcript.turns
  }

  get #running(): Turn | undefined {
    return this.#transcript.running
  }

  ask(question: string): void {
    if (this.phase === 'idle' && !this.block) this.#begin(newTurn(question))
  }

  /** Asks again what has not been answered. */
  retry(turn: Turn): void {
    if (this.phase !== 'idle' || this.block) return
    this.#transcript.turns = this.turns.filter((other) => other !== turn)
    // A question that never arrived stays the same question; one whose answer failed is a new one.
    this.#begin(turn.id ? newTurn(turn.question) : newTurn(turn.question, turn.attempt))
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

  /** Leaves this conversation; the next question begins another one. */
  reset(): void {
    if (isRunning(this.#running) && this.#begun) this.#tellStop()
    this.#leave()
    this.#parts.store.clear()
    this.#end()
  }

  /** Goes on with another conversation. An answer that is running in this one is completed. Returns whether the server still has the other. */
  async open(other: ConversationRef): Promise<boolean> {
    this.#leave()
    this.#parts.store.save({ id: other.id, token: other.token })
    await this.restore(Promise.resolve())
    const found = this.#ref?.id === other.id
    if (!found) this.#parts.store.clear()
    return found
  }

  /** The page is seen again, perhaps after a sleep. */
  wake(): void {
    if (this.#begun && isRunning(this.#running)) this.#line.cutIfSilent()
  }

  /** The page comes back from the browser's cache: the conversation may have gone on, or ended, on another page. */
  revive(): void {
    if (this.phase === 'answering') this.#line.cut()
    if (this.phase !== 'idle') return
    const known = this.#ref
    if (this.#parts.store.load()?.id !== known?.id) this.#leave()
    this.#ref = undefined
    if (this.#parts.store.load()) void this.restore(Promise.resolve())
    else this.#end()
  }

  /** Returns whether the server has taken it. */
  async react(turn: Turn, reaction: Reaction): Promise<boolean> {
    return Boolean(this.#ref && (await react(this.#parts.api, this.#ref, turn, reaction, () => this.#parts.changed(turn))))
  }

  /**
   * Continues the saved conversation. A refusal does not tell a conversation that is gone from a key
   * that is refused, so it is only forgotten if the key works.
   */
  async restore(keyWorks: Promise<unknown>): Promise<void> {
    const saved = this.#parts.store.load()
    if (!saved || this.#ref) return
    this.#ref = { id: saved.id, token: saved.token }
    this.#transcript.pending = saved.pending
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
    this.#transcript.ask(turn)
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
    let ended = false
    try {
      const ref = this.#ref ?? (await this.#parts.api.create(signal))
      signal.throwIfAborted()
      this.#ref = ref
      const { question, attempt } = turn
      this.#parts.store.save({ ...ref, pending: { question, attempt } })
      this.#parts.list.asked(ref, question)
      for await (const event of this.#parts.api.ask(ref, question, attempt, this.#line.open(signal))) {
        this.#line.heard()
        const title = ended && event.kind === 'frame' && readFrame(event.frame)
        // Only a title may follow the end.
        if (title && title.kind === 'title') this.#title(title.title)
        else ended ||= this.#take(event)
      }
    } catch (error) {
      if (!ended && (!this.#begun || isRefusal(error))) throw error
    }
    return ended
  }

  async #resume(signal: AbortSignal, atOnce = false): Promise<void> {
    const { api, wait } = this.#parts
    const ref = this.#ref
    if (!ref) return
    const take = (event: StreamEvent) => this.#take(event)
    const lost = (lost: boolean) => this.#setLost(lost)
    await follow({ api, wait, line: this.#line, ref, lastEventId: () => this.#lastEventId, take, lost }, signal, atOnce)
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
      return this.#frame(event.frame, event.id)
    }
    return false
  }

  #frame(frame: Fields, id: string): boolean {
    const said = readFrame(frame)
    if (said?.kind === 'problem') {
      const turn = this.#running ?? this.#turnOf(textOf(frame.id))
      this.#fail(turn, addProblem(turn, frame, id))
      return true
    }
    if (said?.kind === 'answer') return this.#piece(frame, said.last)
    if (said?.kind === 'title') this.#title(said.title)
    if (said?.kind === 'wait') this.#wait(said.ahead)
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

  #wait(ahead: number): void {
    const turn = this.#running
    if (!turn || turn.ahead === ahead) return
    turn.ahead = ahead
    this.#parts.changed(turn)
  }

  #title(title: string): void {
    if (this.#ref && title) this.#parts.list.retitle(this.#ref.id, title)
  }

  #turnOf(id: string): Turn {
    const count = this.turns.length
    const turn = this.#transcript.turnOf(id)
    if (this.turns.length > count) this.#parts.changed()
    this.#begun = true
    if (this.phase === 'restoring') this.#enter('answering')
    return turn
  }

  #rebuild(rows: Fields[]): void {
    const last = this.#transcript.merge(rows)
    if (this.phase === 'restoring' && last) {
      this.#transcript.running = last
      this.#begun = true
      this.#enter('answering')
    }
    this.#parts.changed()
    for (const turn of this.turns) this.#parts.changed(turn)
  }

  /** The server has no running answer, or not any more. */
  #finish(how: string): void {
    const turn = this.#running
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

  #tellStop(): void {
    // The stream shows whether it worked; if not, the time-out ends the wait.
    if (this.#ref) this.#parts.api.stop(this.#ref).catch(() => undefined)
  }

  #end(): void {
    clearTimeout(this.#stopTimer)
    this.#transcript.running = this.#transcript.pending = undefined
    this.lost = false
    if (this.#ref) this.#parts.store.save(this.#ref)
    this.#enter('idle')
  }

  #leave(): void {
    this.#work.abort()
    this.#transcript = new Transcript()
    this.#ref = this.block = undefined
    this.#lastEventId = ''
    this.#begun = false
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
