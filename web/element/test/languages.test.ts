import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { test } from 'node:test'
import * as ar from '../src/languages/ar'
import * as de from '../src/languages/de'
import * as es from '../src/languages/es'
import * as fr from '../src/languages/fr'
import * as he from '../src/languages/he'
import * as it from '../src/languages/it'
import * as ja from '../src/languages/ja'
import * as nl from '../src/languages/nl'
import * as pl from '../src/languages/pl'
import * as pt from '../src/languages/pt'
import * as sv from '../src/languages/sv'
import * as tr from '../src/languages/tr'
import * as zh from '../src/languages/zh'
import { ownText } from '../src/own-text'
import * as en from '../src/strings'

/** The words that the modules of a language hold. The element itself, which is in no language, has its own. */
type Words = Omit<typeof en, 'elementStrings'>

// A word that is missing in a language, or takes other arguments, does not compile.
const languages: Record<string, Words> = { ar, de, es, fr, he, it, ja, nl, pl, pt, sv, tr, zh }

type Word = string | ((...facts: never[]) => string)
type Group = Record<string, Word>

const groupsOf = (words: Words) => Object.entries(words as unknown as Record<string, Group>).filter(([name]) => name.endsWith('Strings') && name !== 'elementStrings')

/** Every word by its group and name. */
const wordsOf = (words: Words) => new Map<string, Word>(groupsOf(words).flatMap(([group, names]) => Object.entries(names).map(([name, word]) => [`${group}.${name}`, word] as const)))

/** Words that are the same as in English: each one was looked at. */
const SAME: Record<string, string[]> = {
  de: ['panelStrings.code'],
  fr: ['historyStrings.untitled', 'panelStrings.assistant', 'panelStrings.code', 'panelStrings.log', 'panelStrings.sources', 'panelStrings.titleAndPage'],
  it: ['panelStrings.privacy'],
  nl: ['panelStrings.code', 'panelStrings.privacy'],
}

/** A name in every language. */
const NAMES = ['panelStrings.branding']

const sample = (word: Word) => (typeof word === 'string' ? word : word(...(['A', 'B', 'C'] as never[])))

/** Not only a name and a colon. */
const speaks = (word: Word) => /\p{L}/u.test(sample(word).replace(/[ABC]/g, ''))

const english = wordsOf(en)

test('there is a file for each of the languages, and each of them is checked here', async () => {
  const folder = new URL('../../../element/src/languages/', import.meta.url)
  const files = (await readdir(folder)).map((file) => file.replace('.ts', '')).sort()
  assert.deepEqual(files, Object.keys(languages).sort())
})

for (const [code, words] of Object.entries(languages)) {
  const own = wordsOf(words)

  test(`${code}: has the words that English has, and the same as all others`, () => {
    assert.deepEqual([...own.keys()].sort(), [...wordsOf(de).keys()].sort())
    for (const [name, word] of english) {
      const translated = own.get(name)
      assert.equal(typeof translated, typeof word, name)
      if (typeof word === 'function') assert.equal((translated as typeof word).length, word.length, `${name} takes other facts`)
    }
  })

  test(`${code}: nothing is left in English`, () => {
    const same = [...english].filter(([name, word]) => speaks(word) && sample(own.get(name) ?? '') === sample(word)).map(([name]) => name)
    const known = [...(SAME[code] ?? []), ...NAMES].filter((name) => english.has(name))
    assert.deepEqual(same.sort(), known.sort())
  })

  test(`${code}: the words are set as that language sets them`, () => {
    for (const [name, translated] of own) {
      const text = sample(translated)
      assert.equal(text, text.trim(), name)
      assert.doesNotMatch(text, /\.\.\.|['"]| {2}|undefined/, `${name}: ${text}`)
      // A sentence in one language is a sentence in all of them.
      const ends = /[.。]$/
      const word = english.get(name)
      if (word) assert.equal(ends.test(text), ends.test(sample(word)), `${name}: ${text}`)
    }
  })

  test(`${code}: says which language it is and which way that runs`, () => {
    const { lang, dir } = words.language
    assert.equal(lang.split('-', 1)[0], code)
    assert.equal(dir, ['ar', 'he'].includes(code) ? 'rtl' : 'ltr')
  })
}

test('Polish and Arabic, which have many, find the right plural', () => {
  const counted = (words: Words, counts: number[]) => counts.map((count) => words.panelStrings.messagesLeft(count))
  const [none, one, two, five, twelve, twentyTwo] = counted(pl, [0, 1, 2, 5, 12, 22])
  assert.match(none!, /nie można/)
  assert.match(one!, /^Pozostała 1 wiadomość /)
  assert.match(two!, /^Pozostały 2 wiadomości /)
  assert.match(five!, /^Pozostało 5 wiadomości /)
  assert.match(twelve!, /^Pozostało 12 wiadomości /)
  assert.match(twentyTwo!, /^Pozostały 22 wiadomości /)
  const arabic = counted(ar, [0, 1, 2, 3, 10, 11])
  assert.ok(!/\d/.test(arabic.slice(0, 3).join('')), 'none, one and two are words')
  assert.equal(new Set(arabic).size, 6)
  assert.match(arabic[3]!, /3 رسائل/)
  assert.match(arabic[4]!, /10 رسائل/)
  assert.match(arabic[5]!, /11 رسالة/)
  assert.equal(new Set(counted(he, [0, 1, 2, 3])).size, 4)
})

test('the default text of the server gives way to the words of the language, an own one does not', async () => {
  const source = await readFile(new URL('../../../../internal/key/configuration.go', import.meta.url), 'utf8')
  const text = /DefaultErrorText = "(.*)"/.exec(source)?.[1]
  assert.ok(text)
  assert.equal(ownText(text), '')
  assert.equal(ownText('Call us.'), 'Call us.')
  assert.equal(ownText(undefined), '')
})
