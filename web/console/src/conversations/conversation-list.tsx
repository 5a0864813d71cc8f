import { Button, Text } from '@mantine/core'
import { IconAlertTriangle, IconFlag, IconThumbDown, IconThumbUp } from '@tabler/icons-react'
import { useMediaQuery } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationObject } from '../api/schema'
import { number } from '../i18n/format'
import { Ago } from '../shared/time'
import type { Choice } from './choice'
import { titleOf } from './conversation'
import { WORDS } from './words'

interface Props {
  label: string
  items: ConversationObject[]
  choice: Choice
  more: boolean
  loading: boolean
  onMore: () => void
}

/** Where the list stays in sight beside what is read, it keeps its place; the styles say the same. */
const BESIDE = '(min-width: 75em)'

/** The arrow keys go through the list; Enter follows the link, as everywhere. */
function walk(event: KeyboardEvent<HTMLUListElement>): void {
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>('a')]
  const at = links.indexOf(document.activeElement as HTMLAnchorElement)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key]
  if (to === undefined || at < 0) return
  event.preventDefault()
  links[Math.min(Math.max(to, 0), links.length - 1)]?.focus()
}

export function ConversationList({ label, items, choice, more, loading, onMore }: Props) {
  const { t } = useTranslation(WORDS)
  const beside = useMediaQuery(BESIDE)
  return (
    <div>
      <ul className="rows plain conversations" aria-label={label} onKeyDown={walk}>
        {items.map((item) => (
          <li key={item.id}>
            <Link
              to="/console/assistants/$assistantId/conversations/$conversationId"
              params={{ assistantId: item.assistantId, conversationId: item.id }}
              search={choice}
              resetScroll={!beside}
              className="talk"
              activeProps={{ 'data-active': true, 'aria-current': 'true' }}
            >
              <Item item={item} />
            </Link>
          </li>
        ))}
      </ul>
      {more && (
        <Button mt="md" variant="default" loading={loading} onClick={onMore}>
          {t('more')}
        </Button>
      )}
    </div>
  )
}

function Item({ item }: { item: ConversationObject }) {
  const { t } = useTranslation(WORDS)
  const counts = [
    { icon: IconThumbUp, count: item.likes, label: 'likes', color: 'good' },
    { icon: IconThumbDown, count: item.dislikes, label: 'dislikes', color: 'warn' },
    { icon: IconAlertTriangle, count: item.failures, label: 'failures', color: 'danger' },
  ] as const
  return (
    <>
      <span className="talk-head">
        <Text span fw={600} lineClamp={2} className="wrap">
          {titleOf(item)}
        </Text>
        <Text span size="xs" className="quiet nowrap">
          <Ago time={item.lastActivityAt} />
        </Text>
      </span>
      <Text span size="xs" className="quiet talk-facts">
        <span>{t('messages', { count: item.messageCount, number: number(item.messageCount) })}</span>
        <span className="wrap">{item.origin.replace(/^https?:\/\//, '') || item.keyName}</span>
        {counts.map(
          ({ icon: Icon, count, label, color }) =>
            count > 0 && (
              <span key={label} className="count" style={{ color: `var(--mantine-color-${color}-text)` }} role="img" aria-label={t(label, { count, number: number(count) })}>
                <Icon size={14} /> {number(count)}
              </span>
            ),
        )}
        {item.reported && (
          <span className="count" role="img" aria-label={t('reported')} style={{ color: 'var(--mantine-color-danger-text)' }}>
            <IconFlag size={14} />
          </span>
        )}
      </Text>
    </>
  )
}
