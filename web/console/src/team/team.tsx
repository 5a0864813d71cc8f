import '../styles-of-parts'
import { Alert, Button, Group, Modal, Stack, Text, TextInput, Title } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client'
import { fieldProblem } from '../api/problem'
import { invitationsQuery } from '../api/queries'
import type { InvitationObject } from '../api/schema'
import { day } from '../i18n/format'
import { useCaller } from '../layout/caller'
import { Copy } from '../shared/copy'
import { DialogActions } from '../shared/dialog-actions'
import { reason } from '../shared/failures'
import { failed } from '../shared/notices'
import { PageHead } from '../shared/page-head'
import { People } from './people'
import { RoleSelect, type Role } from './role-select'
import { Tokens } from './tokens'

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
        <People callerId={caller.id} />
        <Invitations />
        <Tokens />
      </div>
      {inviting && <Invite onClose={() => setInviting(false)} />}
    </div>
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
          <Text>{t('team.invited', { email })}</Text>
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
            <DialogActions action={t('team.makeLink')} pending={invite.isPending} onClose={onClose} />
          </Stack>
        </form>
      )}
    </Modal>
  )
}
