import { describe, expect, it } from 'vitest'
import deModel from '../src/assistants/model-words/de'
import deWords from '../src/conversations/words/de'
import deVersions from '../src/keys/version-words/de'
import enModel from '../src/assistants/model-words/en'
import enWords from '../src/conversations/words/en'
import enVersions from '../src/keys/version-words/en'
import esModel from '../src/assistants/model-words/es'
import esWords from '../src/conversations/words/es'
import esVersions from '../src/keys/version-words/es'
import frModel from '../src/assistants/model-words/fr'
import frWords from '../src/conversations/words/fr'
import frVersions from '../src/keys/version-words/fr'
import itModel from '../src/assistants/model-words/it'
import itWords from '../src/conversations/words/it'
import itVersions from '../src/keys/version-words/it'
import de from '../src/i18n/de'
import en from '../src/i18n/en'
import es from '../src/i18n/es'
import fr from '../src/i18n/fr'
import it_ from '../src/i18n/it'

interface Texts { [name: string]: string | Texts }

function flat(texts: Texts, above = ''): [string, string][] {
  return Object.entries(texts).flatMap(([name, value]) => (typeof value === 'string' ? [[above + name, value] as [string, string]] : flat(value, `${above}${name}.`)))
}

const placeholders = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name).sort()

// A text of few letters, or of names, may be the same.
const SAME = 0.12

describe.each([
  ['it', { ...it_, words: itWords, model_: itModel, versions_: itVersions }],
  ['de', { ...de, words: deWords, model_: deModel, versions_: deVersions }],
  ['fr', { ...fr, words: frWords, model_: frModel, versions_: frVersions }],
  ['es', { ...es, words: esWords, model_: esModel, versions_: esVersions }],
] as [string, Texts][])('%s', (_, texts) => {
  const english = flat({ ...en, words: enWords, model_: enModel, versions_: enVersions })
  const translated = new Map(flat(texts))

  it('has every text, and no other', () => expect([...translated.keys()].sort()).toEqual(english.map(([key]) => key).sort()))

  it('keeps the placeholders', () => {
    for (const [key, text] of english) expect(placeholders(translated.get(key) ?? ''), key).toEqual(placeholders(text))
  })

  it('leaves no text empty', () => {
    for (const [key, text] of translated) expect(text.trim(), key).not.toBe('')
  })

  it('is another language', () => {
    const same = english.filter(([key, text]) => translated.get(key) === text)
    expect(same.length / english.length).toBeLessThan(SAME)
  })

  it('calls the part of the page where a key ends by its name', () => {
    const title = translated.get('life.title') ?? ''
    expect(translated.get('codes.KEY_EXPIRED_way')).toContain(title)
    expect(translated.get('codes.KEY_DISABLED_way')).toContain(title)
  })
})
