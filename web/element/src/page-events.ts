interface Followed {
  /** The connection has come or gone. */
  changed: () => void
  /** The page is seen again, or has its connection back: what is open may be dead. */
  wake: () => void
  /** The page is looked at, or another tab has stored something. */
  look: () => unknown
  /** The page comes back from the browser's cache. */
  revive: () => void
}

export function followPage({ changed, wake, look, revive }: Followed, signal: AbortSignal): void {
  const options = { signal }
  window.addEventListener('offline', changed, options)
  window.addEventListener('online', changed, options)
  window.addEventListener('online', wake, options)
  window.addEventListener('pageshow', (event) => event.persisted && revive(), options)
  const seen = (act: () => unknown) => () => document.visibilityState === 'visible' && act()
  document.addEventListener('visibilitychange', seen(wake), options)
  for (const type of ['visibilitychange', 'focus', 'storage']) window.addEventListener(type, seen(look), options)
}
