import { describe, expect, it } from 'vitest'
import { type Fields, meet, merge, patchOf, withValue } from '../src/draft/patch'

const base: Fields = { name: 'Shop', configuration: { position: 'right', marginBottom: 10, prompts: ['a'] }, expiresAt: null }

describe('patchOf', () => {
  it('is undefined when nothing is changed', () => expect(patchOf(base, structuredClone(base))).toBeUndefined())

  it('holds only what is changed, a list as a whole', () => {
    const mine = withValue(withValue(base, 'configuration.prompts', ['a', 'b']), 'expiresAt', '2030-01-01T00:00:00Z')
    expect(patchOf(base, mine)).toEqual({ configuration: { prompts: ['a', 'b'] }, expiresAt: '2030-01-01T00:00:00Z' })
  })

  it('resets with null', () => expect(patchOf(withValue(base, 'expiresAt', '2030-01-01T00:00:00Z'), base)).toEqual({ expiresAt: null }))
})

describe('two edits', () => {
  const mine = withValue(withValue(base, 'name', 'Mine'), 'configuration.marginBottom', 20)

  it('do not meet where only one of them changed something', () => {
    const theirs = withValue(base, 'configuration.position', 'left')
    const rows = meet(base, mine, theirs)
    expect(rows.map((row) => [row.path, row.conflict])).toEqual([
      ['name', false],
      ['configuration.position', false],
      ['configuration.marginBottom', false],
    ])
    expect(merge(theirs, rows, new Map())).toEqual({ name: 'Mine', configuration: { position: 'left', marginBottom: 20, prompts: ['a'] }, expiresAt: null })
  })

  it('agree when both changed the same in the same way', () => {
    expect(meet(base, mine, withValue(base, 'name', 'Mine')).find((row) => row.path === 'name')?.conflict).toBe(false)
  })

  it('meet where both changed the same, and the choice decides', () => {
    const theirs = withValue(base, 'name', 'Theirs')
    const rows = meet(base, mine, theirs)
    expect(rows.find((row) => row.path === 'name')?.conflict).toBe(true)
    expect(merge(theirs, rows, new Map([['name', 'theirs']])).name).toBe('Theirs')
    expect(merge(theirs, rows, new Map([['name', 'mine']])).name).toBe('Mine')
    expect(merge(theirs, rows, new Map([['name', 'theirs']])).configuration).toEqual({ position: 'right', marginBottom: 20, prompts: ['a'] })
  })

  it('leave both alone', () => {
    expect(base).toEqual({ name: 'Shop', configuration: { position: 'right', marginBottom: 10, prompts: ['a'] }, expiresAt: null })
  })
})
