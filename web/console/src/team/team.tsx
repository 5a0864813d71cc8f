import '../styles-of-parts'
import { ActionIcon, Alert, Badge, Button, Card, Group, Menu, Modal, Select, Stack, Table, Text, TextInput, Title, VisuallyHidden } from '@mantine/core'
import { IconDots, IconUserPlus } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, ifMatch } from '../api/client'
import { fieldProblem } from '../api/problem'
import { invitationsQuery, usersQuery } from '../api/queries'
import type { InvitationObject, UserBody, UserObject } from '../api/schema'
import { day } from '../i18n/format'
import { useCaller } from '../layout/caller'
import { Confirm } from '../shared/confirm'
import { Copy } from '../shared/copy'
import { PartFailed, reason } from '../shared/failures'
import { done, failed } from '../shared/notices'
import { PageHead } from '../shared/page-head'
import { RowsSkeleton } from '../shared/skeletons'
import { Ago } from '../shared/time'
import { Tokens } from './tokens'

const ROLES = ['owner', 'editor', 'viewer'] as const
export type Role = (typeof ROLES)[number]

/** Who may manage this server: people, and programs. */
export function Team() {
  const { t } = useTranslation()
  const caller = useCaller()
  const [inviting, setInviting] = useState(false)
  if (!caller.mayManageAccess) {
    return (
      <div className="page">
        <PageHead title={t('team.title')} />
        <Alert color="accent">{t('team.ownersOnly')}</Alert>
      </div>
    )
  }
  return (
    <div className="page">
      <PageHead
        title={t('team.title')}
        actions={
          <Button leftSection={<IconUserPlus size={18} />} onClick={() => setInviting(true)}>
            {t('team.invite')}
          </Button>
        }
      />
      <div className="sections">
        <Users callerId={caller.id} />
        <Invitations />
        <Tokens />
      </div>
      {inviting && <Invite onClose={() => setInviting(false)} />}
    </div>
  )
}

export function RoleSelect({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  const { t } = useTranslation()
  return (
    <Select
      label={t('team.role')}
      description={t(`roles.${value}Text`)}
      value={value}
      allowDeselect={false}
      onChange={(role) => onChange((role ?? 'viewer'))}
      data={ROLES.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
    />
  )
}

function Users({ callerId }: { callerId: string }) {
  const { t } = useTranslation()
  const users = useQuery(usersQuery)
  if (users.isPending) return <RowsSkeleton rows={2} />
  if (users.isError) return <PartFailed error={users.error} retry={() => void users.refetch()} />
  return (
    <section aria-label={t('team.people')}>
      <Title order={2} mb="sm">
        {t('team.people')}
      </Title>
      <Card padding={0}>
        <Table className="stacking" verticalSpacing="sm" horizontalSpacing="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('team.name')}</Table.Th>
              <Table.Th>{t('team.role')}</Table.Th>
              <Table.Th>{t('team.lastSignIn')}</Table.Th>
              <Table.Th>
                <VisuallyHidden>{t('team.actions')}</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {users.data.map((user) => (
              <User key={user.id} user={user} self={user.id === callerId} />
            ))}
          </Table.Tbody>
        </Table>
      </Card>
    </section>
  )
}

function User({ user, self }: { user: UserObject; self: boolean }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [removing, setRemoving] = useState(false)
  const refresh = () => void queries.invalidateQueries({ queryKey: usersQuery.queryKey })
  const params = { path: { userId: user.id }, header: ifMatch(user.version) }
  const edit = useMutation({
    mutationFn: (body: UserBody) => answer(api.PATCH('/api/v1/users/{userId}', { params, body })),
    onError: (error) => failed(error, t),
    onSettled: refresh,
  })
  const remove = useMutation({
    mutationFn: () => answer(api.DELETE('/api/v1/users/{userId}', { params })),
    onSuccess: () => done(t('team.removed', { name: user.name })),
    onError: (error) => failed(error, t),
    onSettled: () => {
      setRemoving(false)
      refresh()
    },
  })
  return (
    <Table.Tr>
      <Table.Td>
        <Text fw={600}>
          {user.name}{' '}
          {self && (
            <Badge variant="light" tt="none">
              {t('team.you')}
            </Badge>
          )}{' '}
          {user.disabled && (
            <Badge color="gray" variant="light" tt="none">
              {t('team.disabled')}
            </Badge>
          )}
        </Text>
        <Text size="xs" className="quiet wrap">
          {user.email}
        </Text>
      </Table.Td>
      <Table.Td data-label={t('team.role')}>{t(`roles.${user.role}`)}</Table.Td>
      <Table.Td data-label={t('team.lastSignIn')} className="quiet">
        {user.lastSignInAt ? <Ago time={user.lastSignInAt} /> : t('keys.never')}
      </Table.Td>
      <Table.Td>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={t('team.actionsOf', { name: user.name })} loading={edit.isPending}>
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{t('team.role')}</Menu.Label>
            {ROLES.map((role) => (
              <Menu.Item key={role} disabled={role === user.role} onClick={() => edit.mutate({ role })}>
                {t('team.make', { role: t(`roles.${role}`) })}
              </Menu.Item>
            ))}
            <Menu.Divider />
            <Menu.Item onClick={() => edit.mutate({ disabled: !user.disabled })}>{t(user.disabled ? 'team.enable' : 'team.disable')}</Menu.Item>
            <Menu.Item color="danger" onClick={() => setRemoving(true)}>
              {t('shared.remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
        {removing && (
          <Confirm title={t('team.removeTitle', { name: user.name })} action={t('shared.remove')} pending={remove.isPending} onConfirm={() => remove.mutate()} onClose={() => setRemoving(false)}>
            <Text>{t('team.removeText')}</Text>
          </Confirm>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

function Invitations() {
  const { t } = useTranslation()
  const invitations = useQuery(invitationsQuery)
  if (!invitations.data || invitations.data.length === 0) return null
  return (
    <section aria-label={t('team.invitations')}>
      <Title order={2} mb="sm">
        {t('team.invitations')}
      </Title>
      <ul className="rows plain">
        {invitations.data.map((invitation) => (
          <Open key={invitation.id} invitation={invitation} />
        ))}
      </ul>
    </section>
  )
}

function Open({ invitation }: { invitation: InvitationObject }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const withdraw = useMutation({
    mutationFn: () => answer(api.DELETE('/api/v1/invitations/{invitationId}', { params: { path: { invitationId: invitation.id } } })),
    onError: (error) => failed(error, t),
    onSettled: () => void queries.invalidateQueries({ queryKey: invitationsQuery.queryKey }),
  })
  return (
    <li className="row">
      <div className="wrap" style={{ flex: 1 }}>
        <Text>{invitation.email || t('team.anybody')}</Text>
        <Text size="xs" className="quiet">
          {t(`roles.${invitation.role}`)} · {t('team.until', { day: day(invitation.expiresAt) })}
        </Text>
      </div>
      <Button size="xs" variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
        {t('team.withdraw')}
      </Button>
    </li>
  )
}

function Invite({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('editor')
  const invite = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/invitations', { body: { email, role } })),
    onSuccess: () => void queries.invalidateQueries({ queryKey: invitationsQuery.queryKey }),
  })
  return (
    <Modal opened onClose={onClose} title={t('team.invite')} closeButtonProps={{ 'aria-label': t('shared.close') }}>
      {invite.data ? (
        <Stack>
          <Text>{email ? t('team.invited', { email }) : t('team.invitedAnybody')}</Text>
          <Group gap="xs" wrap="nowrap">
            <TextInput className="secret" flex={1} readOnly value={invite.data.link} aria-label={t('team.link')} data-autofocus onFocus={(event) => event.currentTarget.select()} />
            <Copy text={invite.data.link} label={t('team.copyLink')} />
          </Group>
          <Text size="sm" className="quiet">
            {t('team.linkOnce', { day: day(invite.data.expiresAt) })}
          </Text>
          <Group justify="flex-end">
            <Button onClick={onClose}>{t('shared.close')}</Button>
          </Group>
        </Stack>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            invite.mutate()
          }}
        >
          <Stack>
            <TextInput
              label={t('signIn.email')}
              description={t('team.emailHint')}
              type="email"
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
              error={fieldProblem(invite.error, 'email')}
              data-autofocus
            />
            <RoleSelect value={role} onChange={setRole} />
            {invite.isError && !fieldProblem(invite.error, 'email') && <Alert color="danger">{reason(invite.error, t)}</Alert>}
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t('shared.cancel')}
              </Button>
              <Button type="submit" loading={invite.isPending}>
                {t('team.makeLink')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  )
}
