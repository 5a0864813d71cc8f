/** Keeps a panel that covers the viewport above the on-screen keyboard, without touching the page's viewport settings. */
export function followViewport(box: HTMLElement, isFull: () => boolean, signal: AbortSignal): () => void {
  const viewport = window.visualViewport
  const apply = () => {
    const zoomed = (viewport?.scale ?? 1) > 1.01
    if (!viewport || !isFull() || zoomed) {
      box.style.removeProperty('--view-height')
      box.style.removeProperty('--view-top')
    } else {
      box.style.setProperty('--view-height', `${viewport.height}px`)
      box.style.setProperty('--view-top', `${viewport.offsetTop}px`)
    }
  }
  viewport?.addEventListener('resize', apply, { signal })
  viewport?.addEventListener('scroll', apply, { signal })
  return apply
}
