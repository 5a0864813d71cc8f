import { h } from './dom'
import { panelStrings as strings } from './strings'

const SCHEMES = ['https:', 'http:', 'mailto:', 'tel:']

/** The address if it is one that a link may lead to. */
export function safeUrl(address: string): URL | undefined {
  try {
    const url = new URL(address.trim(), document.baseURI)
    return SCHEMES.includes(url.protocol) ? url : undefined
  } catch {
    return undefined
  }
}

/** A link that cannot reach back to this page; one to elsewhere opens beside it. An address that is not allowed gives plain text. */
export function link(address: string, attributes: Record<string, string> = {}): HTMLElement {
  const url = safeUrl(address)
  if (!url) return h('span', attributes)
  const anchor = h('a', { ...attributes, href: url.href, rel: 'noopener' })
  if (url.origin !== location.origin && url.protocol.startsWith('http')) {
    anchor.target = '_blank'
    anchor.setAttribute('aria-description', strings.newTab)
  }
  return anchor
}
