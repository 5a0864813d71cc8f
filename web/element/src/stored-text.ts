type Place = 'localStorage' | 'sessionStorage'

// Kept for as long as the page lives where the browser forbids storage.
const memory = new Map<string, string>()

/** Something that is remembered of a visitor, empty if it is not. */
export function storedText(place: Place, name: string, apiKey: string): { get(): string; set(text: string): void } {
  const key = `latchkey:${name}:${apiKey}`
  return {
    get() {
      try {
        return window[place].getItem(key) ?? ''
      } catch {
        return memory.get(key) ?? ''
      }
    },
    set(text) {
      memory.set(key, text)
      try {
        if (text) window[place].setItem(key, text)
        else window[place].removeItem(key)
      } catch {
        // Forbidden or full.
      }
    },
  }
}

/** What is stored, if it is JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
