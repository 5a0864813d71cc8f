const UNITS = [
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const

/** A time in words, rounded up to a unit of which there are at least two. */
export function durationOf(ms: number, language: string): string {
  const [unit, length] = UNITS.find(([, length]) => ms > 1.5 * length) ?? UNITS[2]
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(Math.ceil(ms / length))
}
