import { Card, Stack, Text, Title } from '@mantine/core'
import { useId, type ReactNode } from 'react'

export function Section({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  const id = useId()
  return (
    <Card component="section" aria-labelledby={id}>
      <Title order={2} id={id} mb={text ? 2 : 'md'}>
        {title}
      </Title>
      {text && (
        <Text size="sm" className="quiet" mb="md">
          {text}
        </Text>
      )}
      <Stack>{children}</Stack>
    </Card>
  )
}
