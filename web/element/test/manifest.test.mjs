// custom-elements.json says all that there is, and the documentation says the same.
import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { before, test } from 'node:test'
import { createManifest, elementOf } from '../tools/manifest.mjs'
import { REFERENCE, reference } from '../tools/reference.mjs'

const src = new URL('../src/', import.meta.url)
const isSource = (name) => /\.(ts|css)$/.test(name) && !name.endsWith('.d.ts')

let manifest
let element
let sources
before(async () => {
  manifest = await createManifest()
  element = elementOf(manifest)
  sources = await Promise.all((await readdir(src)).filter(isSource).map((name) => readFile(new URL(name, src), 'utf8')))
})

const namesOf = (list) => list.map(({ name }) => name).sort()
/** What all sources have at the first group of a pattern, once each. */
const inSources = (pattern) => [...new Set(sources.flatMap((text) => [...text.matchAll(pattern)].map(([, found]) => found)))].sort()

test('custom-elements.json is small', () => {
  assert.ok(JSON.stringify(manifest, null, 2).length <= 30_000)
})

test('it has every attribute that the element observes', () => {
  const [list] = inSources(/observedAttributes = \[([^\]]+)\]/g)
  assert.deepEqual(namesOf(element.attributes), list.match(/[\w-]+/g).sort())
})

test('it has every event', () => {
  assert.deepEqual(namesOf(element.events), inSources(/'(latchkey-(?!chat)[a-z-]+)'/g))
  for (const { name, type } of element.events) assert.match(type?.text ?? '', /^CustomEvent</, name)
})

/** Those that stand for an option of the key are written by the frame, each with the value of the option. */
const written = (name) => sources.some((text) => text.includes('--latchkey-${') && new RegExp(`['\\s]${name.slice('--latchkey-'.length)}'?:`).test(text))

test('it has every custom property, with its default or with what it comes from', () => {
  const used = inSources(/(--latchkey-[a-z-]*[a-z])/g)
  const names = namesOf(element.cssProperties)
  assert.deepEqual(used.filter((name) => !names.includes(name)), [])
  assert.deepEqual(names.filter((name) => !used.includes(name) && !written(name)), [])
  for (const { name, default: value, description } of element.cssProperties) assert.ok(value || /unless set/.test(description), `${name} has no default`)
})

test('it has every part', () => {
  const parts = inSources(/\bpart(?:: |', )'([\w -]+)'/g).flatMap((names) => names.split(' '))
  assert.deepEqual(namesOf(element.cssParts), [...new Set(parts)].sort())
})

test('everything is described', () => {
  const all = [...element.attributes, ...element.members, ...element.events, ...element.cssProperties, ...element.cssParts, ...element.slots]
  assert.deepEqual(namesOf(all.filter(({ description }) => !description)), [])
})

test('docs/reference/element.md is current; make reference writes it anew', async () => {
  assert.equal(await readFile(REFERENCE, 'utf8'), reference(manifest))
})
