import type { PlainDate } from '@ballast/kernel'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import type { Visit } from '../types.ts'

export type UseState = 'reserved' | 'used' | 'released' | 'lost'

export type Use = Visit & {
  readonly grantId: string | null
  readonly state: UseState
  readonly isConfirmed: boolean
  readonly why: string
  readonly overrideReason: string | null
  readonly overrideBy: string | null
}

const columns = [
  'session_id',
  'grant_id',
  'patient_id',
  'payer_id',
  'clinician_id',
  'program_id',
  'service_on',
  'codes',
  'units',
  'state',
  'is_confirmed',
  'why',
  'override_reason',
  'override_by',
] as const

type Row = {
  session_id: string
  grant_id: string | null
  patient_id: string
  payer_id: string
  clinician_id: string
  program_id: string
  service_on: PlainDate
  codes: string[]
  units: number
  state: string
  is_confirmed: boolean
  why: string
  override_reason: string | null
  override_by: string | null
}

const toUse = (row: Row): Use => ({
  sessionId: row.session_id,
  grantId: row.grant_id,
  patientId: row.patient_id,
  payerId: row.payer_id,
  clinicianId: row.clinician_id,
  programId: row.program_id,
  on: row.service_on,
  codes: row.codes,
  units: row.units,
  isKept: row.state === 'used',
  state: row.state as UseState,
  isConfirmed: row.is_confirmed,
  why: row.why,
  overrideReason: row.override_reason,
  overrideBy: row.override_by,
})

export async function usesOfSessions(
  tx: Tx,
  practiceId: string,
  sessionIds: readonly string[],
): Promise<Map<string, Use>> {
  if (sessionIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('authorization_use')
    .select(columns)
    .where('practice_id', '=', practiceId)
    .where(({ eb, fn, val }) => eb('session_id', '=', fn.any(val([...new Set(sessionIds)]))))
    .execute()
  return new Map(rows.map((row) => [row.session_id, toUse(row)]))
}

export async function usesOfPatients(tx: Tx, practiceId: string, patientIds: readonly string[]): Promise<Use[]> {
  if (patientIds.length === 0) return []
  const rows = await tx
    .selectFrom('authorization_use')
    .select(columns)
    .where('practice_id', '=', practiceId)
    .where(({ eb, fn, val }) => eb('patient_id', '=', fn.any(val([...new Set(patientIds)]))))
    .orderBy('service_on')
    .orderBy('session_id')
    .execute()
  return rows.map(toUse)
}

/** Visits that needed leave in a period, a margin before it included. */
export async function usesBetween(tx: Tx, practiceId: string, from: PlainDate, until: PlainDate): Promise<Use[]> {
  const rows = await tx
    .selectFrom('authorization_use')
    .select(columns)
    .where('practice_id', '=', practiceId)
    .where('service_on', '>=', from)
    .where('service_on', '<=', until)
    .orderBy('service_on')
    .execute()
  return rows.map(toUse)
}

export async function saveUses(tx: Tx, ground: Ground, uses: readonly Use[]): Promise<void> {
  const decided_at = ground.now()
  for (let at = 0; at < uses.length; at += 500)
    await tx
      .insertInto('authorization_use')
      .values(
        uses.slice(at, at + 500).map((use) => ({
          practice_id: ground.practiceId,
          session_id: use.sessionId,
          grant_id: use.grantId,
          patient_id: use.patientId,
          payer_id: use.payerId,
          clinician_id: use.clinicianId,
          program_id: use.programId,
          service_on: use.on,
          codes: [...use.codes],
          units: use.units,
          state: use.state,
          is_confirmed: use.isConfirmed,
          why: use.why,
          override_reason: use.overrideReason,
          override_by: use.overrideBy,
          decided_at,
        })),
      )
      .onConflict((oc) =>
        oc.columns(['practice_id', 'session_id']).doUpdateSet((eb) => ({
          grant_id: eb.ref('excluded.grant_id'),
          payer_id: eb.ref('excluded.payer_id'),
          clinician_id: eb.ref('excluded.clinician_id'),
          program_id: eb.ref('excluded.program_id'),
          service_on: eb.ref('excluded.service_on'),
          codes: eb.ref('excluded.codes'),
          units: eb.ref('excluded.units'),
          state: eb.ref('excluded.state'),
          is_confirmed: eb.ref('excluded.is_confirmed'),
          why: eb.ref('excluded.why'),
          override_reason: eb.ref('excluded.override_reason'),
          override_by: eb.ref('excluded.override_by'),
          decided_at: eb.ref('excluded.decided_at'),
        })),
      )
      .execute()
}

export async function setUseState(
  tx: Tx,
  practiceId: string,
  sessionIds: readonly string[],
  state: 'released' | 'lost',
  why: string,
): Promise<void> {
  if (sessionIds.length === 0) return
  await tx
    .updateTable('authorization_use')
    .set({ state, why, ...(state === 'released' ? { grant_id: null } : {}) })
    .where('practice_id', '=', practiceId)
    .where(({ eb, fn, val }) => eb('session_id', '=', fn.any(val([...sessionIds]))))
    .where('state', '!=', 'lost')
    .execute()
}
