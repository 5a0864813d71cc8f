import { useEffect, useRef } from 'react'

/** Runs what a person asked for once, also when they click twice before the page shows that it is under way. */
export function useOnce(run: () => void, pending: boolean): () => void {
  const asked = useRef(false)
  useEffect(() => {
    if (!pending) asked.current = false
  }, [pending])
  return () => {
    if (asked.current) return
    asked.current = true
    run()
  }
}
