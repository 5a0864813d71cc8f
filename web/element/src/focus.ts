import type { PanelHost } from './panel-interface'

const FOCUSABLE = 'a[href], button:not([inert] *), textarea:not(:disabled), input, [tabindex="0"]'

/** In a panel that covers everything Tab goes round. */
export function keepFocusInside(event: KeyboardEvent, box: HTMLElement, active: Element | null): void {
  if (event.key !== 'Tab') return
  const stops = Array.from(box.querySelectorAll<HTMLElement>(FOCUSABLE)).filter((element) => element.getClientRects().length)
  const [first, last] = [stops[0], stops.at(-1)]
  const leaving = event.shiftKey ? active === first || active === box : active === last
  if (!leaving) return
  event.preventDefault()
  ;(event.shiftKey ? last : first)?.focus()
}

/** A panel that begins to cover everything takes the focus: behind it nothing can be seen. Returns whether it covers everything. */
export function focusWhatCovers({ layout, shadow, box }: PanelHost, before: boolean): boolean {
  if (layout.full && !before && !shadow.activeElement) box.focus()
  return layout.full
}

/** What writes, or moves in what is written. */
const TYPES = /^.$|Enter|Arrow/

/** What is typed in the chat is no shortcut of the page. What is pressed with Control and the like may be one. */
export function keepTyping(shadow: ShadowRoot, signal: AbortSignal): void {
  const keep = (event: Event) => {
    const { target, key, ctrlKey, metaKey } = event as KeyboardEvent
    if ((target as Element).matches('textarea, input') && TYPES.test(key) && !ctrlKey && !metaKey) event.stopPropagation()
  }
  for (const type of ['keydown', 'keypress', 'keyup']) shadow.addEventListener(type, keep, { signal })
}

/** Escape closes the chat, also from its opening button, unless it means something else where the focus is. */
export function closeOnEscape(host: PanelHost, signal: AbortSignal): void {
  host.box.parentElement?.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented || !host.element.opened || !host.layout.closable) return
      event.stopPropagation()
      host.close('escape')
    },
    { signal },
  )
}
