import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

interface Props {
  title: string
  children: ReactNode
  action: string
  onConfirm: () => void
  onClose: () => void
  pending?: boolean
  danger?: boolean
  /** What has to be typed first, so that the hand does not act before the head. */
  typed?: { label: string; text: string }
}

export function Confirm({ title, children, action, onConfirm, onClose, pending = false, danger = true, typed }: Props) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const ready = !typed || text.trim() === typed.text.trim()
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('shared.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) onConfirm()
        }}
      >
        <Stack>
          {children}
          {typed && <TextInput label={typed.label} value={text} onChange={(event) => setText(event.currentTarget.value)} data-autofocus autoComplete="off" />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose} data-autofocus={typed ? undefined : true}>
              {t('shared.cancel')}
            </Button>
            <Button type="submit" color={danger ? 'danger' : undefined} loading={pending} disabled={!ready}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
