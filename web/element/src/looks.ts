import { loadAssistant } from './load-assistant'
import type { HostParts } from './panel-interface'
import { isRefusal, reportRefusal } from './refusal'

/** For a bare element: how it looks, and whether it may show, is the server's to say. Fails if that cannot be reached. */
export async function fetchLooks(parts: HostParts, signal: AbortSignal): Promise<void> {
  try {
    await loadAssistant(parts, signal)
  } catch (error) {
    if (!isRefusal(error)) throw error
    if (signal.aborted) return
    reportRefusal(error)
    parts.facts.refused = true
    parts.emit('latchkey-refused', { code: error.code })
  }
}

/** What the server takes, in bytes. */
const MAX_CONTEXT = 2048

/** A copy of what the page says of itself, if it can be sent; fails with the reason if not. */
export function readContext(context: unknown): Record<string, unknown> | undefined {
  if (context == null) return undefined
  // Fails by itself with what JSON does not have.
  const json = JSON.stringify(context) as string | undefined
  if (json?.[0] !== '{') throw new TypeError('The context is not an object.')
  const size = new TextEncoder().encode(json).length
  if (size > MAX_CONTEXT) throw new TypeError(`The context has ${size} bytes as JSON, which is more than ${MAX_CONTEXT}.`)
  return JSON.parse(json) as Record<string, unknown>
}

export interface LooksModule {
  fetchLooks: typeof fetchLooks
  readContext: typeof readContext
}
