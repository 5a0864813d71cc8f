import { Anchor, Card, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client'
import type { ElementVersion, KeyObject } from '../api/schema'
import { Ago } from '../shared/time'
import { WORDS, loadWords } from './version-words'

const SHOWN = 8

/** Websites that run an older chat than this server has; nothing when there are none. */
export default function Versions({ item: key }: { item: KeyObject }) {
  const { t } = useTranslation(WORDS)
  const { data } = useQuery({
    queryKey: ['assistants', key.assistantId, 'keys', key.id, 'versions'],
    queryFn: async ({ signal }) => {
      const path = { assistantId: key.assistantId, keyId: key.id }
      const [seen] = await Promise.all([answer(api.GET('/api/v1/assistants/{assistantId}/api-keys/{keyId}/versions', { params: { path }, signal })), loadWords()])
      return seen
    },
  })
  const outdated = data?.versions.filter((seen) => seen.outdated).slice(0, SHOWN) ?? []
  if (!data || outdated.length === 0) return null
  return (
    <Card component="section" aria-labelledby="versions">
      <Title order={2} id="versions" mb={4}>
        {t('title')}
      </Title>
      <Text size="sm" className="quiet">
        {t('text', { version: data.current })}
      </Text>
      <ul className="plain" aria-labelledby="versions">
        {outdated.map((seen) => (
          <Website key={`${seen.origin} ${seen.version}`} seen={seen} />
        ))}
      </ul>
      <Anchor href="/docs/guide/keys#versions-which-chat-element-your-websites-run" target="_blank" size="sm">
        {t('how')}
      </Anchor>
    </Card>
  )
}

function Website({ seen }: { seen: ElementVersion }) {
  const { t } = useTranslation(WORDS)
  return (
    <li className="refused">
      <div className="wrap" style={{ flex: 1 }}>
        <Text className="mono">{seen.origin || t('none')}</Text>
        <Text size="xs" className="quiet">
          {t('runs', { version: seen.version })} · <Ago time={seen.lastSeenAt} />
        </Text>
      </div>
    </li>
  )
}
