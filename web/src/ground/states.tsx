import { Button, Group, Skeleton, Stack, Text } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ApiFailure } from './api.ts'

export function Empty({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <Stack align="center" p="xl" gap="sm">
      <Text c="dimmed" ta="center">
        {children}
      </Text>
      {action}
    </Stack>
  )
}

export function Failure({ error, retry }: { error: Error; retry?: (() => void) | undefined }) {
  const reference = error instanceof ApiFailure ? error.reference : null
  return (
    <Stack className="panel" p="md" gap="xs" role="alert">
      <Text>{error.message}</Text>
      <Group>
        {retry && (
          <Button variant="default" size="xs" onClick={retry}>
            Try again
          </Button>
        )}
        {reference && <Text className="quiet">Reference {reference}</Text>}
      </Group>
    </Stack>
  )
}

/** Loading, failed or here: the three ways any page's answer can stand. */
export function Answer<T>({ of, children }: { of: UseQueryResult<T>; children: (value: T) => ReactNode }) {
  if (of.data !== undefined) return <>{children(of.data)}</>
  if (of.error) return <Failure error={of.error} retry={() => void of.refetch()} />
  return <Loading />
}

export function Loading() {
  return (
    <Stack gap="xs" aria-busy aria-label="Loading">
      <Skeleton height={20} width="30%" />
      <Skeleton height={160} />
    </Stack>
  )
}

export const Failed = ({ error, onRetry }: { error: Error; onRetry?: () => void }) => (
  <Failure error={error} retry={onRetry} />
)
