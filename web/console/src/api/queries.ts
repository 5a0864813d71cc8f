import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { answer, api, everything, PAGE } from './client'
import type { CallerObject } from './schema'

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => answer(api.GET('/api/v1/session', { signal })),
  staleTime: 60_000,
})

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => answer(api.GET('/api/v1/sessions', { signal })),
})

export const assistantsQuery = queryOptions({
  queryKey: ['assistants'],
  queryFn: ({ signal }) => everything((cursor) => answer(api.GET('/api/v1/assistants', { params: { query: { limit: PAGE, ...(cursor && { cursor }) } }, signal }))),
})

export const assistantQuery = (assistantId: string) =>
  queryOptions({
    queryKey: ['assistants', assistantId],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/assistants/{assistantId}', { params: { path: { assistantId } }, signal })),
  })

export const documentsQuery = (assistantId: string) =>
  queryOptions({
    queryKey: ['assistants', assistantId, 'documents'],
    queryFn: ({ signal }) =>
      everything((cursor) =>
        answer(
          api.GET('/api/v1/assistants/{assistantId}/documents', {
            params: { path: { assistantId }, query: { limit: PAGE, ...(cursor && { cursor }) } },
            signal,
          }),
        ),
      ),
  })

export const keysQuery = (assistantId: string, deleted = false) =>
  queryOptions({
    queryKey: ['assistants', assistantId, 'keys', { deleted }],
    queryFn: ({ signal }) =>
      everything((cursor) =>
        answer(
          api.GET('/api/v1/assistants/{assistantId}/api-keys', {
            params: { path: { assistantId }, query: { limit: PAGE, deleted, ...(cursor && { cursor }) } },
            signal,
          }),
        ),
      ),
  })

/** A key is asked for again now and then, so that the edit of somebody else is seen while one edits. */
export const keyQuery = (assistantId: string, keyId: string) =>
  queryOptions({
    queryKey: ['assistants', assistantId, 'keys', keyId],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/assistants/{assistantId}/api-keys/{keyId}', { params: { path: { assistantId, keyId } }, signal })),
    refetchInterval: 15_000,
    refetchOnWindowFocus: 'always',
  })

/** Reports take whole hours, so a span that begins with an hour can be shared. */
export function daysAgo(days: number): string {
  const from = new Date(Date.now() - days * 86_400_000)
  from.setUTCMinutes(0, 0, 0)
  return from.toISOString()
}

export const keyUsageQuery = (assistantId: string, keyId: string, days: number) =>
  queryOptions({
    queryKey: ['assistants', assistantId, 'keys', keyId, 'usage', days],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/assistants/{assistantId}/api-keys/{keyId}/usage', { params: { path: { assistantId, keyId }, query: { from: daysAgo(days) } }, signal })),
  })

export const keyDenialsQuery = (assistantId: string, keyId: string, days: number) =>
  queryOptions({
    queryKey: ['assistants', assistantId, 'keys', keyId, 'denials', days],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/assistants/{assistantId}/api-keys/{keyId}/denials', { params: { path: { assistantId, keyId }, query: { from: daysAgo(days) } }, signal })),
  })

export const assistantUsageQuery = (assistantId: string, days: number) =>
  queryOptions({
    queryKey: ['assistants', assistantId, 'usage', days],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/assistants/{assistantId}/usage', { params: { path: { assistantId }, query: { from: daysAgo(days) } }, signal })),
  })

export const assistantDenialsQuery = (assistantId: string, days: number) =>
  queryOptions({
    queryKey: ['assistants', assistantId, 'denials', days],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/assistants/{assistantId}/denials', { params: { path: { assistantId }, query: { from: daysAgo(days) } }, signal })),
  })

export interface AuditFilter {
  assistantId?: string
  objectType?: string
  objectId?: string
  action?: string
  actorId?: string
  from?: string
  to?: string
}

export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', filter],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => answer(api.GET('/api/v1/audit', { params: { query: { ...filter, limit: 50, ...(pageParam && { cursor: pageParam }) } }, signal })),
    getNextPageParam: (page) => page.nextCursor,
  })

export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: ({ signal }) => everything((cursor) => answer(api.GET('/api/v1/users', { params: { query: { limit: PAGE, ...(cursor && { cursor }) } }, signal }))),
})

export const invitationsQuery = queryOptions({
  queryKey: ['invitations'],
  queryFn: ({ signal }) => everything((cursor) => answer(api.GET('/api/v1/invitations', { params: { query: { limit: PAGE, ...(cursor && { cursor }) } }, signal }))),
})

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: ({ signal }) => everything((cursor) => answer(api.GET('/api/v1/access-tokens', { params: { query: { limit: PAGE, ...(cursor && { cursor }) } }, signal }))),
})

export const serverQuery = queryOptions({
  queryKey: ['server'],
  queryFn: ({ signal }) => answer(api.GET('/api/v1/server', { signal })),
  staleTime: 300_000,
})

export const clientAddressQuery = queryOptions({
  queryKey: ['client-address'],
  queryFn: ({ signal }) => answer(api.GET('/api/v1/client-address', { signal })),
})

export const signInOptionsQuery = queryOptions({
  queryKey: ['sign-in-options'],
  queryFn: ({ signal }) => answer(api.GET('/api/v1/sign-in-options', { signal })),
})

/** What a caller's role lets them do; the server decides, this only keeps from offering what it would refuse. */
export const may = {
  edit: (caller: CallerObject) => caller.role !== 'viewer',
  manageAccess: (caller: CallerObject) => caller.role === 'owner',
}
