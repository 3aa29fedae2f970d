import { Button, FileButton, Stack, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'

/** Files by dropping them or by choosing them; both do the same. */
export function DropFiles({
  onFiles,
  isBusy,
  children,
}: {
  onFiles: (files: readonly File[]) => void
  isBusy: boolean
  children: ReactNode
}) {
  const [isOver, setOver] = useState(false)
  return (
    <section
      aria-label="Files"
      className={`drop ${isOver ? 'over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        onFiles([...event.dataTransfer.files])
      }}
    >
      <Stack align="center">
        <Text>{children}</Text>
        <FileButton multiple onChange={onFiles}>
          {(props) => (
            <Button {...props} loading={isBusy}>
              Choose files
            </Button>
          )}
        </FileButton>
      </Stack>
    </section>
  )
}
