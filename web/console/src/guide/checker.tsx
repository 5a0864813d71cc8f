import { Alert, Anchor, Card, Loader, Text, Title } from '@mantine/core'
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keyDenialsQuery, keyQuery } from '../api/queries'
import type { DenialCaller, KeyObject } from '../api/schema'
import { Ago } from '../shared/time'

const EVERY_MS = 2000

/**
 * Listens for the first use of the key while the guide is open: it fetches nothing from the website, what it tells is what
 * the server saw.
 */
export function Checker({ item }: { item: KeyObject }) {
  const { t } = useTranslation()
  const [since] = useState(() => Date.now())
  const { data: key } = useQuery({ ...keyQuery(item.assistantId, item.id), refetchInterval: EVERY_MS, initialData: item })
  const denials = useQuery({ ...keyDenialsQuery(item.assistantId, item.id, 1), refetchInterval: EVERY_MS })
  const accepted = key.lastUsedAt !== null && Date.parse(key.lastUsedAt) >= since
  const refused = denials.data?.callers
    .filter((caller) => Date.parse(caller.lastAt) >= since && !caller.reportOnly)
    .sort((one, other) => Date.parse(other.lastAt) - Date.parse(one.lastAt))[0]
  const later = refused && (!accepted || Date.parse(refused.lastAt) > Date.parse(key.lastUsedAt ?? ''))
  return (
    <Card component="section" aria-labelledby="checker">
      <Title order={2} id="checker">
        {t('checker.title')}
      </Title>
      <Text size="sm" className="quiet" mb="md">
        {t('checker.text')}
      </Text>
      <div aria-live="polite">
        {later ? <RefusalSeen refused={refused} item={key} /> : accepted ? <Accepted item={key} /> : <Listening item={key} />}
      </div>
    </Card>
  )
}

function Accepted({ item: key }: { item: KeyObject }) {
  const { t } = useTranslation()
  return (
    <Alert color="good" icon={<IconCircleCheck size={22} />} title={t('checker.works')}>
      <Text size="sm">
        {key.lastUsedOrigin ? t('checker.from') : t('checker.fromProgram')} <span className="mono">{key.lastUsedOrigin || key.lastUsedAddress}</span>
      </Text>
    </Alert>
  )
}

function RefusalSeen({ refused, item: key }: { refused: DenialCaller; item: KeyObject }) {
  const { t } = useTranslation()
  const known = `codes.${refused.code}_way` as 'codes.ORIGIN_NOT_ALLOWED_way'
  return (
    <Alert color="danger" icon={<IconCircleX size={22} />} title={t('checker.refused')}>
      <Text size="sm">
        {t(`codes.${refused.code}` as 'codes.ORIGIN_NOT_ALLOWED', { defaultValue: refused.code })}: <span className="mono">{refused.origin || refused.ipAddress || t('refused.unnamed')}</span>
      </Text>
      <Text size="sm" mt={4}>
        {t(known, { defaultValue: '' })}{' '}
        <Anchor renderRoot={(props) => <Link to="/console/assistants/$assistantId/keys/$keyId" params={{ assistantId: key.assistantId, keyId: key.id }} {...props} />} size="sm">
          {t('checker.toKey')}
        </Anchor>
      </Text>
    </Alert>
  )
}

function Listening({ item: key }: { item: KeyObject }) {
  const { t } = useTranslation()
  return (
    <Alert color="accent" icon={<Loader size={18} type="dots" aria-hidden />} title={t('checker.listening')}>
      <Text size="sm">{t('checker.open')}</Text>
      {key.lastUsedAt && (
        <Text size="sm" className="quiet" mt={4}>
          {t('checker.before')} <Ago time={key.lastUsedAt} /> <span className="mono">{key.lastUsedOrigin || key.lastUsedAddress}</span>
        </Text>
      )}
    </Alert>
  )
}
