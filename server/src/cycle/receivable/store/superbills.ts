import type { PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import type { GivenHow, SuperbillRecord } from '../types.ts'

/** Visits under these records that were charged to their patient, on days from one to another, with what was met of each. */
export async function chargedVisits(
  tx: Tx,
  practiceId: string,
  records: readonly string[],
  from: PlainDate,
  until: PlainDate,
): Promise<{ readonly sessionId: string; readonly chargeCents: number; readonly paidCents: number }[]> {
  const { rows } = await sql<{ sessionId: string; chargeCents: number; paidCents: number }>`
    SELECT f.session_id AS "sessionId", f.amount_cents AS "chargeCents",
      f.amount_cents - greatest(v.patient_cents, 0) - v.written_off_cents AS "paidCents"
    FROM app.visit_charge f
    JOIN app.session s ON s.practice_id = f.practice_id AND s.id = f.session_id AND s.practice_id = ${practiceId}
    JOIN app.visit_item v ON v.practice_id = f.practice_id AND v.session_id = f.session_id AND v.practice_id = ${practiceId}
    WHERE f.practice_id = ${practiceId} AND s.patient_id = ANY (${[...records]}::uuid[])
      AND f.service_on BETWEEN ${from}::date AND ${until}::date
    ORDER BY f.service_on, f.session_id`.execute(tx)
  return rows
}

/** Each clinician's licence numbers, as they stand among their papers. */
export async function licencesOf(
  tx: Tx,
  practiceId: string,
  clinicianIds: readonly string[],
): Promise<Map<string, string[]>> {
  if (clinicianIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('clinician_paper')
    .select(['clinician_id', 'number', 'region'])
    .where('practice_id', '=', practiceId)
    .where(({ eb, fn, val }) => eb('clinician_id', '=', fn.any(val([...new Set(clinicianIds)]))))
    .where('kind', '=', 'licence')
    .where('number', 'is not', null)
    .orderBy('region')
    .execute()
  return new Map(
    [...Map.groupBy(rows, (row) => row.clinician_id)].map(([id, own]) => [
      id,
      own.map((row) => [row.region, row.number].filter(Boolean).join(' ')),
    ]),
  )
}

/** What was given of a patient's visits, the newest first. */
export async function listGiven(tx: Tx, practiceId: string, records: readonly string[]) {
  const { rows } = await sql<SuperbillRecord>`
    SELECT id, from_on AS "from", until_on AS until, charge_cents AS "chargeCents", paid_cents AS "paidCents",
      given_on AS "givenOn", given_to AS "givenTo", how, given_by AS "givenBy"
    FROM app.superbill WHERE practice_id = ${practiceId} AND patient_id = ANY (${[...records]}::uuid[])
    ORDER BY given_on DESC, id DESC LIMIT 100`.execute(tx)
  return rows
}

export type NewSuperbill = {
  readonly patientId: string
  readonly coverageId: string
  readonly from: PlainDate
  readonly until: PlainDate
  readonly content: object
  readonly chargeCents: number
  readonly paidCents: number
  readonly givenTo: string
  readonly how: GivenHow
}

export async function saveGiven(tx: Tx, ground: Ground, bill: NewSuperbill): Promise<string> {
  const id = ground.newId()
  await tx
    .insertInto('superbill')
    .values({
      practice_id: ground.practiceId,
      id,
      patient_id: bill.patientId,
      coverage_id: bill.coverageId,
      from_on: bill.from,
      until_on: bill.until,
      content: JSON.stringify(bill.content),
      charge_cents: bill.chargeCents,
      paid_cents: bill.paidCents,
      given_on: ground.today(),
      given_to: bill.givenTo,
      how: bill.how,
      given_by: ground.actor.name,
    })
    .execute()
  return id
}
