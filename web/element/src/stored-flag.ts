export interface StoredFlag {
  get(): number
  set(on: number | boolean): void
}

/** A number, or a yes or no, that is remembered of a visitor. Storage can throw (blocked cookies, sandboxed frames): then it is not. */
export function storedFlag(place: 'localStorage' | 'sessionStorage', name: string, apiKey: string): StoredFlag {
  const key = `latchkey:${name}:${apiKey}`
  return {
    get() {
      try {
        return Number(window[place].getItem(key))
      } catch {
        return 0
      }
    },
    set(on) {
      try {
        window[place][on ? 'setItem' : 'removeItem'](key, `${Number(on)}`)
      } catch {
        // See above.
      }
    },
  }
}
