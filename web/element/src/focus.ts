import type { PanelHost } from './panel-interface'

const FOCUSABLE = 'a[href], button:not([inert] *), textarea:not(:disabled), [tabindex="0"]'

/** In a panel that covers everything Tab goes round: behind it nothing can be seen. */
export function keepFocusInside(event: KeyboardEvent, box: HTMLElement, active: Element | null): void {
  if (event.key !== 'Tab') return
  const stops = Array.from(box.querySelectorAll<HTMLElement>(FOCUSABLE)).filter((element) => element.getClientRects().length)
  const [first, last] = [stops[0], stops.at(-1)]
  const leaving = event.shiftKey ? active === first || active === box : active === last
  if (!leaving) return
  event.preventDefault()
  ;(event.shiftKey ? last : first)?.focus()
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
