import { Badge, Group, Text, Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconFlag, IconPaperclip, IconThumbDown, IconThumbUp } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { QueryObject } from '../api/schema'
import { bytes, moment, number, oneDecimal } from '../i18n/format'
import { Ago } from '../shared/time'
import { Markdown, safeAddress } from './markdown'
import { WORDS } from './words'

/** A question with its answer. */
export function Exchange({ query, assistant }: { query: QueryObject; assistant: string }) {
  const { t } = useTranslation(WORDS)
  return (
    <li className="exchange">
      <div className="said">
        <Text size="xs" className="quiet">
          {t('visitor')} · <Ago time={query.createdAt} />
        </Text>
        <div className="question wrap">{query.question}</div>
        <Attachments query={query} />
        <PageContext query={query} />
      </div>
      <div className="answer wrap">
        <Text size="xs" className="quiet">
          {assistant}
        </Text>
        {query.answer ? <Markdown text={query.answer} references={query.references} /> : query.status !== 'RUNNING' && <Text className="quiet">{t('noAnswer')}</Text>}
        <Sources query={query} />
        <Facts query={query} />
      </div>
    </li>
  )
}

/** What the website said about the visitor's page, which is nobody's word but the page's. */
function PageContext({ query: { context } }: { query: QueryObject }) {
  const { t } = useTranslation(WORDS)
  if (!context) return null
  return (
    <details className="about-page">
      <summary>{t('context')}</summary>
      <pre>{JSON.stringify(context, null, 2)}</pre>
    </details>
  )
}

/** What the visitor gave with the question, to be downloaded. */
function Attachments({ query: { attachments } }: { query: QueryObject }) {
  const { t } = useTranslation(WORDS)
  const { assistantId, conversationId } = useParams({ from: '/console/console/assistants/$assistantId/conversations/$conversationId' })
  if (attachments.length === 0) return null
  return (
    <ul className="plain chips" aria-label={t('attachments')}>
      {attachments.map(({ id, name, size, deleted }) => (
        <li key={id} className={deleted ? 'quiet' : undefined}>
          {deleted ? (
            <span className="chip">
              <IconPaperclip size={14} /> {t('deletedFile')}
            </span>
          ) : (
            <a
              className="chip"
              href={`/api/v1/assistants/${assistantId}/conversations/${conversationId}/attachments/${id}`}
              download
              title={t('downloadFile', { name })}
            >
              <IconPaperclip size={14} /> {name} · {bytes(size)}
            </a>
          )}
        </li>
      ))}
    </ul>
  )
}

function Sources({ query: { references } }: { query: QueryObject }) {
  const { t } = useTranslation(WORDS)
  if (references.length === 0) return null
  return (
    <ul className="plain chips" aria-label={t('sources')}>
      {references.map(({ number: mark, title, source }) => {
        const href = safeAddress(source)
        const text = `${mark} ${title || source}`
        return (
          <li key={mark}>
            {href ? (
              <a className="chip" href={href} target="_blank" rel="noopener noreferrer">
                {text}
              </a>
            ) : (
              <span className="chip">{text}</span>
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** What became of the answer, what the visitor thinks of it, and what it cost. */
function Facts({ query }: { query: QueryObject }) {
  const { t } = useTranslation(WORDS)
  const { status, reaction, tokens, createdAt, finishedAt } = query
  const failed = status === 'FAILED' || status === 'INTERRUPTED'
  return (
    <>
      {query.errorText && failed && (
        <Group gap={6} wrap="nowrap" align="flex-start" className="problem">
          <IconAlertTriangle size={16} style={{ flex: 'none', marginTop: 3 }} />
          <Text size="sm">
            {query.errorText} {query.errorCode && <span className="mono">{query.errorCode}</span>}
          </Text>
        </Group>
      )}
      {query.reported && (
        <Group gap={6} wrap="nowrap" align="flex-start" className="problem">
          <IconFlag size={16} style={{ flex: 'none', marginTop: 3 }} />
          <Text size="sm">
            {t('report')} {query.reportedAnswer && query.reportedAnswer !== query.answer && <q>{query.reportedAnswer}</q>}
          </Text>
        </Group>
      )}
      <Group gap={8} className="quiet facts-line">
        {status !== 'DONE' && (
          <Badge size="sm" variant="light" tt="none" color={failed ? 'danger' : 'gray'}>
            {t(`status.${status}`)}
          </Badge>
        )}
        {reaction !== 'NONE' && (
          <Badge size="sm" variant="light" tt="none" color={reaction === 'LIKE' ? 'good' : 'warn'} leftSection={reaction === 'LIKE' ? <IconThumbUp size={12} /> : <IconThumbDown size={12} />}>
            {t(reaction === 'LIKE' ? 'liked' : 'disliked')}
          </Badge>
        )}
        {finishedAt && (
          <Tooltip label={moment(finishedAt)}>
            <span>{t('seconds', { seconds: oneDecimal((Date.parse(finishedAt) - Date.parse(createdAt)) / 1000) })}</span>
          </Tooltip>
        )}
        {tokens && <span>{t('tokens', { input: number(tokens.input), output: number(tokens.output) })}</span>}
      </Group>
    </>
  )
}
