export interface StoredFlag {
  get(): number
  set(value: number): void
}

/** A number, 0 or 1 for no and yes, that is remembered of a visitor. Storage can throw (blocked cookies, sandboxed frames): then it is not. */
export function storedFlag(place: 'localStorage' | 'sessionStorage', name: string, apiKey: string): StoredFlag {
  const key = `latchkey:${name}:${apiKey}`
  return {
    get() {
      try {
        return +(window[place].getItem(key) ?? 0)
      } catch {
        return 0
      }
    },
    set(value) {
      try {
        window[place][value ? 'setItem' : 'removeItem'](key, `${value}`)
      } catch {
        // See above.
      }
    },
  }
}
