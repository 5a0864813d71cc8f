import { Badge, Button, Card, Group, Text, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api, ifMatch } from '../api/client'
import { CallFailed } from '../api/problem'
import { keyDenialsQuery, keyQuery } from '../api/queries'
import type { DenialCaller, KeyObject } from '../api/schema'
import { number } from '../i18n/format'
import { PartFailed } from '../shared/failures'
import { done, failed } from '../shared/notices'
import { RowsSkeleton } from '../shared/skeletons'
import { Ago } from '../shared/time'
import { editable, restrict, type KeyDraft } from './key-draft'

const DAYS = 7
const SHOWN = 8

/** Who was refused lately: a website of the owner's own is allowed with one click. */
export function Refused({ item: key, draft, mayEdit }: { item: KeyObject; draft: KeyDraft; mayEdit: boolean }) {
  const { t } = useTranslation()
  const denials = useQuery({ ...keyDenialsQuery(key.assistantId, key.id, DAYS), refetchInterval: 15_000 })
  const callers = denials.data?.callers.slice(0, SHOWN) ?? []
  return (
    <Card component="section" aria-labelledby="refused">
      <Title order={2} id="refused" mb={4}>
        {t('refused.title')}
      </Title>
      {denials.isPending && <RowsSkeleton rows={2} height={36} />}
      {denials.isError && <PartFailed error={denials.error} retry={() => void denials.refetch()} />}
      {denials.data?.callers.length === 0 && (
        <Text size="sm" className="quiet">
          {t('refused.none')}
        </Text>
      )}
      <ul className="plain" aria-labelledby="refused">
        {callers.map((caller) => (
          <li key={`${caller.code} ${caller.origin} ${caller.ipAddress} ${caller.reportOnly}`} className="refused">
            <div className="wrap" style={{ flex: 1 }}>
              <Text className="mono">{caller.origin || caller.ipAddress || t('refused.unnamed')}</Text>
              <Text size="xs" className="quiet">
                {t(`codes.${caller.code}` as 'codes.ORIGIN_NOT_ALLOWED', { defaultValue: caller.code })} · ×{number(caller.count)} · <Ago time={caller.lastAt} />
                {caller.reportOnly && (
                  <Badge ml={6} size="xs" color="warn" variant="light" tt="none">
                    {t('restriction.reportOnly')}
                  </Badge>
                )}
              </Text>
            </div>
            {mayEdit && <Allow item={key} draft={draft} caller={caller} />}
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** The entry that would let a refused caller in; undefined when none would. */
export function entryFor(caller: DenialCaller): { list: 'websites' | 'ipAddresses'; entry: string } | undefined {
  if (caller.code === 'ORIGIN_NOT_ALLOWED' && caller.origin.includes('://')) return { list: 'websites', entry: caller.origin }
  if (caller.code === 'ADDRESS_NOT_ALLOWED' && caller.ipAddress) return { list: 'ipAddresses', entry: caller.ipAddress }
  return undefined
}

function Allow({ item: key, draft, caller }: { item: KeyObject; draft: KeyDraft; caller: DenialCaller }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const wanted = entryFor(caller)
  const { restriction } = key
  const allow = useMutation({
    mutationFn: ({ list, entry }: { list: 'websites' | 'ipAddresses'; entry: string }) =>
      answer(
        api.PATCH('/api/v1/assistants/{assistantId}/api-keys/{keyId}', {
          params: { path: { assistantId: key.assistantId, keyId: key.id }, header: ifMatch(key.version) },
          body: { restriction: { [list]: [...restriction[list], entry] } },
        }),
      ),
    onSuccess: (saved, { entry }) => {
      draft.adopt(editable(saved), saved.version, key.version)
      queries.setQueryData(keyQuery(key.assistantId, key.id).queryKey, saved)
      done(t('refused.allowed', { entry }))
    },
    onError: (error) => {
      if (error instanceof CallFailed && error.status === 412) void queries.invalidateQueries({ queryKey: keyQuery(key.assistantId, key.id).queryKey, exact: true })
      failed(error, t)
    },
  })
  const type = wanted?.list === 'websites' ? 'WEBSITES' : 'IP_ADDRESSES'
  if (!wanted || restriction.type !== type) return null
  if (restriction[wanted.list].includes(wanted.entry)) return <Text size="sm">{t('refused.isAllowed')}</Text>
  // A list that is being edited is not changed behind the editor's back.
  const editing = draft.patch && 'restriction' in draft.patch
  const act = () => {
    if (!editing) allow.mutate(wanted)
    else if (!draft.value.restriction[wanted.list].includes(wanted.entry)) restrict(draft, { [wanted.list]: [...draft.value.restriction[wanted.list], wanted.entry] })
  }
  return (
    <Group gap={4}>
      <Button size="xs" variant="default" loading={allow.isPending} onClick={act} aria-label={t('refused.allowEntry', { entry: wanted.entry })}>
        {t('refused.allow')}
      </Button>
    </Group>
  )
}
