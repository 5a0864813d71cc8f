/** Came here by a link or an address, not by a reload or the way back. */
export function isArrival(): boolean {
  return (performance.getEntriesByType('navigation') as PerformanceNavigationTiming[])[0]?.type === 'navigate'
}

/** Came here from another website. */
export const isEntrance = () => isArrival() && !document.referrer.startsWith(`${location.origin}/`)
