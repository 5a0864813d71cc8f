import { Alert, Button, Modal, NumberInput, Radio, Stack, Text } from '@mantine/core'
import { IconClock } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldProblem } from '../api/problem'
import { useAssistant, useSaveAssistant } from '../assistants/use-assistant'
import { number } from '../i18n/format'
import { Confirm } from '../shared/confirm'
import { DialogActions } from '../shared/dialog-actions'
import { failed } from '../shared/notices'
import { countQuery } from './queries'
import { WORDS } from './words'

const DEFAULT_DAYS = 90
const MOST_DAYS = 3650
const DAY_MS = 86_400_000

const possible = (days: number) => days >= 1 && days <= MOST_DAYS

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
  const now = assistant.keepConversationsDays
  const [limited, setLimited] = useState(now > 0)
  const [days, setDays] = useState<number | string>(now || DEFAULT_DAYS)
  const [asking, setAsking] = useState<number>()
  const save = useSaveAssistant({
    assistantId: assistant.id,
    version: assistant.version,
    patch: { keepConversationsDays: limited ? days : 0 },
    onSaved: () => onClose,
  })
  const old = useOlder((count) => (count > 0 ? setAsking(count) : save.mutate()))
  const problem = limited && typeof days === 'number' && !possible(days) ? shared('opener.range', { min: number(1), max: number(MOST_DAYS) }) : undefined
  const ready = !limited || (typeof days === 'number' && possible(days))
  const submit = () => {
    if (limited && typeof days === 'number' && (now === 0 || days < now)) old.mutate(days)
    else save.mutate()
  }
  if (asking && typeof days === 'number') {
    return <Shorten days={days} count={asking} pending={save.isPending} onConfirm={() => save.mutate()} onClose={() => setAsking(undefined)} />
  }
  return (
    <Modal opened onClose={onClose} title={t('keep')} closeButtonProps={{ 'aria-label': shared('shared.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) submit()
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
              max={MOST_DAYS}
              allowDecimal={false}
              clampBehavior="none"
              maw={200}
              onChange={setDays}
              error={problem ?? fieldProblem(save.error, 'keepConversationsDays')}
            />
          )}
          <DialogActions action={t('save')} pending={save.isPending || old.isPending} disabled={!ready} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  )
}

/** How many conversations go when only so many days are kept. */
function useOlder(then: (count: number) => void) {
  const { t } = useTranslation()
  const { id } = useAssistant()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (days: number) => queries.query(countQuery(id, { to: new Date(Date.now() - days * DAY_MS).toISOString() })),
    onSuccess: ({ count }) => then(count),
    onError: (error) => failed(error, t),
  })
}

interface ShortenProps {
  days: number
  count: number
  pending: boolean
  onConfirm: () => void
  onClose: () => void
}

/** A shorter time deletes what is older for good: that is asked first, as when all are deleted. */
function Shorten({ days, count, ...rest }: ShortenProps) {
  const { t } = useTranslation(WORDS)
  return (
    <Confirm title={t('deleteAllTitle', { count, number: number(count) })} action={t('saveAndDelete')} typed={{ label: t('deleteTyped', { count }), text: String(count) }} {...rest}>
      <Alert color="danger">{t('shorterText', { count: days, number: number(days) })}</Alert>
    </Confirm>
  )
}
