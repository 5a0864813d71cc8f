import '../styles-of-parts'
import { ActionIcon, Badge, Button, Card, Collapse, Group, Select, Table, Text, TextInput, Tooltip } from '@mantine/core'
import { IconChevronDown, IconDownload, IconFilterOff, IconHistory } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { assistantsQuery, auditQuery } from '../api/queries'
import type { AuditEntry } from '../api/schema'
import { text } from '../draft/compare'
import { at, type Fields, type Json, paths, same } from '../draft/patch'
import { moment } from '../i18n/format'
import type { AuditSearch } from '../router'
import { dayBefore, startOfDay, startOfNext } from '../shared/days'
import { Empty } from '../shared/empty'
import { PartFailed } from '../shared/failures'
import { PageHead } from '../shared/page-head'
import { RowsSkeleton } from '../shared/skeletons'
import { Ago } from '../shared/time'

export { loadWords } from './words'

const OBJECTS = ['assistant', 'api-key', 'document', 'conversation', 'user', 'invitation', 'access-token', 'secrets', 'backup'] as const

/** Who changed what, when and from where. */
export function Audit() {
  const { t } = useTranslation()
  const filter = useSearch({ from: '/console/console/audit' })
  const navigate = useNavigate()
  const assistants = useQuery(assistantsQuery).data ?? []
  const trail = useInfiniteQuery(auditQuery(filter))
  const entries = trail.data?.pages.flatMap((page) => page.items)
  const filtered = Object.keys(filter).length > 0
  const choose = (change: AuditSearch) => {
    const next = Object.fromEntries(Object.entries({ ...filter, ...change }).filter(([, value]) => value))
    void navigate({ to: '/console/audit', search: next, replace: true })
  }
  const query = new URLSearchParams(Object.entries(filter)).toString()

  return (
    <div className="page">
      <PageHead
        title={t('audit.title')}
        actions={
          <Button component="a" href={`/api/v1/audit/export${query && `?${query}`}`} download="audit.jsonl" variant="default" leftSection={<IconDownload size={18} />}>
            {t('audit.export')}
          </Button>
        }
      />
      <Group mb="md" align="flex-end" gap="sm">
        <Select
          label={t('audit.object')}
          placeholder={t('audit.any')}
          clearable
          w={190}
          value={filter.objectType ?? null}
          onChange={(value) => choose({ objectType: value ?? '' })}
          data={OBJECTS.map((value) => ({ value, label: t(`audit.objects.${value}`) }))}
          clearButtonProps={{ 'aria-label': t('audit.clear') }}
        />
        <Select
          label={t('audit.assistant')}
          placeholder={t('audit.any')}
          clearable
          searchable
          w={210}
          value={filter.assistantId ?? null}
          onChange={(value) => choose({ assistantId: value ?? '' })}
          data={assistants.map(({ id, name }) => ({ value: id, label: name }))}
          clearButtonProps={{ 'aria-label': t('audit.clear') }}
        />
        <TextInput label={t('audit.from')} type="date" value={filter.from?.slice(0, 10) ?? ''} onChange={(event) => choose({ from: startOfDay(event.currentTarget.value) })} />
        <TextInput label={t('audit.to')} type="date" value={filter.to ? dayBefore(filter.to) : ''} onChange={(event) => choose({ to: startOfNext(event.currentTarget.value) })} />
        {filtered && (
          <Button variant="subtle" color="gray" leftSection={<IconFilterOff size={18} />} onClick={() => void navigate({ to: '/console/audit', search: {}, replace: true })}>
            {t('audit.reset')}
          </Button>
        )}
      </Group>
      {trail.isPending && <RowsSkeleton rows={6} />}
      {trail.isError && <PartFailed error={trail.error} retry={() => void trail.refetch()} />}
      {entries?.length === 0 && (
        <Empty icon={IconHistory} title={t('audit.none')}>
          {t(filtered ? 'audit.noneFiltered' : 'audit.noneText')}
        </Empty>
      )}
      {entries && entries.length > 0 && (
        <Card padding={0}>
          <ul className="plain trail">
            {entries.map((entry) => (
              <Entry key={entry.id} entry={entry} choose={choose} />
            ))}
          </ul>
        </Card>
      )}
      {trail.hasNextPage && (
        <Button mt="md" variant="default" loading={trail.isFetchingNextPage} onClick={() => void trail.fetchNextPage()}>
          {t('audit.more')}
        </Button>
      )}
    </div>
  )
}

function Entry({ entry, choose }: { entry: AuditEntry; choose: (change: AuditSearch) => void }) {
  const { t } = useTranslation(['translation', 'audit'])
  const [open, setOpen] = useState(false)
  const changes = differences(entry)
  const named = nameOf(entry)
  const action = t(`audit:${entry.action}` as 'audit:api-key.create', { defaultValue: entry.action })
  return (
    <li>
      <Group gap="sm" wrap="nowrap" align="flex-start" className="row">
        <div className="wrap" style={{ flex: 1 }}>
          <Text>
            <b>{entry.actor.name}</b> <span>{action}</span> {named && <b>{named}</b>}
          </Text>
          <Text size="xs" className="quiet">
            <Ago time={entry.at} /> · {moment(entry.at)}
            {entry.actor.address && (
              <>
                {' · '}
                <span className="mono">{entry.actor.address}</span>
              </>
            )}
            {entry.actor.kind !== 'user' && (
              <Badge ml={6} size="xs" variant="light" color="gray" tt="none">
                {t(`audit.kinds.${entry.actor.kind}`)}
              </Badge>
            )}
          </Text>
        </div>
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => choose({ objectId: entry.objectId })} title={entry.objectId}>
          {t('audit.onlyThis')}
        </Button>
        <Tooltip label={t(open ? 'audit.hide' : 'audit.show')}>
          <ActionIcon variant="subtle" color="gray" onClick={() => setOpen(!open)} aria-expanded={open} aria-label={`${t(open ? 'audit.hide' : 'audit.show')}: ${action} ${named}`} disabled={changes.length === 0}>
            <IconChevronDown size={18} style={{ transform: open ? 'rotate(180deg)' : undefined }} />
          </ActionIcon>
        </Tooltip>
      </Group>
      <Collapse expanded={open}>
        {open && (
          <Table className="stacking changes" verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('draft.field')}</Table.Th>
                <Table.Th>{t('draft.before')}</Table.Th>
                <Table.Th>{t('audit.after')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {changes.map(({ path, before, after }) => (
                <Table.Tr key={path}>
                  <Table.Td className="mono">{path}</Table.Td>
                  <Table.Td data-label={t('draft.before')} className="wrap quiet">
                    {text(path, before)}
                  </Table.Td>
                  <Table.Td data-label={t('audit.after')} className="wrap">
                    {text(path, after)}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Collapse>
    </li>
  )
}

const fields = (value: unknown): Fields => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {})

function differences({ before, after }: AuditEntry): { path: string; before: Json; after: Json }[] {
  const [old, now] = [fields(before), fields(after)]
  return [...new Set([...paths(old), ...paths(now)])]
    .map((path) => ({ path, before: at(old, path), after: at(now, path) }))
    .filter((change) => !same(change.before ?? null, change.after ?? null))
}

function nameOf({ before, after }: AuditEntry): string {
  const object = { ...fields(before), ...fields(after) }
  const name = object.name ?? object.title ?? object.email
  return typeof name === 'string' ? name : ''
}
