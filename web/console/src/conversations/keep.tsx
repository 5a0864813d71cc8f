import { Button, Modal, NumberInput, Radio, Stack, Text } from '@mantine/core'
import { IconClock } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldProblem } from '../api/problem'
import { useAssistant, useSaveAssistant } from '../assistants/use-assistant'
import { number } from '../i18n/format'
import { DialogActions } from '../shared/dialog-actions'
import { WORDS } from './words'

const DEFAULT_DAYS = 90

/** For how long conversations are kept, and the dialog in which that is set. */
export function Keep() {
  const { t } = useTranslation(WORDS)
  const { keepConversationsDays: days } = useAssistant()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant="subtle" color="gray" leftSection={<IconClock size={18} />} onClick={() => setOpen(true)}>
        {days ? t('kept', { count: days, number: number(days) }) : t('keptForEver')}
      </Button>
      {open && <KeepDialog onClose={() => setOpen(false)} />}
    </>
  )
}

function KeepDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(WORDS)
  const { t: shared } = useTranslation()
  const assistant = useAssistant()
  const [limited, setLimited] = useState(assistant.keepConversationsDays > 0)
  const [days, setDays] = useState<number | string>(assistant.keepConversationsDays || DEFAULT_DAYS)
  const save = useSaveAssistant({
    assistantId: assistant.id,
    version: assistant.version,
    patch: { keepConversationsDays: limited ? days : 0 },
    onSaved: () => onClose,
  })
  const ready = !limited || (typeof days === 'number' && days >= 1)
  return (
    <Modal opened onClose={onClose} title={t('keep')} closeButtonProps={{ 'aria-label': shared('shared.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) save.mutate()
        }}
      >
        <Stack>
          <Text className="quiet">{t('keepText')}</Text>
          <Radio.Group value={limited ? 'days' : 'ever'} onChange={(value) => setLimited(value === 'days')} aria-label={t('keep')}>
            <Stack gap="sm">
              <Radio value="days" label={t('keepForDays')} />
              <Radio value="ever" label={t('keepForEver')} />
            </Stack>
          </Radio.Group>
          {limited && (
            <NumberInput
              label={t('days')}
              value={days}
              min={1}
              max={3650}
              allowDecimal={false}
              clampBehavior="blur"
              maw={200}
              onChange={setDays}
              error={fieldProblem(save.error, 'keepConversationsDays')}
            />
          )}
          <DialogActions action={t('save')} pending={save.isPending} disabled={!ready} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  )
}
