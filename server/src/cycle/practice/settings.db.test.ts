import { date, type PlainDate } from '@ballast/kernel'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { type Fresh, freshDb, practiceId } from '../../../test/harness.ts'
import { tidewater } from '../../../test/planted.ts'
import { reading } from '../../ground/db.ts'
import type { Ground } from '../../ground/ground.ts'
import { importCsv } from '../../imports.ts'
import {
  chargesPage,
  payerPage,
  payersPage,
  practicePage,
  setCharge,
  setClinician,
  setFee,
  setGuard,
  setLocation,
  setPayer,
  setPractice,
  settingsHistory,
} from './actions/settings.ts'
import { isGuardOn, setUpPractice } from './actions/setup.ts'
import type { ClinicianEntry, PayerEntry } from './types.ts'

// What an owner changes in the settings, and what the claims then go by.

const today = date('2026-03-20')
let fresh: Fresh | undefined
let ground: Ground
beforeEach(async () => {
  await fresh?.drop()
  fresh = await freshDb({ today })
  ground = fresh.ground()
  const set = await setUpPractice(ground, tidewater, false)
  if (!set.ok) throw new Error(set.refusal.problems.join('; '))
})
afterAll(() => fresh?.drop())

const payer: PayerEntry = {
  name: 'Eastwind',
  code: 'EWND',
  ediId: '12345',
  kind: 'commercial',
  filingIndicator: 'CI',
  partner: 'clearinghouse',
  filingDays: null,
  appealDays: null,
  carveOutPayerId: null,
  phone: '(800) 555-0123',
}
const clinician: ClinicianEntry = {
  npi: '1679576722',
  firstName: 'Noor',
  lastName: 'Vale',
  credential: 'PsyD',
  licenceState: 'VA',
  taxonomy: '103TC0700X',
  programId: null,
  locationId: null,
  supervisorId: null,
  startedOn: null,
}
async function idOf(result: ReturnType<typeof setPayer> | ReturnType<typeof setClinician>): Promise<string> {
  const done = await result
  if (!done.ok) throw new Error(JSON.stringify(done.refusal))
  return done.value.id
}
const flawsOf = async (result: Promise<{ ok: boolean; refusal?: unknown }>) => {
  const done = await result
  return done.ok ? [] : ((done.refusal as { fields?: { at: string }[] }).fields ?? []).map(({ at }) => at)
}
const practiceNow = async () => {
  const { practice, partner } = await practicePage(ground)
  const { submitterId, ...entry } = practice
  return { practice: entry, submitterId, partner }
}

describe('the practice', () => {
  test('changed as its page shows it is the same, and writes nothing', async () => {
    expect(await setPractice(ground, await practiceNow())).toEqual({ ok: true, value: { ok: true } })
    expect((await settingsHistory(ground)).changes).toEqual([])
  })

  test('says what was and what is, and goes to its clearinghouse in earnest when told so', async () => {
    const now = await practiceNow()
    expect((await practicePage(ground)).isPartnerSaid).toBe(false)
    const partner = { id: 'CH77', name: 'CHANNEL', qualifier: '30', usage: 'P' as const }
    await setPractice(ground, { ...now, practice: { ...now.practice, phone: '804-555-0199' }, partner })
    const page = await practicePage(ground)
    expect(page).toMatchObject({ practice: { phone: '8045550199' }, partner, isPartnerSaid: true })
    expect((await settingsHistory(ground)).changes[0]?.changes).toEqual(
      expect.arrayContaining([
        { name: 'phone', was: '8045550100', is: '8045550199' },
        { name: 'partner usage', was: 'T', is: 'P' },
      ]),
    )
  })

  test('a wrong check digit is refused at its place, and nothing is kept', async () => {
    const now = await practiceNow()
    const changed = { ...now, practice: { ...now.practice, npi: '1234567894', name: 'Else' } }
    expect(await flawsOf(setPractice(ground, changed))).toEqual(['npi'])
    expect((await practiceNow()).practice.name).toBe('Tidewater')
  })

  test('a place whose code another has is refused', async () => {
    const { locations } = await practicePage(ground)
    const [first] = locations
    if (!first) throw new Error('no place')
    const { id: _, ...entry } = first
    expect(await flawsOf(setLocation(ground, null, entry))).toEqual(['code'])
    expect(await flawsOf(setLocation(ground, first.id, { ...entry, name: 'Pier' }))).toEqual([])
  })
})

describe('a guard', () => {
  test('turned off and on again tells who and why', async () => {
    const off = { guard: 'edits', isOn: false, reason: 'Our clearinghouse edits already' }
    await setGuard(ground, off)
    expect(await isGuardOn(ground, 'edits')).toBe(false)
    expect(await isGuardOn(ground, 'codeChoice')).toBe(true)
    await setGuard(ground, { ...off, isOn: true, reason: 'It did not' })
    expect(await isGuardOn(ground, 'edits')).toBe(true)
    expect((await settingsHistory(ground)).changes.map(({ reason }) => reason)).toEqual([
      'It did not',
      'Our clearinghouse edits already',
    ])
  })

  test('of an unknown name is missing', async () => {
    const done = await setGuard(ground, { guard: 'everything', isOn: false, reason: 'because' })
    expect(done).toEqual({ ok: false, refusal: { kind: 'not_found' } })
  })
})

describe('a payer', () => {
  test('whose days nobody has said stands on what is usual, and says so', async () => {
    const id = await idOf(setPayer(ground, null, { ...payer, kind: 'medicare' }))
    const { payers } = await payersPage(ground)
    expect(payers.find((row) => row.id === id)).toMatchObject({
      filingDays: 365,
      appealDays: 120,
      isFilingSaid: false,
      isAppealSaid: false,
      phone: '8005550123',
    })
  })

  test('whose days were said goes by them, and by the usual ones again when that is taken back', async () => {
    const id = await idOf(setPayer(ground, null, { ...payer, filingDays: 120 }))
    expect((await payerPage(ground, id))?.payer).toMatchObject({ filingDays: 120, isFilingSaid: true })
    await setPayer(ground, id, payer)
    expect((await payerPage(ground, id))?.payer).toMatchObject({ filingDays: 90, isFilingSaid: false })
  })

  test('hands mental health to one that holds it itself, never to itself or further on', async () => {
    const holder = await idOf(setPayer(ground, null, payer))
    const id = await idOf(setPayer(ground, null, { ...payer, code: 'B', carveOutPayerId: holder }))
    expect(await flawsOf(setPayer(ground, null, { ...payer, code: 'C', carveOutPayerId: id }))).toEqual([
      'carveOutPayerId',
    ])
    expect(await flawsOf(setPayer(ground, holder, { ...payer, carveOutPayerId: holder }))).toEqual(['carveOutPayerId'])
  })

  test('with a code that another has, or an id no clearinghouse has, is refused at its place', async () => {
    expect(await flawsOf(setPayer(ground, null, { ...payer, code: 'NWND1' }))).toEqual(['code'])
    expect(await flawsOf(setPayer(ground, null, { ...payer, ediId: '12 345' }))).toEqual(['ediId'])
  })

  test('its own terms are kept when it is changed here', async () => {
    const { payers } = await payersPage(ground)
    const [known] = payers
    await setPayer(ground, known?.id ?? '', { ...payer, code: 'NWND1', name: 'Northwind Health' })
    const row = await reading(ground, (tx) =>
      tx
        .selectFrom('payer')
        .select(['name', 'params'])
        .where('practice_id', '=', practiceId)
        .where('external_id', '=', 'NWND1')
        .executeTakeFirstOrThrow(),
    )
    expect(row).toEqual({ name: 'Northwind Health', params: { av_modifier: '95', pos_home: '10' } })
  })
})

describe('a charge', () => {
  const of = async (code: string) =>
    (await chargesPage(ground)).charges
      .filter((row) => row.code === code)
      .map(({ from, until, cents }) => [from, until, cents])

  test('from a day on ends what stood the day before', async () => {
    expect(await setCharge(ground, { code: '90834', cents: 16_000, from: date('2026-04-01') })).toEqual({
      ok: true,
      value: { was: 15_000 },
    })
    expect(await of('90834')).toEqual([
      ['2026-04-01', null, 16_000],
      ['2000-01-01', '2026-03-31', 15_000],
    ])
  })

  test('between two that stand begins and ends between them', async () => {
    await setCharge(ground, { code: '90834', cents: 16_000, from: date('2026-04-01') })
    await setCharge(ground, { code: '90834', cents: 15_500, from: date('2026-03-01') })
    expect(await of('90834')).toEqual([
      ['2026-04-01', null, 16_000],
      ['2026-03-01', '2026-03-31', 15_500],
      ['2000-01-01', '2026-02-28', 15_000],
    ])
  })

  test('set twice for one day is the later one; the same again writes nothing', async () => {
    const set = (cents: number | null, from: PlainDate = today) => setCharge(ground, { code: '90791', cents, from })
    await set(20_000)
    await set(21_000)
    await set(21_000)
    expect(await of('90791')).toEqual([[today, null, 21_000]])
    expect((await settingsHistory(ground)).changes).toHaveLength(2)
    await set(null)
    expect(await of('90791')).toEqual([])
  })
})

test('charges come as a file too: new, changed and the same are counted, a bad row says what to do', async () => {
  const file = {
    name: 'charges.csv',
    bytes: new TextEncoder().encode(
      'CPT Code,Fee,Effective\n90791,$200.00,\n90834,150.00,\n90837,190,4/1/2026\n9079,10,\n90832,free,\n',
    ),
  }
  const counts = async () => {
    const { added, changed, same, refused } = await importCsv(ground, 'charges', file)
    return [added, changed, same, refused.map(({ line, field }) => [line, field])]
  }
  const bad = [
    [5, 'code'],
    [6, 'charge'],
  ]
  expect(await counts()).toEqual([1, 1, 1, bad])
  expect(await counts()).toEqual([0, 0, 3, bad])
  const { charges } = await chargesPage(ground)
  expect(charges.map(({ code, from, until, cents }) => [code, from, until, cents])).toEqual([
    ['90791', '2000-01-01', null, 20_000],
    ['90834', '2000-01-01', null, 15_000],
    ['90837', '2026-04-01', null, 19_000],
    ['90837', '2000-01-01', '2026-03-31', 18_000],
  ])
})

test('a fee that a payer allows is one licence’s or everybody’s, from a day on', async () => {
  const { payers } = await payersPage(ground)
  const id = payers[0]?.id ?? ''
  const fee = { code: '90834', credential: '*', cents: 11_500, from: date('2026-07-01') }
  await setFee(ground, id, fee)
  await setFee(ground, id, { ...fee, credential: 'PsyD', cents: 12_500 })
  const rows = (await payerPage(ground, id))?.fees.map(({ credential, from, until, cents }) => [
    credential,
    from,
    until,
    cents,
  ])
  expect(rows).toEqual([
    ['*', '2026-07-01', null, 11_500],
    ['*', '2000-01-01', '2026-06-30', 11_000],
    ['PsyD', '2026-07-01', null, 12_500],
  ])
})

describe('a clinician', () => {
  test('is added once, by an NPI whose check digit fits', async () => {
    const id = await idOf(setClinician(ground, null, clinician))
    expect(await flawsOf(setClinician(ground, null, clinician))).toEqual(['npi'])
    expect(await flawsOf(setClinician(ground, id, { ...clinician, npi: '1679576723' }))).toEqual(['npi'])
    expect(await flawsOf(setClinician(ground, id, { ...clinician, supervisorId: id }))).toEqual(['supervisorId'])
    expect(await flawsOf(setClinician(ground, id, { ...clinician, credential: 'PhD' }))).toEqual([])
  })
})
