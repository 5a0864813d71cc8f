import { Alert, Button, Group, Modal, Select, Stack, Switch, Text, TextInput } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, ifMatch } from '../api/client'
import { keyQuery, keyUsageQuery } from '../api/queries'
import type { KeyObject } from '../api/schema'
import { moment } from '../i18n/format'
import { Copy } from '../shared/copy'
import { reason } from '../shared/failures'
import { Ago } from '../shared/time'
import { editable, type Editing } from './key-draft'
import { rememberKey } from './revealed'
import { Section } from './section'

const DAY = '86400'
/** Seconds. */
const GRACES = ['0', '3600', DAY, '604800', '2592000'] as const

/** When a key works, and a new secret for it. */
export function LifeSection({ item: key, editing }: { item: KeyObject; editing: Editing }) {
  const { t } = useTranslation()
  const { draft, readOnly, problem } = editing
  const { disabled, expiresAt } = draft.value
  const [rotating, setRotating] = useState(false)
  return (
    <Section title={t('life.title')}>
      <Switch
        label={t('life.enabled')}
        description={t('life.enabledText')}
        checked={!disabled}
        disabled={readOnly}
        onChange={(event) => {
          const enabled = event.currentTarget.checked
          draft.edit((now) => ({ ...now, disabled: !enabled }))
        }}
      />
      <Group align="flex-end" gap="xs">
        <TextInput
          type="datetime-local"
          label={t('fields.expiresAt')}
          description={t('life.expiresText')}
          value={expiresAt ? local(expiresAt) : ''}
          disabled={readOnly}
          error={problem('expiresAt')}
          miw={320}
          onChange={(event) => {
            const chosen = event.currentTarget.value
            draft.edit((now) => ({ ...now, expiresAt: chosen ? new Date(chosen).toISOString().replace('.000Z', 'Z') : null }))
          }}
        />
        {expiresAt && !readOnly && (
          <Button variant="subtle" color="gray" onClick={() => draft.edit((now) => ({ ...now, expiresAt: null }))}>
            {t('life.never')}
          </Button>
        )}
      </Group>
      <div>
        <Text fw={600} size="sm">
          {t('life.rotation')}
        </Text>
        <Text size="xs" className="quiet" mb="xs">
          {t('life.rotationText')}
        </Text>
        <OldSecrets item={key} />
        {!readOnly && (
          <Button variant="default" leftSection={<IconRefresh size={18} />} onClick={() => setRotating(true)}>
            {t('life.rotate')}
          </Button>
        )}
      </div>
      {rotating && <Rotate item={key} editing={editing} onClose={() => setRotating(false)} />}
    </Section>
  )
}

/** A time for an input of type datetime-local, in this browser's time zone. */
function local(time: string): string {
  const at = new Date(time)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

/** Old secrets in their grace, and whether somebody would miss them. */
function OldSecrets({ item: key }: { item: KeyObject }) {
  const { t } = useTranslation()
  const usage = useQuery(keyUsageQuery(key.assistantId, key.id, 7))
  const old = usage.data?.secrets.filter((secret) => secret.graceUntil !== null) ?? []
  if (old.length === 0) return null
  return (
    <ul className="rows plain" style={{ marginBottom: 12 }}>
      {old.map((secret) => (
        <li key={secret.createdAt} className="row">
          <span className="mono">{secret.hint}</span>
          <Text size="sm" className="quiet" flex={1}>
            {secret.graceUntil && t('life.worksUntil', { time: moment(secret.graceUntil) })} ·{' '}
            {secret.lastUsedAt ? (
              <>
                {t('life.stillUsed')} <Ago time={secret.lastUsedAt} />
              </>
            ) : (
              t('life.notUsed')
            )}
          </Text>
        </li>
      ))}
    </ul>
  )
}

function Rotate({ item: key, editing, onClose }: { item: KeyObject; editing: Editing; onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [grace, setGrace] = useState<string>(DAY)
  const rotate = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/assistants/{assistantId}/api-keys/{keyId}/rotate', {
          params: { path: { assistantId: key.assistantId, keyId: key.id }, header: ifMatch(key.version) },
          body: { graceSeconds: Number(grace) },
        }),
      ),
    onSuccess: ({ key: secret, ...saved }) => {
      rememberKey(key.id, secret)
      editing.draft.adopt(editable(saved), saved.version, key.version)
      queries.setQueryData(keyQuery(key.assistantId, key.id).queryKey, saved)
      void queries.invalidateQueries({ queryKey: ['assistants', key.assistantId, 'keys'] })
    },
  })
  return (
    <Modal opened onClose={onClose} title={t(rotate.isSuccess ? 'life.rotated' : 'life.rotate')} size="lg" closeButtonProps={{ 'aria-label': t('shared.close') }}>
      {rotate.data ? (
        <Stack>
          <Text>{t('life.rotatedText')}</Text>
          <Group gap="xs" wrap="nowrap">
            <TextInput className="secret" flex={1} readOnly value={rotate.data.key} aria-label={t('general.key')} data-autofocus onFocus={(event) => event.currentTarget.select()} />
            <Copy text={rotate.data.key} label={t('general.copy')} />
          </Group>
          <Group justify="flex-end">
            <Button onClick={onClose}>{t('shared.close')}</Button>
          </Group>
        </Stack>
      ) : (
        <Stack>
          <Text>{t('life.rotateText')}</Text>
          <Select
            label={t('life.grace')}
            description={t('life.graceText')}
            value={grace}
            allowDeselect={false}
            onChange={(value) => value && setGrace(value)}
            data={GRACES.map((seconds) => ({ value: seconds, label: t(`life.grace${seconds}`) }))}
          />
          {grace === '0' && <Alert color="danger">{t('life.graceNone')}</Alert>}
          {rotate.isError && <Alert color="danger">{reason(rotate.error, t)}</Alert>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('shared.cancel')}
            </Button>
            <Button onClick={() => rotate.mutate()} loading={rotate.isPending}>
              {t('life.rotate')}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}
