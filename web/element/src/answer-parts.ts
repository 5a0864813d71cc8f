import { copies } from './clipboard'
import { h } from './dom'
import { CHECK, COPY, icon } from './icons'
import { link } from './links'
import type { MarkdownParts } from './markdown-view'
import { language as words, panelStrings as strings } from './strings'
import type { Source } from './turn'

/** How the special parts of an answer look. */
export function answerParts(sources: () => Source[], reveal: (source: Source) => void): MarkdownParts {
  return {
    link,
    table: (table) => h('div', { class: 'table', role: 'region', tabindex: '0', 'aria-label': strings.table }, table),
    code: codeBlock,
    cite: (number) => {
      const source = sources().find((known) => known.number === number)
      return source && citation(source, reveal)
    },
  }
}

function citation(source: Source, reveal: (source: Source) => void): HTMLElement {
  const label = { class: 'cite', 'aria-label': strings.source(source.number, source.title), title: source.title }
  const mark = source.url ? link(source.url, label) : h('button', { ...label, type: 'button' })
  if (!source.url) mark.addEventListener('click', () => reveal(source))
  mark.append(String(source.number))
  return mark
}

function codeBlock(language: string): { node: HTMLElement; slot: HTMLElement } {
  const slot = h('code')
  const label = h('span', {}, strings.copy)
  const copy = h('button', { class: 'copy', type: 'button' }, icon(COPY), label)
  copies(copy, () => slot.textContent, (done) => {
    label.textContent = done ? strings.copied : strings.copy
    copy.firstChild?.replaceWith(icon(done ? CHECK : COPY))
  })
  const bar = h('div', { class: 'bar', ...words }, h('span', {}, language || strings.code), copy)
  const scrolls = h('pre', { dir: 'ltr', tabindex: '0', role: 'region', 'aria-label': strings.code }, slot)
  return { node: h('div', { class: 'code' }, bar, scrolls), slot }
}
