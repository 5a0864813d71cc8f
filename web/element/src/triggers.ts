const TRIGGER = '[data-latchkey-open],a[href$="#latchkey-open"]'

/** The start of the visitor's first click, when that was before this module was there. The browser keeps it. */
const [first] = performance.getEntriesByType('first-input') as PerformanceEventTiming[]
/** What asked to open before there was a chat: an element, or the address of the page. */
// eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing -- of a key it is false
let early = (first?.name !== 'keydown' && triggerAt(first?.target)) || location.hash === '#latchkey-open'

function triggerAt(node: unknown): HTMLElement | null {
  return node instanceof Element ? node.closest<HTMLElement>(TRIGGER) : null
}

/** Opens by whatever of the page shall open the chat, and by what was clicked before it could. */
export function followTriggers(apiKey: string, act: (trigger?: HTMLElement) => void, signal: AbortSignal): void {
  const isMine = ({ dataset }: HTMLElement) => !dataset.latchkeyOpen || dataset.latchkeyOpen === apiKey
  const follow = (event: MouseEvent) => {
    const trigger = triggerAt(event.composedPath()[0])
    // Also: another chat of this page has taken it.
    if (!trigger || !isMine(trigger) || event.defaultPrevented || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    act(trigger)
  }
  document.addEventListener('click', follow, { signal })
  addEventListener('hashchange', () => location.hash === '#latchkey-open' && act(), { signal })
  const trigger = early === true ? undefined : early
  if (trigger === false || (trigger && !isMine(trigger))) return
  early = false
  act(trigger)
}
