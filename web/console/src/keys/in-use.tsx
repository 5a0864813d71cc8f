import { Alert, List, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { InUse } from '../api/schema'
import { number } from '../i18n/format'

const SHOWN = 6

/** Who would be cut off. */
export function CutOff({ inUse }: { inUse: InUse }) {
  const { t } = useTranslation()
  const callers = [
    ...inUse.origins.map(({ origin, requests }) => ({ name: origin || t('inUse.noWebsite'), requests })),
    ...inUse.ipAddresses.map(({ ipAddress, requests }) => ({ name: ipAddress, requests })),
  ]
  return (
    <Alert color="danger">
      <Text size="sm" fw={600}>
        {t('inUse.text')}
      </Text>
      <List size="sm" mt={4}>
        {callers.slice(0, SHOWN).map(({ name, requests }) => (
          <List.Item key={name}>
            <span className="mono">{name}</span> · {t('keys.requests', { count: requests, number: number(requests) })}
          </List.Item>
        ))}
      </List>
      {callers.length > SHOWN && <Text size="sm">{t('inUse.more', { count: callers.length - SHOWN })}</Text>}
    </Alert>
  )
}
