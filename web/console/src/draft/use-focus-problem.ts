import { useEffect } from 'react'
import { CallFailed } from '../api/problem'

/** Brings whoever saved to the first field that the server did not take. */
export function useFocusProblem(error: unknown): void {
  useEffect(() => {
    if (!(error instanceof CallFailed) || error.fields.size === 0) return
    const field = document.querySelector<HTMLElement>('main [aria-invalid="true"]')
    field?.scrollIntoView({ block: 'center' })
    field?.focus({ preventScroll: true })
  }, [error])
}
