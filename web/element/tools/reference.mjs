// Writes docs/reference/element.md, the tables of the element's interface, from its source: node tools/reference.mjs
import { writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { eventTypeOf, fieldsOf, methodOf, methodsOf } from './declarations.mjs'
import { createManifest, elementOf } from './manifest.mjs'
import { NATIVE } from './names.mjs'

export const REFERENCE = new URL('../../../docs/reference/element.md', import.meta.url)

const cell = (text = '') => String(text).replaceAll('|', '\\|')
const code = (text) => (text ? `\`${cell(text)}\`` : '')

/** A default that is no value is said in words. */
const defaultOf = (value) => (/^from /.test(value ?? '') ? value : code(value))

const table = (head, rows) => [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

const detailOf = (event) => {
  const detail = /^CustomEvent<(.*)>$/s.exec(eventTypeOf(event))?.[1]
  return /^(null|undefined)$/.test(detail ?? '') ? '' : code(detail)
}

/** The text of the page. */
export function reference(manifest) {
  const element = elementOf(manifest)
  const properties = fieldsOf(element).filter(({ attribute }) => !attribute)
  return `# Reference of the web component

Everything that \`<latchkey-chat>\` has: attributes, properties, methods, events, CSS custom properties and parts. How they are used is in
[Put the chat on a website](../guide/embed.md). The page is made from the source of the element, as is \`custom-elements.json\` of the npm package.

## Attributes of the element

${table(['Attribute', 'Property', 'Type', 'Means'], element.attributes.map(({ name, fieldName, type, description }) => [code(name), code(fieldName ?? (NATIVE.has(name) ? name : '')), code(type?.text ?? 'string'), cell(description)]))}

## Properties of the element without an attribute

${table(['Property', 'Type', 'Means'], properties.map(({ name, type, description }) => [code(name), code(type?.text), cell(description)]))}

## Methods of the element

${table(['Method', 'What it does'], methodsOf(element).map((method) => [code(methodOf(method)), cell(method.description)]))}

## Events of the element

All of them bubble and cross the borders of shadow roots. The last column is \`event.detail\`.

${table(['Event', 'When', 'Detail'], element.events.map((event) => [code(event.name), cell(event.description), detailOf(event)]))}

## CSS custom properties

${table(['Custom property', 'Means', 'Default'], element.cssProperties.map(({ name, default: value, description }) => [code(name), cell(description), defaultOf(value)]))}

## Parts

${table(['Part', 'What it is'], element.cssParts.map(({ name, description }) => [`\`::part(${name})\``, cell(description)]))}
`
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await writeFile(REFERENCE, reference(await createManifest()))
