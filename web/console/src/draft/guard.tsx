import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

interface Props {
  /** Whether something would be forgotten. */
  active: boolean
  discard: () => void
}

/** Asks before a page with unsaved changes is left. */
export function LeaveGuard({ active, discard }: Props) {
  const { t } = useTranslation()
  const blocker = useBlocker({ shouldBlockFn: ({ current, next }) => active && current.pathname !== next.pathname, enableBeforeUnload: () => active, withResolver: true })
  if (blocker.status !== 'blocked') return null
  return (
    <Modal opened onClose={blocker.reset} title={t('draft.leaveTitle')} closeButtonProps={{ 'aria-label': t('shared.close') }}>
      <Stack>
        <Text>{t('draft.leaveText')}</Text>
        <Group justify="flex-end">
          <Button
            variant="subtle"
            color="danger"
            onClick={() => {
              discard()
              blocker.proceed()
            }}
          >
            {t('draft.discard')}
          </Button>
          <Button variant="default" onClick={blocker.proceed}>
            {t('draft.keep')}
          </Button>
          <Button onClick={blocker.reset} data-autofocus>
            {t('draft.stay')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
