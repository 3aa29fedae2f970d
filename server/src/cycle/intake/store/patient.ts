import { cents, type PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import type { CoverageTerm, Guarantor, TermKind } from '../types.ts'

export async function findPatient(tx: Tx, practiceId: string, id: string, isLocked = false) {
  const query = tx
    .selectFrom('patient')
    .select([
      'id',
      'external_id as externalId',
      'first_name as firstName',
      'last_name as lastName',
      'name_used as nameUsed',
      'pronouns',
      'birth_on as birthOn',
      'sex',
      'address_line as addressLine',
      'city',
      'state',
      'zip',
      'phone',
      'email',
      'consents_alone_on as consentsAloneOn',
      'partner_name as partnerName',
      'merged_into as mergedInto',
    ])
    .where('practice_id', '=', practiceId)
    .where('id', '=', id)
  return (await (isLocked ? query.forUpdate() : query).executeTakeFirst()) ?? null
}

export type PatientChange = {
  readonly nameUsed: string | null
  readonly pronouns: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly consentsAloneOn: PlainDate | null
  readonly partnerName: string | null
}

export async function setPatient(tx: Tx, practiceId: string, id: string, change: PatientChange): Promise<void> {
  await tx
    .updateTable('patient')
    .set({
      name_used: change.nameUsed,
      pronouns: change.pronouns,
      phone: change.phone,
      email: change.email,
      consents_alone_on: change.consentsAloneOn,
      partner_name: change.partnerName,
    })
    .where('practice_id', '=', practiceId)
    .where('id', '=', id)
    .execute()
}

/** Everybody who answers or answered for these patients, the newest first. */
export async function listGuarantors(
  tx: Tx,
  practiceId: string,
  patientIds: readonly string[],
): Promise<Map<string, Guarantor[]>> {
  if (patientIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('guarantor')
    .select([
      'patient_id as patientId',
      'id',
      'first_name as firstName',
      'last_name as lastName',
      'relation',
      'address_line as addressLine',
      'city',
      'state',
      'zip',
      'phone',
      'email',
      'share_basis_points as shareBasisPoints',
      'services',
      'reference',
      'from_on as from',
      'until_on as until',
    ])
    .where('practice_id', '=', practiceId)
    .where(sql<boolean>`patient_id = ANY (${[...new Set(patientIds)]}::uuid[])`)
    .orderBy('from_on', 'desc')
    .orderBy('share_basis_points', 'desc')
    .orderBy('id')
    .execute()
  return Map.groupBy(
    rows.map((row) => row as typeof row & Guarantor),
    (row) => row.patientId,
  )
}

export async function saveGuarantor(
  tx: Tx,
  ground: Ground,
  row: Omit<Guarantor, 'id'> & {
    readonly externalId: string | null
    readonly patientId: string
    readonly hash: string
  },
  known: string | null = null,
): Promise<string> {
  const id = known ?? ground.newId()
  const columns = {
    patient_id: row.patientId,
    first_name: row.firstName,
    last_name: row.lastName,
    relation: row.relation,
    address_line: row.addressLine,
    city: row.city,
    state: row.state,
    zip: row.zip,
    phone: row.phone,
    email: row.email,
    share_basis_points: row.shareBasisPoints,
    services: [...row.services],
    reference: row.reference,
    from_on: row.from,
    until_on: row.until,
    noted_by: ground.actor.name,
    row_hash: row.hash,
  }
  if (known === null)
    await tx
      .insertInto('guarantor')
      .values({ practice_id: ground.practiceId, id, external_id: row.externalId ?? `own-${id}`, ...columns })
      .execute()
  else
    await tx
      .updateTable('guarantor')
      .set(columns)
      .where('practice_id', '=', ground.practiceId)
      .where('id', '=', id)
      .execute()
  return id
}

/** From a day on others answer: whoever stands until then ends the day before, and what was said for later is replaced. */
export async function endGuarantors(tx: Tx, ground: Ground, patientId: string, from: PlainDate, lastDay: PlainDate) {
  const { practiceId } = ground
  await tx
    .deleteFrom('guarantor')
    .where('practice_id', '=', practiceId)
    .where('patient_id', '=', patientId)
    .where('from_on', '>=', from)
    .execute()
  await tx
    .updateTable('guarantor')
    .set({ until_on: lastDay })
    .where('practice_id', '=', practiceId)
    .where('patient_id', '=', patientId)
    .where(sql<boolean>`coalesce(until_on >= ${from}::date, true)`)
    .execute()
}

export type StoredTerm = CoverageTerm & { readonly id: string; readonly coverageId: string }

/** What was agreed about these coverages, the newest first. */
export async function listTerms(
  tx: Tx,
  practiceId: string,
  coverageIds: readonly string[],
): Promise<Map<string, StoredTerm[]>> {
  if (coverageIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('coverage_term')
    .select([
      'id',
      'coverage_id as coverageId',
      'kind',
      'reference',
      'from_on as from',
      'until_on as until',
      'visits',
      'codes',
      'rate_cents as rate',
      'pays_patient as paysPatient',
      'courtesy_claim as courtesyClaim',
    ])
    .where('practice_id', '=', practiceId)
    .where(sql<boolean>`coverage_id = ANY (${[...new Set(coverageIds)]}::uuid[])`)
    .orderBy('from_on', 'desc')
    .orderBy('id')
    .execute()
  return Map.groupBy(
    rows.map((row) => ({ ...row, kind: row.kind as TermKind, rate: row.rate === null ? null : cents(row.rate) })),
    (row) => row.coverageId,
  )
}

export async function saveTerm(tx: Tx, ground: Ground, coverageId: string, term: CoverageTerm): Promise<string> {
  const columns = {
    reference: term.reference,
    until_on: term.until,
    visits: term.visits,
    codes: [...term.codes],
    rate_cents: term.rate,
    pays_patient: term.paysPatient,
    courtesy_claim: term.courtesyClaim,
    noted_by: ground.actor.name,
  }
  const row = await tx
    .insertInto('coverage_term')
    .values({
      practice_id: ground.practiceId,
      id: ground.newId(),
      coverage_id: coverageId,
      kind: term.kind,
      from_on: term.from,
      ...columns,
    })
    .onConflict((oc) => oc.columns(['practice_id', 'coverage_id', 'kind', 'from_on']).doUpdateSet(columns))
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export async function deleteTerm(tx: Tx, practiceId: string, id: string): Promise<string | null> {
  const row = await tx
    .deleteFrom('coverage_term')
    .where('practice_id', '=', practiceId)
    .where('id', '=', id)
    .returning('coverage_id')
    .executeTakeFirst()
  return row?.coverage_id ?? null
}

/** A patient's coverages, the one that pays first at the front. */
export async function listCoverages(tx: Tx, practiceId: string, patientId: string) {
  return (
    tx
      .selectFrom('coverage as c')
      .innerJoin('payer as y', (on) => on.onRef('y.practice_id', '=', 'c.practice_id').onRef('y.id', '=', 'c.payer_id'))
      .select([
        'c.id',
        'y.name as payer',
        'y.kind as payerKind',
        'c.rank',
        'c.member_id as memberId',
        'c.group_number as groupNumber',
        'c.relationship',
        'c.subscriber_first_name as subscriberFirstName',
        'c.subscriber_last_name as subscriberLastName',
        'c.copay_cents as copayCents',
        'c.from_on as from',
        'c.until_on as until',
        'c.visits_end_on as visitsEndOn',
        'c.referral_number as referral',
        'c.referral_until as referralUntil',
        'c.benefits_assigned as isAssigned',
      ])
      .where('c.practice_id', '=', practiceId)
      .where('y.practice_id', '=', practiceId)
      .where('c.patient_id', '=', patientId)
      // Days of paying alone that were taken back leave a row without days.
      .where((eb) => eb.or([eb('c.until_on', 'is', null), eb('c.until_on', '>=', eb.ref('c.from_on'))]))
      .orderBy('c.rank')
      .orderBy('c.from_on', 'desc')
      .execute()
  )
}

export async function findCoverage(tx: Tx, practiceId: string, id: string) {
  const row = await tx
    .selectFrom('coverage as c')
    .innerJoin('payer as y', (on) => on.onRef('y.practice_id', '=', 'c.practice_id').onRef('y.id', '=', 'c.payer_id'))
    .select(['c.id', 'c.patient_id as patientId', 'c.from_on as from', 'c.until_on as until', 'y.kind as payerKind'])
    .where('c.practice_id', '=', practiceId)
    .where('y.practice_id', '=', practiceId)
    .where('c.id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** The end on file is kept beside the counted one, the first time it is counted. */
export async function setVisitsEnd(tx: Tx, practiceId: string, id: string, endsOn: PlainDate | null): Promise<void> {
  await sql`UPDATE app.coverage SET
      planned_until_on = CASE WHEN ${endsOn}::date IS NULL THEN NULL WHEN visits_end_on IS NULL THEN until_on ELSE planned_until_on END,
      until_on = CASE WHEN ${endsOn}::date IS NOT NULL THEN ${endsOn}::date WHEN visits_end_on IS NULL THEN until_on ELSE planned_until_on END,
      visits_end_on = ${endsOn}::date
    WHERE practice_id = ${practiceId} AND id = ${id}`.execute(tx)
}
