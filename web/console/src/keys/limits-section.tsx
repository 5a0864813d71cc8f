import { NumberInput, SimpleGrid } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { serverQuery } from '../api/queries'
import { number } from '../i18n/format'
import { limit, type Editing } from './key-draft'
import { Section } from './section'

const LIMITS = ['requestsPerMinute', 'conversationsPerHour', 'messagesPerMinute', 'messagesPerDay'] as const

/** How fast and how much a key may be used. */
export function LimitsSection({ editing: { draft, readOnly, problem } }: { editing: Editing }) {
  const { t } = useTranslation()
  const defaults = useQuery(serverQuery).data?.defaultLimits
  return (
    <Section title={t('limits.title')} text={t('limits.text')}>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        {LIMITS.map((name) => {
          const value = draft.value.limits[name]
          const usual = defaults?.[name]
          return (
            <NumberInput
              key={name}
              label={t(`fields.limits.${name}`)}
              description={t(`limits.${name}`)}
              placeholder={usual === undefined ? t('limits.default') : usual === 0 ? t('limits.defaultNone') : t('limits.defaultIs', { number: number(usual) })}
              min={0}
              max={1_000_000_000}
              allowDecimal={false}
              value={value ?? ''}
              disabled={readOnly}
              error={problem(`limits.${name}`)}
              onChange={(next) => limit(draft, { [name]: typeof next === 'number' ? next : null })}
            />
          )
        })}
      </SimpleGrid>
    </Section>
  )
}
