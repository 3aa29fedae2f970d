import type { PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { PayerKind } from '../../practice/types.ts'

/** Who pays for a patient on a day: the first coverage's payer, or the one it carves mental health out to. */
export type PayerOnDay = {
  readonly patientId: string
  readonly on: PlainDate
  readonly coverageId: string
  readonly payerId: string
  readonly payerName: string
  readonly kind: PayerKind
  readonly params: Readonly<Record<string, unknown>>
}

export const payerKey = (patientId: string, on: PlainDate): string => `${patientId} ${on}`

/** The payers of many patients on their days; a day without coverage has none. */
export async function payersOn(
  tx: Tx,
  practiceId: string,
  asked: readonly { readonly patientId: string; readonly on: PlainDate }[],
): Promise<Map<string, PayerOnDay>> {
  const pairs = [...new Map(asked.map((each) => [payerKey(each.patientId, each.on), each])).values()]
  if (pairs.length === 0) return new Map()
  const { rows } = await sql<{
    patient_id: string
    on_day: PlainDate
    coverage_id: string
    payer_id: string
    name: string
    kind: PayerKind
    params: Record<string, unknown>
  }>`
    SELECT v.patient_id, v.on_day, c.id AS coverage_id, p.id AS payer_id, p.name, p.kind, p.params
    FROM unnest(${pairs.map((pair) => pair.patientId)}::uuid[], ${pairs.map((pair) => pair.on)}::date[]) AS v (patient_id, on_day)
    JOIN app.practice AS own ON own.practice_id = ${practiceId}
    JOIN LATERAL (
      SELECT c.id, c.payer_id FROM app.coverage c
      WHERE c.practice_id = ${practiceId} AND c.patient_id = v.patient_id AND c.from_on <= v.on_day
        AND (c.until_on IS NULL OR c.until_on >= v.on_day)
      ORDER BY c.rank, c.from_on DESC LIMIT 1
    ) AS c ON true
    JOIN app.payer AS named ON named.practice_id = ${practiceId} AND named.id = c.payer_id
    JOIN app.payer AS p ON p.practice_id = ${practiceId} AND p.id = CASE
      WHEN coalesce(own.switches ->> 'carveOutRouting', 'true') = 'false' THEN named.id
      ELSE coalesce(named.carve_out_payer_id, named.id) END`.execute(tx)
  return new Map(
    rows.map((row) => [
      payerKey(row.patient_id, row.on_day),
      {
        patientId: row.patient_id,
        on: row.on_day,
        coverageId: row.coverage_id,
        payerId: row.payer_id,
        payerName: row.name,
        kind: row.kind,
        params: row.params ?? {},
      },
    ]),
  )
}
