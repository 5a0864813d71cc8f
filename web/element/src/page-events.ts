interface Followed {
  /** The connection has come or gone. */
  changed: () => void
  /** The page is seen again, or has its connection back: what is open may be dead. */
  wake: () => void
  /** The page comes back from the browser's cache. */
  revive: () => void
}

export function followPage({ changed, wake, revive }: Followed, signal: AbortSignal): void {
  const options = { signal }
  window.addEventListener('offline', changed, options)
  window.addEventListener('online', changed, options)
  window.addEventListener('online', wake, options)
  window.addEventListener('pageshow', (event) => event.persisted && revive(), options)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && wake(), options)
}
