/** Properties that were set on the plain element, before its class was defined, hide the accessors. */
export function upgrade(element: HTMLElement): void {
  const own = Object.assign({} as Record<string, unknown>, element)
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the button has no room for longer words
  for (const name in own) delete (element as unknown as typeof own)[name]
  Object.assign(element, own)
}
