import { Badge, Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconDeviceFloppy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

interface Props {
  changed: boolean
  pending: boolean
  save: () => void
  discard: () => void
}

/** Save and discard, there only while something is changed. */
export function SaveActions({ changed, pending, save, discard }: Props) {
  const { t } = useTranslation()
  useHotkeys([['mod+S', () => changed && !pending && save()]], [])
  if (!changed) return null
  return (
    <>
      <Badge color="warn" variant="light" tt="none" size="lg">
        {t('draft.unsaved')}
      </Badge>
      <Button variant="default" onClick={discard} disabled={pending}>
        {t('draft.discard')}
      </Button>
      <Button leftSection={<IconDeviceFloppy size={18} />} onClick={save} loading={pending}>
        {t('draft.save')}
      </Button>
    </>
  )
}
