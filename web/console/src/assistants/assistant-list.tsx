import { Button, Card, Group, Text, Title } from '@mantine/core'
import { IconMessageChatbot, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { assistantsQuery } from '../api/queries'
import { useCaller } from '../layout/caller'
import { Empty } from '../shared/empty'
import { PartFailed } from '../shared/failures'
import { PageHead } from '../shared/page-head'
import { RowsSkeleton } from '../shared/skeletons'
import { AssistantPicture } from './assistant-picture'

const NewAssistant = lazy(() => import('./new-assistant'))

/** The first page: who answers on the websites of this server. */
export function AssistantList() {
  const { t } = useTranslation()
  const caller = useCaller()
  const navigate = useNavigate()
  const creating = useLocation({ select: (location) => location.hash === 'new' }) && caller.mayEdit
  const assistants = useQuery(assistantsQuery)
  const create = caller.mayEdit && (
    <Button leftSection={<IconPlus size={18} />} onClick={() => void navigate({ to: '/', hash: 'new' })}>
      {t('assistants.new')}
    </Button>
  )
  return (
    <div className="page">
      <PageHead title={t('rail.assistants')} actions={assistants.data?.length ? create : null} />
      {assistants.isPending && <RowsSkeleton />}
      {assistants.isError && <PartFailed error={assistants.error} retry={() => void assistants.refetch()} />}
      {assistants.data?.length === 0 && (
        <Empty icon={IconMessageChatbot} title={t('assistants.none')} action={create}>
          {caller.mayEdit ? t('assistants.noneText') : t('assistants.noneViewer')}
        </Empty>
      )}
      <div className="card-list">
        {assistants.data?.map(({ id, name, description, model, imageUuid }) => (
          <Card key={id} className="card-link" renderRoot={(props) => <Link to="/console/assistants/$assistantId" params={{ assistantId: id }} {...props} />}>
            <Group wrap="nowrap" align="flex-start">
              <AssistantPicture assistantId={id} name={name} imageUuid={imageUuid} size={48} />
              <div className="wrap">
                <Title order={2}>{name}</Title>
                <Text size="sm" className="quiet" lineClamp={2}>
                  {description || t('assistants.noDescription')}
                </Text>
                <Text size="xs" className="quiet" mt={6}>
                  {model.provider === 'builtin' ? t('model.builtin') : model.model}
                </Text>
              </div>
            </Group>
          </Card>
        ))}
      </div>
      <Suspense>{creating && <NewAssistant onClose={() => void navigate({ to: '/', replace: true })} />}</Suspense>
    </div>
  )
}
