import createClient from 'openapi-fetch'
import { CallFailed } from './problem'
import type { paths } from './schema'

/** The management API of the server that the console came from; the session cookie says who calls. */
export const api = createClient<paths>({ credentials: 'same-origin' })

interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

/** Returns the body of an answer; a refusal, or no answer, is thrown as CallFailed. */
export async function answer<T>(call: Promise<Answer<T>>): Promise<T> {
  let result: Answer<T>
  try {
    result = await call
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new CallFailed(0, 'NO_ANSWER', '')
  }
  if (!result.response.ok) throw CallFailed.of(result.response, result.error)
  return result.data as T
}

/** The condition under which an edit may be made: nobody else changed the object since this version. */
export const ifMatch = (version: number) => ({ 'If-Match': `"v${version}"` })

const PAGE = 200
const MOST_PAGES = 10

/** Reads a list to its end; it stops at 2,000 items, which no list of this console is meant to show. */
export async function everything<T>(page: (cursor: string | undefined) => Promise<{ items: T[]; nextCursor: string | null }>): Promise<T[]> {
  const items: T[] = []
  let cursor: string | undefined
  for (let read = 0; read < MOST_PAGES; read++) {
    const { items: found, nextCursor } = await page(cursor)
    items.push(...found)
    if (!nextCursor) break
    cursor = nextCursor
  }
  return items
}

export { PAGE }
