import { useCallback, useEffect, useMemo, useState } from 'react'
import { useCaller } from '../layout/caller'
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
  /** Drops the edit, and returns how to bring it back. */
  discard: () => () => void
  /** Somebody else has changed the object since the edit began: what differs. */
  behind: Meeting[] | undefined
  /** This person has saved sent: what they typed since then is what is left of the edit. */
  settle: (sent: T, saved: T, version: number) => void
  /** This person has saved something beside the edit, under the version from. An edit that was behind already stays so. */
  adopt: (saved: T, version: number, from: number) => void
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

/** An edit that has not been saved. It belongs to its writer, and outlives a reload and other pages of this tab. */
export function useDraft<T extends Fields>(object: string, server: T, version: number): Draft<T> {
  const { id } = useCaller()
  const name = `${id}:${object}`
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
  const discard = useCallback(() => {
    setKept(undefined)
    return () => setKept(kept)
  }, [kept])
  const settle = useCallback((sent: T, saved: T, savedVersion: number) => setKept((now) => now && continued(saved, savedVersion, meet(sent, now.value, saved))), [])
  const adopt = useCallback((saved: T, savedVersion: number, from: number) => {
    setKept((now) => (now?.version === from ? continued(saved, savedVersion, meet(now.base, now.value, saved)) : now))
  }, [])
  const behind = useMemo(() => (kept && version > kept.version ? meet(kept.base, kept.value, server) : undefined), [kept, server, version])
  const rebase = useCallback(
    (choices: ReadonlyMap<string, 'mine' | 'theirs'>) => {
      if (behind) setKept(continued(server, version, behind, choices))
    },
    [behind, server, version],
  )
  return {
    value: kept?.value ?? server,
    version: kept?.version ?? version,
    patch: kept && patchOf(kept.base, kept.value),
    edit,
    discard,
    settle,
    adopt,
    behind,
    rebase,
  }
}

/** The edit on top of what is saved now; undefined when nothing of it is left. */
function continued<T extends Fields>(saved: T, version: number, rows: Meeting[], choices: ReadonlyMap<string, 'mine' | 'theirs'> = new Map()): Kept<T> | undefined {
  const value = merge(saved, rows, choices)
  return same(value, saved) ? undefined : { base: saved, version, value }
}
