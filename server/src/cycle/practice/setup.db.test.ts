import { date } from '@ballast/kernel'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { type Fresh, freshDb, practiceId } from '../../../test/harness.ts'
import { tidewater } from '../../../test/planted.ts'
import { changing, reading } from '../../ground/db.ts'
import type { Ground } from '../../ground/ground.ts'
import { setParam, setUpPractice } from './actions/setup.ts'

// A settings file is brought again and again. What people changed in the product meanwhile stands, unless the file itself
// says something else than it said before.

const file = {
  ...tidewater,
  clinicians: [
    {
      npi: '1245319599',
      firstName: 'Ida',
      lastName: 'Hale',
      credential: 'LCSW',
      taxonomy: '1041C0700X',
      enrollments: [{ payerId: 'NWND1', from: '2026-01-01' }],
    },
  ],
  charges: [{ code: '90834', charge: '150.00' }],
  payers: [
    {
      id: 'NWND1',
      name: 'Northwind',
      kind: 'commercial',
      params: { pos_home: '10', av_modifier: '95', timely_filing_days: 90 } as Record<string, unknown>,
      changes: [{ from: '2026-05-01', params: { av_modifier: 'GT' } }],
      fees: [{ code: '90834', allowed: '110.00' }],
    },
  ],
}
type File = typeof file
const today = date('2026-03-20')

let fresh: Fresh | undefined
let ground: Ground
beforeEach(async () => {
  await fresh?.drop()
  fresh = await freshDb({ today })
  ground = fresh.ground()
  await bring(file)
})
afterAll(() => fresh?.drop())

async function bring(again: File): Promise<void> {
  const set = await setUpPractice(ground, again, false)
  if (!set.ok) throw new Error(set.refusal.problems.join('; '))
}
const payer = () =>
  reading(ground, (tx) =>
    tx
      .selectFrom('payer')
      .select(['id', 'name', 'params', 'filing_days'])
      .where('practice_id', '=', practiceId)
      .executeTakeFirstOrThrow(),
  )
const person = async (name: string, value: unknown, from = today) => {
  const { id } = await payer()
  await changing(ground, (tx) => setParam(tx, practiceId, id, [name], value, from))
}
const withTerms = (params: Record<string, unknown>, more: Partial<File['payers'][number]> = {}): File => ({
  ...file,
  payers: file.payers.map((each) => ({ ...each, params, ...more })),
})
const { params } = file.payers[0] as File['payers'][number]

describe('the same file again', () => {
  test('undoes no term that people set here, dated or not', async () => {
    await person('pos_home', '02')
    await person('group_max', 8)
    await person('av_modifier', 'none')
    await bring(file)
    expect((await payer()).params).toMatchObject({
      pos_home: '02',
      group_max: 8,
      changes: [
        { from: '2026-05-01', params: { av_modifier: 'GT' } },
        { from: today, params: { av_modifier: 'none' } },
      ],
    })
  })

  test('undoes no fee, charge, licence, enrollment or name', async () => {
    await changing(ground, async (tx) => {
      await tx
        .updateTable('contract_rate')
        .set({ allowed_cents: 12000 })
        .where('practice_id', '=', practiceId)
        .execute()
      await tx.updateTable('charge_rate').set({ charge_cents: 16000 }).where('practice_id', '=', practiceId).execute()
      await tx.updateTable('clinician').set({ credential: 'PhD' }).where('practice_id', '=', practiceId).execute()
      await tx.updateTable('enrollment').set({ until_on: today }).where('practice_id', '=', practiceId).execute()
      await tx.updateTable('payer').set({ name: 'Northwind Health' }).where('practice_id', '=', practiceId).execute()
      await tx.updateTable('location').set({ name: 'Pier' }).where('practice_id', '=', practiceId).execute()
      await tx.updateTable('practice').set({ phone: '8045550199' }).where('practice_id', '=', practiceId).execute()
    })
    await bring(file)
    expect(await standing()).toEqual([12000, 16000, 'PhD', today, 'Northwind Health', 'Pier', '8045550199'])
  })
})

const standing = () =>
  reading(ground, async (tx) => {
    const of = <
      T extends 'contract_rate' | 'charge_rate' | 'clinician' | 'enrollment' | 'payer' | 'location' | 'practice',
    >(
      table: T,
    ) =>
      tx
        .selectFrom(table as 'payer')
        .selectAll()
        .where('practice_id', '=', practiceId)
        .executeTakeFirstOrThrow()
    const read = async (table: Parameters<typeof of>[0], column: string) =>
      (await of(table))[column as 'name'] as unknown
    return [
      await read('contract_rate', 'allowed_cents'),
      await read('charge_rate', 'charge_cents'),
      await read('clinician', 'credential'),
      await read('enrollment', 'until_on'),
      await read('payer', 'name'),
      await read('location', 'name'),
      await read('practice', 'phone'),
    ]
  })

describe('a file that says something else than before', () => {
  test('is taken at its word, and only in that', async () => {
    await person('pos_home', '02')
    await bring(withTerms({ ...params, timely_filing_days: 120 }))
    expect(await payer()).toMatchObject({ filing_days: 120, params: { pos_home: '02', timely_filing_days: 120 } })
    await bring(withTerms({ ...params, timely_filing_days: 120, pos_home: '12' }))
    expect((await payer()).params).toMatchObject({ pos_home: '12' })
  })

  test('where the term goes by the day, its word counts from today, and earlier days keep what they had', async () => {
    await bring(withTerms({ ...params, av_modifier: 'none' }))
    expect((await payer()).params).toMatchObject({
      av_modifier: '95',
      changes: [
        { from: '2026-05-01', params: { av_modifier: 'GT' } },
        { from: today, params: { av_modifier: 'none' } },
      ],
    })
  })

  test('brings and takes back its own dated changes, and leaves those that people made', async () => {
    await person('av_modifier', '93', date('2026-04-01'))
    const own = { from: '2026-04-01', params: { av_modifier: '93' } }
    const later = { from: '2026-06-01', params: { pos_home: '02' } }
    await bring(withTerms(params, { changes: [...(file.payers[0]?.changes ?? []), later] as never }))
    expect((await payer()).params).toMatchObject({ changes: [...(file.payers[0]?.changes ?? []), later, own] })
    await bring(withTerms(params, { changes: [] }))
    expect((await payer()).params).toMatchObject({ changes: [own] })
  })

  test('a term it no longer says is no longer set; one that people set stands', async () => {
    await person('group_max', 8)
    const { pos_home: _, ...fewer } = params
    await bring(withTerms(fewer))
    const now = (await payer()).params as Record<string, unknown>
    expect(now).toMatchObject({ group_max: 8 })
    expect(now).not.toHaveProperty('pos_home')
  })

  test('each fact it says anew is written, and the trail tells which', async () => {
    await bring({
      ...file,
      practice: { ...file.practice, phone: '8045550177' },
      locations: file.locations.map((each) => ({ ...each, name: 'Pier' })),
      clinicians: file.clinicians.map((each) => ({
        ...each,
        credential: 'PhD',
        enrollments: [{ payerId: 'NWND1', from: '2026-01-01', until: '2026-12-31' }],
      })),
      charges: [{ code: '90834', charge: '160.00' }],
      payers: file.payers.map((each) => ({ ...each, name: 'North', fees: [{ code: '90834', allowed: '120.00' }] })),
    } as File)
    expect(await standing()).toEqual([12000, 16000, 'PhD', '2026-12-31', 'North', 'Pier', '8045550177'])
    const trail = await reading(ground, (tx) =>
      tx
        .selectFrom('audit_event')
        .select('detail')
        .where('practice_id', '=', practiceId)
        .where('action', '=', 'practice.settings-brought')
        .execute(),
    )
    expect(trail).toHaveLength(1)
    expect(JSON.stringify(trail[0]?.detail)).toMatch(/clinician 1245319599/)
  })
})
