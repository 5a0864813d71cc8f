/** A day of a date box as the moment at which it begins, and the like: filters take moments, people choose days. */
export const startOfDay = (day: string) => (day ? new Date(`${day}T00:00`).toISOString() : '')

export function startOfNext(day: string): string {
  if (!day) return ''
  const next = new Date(`${day}T00:00`)
  next.setDate(next.getDate() + 1)
  return next.toISOString()
}

const written = (day: Date) => `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}-${String(day.getDate()).padStart(2, '0')}`

export const dayOf = (time: string) => written(new Date(time))

export function dayBefore(time: string): string {
  const day = new Date(time)
  day.setDate(day.getDate() - 1)
  return written(day)
}
