import { date } from '@ballast/kernel'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Fresh, freshDb, practiceId } from '../../../test/harness.ts'
import { plantPractice } from '../../../test/planted.ts'
import { reading } from '../../ground/db.ts'
import type { Ground } from '../../ground/ground.ts'
import { changesPage } from './actions/change-edit.ts'
import { payerTerms, setPayerTerm } from './actions/payer-terms.ts'

// A term is a default until somebody has read it; then it says where.

let fresh: Fresh
let ground: Ground
beforeEach(async () => {
  fresh = await freshDb({ today: date('2026-03-20') })
  ground = fresh.ground()
})
afterEach(() => fresh.drop())

const payerId = async () =>
  (
    await reading(ground, (tx) =>
      tx.selectFrom('payer').select('id').where('practice_id', '=', practiceId).executeTakeFirstOrThrow(),
    )
  ).id
const termOf = async (name: string) => {
  const found = (await payerTerms(ground, await payerId()))?.terms.find((term) => term.name === name)
  return [found?.text, found?.source]
}
const say = async (name: string, text: string, source = 'Provider manual, page 12') =>
  setPayerTerm(ground, await payerId(), { name, text, source })

test('of a payer without claims, what is read stands at once, and can be taken back', async () => {
  await plantPractice(fresh, ground, 1, false)
  expect(await termOf('group_max')).toEqual(['12', 'default'])
  expect(await termOf('av_modifier')).toEqual(['95', 'payer'])
  expect(await say('group_max', '8')).toEqual({ ok: true, value: { state: 'stands' } })
  expect(await termOf('group_max')).toEqual(['8', 'payer'])
  expect(await say('group_max', '')).toEqual({ ok: true, value: { state: 'stands' } })
  expect(await termOf('group_max')).toEqual(['12', 'default'])
})

test('of one with claims, confirming stands at once; another value is tried on them first', async () => {
  await plantPractice(fresh, ground, 1)
  expect(await say('group_max', '12')).toEqual({ ok: true, value: { state: 'stands' } })
  expect(await termOf('group_max')).toEqual(['12', 'payer'])
  expect(await say('group_max', '8')).toEqual({ ok: true, value: { state: 'trying' } })
  expect(await termOf('group_max')).toEqual(['12', 'payer'])
  await fresh.machine.jobs.drain()
  expect((await changesPage(ground)).changes).toMatchObject([{ name: 'group_max', state: 'tried' }])
})

test.each([
  ['an unknown term', 'moon_phase', 'full', 'Manual, page 12'],
  ['a value it cannot have', 'group_max', 'many', 'Manual, page 12'],
  ['no word of where it is written', 'group_max', '8', 'CMS'],
])('%s is refused', async (_, name, text, source) => {
  await plantPractice(fresh, ground, 1, false)
  expect(await say(name, text, source)).toMatchObject({ ok: false, refusal: { kind: 'change.invalid' } })
})
