import { useMutation } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { answer, api } from '../api/client'

// Keys that were shown since the page was loaded: in memory only, and each reveal is in the audit trail.
const revealed = new Map<string, string>()
const listeners = new Set<() => void>()

export function rememberKey(keyId: string, key: string): void {
  revealed.set(keyId, key)
  for (const listener of listeners) listener()
}

export function forgetKeys(): void {
  revealed.clear()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The full key, once it is known, and how to ask for it. */
export function useRevealed(assistantId: string, keyId: string) {
  const key = useSyncExternalStore(subscribe, () => revealed.get(keyId))
  const reveal = useMutation({
    mutationFn: async () => {
      const known = revealed.get(keyId)
      if (known) return known
      const { key } = await answer(api.POST('/api/v1/assistants/{assistantId}/api-keys/{keyId}/reveal', { params: { path: { assistantId, keyId } } }))
      rememberKey(keyId, key)
      return key
    },
  })
  return { key, reveal }
}
