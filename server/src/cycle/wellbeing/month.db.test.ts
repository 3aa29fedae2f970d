import { date } from '@ballast/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDb } from '../../../test/harness.ts'
import { csvOf, eraFile, tidewater } from '../../../test/planted.ts'
import { setToday } from '../../ground/clock.ts'
import { type ImportKindName, importCsv } from '../../imports.ts'
import { sendReady } from '../claim/actions/send.ts'
import { setUpPractice } from '../practice/actions/setup.ts'
import { receiveFile } from '../remittance/actions/receive-file.ts'
import { myMonth } from './actions/month.ts'

// A clinician sees what became of their own visits, in words, before a pay statement tells them.

const fresh = await freshDb({ today: date('2026-03-20') })
afterAll(fresh.drop)
const ground = fresh.ground()
const ask = async <T extends object>(text: string, values: readonly unknown[] = []): Promise<T[]> =>
  (await fresh.ownerPool.query<T>(text, [fresh.practiceId, ...values])).rows
const bring = async (kind: ImportKindName, bytes: Uint8Array) => {
  const report = await importCsv(ground, kind, { name: `${kind}.csv`, bytes })
  expect(report.refused).toEqual([])
  await fresh.machine.jobs.drain()
}
const [hale] = tidewater.clinicians
const park = '1881600419'
const as = async (npi: string, month?: string) => {
  const [row] = await ask<{ id: string }>('SELECT id FROM app.clinician WHERE practice_id = $1 AND npi = $2', [npi])
  const actor = { ...ground.actor, clinicianId: row?.id ?? null }
  return myMonth({ ...ground, actor }, month)
}

beforeAll(async () => {
  const clinicians = [hale, { ...hale, npi: park, firstName: 'Noel', lastName: 'Park' }]
  expect(await setUpPractice(ground, { ...tidewater, clinicians }, true)).toMatchObject({ ok: true })
  await setToday(ground, ground.today())
  await bring('patients', csvOf('patients', 1, 7))
  await bring('coverages', csvOf('coverages', 1, 6))
  const [head = '', ...rows] = new TextDecoder().decode(csvOf('sessions', 1, 7)).split('\n')
  const own = rows.map((row, i) => {
    if (i === 1) return row.replace('1245319599', park)
    return i === 5 ? row.replace(/,2026-03-02$/, ',') : row
  })
  const missed = `M1,P1,1245319599,L1,OP,2026-03-09,0,no_show,individual_therapy,video,home,,,`
  await bring('sessions', new TextEncoder().encode([head, ...own, missed].join('\n')))
  await sendReady(ground)
  await fresh.machine.jobs.drain()
  const numbers = await ask<{ number: string; visit: string }>(
    `SELECT c.control_number AS number, s.external_id AS visit FROM app.claim c JOIN app.session s ON s.practice_id = c.practice_id AND s.id = c.session_id
      WHERE c.practice_id = $1`,
  )
  const of = (visit: string): string => numbers.find((each) => each.visit === visit)?.number ?? ''
  const claims = [
    { number: of('S1'), charge: 15_000, paid: 8_500, patient: 2_500 },
    { number: of('S3'), status: '4', charge: 15_000, paid: 0, reason: '197' },
  ]
  await receiveFile(ground, '1.835', eraFile(1, [{ trace: 'T1', on: ground.today(), claims }]))
  await fresh.machine.jobs.drain()
}, 60_000)

describe('my month', () => {
  const wordsOf = async (visit: string) => {
    const [session] = await ask<{ id: string }>(
      'SELECT id FROM app.session WHERE practice_id = $1 AND external_id = $2',
      [visit],
    )
    return (await as('1245319599')).visits.find((line) => line.id === session?.id)
  }

  test('counts what I gave, what was billed and paid, and what is open with whom', async () => {
    expect(await as('1245319599')).toMatchObject({
      month: '2026-03',
      delivered: 6,
      missed: 1,
      unsigned: 1,
      refused: 1,
      billed: { visits: 5, cents: 75_000 },
      paid: { visits: 1, cents: 8_500 },
      plans: [{ payer: 'Northwind', visits: 3, cents: 45_000 }],
    })
  })

  test('says of each visit where it stands, and when an answer is expected', async () => {
    expect(await wordsOf('S1')).toMatchObject({
      state: 'patient',
      words: 'The patient’s share is open. Billing sends the statement.',
    })
    expect(await wordsOf('S3')).toMatchObject({
      state: 'refused',
      words: 'Northwind said no: authorization missing. Billing works it.',
    })
    expect(await wordsOf('S4')).toMatchObject({
      state: 'payer',
      words: 'Northwind has it and decides.',
      expectedOn: '2026-04-19',
    })
    expect(await wordsOf('S6')).toMatchObject({ state: 'note', words: 'Waits for your signature on the note.' })
    expect(await wordsOf('S7')).toMatchObject({ state: 'patient', words: 'The patient pays this visit.' })
  })

  test('is mine alone: a colleague sees one visit of their own and none of mine', async () => {
    const month = await as(park)
    expect(month).toMatchObject({ delivered: 1, missed: 0 })
    expect(month.visits.map(({ patient }) => patient)).toEqual(['Alma Rowe2'])
  })

  test('of another month is that month’s, and who is no clinician has none', async () => {
    expect(await as('1245319599', '2026-02')).toMatchObject({ month: '2026-02', delivered: 0, visits: [] })
    expect(await as('0000000000')).toMatchObject({ isClinician: false, visits: [] })
  })
})
