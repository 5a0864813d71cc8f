import type { InUse, Problem } from './schema'

/** Why a call did not succeed: the server's words, or that it did not answer. */
export class CallFailed extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly fields: ReadonlyMap<string, string> = new Map(),
    readonly inUse?: InUse,
  ) {
    super(message)
  }

  static of(response: Response, body: unknown): CallFailed {
    const problem = (typeof body === 'object' && body !== null ? body : {}) as Partial<Problem>
    const fields = new Map<string, string>()
    for (const field of problem.errors ?? []) if (!fields.has(field.location)) fields.set(field.location, field.message)
    return new CallFailed(response.status, problem.code ?? 'UNEXPECTED', problem.detail ?? response.statusText, fields, problem.inUse)
  }
}

/** The server's words for a field, and for the entries of a list field. */
export function fieldProblem(error: unknown, field: string): string | undefined {
  if (!(error instanceof CallFailed)) return undefined
  const own = error.fields.get(field)
  if (own) return sentence(own)
  for (const [location, message] of error.fields) {
    if (location.startsWith(`${field}[`)) return sentence(message)
  }
  return undefined
}

/** Problems of a field begin like "must be …": on their own they are a sentence. */
export function sentence(words: string): string {
  const text = words.charAt(0).toUpperCase() + words.slice(1)
  return /[.!?…]$/.test(text) ? text : `${text}.`
}

export const isCode = (error: unknown, ...codes: string[]): error is CallFailed => error instanceof CallFailed && codes.includes(error.code)
