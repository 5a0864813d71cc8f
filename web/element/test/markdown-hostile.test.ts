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

  test('take time in proportion to their length', () => {
    for (let round = 0; round < 120; round++) {
      const text = textOf(1 + next(12))
      if (text) expectLinear(JSON.stringify(text), (length) => text.repeat(length / text.length))
    }
  })
})

/** Each makes a text of about so many characters. */
const BOMBS: Record<string, (length: number) => string> = {
  'heading with a line separator': (n) => `#${' '.repeat(n)}a\u2028b`,
  'heading with spaces': (n) => `# a${' '.repeat(n)}b`,
  'heading of signs': (n) => `# ${'# '.repeat(n / 2)}a`,
  'fence with spaces': (n) => `\`\`\`${' '.repeat(n)}\``,
  'fence of tildes': (n) => `${'~'.repeat(n)}\``,
  'fence after text': (n) => `x\n\`\`\`${' '.repeat(n)}\``,
  'rule of a table': (n) => `a|b\n-${' '.repeat(n)}x`,
  'rule of a table that begins with spaces': (n) => `a|b\n${' '.repeat(n)}x`,
  'list with a line separator': (n) => `- ${' '.repeat(n)}\u2028x`,
  'spaces before a line end': (n) => `a${' '.repeat(n)}b\nc`,
  'spaces between words': (n) => `a${' '.repeat(n / 2)}b${' '.repeat(n / 2)}c\nd`,
  'task with spaces': (n) => `- [ ]${' '.repeat(n)}`,
  'code in spaces': (n) => `\` ${'a '.repeat(n / 2)}a\``,
  'runs of backticks of all lengths': (n) => Array.from({ length: Math.sqrt(2 * n) }, (_, run) => '`'.repeat(run + 1)).join(' '),
  'rule that is none': (n) => `${'- '.repeat(n / 2)}x`,
  'wide table': (n) => `${'a|'.repeat(n / 4)}\n${'-|'.repeat(n / 4)}`,
  'many rows': (n) => `|a|b|\n|-|-|\n${'|x|y|\n'.repeat(n / 6)}`,
  'rows of a wide head': (n) => `${'a|'.repeat(90)}\n${'-|'.repeat(90)}\n${'|\n'.repeat(n / 2)}`,
  'rows of a head that is too wide': (n) => `${'a|'.repeat(1000)}\n${'-|'.repeat(1000)}\n${'|\n'.repeat(n / 2)}`,
  'spaces in a link': (n) => `[a](${' '.repeat(n)}x`,
  'spaces after an address': (n) => `[a](a${' '.repeat(n)}x`,
  'nested parentheses': (n) => `[a](a${'(b'.repeat(n / 2)}`,
  'balanced parentheses': (n) => `[a](a${'(b)'.repeat(n / 3)} x`,
  'nested lists': (n) => Array.from({ length: Math.sqrt(n) }, (_, depth) => `${' '.repeat(depth * 2)}- x`).join('\n'),
  'nested emphasis': (n) => '*a '.repeat(n / 6) + 'a* '.repeat(n / 6),
  'mixed emphasis': (n) => '*a _b ~~c '.repeat(n / 20) + 'd**'.repeat(n / 6),
  'brackets in brackets': (n) => '['.repeat(n / 2) + ']'.repeat(n / 2),
  'half links before a parenthesis': (n) => `${'[a](b '.repeat(n / 6)})`,
  'citation with spaces': (n) => `[1${' '.repeat(n)},1]`,
  'citation of many': (n) => `[${'1,'.repeat(n / 2)}1]`,
}

const REPEATED = [
  ...['*', '_', '~', '`', '~~', '[', ']', '![', '<', '>', '> ', '- ', '- a\n', '&', '!', '\\', '|', '|\n', '#', ' ', '\u2028', '\n', 'a\n', '**a*', '*a ', '*a* ', '**a** '],
  ...['a_ _b ', '*a _b ~~c ', '[1,', '[1 ', '[1]', '[1]:', '](a (', '[](a (', '](<', '[](<', '[](a "', "[](a '", '[](a', '[x](a ', '[x](y) ', '[](', '<http://', '<br', '<br '],
  ...['http://', 'https://a ', '[http://', 'http://!', 'lorem ipsum ', '`a', '``a` ', '`` ` ', 'a  \n', '  \n', '> > ', '1. ', '1. a\n', '> a\n', '&amp', '&amp;', '|a', '|-', '|-\n', '\\|', '~~~\n', '```\n', '# a\n', '***', '*_', '~~a ', 'a ~~'],
]
for (const piece of REPEATED) BOMBS[JSON.stringify(piece)] = (length) => piece.repeat(length / piece.length)

const LENGTH = 20_000
const MAX_MS = 200
const FAST_MS = 20

function expectLinear(name: string, make: (length: number) => string): void {
  for (const live of [false, true]) {
    const [short, long] = [make(LENGTH), make(2 * LENGTH)]
    // What is quicker than this cannot be compared.
    const base = Math.max(FAST_MS, millisecondsOf(() => parse(short, live), FAST_MS))
    const took = millisecondsOf(() => parse(long, live), Math.min(MAX_MS, 2.5 * base))
    assert.ok(took <= MAX_MS && took <= 3 * base, `${name}${live ? ', live,' : ''} took ${base} ms, and ${took} ms when twice as long`)
  }
}

describe('texts made to hold the page', () => {
  for (const [name, make] of Object.entries(BOMBS)) test(`take time in proportion to their length: ${name}`, () => expectLinear(name, make))

  test('never hold it while they arrive', () => {
    for (const [name, make] of Object.entries(BOMBS)) {
      const text = make(2 * LENGTH)
      let longest = 0
      for (let piece = 1; piece <= 200; piece += 21) {
        const arrived = text.slice(0, (text.length * piece) / 200)
        const started = performance.now()
        parse(arrived, true)
        const took = performance.now() - started
        longest = Math.max(longest, took > MAX_MS ? millisecondsOf(() => parse(arrived, true), MAX_MS) : took)
      }
      assert.ok(longest <= MAX_MS, `${name} held it for ${longest} ms`)
    }
  })
})
