/** A parsed piece of Markdown: text, or an element with what is in it. `slot` is the node that holds its kids, once it is shown. */
export type Tree = string | Branch

export interface Branch {
  readonly tag: string
  readonly kids: readonly Tree[]
  /** The one thing besides its tag that tells a branch from another: address, language, number, alignment. */
  readonly detail: string
  slot?: Node
  /** How deep the marks in it are nested. */
  depth?: number
}

export const branch = (tag: string, kids: readonly Tree[], detail = ''): Branch => ({ tag, kids, detail })

/** Joins neighbouring texts, so that a tree and its nodes always correspond one to one. */
export function joined(trees: readonly Tree[]): Tree[] {
  const out: Tree[] = []
  for (const tree of trees) {
    const last = out.at(-1)
    if (typeof tree === 'string' && typeof last === 'string') out[out.length - 1] = last + tree
    else if (tree !== '') out.push(tree)
  }
  return out
}
