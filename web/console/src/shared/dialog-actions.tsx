import { Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface Props {
  action: string
  pending: boolean
  disabled?: boolean
  onClose: () => void
}

/** The end of a form in a dialog: to leave it, and to send it. */
export function DialogActions({ action, pending, disabled = false, onClose }: Props) {
  const { t } = useTranslation()
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={onClose}>
        {t('shared.cancel')}
      </Button>
      <Button type="submit" loading={pending} disabled={disabled}>
        {action}
      </Button>
    </Group>
  )
}
