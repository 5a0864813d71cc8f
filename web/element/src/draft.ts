import { storedText } from './stored-text'

/** Keeps what is being written over a reload, in this tab only. The returned function forgets it. */
export function keepDraft(input: HTMLTextAreaElement, apiKey: string, signal: AbortSignal): () => void {
  const stored = storedText('sessionStorage', 'draft', apiKey)
  input.value ||= stored.get()
  input.addEventListener('input', () => stored.set(input.value), { signal })
  return () => stored.set('')
}
