import '../styles-of-parts'
import { Alert, Badge, Button, Card, Group, SegmentedControl, Stack, Text, Title, useMantineColorScheme } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client'
import { forgetPerson } from '../api/person'
import { fieldProblem } from '../api/problem'
import { clientAddressQuery, serverQuery, sessionsQuery } from '../api/queries'
import { moment } from '../i18n/format'
import { useCaller } from '../layout/caller'
import { PartFailed, reason } from '../shared/failures'
import { done, failed } from '../shared/notices'
import { PageHead } from '../shared/page-head'
import { Password } from '../shared/password'
import { RowsSkeleton } from '../shared/skeletons'
import { Ago } from '../shared/time'
import { LanguageChoice } from '../sign-in/gate'
import { browserName } from './browser-name'

/** A person's own settings, and what the server says of itself. */
export function Settings() {
  const { t } = useTranslation()
  return (
    <div className="page">
      <PageHead title={t('settings.title')} />
      <div className="sections narrow">
        <Appearance />
        <ChangePassword />
        <Sessions />
        <Server />
      </div>
    </div>
  )
}

function Appearance() {
  const { t } = useTranslation()
  const caller = useCaller()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Card component="section">
      <Title order={2} mb={4}>
        {caller.name}
      </Title>
      <Text size="sm" className="quiet" mb="md">
        {t(`roles.${caller.role}`)}: {t(`roles.${caller.role}Text`)}
      </Text>
      <Group gap="xl">
        <div>
          <Text fw={600} size="sm" mb={4}>
            {t('settings.language')}
          </Text>
          <LanguageChoice />
        </div>
        <div>
          <Text fw={600} size="sm" mb={4} id="appearance">
            {t('settings.appearanceTitle')}
          </Text>
          <SegmentedControl
            aria-labelledby="appearance"
            value={colorScheme}
            onChange={(value) => setColorScheme(value)}
            data={(['auto', 'light', 'dark'] as const).map((value) => ({ value, label: t(`settings.appearance.${value}`) }))}
          />
        </div>
      </Group>
    </Card>
  )
}

function ChangePassword() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [currentPassword, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const change = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/me/password', { body: { currentPassword, password } })),
    onSuccess: async () => {
      await navigate({ to: '/console/sign-in' })
      forgetPerson()
      done(t('settings.passwordChanged'))
    },
  })
  const problem = (field: string) => fieldProblem(change.error, field)
  return (
    <Card component="section">
      <Title order={2} mb={4}>
        {t('settings.password')}
      </Title>
      <Text size="sm" className="quiet" mb="md">
        {t('settings.passwordText')}
      </Text>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          change.mutate()
        }}
      >
        <Stack maw={400}>
          <Password
            label={t('settings.currentPassword')}
            autoComplete="current-password"
            value={currentPassword}
            onChange={(event) => setCurrent(event.currentTarget.value)}
            error={problem('currentPassword')}
          />
          <Password
            label={t('settings.newPassword')}
            description={t('invitation.passwordHint')}
            autoComplete="new-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={problem('password')}
          />
          {change.isError && !problem('currentPassword') && !problem('password') && <Alert color="danger">{reason(change.error, t)}</Alert>}
          <div>
            <Button type="submit" variant="default" loading={change.isPending} disabled={!currentPassword || !password}>
              {t('settings.changePassword')}
            </Button>
          </div>
        </Stack>
      </form>
    </Card>
  )
}

function Sessions() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const sessions = useQuery(sessionsQuery)
  const end = useMutation({
    mutationFn: (sessionId: string) => answer(api.DELETE('/api/v1/sessions/{sessionId}', { params: { path: { sessionId } } })),
    onSuccess: () => done(t('settings.sessionEnded')),
    onError: (error) => failed(error, t),
    onSettled: () => void queries.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  })
  return (
    <Card component="section">
      <Title order={2} mb={4}>
        {t('settings.sessions')}
      </Title>
      <Text size="sm" className="quiet" mb="md">
        {t('settings.sessionsText')}
      </Text>
      {sessions.isPending && <RowsSkeleton rows={2} />}
      {sessions.isError && <PartFailed error={sessions.error} retry={() => void sessions.refetch()} />}
      <ul className="rows plain">
        {sessions.data?.items.map((session) => (
          <li key={session.id} className="row">
            <div className="wrap" style={{ flex: 1 }}>
              <Text>
                {browserName(session.userAgent) || t('settings.unknownBrowser')}{' '}
                {session.current && (
                  <Badge variant="light" tt="none">
                    {t('settings.thisBrowser')}
                  </Badge>
                )}
              </Text>
              <Text size="xs" className="quiet">
                {session.address} · {t('settings.signedIn', { time: moment(session.createdAt) })} · {t('general.lastUsed')} <Ago time={session.lastUsedAt} />
              </Text>
            </div>
            {!session.current && (
              <Button size="xs" variant="default" loading={end.isPending && end.variables === session.id} onClick={() => end.mutate(session.id)}>
                {t('settings.endSession')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Server() {
  const { t } = useTranslation()
  const server = useQuery(serverQuery)
  const address = useQuery(clientAddressQuery)
  return (
    <Card component="section">
      <Title order={2} mb="md">
        {t('settings.server')}
      </Title>
      {server.data && (
        <dl className="facts">
          <dt>{t('settings.version')}</dt>
          <dd className="mono">{server.data.version}</dd>
          <dt>{t('settings.publicUrl')}</dt>
          <dd className="mono">{server.data.publicUrl || t('settings.noPublicUrl', { origin: location.origin })}</dd>
          <dt>{t('settings.database')}</dt>
          <dd>{server.data.databaseEngine}</dd>
        </dl>
      )}
      {address.data && (
        <Alert color={address.data.problem ? 'warn' : 'accent'} title={t('settings.yourAddress', { address: address.data.address || address.data.peer })} mt="md">
          <Text size="sm">{address.data.message}</Text>
        </Alert>
      )}
      <Text size="sm" className="quiet" mt="md">
        <a href="/docs/">{t('shell.documentation')}</a> · <a href="/api/v1/openapi.json">OpenAPI</a>
      </Text>
    </Card>
  )
}
