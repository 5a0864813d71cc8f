const SHOWS = ['liked', 'disliked', 'failed', 'reported'] as const
export type Shows = (typeof SHOWS)[number]
export { SHOWS }

/** What the page is asked to show, as its address says. */
export interface Choice {
  text?: string
  show?: Shows
  key?: string
  from?: string
  to?: string
}

export function readChoice(search: Record<string, unknown>): Choice {
  const text = (name: string) => (typeof search[name] === 'string' && search[name] ? search[name] : undefined)
  const choice: Choice = {}
  for (const name of ['text', 'key', 'from', 'to'] as const) {
    const value = text(name)
    if (value) choice[name] = value
  }
  const show = SHOWS.find((name) => name === search.show)
  if (show) choice.show = show
  return choice
}

/** The choice in the words of the management API. */
export function filterOf({ text, show, key, from, to }: Choice) {
  return {
    ...(text && { text }),
    ...(key && { keyId: key }),
    ...(from && { from }),
    ...(to && { to }),
    ...(show === 'liked' && { reaction: 'LIKE' as const }),
    ...(show === 'disliked' && { reaction: 'DISLIKE' as const }),
    ...(show === 'failed' && { failed: true }),
    ...(show === 'reported' && { reported: true }),
  }
}

const queryOf = (choice: Choice) => new URLSearchParams(Object.entries(filterOf(choice)).map(([name, value]) => [name, String(value)])).toString()

/** Where a browser loads the export of what is chosen. */
export function exportAddress(assistantId: string, choice: Choice): string {
  const query = queryOf(choice)
  return `/api/v1/assistants/${assistantId}/conversations/export${query && `?${query}`}`
}
