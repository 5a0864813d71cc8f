import { Anchor, Breadcrumbs, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'

interface Props {
  title: string
  /** Where this page belongs, from the outside in. */
  above?: { label: string; link: LinkProps }[]
  badge?: ReactNode
  actions?: ReactNode
}

export function PageHead({ title, above = [], badge, actions }: Props) {
  useDocumentTitle(`${title} · Latchkey`)
  return (
    <header>
      {above.length > 0 && (
        <Breadcrumbs mb={4} separatorMargin={6}>
          {above.map(({ label, link }) => (
            <Anchor key={label} renderRoot={(props) => <Link {...link} {...props} />} size="sm" underline="hover">
              {label}
            </Anchor>
          ))}
        </Breadcrumbs>
      )}
      <div className="head">
        <Title order={1}>
          {title} {badge}
        </Title>
        {actions}
      </div>
    </header>
  )
}
