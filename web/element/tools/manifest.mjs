// Makes custom-elements.json, the description of the element, from its source.
import { readFile } from 'node:fs/promises'
import { create, ts } from '@custom-elements-manifest/analyzer'

const SOURCE = new URL('../src/latchkey-chat.ts', import.meta.url)
export const TAG = 'latchkey-chat'
const CLASS = 'LatchkeyChatElement'

/** What the browser calls, and no one else. */
const isCallback = (name) => /^(observedAttributes|formAssociated|.*Callback)$/.test(name)

const camelOf = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())

/** One line of text: editors show it beside a name. */
const line = (text) => text?.replace(/\s*\n\s*/g, ' ').trim()

const byName = (left, right) => left.name.localeCompare(right.name, 'en')

/** An attribute and its property: by the JSDoc of the property (`@attr name`), or because they have the same name. */
function pair(attributes, members) {
  for (const attribute of attributes) {
    const field = members.find((member) => member.attribute === attribute.name) ?? members.find((member) => member.kind === 'field' && member.name === camelOf(attribute.name))
    if (!field) continue
    Object.assign(field, { attribute: attribute.name, reflects: true })
    attribute.fieldName = field.name
    attribute.type ??= field.type
    attribute.description ??= field.description
    field.description ??= attribute.description
  }
}

function tidyMember({ kind, name, type, description, parameters, return: result, attribute, readonly: fixed }) {
  return { kind, name, description: line(description), type, parameters: parameters?.map(({ name, type, optional, description }) => ({ name, type, optional, description: line(description) })), return: result, attribute, readonly: fixed }
}

function tidy(found) {
  const members = (found.members ?? []).filter(({ name, privacy, static: ofClass }) => !privacy && !ofClass && !/^[#_]/.test(name) && !isCallback(name)).map(tidyMember)
  const described = (list) => (list ?? []).map((entry) => ({ ...entry, description: line(entry.description) }))
  const attributes = described(found.attributes).map(({ name, type, default: value, description }) => ({ name, type, default: value, description }))
  pair(attributes, members)
  return {
    kind: 'class', customElement: true, tagName: TAG, name: CLASS, description: line(found.description),
    superclass: { name: 'HTMLElement' },
    attributes,
    members: [...members.filter(({ kind }) => kind === 'field').sort(byName), ...members.filter(({ kind }) => kind === 'method').sort(byName)],
    // What JSDoc does not describe is sent by other modules, or is not for authors.
    events: described(found.events).filter(({ description }) => description).map(({ name, type, description }) => ({ name, type, description })),
    slots: described(found.slots), cssParts: described(found.cssParts), cssProperties: described(found.cssProperties),
  }
}

/** The description of the element in the schema that editors, frameworks and documentation tools read. */
export async function createManifest() {
  const source = ts.createSourceFile('latchkey-chat.ts', await readFile(SOURCE, 'utf8'), ts.ScriptTarget.ES2022, true)
  const [found] = create({ modules: [source] }).modules.flatMap(({ declarations }) => declarations).filter(({ name }) => name === CLASS)
  const declaration = { name: CLASS, module: 'dist/index.js' }
  return {
    schemaVersion: '1.0.0',
    readme: 'README.md',
    modules: [
      { kind: 'javascript-module', path: 'dist/index.js', declarations: [tidy(found)], exports: [{ kind: 'js', name: CLASS, declaration }] },
      { kind: 'javascript-module', path: 'dist/define.js', declarations: [], exports: [{ kind: 'custom-element-definition', name: TAG, declaration }] },
    ],
  }
}

export const elementOf = (manifest) => manifest.modules[0].declarations[0]
