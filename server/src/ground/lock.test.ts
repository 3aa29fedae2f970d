import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { lockFolder } from './lock.ts'

const folder = await mkdtemp(join(tmpdir(), 'ballast-lock-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

const take = async () => {
  const lock = await lockFolder(folder)
  if ('heldBy' in lock) throw new Error(`held by ${lock.heldBy}`)
  return lock
}

test('a folder is taken once, and free again after its release', async () => {
  const lock = await take()
  expect(await lockFolder(folder)).toEqual({ heldBy: process.pid })
  await lock.release()
  await (await take()).release()
})

test.each([
  { name: 'a process that is gone', left: JSON.stringify({ pid: 2 ** 30, began: '' }) },
  {
    name: 'a process whose number another one has now',
    left: JSON.stringify({ pid: process.pid, began: 'another boot/1' }),
  },
  { name: 'a half-written file', left: '{"pid":' },
])('the lock of $name keeps nobody out', async ({ left }) => {
  await writeFile(join(folder, 'lock.json'), left)
  await (await take()).release()
})
