import '../styles-of-parts'
import { Avatar, Menu, Text, UnstyledButton, useMantineColorScheme, VisuallyHidden } from '@mantine/core'
import { IconDeviceDesktop, IconExternalLink, IconLogout, IconMoon, IconSettings, IconSun } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCaller } from './caller'
import { useSignOut } from './use-sign-out'

export default function UserMenu() {
  const { t } = useTranslation()
  const caller = useCaller()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const signOut = useSignOut()
  return (
    <Menu position="bottom-end" width={240} defaultOpened>
      <Menu.Target>
        <UnstyledButton>
          <Avatar name={caller.name} color="accent" radius={999} size={34} aria-hidden />
          <VisuallyHidden>{t('shell.account', { name: caller.name })}</VisuallyHidden>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text fw={600} c="var(--mantine-color-text)">
            {caller.name}
          </Text>
          {t(`roles.${caller.role}`)}
        </Menu.Label>
        <Menu.Divider />
        {(
          [
            ['auto', IconDeviceDesktop],
            ['light', IconSun],
            ['dark', IconMoon],
          ] as const
        ).map(([scheme, Icon]) => (
          <Menu.Item key={scheme} leftSection={<Icon size={16} />} aria-current={colorScheme === scheme} onClick={() => setColorScheme(scheme)} fw={colorScheme === scheme ? 600 : 400}>
            {t(`settings.appearance.${scheme}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconSettings size={16} />} renderRoot={(props) => <Link to="/console/settings" {...props} />}>
          {t('settings.title')}
        </Menu.Item>
        <Menu.Item leftSection={<IconExternalLink size={16} />} component="a" href="/docs/" target="_blank">
          {t('shell.documentation')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>
          {t('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
