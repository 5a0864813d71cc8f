import { Alert, Button, Divider, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client'
import { forgetPerson } from '../api/person'
import { fieldProblem } from '../api/problem'
import { sessionQuery, signInOptionsQuery } from '../api/queries'
import { reason } from '../shared/failures'
import { Password } from '../shared/password'
import { Gate } from './gate'

const OPENID_ERRORS = ['OPENID_CANCELLED', 'OPENID_NO_USER', 'OPENID_EMAIL_NOT_VERIFIED'] as const

export function SignIn() {
  const { t } = useTranslation()
  const { next, error } = useSearch({ from: '/console/sign-in' })
  const options = useQuery(signInOptionsQuery)
  if (options.data?.setUpNeeded) return <SetUpNeeded />
  return (
    <Gate title={t('signIn.title')}>
      <Stack>
        {error && (
          <Alert color="danger" role="alert">
            {t(`signIn.${OPENID_ERRORS.find((code) => code === error) ?? 'OPENID_FAILED'}`)}
          </Alert>
        )}
        <PasswordForm next={next} />
        {options.data?.openIdConnect && (
          <>
            <Divider label={t('signIn.or')} />
            <Button component="a" href="/api/v1/session/openid" variant="default">
              {t('signIn.with', { name: options.data.openIdConnect.name })}
            </Button>
          </>
        )}
      </Stack>
    </Gate>
  )
}

function PasswordForm({ next }: { next: string | undefined }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const signIn = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/session', { body: { email, password } })),
    onSuccess: async (session) => {
      forgetPerson()
      queries.setQueryData(sessionQuery.queryKey, session)
      await navigate({ href: next ?? '/', replace: true })
    },
    onError: () => setPassword(''),
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        signIn.mutate()
      }}
    >
      <Stack>
        {signIn.isError && (
          <Alert color="danger" role="alert">
            {reason(signIn.error, t)}
          </Alert>
        )}
        <TextInput
          label={t('signIn.email')}
          type="email"
          autoComplete="username"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={fieldProblem(signIn.error, 'email')}
          required
          withAsterisk={false}
          autoFocus
        />
        <Password
          label={t('signIn.password')}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={fieldProblem(signIn.error, 'password')}
          required
          withAsterisk={false}
        />
        <Button type="submit" loading={signIn.isPending} fullWidth>
          {t('signIn.action')}
        </Button>
        <Text size="sm" className="quiet">
          {t('signIn.forgotten')}
        </Text>
      </Stack>
    </form>
  )
}

/** Nobody can sign in yet: the server has printed a link for the first user. */
function SetUpNeeded() {
  const { t } = useTranslation()
  return (
    <Gate title={t('setUp.needed')}>
      <Stack gap="sm">
        <Text>{t('setUp.where')}</Text>
        <Text className="mono">Create the first console user: {location.origin}/console/invitation#…</Text>
        <Text className="quiet" size="sm">
          {t('setUp.again')}
        </Text>
      </Stack>
    </Gate>
  )
}
