import { ActionIcon, Group, Progress, Text, Tooltip } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { documentsQuery } from '../api/queries'
import { uploadDocument } from '../api/upload'
import { bytes } from '../i18n/format'
import { firstProblem } from '../shared/failures'

interface Upload {
  id: number
  name: string
  size: number
  share: number
  error?: unknown
}

/** The uploads under way, one after the other; one that failed stays until it is dismissed. */
export function useUploads(assistantId: string) {
  const queries = useQueryClient()
  const [items, setItems] = useState<Upload[]>([])
  const line = useRef(Promise.resolve())
  const next = useRef(0)
  const running = useRef(new Map<number, AbortController>())

  const add = useCallback(
    (files: File[]) => {
      for (const file of files) {
        const id = next.current++
        const stop = new AbortController()
        running.current.set(id, stop)
        const update = (change: Partial<Upload>) => setItems((now) => now.map((item) => (item.id === id ? { ...item, ...change } : item)))
        setItems((now) => [...now, { id, name: file.name, size: file.size, share: 0 }])
        line.current = line.current.then(async () => {
          if (stop.signal.aborted) return
          try {
            await uploadDocument(assistantId, file, (share) => update({ share }), stop.signal)
            await queries.invalidateQueries({ queryKey: documentsQuery(assistantId).queryKey })
            setItems((now) => now.filter((item) => item.id !== id))
          } catch (error) {
            // Cancelled: it is gone from the list.
            update({ error })
          }
        })
      }
    },
    [assistantId, queries],
  )
  const remove = useCallback((id: number) => {
    running.current.get(id)?.abort()
    setItems((now) => now.filter((item) => item.id !== id))
  }, [])
  return { items, add, remove }
}

export function Uploads({ uploads }: { uploads: ReturnType<typeof useUploads> }) {
  const { t } = useTranslation()
  if (uploads.items.length === 0) return null
  return (
    <ul className="rows plain" aria-label={t('knowledge.uploads')}>
      {uploads.items.map(({ id, name, size, share, error }) => (
        <li key={id} className="row">
          <div className="wrap" style={{ flex: 1 }}>
            <Group justify="space-between" wrap="nowrap">
              <Text size="sm" fw={600}>
                {name}
              </Text>
              <Text size="xs" className="quiet nowrap">
                {bytes(size)}
              </Text>
            </Group>
            {error === undefined ? (
              <Progress value={share * 100} aria-label={t('knowledge.uploading', { name })} mt={6} animated={share === 1} />
            ) : (
              <Text size="sm" c="var(--mantine-color-error)" role="alert">
                {firstProblem(error, t)}
              </Text>
            )}
          </div>
          <Tooltip label={t(error === undefined ? 'shared.cancel' : 'shared.dismiss')}>
            <ActionIcon variant="subtle" color="gray" aria-label={`${t(error === undefined ? 'shared.cancel' : 'shared.dismiss')}: ${name}`} onClick={() => uploads.remove(id)}>
              <IconX size={18} />
            </ActionIcon>
          </Tooltip>
        </li>
      ))}
    </ul>
  )
}
