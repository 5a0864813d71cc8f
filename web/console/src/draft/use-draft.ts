import { useCallback, useEffect, useMemo, useState } from 'react'
import { type Fields, meet, merge, type Meeting, patchOf, same } from './patch'

interface Kept<T> {
  base: T
  version: number
  value: T
}

export interface Draft<T extends Fields> {
  value: T
  /** The version of the object that the edit began with. */
  version: number
  /** What to send; undefined when nothing is changed. */
  patch: Fields | undefined
  edit: (change: (value: T) => T) => void
  discard: () => void
  /** Somebody else has changed the object since the edit began: what differs. */
  behind: Meeting[] | undefined
  /** Goes on from what this person saved beside the edit: nothing of it is a surprise. */
  adopt: (saved: T, version: number) => void
  /** Goes on from their version, with my changes on top. */
  rebase: (choices: ReadonlyMap<string, 'mine' | 'theirs'>) => void
}

const DRAFTS = 'latchkey:draft:'

function read<T>(name: string): Kept<T> | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(DRAFTS + name) ?? 'null') as Kept<T> | null ?? undefined
  } catch {
    return undefined
  }
}

function write<T>(name: string, kept: Kept<T> | undefined): void {
  try {
    if (kept) sessionStorage.setItem(DRAFTS + name, JSON.stringify(kept))
    else sessionStorage.removeItem(DRAFTS + name)
  } catch {
    // Full, or forbidden: the draft lives as long as the page.
  }
}

/** An edit that has not been saved. It outlives a reload and other pages of this tab. */
export function useDraft<T extends Fields>(name: string, server: T, version: number): Draft<T> {
  const [kept, setKept] = useState(() => read<T>(name))
  useEffect(() => write(name, kept), [name, kept])

  const edit = useCallback(
    (change: (value: T) => T) => {
      setKept((now) => {
        const from = now ?? { base: server, version, value: server }
        const value = change(from.value)
        return same(value, from.base) ? undefined : { ...from, value }
      })
    },
    [server, version],
  )
  const discard = useCallback(() => setKept(undefined), [])
  const behind = useMemo(() => (kept && version > kept.version ? meet(kept.base, kept.value, server) : undefined), [kept, server, version])
  const rebase = useCallback(
    (choices: ReadonlyMap<string, 'mine' | 'theirs'>) => {
      if (!behind) return
      const value = merge(server, behind, choices)
      setKept(same(value, server) ? undefined : { base: server, version, value })
    },
    [behind, server, version],
  )
  const adopt = useCallback((saved: T, savedVersion: number) => {
    setKept((now) => {
      if (!now) return undefined
      const value = merge(saved, meet(now.base, now.value, saved), new Map())
      return same(value, saved) ? undefined : { base: saved, version: savedVersion, value }
    })
  }, [])
  return {
    value: kept?.value ?? server,
    version: kept?.version ?? version,
    patch: kept && patchOf(kept.base, kept.value),
    edit,
    discard,
    behind,
    adopt,
    rebase,
  }
}
