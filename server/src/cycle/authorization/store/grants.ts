import type { PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { rowHash } from '../../../ground/imported-rows.ts'
import type { AuthorizationRecord, Grant, UnitKind } from '../types.ts'

/** Writes a grant from a file; one known by its own id is brought up to date. */
export async function saveImported(
  tx: Tx,
  ground: Ground,
  record: AuthorizationRecord,
  patientId: string,
  payerId: string,
  clinicianId: string | null,
): Promise<void> {
  await tx
    .insertInto('authorization_grant')
    .values({
      practice_id: ground.practiceId,
      id: ground.newId(),
      external_id: record.externalId,
      patient_id: patientId,
      payer_id: payerId,
      number: record.number,
      codes: [...record.codes],
      from_on: record.from,
      until_on: record.until,
      units: record.units,
      used_before: record.usedBefore,
      obtained_on: record.obtainedOn,
      clinician_id: clinicianId,
      diagnosis: record.diagnosis ?? null,
      row_hash: rowHash(record),
    })
    .onConflict((oc) =>
      oc.columns(['practice_id', 'external_id']).doUpdateSet((eb) => ({
        number: eb.ref('excluded.number'),
        codes: eb.ref('excluded.codes'),
        from_on: eb.ref('excluded.from_on'),
        until_on: eb.ref('excluded.until_on'),
        units: eb.ref('excluded.units'),
        used_before: eb.ref('excluded.used_before'),
        clinician_id: eb.ref('excluded.clinician_id'),
        diagnosis: eb.ref('excluded.diagnosis'),
        row_hash: eb.ref('excluded.row_hash'),
      })),
    )
    .execute()
}

export type NewGrant = Omit<Grant, 'status'> & {
  readonly status?: Grant['status']
  readonly source: '278' | 'portal' | 'phone' | 'fax' | 'letter'
  readonly requestId: string | null
}

export async function saveGrant(tx: Tx, ground: Ground, grant: NewGrant): Promise<void> {
  await tx
    .insertInto('authorization_grant')
    .values({
      practice_id: ground.practiceId,
      id: grant.id,
      external_id: `own-${grant.id}`,
      patient_id: grant.patientId,
      payer_id: grant.payerId,
      number: grant.number,
      codes: [...grant.codes],
      from_on: grant.from,
      until_on: grant.until,
      units: grant.units,
      unit: grant.unit,
      used_before: grant.usedBefore,
      program_id: grant.programId,
      clinician_id: grant.clinicianId,
      status: grant.status ?? 'active',
      source: grant.source,
      request_id: grant.requestId,
      obtained_on: grant.obtainedOn,
      row_hash: '',
    })
    .execute()
}

export async function setGrant(
  tx: Tx,
  practiceId: string,
  id: string,
  change: {
    status?: Grant['status']
    units?: number
    from_on?: PlainDate
    until_on?: PlainDate
    codes?: string[]
    number?: string
  },
): Promise<void> {
  await tx
    .updateTable('authorization_grant')
    .set((eb) => ({ ...change, version: eb('version', '+', 1) }))
    .where('practice_id', '=', practiceId)
    .where('id', '=', id)
    .execute()
}

type Row = {
  id: string
  number: string
  patient_id: string
  payer_id: string
  codes: string[]
  unit: string
  units: number
  used_before: number
  from_on: PlainDate
  until_on: PlainDate
  program_id: string | null
  clinician_id: string | null
  status: string
  obtained_on: PlainDate | null
}
const columns = [
  'id',
  'number',
  'patient_id',
  'payer_id',
  'codes',
  'unit',
  'units',
  'used_before',
  'from_on',
  'until_on',
  'program_id',
  'clinician_id',
  'status',
  'obtained_on',
] as const

const toGrant = (row: Row): Grant => ({
  id: row.id,
  number: row.number,
  patientId: row.patient_id,
  payerId: row.payer_id,
  codes: row.codes,
  unit: row.unit as UnitKind,
  units: row.units,
  usedBefore: row.used_before,
  from: row.from_on,
  until: row.until_on,
  programId: row.program_id,
  clinicianId: row.clinician_id,
  status: row.status as Grant['status'],
  obtainedOn: row.obtained_on,
})

/** Every grant of these patients. `FOR UPDATE` keeps two bookings from taking the last visit: the second waits, then counts. */
export async function grantsOf(
  tx: Tx,
  practiceId: string,
  patientIds: readonly string[],
  isLocked = false,
): Promise<Grant[]> {
  if (patientIds.length === 0) return []
  const query = tx
    .selectFrom('authorization_grant')
    .select(columns)
    .where('practice_id', '=', practiceId)
    .where(({ eb, fn, val }) => eb('patient_id', '=', fn.any(val([...new Set(patientIds)]))))
    .orderBy('id')
  return (await (isLocked ? query.forUpdate() : query).execute()).map(toGrant)
}

export async function findGrant(tx: Tx, practiceId: string, id: string): Promise<Grant | null> {
  const row = await tx
    .selectFrom('authorization_grant')
    .select(columns)
    .where('practice_id', '=', practiceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? toGrant(row) : null
}

/** Every grant that still matters on a day: it ends on or after it. */
export async function grantsFrom(tx: Tx, practiceId: string, on: PlainDate): Promise<Grant[]> {
  const rows = await tx
    .selectFrom('authorization_grant')
    .select(columns)
    .where('practice_id', '=', practiceId)
    .where('until_on', '>=', on)
    .where('status', '=', 'active')
    .orderBy('patient_id')
    .orderBy('from_on')
    .execute()
  return rows.map(toGrant)
}

export type Held = { readonly reserved: number; readonly used: number }

/** What visits hold and have used of each grant, some visits left out. */
export async function heldOf(
  tx: Tx,
  practiceId: string,
  grantIds: readonly string[],
  without: readonly string[] = [],
): Promise<Map<string, Held>> {
  if (grantIds.length === 0) return new Map()
  const { rows } = await sql<{ grant_id: string; reserved: number; used: number }>`
    SELECT d.grant_id, coalesce(sum(d.units) FILTER (WHERE d.state = 'reserved'), 0)::int AS reserved,
      coalesce(sum(d.units) FILTER (WHERE d.state = 'used'), 0)::int AS used
    FROM (
      SELECT u.grant_id, u.state, CASE WHEN g.unit = 'visit' THEN max(u.units) ELSE sum(u.units) END AS units
      FROM app.authorization_use u
      JOIN app.authorization_grant g ON g.practice_id = u.practice_id AND g.id = u.grant_id
      WHERE u.practice_id = ${practiceId} AND u.grant_id = ANY (${[...new Set(grantIds)]}::uuid[])
        AND NOT (u.session_id = ANY (${[...without]}::uuid[]))
      GROUP BY u.grant_id, g.unit, u.state, u.clinician_id, u.service_on
    ) AS d
    GROUP BY d.grant_id`.execute(tx)
  return new Map(rows.map((row) => [row.grant_id, { reserved: row.reserved, used: row.used }]))
}
