import { addDays, type Cents, type PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import type { ClinicianEntry, PartnerEntry, PayerEntry, PracticeEntry } from '../types.ts'

/** The practice itself, held until the transaction ends when it is to be changed. */
export async function findPractice(tx: Tx, practiceId: string, isHeld = false) {
  const query = tx
    .selectFrom('practice')
    .select([
      'name',
      'npi',
      'tax_id as taxId',
      'taxonomy',
      'address_line as address',
      'city',
      'state',
      'zip',
      'phone',
      'time_zone as timeZone',
      'submitter_id as submitterId',
      'params',
      'switches',
    ])
    .where('practice_id', '=', practiceId)
  const row = await (isHeld ? query.forUpdate() : query).executeTakeFirstOrThrow()
  return { ...row, params: row.params as Record<string, unknown>, switches: row.switches as Record<string, unknown> }
}

export async function updatePractice(
  tx: Tx,
  practiceId: string,
  practice: PracticeEntry & { readonly submitterId: string },
): Promise<void> {
  const { name, npi, taxId, taxonomy, address, city, state, zip, phone, timeZone, submitterId } = practice
  await tx
    .updateTable('practice')
    .set({
      name,
      npi,
      tax_id: taxId,
      taxonomy,
      address_line: address,
      city,
      state,
      zip,
      phone,
      time_zone: timeZone,
      submitter_id: submitterId,
    })
    .where('practice_id', '=', practiceId)
    .execute()
}

/** The practice's clearinghouse, under the name that payers carry. */
export async function setPartner(tx: Tx, practiceId: string, name: string, partner: PartnerEntry): Promise<void> {
  await sql`UPDATE app.practice SET params = jsonb_set(
      jsonb_set(params, '{partners}', coalesce(params -> 'partners', '{}'::jsonb)),
      ARRAY['partners', ${name}::text], ${JSON.stringify(partner)}::jsonb)
    WHERE practice_id = ${practiceId}`.execute(tx)
}

export const listLocations = (tx: Tx, practiceId: string) =>
  tx
    .selectFrom('location')
    .select([
      'id',
      'external_id as code',
      'name',
      'address_line as address',
      'city',
      'state',
      'zip',
      'place_of_service as placeOfService',
    ])
    .where('practice_id', '=', practiceId)
    .orderBy('name')
    .execute()

export const listPrograms = (tx: Tx, practiceId: string) =>
  tx
    .selectFrom('program')
    .select(['id', 'external_id as code', 'name'])
    .where('practice_id', '=', practiceId)
    .orderBy('name')
    .execute()

export type Location = Awaited<ReturnType<typeof listLocations>>[number]
export type Program = Awaited<ReturnType<typeof listPrograms>>[number]

export async function saveLocation(tx: Tx, practiceId: string, row: Location): Promise<void> {
  const values = {
    external_id: row.code,
    name: row.name,
    address_line: row.address,
    city: row.city,
    state: row.state,
    zip: row.zip,
    place_of_service: row.placeOfService,
  }
  await tx
    .insertInto('location')
    .values({ practice_id: practiceId, id: row.id, ...values })
    .onConflict((oc) => oc.columns(['practice_id', 'id']).doUpdateSet(values))
    .execute()
}

export async function saveProgram(tx: Tx, practiceId: string, row: Program): Promise<void> {
  const values = { external_id: row.code, name: row.name }
  await tx
    .insertInto('program')
    .values({ practice_id: practiceId, id: row.id, ...values })
    .onConflict((oc) => oc.columns(['practice_id', 'id']).doUpdateSet(values))
    .execute()
}

export const listClinicians = (tx: Tx, practiceId: string) =>
  tx
    .selectFrom('clinician')
    .select([
      'id',
      'npi',
      'first_name as firstName',
      'last_name as lastName',
      'credential',
      'licence_state as licenceState',
      'taxonomy',
      'program_id as programId',
      'location_id as locationId',
      'supervisor_id as supervisorId',
      'started_on as startedOn',
    ])
    .where('practice_id', '=', practiceId)
    .orderBy('last_name')
    .orderBy('first_name')
    .execute()

export async function saveClinician(tx: Tx, practiceId: string, id: string, row: ClinicianEntry): Promise<void> {
  const values = {
    npi: row.npi,
    first_name: row.firstName,
    last_name: row.lastName,
    credential: row.credential,
    licence_state: row.licenceState,
    taxonomy: row.taxonomy,
    program_id: row.programId,
    location_id: row.locationId,
    supervisor_id: row.supervisorId,
    started_on: row.startedOn,
  }
  await tx
    .insertInto('clinician')
    .values({ practice_id: practiceId, id, ...values })
    .onConflict((oc) => oc.columns(['practice_id', 'id']).doUpdateSet(values))
    .execute()
}

export async function listPayers(tx: Tx, practiceId: string) {
  const rows = await tx
    .selectFrom('payer')
    .select([
      'id',
      'external_id as code',
      'name',
      'edi_id as ediId',
      'kind',
      'filing_indicator as filingIndicator',
      'partner',
      'filing_days as filingDays',
      'appeal_days as appealDays',
      'carve_out_payer_id as carveOutPayerId',
      'phone',
      'params',
    ])
    .where('practice_id', '=', practiceId)
    .where('kind', '!=', 'self_pay')
    .orderBy('name')
    .execute()
  return rows.map((row) => ({ ...row, params: row.params as Record<string, unknown> }))
}

/** A payer as it was entered, with the days that stand for it. Its terms are not touched. */
export async function savePayer(
  tx: Tx,
  practiceId: string,
  id: string,
  row: Omit<PayerEntry, 'filingDays' | 'appealDays'> & { readonly filingDays: number; readonly appealDays: number },
): Promise<void> {
  const values = {
    external_id: row.code,
    name: row.name,
    edi_id: row.ediId,
    kind: row.kind,
    filing_indicator: row.filingIndicator,
    partner: row.partner,
    filing_days: row.filingDays,
    appeal_days: row.appealDays,
    carve_out_payer_id: row.carveOutPayerId,
    phone: row.phone,
  }
  await tx
    .insertInto('payer')
    .values({ practice_id: practiceId, id, ...values })
    .onConflict((oc) => oc.columns(['practice_id', 'id']).doUpdateSet(values))
    .execute()
}

export type ChargeRow = {
  readonly code: string
  readonly from: PlainDate
  readonly until: PlainDate | null
  readonly cents: Cents
}

export async function listCharges(tx: Tx, practiceId: string): Promise<ChargeRow[]> {
  const { rows } = await sql<ChargeRow>`
    SELECT code, from_on AS "from", until_on AS "until", charge_cents AS cents FROM app.charge_rate
    WHERE practice_id = ${practiceId} ORDER BY code, from_on DESC`.execute(tx)
  return rows
}

export type FeeRow = ChargeRow & { readonly payerId: string; readonly credential: string }

export async function listFees(tx: Tx, practiceId: string, payerId: string): Promise<FeeRow[]> {
  const { rows } = await sql<FeeRow>`
    SELECT payer_id AS "payerId", code, credential, from_on AS "from", until_on AS "until", allowed_cents AS cents
    FROM app.contract_rate WHERE practice_id = ${practiceId} AND payer_id = ${payerId}
    ORDER BY code, credential, from_on DESC`.execute(tx)
  return rows
}

/** Sets a charge from a day on: what stood before ends the day before, and what begins later still begins then. */
export async function setCharge(
  tx: Tx,
  practiceId: string,
  code: string,
  cents: Cents | null,
  from: PlainDate,
): Promise<void> {
  const rows = (await listCharges(tx, practiceId)).filter((row) => row.code === code)
  await sql`DELETE FROM app.charge_rate
    WHERE practice_id = ${practiceId} AND code = ${code} AND from_on = ${from}`.execute(tx)
  await sql`UPDATE app.charge_rate SET until_on = ${addDays(from, -1)}
    WHERE practice_id = ${practiceId} AND code = ${code} AND from_on < ${from}
      AND (until_on IS NULL OR until_on >= ${from})`.execute(tx)
  if (cents === null) return
  await sql`INSERT INTO app.charge_rate (practice_id, code, from_on, until_on, charge_cents)
    VALUES (${practiceId}, ${code}, ${from}, ${lastDay(rows, from)}, ${cents})`.execute(tx)
}

/** The same of what a payer agreed to allow, for one licence or for all ('*'). */
export async function setFee(
  tx: Tx,
  practiceId: string,
  { payerId, code, credential }: { readonly payerId: string; readonly code: string; readonly credential: string },
  cents: Cents | null,
  from: PlainDate,
): Promise<void> {
  const rows = (await listFees(tx, practiceId, payerId)).filter(
    (row) => row.code === code && row.credential === credential,
  )
  await sql`DELETE FROM app.contract_rate WHERE practice_id = ${practiceId} AND payer_id = ${payerId}
    AND code = ${code} AND credential = ${credential} AND from_on = ${from}`.execute(tx)
  await sql`UPDATE app.contract_rate SET until_on = ${addDays(from, -1)}
    WHERE practice_id = ${practiceId} AND payer_id = ${payerId} AND code = ${code} AND credential = ${credential}
      AND from_on < ${from} AND (until_on IS NULL OR until_on >= ${from})`.execute(tx)
  if (cents === null) return
  await sql`INSERT INTO app.contract_rate (practice_id, payer_id, code, credential, from_on, until_on, allowed_cents)
    VALUES (${practiceId}, ${payerId}, ${code}, ${credential}, ${from}, ${lastDay(rows, from)}, ${cents})`.execute(tx)
}

/** The last day of a row that begins on a day among others: its predecessor's, else the day before the next. */
function lastDay(rows: readonly ChargeRow[], from: PlainDate): PlainDate | null {
  const stood = rows.find((row) => row.from <= from && (row.until === null || row.until >= from))
  if (stood?.until) return stood.until
  const next = rows
    .map((row) => row.from)
    .filter((day) => day > from)
    .sort()[0]
  return next === undefined ? null : addDays(next, -1)
}

/** What has been entered, by number: what an owner does next follows from it. */
export async function countSettings(tx: Tx, practiceId: string) {
  const { rows } = await sql<{ payers: number; charges: number; clinicians: number; imports: number }>`
    SELECT (SELECT count(*)::int FROM app.payer WHERE practice_id = ${practiceId} AND kind <> 'self_pay') AS payers,
      (SELECT count(DISTINCT code)::int FROM app.charge_rate WHERE practice_id = ${practiceId}) AS charges,
      (SELECT count(*)::int FROM app.clinician WHERE practice_id = ${practiceId}) AS clinicians,
      (SELECT count(*)::int FROM app.import_run WHERE practice_id = ${practiceId} AND state = 'done') AS imports`.execute(
    tx,
  )
  return rows[0] ?? { payers: 0, charges: 0, clinicians: 0, imports: 0 }
}

/** The last changes of settings and of people, newest first. */
export async function listChanges(tx: Tx, ground: Ground, most: number) {
  const { rows } = await sql<{ at: string; actor: string; action: string; subject: string; detail: unknown }>`
    SELECT at, actor, action, subject, detail FROM app.audit_event
    WHERE practice_id = ${ground.practiceId} AND (action LIKE 'practice.%' OR action LIKE 'people.%')
    ORDER BY seq DESC LIMIT ${most}`.execute(tx)
  return rows
}
