import { ActionIcon, Button, Group, Text, Title, Tooltip } from '@mantine/core'
import { IconArrowLeft, IconDownload, IconLinkOff, IconTrash } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, ifMatch } from '../api/client'
import { CallFailed } from '../api/problem'
import type { ConversationDetails } from '../api/schema'
import { useAssistant } from '../assistants/use-assistant'
import { moment, number } from '../i18n/format'
import { Confirm } from '../shared/confirm'
import { Empty } from '../shared/empty'
import { PartFailed } from '../shared/failures'
import { done, failed } from '../shared/notices'
import { RowsSkeleton } from '../shared/skeletons'
import { Exchange } from './exchange'
import { conversationQuery, conversationsKey } from './queries'
import { WORDS } from './words'

const LIST = '/console/assistants/$assistantId/conversations' as const

/** One conversation, to be read. */
export function Conversation() {
  const { t } = useTranslation(WORDS)
  const assistant = useAssistant()
  const { conversationId } = useParams({ from: '/console/console/assistants/$assistantId/conversations/$conversationId' })
  const search = useSearch({ from: '/console/console/assistants/$assistantId/conversations' })
  const conversation = useInfiniteQuery(conversationQuery(assistant.id, conversationId))
  const pages = conversation.data?.pages ?? []
  const gone = conversation.error instanceof CallFailed && conversation.error.status === 404
  const [first] = gone ? [] : pages
  return (
    <section className="reading" aria-label={first ? titleOf(first) : t('choose')}>
      {!gone && (
        <Link className="back" to={LIST} params={{ assistantId: assistant.id }} search={search}>
          <IconArrowLeft size={16} /> {t('back')}
        </Link>
      )}
      {conversation.isPending && <RowsSkeleton rows={3} height={110} />}
      {gone && <Missing />}
      {conversation.isError && !gone && <PartFailed error={conversation.error} retry={() => void conversation.refetch()} />}
      {first && (
        <>
          <Head conversation={pages.at(-1) ?? first} />
          <ol className="plain exchanges">
            {pages.flatMap(({ queries }) => queries.map((query) => <Exchange key={query.id} query={query} assistant={assistant.name} />))}
          </ol>
          {conversation.hasNextPage && (
            <Button mt="md" variant="default" loading={conversation.isFetchingNextPage} onClick={() => void conversation.fetchNextPage()}>
              {t('more')}
            </Button>
          )}
        </>
      )}
    </section>
  )
}

/** Deleted, or never there: trying again would not help. */
function Missing() {
  const { t } = useTranslation(WORDS)
  const { id: assistantId } = useAssistant()
  const search = useSearch({ from: '/console/console/assistants/$assistantId/conversations' })
  return (
    <Empty
      icon={IconLinkOff}
      title={t('missing')}
      action={<Button variant="default" renderRoot={(props) => <Link to={LIST} params={{ assistantId }} search={search} {...props} />}>{t('back')}</Button>}
    >
      {t('missingText')}
    </Empty>
  )
}

/** The title that somebody gave it, or what it began with. */
export const titleOf = ({ title, firstQuestion }: { title: string; firstQuestion: string }) => (title && title !== 'New Conversation' ? title : firstQuestion || title)

function Head({ conversation }: { conversation: ConversationDetails }) {
  const { t } = useTranslation(WORDS)
  const heading = useRef<HTMLHeadingElement>(null)
  // Whoever opened it goes on from here; the page itself was named before, and the list stays where it is.
  useEffect(() => heading.current?.focus({ preventScroll: true }), [conversation.id])
  const { id, assistantId, keyName, origin, createdAt, messageCount } = conversation
  return (
    <header className="reading-head">
      <div className="wrap" style={{ flex: 1 }}>
        <Title order={2} ref={heading} tabIndex={-1} lineClamp={3}>
          {titleOf(conversation)}
        </Title>
        <Text size="sm" className="quiet">
          {t('messages', { count: messageCount, number: number(messageCount) })} · {keyName}
          {origin && ` · ${origin}`} · {t('began', { moment: moment(createdAt) })}
        </Text>
      </div>
      <Group gap={4} wrap="nowrap">
        <Tooltip label={t('export')}>
          <ActionIcon
            component="a"
            variant="subtle"
            color="gray"
            size="lg"
            href={`/api/v1/assistants/${assistantId}/conversations/${id}/export`}
            download="conversation.jsonl"
            aria-label={`${t('export')}: ${titleOf(conversation)}`}
          >
            <IconDownload size={18} />
          </ActionIcon>
        </Tooltip>
        <Delete conversation={conversation} />
      </Group>
    </header>
  )
}

function Delete({ conversation: { assistantId, id, version } }: { conversation: ConversationDetails }) {
  const { t } = useTranslation(WORDS)
  const { t: shared } = useTranslation()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const search = useSearch({ from: '/console/console/assistants/$assistantId/conversations' })
  const [asking, setAsking] = useState(false)
  const remove = useMutation({
    mutationFn: () =>
      answer(
        api.DELETE('/api/v1/assistants/{assistantId}/conversations/{conversationId}', {
          params: { path: { assistantId, conversationId: id }, header: ifMatch(version) },
        }),
      ),
    onSuccess: async () => {
      await navigate({ to: LIST, params: { assistantId }, search })
      queries.removeQueries({ queryKey: conversationQuery(assistantId, id).queryKey })
      void queries.invalidateQueries({ queryKey: conversationsKey(assistantId) })
      done(t('deleted'))
    },
    onError: (error) => {
      setAsking(false)
      failed(error, shared)
      if (error instanceof CallFailed && error.status === 412) void queries.invalidateQueries({ queryKey: conversationQuery(assistantId, id).queryKey })
    },
  })
  return (
    <>
      <Tooltip label={t('delete')}>
        <ActionIcon variant="subtle" color="danger" size="lg" aria-label={t('delete')} onClick={() => setAsking(true)}>
          <IconTrash size={18} />
        </ActionIcon>
      </Tooltip>
      {asking && (
        <Confirm title={t('deleteTitle')} action={shared('shared.delete')} pending={remove.isPending} onConfirm={() => remove.mutate()} onClose={() => setAsking(false)}>
          <Text>{t('deleteText')}</Text>
        </Confirm>
      )}
    </>
  )
}
