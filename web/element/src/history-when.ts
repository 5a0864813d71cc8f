const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

const WEEK = 7 * 86_400_000

/** How long ago something was, in the words of a language; a date when that is longer than a week. */
export function whenOf(at: number, now: number, language: string): string {
  const ago = Math.max(0, now - at)
  if (ago > WEEK) return new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(at)
  const [unit, length] = UNITS.find(([, length]) => ago >= length) ?? UNITS[2]
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-Math.floor(ago / length), unit)
}
