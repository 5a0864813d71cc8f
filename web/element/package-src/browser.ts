// Injected into the element: where there is no browser, as while a page is rendered on a server, its modules can still be imported.

/** Takes every use that a module makes of the browser while it is imported, and does nothing. */
const nothing: unknown = new Proxy(Object, {
  get: (_, name) => (name === Symbol.toPrimitive ? () => '' : name === Symbol.iterator ? [][Symbol.iterator] : nothing),
  apply: () => nothing,
  construct: () => nothing as object,
})

// eslint-disable-next-line @typescript-eslint/no-extraneous-class -- something to extend
class Nothing {}

const here = globalThis as unknown as Record<string, unknown>
const has = 'HTMLElement' in here

const [Html, Base] = ['HTMLElement', 'Element'].map((name) => (has ? here[name] : Nothing))
const [Sheet, page, entries, place, media, listen] = ['CSSStyleSheet', 'document', 'performance', 'location', 'matchMedia', 'addEventListener'].map(
  (name) => (has ? here[name] : nothing),
)

export { Html as HTMLElement, Base as Element, Sheet as CSSStyleSheet, page as document, entries as performance, place as location, media as matchMedia, listen as addEventListener }
