// Storage can throw (blocked cookies, sandboxed frames): the panel then simply starts closed.

const name = (apiKey: string) => `latchkey:open:${apiKey}`

export function rememberOpen(apiKey: string, open: boolean): void {
  try {
    if (open) sessionStorage.setItem(name(apiKey), '1')
    else sessionStorage.removeItem(name(apiKey))
  } catch {
    // See above.
  }
}

export function wasOpen(apiKey: string): boolean {
  try {
    return sessionStorage.getItem(name(apiKey)) === '1'
  } catch {
    return false
  }
}
