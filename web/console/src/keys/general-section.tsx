import { ActionIcon, Group, Text, TextInput, Tooltip } from '@mantine/core'
import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { useState, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { KeyObject } from '../api/schema'
import { moment } from '../i18n/format'
import { Copy } from '../shared/copy'
import { failed } from '../shared/notices'
import { Ago } from '../shared/time'
import type { Editing } from './key-draft'
import { useRevealed } from './revealed'
import { Section } from './section'

const HIDDEN = '•'.repeat(24)

export function GeneralSection({ item: key, editing, nameRef, mayReveal }: { item: KeyObject; editing: Editing; nameRef: Ref<HTMLInputElement>; mayReveal: boolean }) {
  const { t } = useTranslation()
  const { draft, readOnly, problem } = editing
  return (
    <Section title={t('general.title')}>
      <TextInput
        ref={nameRef}
        label={t('fields.name')}
        description={t('general.nameHint')}
        value={draft.value.name}
        disabled={readOnly}
        error={problem('name')}
        onChange={(event) => {
          const name = event.currentTarget.value
          draft.edit((now) => ({ ...now, name }))
        }}
      />
      <Secret item={key} mayReveal={mayReveal} />
      <Text size="sm" className="quiet">
        {t('general.created', { time: moment(key.createdAt) })} · {key.lastUsedAt ? <LastUse item={key} /> : t('general.neverUsed')}
      </Text>
    </Section>
  )
}

function LastUse({ item: key }: { item: KeyObject }) {
  const { t } = useTranslation()
  const from = key.lastUsedOrigin || key.lastUsedAddress
  return (
    <>
      {t('general.lastUsed')} {key.lastUsedAt && <Ago time={key.lastUsedAt} />}
      {from && <span className="wrap"> {t('general.lastUsedFrom', { from })}</span>}
    </>
  )
}

/** The key itself: hidden until it is asked for, copied without being shown. */
function Secret({ item: key, mayReveal }: { item: KeyObject; mayReveal: boolean }) {
  const { t } = useTranslation()
  const [shown, setShown] = useState(false)
  const revealed = useRevealed(key.assistantId, key.id)
  const deleted = key.status === 'DELETED'
  const toggle = async () => {
    try {
      if (!shown) await revealed.reveal.mutateAsync()
      setShown(!shown)
    } catch (error) {
      failed(error, t)
    }
  }
  return (
    <div>
      <Text fw={600} size="sm" component="label" htmlFor="key-secret">
        {t('general.key')}
      </Text>
      <Group gap="xs" wrap="nowrap" mt={4}>
        <TextInput
          id="key-secret"
          className="secret"
          flex={1}
          readOnly
          value={shown && revealed.key ? revealed.key : `${HIDDEN}${key.hint.replace('…', '')}`}
          aria-description={shown ? undefined : t('general.hidden')}
          onFocus={(event) => shown && event.currentTarget.select()}
        />
        {mayReveal && !deleted && (
          <>
            <Tooltip label={t(shown ? 'general.hide' : 'general.reveal')}>
              <ActionIcon
                variant="default"
                size={36}
                loading={revealed.reveal.isPending}
                onClick={() => void toggle()}
                aria-label={t(shown ? 'general.hide' : 'general.reveal')}
                aria-pressed={shown}
              >
                {shown ? <IconEyeOff size={18} /> : <IconEye size={18} />}
              </ActionIcon>
            </Tooltip>
            <Copy text={() => revealed.reveal.mutateAsync()} label={t('general.copy')} />
          </>
        )}
      </Group>
      <Text size="xs" className="quiet" mt={4}>
        {t(mayReveal ? 'general.keyHint' : 'general.keyViewer')}
      </Text>
    </div>
  )
}
