/** Properties that were set on the plain element, before its class was defined, hide the accessors. */
export function upgrade(element: HTMLElement): void {
  const own = Object.assign({} as Record<string, unknown>, element)
  for (const name in own) Reflect.deleteProperty(element, name)
  Object.assign(element, own)
}
