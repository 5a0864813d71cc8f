import { Alert, Badge, Button, Group, Modal, MultiSelect, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client'
import { fieldProblem } from '../api/problem'
import { tokensQuery } from '../api/queries'
import type { TokenBody, TokenObject } from '../api/schema'
import { day } from '../i18n/format'
import { Confirm } from '../shared/confirm'
import { Copy } from '../shared/copy'
import { DialogActions } from '../shared/dialog-actions'
import { PartFailed, reason } from '../shared/failures'
import { done, failed } from '../shared/notices'
import { RowsSkeleton } from '../shared/skeletons'
import { Ago } from '../shared/time'
import { type Role, RoleSelect } from './role-select'

type Scope = NonNullable<TokenBody['scopes']>[number]

const READ: Scope[] = ['assistants:read', 'documents:read', 'keys:read', 'usage:read', 'audit:read']
const WRITE: Scope[] = ['assistants:write', 'documents:write', 'conversations:read', 'conversations:write', 'keys:write', 'keys:reveal']
/** What a token of a role may be narrowed to. */
const SCOPES: Record<Role, Scope[]> = { viewer: READ, editor: [...READ, ...WRITE], owner: [...READ, ...WRITE, 'access:manage'] }
const DAYS = [30, 90, 365, 0] as const

/** Access tokens: what programs manage this server with. */
export function Tokens() {
  const { t } = useTranslation()
  const tokens = useQuery(tokensQuery)
  const [creating, setCreating] = useState(false)
  return (
    <section aria-label={t('tokens.title')}>
      <Group mb="sm" justify="space-between">
        <div>
          <Title order={2}>{t('tokens.title')}</Title>
          <Text size="sm" className="quiet">
            {t('tokens.text')}
          </Text>
        </div>
        <Button variant="default" leftSection={<IconPlus size={18} />} onClick={() => setCreating(true)}>
          {t('tokens.new')}
        </Button>
      </Group>
      {tokens.isPending && <RowsSkeleton rows={2} />}
      {tokens.isError && <PartFailed error={tokens.error} retry={() => void tokens.refetch()} />}
      {tokens.data?.length === 0 && <Text className="quiet">{t('tokens.none')}</Text>}
      {tokens.data && tokens.data.length > 0 && (
        <ul className="rows plain">
          {tokens.data.map((token) => (
            <Token key={token.id} token={token} />
          ))}
        </ul>
      )}
      {creating && <NewToken onClose={() => setCreating(false)} />}
    </section>
  )
}

function Token({ token }: { token: TokenObject }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const revoke = useMutation({
    mutationFn: () => answer(api.DELETE('/api/v1/access-tokens/{tokenId}', { params: { path: { tokenId: token.id } } })),
    onSuccess: () => done(t('tokens.revoked', { name: token.name })),
    onError: (error) => failed(error, t),
    onSettled: () => {
      setAsking(false)
      void queries.invalidateQueries({ queryKey: tokensQuery.queryKey })
    },
  })
  const [opened] = useState(() => Date.now())
  const expired = token.expiresAt !== null && Date.parse(token.expiresAt) < opened
  return (
    <li className="row">
      <div className="wrap" style={{ flex: 1 }}>
        <Group gap={6}>
          <Text fw={600}>{token.name}</Text>
          <span className="mono quiet">{token.hint}</span>
          <Badge variant="light" color="gray" tt="none">
            {t(`roles.${token.role}`)}
          </Badge>
          {expired && (
            <Badge variant="light" color="warn" tt="none">
              {t('status.EXPIRED')}
            </Badge>
          )}
        </Group>
        <Text size="xs" className="quiet">
          {token.scopes.length > 0 && `${token.scopes.join(', ')} · `}
          {token.lastUsedAt ? (
            <>
              {t('general.lastUsed')} <Ago time={token.lastUsedAt} />
            </>
          ) : (
            t('general.neverUsed')
          )}
          {token.expiresAt && ` · ${t('tokens.expires', { day: day(token.expiresAt) })}`}
        </Text>
      </div>
      <Button size="xs" variant="default" onClick={() => setAsking(true)} aria-label={t('tokens.revokeNamed', { name: token.name })}>
        {t('tokens.revoke')}
      </Button>
      {asking && (
        <Confirm title={t('tokens.revokeNamed', { name: token.name })} action={t('tokens.revoke')} pending={revoke.isPending} onConfirm={() => revoke.mutate()} onClose={() => setAsking(false)}>
          <Text>{t('tokens.revokeText')}</Text>
        </Confirm>
      )}
    </li>
  )
}

function NewToken({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('editor')
  const [scopes, setScopes] = useState<Scope[]>([])
  const [days, setDays] = useState('90')
  const create = useMutation({
    mutationFn: () => {
      const expiresAt = days === '0' ? null : new Date(Date.now() + Number(days) * 86_400_000).toISOString()
      return answer(api.POST('/api/v1/access-tokens', { body: { name, role, scopes, expiresAt } }))
    },
    onSuccess: () => void queries.invalidateQueries({ queryKey: tokensQuery.queryKey }),
  })
  const problem = (field: string) => fieldProblem(create.error, field)
  return (
    <Modal opened onClose={onClose} title={t('tokens.new')} size="lg" closeOnClickOutside={!create.data} closeButtonProps={{ 'aria-label': t('shared.close') }}>
      {create.data ? (
        <Stack>
          <Alert color="warn">{t('tokens.once')}</Alert>
          <Group gap="xs" wrap="nowrap">
            <TextInput className="secret" flex={1} readOnly value={create.data.token} aria-label={t('tokens.token')} data-autofocus onFocus={(event) => event.currentTarget.select()} />
            <Copy text={create.data.token} label={t('tokens.copy')} />
          </Group>
          <Group justify="flex-end">
            <Button onClick={onClose}>{t('tokens.kept')}</Button>
          </Group>
        </Stack>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            create.mutate()
          }}
        >
          <Stack>
            <TextInput label={t('tokens.name')} description={t('tokens.nameHint')} value={name} onChange={(event) => setName(event.currentTarget.value)} error={problem('name')} data-autofocus />
            <RoleSelect
              value={role}
              onChange={(next) => {
                setRole(next)
                setScopes((chosen) => chosen.filter((scope) => SCOPES[next].includes(scope)))
              }}
            />
            <MultiSelect
              label={t('tokens.scopes')}
              description={t('tokens.scopesHint')}
              placeholder={scopes.length === 0 ? t('tokens.allScopes') : ''}
              data={SCOPES[role]}
              value={scopes}
              onChange={(value) => setScopes(value)}
              error={problem('scopes')}
              clearable
              clearButtonProps={{ 'aria-label': t('audit.clear') }}
            />
            <Select
              label={t('tokens.expiry')}
              value={days}
              allowDeselect={false}
              onChange={(value) => setDays(value ?? '90')}
              data={DAYS.map((count) => ({ value: String(count), label: count === 0 ? t('life.never') : t('tokens.days', { count }) }))}
            />
            {create.isError && !problem('name') && !problem('scopes') && <Alert color="danger">{reason(create.error, t)}</Alert>}
            <DialogActions action={t('tokens.create')} pending={create.isPending} onClose={onClose} />
          </Stack>
        </form>
      )}
    </Modal>
  )
}
