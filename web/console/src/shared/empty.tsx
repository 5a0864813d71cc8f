import { Text, Title } from '@mantine/core'
import type { ComponentType, ReactNode } from 'react'

interface Props {
  icon: ComponentType<{ size: number; stroke: number }>
  title: string
  children: ReactNode
  action?: ReactNode
}

/** A list without items: what belongs here, and the next step. */
export function Empty({ icon: Icon, title, children, action }: Props) {
  return (
    <div className="empty">
      <Icon size={40} stroke={1.2} />
      <Title order={2}>{title}</Title>
      <Text className="quiet">{children}</Text>
      {action && <div>{action}</div>}
    </div>
  )
}
