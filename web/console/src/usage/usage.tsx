import '../styles-of-parts'
import { Card, Group, SegmentedControl, Select, SimpleGrid, Text, Title } from '@mantine/core'
import { IconChartBar } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { assistantDenialsQuery, assistantUsageQuery, keyDenialsQuery, keysQuery, keyUsageQuery } from '../api/queries'
import type { Counts, DenialCaller, DenialHour, UsageHour, UsageOrigin } from '../api/schema'
import { useAssistant } from '../assistants/use-assistant'
import { compact, number } from '../i18n/format'
import { Empty } from '../shared/empty'
import { PartFailed } from '../shared/failures'
import { PageHead } from '../shared/page-head'
import { RowsSkeleton } from '../shared/skeletons'
import { Ago } from '../shared/time'

const Charts = lazy(() => import('./charts'))
const SPANS = [1, 7, 30] as const
const SHOWN = 10

export interface Report {
  from: string
  to: string
  total: Counts
  hours: UsageHour[]
  origins: UsageOrigin[]
  denialHours: DenialHour[]
  callers: DenialCaller[]
}

/** What was done with an assistant or one of its keys, and what was refused. */
export function Usage() {
  const { t } = useTranslation()
  const assistant = useAssistant()
  const { key = '', days = 7 } = useSearch({ from: '/console/console/assistants/$assistantId/usage' })
  const navigate = useNavigate()
  const keys = useQuery(keysQuery(assistant.id)).data ?? []
  const { report, pending, error, retry } = useReport(assistant.id, key, days)
  const search = (change: { key?: string; days?: number }) =>
    void navigate({ to: '/console/assistants/$assistantId/usage', params: { assistantId: assistant.id }, search: { ...(key && { key }), days, ...change }, replace: true })
  const quiet = report?.total.requests === 0 && report.callers.length === 0

  return (
    <div className="page">
      <PageHead
        title={t('usage.title')}
        above={[{ label: assistant.name, link: { to: '/console/assistants/$assistantId', params: { assistantId: assistant.id } } }]}
        actions={
          <Group>
            <Select
              aria-label={t('usage.which')}
              w={240}
              value={key}
              allowDeselect={false}
              onChange={(value) => search({ key: value ?? '' })}
              data={[{ value: '', label: t('usage.all') }, ...keys.map(({ id, name }) => ({ value: id, label: name }))]}
            />
            <SegmentedControl
              aria-label={t('usage.span')}
              value={String(days)}
              onChange={(value) => search({ days: Number(value) })}
              data={SPANS.map((span) => ({ value: String(span), label: t(`usage.days${span}`) }))}
            />
          </Group>
        }
      />
      {pending && <RowsSkeleton rows={3} height={160} />}
      {error !== null && <PartFailed error={error} retry={retry} />}
      {quiet && (
        <Empty icon={IconChartBar} title={t('usage.none')}>
          {t('usage.noneText')}
        </Empty>
      )}
      {report && !quiet && <Shown report={report} days={days} />}
    </div>
  )
}

function useReport(assistantId: string, keyId: string, days: number) {
  const all = keyId === ''
  const usage = useQuery({ ...assistantUsageQuery(assistantId, days), enabled: all })
  const denials = useQuery({ ...assistantDenialsQuery(assistantId, days), enabled: all })
  const keyUsage = useQuery({ ...keyUsageQuery(assistantId, keyId, days), enabled: !all })
  const keyDenials = useQuery({ ...keyDenialsQuery(assistantId, keyId, days), enabled: !all })
  const [used, refused] = all ? [usage, denials] : [keyUsage, keyDenials]
  const report: Report | undefined =
    used.data && refused.data && { ...used.data, denialHours: refused.data.hours, callers: refused.data.callers }
  return {
    report,
    pending: used.isPending || refused.isPending,
    error: used.error ?? refused.error,
    retry: () => {
      void used.refetch()
      void refused.refetch()
    },
  }
}

function Shown({ report, days }: { report: Report; days: number }) {
  const { t } = useTranslation()
  const refused = report.denialHours.reduce((sum, hour) => sum + (hour.reportOnly ? 0 : hour.count), 0)
  const facts = [
    ['requests', report.total.requests],
    ['conversations', report.total.conversations],
    ['messages', report.total.messages],
    ['tokens', report.total.inputTokens + report.total.outputTokens],
    ['refused', refused],
  ] as const
  return (
    <div className="sections">
      <SimpleGrid cols={{ base: 2, sm: 3, lg: 5 }}>
        {facts.map(([name, value]) => (
          <Card key={name} padding="md">
            <Text size="sm" className="quiet">
              {t(`usage.${name}`)}
            </Text>
            <Text fz={26} lh="34px" fw={600} title={number(value)}>
              {compact(value)}
            </Text>
          </Card>
        ))}
      </SimpleGrid>
      <Suspense fallback={<RowsSkeleton rows={2} height={280} />}>
        <Charts report={report} days={days} />
      </Suspense>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <Card>
          <Title order={2} mb="sm">
            {t('usage.origins')}
          </Title>
          {report.origins.length === 0 && <Text className="quiet">{t('usage.noOrigins')}</Text>}
          <Bars
            items={report.origins.slice(0, SHOWN).map(({ origin, requests, messages }) => ({
              name: origin || t('usage.noOrigin'),
              value: requests,
              note: t('usage.messagesOf', { count: messages, number: number(messages) }),
            }))}
          />
        </Card>
        <Card>
          <Title order={2} mb="sm">
            {t('usage.refusals')}
          </Title>
          {report.callers.length === 0 && <Text className="quiet">{t('refused.none')}</Text>}
          <ul className="plain">
            {report.callers.slice(0, SHOWN).map((caller, at) => (
              <li key={at} className="refused">
                <div className="wrap" style={{ flex: 1 }}>
                  <Text className="mono">{caller.origin || caller.ipAddress || t('refused.unnamed')}</Text>
                  <Text size="xs" className="quiet">
                    {t(`codes.${caller.code}` as 'codes.ORIGIN_NOT_ALLOWED', { defaultValue: caller.code })} · <Ago time={caller.lastAt} />
                  </Text>
                </div>
                <Text fw={600}>{number(caller.count)}</Text>
              </li>
            ))}
          </ul>
        </Card>
      </SimpleGrid>
    </div>
  )
}

function Bars({ items }: { items: { name: string; value: number; note: string }[] }) {
  const most = Math.max(1, ...items.map((item) => item.value))
  return (
    <ul className="plain bars">
      {items.map(({ name, value, note }) => (
        <li key={name}>
          <Group justify="space-between" wrap="nowrap" gap="md">
            <Text className="mono">{name}</Text>
            <Text fw={600} className="nowrap">
              {number(value)}
            </Text>
          </Group>
          <div className="bar" style={{ width: `${(value / most) * 100}%` }} />
          <Text size="xs" className="quiet">
            {note}
          </Text>
        </li>
      ))}
    </ul>
  )
}
