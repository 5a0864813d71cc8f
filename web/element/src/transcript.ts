import type { Fields } from './client'
import type { SavedConversation } from './conversation-store'
import { mergeHistory } from './merge-history'
import { isRunning, newTurn, type Turn } from './turn'

/** The questions and answers of one conversation, and which of them is being answered. */
export class Transcript {
  turns: Turn[] = []
  running: Turn | undefined
  /** What this browser had asked when the page was left. */
  pending: SavedConversation['pending']

  /** Begins the wait for an answer. */
  ask(turn: Turn): void {
    this.turns.push(turn)
    this.running = turn
  }

  /** It is told how long the wait is. */
  wait(ahead: number, changed: (turn: Turn) => void): void {
    const turn = this.running
    if (!turn || turn.ahead === ahead) return
    turn.ahead = ahead
    changed(turn)
  }

  end(): void {
    this.running = this.pending = undefined
  }

  /** The turn that a frame belongs to. A running answer may be found after a reload, then its turn is new here. */
  turnOf(id: string): Turn {
    const known = this.turns.find((turn) => turn.id === id && id)
    let turn = known ?? this.running
    if (!turn || (turn.id && id && turn.id !== id)) {
      turn = newTurn(this.pending?.question ?? '', this.pending?.attachments, this.pending?.attempt)
      this.turns.push(turn)
    }
    turn.id ||= id
    return (this.running = turn)
  }

  /** Takes over what the server knows. Returns the last turn if it is being answered. */
  merge(rows: Fields[]): Turn | undefined {
    this.turns = mergeHistory(rows, this.turns, this.running)
    const last = this.turns.at(-1)
    return isRunning(last) ? last : undefined
  }

  /** The page was left after a question was sent and before it arrived. */
  restoreUnsent(): void {
    const { pending } = this
    if (!pending || this.turns.at(-1)?.question === pending.question) return
    const turn = newTurn(pending.question, pending.attachments, pending.attempt)
    turn.status = 'failed'
    turn.problem = { kind: 'network', text: '', code: '' }
    this.turns.push(turn)
  }
}
