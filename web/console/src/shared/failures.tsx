import { Button, Group, Text, Title } from '@mantine/core'
import { IconLinkOff, IconPlugConnectedX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { CallFailed, sentence } from '../api/problem'

/** What went wrong, in the server's words where it had some. */
export function reason(error: unknown, t: TFunction): string {
  if (!(error instanceof CallFailed)) return t('failures.unexpected')
  if (error.status === 0) return t('failures.noAnswer')
  return error.message || t('failures.unexpected')
}

/** Loads the page anew once the server is there again: browsers remember a module that they could not load. */
async function reload(): Promise<void> {
  try {
    await fetch('/healthz', { cache: 'no-store' })
    location.reload()
  } catch {
    // Still away: what the page says stays true.
  }
}

/** The first field that was not taken, for a form that has one; otherwise the reason. */
export function firstProblem(error: unknown, t: TFunction): string {
  const [problem] = error instanceof CallFailed ? error.fields.values() : []
  return problem ? sentence(problem) : reason(error, t)
}

export function PageFailed({ error, retry }: { error: unknown; retry: () => void }) {
  const { t } = useTranslation()
  const missing = error instanceof CallFailed && error.status === 404
  const silent = error instanceof CallFailed && error.status === 0
  return (
    <div className="page">
      <div className="empty" role="alert">
        {missing ? <IconLinkOff size={40} stroke={1.2} /> : <IconPlugConnectedX size={40} stroke={1.2} />}
        <Title order={1}>{missing ? t('failures.missing') : t('failures.title')}</Title>
        <Text>{reason(error, t)}</Text>
        <Group mt="xs">
          {!missing && <Button onClick={() => (silent ? void reload() : retry())}>{t('failures.retry')}</Button>}
          <Button component={Link} to="/" variant="default">
            {t('failures.home')}
          </Button>
        </Group>
      </div>
    </div>
  )
}

/** A part of a page that could not be read. */
export function PartFailed({ error, retry }: { error: unknown; retry: () => void }) {
  const { t } = useTranslation()
  return (
    <div className="empty" role="alert">
      <Text>{reason(error, t)}</Text>
      <Button variant="default" size="sm" onClick={retry}>
        {t('failures.retry')}
      </Button>
    </div>
  )
}

/** Stands where no page is, so that it is the whole document. */
export function NotFound() {
  const { t } = useTranslation()
  return (
    <main className="page">
      <div className="empty">
        <IconLinkOff size={40} stroke={1.2} />
        <Title order={1}>{t('failures.missing')}</Title>
        <Text>{t('failures.missingPage')}</Text>
        <Button component={Link} to="/" mt="xs">
          {t('failures.home')}
        </Button>
      </div>
    </main>
  )
}
