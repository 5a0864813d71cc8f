import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { answer, api } from '../api/client'
import { filterOf, type Choice } from './choice'

export const conversationsKey = (assistantId: string) => ['assistants', assistantId, 'conversations'] as const

export const conversationsQuery = (assistantId: string, choice: Choice) =>
  infiniteQueryOptions({
    queryKey: [...conversationsKey(assistantId), 'list', choice],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/api/v1/assistants/{assistantId}/conversations', {
          params: { path: { assistantId }, query: { ...filterOf(choice), limit: 30, ...(pageParam && { cursor: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: 30_000,
  })

export const countQuery = (assistantId: string, choice: Choice) =>
  queryOptions({
    queryKey: [...conversationsKey(assistantId), 'count', choice],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/assistants/{assistantId}/conversations/count', { params: { path: { assistantId }, query: filterOf(choice) }, signal })),
    staleTime: 0,
    gcTime: 0,
  })

export const conversationQuery = (assistantId: string, conversationId: string) =>
  infiniteQueryOptions({
    queryKey: [...conversationsKey(assistantId), 'one', conversationId],
    initialPageParam: 0,
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/api/v1/assistants/{assistantId}/conversations/{conversationId}', {
          params: { path: { assistantId, conversationId }, query: { limit: 50, ...(pageParam && { after: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: (page) => (page.more ? page.queries.at(-1)?.turn : null),
    // An answer that is being made is soon there.
    refetchInterval: ({ state }) => (state.data?.pages.at(-1)?.queries.at(-1)?.status === 'RUNNING' ? 2_000 : 30_000),
  })
