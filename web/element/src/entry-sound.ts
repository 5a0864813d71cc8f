import { isEntrance } from './arrival'
import { chime } from './chime'
import type { EngagementHost } from './engagement-interface'
import { storedFlag } from './stored-flag'

/** A sound that comes later than this says nothing any more. */
const STALE_MS = 10_000

/** What not every browser has. */
interface Hints {
  connection?: { saveData?: boolean }
  userActivation?: UserActivation
  getAutoplayPolicy?(type: string): string
}

export interface EntrySound {
  /** Call it after every change. */
  update: () => void
  /** For whoever asks; a visitor who muted it hears nothing. */
  play: () => Promise<boolean>
}

/** Rings once when the visitor enters, or with what the visitor does first, where a browser wants that. */
export function entrySound(host: EngagementHost, signal: AbortSignal, ring = chime): EntrySound {
  const { element } = host
  const { apiKey } = element
  const heard = storedFlag('sessionStorage', 'sound', apiKey)
  const hints = navigator as Hints
  const waiting = new AbortController()
  const cancel = () => waiting.abort()
  let isMuted: number | boolean = storedFlag('localStorage', 'muted', apiKey).get()
  let entered = false

  signal.addEventListener('abort', cancel)
  element.addEventListener('latchkey-mute', (event) => (isMuted = (event as CustomEvent<{ muted: boolean }>).detail.muted), { signal })

  const isWanted = () => host.facts.options.engagementSound === true

  /** The visitor enters the website just now, and nothing asks for silence. */
  function mayRing(): boolean {
    const enters = isEntrance() && performance.now() < STALE_MS
    const quiet = hints.connection?.saveData === true || matchMedia('(prefers-reduced-motion:reduce)').matches
    return enters && isWanted() && !(quiet || element.opened || document.hidden || heard.get())
  }

  async function play(): Promise<boolean> {
    return !isMuted && ring().catch(() => false)
  }

  async function greet(): Promise<boolean> {
    const rang = await play()
    // Nothing is stored of a visitor who has done nothing.
    if (rang && hints.userActivation?.hasBeenActive !== false) heard.set(1)
    return rang
  }

  function acted(event: Event): void {
    // Escape and the like do not count as an act.
    if (hints.userActivation?.isActive === false) return
    // Who goes to the chat needs no invitation.
    if (mayRing() && !event.composedPath().includes(element)) void greet()
    cancel()
  }

  async function enter(): Promise<void> {
    if (!mayRing() || (hints.getAutoplayPolicy?.('audiocontext') !== 'disallowed' && (await greet()))) return
    if (!isMuted) host.emit('latchkey-sound-blocked')
    for (const gesture of ['pointerup', 'keydown']) {
      window.addEventListener(gesture, acted, { signal: waiting.signal, capture: true })
    }
  }

  function update(): void {
    if (element.opened) cancel()
    if (entered || !isWanted()) return
    entered = true
    void enter()
  }

  return { update, play }
}
