import { Button, Group, Skeleton, Stack, Text } from '@mantine/core'
import { IconInbox, IconLock, IconPlugConnectedX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { ApiFailure } from './api.ts'

/** Nothing here: what this is, and what to do about it. */
export function Empty({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <Stack align="center" p="xl" gap="sm">
      <IconInbox size={24} aria-hidden className="quiet" />
      <Text className="quiet" ta="center" maw={480}>
        {children}
      </Text>
      {action}
    </Stack>
  )
}

/** Nothing looks like the filters ask: the way back is one button. */
export function NoneLikeThis({ what, onClear }: { what: string; onClear: () => void }) {
  return (
    <Empty
      action={
        <Button variant="default" size="xs" onClick={onClear}>
          Clear filters
        </Button>
      }
    >
      No {what} looks like this.
    </Empty>
  )
}

export function Failure({ error, retry }: { error: Error; retry?: (() => void) | undefined }) {
  const failure = error instanceof ApiFailure ? error : null
  const Icon = failure?.status === 403 ? IconLock : failure?.status === 0 ? IconPlugConnectedX : null
  return (
    <Stack className="panel" p="md" gap="xs" role="alert">
      <Group gap="xs" wrap="nowrap">
        {Icon && <Icon size={18} aria-hidden />}
        <Text>{error.message}</Text>
      </Group>
      <Group>
        {retry && failure?.status !== 403 && (
          <Button variant="default" size="xs" onClick={retry}>
            Try again
          </Button>
        )}
        {failure?.reference && (
          <Text size="sm" className="quiet">
            Reference {failure.reference}
          </Text>
        )}
      </Group>
    </Stack>
  )
}

export type Asked<T> = {
  readonly data: T | undefined
  readonly error: Error | null
  readonly refetch: () => unknown
}

/** Loading, failed or here: the three ways any page's answer can stand. */
export function Answer<T>({ of, children }: { of: Asked<T>; children: (value: T) => ReactNode }) {
  if (of.data !== undefined) return <>{children(of.data)}</>
  if (of.error) return <Failure error={of.error} retry={() => void of.refetch()} />
  return <Loading />
}

/** Shows itself only when the answer takes longer than a blink. */
export function Loading() {
  return (
    <Stack gap="xs" aria-busy aria-label="Loading" role="status" className="late">
      <Skeleton height={20} width="30%" />
      <Skeleton height={160} />
    </Stack>
  )
}
