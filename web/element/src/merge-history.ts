import type { Fields } from './client'
import { fillFromRow, newTurn, textOf, type Turn } from './turn'

/**
 * Brings the turns that are here together with the rows of the server, which know more. Turns keep
 * their identity, so that what is already shown stays; questions that never arrived are kept.
 */
export function mergeHistory(rows: Fields[], local: Turn[], running: Turn | undefined): Turn[] {
  const merged = rows.map((row, index) => {
    const isLast = index === rows.length - 1
    const adopts = isLast && running && !running.id && running.question === textOf(row.query) ? running : undefined
    const turn = local.find((other) => other.id === textOf(row.id)) ?? adopts ?? newTurn('')
    const stopped = turn.status === 'stopped'
    fillFromRow(turn, row)
    if (stopped) turn.status = 'stopped'
    else if (turn === running && !row.status) turn.status = 'streaming'
    return turn
  })
  for (const turn of local) {
    if (merged.includes(turn) || (turn.id && turn !== running)) continue
    // The server sends all of its frames again.
    if (turn === running) Object.assign(turn, { answer: '', sources: [] })
    merged.push(turn)
  }
  return merged
}
