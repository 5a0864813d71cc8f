import { Button, Text } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client'
import { isCode } from '../api/problem'
import type { KeyObject } from '../api/schema'
import { Confirm } from '../shared/confirm'
import { done, doneWithUndo, failed } from '../shared/notices'
import { CutOff } from './in-use'

/** Deletes a key; one that is in use only after its name was typed. It can be undone for 30 days. */
export function DeleteKey({ item: key, discard }: { item: KeyObject; discard: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const path = { assistantId: key.assistantId, keyId: key.id }
  const refresh = () => queries.invalidateQueries({ queryKey: ['assistants', key.assistantId, 'keys'] })

  const restore = async () => {
    try {
      await answer(api.POST('/api/v1/assistants/{assistantId}/api-keys/{keyId}/restore', { params: { path } }))
      done(t('keys.restored', { name: key.name }))
      await refresh()
    } catch (error) {
      failed(error, t)
    }
  }
  const remove = useMutation({
    mutationFn: (force: boolean) => answer(api.DELETE('/api/v1/assistants/{assistantId}/api-keys/{keyId}', { params: { path, query: { force } } })),
    onSuccess: async () => {
      discard()
      await navigate({ to: '/console/assistants/$assistantId/keys', params: path, ignoreBlocker: true })
      await refresh()
      doneWithUndo(t('keys.deletedNotice', { name: key.name }), t('shared.undo'), () => void restore())
    },
    onError: (error) => {
      if (!isCode(error, 'KEY_IN_USE')) failed(error, t)
    },
  })
  const inUse = isCode(remove.error, 'KEY_IN_USE') ? remove.error.inUse : undefined
  const close = () => {
    setAsking(false)
    remove.reset()
  }
  return (
    <>
      <Button variant="default" leftSection={<IconTrash size={18} />} onClick={() => setAsking(true)}>
        {t('shared.delete')}
      </Button>
      {asking && (
        <Confirm
          key={inUse ? 'in use' : 'plain'}
          title={t('keys.deleteTitle', { name: key.name })}
          action={t(inUse ? 'keys.deleteAnyway' : 'shared.delete')}
          pending={remove.isPending}
          onConfirm={() => remove.mutate(inUse !== undefined)}
          onClose={close}
          {...(inUse && { typed: { label: t('keys.deleteTyped', { name: key.name }), text: key.name } })}
        >
          {inUse && <CutOff inUse={inUse} />}
          <Text>{t('keys.deleteText')}</Text>
        </Confirm>
      )}
    </>
  )
}
