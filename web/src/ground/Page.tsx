import { Group, Stack, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'

/** A page's head, always the same: what this is, how much of it, and what can be done with all of it. */
export function Page({
  title,
  about,
  actions,
  children,
}: {
  title: string
  about?: ReactNode
  actions?: ReactNode
  children: ReactNode
}) {
  useDocumentTitle(`${title} - Ballast`)
  return (
    <Stack gap="sm">
      <Group gap="sm" align="baseline">
        <Title order={1}>{title}</Title>
        {about && (
          <Text size="sm" className="quiet">
            {about}
          </Text>
        )}
        <Group gap="xs" ml="auto" className="no-print">
          {actions}
        </Group>
      </Group>
      {children}
    </Stack>
  )
}

/** A titled part of a page. */
export function Part({
  title,
  actions,
  children,
  isFlush = false,
}: {
  title: string
  actions?: ReactNode
  children: ReactNode
  /** Without inner space, for tables that reach the edges. */
  isFlush?: boolean
}) {
  return (
    <section className="panel part" aria-label={title}>
      <Group className="part-head" gap="xs" wrap="nowrap">
        <Title order={2}>{title}</Title>
        <Group gap="xs" ml="auto" wrap="nowrap">
          {actions}
        </Group>
      </Group>
      <div className={isFlush ? '' : 'part-body'}>{children}</div>
    </section>
  )
}

/** Names and values, side by side. Values that are not known are left out. */
export function Facts({ of }: { of: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="facts">
      {of
        .filter(([, value]) => value !== null && value !== undefined && value !== '' && value !== false)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
