import { branch, joined, type Branch, type Tree } from './markdown-tree'

/** A run of `*`, `_` or `~` that may open or close an emphasis. */
interface Mark {
  char: string
  count: number
  opens: boolean
  closes: boolean
}

type Item = Tree | Mark

const isMark = (item: Item | undefined): item is Mark => typeof item === 'object' && 'char' in item

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', '#39': "'" }
const TICKS = /`+/y
const RUN = /\*+|_+|~+/y
// Not a link, nor the definition of one, which begins a line.
const CITATION = /\[(\d{1,3}(?:\s?,\s*\d{1,3}){0,49})\](?!\(|:(?<=^\[[\d,\s]*\]:))/my
const TARGET = /\]\(\s{0,9}(?:<([^<>\n]*)>|((?:[^\s()\\]|\\.|\([^\s()]*\)){0,2000}))(?:\s{1,9}(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s{0,9}\)/y
const HALF_TARGET = /\](?:\([^)]*)?$/y
const ANGLE_LINK = /<((?:https?:\/\/|mailto:)[^\s<>]+)>/iy
const LINE_BREAK = /<br\s*\/?>/iy
const ENTITY = /&(#?\w{2,6});/y
const BARE_LINK = /https?:\/\/[^\s<>"`]{1,2000}/y
const ENDS_SENTENCE = `.,:;!?'"*_~]`
const PUNCTUATION = /[\p{P}\p{S}]/u
// Marks at the very end of text that is still arriving: what they mean is not known yet.
const UNDECIDED_END = /(?:(?<![*_~`])[*_~`]+|!?\[[\d,\s]*|!|\\|<[a-z]*|&\w*|\bh(?:t(?:t(?:ps?)?)?)?:?\/{0,2}|https?:\/\/\S{0,200})$/i

const MAX_ADDRESS = 2000
const MAX_DEPTH = 20

/** Reads the text inside a block. While `open`, more text will follow and half-open marks hold to its end. */
export function parseInline(source: string, open = false): Tree[] {
  return new InlineParser(open ? source.replace(UNDECIDED_END, '') : source, open).parse()
}

class InlineParser {
  readonly #source: string
  readonly #open: boolean
  readonly #items: Item[] = []
  /** Where the brackets that are open stand among the items. */
  readonly #brackets: number[] = []
  /** Lengths of runs of backticks that nothing closes. */
  readonly #unclosed = new Set<number>()
  #at = 0

  constructor(source: string, open: boolean) {
    this.#source = source
    this.#open = open
  }

  parse(): Tree[] {
    const special = /[\\`*_~[\]!<&\n]|https?:\/\//g
    while (this.#at < this.#source.length) {
      special.lastIndex = this.#at
      const found = special.exec(this.#source)
      const end = found?.index ?? this.#source.length
      if (end > this.#at) this.#items.push(this.#source.slice(this.#at, end))
      this.#at = end
      if (found) this.#special(found[0])
      // What no rule has taken is text.
      if (found && this.#at === end) this.#take(found[0])
    }
    if (this.#open) this.#closeBrackets()
    return this.#emphasize(this.#items)
  }

  #special(char: string): void {
    if (char === '\\') this.#escape()
    else if (char === '`') this.#code()
    else if (char === '*' || char === '_' || char === '~') this.#mark(char)
    else if (char === '[') this.#bracket(false)
    else if (char === '!' && this.#source[this.#at + 1] === '[') this.#bracket(true)
    else if (char === ']') this.#link()
    else if (char === '<') this.#angle()
    else if (char === '&') this.#entity()
    else if (char === '\n') this.#newline()
    else if (char.startsWith('http')) this.#bareLink()
  }

  #take(text: string, item: Item = text): void {
    this.#items.push(item)
    this.#at += text.length
  }

  #match(sticky: RegExp): RegExpExecArray | null {
    sticky.lastIndex = this.#at
    return sticky.exec(this.#source)
  }

  #escape(): void {
    const next = this.#source[this.#at + 1] ?? ''
    if (next === '\n') this.#take('\\\n', branch('br', []))
    else if (next && PUNCTUATION.test(next)) this.#take('\\' + next, next)
  }

  #code(): void {
    const [ticks = ''] = this.#match(TICKS) ?? []
    const from = this.#at + ticks.length
    const to = this.#closing(ticks.length, from)
    if (to < 0 && !this.#open) return this.#take(ticks)
    const inside = this.#source.slice(from, to < 0 ? undefined : to).replace(/\n/g, ' ')
    const padded = inside.startsWith(' ') && inside.endsWith(' ') && inside.trim()
    const text = padded ? inside.slice(1, -1) : inside
    this.#items.push(branch('code', text ? [text] : []))
    this.#at = from + inside.length + (to < 0 ? 0 : ticks.length)
  }

  /** Where the next run of so many backticks is: what was not found once is not looked for again. */
  #closing(length: number, from: number): number {
    const runs = /`+/g
    runs.lastIndex = from
    let run: RegExpExecArray | null = null
    if (!this.#unclosed.has(length)) while ((run = runs.exec(this.#source)) && run[0].length !== length);
    if (!run) this.#unclosed.add(length)
    return run ? run.index : -1
  }

  #mark(char: string): void {
    const [run = char] = this.#match(RUN) ?? []
    const before = this.#source[this.#at - 1] ?? ' '
    const after = this.#source[this.#at + run.length] ?? ' '
    const [spaceBefore, spaceAfter] = [/\s/.test(before), /\s/.test(after)]
    const [pointBefore, pointAfter] = [PUNCTUATION.test(before), PUNCTUATION.test(after)]
    let opens = !spaceAfter && (!pointAfter || spaceBefore || pointBefore)
    let closes = !spaceBefore && (!pointBefore || spaceAfter || pointAfter)
    if (char === '_') [opens, closes] = [opens && (!closes || pointBefore), closes && (!opens || pointAfter)]
    if (run.length > MAX_DEPTH || (char === '~' && run.length !== 2)) opens = closes = false
    this.#take(run, opens || closes ? { char, count: run.length, opens, closes } : run)
  }

  #bracket(image: boolean): void {
    const cited = image ? null : this.#match(CITATION)
    if (cited) {
      const numbers = (cited[1] ?? '').split(/\s*,\s*/)
      this.#at += cited[0].length
      this.#items.push(...numbers.map((number) => branch('cite', [], number)))
      return
    }
    this.#brackets.push(this.#items.length)
    this.#take(image ? '![' : '[')
  }

  #link(): void {
    const bracket = this.#brackets.pop()
    if (bracket === undefined) return
    const target = this.#match(TARGET)
    if (!target) {
      // An address that is still arriving: show the words, the link follows.
      if (this.#open && this.#source.length - this.#at < MAX_ADDRESS && this.#match(HALF_TARGET)) this.#take(this.#source.slice(this.#at), this.#label(bracket)[0] ?? '')
      return
    }
    const kids = this.#label(bracket)
    const address = (target[1] ?? target[2] ?? '').replace(/\\(.)/g, '$1')
    // A picture from anywhere would tell that place who reads this; its link does not.
    this.#take(target[0], branch('a', kids.length ? kids : [address], address))
    this.#brackets.length = 0
  }

  /** Takes what stands since the bracket off the items. */
  #label(at: number): Tree[] {
    const [, ...inside] = this.#items.splice(at)
    return this.#emphasize(inside).map((tree) => (typeof tree === 'object' && tree.tag === 'a' ? branch('span', tree.kids) : tree))
  }

  #closeBrackets(): void {
    for (const at of this.#brackets) this.#items[at] = ''
  }

  #angle(): void {
    const link = this.#match(ANGLE_LINK)
    const lineBreak = this.#match(LINE_BREAK)
    if (link?.[1]) this.#take(link[0], branch('a', [link[1].replace(/^mailto:/, '')], link[1]))
    else if (lineBreak) this.#take(lineBreak[0], branch('br', []))
  }

  #entity(): void {
    const entity = this.#match(ENTITY)
    const char = ENTITIES[entity?.[1]?.toLowerCase() ?? '']
    if (entity && char) this.#take(entity[0], char)
  }

  #newline(): void {
    const last = this.#items.pop() ?? ''
    const isText = typeof last === 'string'
    this.#items.push(isText ? last.trimEnd() : last)
    this.#take('\n', isText && last.endsWith('  ') ? branch('br', []) : ' ')
  }

  #bareLink(): void {
    const [found = ''] = this.#brackets.length ? [] : (this.#match(BARE_LINK) ?? [])
    let end = found.length
    while (ENDS_SENTENCE.includes(found[end - 1] ?? ' ')) end--
    if (found[end - 1] === ')' && !found.includes('(')) end--
    const address = found.slice(0, end)
    if (address.length > 8) this.#take(address, branch('a', [address], address))
  }

  /** Pairs the marks, innermost first, as CommonMark does. */
  #emphasize(items: Item[]): Tree[] {
    const out: Item[] = []
    // Below this place no opener for this kind of closer is left: keeps unmatched ones from searching again and again.
    const floors: Record<string, number> = {}
    // Below this place nothing may be wrapped any more: it is too deep.
    let base = 0
    for (let item of items) {
      while (isMark(item) && item.closes && item.count) {
        const kind = `${item.char}${item.opens}${item.count % 3}`
        const lowest = Math.max(base, floors[kind] ?? 0)
        let from = out.length - 1
        while (from >= lowest && !pairs(out[from], item)) from--
        const depth = from < lowest ? 0 : 1 + out.slice(from).reduce((deepest, inside) => Math.max(deepest, (inside as Branch).depth ?? 0), 0)
        if (!depth || depth > MAX_DEPTH) {
          floors[kind] = out.length
          if (depth) base = out.length
          if (item.opens) break
          item = plain(item)
        } else {
          item = this.#wrap(out, from, item, depth)
          for (const other in floors) floors[other] = Math.min(floors[other] ?? 0, from)
        }
      }
      if (!isMark(item) || item.count) out.push(item)
    }
    if (this.#open) this.#wrapToEnd(out)
    return joined(out.map(plain))
  }

  /** Wraps what stands since the opener. Returns what is left of the closer. */
  #wrap(out: Item[], from: number, closer: Mark, depth: number): Mark {
    const [opener, ...inside] = out.splice(from) as [Mark, ...Item[]]
    const count = opener.count >= 2 && closer.count >= 2 ? 2 : 1
    const wrapped = branch(tagOf(opener.char, count), joined(inside.map(plain)))
    wrapped.depth = depth
    if (opener.count > count) out.push({ ...opener, count: opener.count - count })
    out.push(wrapped)
    return { ...closer, count: closer.count - count }
  }

  #wrapToEnd(items: Item[]): void {
    let depth = 0
    for (let at = items.length - 1; at >= 0 && depth < MAX_DEPTH; at--) {
      const mark = items[at]
      const before = at ? items[at - 1] : ' '
      const startsWord = isMark(before) || (typeof before === 'string' ? /[\s\p{P}]$/u.test(before) : before?.tag === 'br')
      if (!isMark(mark) || !mark.opens || !startsWord) continue
      let inside: Tree[] = joined(items.splice(at).slice(1).map(plain))
      for (let left = mark.count; left > 0; left -= 2, depth++) inside = [branch(tagOf(mark.char, Math.min(left, 2)), inside)]
      items.push(...inside)
    }
  }
}

const tagOf = (char: string, count: number) => (char === '~' ? 'del' : count === 2 ? 'strong' : 'em')

const plain = (item: Item): Tree => (isMark(item) ? item.char.repeat(item.count) : item)

function pairs(item: Item | undefined, closer: Mark): boolean {
  if (!isMark(item) || item.char !== closer.char || !item.opens) return false
  // CommonMark's rule of three: `*a**b*` holds no strong text.
  const odd = (item.closes || closer.opens) && (item.count + closer.count) % 3 === 0
  return !odd || (item.count % 3 === 0 && closer.count % 3 === 0)
}
