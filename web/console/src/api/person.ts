import { forgetKeys } from '../keys/revealed'
import { queryClient } from './query-client'

/**
 * Forgets all that somebody read, and the keys that they revealed: the next person in this tab may be another one. Drafts stay, as each
 * belongs to its writer.
 */
export function forgetPerson(): void {
  queryClient.clear()
  forgetKeys()
}
