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
const look = () => sweep(fresh.machine, (error) => void failures.push(error))

test('a file in the mailbox is taken in once, and the day begins once, however often we look', async () => {
  const ground = fresh.ground()
  await changing(ground, (tx) =>
    tx.insertInto('practice_list').values({ practice_id: ground.practiceId, added_at: ground.now() }).execute(),
  )
  await dropWhole(
    `${fresh.machine.folder}/mailbox/${ground.practiceId}/inbox`,
    'a.txt',
    new TextEncoder().encode('no X12'),
  )
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
