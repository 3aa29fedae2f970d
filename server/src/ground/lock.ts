import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

// Two servers on one folder would be two owners of one database. The lock names its process and when that began, so a
// killed run's lock, or its number given to another process, keeps nobody out.

type Holder = { readonly pid: number; readonly began: string }

/** When a process began, as Linux tells it; empty for one that has ended, and where nobody tells. */
async function beganAt(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // The command's name stands in parentheses and may hold spaces; after it come the state, and the start as the 20th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  // A killed process keeps its number until its parent takes note, which a container's first process may never do.
  if (stat === '' || fields[0] === 'Z' || fields[0] === 'X') return ''
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')
  return `${boot.trim()}/${fields[19] ?? ''}`
}

async function holds({ pid, began }: Holder): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return (await beganAt(pid)) === began
}

/** Takes the folder for this process, or says which process has it. */
export async function lockFolder(folder: string): Promise<{ heldBy: number } | { release: () => Promise<void> }> {
  const path = join(folder, 'lock.json')
  const own: Holder = { pid: process.pid, began: await beganAt(process.pid) }
  await mkdir(folder, { recursive: true })
  for (;;) {
    try {
      await writeFile(path, JSON.stringify(own), { flag: 'wx' })
      return { release: () => rm(path, { force: true }) }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const text = await readFile(path, 'utf8').catch(() => '')
      const holder = readHolder(text)
      if (holder && (await holds(holder))) return { heldBy: holder.pid }
      await rm(path, { force: true })
    }
  }
}

function readHolder(text: string): Holder | null {
  try {
    const value = JSON.parse(text) as Partial<Holder>
    return typeof value.pid === 'number' && typeof value.began === 'string'
      ? { pid: value.pid, began: value.began }
      : null
  } catch {
    return null
  }
}
