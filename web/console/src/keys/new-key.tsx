import { Modal, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client'
import { fieldProblem } from '../api/problem'
import { keyQuery } from '../api/queries'
import { useOnce } from '../draft/use-once'
import { DialogActions } from '../shared/dialog-actions'
import { reason } from '../shared/failures'
import { EntryPreview, previewQuery, usePreview } from './entry-preview'
import { rememberKey } from './revealed'

/** A new key begins with where it shall work: one without a restriction is a choice, not an accident. */
export function NewKey({ assistantId, onClose }: { assistantId: string; onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [type, setType] = useState<'WEBSITES' | 'IP_ADDRESSES' | 'NONE'>('WEBSITES')
  const [entry, setEntry] = useState('')
  const list = type === 'IP_ADDRESSES' ? 'ipAddresses' : 'websites'
  const { previews } = usePreview(list, type === 'NONE' ? '' : entry, false)
  const create = useMutation({
    mutationFn: async () => {
      // A pasted list is several entries.
      const meant = type === 'NONE' ? [] : await queries.query({ ...previewQuery(list, entry.trim(), false), staleTime: 'static' })
      const entries = meant.map((preview) => preview.canonical || preview.entry)
      const restriction = { type, ...(type === 'WEBSITES' && { websites: entries }), ...(type === 'IP_ADDRESSES' && { ipAddresses: entries }) }
      return answer(api.POST('/api/v1/assistants/{assistantId}/api-keys', { params: { path: { assistantId } }, body: { name, restriction } }))
    },
    onSuccess: async ({ key, ...created }) => {
      rememberKey(created.id, key)
      queries.setQueryData(keyQuery(assistantId, created.id).queryKey, created)
      void queries.invalidateQueries({ queryKey: ['assistants', assistantId, 'keys'] })
      await navigate({ to: '/console/assistants/$assistantId/keys/$keyId', params: { assistantId, keyId: created.id } })
    },
  })
  const submit = useOnce(() => create.mutate(), create.isPending)
  const listed = type === 'NONE' || entry.trim() !== ''
  const field = type === 'WEBSITES' ? 'restriction.websites' : 'restriction.ipAddresses'
  return (
    <Modal opened onClose={onClose} title={t('keys.new')} size="lg" closeButtonProps={{ 'aria-label': t('shared.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (listed) submit()
        }}
      >
        <Stack>
          <TextInput
            label={t('fields.name')}
            description={t('general.nameHint')}
            placeholder={t('keys.namePlaceholder')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={fieldProblem(create.error, 'name')}
            data-autofocus
          />
          <Radio.Group label={t('restriction.title')} value={type} onChange={(value) => setType(value)}>
            <Stack gap="xs" mt={6}>
              {(['NONE', 'WEBSITES', 'IP_ADDRESSES'] as const).map((choice) => (
                <Radio key={choice} value={choice} label={t(`restriction.${choice}`)} description={t(`restriction.${choice}_text`)} />
              ))}
            </Stack>
          </Radio.Group>
          {type !== 'NONE' && (
            <div>
              <TextInput
                label={t(type === 'WEBSITES' ? 'restriction.website' : 'restriction.address')}
                placeholder={type === 'WEBSITES' ? 'https://shop.example' : '203.0.113.0/24'}
                value={entry}
                onChange={(event) => setEntry(event.currentTarget.value)}
                error={fieldProblem(create.error, field)}
                inputMode="url"
                autoComplete="off"
                spellCheck={false}
              />
              {previews?.map((preview) => (
                <EntryPreview key={preview.entry} preview={preview} use={setEntry} />
              ))}
            </div>
          )}
          {create.isError && !fieldProblem(create.error, 'name') && !fieldProblem(create.error, field) && (
            <Text c="var(--mantine-color-error)" role="alert">
              {reason(create.error, t)}
            </Text>
          )}
          <DialogActions action={t('keys.create')} pending={create.isPending} disabled={!listed} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  )
}
