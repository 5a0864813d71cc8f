import { Alert, Button, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client'
import { forgetPerson } from '../api/person'
import { fieldProblem } from '../api/problem'
import { sessionQuery } from '../api/queries'
import type { LookObject } from '../api/schema'
import { useOnce } from '../draft/use-once'
import { day } from '../i18n/format'
import { reason } from '../shared/failures'
import { Password } from '../shared/password'
import { Gate } from './gate'

/** The secret is behind the # of the link: it is in no log on its way. */
const secretOf = () => location.hash.slice(1)

export function Invitation() {
  const { t } = useTranslation()
  const [secret] = useState(secretOf)
  const offer = useQuery({
    queryKey: ['invitation', secret],
    queryFn: () => answer(api.POST('/api/v1/invitations/look', { body: { secret } })),
    staleTime: Infinity,
    gcTime: 0,
  })
  if (offer.data) return <Accept secret={secret} offer={offer.data} />
  return (
    <Gate title={t('invitation.title')}>
      {offer.isError ? (
        <Stack>
          <Alert color="danger" role="alert">
            {reason(offer.error, t)}
          </Alert>
          <Button component={Link} to="/console/sign-in" variant="default">
            {t('signIn.title')}
          </Button>
        </Stack>
      ) : (
        <Skeleton height={220} />
      )}
    </Gate>
  )
}

function Accept({ secret, offer }: { secret: string; offer: LookObject }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [email, setEmail] = useState(offer.email)
  const [name, setName] = useState(offer.name)
  const [password, setPassword] = useState('')
  const accept = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/invitations/accept', { body: { secret, email, name, password } })),
    onSuccess: async (session) => {
      forgetPerson()
      queries.setQueryData(sessionQuery.queryKey, session)
      await navigate({ to: '/', replace: true })
    },
  })
  const submit = useOnce(() => accept.mutate(), accept.isPending)
  const problem = (field: string) => fieldProblem(accept.error, field)
  const shown = ['email', 'name', 'password'].some((field) => problem(field))
  return (
    <Gate title={t(offer.setUp ? 'setUp.title' : 'invitation.title')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Stack>
          <Text className="quiet">{offer.setUp ? t('setUp.text') : t('invitation.text', { role: t(`roles.${offer.role}`), day: day(offer.expiresAt) })}</Text>
          {accept.isError && !shown && (
            <Alert color="danger" role="alert">
              {reason(accept.error, t)} <Link to="/console/sign-in">{t('signIn.title')}</Link>
            </Alert>
          )}
          <TextInput
            label={t('signIn.email')}
            type="email"
            autoComplete="username"
            value={email}
            readOnly={offer.email !== ''}
            onChange={(event) => setEmail(event.currentTarget.value)}
            error={problem('email')}
            required
            withAsterisk={false}
            autoFocus={offer.email === ''}
          />
          <TextInput
            label={t('invitation.name')}
            description={t('invitation.nameHint')}
            autoComplete="name"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={problem('name')}
            required
            withAsterisk={false}
            autoFocus={offer.email !== ''}
          />
          <Password
            label={t('signIn.password')}
            description={t('invitation.passwordHint')}
            autoComplete="new-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={problem('password')}
            required
            withAsterisk={false}
          />
          <Button type="submit" loading={accept.isPending} fullWidth>
            {t(offer.setUp ? 'setUp.action' : 'invitation.action')}
          </Button>
        </Stack>
      </form>
    </Gate>
  )
}
