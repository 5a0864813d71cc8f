import { Alert, Radio, Stack, Switch, Text } from '@mantine/core'
import { IconAlertOctagon, IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { EntryList } from './entry-list'
import { restrict, type Editing } from './key-draft'
import { Section } from './section'

const TYPES = ['NONE', 'WEBSITES', 'IP_ADDRESSES'] as const

export function RestrictionSection({ editing }: { editing: Editing }) {
  const { t } = useTranslation()
  const { draft, readOnly } = editing
  const { type, websites, reportOnly } = draft.value.restriction
  return (
    <Section title={t('restriction.title')} text={t('restriction.text')}>
      <Radio.Group value={type} onChange={(value) => restrict(draft, { type: value })} aria-label={t('restriction.title')}>
        <Stack gap="sm">
          {TYPES.map((choice) => (
            <Radio key={choice} value={choice} label={t(`restriction.${choice}`)} description={t(`restriction.${choice}_text`)} disabled={readOnly} />
          ))}
        </Stack>
      </Radio.Group>
      {type === 'NONE' && (
        <Alert color="warn" icon={<IconAlertTriangle size={20} />}>
          {t('danger.none')}
        </Alert>
      )}
      {type === 'WEBSITES' && websites.length === 0 && <EveryWebsite />}
      {type === 'WEBSITES' && <EntryList key="websites" list="websites" editing={editing} />}
      {type === 'IP_ADDRESSES' && <EntryList key="addresses" list="ipAddresses" editing={editing} />}
      {type !== 'NONE' && (
        <div>
          <Switch
            label={t('restriction.reportOnly')}
            description={t('restriction.reportOnlyText')}
            checked={reportOnly}
            disabled={readOnly}
            onChange={(event) => restrict(draft, { reportOnly: event.currentTarget.checked })}
          />
          {reportOnly && (
            <Alert color="danger" variant="outline" mt="xs" icon={<IconAlertTriangle size={20} />}>
              {t('restriction.reportOnlyDanger')}
            </Alert>
          )}
        </div>
      )}
    </Section>
  )
}

/** An empty list of websites accepts every website: nobody may overlook that. */
export function EveryWebsite() {
  const { t } = useTranslation()
  return (
    <Alert className="danger-note" color="danger" variant="light" icon={<IconAlertOctagon size={26} />} title={t('danger.title')} role="alert">
      <Text size="sm">{t('danger.text')}</Text>
    </Alert>
  )
}
