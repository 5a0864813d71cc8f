/** Edits of an object as a JSON merge patch (RFC 7396), and the meeting of two edits. A list is one value: it is replaced as a whole. */
export type Json = string | number | boolean | null | undefined | Json[] | { [name: string]: Json }
export type Fields = Record<string, Json>

const isFields = (value: Json): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

export const same = (one: Json, other: Json): boolean => JSON.stringify(one) === JSON.stringify(other)

/** What leads from one object to the other; undefined when nothing does. */
export function patchOf(from: Fields, to: Fields): Fields | undefined {
  const patch: Fields = {}
  for (const name of Object.keys(to)) {
    const before = from[name]
    const after = to[name]
    if (isFields(before) && isFields(after)) {
      const inner = patchOf(before, after)
      if (inner) patch[name] = inner
    } else if (!same(before, after)) patch[name] = after === undefined ? null : after
  }
  return Object.keys(patch).length > 0 ? patch : undefined
}

/** The paths of all values, such as "configuration.position". */
export function paths(fields: Fields, above = ''): string[] {
  return Object.entries(fields).flatMap(([name, value]) => (isFields(value) ? paths(value, `${above}${name}.`) : [above + name]))
}

export function at(fields: Fields, path: string): Json {
  return path.split('.').reduce<Json>((value, name) => (isFields(value) ? value[name] : undefined), fields)
}

export function withValue(fields: Fields, path: string, value: Json): Fields {
  const [name = '', ...rest] = path.split('.')
  if (rest.length === 0) return { ...fields, [name]: value }
  const inner = fields[name]
  return { ...fields, [name]: withValue(isFields(inner) ? inner : {}, rest.join('.'), value) }
}

export interface Meeting {
  path: string
  base: Json
  mine: Json
  theirs: Json
  /** Both changed it, to different values. */
  conflict: boolean
}

/** Every value that one of two people changed since both had the same. */
export function meet(base: Fields, mine: Fields, theirs: Fields): Meeting[] {
  return paths(mine)
    .map((path) => ({ path, base: at(base, path), mine: at(mine, path), theirs: at(theirs, path) }))
    .filter((row) => !same(row.base, row.mine) || !same(row.base, row.theirs))
    .map((row) => ({ ...row, conflict: !same(row.base, row.mine) && !same(row.base, row.theirs) && !same(row.mine, row.theirs) }))
}

/** Their object with my changes on top; of a conflict what was chosen. */
export function merge<T extends Fields>(theirs: T, rows: Meeting[], choices: ReadonlyMap<string, 'mine' | 'theirs'>): T {
  return rows
    .filter((row) => !same(row.base, row.mine) && (!row.conflict || choices.get(row.path) !== 'theirs'))
    .reduce<Fields>((merged, row) => withValue(merged, row.path, row.mine), theirs) as T
}
