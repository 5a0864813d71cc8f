// Makes the types of the package from the manifest and from the types of the sources that it names.
import { readFile, readdir } from 'node:fs/promises'
import { ts } from '@custom-elements-manifest/analyzer'
import { elementOf, INTERFACE, TAG } from './manifest.mjs'
import { NATIVE } from './names.mjs'

const src = new URL('../src/', import.meta.url)

export const HEADER = '// Made from custom-elements.json, which is made from the source of the element.\n'

export const doc = (description, indent = '') => (description ? `${indent}/** ${description} */\n` : '')

/** Every exported interface and type of the sources, as it is written there, by its name; those of the element's interface come first. */
async function sourceTypes() {
  const types = new Map()
  for (const file of [...(await readdir(src)).filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts')), ...INTERFACE]) {
    const source = ts.createSourceFile(file, await readFile(new URL(file, src), 'utf8'), ts.ScriptTarget.ES2022, true)
    for (const node of source.statements) {
      const declared = ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)
      if (declared && node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) types.set(node.name.text, node.getFullText(source).trim())
    }
  }
  return types
}

/** The types that these texts name, and those that these name in turn. */
function named(texts, types, found = new Map()) {
  for (const name of texts.join(' ').match(/\b[A-Z]\w+\b/g) ?? []) {
    if (!types.has(name) || found.has(name)) continue
    found.set(name, types.get(name))
    named([types.get(name)], types, found)
  }
  return found
}

const typeOf = ({ type }) => type?.text ?? 'unknown'

/** A parameter with a default value may be left out. */
const parameterOf = ({ name, type, optional, default: value }) => `${name}${optional || value ? '?' : ''}: ${typeOf({ type })}`

export const methodOf = ({ name, parameters = [], return: result }) => `${name}(${parameters.map(parameterOf).join(', ')}): ${typeOf(result ?? { type: { text: 'void' } })}`

/** Without those that every element has. */
export const fieldsOf = (element) => element.members.filter(({ kind, name }) => kind === 'field' && !NATIVE.has(name))
export const methodsOf = (element) => element.members.filter(({ kind }) => kind === 'method')

/** An event's type is written in the source as `CustomEvent<…>`; without it there is no detail. */
export const eventTypeOf = ({ type }) => (/^CustomEvent\b/.test(type?.text ?? '') ? type.text : 'CustomEvent<undefined>')

const listener = (verb, options) => `  ${verb}EventListener<K extends keyof HTMLElementEventMap>(type: K, listener: (this: ${'LatchkeyChatElement'}, event: HTMLElementEventMap[K]) => unknown, options?: boolean | ${options}): void
  ${verb}EventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | ${options}): void
`

/** The text of dist/index.d.ts. */
export async function declarations(manifest) {
  const element = elementOf(manifest)
  const members = [...fieldsOf(element).map(typeOf), ...methodsOf(element).map(methodOf), ...element.events.map(eventTypeOf)]
  const types = [...named(members, await sourceTypes()).values()]
  const fields = fieldsOf(element).map((field) => `${doc(field.description, '  ')}  ${field.readonly ? 'readonly ' : ''}${field.name}: ${typeOf(field)}\n`)
  const methods = methodsOf(element).map((method) => `${doc(method.description, '  ')}  ${methodOf(method)}\n`)
  const events = element.events.map((event) => `${doc(event.description, '  ')}  '${event.name}': ${eventTypeOf(event)}\n`)
  return `${HEADER}
${types.map((text) => `${text}\n\n`).join('')}/** The events of the element, which bubble up to the document. */
export interface LatchkeyChatEventMap {
${events.join('')}}

${doc(element.description)}export declare class LatchkeyChatElement extends HTMLElement {
${[...fields, ...methods].join('')}${listener('add', 'AddEventListenerOptions')}${listener('remove', 'EventListenerOptions')}}

declare global {
  interface HTMLElementTagNameMap {
    '${TAG}': LatchkeyChatElement
  }
  interface HTMLElementEventMap extends LatchkeyChatEventMap {}
  interface DocumentEventMap extends LatchkeyChatEventMap {}
  interface WindowEventMap extends LatchkeyChatEventMap {}
}
`
}
