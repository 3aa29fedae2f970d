import { date } from '@ballast/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Fresh, freshDb } from '../../../test/harness.ts'
import { plantPractice } from '../../../test/planted.ts'
import { reading } from '../../ground/db.ts'
import { importCsv } from '../../imports.ts'
import { inSets } from './actions/sets.ts'

let fresh: Fresh
beforeAll(async () => {
  fresh = await freshDb({ today: date('2026-03-10') })
  await plantPractice(fresh, fresh.ground(), 4, false)
})
afterAll(() => fresh.drop())

const header =
  'session_id,patient_id,clinician_npi,location_id,program_id,date,minutes,status,service,modality,patient_location,diagnoses,note_elements,signed_at'
const visit = (id: string, patient: string, minutes: number, status = 'kept') =>
  `${id},${patient},1245319599,L1,OP,2026-03-02,${minutes},${status},individual_therapy,video,home,F41.1,STARTSTOP;MEDNEC;TH_CONSENT;TH_PTLOC;TH_TECH,${status === 'kept' ? '2026-03-02' : ''}`

async function bring(rows: readonly string[]) {
  const bytes = new TextEncoder().encode([header, ...rows].join('\n'))
  const report = await importCsv(fresh.ground(), 'sessions', { name: 'sessions.csv', bytes })
  await fresh.machine.jobs.drain()
  return report
}

const claims = (session: string) =>
  reading(fresh.ground(), (tx) =>
    tx
      .selectFrom('claim')
      .innerJoin('session', (join) =>
        join.onRef('session.practice_id', '=', 'claim.practice_id').onRef('session.id', '=', 'claim.session_id'),
      )
      .select(['claim.id', 'claim.status', 'claim.charge_cents', 'claim.findings'])
      .where('claim.practice_id', '=', fresh.ground().practiceId)
      .where('session.external_id', '=', session)
      .execute(),
  )

describe('claims drafted in sets', () => {
  test('a file that speaks of one visit twice: its last row counts, and its claim is made once', async () => {
    const report = await bring([visit('S1', 'P1', 45), visit('S2', 'P2', 45), visit('S1', 'P1', 55)])
    expect(report.refused).toEqual([])
    expect(await claims('S1')).toMatchObject([{ status: 'ready', charge_cents: 18_000 }])
    expect(await claims('S2')).toMatchObject([{ status: 'ready', charge_cents: 15_000 }])
  })

  test('a visit kept in one row and called off in a later one is not billed and holds nothing', async () => {
    await bring([visit('S3', 'P3', 45, 'booked'), visit('S3', 'P3', 0, 'late_cancel')])
    expect(await claims('S3')).toEqual([])
    const counted = await reading(fresh.ground(), (tx) =>
      tx
        .selectFrom('benefit_visit')
        .select('state')
        .where('practice_id', '=', fresh.ground().practiceId)
        .where('on_day', '=', date('2026-03-02'))
        .execute(),
    )
    expect(counted.map((row) => row.state).toSorted()).toEqual(['kept', 'kept', 'released'])
  })

  test('of two visits of a patient on a day, the second knows the first, though both came in one file', async () => {
    await bring([visit('S4', 'P4', 45), visit('S5', 'P4', 45)])
    const found = [...(await claims('S4')), ...(await claims('S5'))]
    expect(found).toHaveLength(2)
    expect(found.map((claim) => claim.status).toSorted()).toEqual(['held', 'ready'])
  })
})

describe('what fails in a set', () => {
  const mark = (ids: readonly string[], poison: string) =>
    inSets(fresh.ground(), ids, 3, async (tx, set) => {
      for (const id of set) {
        await tx
          .updateTable('patient')
          .set({ city: 'Marked' })
          .where('practice_id', '=', fresh.ground().practiceId)
          .where('external_id', '=', id)
          .execute()
        if (id === poison) throw new Error(`${id} cannot be done`)
      }
    })
  const marked = async () => {
    const rows = await reading(fresh.ground(), (tx) =>
      tx
        .selectFrom('patient')
        .select('external_id')
        .where('practice_id', '=', fresh.ground().practiceId)
        .where('city', '=', 'Marked')
        .orderBy('external_id')
        .execute(),
    )
    return rows.map((row) => row.external_id)
  }

  test('holds up nothing else, and is told', async () => {
    await expect(mark(['P1', 'P2', 'P3', 'P4'], 'P2')).rejects.toThrow('P2 cannot be done')
    expect(await marked()).toEqual(['P1', 'P3', 'P4'])
  })
})
