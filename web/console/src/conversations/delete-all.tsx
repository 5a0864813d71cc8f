import { Alert, Button } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client'
import { number } from '../i18n/format'
import { Confirm } from '../shared/confirm'
import { reason } from '../shared/failures'
import { done, failed } from '../shared/notices'
import { filterOf, type Choice } from './choice'
import { conversationsKey, countQuery } from './queries'
import { WORDS } from './words'

interface Props {
  assistantId: string
  choice: Choice
}

/** Deletes all that the filter chooses, once their number was typed. */
export function DeleteAll(props: Props) {
  const { t } = useTranslation(WORDS)
  const [asking, setAsking] = useState(false)
  const chosen = Object.keys(props.choice).length > 0
  return (
    <>
      <Button variant="default" leftSection={<IconTrash size={18} />} onClick={() => setAsking(true)}>
        {t(chosen ? 'deleteChosen' : 'deleteAll')}
      </Button>
      {asking && <Ask {...props} chosen={chosen} onClose={() => setAsking(false)} />}
    </>
  )
}

function Ask({ assistantId, choice, chosen, onClose }: Props & { chosen: boolean; onClose: () => void }) {
  const { t } = useTranslation(WORDS)
  const { t: shared } = useTranslation()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const count = useQuery(countQuery(assistantId, choice))
  const expected = count.data?.count ?? 0
  const remove = useMutation({
    mutationFn: () =>
      answer(api.DELETE('/api/v1/assistants/{assistantId}/conversations', { params: { path: { assistantId }, query: { ...filterOf(choice), expected } } })),
    onSuccess: async ({ deleted }) => {
      onClose()
      await navigate({ to: '/console/assistants/$assistantId/conversations', params: { assistantId }, search: choice })
      void queries.invalidateQueries({ queryKey: conversationsKey(assistantId) })
      done(t('deletedAll', { count: deleted, number: number(deleted) }))
    },
    onError: (error) => {
      failed(error, shared)
      void count.refetch()
    },
  })
  return (
    <Confirm
      title={count.data ? t('deleteAllTitle', { count: expected, number: number(expected) }) : t('counting')}
      action={shared('shared.delete')}
      pending={remove.isPending || count.isPending}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
      typed={{ label: t('deleteTyped', { count: expected }), text: String(expected) }}
    >
      <Alert color="danger">{count.isError ? reason(count.error, shared) : t(chosen ? 'deleteChosenText' : 'deleteAllText')}</Alert>
    </Confirm>
  )
}
