const TRIGGER = '[data-latchkey-open],a[href$="#latchkey-open"]'

/** Nothing has been clicked since there is a chat, and no chat has been opened by what was clicked before. */
let isEarly = true

/** Documents and windows are in no element. */
const triggerAt = (node: EventTarget | null | undefined) => (node as Partial<Element> | null | undefined)?.closest?.<HTMLElement>(TRIGGER)

const isFor = (apiKey: string, { dataset }: HTMLElement) => !dataset.latchkeyOpen || dataset.latchkeyOpen === apiKey

/** Opens by whatever of the page shall open the chat. */
export function followTriggers(apiKey: string, act: (trigger: HTMLElement) => void, signal: AbortSignal): void {
  const follow = (event: MouseEvent) => {
    isEarly = false
    const trigger = triggerAt(event.composedPath()[0])
    // Also: another chat of this page has taken it.
    if (!trigger || !isFor(apiKey, trigger) || event.defaultPrevented || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    act(trigger)
  }
  document.addEventListener('click', follow, { signal })
}

/** Opens by what asked to open before there was a chat: the visitor's first click, which the browser keeps, or the address of the page. */
export function followEarly(apiKey: string, act: (trigger?: HTMLElement | null) => void): void {
  const [first] = performance.getEntriesByType('first-input') as PerformanceEventTiming[]
  const trigger = first && first.name !== 'keydown' ? triggerAt(first.target) : undefined
  if (!isEarly || (trigger ? !isFor(apiKey, trigger) : location.hash !== '#latchkey-open')) return
  isEarly = false
  act(trigger)
}
