import '../styles-of-parts'
import { Modal, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client'
import { fieldProblem } from '../api/problem'
import { assistantQuery, assistantsQuery } from '../api/queries'
import { useOnce } from '../draft/use-once'
import { DialogActions } from '../shared/dialog-actions'
import { reason } from '../shared/failures'

export default function NewAssistant({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [welcomeMessage, setWelcome] = useState('')
  const create = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/assistants', { body: { name, ...(welcomeMessage && { welcomeMessage }) } })),
    onSuccess: async (assistant) => {
      queries.setQueryData(assistantQuery(assistant.id).queryKey, assistant)
      void queries.invalidateQueries({ queryKey: assistantsQuery.queryKey, exact: true })
      await navigate({ to: '/console/assistants/$assistantId', params: { assistantId: assistant.id } })
    },
  })
  const submit = useOnce(() => create.mutate(), create.isPending)
  const problem = (field: string) => fieldProblem(create.error, field)
  return (
    <Modal opened onClose={onClose} title={t('assistants.new')} closeButtonProps={{ 'aria-label': t('shared.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Stack>
          <TextInput
            label={t('overview.name')}
            description={t('overview.nameHint')}
            placeholder={t('assistants.namePlaceholder')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={problem('name')}
            data-autofocus
          />
          <Textarea
            label={t('overview.welcome')}
            description={t('overview.welcomeHint')}
            placeholder={t('assistants.welcomePlaceholder')}
            value={welcomeMessage}
            onChange={(event) => setWelcome(event.currentTarget.value)}
            error={problem('welcomeMessage')}
            autosize
            minRows={2}
          />
          {create.isError && !problem('name') && !problem('welcomeMessage') && (
            <Text c="var(--mantine-color-error)" role="alert">
              {reason(create.error, t)}
            </Text>
          )}
          <DialogActions action={t('assistants.create')} pending={create.isPending} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  )
}
