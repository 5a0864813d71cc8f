import { Avatar, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCaller } from './caller'

const load = () => import('./user-menu')
const UserMenu = lazy(load)

/** Who is signed in; its menu is loaded when somebody reaches for it. */
export function AccountButton() {
  const { t } = useTranslation()
  const { name } = useCaller()
  const [asked, setAsked] = useState(false)
  const button = (
    <UnstyledButton aria-haspopup="menu" onClick={() => setAsked(true)} onPointerEnter={() => void load()} onFocus={() => void load()}>
      <Avatar name={name} color="accent" radius={999} size={34} aria-hidden />
      <VisuallyHidden>{t('shell.account', { name })}</VisuallyHidden>
    </UnstyledButton>
  )
  return asked ? (
    <Suspense fallback={button}>
      <UserMenu />
    </Suspense>
  ) : (
    button
  )
}
