import { appendFile, chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { mailboxCases, type Partner } from './mailbox.cases.ts'
import { dropWhole, FolderMailbox } from './mailbox.ts'

const root = await mkdtemp(join(tmpdir(), 'ballast-mailbox-'))
afterAll(() => rm(root, { recursive: true, force: true }))

// A file counts as whole when nobody has written to it for a while; a test does not wait, it moves the clock.
let now = Date.now()
const settle = () => {
  now += 60_000
}

async function open(): Promise<Partner> {
  const folder = await mkdtemp(join(root, 'box-'))
  const inbox = join(folder, 'inbox')
  await mkdir(inbox)
  const mailbox = new FolderMailbox(folder, () => now)
  return {
    mailbox,
    leave: async (name, bytes) => {
      await dropWhole(inbox, name, bytes)
      settle()
    },
    begin: async (name, half) => {
      await writeFile(join(inbox, name), half)
      await utimes(join(inbox, name), now / 1000, now / 1000)
      return {
        finish: async (rest) => {
          await appendFile(join(inbox, name), rest)
          await utimes(join(inbox, name), now / 1000, now / 1000)
          settle()
        },
      }
    },
    leaveUnreadable: async (name) => {
      // Root reads what is forbidden, so a link to nowhere stands in for it too.
      if (process.getuid?.() === 0) await symlink(join(root, 'nowhere'), join(inbox, name))
      else {
        await writeFile(join(inbox, name), 'locked')
        await chmod(join(inbox, name), 0)
      }
      settle()
    },
    waiting: async () =>
      (await readdir(join(folder, 'outbox')).catch(() => [])).filter((name) => !name.startsWith('.')),
    fetch: async (name) => {
      const bytes = await readFile(join(folder, 'outbox', name))
      await rm(join(folder, 'outbox', name))
      return bytes
    },
  }
}

mailboxCases('three folders', open)

test('folders and hidden files in the inbox are no mail', async () => {
  const { mailbox, leave } = await open()
  await leave('a.835', new Uint8Array([1]))
  const { folder } = mailbox as FolderMailbox
  await mkdir(join(folder, 'inbox', 'old'))
  await writeFile(join(folder, 'inbox', '.hidden'), 'x')
  await writeFile(join(folder, 'inbox', 'b.835.part'), 'x')
  await writeFile(join(folder, 'inbox', 'c.835.filepart'), 'x')
  settle()
  expect(await mailbox.list()).toEqual(['a.835'])
})
