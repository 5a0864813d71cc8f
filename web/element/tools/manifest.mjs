// Makes custom-elements.json, the description of the element, from its source.
import { readdir, readFile } from 'node:fs/promises'
import { create, ts } from '@custom-elements-manifest/analyzer'

const src = new URL('../src/', import.meta.url)
export const TAG = 'latchkey-chat'
const CLASS = 'LatchkeyChatElement'
/** The sources of the element's interface. */
export const INTERFACE = ['chat-attributes.ts', 'latchkey-chat.ts', 'events.ts']
/** The interface in which every event has its type. */
const EVENTS = 'LatchkeyChatEvents'

/** What the browser calls, and no one else. */
const isCallback = (name) => /^(observedAttributes|formAssociated|.*Callback)$/.test(name)

/** One line of text: editors show it beside a name. */
const line = (text) => text?.replace(/\s*\n\s*/g, ' ').trim() || undefined

const byName = (left, right) => left.name.localeCompare(right.name, 'en')

/** The attributes that the accessors of these sources read and write. */
function attributesOfAccessors(sources) {
  const found = new Map()
  const visit = (node) => {
    const attribute = ts.isGetAccessor(node) && /\b(?:get|has)Attribute\('([\w-]+)'\)/.exec(node.getText())?.[1]
    if (attribute) found.set(attribute, node.name.getText())
    ts.forEachChild(node, visit)
  }
  for (const source of sources) visit(source)
  return found
}

/** Connects an attribute and its property: what one says of itself is true of the other. */
function pair(attributes, members, properties) {
  for (const attribute of attributes) {
    const field = members.find(({ name }) => name === properties.get(attribute.name))
    if (!field) continue
    Object.assign(field, { attribute: attribute.name, reflects: true })
    attribute.fieldName = field.name
    attribute.type = field.type ?? attribute.type
    attribute.description ??= field.description
    field.description ??= attribute.description
  }
}

/** Type and description of every event, as its interface has them. */
function typedEvents(sources) {
  const declared = sources.flatMap(({ statements }) => [...statements]).find((node) => ts.isInterfaceDeclaration(node) && node.name.text === EVENTS)
  return new Map(
    (declared?.members ?? []).map((member) => {
      const description = line(ts.getJSDocCommentsAndTags(member).map(({ comment }) => ts.getTextOfJSDocComment(comment)).join(' '))
      return [member.name.text, { description, type: { text: member.type.getText().replace(/^\w+/, 'CustomEvent').replace(/^CustomEvent$/, 'CustomEvent<null>') } }]
    }),
  )
}

/** The value of every custom property where the page sets none, as the stylesheets have it; not where they compute it. */
async function cssDefaults() {
  const found = new Map()
  for (const file of (await readdir(src)).filter((name) => name.endsWith('.css'))) {
    const text = await readFile(new URL(file, src), 'utf8')
    for (const { 0: start, 1: name, index } of text.matchAll(/var\((--latchkey-[a-z-]+),\s*/g)) {
      const value = upToClosing(text, index + start.length)
      if (!found.has(name) && !value.includes('var(')) found.set(name, value)
    }
  }
  return found
}

/** Types of these sources that stand for a choice of texts: what is chosen from is said where they are used. */
function expandChoices(sources) {
  const choices = new Map()
  for (const node of sources.flatMap(({ statements }) => [...statements])) {
    if (ts.isTypeAliasDeclaration(node) && /^'/.test(node.type.getText())) choices.set(node.name.text, line(node.type.getText()))
  }
  return (type) => type && { text: type.text.replace(/\b[A-Z]\w+\b/g, (name) => choices.get(name) ?? name) }
}

/** The text from here to the bracket that closes what was opened before. */
function upToClosing(text, start) {
  let depth = 1
  let at = start
  while (depth) depth += { '(': 1, ')': -1 }[text[at++]] ?? 0
  return line(text.slice(start, at - 1))
}

/** What is the same but dark follows what it is the same as: where it is read alone, it says so itself. */
const alone = (list) => list.map((entry, index) => (entry.description === 'The same, dark.' ? { ...entry, description: list[index - 1].description.replace(/\blight\b/, 'dark') } : entry))

function tidyMember({ kind, name, type, description, parameters, return: result, attribute, readonly: fixed }) {
  return { kind, name, description: line(description), type, parameters: parameters?.map(({ name, type, optional, description }) => ({ name, type, optional, description: line(description) })), return: result, attribute, readonly: fixed }
}

function tidy(found, sources, defaults) {
  const expand = expandChoices(sources)
  const members = (found.members ?? []).filter(({ name, privacy, static: ofClass }) => !privacy && !ofClass && !/^[#_]/.test(name) && !isCallback(name)).map(tidyMember).map((member) => ({ ...member, type: expand(member.type) }))
  const described = (list) => (list ?? []).map((entry) => ({ ...entry, description: line(entry.description) }))
  const attributes = described(found.attributes).map(({ name, type, default: value, description }) => ({ name, type: expand(type), default: value, description }))
  pair(attributes, members, attributesOfAccessors(sources))
  const types = typedEvents(sources)
  const events = described(found.events).map(({ name, type, description }) => ({ name, type: expand(types.get(name)?.type ?? type), description: description ?? types.get(name)?.description }))
  return {
    kind: 'class', customElement: true, tagName: TAG, name: CLASS, description: line(found.description),
    superclass: { name: 'HTMLElement' },
    attributes,
    members: [...members.filter(({ kind }) => kind === 'field').sort(byName), ...members.filter(({ kind }) => kind === 'method').sort(byName)],
    events: [...new Map([...[...types].map(([name, event]) => ({ name, ...event })), ...events].map((event) => [event.name, event])).values()],
    slots: described(found.slots), cssParts: described(found.cssParts),
    cssProperties: alone(described(found.cssProperties)).map(({ name, default: value, description }) => ({ name, default: value ?? defaults.get(name), description })),
  }
}

/** The description of the element in the schema that editors, frameworks and documentation tools read. */
export async function createManifest() {
  const sources = await Promise.all(INTERFACE.map(async (file) => ts.createSourceFile(`src/${file}`, await readFile(new URL(file, src), 'utf8'), ts.ScriptTarget.ES2022, true)))
  const found = create({ modules: sources }).modules.flatMap(({ declarations }) => declarations).find(({ name }) => name === CLASS)
  const declaration = { name: CLASS, module: 'dist/index.js' }
  return {
    schemaVersion: '1.0.0',
    readme: 'README.md',
    modules: [
      { kind: 'javascript-module', path: 'dist/index.js', declarations: [tidy(found, sources, await cssDefaults())], exports: [{ kind: 'js', name: CLASS, declaration }] },
      { kind: 'javascript-module', path: 'dist/define.js', declarations: [], exports: [{ kind: 'custom-element-definition', name: TAG, declaration }] },
    ],
  }
}

export const elementOf = (manifest) => manifest.modules[0].declarations[0]
