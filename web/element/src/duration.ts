const UNITS = { hour: 3600, minute: 60, second: 1 }

/** A time in words, in the largest unit of which there are about two or more. */
export function durationOf(ms: number, language: string): string {
  const seconds = Math.ceil(ms / 1000)
  const [unit, length] = Object.entries(UNITS).find(([, length]) => seconds > 1.5 * length) ?? ['second', 1]
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(Math.ceil(seconds / length))
}
