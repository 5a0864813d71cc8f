import { useSuspenseQuery } from '@tanstack/react-query'
import { may, sessionQuery } from '../api/queries'

/** Who is signed in, and what they may do. */
export function useCaller() {
  const caller = useSuspenseQuery(sessionQuery).data.user
  return { ...caller, mayEdit: may.edit(caller), mayManageAccess: may.manageAccess(caller) }
}
