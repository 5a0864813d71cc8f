/** Properties that were set on the plain element, before its class was defined, hide the accessors. */
export function upgrade(element: HTMLElement): void {
  for (const [name, value] of Object.entries(element)) {
    Reflect.deleteProperty(element, name)
    Reflect.set(element, name, value)
  }
}
