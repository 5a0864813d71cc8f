import i18next from 'i18next'

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/** "2 minutes ago", "in 3 days"; less than a minute is "now". */
export function relative(time: string, now = Date.now()): string {
  const seconds = (Date.parse(time) - now) / 1000
  const words = new Intl.RelativeTimeFormat(i18next.language, { numeric: 'auto' })
  for (const [unit, length] of STEPS) {
    if (Math.abs(seconds) >= length) return words.format(Math.trunc(seconds / length), unit)
  }
  return words.format(0, 'second')
}

export const day = (time: string) => new Intl.DateTimeFormat(i18next.language, { dateStyle: 'medium' }).format(new Date(time))

export const moment = (time: string) => new Intl.DateTimeFormat(i18next.language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(time))

export const number = (value: number) => new Intl.NumberFormat(i18next.language).format(value)

export const oneDecimal = (value: number) => new Intl.NumberFormat(i18next.language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value)

export const compact = (value: number) => new Intl.NumberFormat(i18next.language, { notation: 'compact', maximumFractionDigits: 1 }).format(value)

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** "1 byte", "78 bytes", "1.2 kB": a plain byte has no short form that all languages read well. */
export function bytes(value: number): string {
  const step = value < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(value) / 3))
  const style = { style: 'unit', unit: UNITS[step], unitDisplay: step === 0 ? 'long' : 'short', maximumFractionDigits: step === 0 ? 0 : 1 } as const
  return new Intl.NumberFormat(i18next.language, style).format(value / 1000 ** step)
}
