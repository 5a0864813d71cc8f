import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { decidedLines, parseBlocks } from '../src/markdown-blocks'

/** A generator of numbers below a bound, always the same for a seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const PIECES = [
  ...['*', '**', '_', '__', '~', '~~', '`', '``', '```', '~~~', '[', '![', ']', '](', '](<', ')', '(', '<', '>', '\\', '&', '&amp;', '!', '"', "'"],
  ...['http://', 'https://', 'https:', 'mailto:', '<https://a', '<br', '<br>', '[1]', '[1, 2]', '[x](y)', '[1]:', '|', '|-|', ':-:', '---', '***'],
  ...['#', '# ', '## ', '> ', '- ', '+ ', '1. ', '1) ', '2. ', '- [ ] ', 'a', 'word', 'ß', '茶', '😀', '.', ',', ':', '://', '  ', '    ', ' ', '\t'],
  ...['\n', '\n', '\n\n', '  \n', '\u2028', '\u00a0', '\u200b', '\u0000'],
]

function parse(text: string, live: boolean): void {
  const lines = text.split('\n')
  parseBlocks(live ? decidedLines(lines) : lines, live)
}

/** Of the quickest of a few attempts: the machine may be busy with something else. */
function millisecondsOf(act: () => void, enough: number): number {
  let least = Infinity
  for (let attempt = 0; attempt < 5 && least > enough; attempt++) {
    const started = performance.now()
    act()
    least = Math.min(least, performance.now() - started)
  }
  return least
}

describe('texts made of all marks', () => {
  const next = numbers(7)
  const textOf = (pieces: number) => Array.from({ length: pieces }, () => PIECES[next(PIECES.length)] ?? '').join('')

  test('come to an end', () => {
    for (let round = 0; round < 6000; round++) {
      const text = textOf(1 + next(24))
      parse(text, false)
      parse(text, true)
    }
  })

})
