import i18next from 'i18next'

const HOUR = 3_600_000

/** The values of a chart: one row for each hour of a day, or for each day, also for those in which nothing was done. */
export function steps<T extends { hour: string }>(span: { from: string; to: string }, days: number, hours: T[], values: (hour: T) => Record<string, number>) {
  const byHour = days === 1
  const label = new Intl.DateTimeFormat(i18next.language, byHour ? { hour: '2-digit', minute: '2-digit' } : { day: 'numeric', month: 'short' })
  const rows = new Map<number, Record<string, number | string>>()
  for (let at = Date.parse(span.from); at < Date.parse(span.to); at += HOUR) {
    const step = startOf(at, byHour)
    if (!rows.has(step)) rows.set(step, { step: label.format(step) })
  }
  const names = new Set<string>()
  for (const hour of hours) {
    const row = rows.get(startOf(Date.parse(hour.hour), byHour))
    for (const [name, value] of Object.entries(values(hour))) {
      names.add(name)
      if (row) row[name] = Number(row[name] ?? 0) + value
    }
  }
  for (const row of rows.values()) for (const name of names) row[name] ??= 0
  return [...rows.values()]
}

/** The beginning of the hour, or of the day where the viewer lives. */
function startOf(at: number, byHour: boolean): number {
  const time = new Date(at)
  if (byHour) time.setMinutes(0, 0, 0)
  else time.setHours(0, 0, 0, 0)
  return time.getTime()
}
