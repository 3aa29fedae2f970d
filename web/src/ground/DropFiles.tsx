import { Button, FileButton, Group, Stack, Text } from '@mantine/core'
import { type ReactNode, useRef, useState } from 'react'

/** A file under the name its folder gives it, so that two of one name stay apart. */
const named = (file: File, path: string): File => (path === file.name ? file : new File([file], path, file))

/** What the system leaves in folders for itself. */
const isHidden = (path: string): boolean => path.split('/').some((part) => part.startsWith('.'))

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject))

/** A folder's entries come in batches, until an empty one. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  while (true) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (batch.length === 0) return all
    all.push(...batch)
  }
}

async function filesUnder(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile) return [named(await fileOf(entry as FileSystemFileEntry), entry.fullPath.slice(1))]
  const inside = await entriesOf(entry as FileSystemDirectoryEntry)
  return (await Promise.all(inside.filter(({ name }) => !isHidden(name)).map(filesUnder))).flat()
}

async function dropped(transfer: DataTransfer): Promise<File[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry?.() ?? [])
  return entries.length === 0 ? [...transfer.files] : (await Promise.all(entries.map(filesUnder))).flat()
}

/** Files by dropping them or by choosing them; both do the same. Folders are walked through. */
export function DropFiles({
  onFiles,
  isBusy,
  takesFolders = false,
  children,
}: {
  onFiles: (files: readonly File[]) => void
  isBusy: boolean
  /** Offers to choose a folder too. */
  takesFolders?: boolean
  children: ReactNode
}) {
  const [isOver, setOver] = useState(false)
  const folder = useRef<HTMLInputElement>(null)
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
        void dropped(event.dataTransfer).then(onFiles)
      }}
    >
      <Stack align="center">
        <Text>{children}</Text>
        <Group justify="center">
          <FileButton multiple onChange={onFiles}>
            {(props) => (
              <Button {...props} loading={isBusy}>
                Choose files
              </Button>
            )}
          </FileButton>
          {takesFolders && (
            <>
              <Button variant="default" disabled={isBusy} onClick={() => folder.current?.click()}>
                Choose a folder
              </Button>
              <input
                ref={folder}
                type="file"
                hidden
                aria-label="A folder of files"
                {...{ webkitdirectory: '' }}
                onChange={(event) => {
                  const chosen = [...(event.currentTarget.files ?? [])]
                  event.currentTarget.value = ''
                  onFiles(
                    chosen
                      .filter((file) => !isHidden(file.webkitRelativePath))
                      .map((file) => named(file, file.webkitRelativePath || file.name)),
                  )
                }}
              />
            </>
          )}
        </Group>
      </Stack>
    </section>
  )
}
