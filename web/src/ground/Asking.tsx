import { Button, Group, Modal, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Failure } from './states.tsx'

/** A form's work: what it answers with is told, and every page looks again. */
export function useWork<T>(run: (form: FormData) => Promise<T>, onDone: (answer: T) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: run,
    onSuccess: async (answer) => {
      onDone(answer)
      await client.invalidateQueries()
    },
  })
}

/** A question in a window of its own: a form with a way out and one verb. */
export function Asking({
  title,
  verb,
  work,
  onClose,
  children,
}: {
  title: string
  verb: string
  work: { mutate: (form: FormData) => void; isPending: boolean; error: Error | null }
  onClose: () => void
  children: ReactNode
}) {
  const client = useQueryClient()
  return (
    <Modal opened onClose={onClose} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          // A button pressed twice asks once: the second press comes before the page has seen the first.
          if (client.isMutating() === 0) work.mutate(new FormData(event.currentTarget))
        }}
      >
        <Stack>
          {children}
          {work.error && <Failure error={work.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={work.isPending}>
              {verb}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
