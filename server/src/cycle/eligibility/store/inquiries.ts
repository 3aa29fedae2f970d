import type { PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import type { AskedCoverage, AskedPayer, Inquiry, Variant } from '../types/standing.ts'

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

export async function listPayers(tx: Tx, practiceId: string): Promise<Map<string, AskedPayer>> {
  const rows = await tx
    .selectFrom('payer')
    .select(['id', 'name', 'edi_id', 'kind', 'partner', 'params', 'carve_out_payer_id'])
    .where('practice_id', '=', practiceId)
    .execute()
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        name: row.name,
        ediId: row.edi_id,
        kind: row.kind,
        partner: row.partner,
        params: record(row.params),
        carveOutPayerId: row.carve_out_payer_id,
      },
    ]),
  )
}

/** Coverages with the people and the payer a question has to name. */
export async function gatherAsked(
  tx: Tx,
  practiceId: string,
  coverageIds: readonly string[],
): Promise<Map<string, AskedCoverage>> {
  if (coverageIds.length === 0) return new Map()
  const payers = await listPayers(tx, practiceId)
  const rows = await tx
    .selectFrom('coverage')
    .innerJoin('patient', (join) =>
      join.onRef('patient.practice_id', '=', 'coverage.practice_id').onRef('patient.id', '=', 'coverage.patient_id'),
    )
    .select([
      'coverage.id',
      'coverage.patient_id',
      'coverage.payer_id',
      'coverage.member_id',
      'coverage.group_number',
      'coverage.relationship',
      'coverage.rank',
      'coverage.from_on',
      'coverage.until_on',
      'coverage.subscriber_first_name',
      'coverage.subscriber_last_name',
      'coverage.subscriber_birth_on',
      'coverage.subscriber_sex',
      'patient.external_id as patient_ref',
      'patient.first_name',
      'patient.name_used',
      'patient.last_name',
      'patient.birth_on',
      'patient.sex',
      sql<string | null>`(
        SELECT y.name FROM app.coverage o
        JOIN app.payer y ON y.practice_id = o.practice_id AND y.id = o.payer_id AND y.practice_id = ${practiceId} AND y.kind NOT IN ('self_pay', 'eap')
        WHERE o.practice_id = ${practiceId} AND o.patient_id = coverage.patient_id AND o.id <> coverage.id AND o.rank > 0
          AND o.until_on IS NULL AND coverage.until_on IS NULL
        ORDER BY o.rank, o.id LIMIT 1)`.as('other_plan'),
    ])
    .where('coverage.practice_id', '=', practiceId)
    .where('patient.practice_id', '=', practiceId)
    .where(sql<boolean>`coverage.id = ANY (${[...new Set(coverageIds)]}::uuid[])`)
    .execute()
  return new Map(
    rows.flatMap((row) => {
      const payer = payers.get(row.payer_id)
      if (!payer) return []
      const asked: AskedCoverage = {
        coverageId: row.id,
        patientId: row.patient_id,
        patientRef: row.patient_ref,
        patientName: `${row.name_used ?? row.first_name} ${row.last_name}`,
        memberId: row.member_id,
        groupNumber: row.group_number,
        relationship: row.relationship as AskedCoverage['relationship'],
        patient: {
          lastName: row.last_name,
          firstName: row.first_name,
          birthOn: row.birth_on,
          sex: row.sex as 'F' | 'M' | 'U',
        },
        subscriber: {
          lastName: row.subscriber_last_name,
          firstName: row.subscriber_first_name,
          birthOn: row.subscriber_birth_on,
          sex: row.subscriber_sex as 'F' | 'M' | 'U',
        },
        payer,
        from: row.from_on,
        until: row.until_on,
        rank: row.rank,
        otherPlan: payer.kind === 'eap' ? null : row.other_plan,
      }
      return [[row.id, asked] as const]
    }),
  )
}

export type NewInquiry = {
  readonly id: string
  readonly trace: string
  readonly reference: string
  readonly coverageId: string
  readonly patientId: string
  readonly payerId: string
  readonly reason: string
  readonly variant: Variant
  readonly attempt: number
  readonly sweepId: string | null
  readonly forOn: PlainDate
  readonly serviceTypes: readonly string[]
  readonly fileName: string
  readonly sha256: string
}

export async function saveInquiries(tx: Tx, ground: Ground, inquiries: readonly NewInquiry[]): Promise<void> {
  for (let at = 0; at < inquiries.length; at += 500)
    await tx
      .insertInto('benefit_inquiry')
      .values(
        inquiries.slice(at, at + 500).map((one) => ({
          practice_id: ground.practiceId,
          id: one.id,
          trace: one.trace,
          reference: one.reference,
          coverage_id: one.coverageId,
          patient_id: one.patientId,
          payer_id: one.payerId,
          reason: one.reason,
          variant: one.variant,
          attempt: one.attempt,
          sweep_id: one.sweepId,
          for_on: one.forOn,
          service_types: [...one.serviceTypes],
          asked_on: ground.today(),
          asked_by: ground.actor.name,
          file_name: one.fileName,
          file_sha256: one.sha256,
          state: 'queued',
        })),
      )
      .execute()
}

const inquiryColumns = [
  'id',
  'trace',
  'reference',
  'coverage_id as coverageId',
  'patient_id as patientId',
  'payer_id as payerId',
  'reason',
  'variant',
  'attempt',
  'for_on as forOn',
  'asked_on as askedOn',
  'state',
] as const

export type StoredInquiry = Inquiry & { readonly reference: string }

/** The questions answers may belong to: by their traces, or by the transaction they came in. */
export async function findInquiries(
  tx: Tx,
  practiceId: string,
  traces: readonly string[],
  references: readonly string[],
): Promise<StoredInquiry[]> {
  const rows = await tx
    .selectFrom('benefit_inquiry')
    .select([...inquiryColumns])
    .where('practice_id', '=', practiceId)
    .where(
      sql<boolean>`(trace = ANY (${[...traces]}::text[]) OR (reference = ANY (${[...references]}::text[]) AND state IN ('queued', 'asked')))`,
    )
    .execute()
  return rows as StoredInquiry[]
}

export async function setInquiries(
  tx: Tx,
  practiceId: string,
  changes: readonly {
    readonly id: string
    readonly state: string
    readonly on: PlainDate
    readonly againOn: PlainDate | null
  }[],
): Promise<void> {
  if (changes.length === 0) return
  const rows = changes.map(({ id, state, on, againOn }) => ({ id, state, on, again: againOn }))
  await sql`
    UPDATE app.benefit_inquiry q SET state = n.state, answered_on = n."on", again_on = n.again
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n (id uuid, state text, "on" date, again date)
    WHERE q.practice_id = ${practiceId} AND q.id = n.id`.execute(tx)
}

/** Questions whose day to be asked again has come. */
export async function listDueAgain(tx: Tx, practiceId: string, today: PlainDate): Promise<StoredInquiry[]> {
  const rows = await tx
    .updateTable('benefit_inquiry')
    .set({ again_on: null })
    .where('practice_id', '=', practiceId)
    .where('again_on', '<=', today)
    .returning([...inquiryColumns])
    .execute()
  return rows as StoredInquiry[]
}

/** Questions that nothing came back for. */
export async function listSilent(tx: Tx, practiceId: string, askedBefore: PlainDate): Promise<StoredInquiry[]> {
  const rows = await tx
    .selectFrom('benefit_inquiry')
    .select([...inquiryColumns])
    .where('practice_id', '=', practiceId)
    .where('state', '=', 'asked')
    .where('asked_on', '<', askedBefore)
    .orderBy('id')
    .limit(5000)
    .execute()
  return rows as StoredInquiry[]
}

/** A file of questions that has not gone out; null when it has. */
export async function findQueuedFile(tx: Tx, practiceId: string, fileName: string): Promise<string | null> {
  const row = await tx
    .selectFrom('benefit_inquiry')
    .select('file_sha256')
    .where('practice_id', '=', practiceId)
    .where('file_name', '=', fileName)
    .where('state', '=', 'queued')
    .limit(1)
    .executeTakeFirst()
  return row?.file_sha256 ?? null
}

export const setFileSent = (tx: Tx, practiceId: string, fileName: string) =>
  tx
    .updateTable('benefit_inquiry')
    .set({ state: 'asked' })
    .where('practice_id', '=', practiceId)
    .where('file_name', '=', fileName)
    .where('state', '=', 'queued')
    .execute()

/** Who asks: the practice with its partners' settings and its switches; null before it is set up. */
export async function findAsker(tx: Tx, practiceId: string) {
  const row = await tx
    .selectFrom('practice')
    .select(['name', 'npi', 'tax_id as taxId', 'submitter_id as submitterId', 'params', 'switches'])
    .where('practice_id', '=', practiceId)
    .executeTakeFirst()
  return row ? { ...row, params: record(row.params), switches: record(row.switches) } : null
}

/** The patient's plans. */
export async function listPlans(tx: Tx, practiceId: string, patientId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('coverage')
    .select('id')
    .where('practice_id', '=', practiceId)
    .where('patient_id', '=', patientId)
    .where('rank', '>', 0)
    .orderBy('id')
    .execute()
  return rows.map((row) => row.id)
}
