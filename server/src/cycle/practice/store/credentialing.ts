import type { PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'

export type CredentialingState = 'preparing' | 'submitted' | 'in_review' | 'effective' | 'denied' | 'ended'
export type Application = {
  readonly id: string
  readonly clinicianId: string
  readonly payerId: string
  readonly locationId: string | null
  readonly state: CredentialingState
  readonly submittedOn: PlainDate | null
  readonly effectiveOn: PlainDate | null
  readonly untilOn: PlainDate | null
  readonly revalidateOn: PlainDate | null
  readonly nextCallOn: PlainDate | null
  readonly owner: string | null
  readonly reference: string | null
  readonly note: string | null
  readonly version: number
}

export async function credentialingRows(tx: Tx, practiceId: string) {
  const clinicians = await tx
    .selectFrom('clinician')
    .select(['id', 'first_name as firstName', 'last_name as lastName', 'credential', 'licence_state as licenceState'])
    .where('practice_id', '=', practiceId)
    .orderBy('last_name')
    .execute()
  const payers = await tx
    .selectFrom('payer')
    .select(['id', 'name', 'kind', 'filing_days as filingDays'])
    .where('practice_id', '=', practiceId)
    .where('kind', '!=', 'self_pay')
    .orderBy('name')
    .execute()
  const enrollments = await tx
    .selectFrom('enrollment')
    .select(['clinician_id as clinicianId', 'payer_id as payerId', 'from_on as from', 'until_on as until'])
    .where('practice_id', '=', practiceId)
    .execute()
  const { rows: applications } = await sql<Application>`
    SELECT id, clinician_id AS "clinicianId", payer_id AS "payerId", location_id AS "locationId", state, submitted_on AS "submittedOn", effective_on AS "effectiveOn",
      until_on AS "untilOn", revalidate_on AS "revalidateOn", next_call_on AS "nextCallOn", owner, reference, note, version
    FROM app.credentialing WHERE practice_id = ${practiceId} ORDER BY id`.execute(tx)
  const papers = await tx
    .selectFrom('clinician_paper')
    .select([
      'id',
      'clinician_id as clinicianId',
      'kind',
      'title',
      'number',
      'region',
      'confirmed_on as confirmedOn',
      'expires_on as expiresOn',
    ])
    .where('practice_id', '=', practiceId)
    .orderBy('expires_on')
    .execute()
  const supervisions = await tx
    .selectFrom('supervision')
    .select([
      'id',
      'clinician_id as clinicianId',
      'supervisor_id as supervisorId',
      'payer_id as payerId',
      'from_on as from',
      'until_on as until',
    ])
    .where('practice_id', '=', practiceId)
    .orderBy('from_on', 'desc')
    .execute()
  const connections = await tx
    .selectFrom('payer_connection')
    .select([
      'payer_id as payerId',
      'kind',
      'state',
      'submitted_on as submittedOn',
      'effective_on as effectiveOn',
      'next_call_on as nextCallOn',
      'owner',
      'note',
    ])
    .where('practice_id', '=', practiceId)
    .execute()
  return { clinicians, payers, enrollments, applications, papers, supervisions, connections }
}

export type ApplicationChange = Omit<Application, 'id' | 'version' | 'clinicianId' | 'payerId' | 'locationId'>

export async function saveApplication(
  tx: Tx,
  ground: Ground,
  key: { readonly clinicianId: string; readonly payerId: string; readonly locationId: string | null },
  change: ApplicationChange,
): Promise<void> {
  const columns = {
    state: change.state,
    submitted_on: change.submittedOn,
    effective_on: change.effectiveOn,
    until_on: change.untilOn,
    revalidate_on: change.revalidateOn,
    next_call_on: change.nextCallOn,
    owner: change.owner,
    reference: change.reference,
    note: change.note,
  }
  let query = tx
    .updateTable('credentialing')
    .set((eb) => ({ ...columns, version: eb('version', '+', 1) }))
    .where('practice_id', '=', ground.practiceId)
    .where('clinician_id', '=', key.clinicianId)
    .where('payer_id', '=', key.payerId)
    .where('state', '!=', 'ended')
  query =
    key.locationId === null ? query.where('location_id', 'is', null) : query.where('location_id', '=', key.locationId)
  if ((await query.executeTakeFirst()).numUpdatedRows > 0n) return
  await tx
    .insertInto('credentialing')
    .values({
      practice_id: ground.practiceId,
      id: ground.newId(),
      clinician_id: key.clinicianId,
      payer_id: key.payerId,
      location_id: key.locationId,
      ...columns,
    })
    .execute()
}

/** What is known of an enrollment is what booking and claims read. */
export async function saveEnrollment(
  tx: Tx,
  practiceId: string,
  clinicianId: string,
  payerId: string,
  from: PlainDate,
  until: PlainDate | null,
): Promise<void> {
  await tx
    .insertInto('enrollment')
    .values({ practice_id: practiceId, clinician_id: clinicianId, payer_id: payerId, from_on: from, until_on: until })
    .onConflict((oc) =>
      oc.columns(['practice_id', 'clinician_id', 'payer_id', 'from_on']).doUpdateSet({ until_on: until }),
    )
    .execute()
}

export type Paper = {
  readonly clinicianId: string
  readonly kind: string
  readonly title: string
  readonly number: string | null
  readonly region: string | null
  readonly confirmedOn: PlainDate | null
  readonly expiresOn: PlainDate | null
}

export async function savePaper(tx: Tx, ground: Ground, id: string | null, paper: Paper): Promise<string | null> {
  const columns = {
    clinician_id: paper.clinicianId,
    kind: paper.kind,
    title: paper.title,
    number: paper.number,
    region: paper.region,
    confirmed_on: paper.confirmedOn,
    expires_on: paper.expiresOn,
  }
  if (id !== null) {
    const result = await tx
      .updateTable('clinician_paper')
      .set(columns)
      .where('practice_id', '=', ground.practiceId)
      .where('id', '=', id)
      .executeTakeFirst()
    return result.numUpdatedRows > 0n ? id : null
  }
  const made = ground.newId()
  await tx
    .insertInto('clinician_paper')
    .values({ practice_id: ground.practiceId, id: made, ...columns })
    .execute()
  return made
}

export async function saveSupervision(
  tx: Tx,
  ground: Ground,
  row: { clinicianId: string; supervisorId: string; payerId: string | null; from: PlainDate; until: PlainDate | null },
): Promise<string> {
  const id = ground.newId()
  await tx
    .insertInto('supervision')
    .values({
      practice_id: ground.practiceId,
      id,
      clinician_id: row.clinicianId,
      supervisor_id: row.supervisorId,
      payer_id: row.payerId,
      from_on: row.from,
      until_on: row.until,
    })
    .execute()
  return id
}

export type Connection = {
  readonly payerId: string
  readonly kind: string
  readonly state: string
  readonly submittedOn: PlainDate | null
  readonly effectiveOn: PlainDate | null
  readonly nextCallOn: PlainDate | null
  readonly owner: string | null
  readonly note: string | null
}

export async function saveConnection(tx: Tx, practiceId: string, row: Connection): Promise<void> {
  const columns = {
    state: row.state,
    submitted_on: row.submittedOn,
    effective_on: row.effectiveOn,
    next_call_on: row.nextCallOn,
    owner: row.owner,
    note: row.note,
  }
  await tx
    .insertInto('payer_connection')
    .values({ practice_id: practiceId, payer_id: row.payerId, kind: row.kind, ...columns })
    .onConflict((oc) => oc.columns(['practice_id', 'payer_id', 'kind']).doUpdateSet(columns))
    .execute()
}

export async function isOurs(
  tx: Tx,
  practiceId: string,
  table: 'clinician' | 'payer' | 'location',
  id: string | null,
): Promise<boolean> {
  if (id === null) return true
  return (
    (await tx
      .selectFrom(table)
      .select('id')
      .where('practice_id', '=', practiceId)
      .where('id', '=', id)
      .executeTakeFirst()) !== undefined
  )
}
