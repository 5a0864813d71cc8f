import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { answer, api, ifMatch } from '../api/client'
import { CallFailed } from '../api/problem'
import { assistantQuery, assistantsQuery } from '../api/queries'
import type { AssistantBody, AssistantObject } from '../api/schema'
import { done, failed } from '../shared/notices'

export function useAssistant(): AssistantObject {
  const { assistantId } = useParams({ from: '/console/console/assistants/$assistantId' })
  return useSuspenseQuery({ ...assistantQuery(assistantId), refetchInterval: 15_000 }).data
}

/** Saves an edit of an assistant under the version that it began with. */
export function useSaveAssistant(assistantId: string, draft: { version: number; patch: unknown; discard: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () =>
      answer(
        api.PATCH('/api/v1/assistants/{assistantId}', {
          params: { path: { assistantId }, header: ifMatch(draft.version) },
          body: draft.patch as AssistantBody,
        }),
      ),
    onSuccess: (assistant) => {
      queries.setQueryData(assistantQuery(assistantId).queryKey, assistant)
      draft.discard()
      void queries.invalidateQueries({ queryKey: assistantsQuery.queryKey, exact: true })
      done(t('draft.saved'))
    },
    onError: (error) => {
      if (error instanceof CallFailed && error.status === 412) void queries.invalidateQueries({ queryKey: assistantQuery(assistantId).queryKey, exact: true })
      else if (!(error instanceof CallFailed) || error.fields.size === 0) failed(error, t)
    },
  })
}
