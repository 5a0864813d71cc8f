import { durationOf } from './duration'
import { panelStrings as strings } from './strings'

/** Says how long the server wants to be left alone, and lets a button be pressed again when that is over. */
export function waitUntil(until: number, words: Element | null, button: HTMLElement, { language, signal }: { language: string; signal: AbortSignal }): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tick = () => {
    const left = until - Date.now()
    button.ariaDisabled = String(left > 0)
    if (words) words.textContent = left > 0 ? strings.rateWait(durationOf(left, language)) : strings.rateOver
    if (left > 0) timer = setTimeout(tick, Math.min(left, 1000))
  }
  tick()
  signal.addEventListener('abort', () => clearTimeout(timer))
}
