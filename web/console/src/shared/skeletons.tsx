import { Skeleton, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'

function Waiting({ children }: { children: React.ReactNode }) {
  const { t } = useTranslation()
  return (
    <div role="status" aria-label={t('shared.loading')}>
      {children}
    </div>
  )
}

export function PageSkeleton() {
  return (
    <div className="page">
      <Waiting>
        <Skeleton height={32} width="40%" mb="lg" />
        <Stack>
          <Skeleton height={120} radius="lg" />
          <Skeleton height={220} radius="lg" />
        </Stack>
      </Waiting>
    </div>
  )
}

export function RowsSkeleton({ rows = 4, height = 64 }: { rows?: number; height?: number }) {
  return (
    <Waiting>
      <Stack gap="xs">
        {Array.from({ length: rows }, (_, row) => (
          <Skeleton key={row} height={height} radius="lg" />
        ))}
      </Stack>
    </Waiting>
  )
}
