import { date } from '@ballast/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDb } from '../../../test/harness.ts'
import { eraFile, plantPractice } from '../../../test/planted.ts'
import { sendReady } from '../claim/actions/send.ts'
import { coveragePage } from '../eligibility/actions/page.ts'
import { decide } from '../eligibility/actions/say.ts'
import { receiveFile } from '../remittance/actions/receive-file.ts'
import { workPage } from '../worklist/actions/work.ts'

// A payer that says another one is responsible has told the next visit's biller something too.

const fresh = await freshDb({ today: date('2026-03-10') })
afterAll(fresh.drop)
const ground = fresh.ground()
const ask = async <T extends object>(text: string): Promise<T[]> =>
  (await fresh.ownerPool.query<T>(text, [fresh.practiceId])).rows
const claims = () =>
  ask<{ number: string; coverageId: string }>(
    'SELECT control_number AS number, coverage_id AS "coverageId" FROM app.claim WHERE practice_id = $1 ORDER BY patient_id',
  )
const open = async (coverageId: string) =>
  (await workPage(ground, { kind: 'eligibility.carve-out' })).items.filter((item) => item.subject === coverageId)
let eras = 0
const deny = async (number: string, reason: string) => {
  eras += 1
  const claim = { number, status: '4', charge: 15_000, paid: 0, reason }
  const bytes = eraFile(eras, [{ trace: `T${eras}`, on: ground.today(), claims: [claim] }])
  await receiveFile(ground, `${eras}.835`, bytes)
  await fresh.machine.jobs.drain()
}

beforeAll(async () => {
  await plantPractice(fresh, ground, 3)
  await sendReady(ground)
  await fresh.machine.jobs.drain()
}, 60_000)

test('asks who holds mental health where the payer said that another one pays, and not where it said anything else', async () => {
  const [elsewhere, missing] = await claims()
  await deny(elsewhere?.number ?? '', '109')
  await deny(missing?.number ?? '', '197')
  expect(await open(missing?.coverageId ?? '')).toEqual([])
  const [item] = await open(elsewhere?.coverageId ?? '')
  expect(item?.advice).toContain('Northwind denied a visit as another payer’s to pay: 2026-03-02 (109).')
  const page = await coveragePage(ground, elsewhere?.coverageId ?? '', ground.today())
  expect(page?.standing?.facts).toMatchObject([{ name: 'deniedElsewhere', value: '2026-03-02 (109)', by: 'Northwind' }])
})

test('is settled by a person’s word, and a payer that claims do not go to any more says nothing new', async () => {
  const [elsewhere, , third] = await claims()
  const coverageId = elsewhere?.coverageId ?? ''
  expect(await decide(ground, coverageId, { decide: 'holder', payerId: null })).toMatchObject({ ok: true })
  expect(await open(coverageId)).toEqual([])
  expect((await coveragePage(ground, coverageId, ground.today()))?.standing?.facts).toEqual([])
  const [other] = await ask<{ id: string }>(
    `INSERT INTO app.payer SELECT r.* FROM app.payer p, jsonb_populate_record(p, jsonb_build_object(
      'id', gen_random_uuid(), 'external_id', 'CEDR1', 'edi_id', 'CEDR1', 'name', 'Cedar')) r
      WHERE p.practice_id = $1 AND p.name = 'Northwind' RETURNING id`,
  )
  await decide(ground, third?.coverageId ?? '', { decide: 'holder', payerId: other?.id ?? null })
  await deny(third?.number ?? '', '109')
  expect(await open(third?.coverageId ?? '')).toEqual([])
})
