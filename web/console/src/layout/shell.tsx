import { ActionIcon, Burger, Group, Kbd, Text, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { useDisclosure, useHotkeys } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Sign } from '../shared/sign'
import { AccountButton } from './account-button'
import { Rail } from './rail'

const Palette = lazy(() => import('./palette'))
const SHORTCUT = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘ K' : 'Ctrl K'

/** The frame of every page: a bar, the rail, the content. */
export function Shell() {
  const { t } = useTranslation()
  const [railOpen, rail] = useDisclosure(false)
  // The palette is loaded at its first use and then stays.
  const [asked, setAsked] = useState(0)
  const path = useRouterState({ select: (state) => state.location.pathname })
  const { close } = rail
  useEffect(() => {
    close()
    // What had the focus went with its page: the keyboard goes on at the beginning of the new one.
    if (document.activeElement === document.body) document.getElementById('content')?.focus({ preventScroll: true })
  }, [path, close])
  useHotkeys([['mod+K', () => setAsked((times) => times + 1)]], [])

  return (
    <div className="shell">
      <a className="skip" href="#content">
        {t('shell.skip')}
      </a>
      <header className="top">
        <Burger opened={railOpen} onClick={rail.toggle} hiddenFrom="sm" size="sm" aria-label={t(railOpen ? 'shell.closeMenu' : 'shell.openMenu')} aria-expanded={railOpen} aria-controls="rail" />
        <UnstyledButton renderRoot={(props) => <Link to="/" {...props} />}>
          <Group gap={8} wrap="nowrap">
            <Sign size={26} />
            <Text fw={650} size="lg" component="span">
              Latchkey
            </Text>
          </Group>
        </UnstyledButton>
        <Group ml="auto" gap="xs" wrap="nowrap">
          <ActionIcon variant="default" size="lg" aria-keyshortcuts="Control+K Meta+K" title={t('palette.open')} onClick={() => setAsked((times) => times + 1)} w="auto" px={10}>
            <IconSearch size={18} />
            <VisuallyHidden>{t('palette.open')}</VisuallyHidden>
            <Kbd size="xs" ml={8} visibleFrom="sm" aria-hidden>
              {SHORTCUT}
            </Kbd>
          </ActionIcon>
          <AccountButton />
        </Group>
      </header>
      <div id="rail" className={railOpen ? 'side open' : 'side'}>
        <Rail />
      </div>
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
      <Suspense>{asked > 0 && <Palette asked={asked} />}</Suspense>
    </div>
  )
}
