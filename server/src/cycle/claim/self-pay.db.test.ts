import { cents, date, type PlainDate } from '@ballast/kernel'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { freshDb } from '../../../test/harness.ts'
import { eraFile, plantPractice } from '../../../test/planted.ts'
import { setToday } from '../../ground/clock.ts'
import { changing, reading } from '../../ground/db.ts'
import { balances } from '../../ground/ledger.ts'
import { verify } from '../../ground/verify.ts'
import { type ImportKindName, importCsv } from '../../imports.ts'
import { agreeFee } from '../intake/actions/fees.ts'
import { patientPage } from '../intake/actions/patient.ts'
import { agingReport } from '../receivable/actions/aging.ts'
import { collectPayment } from '../receivable/actions/collect.ts'
import { patientAccount } from '../receivable/actions/patient.ts'
import { writeOffVisit } from '../receivable/actions/write-off.ts'
import { receiveFile } from '../remittance/actions/receive-file.ts'
import { todayPage } from '../session/actions/today.ts'
import { workPage } from '../worklist/actions/work.ts'
import { draftClaim } from './actions/draft.ts'

const fresh = await freshDb({ today: date('2026-03-10') })
afterAll(fresh.drop)
const ground = fresh.ground()
const ask = async <T extends object>(text: string, values: readonly unknown[] = []): Promise<T[]> =>
  (await fresh.ownerPool.query<T>(text, [fresh.practiceId, ...values])).rows
const idOf = async (table: 'patient' | 'session', externalId: string): Promise<string> =>
  (
    await ask<{ id: string }>(`SELECT id FROM app.${table} WHERE practice_id = $1 AND external_id = $2`, [externalId])
  )[0]?.id ?? ''
const bring = async (kind: ImportKindName, text: string) => {
  const report = await importCsv(ground, kind, { name: `${kind}.csv`, bytes: new TextEncoder().encode(text) })
  expect(report.refused).toEqual([])
  await fresh.machine.jobs.drain()
}
const head =
  'session_id,patient_id,clinician_npi,location_id,program_id,date,minutes,status,service,modality,patient_location,diagnoses,note_elements,signed_at'
type Said = { on?: string; minutes?: number; status?: string; isSigned?: boolean }
/** A visit as the practice's file says it: 45 minutes are 150.00, an hour is 180.00. */
const visit = (id: string, patient: string, said: Said = {}): Promise<void> => {
  const { on = '2026-03-09', minutes = 45, status = 'kept', isSigned = true } = said
  const signed = isSigned ? on : ''
  return bring(
    'sessions',
    `${head}\n${id},${patient},1245319599,L1,OP,${on},${minutes},${status},individual_therapy,in_person,clinic,F41.1,STARTSTOP;MEDNEC,${signed}`,
  )
}
const pay = async (id: string, amount: number) =>
  expect(await collectPayment(ground, { sessionId: await idOf('session', id), amount, method: 'card' })).toMatchObject({
    ok: true,
  })
/** What a patient owes and what of their money waits. */
const stands = async (patient: string) => {
  const account = await patientAccount(ground, await idOf('patient', patient))
  return [account?.owedCents, account?.unappliedCents]
}
const claimsOf = async (id: string) =>
  ask<{ status: string; number: string }>(
    `SELECT c.status, c.control_number AS number FROM app.claim c JOIN app.session s ON s.practice_id = c.practice_id AND s.id = c.session_id
      WHERE c.practice_id = $1 AND s.external_id = $2`,
    [id],
  )
const journalsOf = async (id: string) =>
  (
    await ask<{ line: string }>(
      `SELECT j.kind || ' ' || j.effective_on || ' ' || p.amount_cents AS line FROM app.posting p
        JOIN app.journal j ON j.practice_id = p.practice_id AND j.id = p.journal_id
        JOIN app.session s ON s.practice_id = p.practice_id AND s.id = p.session_id
        WHERE p.practice_id = $1 AND s.external_id = $2 AND p.account = 'income' ORDER BY j.recorded_at, j.id`,
      [id],
    )
  ).map((row) => row.line)

beforeAll(async () => {
  await plantPractice(fresh, ground, 1, false)
  const people = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J'].map(
    (letter) => `${letter},Alma,Rowe${letter},1988-05-04,F,12 Quay Street,Ellery Point,VA,239010012`,
  )
  await bring(
    'patients',
    ['patient_id,first_name,last_name,birth_date,sex,address,city,state,zip', ...people].join('\n'),
  )
}, 60_000)

afterEach(async () => {
  const ledger = await reading(ground, (tx) => balances(tx, fresh.practiceId))
  const report = await agingReport(ground, 'service', 'payer')
  expect(report.totalCents).toBe((ledger.get('payer') ?? 0) + (ledger.get('patient') ?? 0))
  const checks = await verify(fresh.machine, [fresh.practiceId])
  expect(checks.filter(({ name, ok }) => name.startsWith('ledger') && !ok)).toEqual([])
})

describe('a private patient', () => {
  test('who pays nothing owes the fee from the day of the visit, once, and has no claim', async () => {
    await visit('VA', 'A')
    expect(await stands('A')).toEqual([15_000, 0])
    expect(await claimsOf('VA')).toEqual([])
    expect(await journalsOf('VA')).toEqual(['visit-charge 2026-03-09 -15000'])
    expect(await draftClaim(ground, await idOf('session', 'VA'))).toMatchObject({
      refusal: { kind: 'claim.no_coverage' },
    })
    expect(await stands('A')).toEqual([15_000, 0])
    const { rows } = await agingReport(ground, 'service', 'payer')
    expect(rows).toMatchObject([{ name: 'Patients, no plan', owedBy: 'patient', bucketsCents: [15_000, 0, 0, 0, 0] }])
  })

  test('who pays at the desk owes the rest, and what is over waits', async () => {
    await visit('VB', 'B')
    await pay('VB', 10_000)
    expect(await stands('B')).toEqual([5_000, 0])
    await pay('VB', 6_000)
    expect(await stands('B')).toEqual([0, 1_000])
  })

  test('who pays before the note is signed owes nothing when it is', async () => {
    await visit('VC', 'C', { isSigned: false })
    await pay('VC', 15_000)
    expect(await stands('C')).toEqual([0, 15_000])
    await visit('VC', 'C')
    expect(await stands('C')).toEqual([0, 0])
  })

  test('whose note is amended owes the difference, by a reversal and a charge', async () => {
    await visit('VC', 'C', { minutes: 60 })
    expect(await stands('C')).toEqual([3_000, 0])
    expect(await journalsOf('VC')).toEqual([
      'visit-charge 2026-03-09 -15000',
      'reversal 2026-03-10 15000',
      'visit-charge 2026-03-09 -18000',
    ])
    await visit('VC', 'C', { minutes: 46 })
    expect(await stands('C')).toEqual([0, 0])
  })

  test('whose note is amended on its page is charged anew as well', async () => {
    const session = await idOf('session', 'VC')
    const amend = async (minutes: number) => {
      await changing(ground, async (tx) => {
        await tx
          .updateTable('session')
          .set({ minutes })
          .where('practice_id', '=', fresh.practiceId)
          .where('id', '=', session)
          .execute()
        await fresh.machine.jobs.enqueue(tx, ground, 'session.amended', { sessions: [session] })
      })
      await fresh.machine.jobs.drain()
    }
    await amend(60)
    expect(await stands('C')).toEqual([3_000, 0])
    await amend(46)
    expect(await stands('C')).toEqual([0, 0])
  })

  test('whose visit was not kept after all owes nothing, and what they paid waits', async () => {
    await visit('VD', 'D')
    await pay('VD', 4_000)
    await visit('VD', 'D', { status: 'no_show', isSigned: false })
    expect(await stands('D')).toEqual([0, 4_000])
    await visit('VD', 'D')
    expect(await stands('D')).toEqual([11_000, 0])
  })

  test('whose fee was given up owes no cent of it, whatever becomes of the charge', async () => {
    await visit('VE', 'E')
    await pay('VE', 5_000)
    await writeOffVisit(ground, await idOf('session', 'VE'), { reason: 'hardship', note: 'form on file' })
    expect(await stands('E')).toEqual([0, 0])
    await visit('VE', 'E', { status: 'cancelled', isSigned: false })
    expect(await stands('E')).toEqual([0, 5_000])
    const ledger = await reading(ground, (tx) => balances(tx, fresh.practiceId))
    expect(ledger.get('written-off') ?? 0).toBe(0)
  })

  test('whose code has no charge, or whose visit cannot be coded, is somebody’s task until it is settled', async () => {
    await visit('VI', 'I', { minutes: 30 })
    await visit('VJ', 'I', { minutes: 5 })
    const { items } = await workPage(ground, { kind: 'claim.not-billable' })
    expect(items.map((item) => item.advice)).toContainEqual("Set the practice's charge for 90832.")
    expect(items).toHaveLength(2)
    expect(await stands('I')).toEqual([0, 0])
    await visit('VI', 'I', { minutes: 45 })
    expect((await workPage(ground, { kind: 'claim.not-billable' })).items).toHaveLength(1)
    expect(await stands('I')).toEqual([15_000, 0])
  })

  test('entered with a payer of their own kind is a private patient all the same', async () => {
    await ask(
      `INSERT INTO app.payer SELECT r.* FROM app.payer t, LATERAL jsonb_populate_record(t, jsonb_build_object('id', md5('own')::uuid,
        'external_id', 'OWN', 'edi_id', 'OWN', 'name', 'Pays alone', 'kind', 'self_pay')) r WHERE t.practice_id = $1`,
    )
    await bring(
      'coverages',
      'coverage_id,patient_id,payer_id,member_id,relationship,effective_from\nCF,F,OWN,F,self,2026-01-01',
    )
    await visit('VF', 'F')
    expect(await stands('F')).toEqual([15_000, 0])
    expect(await claimsOf('VF')).toEqual([])
  })
})

describe('an agreed fee', () => {
  const agree = async (fee: number, from: string, until: string | null = null, reviewOn: string | null = null) => {
    const day = (text: string | null) => (text === null ? null : date(text))
    const days = { from: date(from), until: day(until), reviewOn: day(reviewOn) }
    const said = { fee: cents(fee), basis: 'sliding scale', agreedBy: 'Ida Hale', ...days }
    const result = await agreeFee(ground, await idOf('patient', 'J'), said)
    await fresh.machine.jobs.drain()
    return result
  }
  const charged = async (...ids: readonly string[]) =>
    Promise.all(
      ids.map(async (id) => {
        const [row] = await ask<{ cents: string }>(
          `SELECT v.charge_cents::text AS cents FROM app.visit_item v JOIN app.session s ON s.practice_id = v.practice_id AND s.id = v.session_id
            WHERE v.practice_id = $1 AND s.external_id = $2`,
          [id],
        )
        return Number(row?.cents ?? 0)
      }),
    )

  test('is charged from its first day to its last, the practice’s own charge the day before and after', async () => {
    expect(await agree(8_000, '2026-03-03', '2026-03-04')).toMatchObject({ ok: true })
    for (const day of ['02', '03', '04', '05']) await visit(`VJ${day}`, 'J', { on: `2026-03-${day}` })
    expect(await charged('VJ02', 'VJ03', 'VJ04', 'VJ05')).toEqual([15_000, 8_000, 8_000, 15_000])
    expect(await stands('J')).toEqual([46_000, 0])
  })

  test('agreed anew ends the old one, and visits charged since are charged at it; it never raises a charge', async () => {
    await pay('VJ05', 15_000)
    expect(await agree(6_000, '2026-03-04', null, '2026-03-11')).toMatchObject({ ok: true })
    expect(await charged('VJ02', 'VJ03', 'VJ04', 'VJ05')).toEqual([15_000, 8_000, 6_000, 6_000])
    expect(await stands('J')).toEqual([29_000, 9_000])
    const page = await patientPage(ground, await idOf('patient', 'J'))
    expect(page?.fees.map((fee) => [fee.fee, fee.from, fee.until, fee.stands])).toEqual([
      [6_000, '2026-03-04', null, true],
      [8_000, '2026-03-03', '2026-03-03', false],
    ])
    const today = async (on: string) => (await todayPage(ground, date(on))).visits.map((line) => line.agreedFeeCents)
    expect([await today('2026-03-02'), await today('2026-03-05')]).toEqual([[null], [6_000]])
    await agree(99_000, '2026-03-05')
    expect(await charged('VJ04', 'VJ05')).toEqual([6_000, 15_000])
    await agree(0, '2026-03-05', null, '2026-03-11')
    expect(await charged('VJ05')).toEqual([0])
    expect(await stands('J')).toEqual([29_000, 15_000])
    await agree(6_000, '2026-03-05', null, '2026-03-11')
    expect(await stands('J')).toEqual([29_000, 9_000])
  })

  test('that ends before it begins, or of another practice’s patient, is refused', async () => {
    expect(await agree(6_000, '2026-03-04', '2026-03-03')).toMatchObject({
      refusal: { message: 'It would end (2026-03-03) before it begins (2026-03-04).' },
    })
    const elsewhere = fresh.ground(fresh.otherPracticeId)
    const days = { from: date('2026-03-04'), until: null, reviewOn: null }
    const said = { fee: cents(1), basis: 'hardship', agreedBy: 'nobody', ...days }
    expect(await agreeFee(elsewhere, await idOf('patient', 'J'), said)).toMatchObject({
      refusal: { kind: 'not_found' },
    })
  })

  test('whose review day has come is work, until it is agreed anew', async () => {
    const work = async () => (await workPage(ground, { kind: 'intake.fee-review' })).items.map((item) => item.title)
    const began = async (on: string) => {
      const day = fresh.ground(fresh.practiceId, date(on))
      await changing(day, (tx) => fresh.machine.jobs.enqueue(tx, day, 'day.began', {}))
      await setToday(day, date(on))
      await fresh.machine.jobs.drain()
    }
    await began('2026-03-10')
    expect(await work()).toEqual([])
    await began('2026-03-11')
    expect(await work()).toEqual(['Alma RoweJ: 60.00 a visit, to be looked at since 2026-03-11'])
    await agree(7_000, '2026-03-11', null, '2026-06-01')
    expect(await work()).toEqual([])
  })
})

describe('a card that comes later', () => {
  const card = (patient: string, from: PlainDate) =>
    bring(
      'coverages',
      `coverage_id,patient_id,payer_id,member_id,relationship,effective_from\nC${patient},${patient},NWND1,W10000000${patient.charCodeAt(0)},self,${from}`,
    )

  test('takes the charge back and makes the claim; what was paid waits, and meets what the payer leaves', async () => {
    await visit('VG', 'G')
    await pay('VG', 12_000)
    await card('G', date('2026-03-09'))
    expect(await stands('G')).toEqual([0, 12_000])
    const [claim] = await claimsOf('VG')
    expect(claim).toMatchObject({ status: 'ready' })
    const payer = (await agingReport(ground, 'service', 'payer')).rows.find((row) => row.name === 'Northwind')
    expect(payer).toMatchObject({ owedBy: 'payer', totalCents: 15_000 })
    await receiveFile(
      ground,
      'late.835',
      eraFile(1, [
        {
          trace: 'LATE1',
          on: ground.today(),
          claims: [{ number: claim?.number ?? '', charge: 15_000, paid: 9_000, patient: 2_000 }],
        },
      ]),
    )
    await fresh.machine.jobs.drain()
    expect(await stands('G')).toEqual([0, 10_000])
    const [waits] = await ask<{ cents: string }>(
      'SELECT sum(unapplied_cents)::text AS cents FROM app.open_item WHERE practice_id = $1',
    )
    expect(waits?.cents).toBe('10000')
  })

  test('from the day after the visit on leaves the visit as it was', async () => {
    await visit('VH', 'H')
    await card('H', date('2026-03-10'))
    expect(await stands('H')).toEqual([15_000, 0])
    expect(await claimsOf('VH')).toEqual([])
  })

  test('by another road than a file is found in the morning', async () => {
    await ask(`UPDATE app.coverage SET from_on = '2026-03-09' WHERE practice_id = $1 AND external_id = 'CH'`)
    const later = fresh.ground(fresh.practiceId, date('2026-03-11'))
    await changing(later, (tx) => fresh.machine.jobs.enqueue(tx, later, 'day.began', {}))
    await fresh.machine.jobs.drain()
    expect(await stands('H')).toEqual([0, 0])
    expect(await claimsOf('VH')).toHaveLength(1)
  })
})
