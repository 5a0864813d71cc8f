const DELAYS = [500, 1000, 2000, 5000]

/** Waits before the next attempt to reconnect; a connection that is back or a page that is seen again ends the wait. */
export type Wait = (attempt: number, signal: AbortSignal) => Promise<void>

export const waitForConnection: Wait = (attempt, signal) =>
  new Promise((resolve, reject) => {
    const listening = new AbortController()
    const end = (settle: () => void) => {
      clearTimeout(timer)
      listening.abort()
      settle()
    }
    // Browsers that say they are offline are mostly right, and tell when that is over.
    const delay = navigator.onLine ? (DELAYS[attempt] ?? 10_000) : 20_000
    // Spread out, or all visitors come back to a restarted server at once.
    const timer = setTimeout(() => end(resolve), delay * (0.8 + 0.4 * Math.random()))
    const options = { signal: listening.signal }
    window.addEventListener('online', () => end(resolve), options)
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && end(resolve), options)
    signal.addEventListener('abort', () => end(() => reject(signal.reason as Error)), options)
    if (signal.aborted) end(() => reject(signal.reason as Error))
  })
