import { ActionIcon, Alert, Badge, Card, Menu, Modal, Stack, Table, Text, Title, VisuallyHidden } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, ifMatch } from '../api/client'
import { fieldProblem } from '../api/problem'
import { usersQuery } from '../api/queries'
import type { UserBody, UserObject } from '../api/schema'
import { Confirm } from '../shared/confirm'
import { DialogActions } from '../shared/dialog-actions'
import { PartFailed, reason } from '../shared/failures'
import { done, failed } from '../shared/notices'
import { Password } from '../shared/password'
import { RowsSkeleton } from '../shared/skeletons'
import { Ago } from '../shared/time'
import { ROLES } from './role-select'

export function People({ callerId }: { callerId: string }) {
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
  const [renewing, setRenewing] = useState(false)
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
            {!self && <Menu.Item onClick={() => setRenewing(true)}>{t('team.newPassword')}</Menu.Item>}
            <Menu.Item onClick={() => edit.mutate({ disabled: !user.disabled })}>{t(user.disabled ? 'team.enable' : 'team.disable')}</Menu.Item>
            <Menu.Item color="danger" onClick={() => setRemoving(true)}>
              {t('shared.remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
        {renewing && <NewPassword user={user} onClose={() => setRenewing(false)} />}
        {removing && (
          <Confirm title={t('team.removeTitle', { name: user.name })} action={t('shared.remove')} pending={remove.isPending} onConfirm={() => remove.mutate()} onClose={() => setRemoving(false)}>
            <Text>{t('team.removeText')}</Text>
          </Confirm>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

/** For somebody who has forgotten theirs. */
function NewPassword({ user, onClose }: { user: UserObject; onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [password, setPassword] = useState('')
  const renew = useMutation({
    mutationFn: () => answer(api.PATCH('/api/v1/users/{userId}', { params: { path: { userId: user.id }, header: ifMatch(user.version) }, body: { password } })),
    onSuccess: () => {
      done(t('team.passwordGiven', { name: user.name }))
      onClose()
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: usersQuery.queryKey }),
  })
  const problem = fieldProblem(renew.error, 'password')
  return (
    <Modal opened onClose={onClose} title={t('team.newPasswordFor', { name: user.name })} closeButtonProps={{ 'aria-label': t('shared.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          renew.mutate()
        }}
      >
        <Stack>
          <Text>{t('team.newPasswordText')}</Text>
          <Password
            label={t('settings.newPassword')}
            description={t('invitation.passwordHint')}
            autoComplete="off"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={problem}
            data-autofocus
          />
          {renew.isError && !problem && <Alert color="danger">{reason(renew.error, t)}</Alert>}
          <DialogActions action={t('team.givePassword')} pending={renew.isPending} disabled={!password} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  )
}
