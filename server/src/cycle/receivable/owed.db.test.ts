import { cents, date } from '@ballast/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDb } from '../../../test/harness.ts'
import { plantPractice } from '../../../test/planted.ts'
import { changing, reading } from '../../ground/db.ts'
import { balances, record } from '../../ground/ledger.ts'
import { verify } from '../../ground/verify.ts'
import { importCsv } from '../../imports.ts'
import { signAgreement } from '../intake/actions/checkin.ts'
import { decideFee, setPolicy } from '../session/actions/missed.ts'
import { agingItems, agingReport } from './actions/aging.ts'
import { collectPayment, deskBalances } from './actions/collect.ts'
import { patientAccount } from './actions/patient.ts'
import { writeOffVisit } from './actions/write-off.ts'
import { agingBases, agingGroups } from './types.ts'

const fresh = await freshDb({ today: date('2026-03-10') })
afterAll(fresh.drop)
const ground = fresh.ground()
const idOf = async (table: 'patient' | 'session', externalId: string): Promise<string> => {
  const { rows } = await fresh.ownerPool.query<{ id: string }>(
    `SELECT id FROM app.${table} WHERE practice_id = $1 AND external_id = $2`,
    [fresh.practiceId, externalId],
  )
  return rows[0]?.id ?? ''
}
const bring = async (kind: 'sessions' | 'payments', text: string) => {
  const report = await importCsv(ground, kind, { name: `${kind}.csv`, bytes: new TextEncoder().encode(text) })
  expect(report.refused).toEqual([])
  await fresh.machine.jobs.drain()
}
const missed = (id: string, patient: string, on: string) =>
  `${id},${patient},1245319599,L1,OP,${on},no_show,individual_therapy,in_person`

/** The report by every grouping and clock, each of which comes to what the ledger says is owed. */
const owedInAll = async (): Promise<number> => {
  const ledger = await reading(ground, (tx) => balances(tx, fresh.practiceId))
  const owed = (ledger.get('payer') ?? 0) + (ledger.get('patient') ?? 0)
  for (const by of agingGroups)
    for (const base of agingBases) {
      const report = await agingReport(ground, base, by)
      expect([by, base, report.totalCents]).toEqual([by, base, owed])
      for (const row of report.rows) {
        const items = await agingItems(ground, { base, by, id: row.id, owedBy: row.owedBy, limit: 100, offset: 0 })
        expect([row.name, items.total, items.totalCents]).toEqual([row.name, row.count, row.totalCents])
      }
    }
  const checks = await verify(fresh.machine, [fresh.practiceId])
  expect(checks.filter(({ name, ok }) => name.startsWith('ledger') && !ok)).toEqual([])
  return owed
}
const noPlan = async () => (await agingReport(ground, 'service', 'payer')).rows.find((row) => row.id === 'none')

let first = ''
let second = ''
beforeAll(async () => {
  await plantPractice(fresh, ground, 2)
  await setPolicy(ground, {
    feeCents: 7_500,
    lateCancelFeeCents: 3_000,
    noticeHours: 24,
    freeMisses: 0,
    windowMonths: 12,
  })
  const head = 'session_id,patient_id,clinician_npi,location_id,program_id,date,status,service,modality'
  await bring('sessions', `${head}\n${missed('N1', 'P1', '2026-03-10')}\n${missed('N2', 'P2', '2026-03-10')}`)
  for (const patient of ['P1', 'P2'])
    await signAgreement(ground, await idOf('patient', patient), {
      kind: 'no_show',
      signedBy: 'Alma Rowe',
      signedAs: 'patient',
      method: 'paper',
    })
  first = await idOf('session', 'N1')
  second = await idOf('session', 'N2')
}, 60_000)

describe('what is owed beside any claim', () => {
  test('claims alone come to what the ledger says', async () => {
    expect(await owedInAll()).toBe(30_000)
    expect(await noPlan()).toBeUndefined()
  })

  test('a missed visit’s fee stands in the report by every grouping, and under no plan by payer', async () => {
    for (const id of [first, second])
      expect(await decideFee(ground, id, { outcome: 'charged', reason: 'policy' })).toMatchObject({ ok: true })
    expect(await owedInAll()).toBe(45_000)
    expect(await noPlan()).toMatchObject({ name: 'Patients, no plan', owedBy: 'patient', count: 2, totalCents: 15_000 })
    const { items } = await agingItems(ground, { base: 'service', by: 'payer', id: 'none', limit: 10, offset: 0 })
    expect(items[0]).toMatchObject({
      claimId: null,
      patientId: expect.any(String),
      payer: null,
      status: 'missed_visit',
      amountCents: 7_500,
    })
    expect((await patientAccount(ground, await idOf('patient', 'P1')))?.visits).toMatchObject([
      { claimId: null, sessionId: first, on: '2026-03-10', service: null, owedCents: 7_500 },
    ])
  })

  test('a payment from a file meets the fee of its visit, what is over waits, and the same row twice posts once', async () => {
    const head = 'payment_id,patient_id,session_id,received_on,amount'
    const rows = `${head}\nQ1,P2,N2,2026-03-10,50.00\nQ2,P2,N2,2026-03-10,40.00`
    await bring('payments', rows)
    await bring('payments', rows)
    expect(await owedInAll()).toBe(37_500)
    const account = await patientAccount(ground, await idOf('patient', 'P2'))
    expect([account?.owedCents, account?.unappliedCents]).toEqual([0, 1_500])
  })

  test('money for one visit leaves the fee of another; the desk meets the fee on its own visit', async () => {
    const patient = await idOf('patient', 'P1')
    const visit = await idOf('session', 'S1')
    await collectPayment(ground, { sessionId: visit, amount: 2_000, method: 'cash' })
    expect((await deskBalances(ground, [patient], [])).owed).toEqual([{ patientId: patient, owedCents: 7_500 }])
    await collectPayment(ground, { sessionId: first, amount: 7_499, method: 'card' })
    expect((await deskBalances(ground, [patient], [first])).owed).toEqual([{ patientId: patient, owedCents: 1 }])
    expect(await owedInAll()).toBe(30_001)
  })

  test('what is left is given up with a reason and a note, once, and never another’s', async () => {
    const give = (note: string) => writeOffVisit(ground, first, { reason: 'small_balance', note })
    expect(await give(' ')).toMatchObject({ ok: false, refusal: { kind: 'receivable.invalid' } })
    expect(
      await writeOffVisit(fresh.ground(fresh.otherPracticeId), first, { reason: 'small_balance', note: 'a cent' }),
    ).toMatchObject({ ok: false, refusal: { kind: 'not_found' } })
    expect(await give('a cent')).toMatchObject({ ok: true, value: { writtenOff: '0.01' } })
    expect(await give('a cent')).toMatchObject({ ok: false, refusal: { kind: 'receivable.nothing_owed' } })
    expect(await owedInAll()).toBe(30_000)
    expect(await noPlan()).toBeUndefined()
  })

  test('a patient’s debt that stands on neither a claim nor a visit is refused', async () => {
    const fee = { from: 'income', into: 'patient', amount: cents(1), why: 'fee' } as const
    await expect(
      changing(ground, (tx) =>
        record(tx, ground, [
          { effectiveOn: ground.today(), kind: 'fee', why: 'fee', dimensions: {}, transfers: [fee] },
        ]),
      ),
    ).rejects.toThrow(/posting_patient_check/)
  })
})
