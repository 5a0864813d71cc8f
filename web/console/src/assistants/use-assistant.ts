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

interface Saving {
  assistantId: string
  version: number
  patch: unknown
  /** Told what is saved; made when the edit is sent, so that it knows what was. */
  onSaved: () => (assistant: AssistantObject) => void
}

/** Saves an edit of an assistant under the version that it began with. */
export function useSaveAssistant({ assistantId, version, patch, onSaved }: Saving) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async () => {
      const saved = onSaved()
      const assistant = await answer(
        api.PATCH('/api/v1/assistants/{assistantId}', { params: { path: { assistantId }, header: ifMatch(version) }, body: patch as AssistantBody }),
      )
      return { assistant, saved }
    },
    onSuccess: ({ assistant, saved }) => {
      queries.setQueryData(assistantQuery(assistantId).queryKey, assistant)
      saved(assistant)
      void queries.invalidateQueries({ queryKey: assistantsQuery.queryKey, exact: true })
      done(t('draft.saved'))
    },
    onError: (error) => {
      if (error instanceof CallFailed && error.status === 412) void queries.invalidateQueries({ queryKey: assistantQuery(assistantId).queryKey, exact: true })
      else if (!(error instanceof CallFailed) || error.fields.size === 0) failed(error, t)
    },
  })
}
