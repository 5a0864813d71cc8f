import { storedText } from './stored-text'

/** Nobody writes as much. */
const MAX = 100_000

/** Keeps what is being written over a reload, in this tab only. */
export function keepDraft(input: HTMLTextAreaElement, apiKey: string, signal: AbortSignal): void {
  const stored = storedText('sessionStorage', 'draft', apiKey)
  input.value ||= stored.get().slice(0, MAX)
  input.addEventListener('input', () => stored.set(input.value), { signal })
}
