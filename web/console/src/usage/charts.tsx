import '@mantine/charts/styles.css'
import { AreaChart, BarChart } from '@mantine/charts'
import { Card, SimpleGrid, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DenialHour } from '../api/schema'
import { number } from '../i18n/format'
import { steps } from './steps'
import type { Report } from './usage'

const HEIGHT = 240
const REASON_COLORS = ['danger.6', 'warn.5', 'accent.5', 'gray.6', 'good.5', 'accent.8']

/** The report over time. Loaded on its own: charts are heavier than all the rest. */
export default function Charts({ report, days }: { report: Report; days: number }) {
  const { t } = useTranslation()
  const used = steps(report, days, report.hours, (hour) => ({
    [t('usage.requests')]: hour.requests,
    [t('usage.messages')]: hour.messages,
    [t('usage.conversations')]: hour.conversations,
    [t('usage.inputTokens')]: hour.inputTokens,
    [t('usage.outputTokens')]: hour.outputTokens,
  }))
  const reasons = [...new Set(report.denialHours.map((hour) => hour.code))]
  const name = (code: string) => t(`codes.${code}` as 'codes.ORIGIN_NOT_ALLOWED', { defaultValue: code })
  const refused = steps(report, days, report.denialHours, (hour: DenialHour) => ({ [name(hour.code)]: hour.count }))
  const common = { h: HEIGHT, dataKey: 'step', valueFormatter: number, withLegend: true, curveType: 'monotone' as const, yAxisProps: { allowDecimals: false } }
  const series = (...names: [string, string][]) => names.map(([label, color]) => ({ name: label, color }))
  const tokens = report.total.inputTokens + report.total.outputTokens > 0
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
      <Chart title={t('usage.requests')}>
        <AreaChart {...common} data={used} series={series([t('usage.requests'), 'accent.6'])} />
      </Chart>
      <Chart title={t('usage.messages')}>
        <AreaChart {...common} data={used} series={series([t('usage.messages'), 'accent.6'], [t('usage.conversations'), 'good.5'])} />
      </Chart>
      {reasons.length > 0 && (
        <Chart title={t('usage.byReason')}>
          <BarChart {...common} type="stacked" data={refused} series={reasons.map((code, at) => ({ name: name(code), color: REASON_COLORS[at % REASON_COLORS.length] ?? 'gray.6' }))} />
        </Chart>
      )}
      {tokens && (
        <Chart title={t('usage.tokens')}>
          <BarChart {...common} type="stacked" data={used} series={series([t('usage.inputTokens'), 'accent.3'], [t('usage.outputTokens'), 'accent.7'])} />
        </Chart>
      )}
    </SimpleGrid>
  )
}

function Chart({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Card component="section" aria-label={title}>
      <Title order={2} mb="md">
        {title}
      </Title>
      {children}
    </Card>
  )
}
