import '../styles-of-parts'
import './conversations.css'
import { Button, Group } from '@mantine/core'
import { IconDownload, IconLock, IconMessages, IconSearchOff } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAssistant } from '../assistants/use-assistant'
import { useCaller } from '../layout/caller'
import { Empty } from '../shared/empty'
import { PartFailed } from '../shared/failures'
import { PageHead } from '../shared/page-head'
import { RowsSkeleton } from '../shared/skeletons'
import { exportAddress, readChoice } from './choice'
import { ConversationList } from './conversation-list'
import { DeleteAll } from './delete-all'
import { Filters } from './filters'
import { Keep } from './keep'
import { conversationsQuery } from './queries'
import { WORDS } from './words'

export { Conversation } from './conversation'
export { loadWords } from './words'

const LIST = '/console/assistants/$assistantId/conversations' as const

/** What visitors and the assistant said to each other: a list, and beside it the one that is read. */
export function Conversations() {
  const { t } = useTranslation(WORDS)
  const { t: shared } = useTranslation()
  const assistant = useAssistant()
  const { mayEdit } = useCaller()
  const title = shared('conversations.title')
  const above = [{ label: assistant.name, link: { to: '/console/assistants/$assistantId' as const, params: { assistantId: assistant.id } } }]
  if (mayEdit) return <Readable title={title} above={above} />
  return (
    <div className="page">
      <PageHead title={title} above={above} />
      <Empty icon={IconLock} title={t('forbidden')}>
        {t('forbiddenText')}
      </Empty>
    </div>
  )
}

function Readable({ title, above }: Pick<React.ComponentProps<typeof PageHead>, 'title' | 'above'>) {
  const { t } = useTranslation(WORDS)
  const { id: assistantId } = useAssistant()
  const choice = useSearch({ from: '/console/console/assistants/$assistantId/conversations' })
  const { conversationId } = useParams({ strict: false })
  const navigate = useNavigate()
  const list = useInfiniteQuery(conversationsQuery(assistantId, choice))
  const items = list.data?.pages.flatMap((page) => page.items)
  const chosen = Object.keys(choice).length > 0
  // What was read may not fit another choice: it is closed, so that the reader never shows what the list has not.
  const go = (search: typeof choice) => void navigate({ to: LIST, params: { assistantId }, search, replace: true, resetScroll: false })
  const actions = (
    <Group gap="xs">
      <Keep />
      {items && items.length > 0 && (
        <>
          <DeleteAll assistantId={assistantId} choice={choice} />
          <Button component="a" href={exportAddress(assistantId, choice)} download="conversations.jsonl" variant="default" leftSection={<IconDownload size={18} />}>
            {t('export')}
          </Button>
        </>
      )}
    </Group>
  )
  return (
    <div className={conversationId ? 'page talks opened' : 'page talks'}>
      <PageHead title={title} above={above} actions={actions} />
      {(chosen || conversationId !== undefined || items?.length !== 0) && (
        <Filters assistantId={assistantId} choice={choice} choose={(change) => go(readChoice({ ...choice, ...change }))} reset={() => go({})} />
      )}
      {list.isPending && <RowsSkeleton rows={6} height={72} />}
      {list.isError && <PartFailed error={list.error} retry={() => void list.refetch()} />}
      {items?.length === 0 && !conversationId && (chosen ? <Nothing /> : <None />)}
      {items && (items.length > 0 || conversationId) && (
        <div className="talks-beside">
          <div className="talks-list">
            {items.length === 0 ? (
              <Nothing />
            ) : (
              <ConversationList
                label={title}
                items={items}
                choice={choice}
                more={list.hasNextPage}
                loading={list.isFetchingNextPage}
                onMore={() => void list.fetchNextPage()}
              />
            )}
          </div>
          {/* Another conversation is read from its beginning. */}
          <div key={conversationId} className="talks-reading">
            {conversationId ? (
              <Outlet />
            ) : (
              <Empty icon={IconMessages} title={t('choose')}>
                {t('chooseText')}
              </Empty>
            )}
          </div>
        </div>
      )}
    </div>
  )
}

function Nothing() {
  const { t } = useTranslation(WORDS)
  return (
    <Empty icon={IconSearchOff} title={t('nothing')}>
      {t('nothingText')}
    </Empty>
  )
}

function None() {
  const { t } = useTranslation(WORDS)
  const { id: assistantId } = useAssistant()
  return (
    <Empty
      icon={IconMessages}
      title={t('none')}
      action={<Button renderRoot={(props) => <Link to="/console/assistants/$assistantId/keys" params={{ assistantId }} {...props} />}>{t('toKeys')}</Button>}
    >
      {t('noneText')}
    </Empty>
  )
}
