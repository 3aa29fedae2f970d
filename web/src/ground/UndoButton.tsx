import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'

/** What was done, and the way back. */
export function UndoButton({ message, onUndo }: { message: string; onUndo: () => Promise<unknown> }) {
  const [isBusy, setBusy] = useState(false)
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm">{message}</Text>
      <Button
        size="compact-sm"
        variant="light"
        loading={isBusy}
        onClick={() => {
          setBusy(true)
          void onUndo()
        }}
      >
        Undo
      </Button>
    </Group>
  )
}
