import type { Fields } from './client'
import { addSources, fieldsOf, newTurn, numberOf, problemOf, textOf, type Problem, type Turn } from './turn'

// Frames whose message is not part of the answer.
const ASIDE = /^(heartbeat|layer_|websearch|retry|memory|conversation_title|attachment_|emergency_|skill_|grounding_|tool_|native_|audio_)/i

/** What a frame says. */
type Said = { kind: 'title'; title: string } | { kind: 'wait'; ahead: number } | { kind: 'problem' } | { kind: 'answer'; last: boolean } | undefined

export function readFrame(frame: Fields): Said {
  const type = textOf(frame.type).toLowerCase()
  if (type.startsWith('conversation_title')) return { kind: 'title', title: textOf(fieldsOf(frame.data).title) }
  if (type === 'heartbeat' || type === 'layer_thinking') return { kind: 'wait', ahead: aheadOf(frame) }
  if (ASIDE.test(type) || !/^(llm)?$/i.test(textOf(frame.messageType))) return undefined
  if (type === 'error' || (frame.error && type !== 'no_document')) return { kind: 'problem' }
  return { kind: 'answer', last: frame.last === true && type !== 'kb' }
}

/** How many questions of others are answered before; -1 when this one is being answered. */
const aheadOf = ({ queued, position }: Fields) => (queued ? Math.max(0, numberOf(position) - 1) : -1)

/** Adds what a frame brings of the answer. */
export function addFrame(turn: Turn, frame: Fields): void {
  turn.answer += textOf(frame.message) || textOf(frame.forbidden)
  if (/^kb$/i.test(textOf(frame.type))) addSources(turn, frame.kbReferences)
  else if (turn.answer) turn.status = 'streaming'
}

/** What an error frame says. The attempt of its turn becomes a new one if repeating it would only repeat the failure. */
export function addProblem(turn: Turn, frame: Fields, id: string): Problem {
  const problem = problemOf(textOf(frame.reason), textOf(frame.error) || textOf(frame.message), numberOf(frame.retryAfter))
  // A question that the server has refused has no frames of its own.
  if (id || problem.code === 'IDEMPOTENCY_MISMATCH') turn.attempt = newTurn('').attempt
  return problem
}
