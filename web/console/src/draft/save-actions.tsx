import { Badge, Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconDeviceFloppy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { doneWithUndo, note } from '../shared/notices'
import { useOnce } from './use-once'

/** Marks a box whose text belongs into the list above it. */
export const UNADDED = 'data-unadded'

interface Props {
  changed: boolean
  pending: boolean
  save: () => void
  /** Drops the edit, and returns how to bring it back. */
  discard: () => () => void
}

/** Save and discard, there only while something is changed. */
export function SaveActions({ changed, pending, save, discard }: Props) {
  const { t } = useTranslation()
  const once = useOnce(save, pending)
  const act = () => {
    const box = document.querySelector<HTMLElement>(`main [${UNADDED}='true']`)
    if (!box) {
      once()
      return
    }
    // Somebody who typed an entry and saves means it to be saved.
    box.scrollIntoView({ block: 'center' })
    box.focus()
    note(t('draft.unadded'))
  }
  useHotkeys([['mod+S', () => changed && !pending && act()]], [])
  if (!changed) return null
  return (
    <>
      <Badge color="warn" variant="light" tt="none" size="lg" className="unsaved">
        {t('draft.unsaved')}
      </Badge>
      <Button variant="default" onClick={() => doneWithUndo(t('draft.discarded'), t('shared.undo'), discard())} disabled={pending}>
        {t('draft.discard')}
      </Button>
      <Button leftSection={<IconDeviceFloppy size={18} />} onClick={act} loading={pending} title="Ctrl+S" className="save">
        {t('draft.save')}
      </Button>
    </>
  )
}
