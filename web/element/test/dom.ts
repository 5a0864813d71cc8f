import { parseHTML } from 'linkedom'

/** A document for code that builds nodes. */
export function useDocument(address = 'https://shop.example/tea'): Document {
  const { document } = parseHTML('<!doctype html><html><body></body></html>') as unknown as { document: Document }
  Object.defineProperty(document, 'baseURI', { value: address, configurable: true })
  Object.assign(globalThis, { document, location: new URL(address) })
  // Node has one from its version 21 on.
  if (!('navigator' in globalThis)) Object.assign(globalThis, { navigator: {} })
  return document
}
