import type { Tree } from './markdown-tree'

/** Pixels of a character and beside the text of a cell. */
const CHARACTER = 7.5
const PADDING = 20
/** In characters. */
const MIN = 4
const MAX_WORD = 16
const MAX_TEXT = 40

/** Gives the columns of a table widths that stay, whatever rows follow: room for the words of the head and of the first row, and more for long texts. */
export function setColumns(table: HTMLElement, parts: readonly Tree[]): void {
  const rows = parts.flatMap((part) => kidsOf(part).slice(0, 1)).map((row) => kidsOf(row).map(textOf))
  const widths = (rows[0] ?? []).map((_, column) => Math.max(MIN, ...rows.map((row) => widthOf(row[column] ?? ''))))
  const all = widths.reduce((sum, width) => sum + width, 0)
  table.style.setProperty('--width', pixels(all, widths.length))
  table.querySelectorAll('th').forEach((cell, column) => cell.style.setProperty('width', pixels(widths[column] ?? MIN, 1)))
}

const pixels = (characters: number, columns: number) => `${characters * CHARACTER + columns * PADDING}px`

const kidsOf = (tree: Tree) => (typeof tree === 'string' ? [] : tree.kids)

const textOf = (tree: Tree): string => (typeof tree === 'string' ? tree : tree.kids.map(textOf).join(''))

function widthOf(text: string): number {
  // Characters of East Asia are twice as wide, and a line may end after each.
  const words = text.slice(0, 500).replace(/[\u2e80-\uffff]/g, ' xx ').split(/\s+/)
  const longest = Math.max(...words.map((word) => word.length))
  return Math.max(Math.min(longest, MAX_WORD), Math.min(words.join('').length, MAX_TEXT) / 2)
}
