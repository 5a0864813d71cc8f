import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { CallFailed } from './problem'

/** Told when a call shows that nobody is signed in any more. */
export const sessionOver = { notify: (): void => undefined }

function noticeEnd(error: unknown): void {
  if (error instanceof CallFailed && error.status === 401) sessionOver.notify()
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeEnd }),
  mutationCache: new MutationCache({ onError: noticeEnd }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A refusal stays one; a server that does not answer may be restarting.
      retry: (failures, error) => failures < 2 && error instanceof CallFailed && (error.status === 0 || error.status === 503),
    },
  },
})
