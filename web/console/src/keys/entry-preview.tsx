import { Alert, Badge, Button, Group, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconAlertTriangle, IconBulb, IconCheck, IconX } from '@tabler/icons-react'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client'
import type { Preview } from '../api/schema'

export type ListName = 'websites' | 'ipAddresses'

export const previewQuery = (list: ListName, entry: string, confirmWideAddresses: boolean) =>
  queryOptions({
    queryKey: ['preview', list, entry, confirmWideAddresses],
    queryFn: async ({ signal }) => (await answer(api.POST('/api/v1/preview', { body: { [list]: [entry], confirmWideAddresses }, signal })))[list],
    staleTime: Infinity,
  })

/** What an entry means, while it is typed; a pasted list has several. settled says that it is about what is typed now. */
export function usePreview(list: ListName, text: string, confirmWideAddresses: boolean) {
  const wanted = text.trim()
  const [entry] = useDebouncedValue(wanted, 200)
  const { data, isPlaceholderData } = useQuery({
    ...previewQuery(list, entry, confirmWideAddresses),
    enabled: entry !== '' && wanted !== '',
    placeholderData: keepPreviousData,
  })
  return { previews: wanted === '' ? undefined : data, settled: entry === wanted && data !== undefined && !isPlaceholderData }
}

interface Props {
  preview: Preview
  /** Puts another entry into the box. */
  use?: (entry: string) => void
  /** Adds a further entry to the list. */
  add?: (entry: string) => void
  listed?: readonly string[]
}

/** What an entry admits and what not, what its owner should know, and what may have been forgotten. */
export function EntryPreview({ preview, use, add, listed = [] }: Props) {
  const { t } = useTranslation()
  if (!preview.accepted) {
    return (
      <Alert color="danger" mt="xs" icon={<IconX size={18} />}>
        <Stack gap={6} align="flex-start">
          <Text size="sm">{preview.message}</Text>
          {use && preview.suggestion && (
            <Button size="compact-sm" variant="default" onClick={() => use(preview.suggestion)}>
              {t('preview.use', { entry: preview.suggestion })}
            </Button>
          )}
        </Stack>
      </Alert>
    )
  }
  return (
    <Stack gap={6} mt="xs" aria-live="polite">
      {preview.changed && (
        <Text size="sm">
          {t('preview.savedAs')} <span className="mono">{preview.canonical}</span> <span className="quiet">{preview.changed}</span>
        </Text>
      )}
      {preview.display !== preview.canonical && (
        <Text size="sm" className="quiet">
          {t('preview.readAs', { display: preview.display })}
        </Text>
      )}
      <Examples examples={preview.matches} good />
      <Examples examples={preview.refuses} good={false} />
      {preview.warnings.map((warning) => (
        <Alert key={warning.code} color="warn" icon={<IconAlertTriangle size={18} />} py="xs">
          <Text size="sm">{warning.message}</Text>
        </Alert>
      ))}
      {preview.hints
        .filter((hint) => !listed.includes(hint.entry))
        .map((hint) => (
          <Group key={hint.message} gap={6} wrap="nowrap" align="flex-start">
            <IconBulb size={18} style={{ flex: 'none', marginTop: 1 }} aria-hidden />
            <Text size="sm" className="quiet wrap">
              {hint.message}{' '}
              {add && hint.entry && (
                <Button size="compact-xs" variant="default" onClick={() => add(hint.entry)}>
                  {t('preview.addToo', { entry: hint.entry })}
                </Button>
              )}
            </Text>
          </Group>
        ))}
    </Stack>
  )
}

function Examples({ examples, good }: { examples: Preview['matches']; good: boolean }) {
  const { t } = useTranslation()
  if (examples.length === 0) return null
  const Icon = good ? IconCheck : IconX
  return (
    <Group gap={6} align="center">
      <Text size="sm" fw={600} c={good ? 'var(--mantine-color-good-text)' : 'var(--mantine-color-error)'}>
        <Icon size={16} style={{ verticalAlign: -3 }} aria-hidden /> {t(good ? 'preview.matches' : 'preview.refuses')}
      </Text>
      {examples.map(({ value, why }) => (
        <Badge key={value} variant="light" color={good ? 'good' : 'gray'} tt="none" title={why} className="mono" maw="100%" fw={600}>
          {value}
        </Badge>
      ))}
    </Group>
  )
}
