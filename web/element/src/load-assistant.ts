import { fetchAssistant, type RawAssistant } from './assistant-request'
import type { HostParts } from './panel-interface'

/** Asks the server once, whoever of the element's modules wants to know; a failure is not remembered. */
export async function loadAssistant({ element, facts, render }: Pick<HostParts, 'element' | 'facts' | 'render'>, signal: AbortSignal): Promise<RawAssistant> {
  try {
    const assistant = await (facts.answer ??= fetchAssistant(element.baseUrl, element.apiKey, signal))
    facts.known = { assistant, configuration: assistant.apiKeyConfiguration ?? facts.known?.configuration ?? {} }
    if (!signal.aborted) render()
    return assistant
  } catch (error) {
    facts.answer = undefined
    throw error
  }
}
