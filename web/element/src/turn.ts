import type { Fields } from './client'
import { isRefusal } from './refusal'

export interface Source {
  number: number
  title: string
  /** Address of a web source, empty for a file. */
  url: string
  page: string
}

export type TurnStatus =
  /** Sent, nothing answered yet. */
  | 'waiting'
  | 'streaming'
  | 'done'
  | 'stopped'
  /** Cut short on the server. */
  | 'interrupted'
  | 'failed'

export type ProblemKind = 'limit' | 'rate' | 'key' | 'gone' | 'network' | 'server'

export interface Problem {
  kind: ProblemKind
  text: string
  code: string
  /** When the server takes the question, if it said so. */
  retryAt?: number
}

export type Reaction = 'NONE' | 'LIKE' | 'DISLIKE'

/** A question and its answer. */
export interface Turn {
  /** The server's id, empty until it is known. */
  id: string
  question: string
  answer: string
  status: TurnStatus
  sources: Source[]
  problem: Problem | undefined
  /** Marks the question as the same one when it is sent again. */
  attempt: string
  reaction: Reaction
  /** How many others are answered before; -1 when it is being answered and nothing has come yet. */
  ahead: number | undefined
  /** Ids of the attachments that go with the question. */
  attachments: string[]
}

export const isRunning = (turn: Turn | undefined) => turn?.status === 'waiting' || turn?.status === 'streaming'

export function newTurn(question: string, attachments: string[] = [], attempt = randomId()): Turn {
  return { id: '', question, answer: '', status: 'waiting', sources: [], problem: undefined, attempt, attachments, reaction: 'NONE', ahead: undefined }
}

// randomUUID() is missing on pages that are served without TLS.
function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

export const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

/** What is not a number, nor reads as one, is 0. */
export const numberOf = (value: unknown) => (typeof value === 'object' ? 0 : Number(value) || 0)

export const fieldsOf = (value: unknown): Fields => (value && typeof value === 'object' ? (value as Fields) : {})

const ROW_STATUS: Record<string, TurnStatus> = { STOPPED: 'stopped', INTERRUPTED: 'interrupted', FAILED: 'failed', RUNNING: 'streaming' }

/** Fills a turn from a row of the history. */
export function fillFromRow(turn: Turn, row: Fields): void {
  const extra = row.extraInfo as Fields | null | undefined
  turn.id = textOf(row.id)
  turn.question = textOf(row.query) || textOf(row.question) || turn.question
  turn.answer = textOf(row.answer)
  turn.status = ROW_STATUS[textOf(row.status)] ?? 'done'
  turn.problem = undefined
  if (turn.status === 'failed') turn.problem = { kind: 'server', text: textOf(row.errorText), code: '' }
  turn.reaction = (textOf(row.reaction) || 'NONE') as Reaction
  turn.sources = []
  addSources(turn, extra?.kbReferences)
}

/** Adds references that the turn does not have yet. Returns whether there were any. */
export function addSources(turn: Turn, references: unknown): boolean {
  if (!Array.isArray(references)) return false
  const before = turn.sources.length
  for (const reference of references.map(fieldsOf)) {
    const data = textOf(reference.data)
    const isUrl = textOf(reference.type).toUpperCase() === 'URL'
    const source: Source = {
      number: numberOf(reference.number) || turn.sources.length + 1,
      title: textOf(reference.title) || (isUrl ? data.replace(/^https?:\/\/(www\.)?|\/$/g, '') : data),
      url: isUrl ? data : '',
      page: textOf(reference.pageNumber),
    }
    if (source.title && !turn.sources.some((known) => known.number === source.number)) turn.sources.push(source)
  }
  return turn.sources.length > before
}

export function problemOf(code: string, text: string, retryAfter?: number): Problem {
  let kind: ProblemKind = 'server'
  if (code === 'MESSAGE_LIMIT') kind = 'limit'
  else if (/^(RATE_LIMITED|ASSISTANT_BUSY|ATTACHMENT_QUOTA)$/.test(code)) kind = 'rate'
  else if (/^(KEY|ORIGIN|ADDRESS)_/.test(code)) kind = 'key'
  else if (code.startsWith('CONVERSATION_')) kind = 'gone'
  return { kind, text, code, ...(retryAfter && { retryAt: Date.now() + retryAfter * 1000 }) }
}

/** What went wrong before an answer began. */
export function problemOfError(error: unknown): Problem {
  if (!isRefusal(error)) return { kind: 'network', text: '', code: '' }
  const problem = problemOf(error.code || (CODE_OF_STATUS[error.status] ?? ''), error.message, (error as { retryAfter?: number }).retryAfter)
  // What the server says of an unknown failure is meant for developers.
  return problem.kind === 'server' ? { ...problem, text: '' } : problem
}

const CODE_OF_STATUS: Record<number, string> = { 404: 'CONVERSATION_NOT_FOUND', 429: 'RATE_LIMITED' }
