import { date } from '@ballast/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDb, otherPracticeId, practiceId } from '../../../test/harness.ts'
import { tidewater } from '../../../test/planted.ts'
import { setToday } from '../../ground/clock.ts'
import { reading } from '../../ground/db.ts'
import { importCsv } from '../../imports.ts'
import { finishFix, openFix, originMap } from '../insight/actions/origins.ts'
import { setUpPractice } from '../practice/actions/setup.ts'
import { workPage } from '../worklist/actions/work.ts'
import { agreeCost } from './actions/agree.ts'
import { checklistPage, markStep, patientChecklist, wordStep } from './actions/checklist.ts'
import { costPage } from './actions/page.ts'
import { recordCall } from './actions/say.ts'

const setup = {
  ...tidewater,
  charges: [{ code: '90837', charge: '180.00' }],
  payers: [{ id: 'NWND1', name: 'Northwind', kind: 'commercial', params: {}, fees: [{ code: '90837', credential: '*', allowed: '120.00' }] }],
} // biome-ignore format: a practice

const fresh = await freshDb({ today: date('2026-11-03') })
afterAll(fresh.drop)
const ground = fresh.ground()
let patientId = ''
let coverageId = ''

beforeAll(async () => {
  await setToday(ground, date('2026-11-03'))
  const set = await setUpPractice(ground, setup, true)
  if (!set.ok) throw new Error(set.refusal.problems.join('; '))
  for (const [kind, csv] of [
    ['patients', 'patient_id,first_name,last_name,birth_date,sex\nP1,Alma,Rowe,1988-05-04,F'],
    [
      'coverages',
      'coverage_id,patient_id,payer_id,member_id,relationship,effective_from\nC1,P1,NWND1,W1,self,2026-01-01',
    ],
  ] as const)
    await importCsv(ground, kind, { name: `${kind}.csv`, bytes: new TextEncoder().encode(csv) })
  const row = await reading(ground, (tx) =>
    tx
      .selectFrom('coverage')
      .select(['id', 'patient_id'])
      .where('practice_id', '=', practiceId)
      .executeTakeFirstOrThrow(),
  )
  patientId = row.patient_id
  coverageId = row.id
})

const line = async (id: string, on = '2026-11-03') =>
  (await patientChecklist(ground, patientId, date(on)))?.lines.find((each) => each.id === id)
const mark = (
  stepId: string,
  state: 'done' | 'not_needed' | 'undone',
  note: string | null = null,
  visitOn: string | null = null,
) => markStep(ground, { stepId, patientId, state, note, visitOn: visitOn === null ? null : date(visitOn) })

describe('the checklist', () => {
  test('a mark says who, when and under which wording; taking it back keeps both', async () => {
    expect((await line('FD02'))?.state).toBe('open')
    await mark('FD02', 'done')
    expect(await line('FD02')).toMatchObject({ state: 'done', version: 0, why: 'Robin Biller, 2026-11-03.' })
    await mark('FD02', 'undone')
    expect((await line('FD02'))?.state).toBe('open')
  })

  test('a mark of the year holds a year, one of the visit that visit alone', async () => {
    await mark('FD01', 'done')
    expect([(await line('FD01', '2027-11-03'))?.state, (await line('FD01', '2027-11-04'))?.state]).toEqual([
      'done',
      'open',
    ])
    await mark('FD23', 'done', null, '2026-11-03')
    expect([(await line('FD23'))?.state, (await line('FD23', '2026-11-10'))?.state]).toEqual(['done', 'open'])
  })

  test('"not needed" needs a reason', async () => {
    expect(await mark('FD19', 'not_needed')).toMatchObject({ ok: false, refusal: { kind: 'eligibility.invalid' } })
    expect((await mark('FD19', 'not_needed', 'Retired.')).ok).toBe(true)
    expect(await line('FD19')).toMatchObject({ state: 'not_needed' })
  })

  test('what the payer answered ticks itself', async () => {
    expect((await line('FD10'))?.state).toBe('open')
    await recordCall(ground, coverageId, {
      spokeWith: 'Kim', reference: null, on: date('2026-11-03'), isActive: true, note: null,
      facts: { 'copay.therapy': 2000, 'deductible.left': 10_000, 'deductible.total': 50_000 },
    }) // biome-ignore format: a call
    expect(await line('FD10')).toMatchObject({ state: 'done', why: 'Said by the payer or by phone.' })
    expect(await line('FD05')).toMatchObject({ state: 'done' })
  })

  test('the practice’s own wording begins a version; marks keep theirs', async () => {
    const worded = await wordStep(ground, 'FD02', {
      title: 'Card, both sides, in color',
      jobAid: 'Use the tablet.',
      personId: null,
      isUsed: true,
    })
    expect(worded).toEqual({ ok: true, value: { version: 1 } })
    await mark('FD02', 'done')
    expect(await line('FD02')).toMatchObject({ title: 'Card, both sides, in color', version: 1, state: 'done' })
    const step = (await checklistPage(ground)).steps.find((each) => each.id === 'FD02')
    expect(step?.marks.map((each) => [each.version, each.count])).toEqual([
      [0, 1],
      [1, 1],
    ])
    await wordStep(ground, 'FD02', { title: 'Card', jobAid: '', personId: null, isUsed: false })
    expect(await line('FD02')).toBeUndefined()
  })

  test('another practice’s patient is not there', async () => {
    const other = fresh.ground(otherPracticeId)
    expect(await patientChecklist(other, patientId, null)).toBeNull()
    expect(
      await markStep(other, { stepId: 'FD01', patientId, visitOn: null, state: 'done', note: null }),
    ).toMatchObject({ ok: false, refusal: { kind: 'eligibility.not_found' } })
  })
})

describe('what care will cost', () => {
  test('is told with the reset in January, and what the patient agreed to is kept in its words', async () => {
    const page = await costPage(ground, coverageId, 4)
    expect(page?.months?.slice(0, 3).map((month) => [month.month, month.patient])).toEqual([
      ['2026-11', 10_000 + 2000 + 6000],
      ['2026-12', 8000],
      ['2027-01', 48_000],
    ])
    const agreed = await agreeCost(ground, coverageId, {
      visitsPerMonth: 4,
      monthlyCents: 9000,
      agreedBy: 'Alma Rowe',
      how: 'in_person',
    })
    expect(agreed.ok).toBe(true)
    expect((await costPage(ground, coverageId, 4))?.agreements[0]?.words).toBe(
      "With 4 visits a month: about $180.00 for the rest of this month's care and $80.00 the month after, from what the plan said on 2026-11-03. The deductible begins again in January. The patient pays $90.00 a month on a plan.",
    )
  })
})

describe('where denials are born', () => {
  test('a fix is a task of its team, and ends when it is in place', async () => {
    const opened = await openFix(ground, { element: 'member-id-and-group', what: 'Scan the card at booking.' })
    if (!opened.ok) throw new Error('not opened')
    const [item] = (await workPage(ground, { kind: 'origin.fix' })).items
    expect(item).toMatchObject({ team: 'front_desk', title: 'Member number and group: 0 denials in 90 days' })
    expect((await finishFix(ground, opened.value.id)).ok).toBe(true)
    expect((await finishFix(ground, opened.value.id)).ok).toBe(false)
    expect((await workPage(ground, { kind: 'origin.fix' })).items).toEqual([])
    const map = await originMap(ground, null, null)
    expect(map.fixes[0]).toMatchObject({
      title: 'Member number and group',
      before: { denials: 0 },
      after: { denials: 0 },
    })
    expect(map.origins[0]?.steps).toBeDefined()
  })

  test('an element nobody knows opens none', async () => {
    expect(await openFix(ground, { element: 'weather', what: 'Umbrella.' })).toMatchObject({ ok: false })
  })
})
