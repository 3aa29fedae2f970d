import { type Cents, cents, type PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { DraftFacts, GrantFacts } from '../types.ts'
import { gatherBenefits, listSaid } from './benefits.ts'

// Everything a draft or an edit has to know of a session, gathered in one place so that rules fetch nothing.

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

/** A payer's terms as they stood on a day: what it changed since counts from the day of the change. */
function termsOn(params: Readonly<Record<string, unknown>>, on: PlainDate): Readonly<Record<string, unknown>> {
  const { changes, ...terms } = params
  if (!Array.isArray(changes)) return params
  const begun = changes.map(record).filter(({ from }) => typeof from === 'string' && from <= on)
  begun.sort((a, b) => (String(a.from) < String(b.from) ? -1 : 1))
  return Object.assign(terms, ...begun.map((change) => record(change.params)))
}

/** A session with its people, coverage, payer and practice; null when there is no such session. */
export async function gatherDraft(tx: Tx, practiceId: string, sessionId: string): Promise<DraftFacts | null> {
  const session = await tx
    .selectFrom('session')
    .selectAll()
    .where('practice_id', '=', practiceId)
    .where('id', '=', sessionId)
    .executeTakeFirst()
  if (!session) return null
  const one = { practiceId, on: session.service_on }
  const practice = await tx
    .selectFrom('practice')
    .selectAll()
    .where('practice_id', '=', practiceId)
    .executeTakeFirstOrThrow()
  const patient = await tx
    .selectFrom('patient')
    .selectAll()
    .where('practice_id', '=', practiceId)
    .where('id', '=', session.patient_id)
    .executeTakeFirstOrThrow()
  const clinician = await tx
    .selectFrom('clinician')
    .selectAll()
    .where('practice_id', '=', practiceId)
    .where('id', '=', session.clinician_id)
    .executeTakeFirstOrThrow()
  const supervisor = clinician.supervisor_id
    ? await tx
        .selectFrom('clinician')
        .selectAll()
        .where('practice_id', '=', practiceId)
        .where('id', '=', clinician.supervisor_id)
        .executeTakeFirst()
    : undefined
  const location = await tx
    .selectFrom('location')
    .selectAll()
    .where('practice_id', '=', practiceId)
    .where('id', '=', session.location_id)
    .executeTakeFirstOrThrow()
  const said = await listSaid(tx, practiceId, session.patient_id, one.on)
  const coverage = said[0] ? await findCoverage(tx, practiceId, said[0].coverageId) : undefined
  const named = coverage ? await findPayer(tx, practiceId, coverage.payer_id) : null
  const switches = record(practice.switches)
  const holderId = said[0]?.holder?.payerId ?? named?.carve_out_payer_id
  const isRouted = switches.carveOutRouting !== false && holderId
  const payer = isRouted ? await findPayer(tx, practiceId, isRouted) : named
  const enrollments = payer
    ? await tx
        .selectFrom('enrollment')
        .select(['clinician_id', 'from_on', 'until_on'])
        .where('practice_id', '=', practiceId)
        .where('payer_id', '=', payer.id)
        .execute()
    : []
  const own = enrollments.filter((row) => row.clinician_id === clinician.id)
  const current =
    own.find((row) => row.from_on <= one.on && (row.until_on === null || row.until_on >= one.on)) ?? own[0]
  return {
    sessionId,
    guards: { codeChoice: switches.codeChoice !== false, edits: switches.edits !== false },
    practice: {
      name: practice.name,
      npi: practice.npi,
      taxId: practice.tax_id,
      taxonomy: practice.taxonomy,
      phone: practice.phone,
      submitterId: practice.submitter_id,
      params: record(practice.params),
      address: {
        line: practice.address_line,
        line2: undefined,
        city: practice.city,
        state: practice.state,
        zip: practice.zip,
      },
    },
    patient: {
      id: patient.id,
      lastName: patient.last_name,
      firstName: patient.first_name,
      birthOn: patient.birth_on,
      sex: patient.sex as 'F' | 'M' | 'U',
      address: {
        line: patient.address_line,
        line2: undefined,
        city: patient.city,
        state: patient.state,
        zip: patient.zip,
      },
    },
    clinician: personOf(clinician),
    supervisor: supervisor ? personOf(supervisor) : null,
    locationId: location.id,
    placeOfService: location.place_of_service,
    programId: session.program_id,
    coverage: coverage
      ? {
          id: coverage.id,
          memberId: coverage.member_id,
          groupNumber: coverage.group_number,
          relationship: coverage.relationship as 'self' | 'spouse' | 'child' | 'other',
          from: coverage.from_on,
          until: coverage.until_on,
          subscriber: {
            lastName: coverage.subscriber_last_name,
            firstName: coverage.subscriber_first_name,
            birthOn: coverage.subscriber_birth_on,
            sex: coverage.subscriber_sex as 'F' | 'M' | 'U',
            address: coverage.subscriber_address_line
              ? {
                  line: coverage.subscriber_address_line,
                  line2: undefined,
                  city: coverage.subscriber_city ?? undefined,
                  state: coverage.subscriber_state ?? undefined,
                  zip: coverage.subscriber_zip ?? undefined,
                }
              : undefined,
          },
        }
      : null,
    payer: payer
      ? {
          id: payer.id,
          ediId: payer.edi_id,
          name: payer.name,
          kind: payer.kind as 'commercial' | 'medicare' | 'medicaid' | 'eap' | 'self_pay',
          filingIndicator: payer.filing_indicator,
          partner: payer.partner,
          params: { timely_filing_days: payer.filing_days, ...termsOn(record(payer.params), one.on) },
        }
      : null,
    session: {
      on: session.service_on,
      start: session.start_time,
      stop: session.stop_time,
      minutes: session.minutes,
      status: session.status as 'booked' | 'kept' | 'no_show' | 'late_cancel' | 'cancelled',
      service: session.service,
      modality: session.modality as 'in_person' | 'video' | 'audio',
      patientAt: session.patient_at as 'home' | 'elsewhere' | 'clinic',
      em: session.em,
      interactiveComplexity: session.interactive_complexity,
      medicalServices: session.medical_services,
      diagnoses: session.diagnoses,
      noteElements: session.note_elements,
      codesPicked: session.codes_picked,
      modifiersPicked: session.modifiers_picked,
      placePicked: session.place_picked,
      authorizationNumber: session.authorization_number,
      signedOn: session.signed_on,
    },
    note: await findNoteFacts(tx, practiceId, session.id),
    enrollment: payer
      ? {
          isKnown: enrollments.length > 0,
          from: current?.from_on ?? null,
          until: current?.until_on ?? null,
          isEnrolled: own.length > 0,
        }
      : null,
    benefits: await gatherBenefits(tx, practiceId, said, { sessionId, on: one.on }),
    grants: payer ? await listGrants(tx, practiceId, patient.id, payer.id, session.id) : [],
    billed: await listBilled(tx, practiceId, patient.id, one.on, session.id),
  }
}

type Answer = {
  readonly chosen?: readonly string[]
  readonly count?: number
  readonly text?: string
  readonly on?: PlainDate
}

async function findNoteFacts(tx: Tx, practiceId: string, sessionId: string): Promise<DraftFacts['note']> {
  const row = await tx
    .selectFrom('note')
    .select(['answers', 'cosigned_at'])
    .where('practice_id', '=', practiceId)
    .where('session_id', '=', sessionId)
    .where('state', '!=', 'open')
    .executeTakeFirst()
  if (!row) return null
  const answers = row.answers as Readonly<Record<string, Answer | undefined>>
  return {
    attendees: answers.GROUPSIZE?.count ?? null,
    hasOwnPart: (answers.GROUPSIZE?.chosen?.length ?? 0) > 0,
    planOn: answers.PLANREF?.on ?? null,
    isCosigned: row.cosigned_at !== null,
    patientState: answers.TH_PTLOC?.text ?? null,
  }
}

const personOf = (row: {
  id: string
  npi: string
  last_name: string
  first_name: string
  credential: string
  taxonomy: string
  licence_state: string | null
  started_on: PlainDate | null
}) => ({
  id: row.id,
  npi: row.npi,
  lastName: row.last_name,
  firstName: row.first_name,
  credential: row.credential,
  taxonomy: row.taxonomy,
  licenceState: row.licence_state,
  startedOn: row.started_on,
})

const findCoverage = (tx: Tx, practiceId: string, id: string) =>
  tx.selectFrom('coverage').selectAll().where('practice_id', '=', practiceId).where('id', '=', id).executeTakeFirst()

const findPayer = (tx: Tx, practiceId: string, id: string) =>
  tx.selectFrom('payer').selectAll().where('practice_id', '=', practiceId).where('id', '=', id).executeTakeFirst()

async function listGrants(
  tx: Tx,
  practiceId: string,
  patientId: string,
  payerId: string,
  sessionId: string,
): Promise<GrantFacts[]> {
  const { rows } = await sql<{
    number: string
    codes: string[]
    from_on: PlainDate
    until_on: PlainDate
    units: number
    used: number
    is_held: boolean
  }>`
    SELECT g.number, g.codes, g.from_on, g.until_on,
      CASE WHEN g.status = 'not_required' THEN 9999 ELSE g.units END AS units,
      g.used_before + coalesce((
        SELECT sum(u.units) FROM app.authorization_use u
        WHERE u.practice_id = ${practiceId} AND u.grant_id = g.id AND u.state = 'used' AND u.session_id <> ${sessionId}), 0)::int AS used,
      EXISTS (
        SELECT FROM app.authorization_use u
        WHERE u.practice_id = ${practiceId} AND u.grant_id = g.id AND u.state = 'used' AND u.session_id = ${sessionId}) AS is_held
    FROM app.authorization_grant g
    WHERE g.practice_id = ${practiceId} AND g.patient_id = ${patientId} AND g.payer_id = ${payerId} AND g.status <> 'cancelled'
    ORDER BY g.from_on`.execute(tx)
  return rows.map((row) => ({
    number: row.number,
    codes: row.codes,
    from: row.from_on,
    until: row.until_on,
    units: row.units,
    used: row.used,
    isHeld: row.is_held,
  }))
}

async function listBilled(tx: Tx, practiceId: string, patientId: string, on: PlainDate, sessionId: string) {
  const rows = await tx
    .selectFrom('claim')
    .innerJoin('claim_line', (join) =>
      join.onRef('claim_line.practice_id', '=', 'claim.practice_id').onRef('claim_line.claim_id', '=', 'claim.id'),
    )
    .innerJoin('clinician', (join) =>
      join.onRef('clinician.practice_id', '=', 'claim.practice_id').onRef('clinician.id', '=', 'claim.clinician_id'),
    )
    .select(['claim_line.code', 'claim_line.service_on', 'claim_line.modifiers', 'clinician.npi'])
    .where('claim.practice_id', '=', practiceId)
    .where('claim.patient_id', '=', patientId)
    .where('claim.service_on', '=', on)
    .where('claim.session_id', '!=', sessionId)
    .where('claim.status', 'not in', ['void', 'rejected'])
    .execute()
  return rows.map((row) => ({ code: row.code, on: row.service_on, modifiers: row.modifiers, renderingNpi: row.npi }))
}

/** What each code is charged and what the contract allows for it, on a day; null where no row says. */
export async function gatherRates(
  tx: Tx,
  practiceId: string,
  codes: readonly string[],
  asked: { readonly payerId: string; readonly credential: string; readonly on: PlainDate },
): Promise<Map<string, { charge: Cents; expected: Cents | null }>> {
  const list = sql<string[]>`${[...codes]}::text[]`
  const charges = await sql<{ code: string; charge_cents: number }>`
    SELECT DISTINCT ON (code) code, charge_cents FROM app.charge_rate
    WHERE practice_id = ${practiceId} AND code = ANY (${list}) AND from_on <= ${asked.on}::date
      AND (until_on IS NULL OR until_on >= ${asked.on}::date)
    ORDER BY code, from_on DESC`.execute(tx)
  const contract = await sql<{ code: string; allowed_cents: number }>`
    SELECT DISTINCT ON (code) code, allowed_cents FROM app.contract_rate
    WHERE practice_id = ${practiceId} AND payer_id = ${asked.payerId} AND code = ANY (${list})
      AND credential IN (${asked.credential}, '*') AND from_on <= ${asked.on}::date
      AND (until_on IS NULL OR until_on >= ${asked.on}::date)
    ORDER BY code, (credential = '*'), from_on DESC`.execute(tx)
  const expected = new Map(contract.rows.map((row) => [row.code, cents(row.allowed_cents)]))
  return new Map(
    charges.rows.map((row) => [
      row.code,
      { charge: cents(row.charge_cents), expected: expected.get(row.code) ?? null },
    ]),
  )
}
