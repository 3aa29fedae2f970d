import type { PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import type { Agreement, AgreementKind, Signature } from '../types.ts'

export type PatientHit = {
  readonly id: string
  readonly name: string
  readonly birthOn: PlainDate
  readonly externalId: string
  readonly payer: string | null
}

/** Patients by the beginning of a name, last or first, or by their own number. */
export async function searchPatients(tx: Tx, practiceId: string, text: string): Promise<PatientHit[]> {
  const words = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
  if (words.length === 0) return []
  const { rows } = await sql<PatientHit>`
    SELECT p.id, coalesce(p.name_used, p.first_name) || ' ' || p.last_name AS name, p.birth_on AS "birthOn", p.external_id AS "externalId", y.name AS payer
    FROM app.patient p
    LEFT JOIN app.coverage c ON c.practice_id = p.practice_id AND c.practice_id = ${practiceId} AND c.id = (
      SELECT v.id FROM app.coverage v WHERE v.practice_id = ${practiceId} AND v.patient_id = p.id AND v.rank > 0 ORDER BY v.rank, v.from_on DESC LIMIT 1)
    LEFT JOIN app.payer y ON y.practice_id = p.practice_id AND y.id = c.payer_id AND y.practice_id = ${practiceId}
    WHERE p.practice_id = ${practiceId} AND p.merged_into IS NULL
      AND (p.external_id = ${text.trim()} OR ${sql.join(
        words.map(
          (word) =>
            sql`(starts_with(p.search_name, ${word}) OR position(${` ${word}`} in p.search_name) > 0 OR starts_with(lower(coalesce(p.name_used, '')), ${word}))`,
        ),
        sql` AND `,
      )})
    ORDER BY p.search_name LIMIT 20`.execute(tx)
  return rows
}

export const isPatient = async (tx: Tx, practiceId: string, id: string): Promise<boolean> =>
  (await tx
    .selectFrom('patient')
    .select('id')
    .where('practice_id', '=', practiceId)
    .where('id', '=', id)
    .executeTakeFirst()) !== undefined

export async function listAgreements(tx: Tx, practiceId: string): Promise<Agreement[]> {
  const rows = await tx
    .selectFrom('agreement')
    .select(['kind', 'version', 'title', 'body', 'from_on as from'])
    .where('practice_id', '=', practiceId)
    .orderBy('kind')
    .orderBy('version', 'desc')
    .execute()
  return rows as Agreement[]
}

export async function saveAgreement(tx: Tx, ground: Ground, agreement: Omit<Agreement, 'from'>): Promise<void> {
  await tx
    .insertInto('agreement')
    .values({
      practice_id: ground.practiceId,
      kind: agreement.kind,
      version: agreement.version,
      title: agreement.title,
      body: agreement.body,
      from_on: ground.today(),
      written_by: ground.actor.name,
    })
    .onConflict((oc) => oc.doNothing())
    .execute()
}

export async function listSignatures(tx: Tx, practiceId: string, patientIds: readonly string[]): Promise<Signature[]> {
  if (patientIds.length === 0) return []
  const rows = await tx
    .selectFrom('agreement_signature')
    .select([
      'id',
      'patient_id as patientId',
      'kind',
      'version',
      'signed_on as signedOn',
      'signed_by as signedBy',
      'signed_as as signedAs',
      'withdrawn_on as withdrawnOn',
    ])
    .where('practice_id', '=', practiceId)
    .where(({ eb, fn, val }) => eb('patient_id', '=', fn.any(val([...new Set(patientIds)]))))
    .orderBy('recorded_at', 'desc')
    .execute()
  return rows as Signature[]
}

export async function saveSignature(
  tx: Tx,
  ground: Ground,
  signature: {
    readonly patientId: string
    readonly kind: AgreementKind
    readonly version: number
    readonly signedBy: string
    readonly signedAs: Signature['signedAs']
    readonly method: 'screen' | 'paper' | 'spoken'
  },
): Promise<string> {
  const id = ground.newId()
  await tx
    .insertInto('agreement_signature')
    .values({
      practice_id: ground.practiceId,
      id,
      patient_id: signature.patientId,
      kind: signature.kind,
      version: signature.version,
      signed_on: ground.today(),
      signed_by: signature.signedBy,
      signed_as: signature.signedAs,
      method: signature.method,
      recorded_by: ground.actor.name,
      recorded_at: ground.now(),
    })
    .execute()
  return id
}

export async function withdrawSignatures(
  tx: Tx,
  ground: Ground,
  patientId: string,
  kind: AgreementKind,
): Promise<number> {
  const result = await tx
    .updateTable('agreement_signature')
    .set({ withdrawn_on: ground.today() })
    .where('practice_id', '=', ground.practiceId)
    .where('patient_id', '=', patientId)
    .where('kind', '=', kind)
    .where('withdrawn_on', 'is', null)
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

/** Patients with their standing coverage on a day, for the checks of registration. */
export async function registrations(tx: Tx, practiceId: string, patientIds: readonly string[], on: PlainDate) {
  if (patientIds.length === 0) return []
  const { rows } = await sql<{
    id: string
    first_name: string
    last_name: string
    birth_on: PlainDate
    address_line: string
    zip: string
    phone: string | null
    email: string | null
    state: string
    consents_alone_on: PlainDate | null
    coverage_id: string | null
    member_id: string | null
    relationship: 'self' | 'spouse' | 'child' | 'other' | null
    subscriber_first_name: string | null
    subscriber_last_name: string | null
    subscriber_birth_on: PlainDate | null
    subscriber_address_line: string | null
    copay_cents: number | null
    payer: string | null
    payer_kind: string | null
    pays_patient: boolean
    next_payer: string | null
    shape: string | null
  }>`
    SELECT p.id, p.first_name, p.last_name, p.birth_on, p.address_line, p.zip, p.phone, p.email, p.state, p.consents_alone_on, c.id AS coverage_id, c.member_id, c.relationship,
      c.subscriber_first_name, c.subscriber_last_name, c.subscriber_birth_on, c.subscriber_address_line, c.copay_cents, y.name AS payer,
      y.kind AS payer_kind, y.params ->> 'member_id_regex' AS shape,
      coalesce((SELECT t.pays_patient FROM app.coverage_term t WHERE t.practice_id = ${practiceId} AND t.coverage_id = c.id
        AND t.kind IN ('single_case', 'out_of_network') AND t.from_on <= ${on}::date AND (t.until_on IS NULL OR t.until_on >= ${on}::date)
        ORDER BY (t.kind = 'single_case') DESC, t.from_on DESC LIMIT 1), false) AS pays_patient,
      (SELECT n.name FROM app.coverage v JOIN app.payer n ON n.practice_id = v.practice_id AND n.id = v.payer_id AND n.practice_id = ${practiceId} AND n.kind <> 'self_pay'
        WHERE v.practice_id = ${practiceId} AND v.patient_id = p.id AND v.rank > c.rank AND c.rank > 0 AND y.kind <> 'eap' AND v.from_on <= ${on}::date
          AND (v.until_on IS NULL OR v.until_on >= ${on}::date) ORDER BY v.rank, v.from_on DESC LIMIT 1) AS next_payer
    FROM app.patient p
    LEFT JOIN app.coverage c ON c.practice_id = p.practice_id AND c.practice_id = ${practiceId} AND c.id = (
      SELECT v.id FROM app.coverage v WHERE v.practice_id = ${practiceId} AND v.patient_id = p.id AND v.from_on <= ${on}::date
        AND (v.until_on IS NULL OR v.until_on >= ${on}::date) ORDER BY v.rank, v.from_on DESC LIMIT 1)
    LEFT JOIN app.payer y ON y.practice_id = p.practice_id AND y.id = c.payer_id AND y.practice_id = ${practiceId}
    WHERE p.practice_id = ${practiceId} AND p.id = ANY (${[...new Set(patientIds)]}::uuid[])`.execute(tx)
  return rows
}
