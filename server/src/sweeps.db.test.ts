import { symlink, utimes } from 'node:fs/promises'
import { date } from '@ballast/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Fresh, freshDb } from '../test/harness.ts'
import { changing, reading } from './ground/db.ts'
import { dropWhole } from './ground/mailbox.ts'
import { sweep } from './sweeps.ts'

let fresh: Fresh
beforeAll(async () => {
  fresh = await freshDb({ today: date('2026-03-03') })
})
afterAll(() => fresh.drop())

const failures: unknown[] = []
const inbox = () => `${fresh.machine.folder}/mailbox/${fresh.practiceId}/inbox`

/** Leaves a file that nobody writes to any more. */
async function leave(name: string, text: string): Promise<void> {
  await dropWhole(inbox(), name, new TextEncoder().encode(text))
  await utimes(`${inbox()}/${name}`, 0, 0)
}
const look = () => sweep(fresh.machine, (error) => void failures.push(error))

test('a file in the mailbox is taken in once, and the day begins once, however often we look', async () => {
  const ground = fresh.ground()
  await changing(ground, (tx) =>
    tx.insertInto('practice_list').values({ practice_id: ground.practiceId, added_at: ground.now() }).execute(),
  )
  await leave('a.txt', 'no X12')
  await look()
  await look()
  expect(failures).toEqual([])
  await fresh.machine.jobs.drain()
  const files = await reading(ground, (tx) =>
    tx
      .selectFrom('inbound_file')
      .select(['name', 'state', 'reason'])
      .where('practice_id', '=', ground.practiceId)
      .execute(),
  )
  expect(files).toMatchObject([{ name: 'a.txt', state: 'set_aside' }])
  expect(files[0]?.reason).toContain('no X12')
  const days = await reading(ground, (tx) =>
    tx.selectFrom('day_begun').select('on_day').where('practice_id', '=', ground.practiceId).execute(),
  )
  expect(days).toHaveLength(1)
  expect(await ground.mailbox.list()).toEqual([])
})

test('a file that cannot be read is told of by name and keeps no other waiting; an empty one is set aside', async () => {
  await symlink('/nowhere/at/all', `${inbox()}/0-locked.835`)
  await leave('b.835', '')
  failures.length = 0
  await look()
  await fresh.machine.jobs.drain()
  expect(failures.map((error) => (error as Error).message)).toEqual([
    'These files in the mailbox cannot be read: 0-locked.835.',
  ])
  const row = await reading(fresh.ground(), (tx) =>
    tx
      .selectFrom('inbound_file')
      .select(['state', 'reason'])
      .where('practice_id', '=', fresh.practiceId)
      .where('name', '=', 'b.835')
      .executeTakeFirst(),
  )
  expect(row).toMatchObject({ state: 'set_aside' })
})
