import '../styles-of-parts'
import { Alert, Anchor, Badge, Button, Card, Group, SegmentedControl, Table, Text, TextInput } from '@mantine/core'
import { IconKey, IconPlus, IconSearch } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useLocation, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client'
import { assistantUsageQuery, keysQuery } from '../api/queries'
import type { AssistantUsage, KeyObject } from '../api/schema'
import { useAssistant } from '../assistants/use-assistant'
import { day, number } from '../i18n/format'
import { useCaller } from '../layout/caller'
import { Empty } from '../shared/empty'
import { PartFailed } from '../shared/failures'
import { done, failed } from '../shared/notices'
import { PageHead } from '../shared/page-head'
import { RowsSkeleton } from '../shared/skeletons'
import { Sparkline } from '../shared/sparkline'
import { Ago } from '../shared/time'
import { NewKey } from './new-key'
import { restrictionInWords } from './restriction-words'
import { StatusBadge } from './status-badge'

const DAYS = 7
/** A search box for fewer would be in the way. */
const MANY = 8

/** Clients and Integrations → API keys. */
export function KeyList() {
  const { t } = useTranslation()
  const assistant = useAssistant()
  const { mayEdit } = useCaller()
  const navigate = useNavigate()
  const creating = useLocation({ select: (location) => location.hash === 'new' }) && mayEdit
  const [deleted, setDeleted] = useState(false)
  const [wanted, setWanted] = useState('')
  const keys = useQuery(keysQuery(assistant.id, deleted))
  const usage = useQuery(assistantUsageQuery(assistant.id, DAYS))
  const base = '/console/assistants/$assistantId/keys' as const
  const params = { assistantId: assistant.id }
  const shown = keys.data?.filter((key) => matches(key, wanted))
  const create = mayEdit && (
    <Button leftSection={<IconPlus size={18} />} onClick={() => void navigate({ to: base, params, hash: 'new' })}>
      {t('keys.new')}
    </Button>
  )

  return (
    <div className="page">
      <PageHead
        title={t('keys.title')}
        above={[
          { label: assistant.name, link: { to: '/console/assistants/$assistantId', params } },
          { label: t('keys.section'), link: { to: base, params } },
        ]}
        actions={create}
      />
      <Group mb="md" justify="space-between">
        <SegmentedControl
          value={deleted ? 'deleted' : 'present'}
          onChange={(value) => setDeleted(value === 'deleted')}
          data={[
            { value: 'present', label: t('keys.present') },
            { value: 'deleted', label: t('keys.deleted') },
          ]}
          aria-label={t('keys.which')}
        />
        {(keys.data?.length ?? 0) >= MANY && (
          <TextInput
            leftSection={<IconSearch size={18} />}
            placeholder={t('keys.search')}
            aria-label={t('keys.search')}
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
            w={{ base: '100%', xs: 260 }}
          />
        )}
      </Group>
      {keys.isPending && <RowsSkeleton height={72} />}
      {keys.isError && <PartFailed error={keys.error} retry={() => void keys.refetch()} />}
      {keys.data?.length === 0 && !deleted && (
        <Empty icon={IconKey} title={t('keys.none')} action={create}>
          {mayEdit ? t('keys.noneText') : t('keys.noneViewer')}
        </Empty>
      )}
      {keys.data?.length === 0 && deleted && (
        <Empty icon={IconKey} title={t('keys.noneDeleted')}>
          {t('keys.noneDeletedText')}
        </Empty>
      )}
      {keys.data && keys.data.length > 0 && shown?.length === 0 && <Text className="quiet">{t('keys.notFound', { wanted })}</Text>}
      {shown && shown.length > 0 && (
        <Card padding={0}>
          {deleted && (
            <Alert color="accent" radius={0}>
              {t('keys.deletedText')}
            </Alert>
          )}
          <Table className="stacking keys" verticalSpacing="sm" horizontalSpacing="md" highlightOnHover>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('keys.name')}</Table.Th>
                <Table.Th>{t('keys.restriction')}</Table.Th>
                <Table.Th>{t('keys.status')}</Table.Th>
                <Table.Th>{t('keys.lastUsed')}</Table.Th>
                <Table.Th>{t('keys.week')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.map((key) => (
                <Row key={key.id} item={key} usage={usage.data} mayEdit={mayEdit} />
              ))}
            </Table.Tbody>
          </Table>
        </Card>
      )}
      {creating && <NewKey assistantId={assistant.id} onClose={() => void navigate({ to: base, params, replace: true })} />}
    </div>
  )
}

function matches(key: KeyObject, wanted: string): boolean {
  const text = wanted.trim().toLowerCase()
  return !text || [key.name, key.hint, ...key.restriction.websites, ...key.restriction.ipAddresses].some((part) => part.toLowerCase().includes(text))
}

function Row({ item: key, usage, mayEdit }: { item: KeyObject; usage: AssistantUsage | undefined; mayEdit: boolean }) {
  const { t } = useTranslation()
  const open = key.warnings.some((warning) => warning.code === 'WEBSITES_EMPTY')
  const params = { assistantId: key.assistantId, keyId: key.id }
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor renderRoot={(props) => <Link to="/console/assistants/$assistantId/keys/$keyId" params={params} {...props} />} fw={600} underline="hover" className="wrap">
          {key.name}
        </Anchor>
        <Text size="xs" className="quiet mono">
          {key.hint}
        </Text>
      </Table.Td>
      <Table.Td data-label={t('keys.restriction')} className="wrap">
        {open ? (
          <Text component="span" c="var(--mantine-color-error)" fw={600}>
            {t('restriction.worksEverywhere')}
          </Text>
        ) : (
          restrictionInWords(key.restriction, t)
        )}
        {key.restriction.reportOnly && (
          <Badge color="warn" variant="light" tt="none" ml={6}>
            {t('restriction.reportOnly')}
          </Badge>
        )}
      </Table.Td>
      <Table.Td data-label={t('keys.status')}>
        <StatusBadge status={key.status} />
      </Table.Td>
      <Table.Td data-label={t('keys.lastUsed')} className="quiet">
        {key.lastUsedAt ? <Ago time={key.lastUsedAt} /> : t('keys.never')}
      </Table.Td>
      <Table.Td data-label={t('keys.week')}>
        {key.status === 'DELETED' ? <Restore item={key} mayEdit={mayEdit} /> : <Week usage={usage?.keys.find((other) => other.keyId === key.id)} from={usage?.from} to={usage?.to} />}
      </Table.Td>
    </Table.Tr>
  )
}

function Week({ usage, from, to }: { usage: AssistantUsage['keys'][number] | undefined; from: string | undefined; to: string | undefined }) {
  const { t } = useTranslation()
  if (!from || !to) return null
  const requests = usage?.total.requests ?? 0
  if (!requests) return <Text className="quiet">–</Text>
  return <Sparkline values={perStep(usage?.hours ?? [], from, to)} label={t('keys.requests', { count: requests, number: number(requests) })} />
}

const STEPS = 28

function perStep(hours: { hour: string; requests: number }[], from: string, to: string): number[] {
  const start = Date.parse(from)
  const length = (Date.parse(to) - start) / STEPS
  const values = Array.from({ length: STEPS }, () => 0)
  for (const { hour, requests } of hours) {
    const step = Math.min(STEPS - 1, Math.max(0, Math.floor((Date.parse(hour) - start) / length)))
    values[step] = (values[step] ?? 0) + requests
  }
  return values
}

function Restore({ item: key, mayEdit }: { item: KeyObject; mayEdit: boolean }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const restore = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/assistants/{assistantId}/api-keys/{keyId}/restore', { params: { path: { assistantId: key.assistantId, keyId: key.id } } })),
    onSuccess: () => {
      done(t('keys.restored', { name: key.name }))
      void queries.invalidateQueries({ queryKey: ['assistants', key.assistantId, 'keys'] })
    },
    onError: (error) => failed(error, t),
  })
  return (
    <div>
      {mayEdit && (
        <Button size="xs" variant="default" loading={restore.isPending} onClick={() => restore.mutate()} aria-label={t('keys.restoreNamed', { name: key.name })}>
          {t('keys.restore')}
        </Button>
      )}
      {key.restorableUntil && (
        <Text size="xs" className="quiet">
          {t('keys.restorableUntil', { day: day(key.restorableUntil) })}
        </Text>
      )}
    </div>
  )
}
