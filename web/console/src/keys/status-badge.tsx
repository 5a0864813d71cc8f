import { Badge } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { KeyObject } from '../api/schema'

const COLORS = { ACTIVE: 'good', DISABLED: 'gray', EXPIRED: 'warn', DELETED: 'danger' } as const

export function StatusBadge({ status }: { status: KeyObject['status'] }) {
  const { t } = useTranslation()
  return (
    <Badge color={COLORS[status]} variant="light" tt="none">
      {t(`status.${status}`)}
    </Badge>
  )
}
