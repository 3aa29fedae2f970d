import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises'
import { basename, join } from 'node:path'

/** The way to a trading partner: what came and waits, and what goes. A file is seen only when it is whole. */
export interface Mailbox {
  /** Names of the files waiting, in the order they came. */
  list(): Promise<string[]>
  take(name: string): Promise<Uint8Array>
  /** Puts a file that has been taken in aside, so that it waits no longer. */
  done(name: string): Promise<void>
  send(name: string, bytes: Uint8Array): Promise<void>
}

/** A mailbox of three folders: `inbox` waits, `done` has been taken, `outbox` goes out. */
export class FolderMailbox implements Mailbox {
  readonly folder: string
  constructor(folder: string) {
    this.folder = folder
  }

  async list(): Promise<string[]> {
    const names = await readdir(join(this.folder, 'inbox')).catch(() => [])
    return names.filter((name) => !name.startsWith('.') && !name.endsWith('.part')).sort()
  }

  take(name: string): Promise<Uint8Array> {
    return readFile(join(this.folder, 'inbox', basename(name)))
  }

  async done(name: string): Promise<void> {
    await mkdir(join(this.folder, 'done'), { recursive: true })
    await rename(join(this.folder, 'inbox', basename(name)), join(this.folder, 'done', basename(name)))
  }

  send(name: string, bytes: Uint8Array): Promise<void> {
    return dropWhole(join(this.folder, 'outbox'), name, bytes)
  }
}

/** Writes a file beside its place and renames it there, so that nobody ever sees half of it. */
export async function dropWhole(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true })
  const part = join(folder, `.${basename(name)}.part`)
  const file = await open(part, 'w')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(part, join(folder, basename(name)))
}
