import { h } from './dom'
import { decidedLines, parseBlocks } from './markdown-blocks'
import { parseInline } from './markdown-inline'
import { setColumns } from './markdown-table'
import type { Branch, Tree } from './markdown-tree'

export interface MarkdownParts {
  /** A citation mark, or nothing where there is no such source. */
  cite(number: number): Node | undefined
  link(address: string): HTMLElement
  /** A block of code: the node to show and the node that takes the text. */
  code(language: string): { node: HTMLElement; slot: HTMLElement }
  table(table: HTMLElement): HTMLElement
}

/**
 * Shows Markdown that arrives piece by piece. All blocks but the last are final and never touched
 * again; the last one is read again and only what differs is changed.
 */
export class MarkdownView {
  #source = ''
  #tailAt = 0
  #tail: readonly Tree[] = []
  #live = false
  readonly #memo = new Map<string, readonly Tree[]>()
  readonly #used = new Map<string, number>()

  constructor(
    readonly root: HTMLElement,
    readonly parts: MarkdownParts,
  ) {}

  write(text: string, live: boolean): void {
    const source = text.replace(/\r\n?/g, '\n')
    if (source === this.#source && live === this.#live) return
    if (!source.startsWith(this.#source)) this.forget()
    this.#source = source
    this.#live = live
    try {
      this.#render()
    } catch {
      // Shown as it is written. No text begins like this: the next one is shown anew.
      this.root.textContent = source
      this.#source = '\r'
    }
  }

  /** The next text is shown anew, because citations have become known. */
  forget(): void {
    this.#source = ''
    this.root.replaceChildren()
    this.#tailAt = 0
    this.#tail = []
    this.#memo.clear()
  }

  #render(): void {
    const all = this.#source.slice(this.#tailAt).split('\n')
    const settled = this.root.childNodes.length - this.#tail.length
    this.#used.clear()
    const blocks = parseBlocks(this.#live ? decidedLines(all) : all, this.#live, this.#inline)
    const trees = blocks.map((block) => block.tree)
    this.#patch(this.root, this.#tail, trees, settled)
    this.#tail = trees
    const last = blocks.at(-1)
    if (blocks.length < 2 || !last) return
    this.#tailAt += all.slice(0, last.line).join('\n').length + 1
    this.#tail = [last.tree]
    this.#memo.clear()
  }

  /** Text that has not changed gives the very same trees, which the patch then skips. */
  readonly #inline = (text: string, open: boolean): readonly Tree[] => {
    if (open) return parseInline(text, true)
    const times = this.#used.get(text) ?? 0
    this.#used.set(text, times + 1)
    // Equal texts in two places are shown by different nodes, so they need trees of their own.
    const key = `${times} ${text}`
    const trees = this.#memo.get(key) ?? parseInline(text)
    this.#memo.set(key, trees)
    return trees
  }

  #patch(slot: Node, before: readonly Tree[], after: readonly Tree[], offset = 0): void {
    if (before === after) return
    after.forEach((tree, index) => {
      const old = before[index]
      // Not looked for at the end: to count to it takes longer the more there are.
      const node = old === undefined ? undefined : slot.childNodes[offset + index]
      if (old === undefined || !node) slot.appendChild(this.#create(tree))
      else if (old !== tree && !this.#reuse(old, tree, node)) slot.replaceChild(this.#create(tree), node)
    })
    while (slot.childNodes.length > offset + after.length) slot.lastChild?.remove()
  }

  #reuse(old: Tree, tree: Tree, node: Node): boolean {
    if (typeof tree === 'string') {
      if (typeof old !== 'string') return false
      if (tree.startsWith(old)) (node as Text).appendData(tree.slice(old.length))
      else node.nodeValue = tree
      return true
    }
    if (typeof old === 'string' || old.tag !== tree.tag || old.detail !== tree.detail) return false
    if (old.slot) {
      tree.slot = old.slot
      this.#patch(old.slot, old.kids, tree.kids)
    }
    return true
  }

  #create(tree: Tree): Node {
    if (typeof tree === 'string') return document.createTextNode(tree)
    // What the page shows for a citation mark is not ours to patch.
    if (tree.tag === 'cite') return this.parts.cite(Number(tree.detail)) ?? document.createTextNode(`[${tree.detail}]`)
    const { dom, slot } = this.#build(tree)
    tree.slot = slot
    for (const kid of tree.kids) slot.appendChild(this.#create(kid))
    if (tree.tag === 'table') setColumns(slot as HTMLElement, tree.kids)
    return dom
  }

  #build({ tag, detail }: Branch): { dom: Node; slot: Node } {
    if (tag === 'pre') {
      const { node, slot } = this.parts.code(detail)
      return { dom: node, slot }
    }
    const element = tag === 'a' ? this.parts.link(detail) : h(tag as 'p')
    if (tag === 'table') return { dom: this.parts.table(element), slot: element }
    if (tag === 'ol' && detail !== '1') element.setAttribute('start', detail)
    if ((tag === 'td' || tag === 'th' || tag === 'h3') && detail) element.className = detail
    return { dom: element, slot: element }
  }
}
