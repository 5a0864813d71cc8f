export interface StoredFlag {
  get(): boolean
  set(on: boolean): void
}

/** Something that is remembered of a visitor. Storage can throw (blocked cookies, sandboxed frames): then it is not. */
export function storedFlag(place: 'localStorage' | 'sessionStorage', name: string, apiKey: string): StoredFlag {
  const key = `latchkey:${name}:${apiKey}`
  return {
    get() {
      try {
        return window[place].getItem(key) === '1'
      } catch {
        return false
      }
    },
    set(on) {
      try {
        window[place][on ? 'setItem' : 'removeItem'](key, '1')
      } catch {
        // See above.
      }
    },
  }
}
