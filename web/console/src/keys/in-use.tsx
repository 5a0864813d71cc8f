import { Alert, List, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { InUse } from '../api/schema'
import { number } from '../i18n/format'
import { Ago } from '../shared/time'

const SHOWN = 6

/** Who would be cut off. */
export function CutOff({ inUse }: { inUse: InUse }) {
  const { t } = useTranslation()
  const callers = [
    ...inUse.origins.map(({ origin, requests, lastUsedAt }) => ({ name: origin || t('inUse.noWebsite'), requests, lastUsedAt })),
    ...inUse.ipAddresses.map(({ ipAddress, requests, lastUsedAt }) => ({ name: ipAddress, requests, lastUsedAt })),
  ]
  return (
    <Alert color="danger">
      <Text size="sm" fw={600}>
        {t('inUse.text')}
      </Text>
      <List size="sm" mt={4}>
        {callers.slice(0, SHOWN).map(({ name, requests, lastUsedAt }) => (
          <List.Item key={name}>
            <span className="mono">{name}</span> · {t('keys.requests', { count: requests, number: number(requests) })} · <Ago time={lastUsedAt} />
          </List.Item>
        ))}
      </List>
      {callers.length > SHOWN && <Text size="sm">{t('inUse.more', { count: callers.length - SHOWN })}</Text>}
    </Alert>
  )
}
