const TRIGGER = '[data-latchkey-open],a[href$="#latchkey-open"]'

const began = performance.now()
/** Whether what asked to open before there was a chat is still waiting for one. */
let isEarly = true

/** Documents and windows are in no element. */
const triggerAt = (node: EventTarget | null | undefined) => (node as Partial<Element> | null | undefined)?.closest?.<HTMLElement>(TRIGGER)

const isFor = (apiKey: string, { dataset }: HTMLElement) => !dataset.latchkeyOpen || dataset.latchkeyOpen === apiKey

/** Opens by whatever of the page shall open the chat, and by its address. */
export function followTriggers(apiKey: string, act: (trigger?: HTMLElement) => void, signal: AbortSignal): void {
  const follow = (event: MouseEvent) => {
    // It may be an element that has a shadow root of its own.
    const trigger = event.composedPath().map(triggerAt).find(Boolean)
    // Also: another chat of this page has taken it.
    if (!trigger || !isFor(apiKey, trigger) || event.defaultPrevented || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    isEarly = false
    if (event.detail < 2) act(trigger)
  }
  document.addEventListener('click', follow, { signal })
  if (!isEarly || location.hash !== '#latchkey-open') return
  isEarly = false
  act()
}

/** Opens by the visitor's first click, when that was before this module was there. The browser keeps it. */
export function followEarly(apiKey: string, act: (trigger: HTMLElement) => void): void {
  const [first] = performance.getEntriesByType('first-input') as PerformanceEventTiming[]
  const trigger = isEarly && first && first.name !== 'keydown' && first.startTime < began && triggerAt(first.target)
  if (!trigger || !isFor(apiKey, trigger)) return
  isEarly = false
  act(trigger)
}
