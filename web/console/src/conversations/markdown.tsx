import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { h } from '../../../element/src/dom'
import { MarkdownView } from '../../../element/src/markdown-view'
import type { ReferenceObject } from '../api/schema'
import { WORDS } from './words'

const SCHEMES = ['https:', 'http:', 'mailto:', 'tel:']

/** The address if it is one that a link may lead to. */
export function safeAddress(address: string): string | undefined {
  try {
    const url = new URL(address.trim())
    return SCHEMES.includes(url.protocol) ? url.href : undefined
  } catch {
    return undefined
  }
}

function link(address: string, attributes: Record<string, string> = {}): HTMLElement {
  const href = safeAddress(address)
  return href ? h('a', { ...attributes, href, target: '_blank', rel: 'noopener noreferrer' }) : h('span', attributes)
}

/** An answer as its visitor saw it: the same reader of Markdown, which makes nodes and never reads HTML. */
export function Markdown({ text, references }: { text: string; references: ReferenceObject[] }) {
  const { t } = useTranslation(WORDS)
  const root = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const place = root.current
    if (!place) return
    const view = new MarkdownView(place, {
      link,
      table: (table) => h('div', { class: 'scrolls', role: 'region', tabindex: '0', 'aria-label': t('table') }, table),
      code: () => {
        const slot = h('code', { dir: 'ltr' })
        return { node: h('pre', { tabindex: '0', role: 'region', 'aria-label': t('code') }, slot), slot }
      },
      cite: (number) => {
        const source = references.find((known) => known.number === number)
        if (!source) return undefined
        const mark = link(source.source, { class: 'cite', title: source.title })
        mark.append(String(number))
        if (mark.tagName === 'A') mark.setAttribute('aria-label', t('source', { number, title: source.title }))
        return mark
      },
    })
    view.write(text, false)
    return () => place.replaceChildren()
  }, [text, references, t])
  return <div className="markdown" ref={root} />
}
