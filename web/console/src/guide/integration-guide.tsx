import '../styles-of-parts'
import { Alert, Button, Card, Stack, Tabs, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconEye } from '@tabler/icons-react'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keyQuery, serverQuery } from '../api/queries'
import type { KeyObject } from '../api/schema'
import { useAssistant } from '../assistants/use-assistant'
import { EveryWebsite } from '../keys/restriction-section'
import { useRevealed } from '../keys/revealed'
import { useCaller } from '../layout/caller'
import { Copy } from '../shared/copy'
import { failed } from '../shared/notices'
import { PageHead } from '../shared/page-head'
import { Checker } from './checker'
import { type Place, PLATFORM_NAMES, type Platform, PLATFORMS, policyFor, SNIPPETS } from './snippets'

/** How to put one key on a website or into an app, and whether it has arrived there. */
export function IntegrationGuide() {
  const { t } = useTranslation()
  const assistant = useAssistant()
  const { keyId } = useParams({ from: '/console/console/assistants/$assistantId/keys/$keyId/guide' })
  const key = useSuspenseQuery(keyQuery(assistant.id, keyId)).data
  const { mayEdit } = useCaller()
  const revealed = useRevealed(assistant.id, key.id)
  const known = mayEdit ? revealed.key : undefined
  const server = originOf(useQuery(serverQuery).data?.publicUrl)
  const [platform, setPlatform] = useState<Platform>('html')
  const hidden = `${assistant.id}-lk…${key.hint.replace('…', '')}`
  const place = (full: string): Place => ({ server, assistantId: assistant.id, key: full, origin: exampleOrigin(key) })
  const params = { assistantId: assistant.id, keyId: key.id }
  const base = '/console/assistants/$assistantId' as const

  return (
    <div className="page">
      <PageHead
        title={t('guide.title')}
        above={[
          { label: assistant.name, link: { to: base, params } },
          { label: t('keys.section'), link: { to: `${base}/keys`, params } },
          { label: key.name, link: { to: `${base}/keys/$keyId`, params } },
        ]}
      />
      <div className="beside">
        <div className="sections">
          {key.status !== 'ACTIVE' && <Alert color="danger">{t('guide.notActive', { status: t(`status.${key.status}`) })}</Alert>}
          {key.warnings.some((warning) => warning.code === 'WEBSITES_EMPTY') && <EveryWebsite />}
          <Card>
            <Title order={2} mb="md">
              {t('guide.put')}
            </Title>
            <Tabs value={platform} onChange={(value) => setPlatform((value ?? 'html') as Platform)} keepMounted={false}>
              <Tabs.List mb="md">
                {PLATFORMS.map((name) => (
                  <Tabs.Tab key={name} value={name}>
                    {PLATFORM_NAMES[name]}
                  </Tabs.Tab>
                ))}
              </Tabs.List>
              <Tabs.Panel value={platform}>
                <Stack gap="sm">
                  <Text>{t(`guide.${platform}`)}</Text>
                  <Warning platform={platform} item={key} />
                  <Snippet
                    text={SNIPPETS[platform](place(known ?? hidden))}
                    label={t('guide.copy', { platform: PLATFORM_NAMES[platform] })}
                    copy={mayEdit ? async () => SNIPPETS[platform](place(await revealed.reveal.mutateAsync())) : undefined}
                  />
                  {!known && (
                    <Text size="sm" className="quiet">
                      {t(mayEdit ? 'guide.hidden' : 'guide.hiddenViewer')}{' '}
                      {mayEdit && (
                        <Button
                          size="compact-sm"
                          variant="default"
                          leftSection={<IconEye size={16} />}
                          loading={revealed.reveal.isPending}
                          onClick={() => revealed.reveal.mutate(undefined, { onError: (error) => failed(error, t) })}
                        >
                          {t('guide.show')}
                        </Button>
                      )}
                    </Text>
                  )}
                </Stack>
              </Tabs.Panel>
            </Tabs>
          </Card>
          <Card>
            <Title order={2}>{t('guide.policy')}</Title>
            <Text size="sm" className="quiet" mb="sm">
              {t('guide.policyText')}
            </Text>
            <Snippet text={policyFor(server)} label={t('guide.copyPolicy')} copy={() => Promise.resolve(policyFor(server))} />
          </Card>
        </div>
        <div className="aside">
          <Checker item={key} />
        </div>
      </div>
    </div>
  )
}

function Snippet({ text, label, copy }: { text: string; label: string; copy: (() => Promise<string>) | undefined }) {
  return (
    <div className="snippet">
      <pre tabIndex={0} aria-label={label}>
        <code>{text}</code>
      </pre>
      {copy && <Copy text={copy} label={label} className="copy" />}
    </div>
  )
}

/** An app or a program is not a website: a key for websites refuses it. */
function Warning({ platform, item: key }: { platform: Platform; item: KeyObject }) {
  const { t } = useTranslation()
  const restricted = key.restriction.type === 'WEBSITES' && key.restriction.websites.length > 0
  if (platform === 'flutter' && restricted) {
    return (
      <Alert color="warn" icon={<IconAlertTriangle size={20} />}>
        {t('guide.flutterRestricted')}
      </Alert>
    )
  }
  if (platform !== 'flutter' && platform !== 'curl' && key.restriction.type === 'IP_ADDRESSES') {
    return (
      <Alert color="warn" icon={<IconAlertTriangle size={20} />}>
        {t('guide.addressRestricted')}
      </Alert>
    )
  }
  return null
}

/** Where visitors' browsers reach the server: as it is configured, else as this page does. */
const originOf = (publicUrl: string | undefined) => (publicUrl === undefined || publicUrl === '' ? location.origin : publicUrl)

/** A website that this key accepts, to show it in an example. */
function exampleOrigin({ restriction }: KeyObject): string {
  const [first] = restriction.type === 'WEBSITES' ? restriction.websites : []
  return first?.replace('//*.', '//www.').replace(/:\*$/, ':3000') ?? 'https://example.com'
}
