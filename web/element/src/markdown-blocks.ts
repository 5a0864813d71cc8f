import { parseInline } from './markdown-inline'
import { branch, joined, type Branch, type Tree } from './markdown-tree'

export interface Block {
  tree: Branch
  /** Index of its first line. */
  line: number
}

interface Item {
  lines: string[]
  /** Columns before its text. */
  indent: number
}

type Inline = (text: string, open: boolean) => readonly Tree[]

// No two neighbours of a pattern may take the same characters, or a line of spaces takes the time of its square.
const FENCE = /^ {0,3}(`{3,}(?!`)|~{3,}(?!~))([^`]*)$/
const HEADING = /^ {0,3}(#{1,6})(?!\S)/
const RULE = /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/
const QUOTE = /^ {0,3}> ?([^]*)$/
const LIST = /^(\s*)([-*+]|\d{1,9}[.)])(\s+|$)([^]*)$/
// The beginning of a line that may still become a list, a heading, a rule, a fence or a table.
const UNDECIDED_LINE = /^(?:\s*>)*\s*(?:[-*+_=]{1,2}|#{1,6}|\d{1,9}[.)]?|`{1,2}|~{1,2}|`{3,}[^`]*|~{3,}[^]*|>|\|[^]*|[-*+]\s*\[.?\]?)?$/
const MAX_DEPTH = 12
/** What is more than this of a table is shown as text. */
const MAX_COLUMNS = 100
const MAX_CELLS = 10_000

const indentOf = (line: string) => /^\s*/.exec(line)?.[0].replace(/\t/g, '    ').length ?? 0

const blank = (line: string | undefined) => line === undefined || line.trim() === ''

const TABLE_LINE = /^(?:\s*>)*\s*\|/

/**
 * Drops a last line that has only begun: what it means is not known before more of it has arrived.
 * Tables come row by row, the first with the head: both say how wide the columns are.
 */
export function decidedLines(lines: string[]): string[] {
  const decided = UNDECIDED_LINE.test((lines.at(-1) ?? '').trimEnd()) ? lines.slice(0, -1) : lines
  let rows = 0
  while (rows < 3 && TABLE_LINE.test(decided.at(-1 - rows) ?? '')) rows++
  return rows < 3 ? decided.slice(0, decided.length - rows) : decided
}

/** Reads Markdown into blocks. While `open`, more text will follow the last line. */
export function parseBlocks(lines: string[], open: boolean, inline: Inline = parseInline, depth = 0): Block[] {
  return new BlockParser(lines, open, inline, depth).parse()
}

class BlockParser {
  readonly #blocks: Block[] = []
  #at = 0

  constructor(
    readonly lines: string[],
    readonly open: boolean,
    readonly inline: Inline,
    readonly depth: number,
  ) {}

  parse(): Block[] {
    while (this.#at < this.lines.length) {
      const line = this.#at
      if (blank(this.lines[line])) this.#at++
      else this.#blocks.push({ tree: this.#block(), line })
    }
    return this.#blocks
  }

  #block(): Branch {
    const line = this.lines[this.#at] ?? ''
    const fence = FENCE.exec(line)
    if (fence) return this.#fence(fence[1] ?? '', fence[2] ?? '', indentOf(line))
    const heading = HEADING.exec(line)
    if (heading) return this.#heading(heading[1]?.length ?? 1, line.slice(heading[0].length).trim())
    if (RULE.test(line)) {
      this.#at++
      return branch('hr', [])
    }
    if (this.depth < MAX_DEPTH) {
      if (QUOTE.test(line)) return this.#quote()
      if (LIST.test(line)) return this.#list()
    }
    return this.#isTable() ? this.#table() : this.#paragraph()
  }

  /** Whether the block that has just been read reaches the end of text that is still arriving. */
  get #last(): boolean {
    return this.open && this.#at >= this.lines.length
  }

  #fence(mark: string, info: string, indent: number): Branch {
    const end = new RegExp(`^ {0,3}\\${mark[0] ?? ''}{${mark.length},}\\s*$`)
    const code: string[] = []
    while (++this.#at < this.lines.length) {
      const line = this.lines[this.#at] ?? ''
      if (end.test(line)) break
      code.push(indent ? line.replace(new RegExp(`^ {0,${indent}}`), '') : line)
    }
    this.#at++
    const text = code.join('\n')
    return branch('pre', text ? [text] : [], info.trim().split(/\s/)[0] ?? '')
  }

  #heading(level: number, text: string): Branch {
    this.#at++
    // Answers begin with any level; below the title of the panel only the next one is in order.
    return branch('h3', this.inline(text.replace(/(^|\s)#+$/, '').trimEnd(), this.#last), `level${level}`)
  }

  #quote(): Branch {
    const inside: string[] = []
    for (let found; (found = QUOTE.exec(this.lines[this.#at] ?? '')); this.#at++) inside.push(found[1] ?? '')
    return branch('blockquote', this.#nested(inside))
  }

  #nested(lines: string[]): Branch[] {
    return parseBlocks(lines, this.#last, this.inline, this.depth + 1).map((block) => block.tree)
  }

  #list(): Branch {
    const first = LIST.exec(this.lines[this.#at] ?? '')
    const base = indentOf(this.lines[this.#at] ?? '')
    const kind = kindOf(first?.[2])
    const items: Item[] = []
    let loose = false
    let gap = false
    for (; this.#at < this.lines.length; this.#at++) {
      const line = this.lines[this.#at] ?? ''
      if (blank(line)) {
        gap = true
        continue
      }
      const indent = indentOf(line)
      const found = LIST.exec(line)
      const item = items.at(-1)
      if (found && indent < base + 2 && !(item && indent >= item.indent)) {
        if (kindOf(found[2]) !== kind || RULE.test(line)) break
        items.push({ lines: [found[4] ?? ''], indent: indent + (found[2]?.length ?? 1) + 1 })
        loose ||= gap && items.length > 1
      } else if (item && indent >= base + 2) {
        if (gap) item.lines.push('')
        loose ||= gap && indent < item.indent + 2
        item.lines.push(line.replace(/\t/g, '    ').slice(Math.min(indent, item.indent)))
      } else if (item && !gap && !startsBlock(line)) item.lines.push(line)
      else break
      gap = false
    }
    const kids = items.map((item, index) => this.#item(item, loose, index === items.length - 1))
    return branch(kind ? 'ol' : 'ul', kids, kind ? (first?.[2]?.replace(/\D/g, '') ?? '') : '')
  }

  #item(item: Item, loose: boolean, last: boolean): Branch {
    const task = /^\[([ xX])\]\s+/.exec(item.lines[0] ?? '')
    if (task) item.lines[0] = (task[1] === ' ' ? '☐ ' : '☑ ') + (item.lines[0] ?? '').slice(task[0].length)
    const blocks = parseBlocks(item.lines, last && this.#last, this.inline, this.depth + 1).map((block) => block.tree)
    const kids = loose ? blocks : blocks.flatMap((tree) => (tree.tag === 'p' ? tree.kids : [tree]))
    return branch('li', joined(kids))
  }

  #isTable(): boolean {
    const [line = '', next] = [this.lines[this.#at], this.lines[this.#at + 1]]
    if (!line.includes('|') || next === undefined) return false
    const columns = cellsOf(line).length
    if (columns > MAX_COLUMNS) return false
    if (this.open && this.#at + 2 === this.lines.length && /^[\s:|-]+$/.test(next)) return true
    const rule = cellsOf(next)
    return rule.length === columns && rule.every((cell) => /^:?-+:?$/.test(cell))
  }

  #table(): Branch {
    const head = cellsOf(this.lines[this.#at++] ?? '')
    const aligns = cellsOf(this.lines[this.#at++] ?? '').map((cell) => (cell.endsWith(':') ? (cell.startsWith(':') ? 'center' : 'end') : ''))
    const rows: Branch[] = []
    while (rows.length * head.length < MAX_CELLS && this.#at < this.lines.length && !blank(this.lines[this.#at]) && this.lines[this.#at]?.includes('|')) {
      const cells = cellsOf(this.lines[this.#at++] ?? '')
      // Not filled up: a row of two characters would make a hundred cells.
      rows.push(this.#row('td', cells.slice(0, head.length), aligns))
    }
    return branch('table', [branch('thead', [this.#row('th', head, aligns)]), ...(rows.length ? [branch('tbody', rows)] : [])])
  }

  #row(tag: string, cells: string[], aligns: string[]): Branch {
    return branch('tr', cells.map((cell, index) => branch(tag, this.inline(cell, this.#last), aligns[index] ?? '')))
  }

  #paragraph(): Branch {
    const text: string[] = [this.lines[this.#at++]?.trimStart() ?? '']
    for (; this.#at < this.lines.length; this.#at++) {
      const line = this.lines[this.#at] ?? ''
      if (blank(line) || startsBlock(line) || (line.trimStart().startsWith('|') && this.#isTable())) break
      text.push(line.trimStart())
    }
    return branch('p', this.inline(text.join('\n').trimEnd(), this.#last))
  }
}

/** Ordered lists by what follows the number, all bullets alike: models mix them. */
const kindOf = (marker = '') => /[.)]$/.exec(marker)?.[0] ?? ''

function startsBlock(line: string): boolean {
  const list = LIST.exec(line)
  // Only a list that begins with 1 may interrupt a paragraph: a line may well begin with a year.
  const lists = list?.[4] && (!kindOf(list[2]) || list[2]?.slice(0, -1) === '1')
  return Boolean(lists) || FENCE.test(line) || HEADING.test(line) || RULE.test(line) || QUOTE.test(line)
}

function cellsOf(line: string): string[] {
  const cells = line.trim().replace(/^\|/, '').split(/(?<!\\)\|/)
  if (cells.length > 1 && blank(cells.at(-1))) cells.pop()
  return cells.map((cell) => cell.trim().replace(/\\\|/g, '|'))
}
