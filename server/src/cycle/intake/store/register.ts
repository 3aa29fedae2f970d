import type { PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { rowHash } from '../../../ground/imported-rows.ts'
import type { CoveragePapers, CoverageRecord, PatientRecord } from '../types.ts'

export async function savePatient(
  tx: Tx,
  ground: Ground,
  record: PatientRecord,
  searchName: string,
  known: string | null,
): Promise<string> {
  const id = known ?? ground.newId()
  const columns = {
    first_name: record.firstName,
    last_name: record.lastName,
    name_used: record.nameUsed,
    pronouns: record.pronouns,
    search_name: searchName,
    birth_on: record.birthOn,
    sex: record.sex,
    address_line: record.addressLine,
    city: record.city,
    state: record.state,
    zip: record.zip,
    phone: record.phone,
    email: record.email,
    ...(record.consentsAloneOn === undefined ? {} : { consents_alone_on: record.consentsAloneOn }),
    ...(record.partnerName === undefined ? {} : { partner_name: record.partnerName }),
    row_hash: rowHash(record),
  }
  if (known === null)
    await tx
      .insertInto('patient')
      .values({ practice_id: ground.practiceId, id, external_id: record.externalId, ...columns })
      .execute()
  else
    await tx
      .updateTable('patient')
      .set(columns)
      .where('practice_id', '=', ground.practiceId)
      .where('id', '=', id)
      .execute()
  return id
}

/** What was not said anew stays as it was. */
const paperColumns = (papers: Partial<CoveragePapers> = {}) => ({
  ...(papers.referral === undefined ? {} : { referral_number: papers.referral }),
  ...(papers.referralUntil === undefined ? {} : { referral_until: papers.referralUntil }),
  ...(papers.isAssigned === undefined ? {} : { benefits_assigned: papers.isAssigned }),
})

export async function savePapers(tx: Tx, practiceId: string, id: string, papers: CoveragePapers): Promise<boolean> {
  const done = await tx
    .updateTable('coverage')
    .set(paperColumns(papers))
    .where('practice_id', '=', practiceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** Names, birth date and sex of the subscriber: the patient's own when they are one person. */
export async function saveCoverage(
  tx: Tx,
  ground: Ground,
  record: CoverageRecord,
  patientId: string,
  payerId: string,
  known: string | null,
): Promise<string> {
  const practice_id = ground.practiceId
  const id = known ?? ground.newId()
  const patient = await tx
    .selectFrom('patient')
    .select(['first_name', 'last_name', 'birth_on', 'sex'])
    .where('practice_id', '=', practice_id)
    .where('id', '=', patientId)
    .executeTakeFirstOrThrow()
  const columns = {
    patient_id: patientId,
    payer_id: payerId,
    rank: record.rank,
    member_id: record.memberId,
    group_number: record.groupNumber,
    relationship: record.relationship,
    subscriber_first_name: record.subscriberFirstName ?? patient.first_name,
    subscriber_last_name: record.subscriberLastName ?? patient.last_name,
    subscriber_birth_on: record.subscriberBirthOn ?? patient.birth_on,
    subscriber_sex: record.subscriberSex ?? patient.sex,
    subscriber_address_line: record.subscriberAddressLine,
    subscriber_city: record.subscriberCity,
    subscriber_state: record.subscriberState,
    subscriber_zip: record.subscriberZip,
    copay_cents: record.copay,
    from_on: record.from,
    until_on: record.until,
    // What its visits made of its end is counted again from what the file says.
    visits_end_on: null,
    planned_until_on: null,
    ...paperColumns(record.papers),
    row_hash: rowHash(record),
  }
  if (known === null)
    await tx
      .insertInto('coverage')
      .values({ practice_id, id, external_id: record.externalId, ...columns })
      .execute()
  else
    await tx.updateTable('coverage').set(columns).where('practice_id', '=', practice_id).where('id', '=', id).execute()
  return id
}

export type PatientFound = {
  readonly id: string
  readonly patient: string
  readonly bornOn: PlainDate
  readonly payer: string | null
  readonly memberId: string | null
}

/** Patients by the beginning of their name (last name first), by day of birth, or by a member id; what is null is not asked. */
export async function searchPatients(
  tx: Tx,
  practiceId: string,
  sought: { readonly name: string | null; readonly bornOn: PlainDate | null; readonly memberId: string | null },
  most: number,
): Promise<PatientFound[]> {
  const { name, bornOn, memberId } = sought
  const named = name === null ? sql`` : sql`AND p.search_name >= ${name} AND p.search_name < ${`${name}\uffff`}`
  const born = bornOn === null ? sql`` : sql`AND p.birth_on = ${bornOn}::date`
  const byId =
    memberId === null
      ? sql``
      : sql`AND EXISTS (SELECT FROM app.coverage m WHERE m.practice_id = ${practiceId} AND m.patient_id = p.id AND m.member_id = ${memberId})`
  const { rows } = await sql<PatientFound>`
    SELECT p.id, p.last_name || ', ' || p.first_name AS patient, p.birth_on AS "bornOn", y.name AS payer, v.member_id AS "memberId"
    FROM app.patient p
    LEFT JOIN app.coverage v ON v.practice_id = p.practice_id AND v.practice_id = ${practiceId} AND v.patient_id = p.id AND v.rank = 1 AND v.until_on IS NULL
    LEFT JOIN app.payer y ON y.practice_id = v.practice_id AND y.practice_id = ${practiceId} AND y.id = v.payer_id
    WHERE p.practice_id = ${practiceId} ${named} ${born} ${byId}
    ORDER BY p.search_name, p.id LIMIT ${most}`.execute(tx)
  return rows
}
