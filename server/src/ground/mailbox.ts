import { randomUUID } from 'node:crypto'
import { link, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'

/** The way to a trading partner: what came and waits, and what goes. A file is seen only when it is whole. */
export interface Mailbox {
  /** Names of the files waiting, in the order they came. */
  list(): Promise<string[]>
  take(name: string): Promise<Uint8Array>
  /** Puts a file that has been taken in aside, so that it waits no longer. */
  done(name: string): Promise<void>
  /** Sends a file once: the same name again, as after a crash, sends nothing more. */
  send(name: string, bytes: Uint8Array): Promise<void>
}

// A partner may write straight into the folder: a file is whole when nobody has written to it for a moment.
const quietMs = 2_000
const unfinished = /^\.|\.(part|filepart|tmp)$/

/** A mailbox of four folders: `inbox` waits, `done` has been taken, `outbox` goes out, `sent` keeps what went. */
export class FolderMailbox implements Mailbox {
  readonly folder: string
  readonly #now: () => number
  constructor(folder: string, now: () => number) {
    this.folder = folder
    this.#now = now
  }

  async list(): Promise<string[]> {
    const inbox = join(this.folder, 'inbox')
    const names = (await readdir(inbox).catch(() => [])).filter((name) => !unfinished.test(name)).sort()
    const whole: string[] = []
    for (const name of names) {
      const about = await stat(join(inbox, name)).catch(() => null)
      // What cannot even be looked at is shown, so that somebody hears of it.
      if (about === null || (about.isFile() && this.#now() - about.mtimeMs >= quietMs)) whole.push(name)
    }
    return whole
  }

  take(name: string): Promise<Uint8Array> {
    return readFile(join(this.folder, 'inbox', basename(name)))
  }

  async done(name: string): Promise<void> {
    await mkdir(join(this.folder, 'done'), { recursive: true })
    await rename(join(this.folder, 'inbox', basename(name)), join(this.folder, 'done', basename(name)))
  }

  async send(name: string, bytes: Uint8Array): Promise<void> {
    const outbox = join(this.folder, 'outbox')
    const sent = join(this.folder, 'sent', basename(name))
    await mkdir(outbox, { recursive: true })
    await mkdir(join(this.folder, 'sent'), { recursive: true })
    // The partner may have taken the file away by the time a crash makes us ask again. So it is one file under two names:
    // once it stands in `sent` it is on its way, and only a part of that same file has not arrived.
    if (!(await stat(sent).catch(() => null))) {
      const part = partOf(outbox, `${basename(name)}.${randomUUID()}`)
      await writeWhole(part, bytes)
      const isFirst = await link(part, sent).then(() => true, unlessThere)
      if (!isFirst) await rm(part)
    }
    const { ino } = await stat(sent)
    for (const other of await readdir(outbox)) {
      if (!other.startsWith(`.${basename(name)}.`)) continue
      const part = join(outbox, other)
      const about = await stat(part).catch(() => null)
      if (about?.ino === ino) await rename(part, join(outbox, basename(name))).catch(unlessGone)
    }
  }
}

const unlessGone = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'ENOENT') throw error
}
const unlessThere = (error: NodeJS.ErrnoException): false => {
  if (error.code !== 'EEXIST') throw error
  return false
}

const partOf = (folder: string, name: string): string => join(folder, `.${basename(name)}.part`)

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Writes a file beside its place and renames it there, so that nobody ever sees half of it. */
export async function dropWhole(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeWhole(partOf(folder, name), bytes)
  await rename(partOf(folder, name), join(folder, basename(name)))
}
