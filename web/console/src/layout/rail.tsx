import { Divider, NavLink, Skeleton, Stack } from '@mantine/core'
import { IconChartBar, IconHistory, IconHome, IconBook2, IconCpu, IconKey, IconPlus, IconSettings, IconUsers, IconInfoCircle, IconMessages } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useLinkProps, useNavigate, useParams } from '@tanstack/react-router'
import type { AnchorHTMLAttributes } from 'react'
import { useTranslation } from 'react-i18next'
import { assistantsQuery } from '../api/queries'
import { AssistantPicture } from '../assistants/assistant-picture'
import { useCaller } from './caller'

const ICON = { size: 18, stroke: 1.6 }

/** The assistants, the parts of the one that is open, and what belongs to the server. */
export function Rail() {
  const { t } = useTranslation()
  const caller = useCaller()
  const assistants = useQuery(assistantsQuery)
  const { assistantId } = useParams({ strict: false })
  const navigate = useNavigate()

  return (
    <>
      <nav aria-label={t('rail.assistants')} className="rail">
        <Stack gap={2} p="xs">
          <Entry to="/" exact label={t('rail.assistants')} icon={<IconHome {...ICON} />} />
          {assistants.isPending && <Skeleton height={36} />}
          {assistants.data?.map(({ id, name, imageUuid }) => (
            <NavLink
              key={id}
              label={name}
              leftSection={<AssistantPicture assistantId={id} name={name} imageUuid={imageUuid} size={24} />}
              opened={id === assistantId}
              active={false}
              renderRoot={(props) => <AssistantLink assistantId={id} {...props} />}
              childrenOffset={12}
              disableRightSectionRotation
              rightSection={<span />}
            >
              {id === assistantId ? <AssistantEntries assistantId={id} /> : undefined}
            </NavLink>
          ))}
          {caller.mayEdit && (
            <NavLink
              component="button"
              label={t('assistants.new')}
              leftSection={<IconPlus {...ICON} />}
              onClick={() => void navigate({ to: '/', hash: 'new' })}
              className="quiet"
            />
          )}
        </Stack>
      </nav>
      <Divider />
      <nav aria-label={t('rail.server')}>
        <Stack gap={2} p="xs">
          {caller.mayManageAccess && <Entry to="/console/team" label={t('team.title')} icon={<IconUsers {...ICON} />} />}
          <Entry to="/console/audit" label={t('audit.title')} icon={<IconHistory {...ICON} />} />
          <Entry to="/console/settings" label={t('settings.title')} icon={<IconSettings {...ICON} />} />
        </Stack>
      </nav>
    </>
  )
}

/** A link that is never the current page: one of the entries below it is. */
function AssistantLink({ assistantId, ...props }: { assistantId: string } & AnchorHTMLAttributes<HTMLAnchorElement>) {
  const { 'aria-current': _, className: __, children: ___, ...link } = useLinkProps({ to: '/console/assistants/$assistantId', params: { assistantId } })
  return <a {...props} {...link} />
}

function AssistantEntries({ assistantId }: { assistantId: string }) {
  const { t } = useTranslation()
  const { mayEdit } = useCaller()
  const base = '/console/assistants/$assistantId' as const
  const params = { assistantId }
  return (
    <>
      <Entry to={base} params={params} exact label={t('overview.title')} icon={<IconInfoCircle {...ICON} />} />
      <Entry to={`${base}/model`} params={params} label={t('model.title')} icon={<IconCpu {...ICON} />} />
      <Entry to={`${base}/knowledge`} params={params} label={t('knowledge.title')} icon={<IconBook2 {...ICON} />} />
      {mayEdit && <Entry to={`${base}/conversations`} params={params} label={t('conversations.title')} icon={<IconMessages {...ICON} />} />}
      <Entry to={`${base}/keys`} params={params} label={t('keys.section')} icon={<IconKey {...ICON} />} />
      <Entry to={`${base}/usage`} params={params} label={t('usage.title')} icon={<IconChartBar {...ICON} />} />
    </>
  )
}

type Destination =
  | { to: '/' | '/console/team' | '/console/audit' | '/console/settings'; params?: undefined }
  | {
      to: '/console/assistants/$assistantId' | `/console/assistants/$assistantId/${'model' | 'knowledge' | 'conversations' | 'keys' | 'usage'}`
      params: { assistantId: string }
    }

function Entry({ label, icon, exact = false, ...destination }: Destination & { label: string; icon: React.ReactNode; exact?: boolean }) {
  return (
    <NavLink
      label={label}
      leftSection={icon}
      renderRoot={(props) => <Link {...destination} activeOptions={{ exact }} activeProps={{ 'data-active': true, 'aria-current': 'page' }} {...props} />}
    />
  )
}
