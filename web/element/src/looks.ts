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

export interface LooksModule {
  fetchLooks: typeof fetchLooks
}
