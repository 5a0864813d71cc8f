/** Tells when the page changes to another language. */
export function followLanguage(changed: () => void, signal: AbortSignal): void {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributeFilter: ['lang'] })
  signal.addEventListener('abort', () => observer.disconnect())
}
