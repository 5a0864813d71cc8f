import '../styles-of-parts'
import '@mantine/spotlight/styles.css'
import { Spotlight, spotlight, type SpotlightActionGroupData } from '@mantine/spotlight'
import { IconBook2, IconChartBar, IconCpu, IconHistory, IconHome, IconKey, IconLogout, IconMessages, IconMoon, IconSearch, IconSettings, IconUsers } from '@tabler/icons-react'
import { useQueries, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMantineColorScheme } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { assistantsQuery, keysQuery } from '../api/queries'
import { useCaller } from './caller'
import { useSignOut } from './use-sign-out'

const ICON = { size: 18, stroke: 1.6 }
/** Keys of further assistants are found on their pages. */
const MOST_ASSISTANTS = 20

/** Every page and every key by a few letters of its name. */
export default function Palette({ asked }: { asked: number }) {
  const { t } = useTranslation()
  const groups = useGroups()
  useEffect(() => spotlight.open(), [asked])
  return (
    <Spotlight
      actions={groups}
      shortcut={null}
      attributes={{ content: { 'aria-label': t('palette.open') } }}
      nothingFound={t('palette.nothing')}
      highlightQuery
      scrollable
      maxHeight="60vh"
      limit={30}
      searchProps={{ leftSection: <IconSearch {...ICON} />, placeholder: t('palette.placeholder'), 'aria-label': t('palette.placeholder') }}
    />
  )
}

function useGroups(): SpotlightActionGroupData[] {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const caller = useCaller()
  const signOut = useSignOut()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const assistants = useQuery(assistantsQuery).data ?? []
  const keys = useQueries({ queries: assistants.slice(0, MOST_ASSISTANTS).map(({ id }) => keysQuery(id)) })
  const names = new Map(assistants.map(({ id, name }) => [id, name]))
  const base = '/console/assistants/$assistantId' as const
  const server = [
    { id: 'home', label: t('rail.assistants'), leftSection: <IconHome {...ICON} />, onClick: () => void navigate({ to: '/' }) },
    ...(caller.mayManageAccess ? [{ id: 'team', label: t('team.title'), leftSection: <IconUsers {...ICON} />, onClick: () => void navigate({ to: '/console/team' }) }] : []),
    { id: 'audit', label: t('audit.title'), leftSection: <IconHistory {...ICON} />, onClick: () => void navigate({ to: '/console/audit' }) },
    { id: 'settings', label: t('settings.title'), leftSection: <IconSettings {...ICON} />, onClick: () => void navigate({ to: '/console/settings' }) },
    {
      id: 'appearance',
      label: t(colorScheme === 'dark' ? 'palette.light' : 'palette.dark'),
      leftSection: <IconMoon {...ICON} />,
      onClick: () => setColorScheme(colorScheme === 'dark' ? 'light' : 'dark'),
    },
    { id: 'sign-out', label: t('shell.signOut'), leftSection: <IconLogout {...ICON} />, onClick: () => void signOut() },
  ]
  return [
    {
      group: t('keys.title'),
      actions: keys.flatMap(({ data }) =>
        (data ?? []).map(({ id, name, assistantId }) => ({
          id,
          label: name,
          description: names.get(assistantId) ?? '',
          leftSection: <IconKey {...ICON} />,
          onClick: () => void navigate({ to: `${base}/keys/$keyId`, params: { assistantId, keyId: id } }),
        })),
      ),
    },
    {
      group: t('rail.assistants'),
      actions: assistants.flatMap(({ id, name }) => {
        const params = { assistantId: id }
        return [
          { id: `${id}/keys`, label: `${name} · ${t('keys.section')}`, leftSection: <IconKey {...ICON} />, onClick: () => void navigate({ to: `${base}/keys`, params }) },
          { id: `${id}/knowledge`, label: `${name} · ${t('knowledge.title')}`, leftSection: <IconBook2 {...ICON} />, onClick: () => void navigate({ to: `${base}/knowledge`, params }) },
          { id: `${id}/model`, label: `${name} · ${t('model.title')}`, leftSection: <IconCpu {...ICON} />, onClick: () => void navigate({ to: `${base}/model`, params }) },
          ...(caller.mayEdit
            ? [{ id: `${id}/conversations`, label: `${name} · ${t('conversations.title')}`, leftSection: <IconMessages {...ICON} />, onClick: () => void navigate({ to: `${base}/conversations`, params }) }]
            : []),
          { id: `${id}/usage`, label: `${name} · ${t('usage.title')}`, leftSection: <IconChartBar {...ICON} />, onClick: () => void navigate({ to: `${base}/usage`, params }) },
        ]
      }),
    },
    { group: t('rail.server'), actions: server },
  ]
}
