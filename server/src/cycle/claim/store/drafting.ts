import { type Cents, cents, type PlainDate } from '@ballast/kernel'
import { type Selectable, sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Database } from '../../../ground/tables.ts'
import { monthServices } from '../../coding/types.ts'
import type { DraftFacts, GrantFacts, SaidOfCoverage } from '../types.ts'
import { listBarred, listLastRemarks, listMoney } from './at-stake.ts'
import { gatherBenefits, listSaid, type VisitAsked } from './benefits.ts'
import { listTurns, listWithoutFirst } from './prior-payers.ts'
import { listLicenceStates, listPlaces, listSupervisors } from './standing.ts'
import { listBefore } from './visits-before.ts'

// Everything a draft or an edit has to know of a session, gathered in one place so that rules fetch nothing.

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

/** A payer's terms as they stood on a day: what it changed since counts from the day of the change. */
export function termsOn(params: Readonly<Record<string, unknown>>, on: PlainDate): Readonly<Record<string, unknown>> {
  const { changes, ...terms } = params
  if (!Array.isArray(changes)) return params
  const begun = changes.map(record).filter(({ from }) => typeof from === 'string' && from <= on)
  begun.sort((a, b) => (String(a.from) < String(b.from) ? -1 : 1))
  return Object.assign(terms, ...begun.map((change) => record(change.params)))
}

/** A session with its people, coverage, payer and practice; null when there is no such session. */
export const gatherDraft = async (tx: Tx, practiceId: string, sessionId: string): Promise<DraftFacts | null> =>
  (await gatherDrafts(tx, practiceId, [sessionId])).get(sessionId) ?? null

/** The same of many sessions, by session, in as many statements as for one; a session that is not there is left out. */
export async function gatherDrafts(
  tx: Tx,
  practiceId: string,
  sessionIds: readonly string[],
): Promise<Map<string, DraftFacts>> {
  const sessions = await rowsOf(tx, 'session', practiceId, sessionIds)
  if (sessions.length === 0) return new Map()
  const practice = await tx
    .selectFrom('practice')
    .selectAll()
    .where('practice_id', '=', practiceId)
    .executeTakeFirstOrThrow()
  const switches = record(practice.switches)
  const visits = sessions.map((row) => ({ sessionId: row.id, patientId: row.patient_id, on: row.service_on }))
  const of = <T extends { id: string }>(rows: readonly T[]): Map<string, T> => new Map(rows.map((row) => [row.id, row]))
  const patients = of(
    await rowsOf(
      tx,
      'patient',
      practiceId,
      sessions.map((row) => row.patient_id),
    ),
  )
  const clinicians = of(
    await rowsOf(
      tx,
      'clinician',
      practiceId,
      sessions.map((row) => row.clinician_id),
    ),
  )
  const locations = of(
    await rowsOf(
      tx,
      'location',
      practiceId,
      sessions.map((row) => row.location_id),
    ),
  )
  const turns = await listTurns(tx, practiceId, sessionIds)
  const said = new Map(
    [...(await listSaid(tx, practiceId, visits))].map(([id, all]) => [id, inTurn(all, turns.get(id)?.coverageId)]),
  )
  const priors = [...turns.values()].flatMap((turn) => turn.priors)
  const firsts = [...said.values()].flatMap(([first]) => first ?? [])
  const coverages = of(
    await rowsOf(tx, 'coverage', practiceId, [
      ...firsts.map((first) => first.coverageId),
      ...priors.map((prior) => prior.coverageId),
    ]),
  )
  const payers = of(
    await rowsOf(
      tx,
      'payer',
      practiceId,
      [...coverages.values()].map((row) => row.payer_id),
    ),
  )
  const withoutFirst = await listWithoutFirst(tx, practiceId, [...patients.keys()])
  const paying = await listPayingPatient(tx, practiceId, [...coverages.keys()])
  const carvedOut = [...payers.values()].flatMap((row) => row.carve_out_payer_id ?? [])
  const holders = firsts.flatMap((first) => first.holder?.payerId ?? [])
  const deciders = priors.map((prior) => prior.payerId)
  for (const row of await rowsOf(tx, 'payer', practiceId, [...carvedOut, ...holders, ...deciders]))
    payers.set(row.id, row)

  /** The coverage that pays first, and the payer that holds its mental health benefit. */
  const payersOf = ({ sessionId }: { readonly sessionId: string }) => {
    const first = said.get(sessionId)?.[0]
    const coverage = first && coverages.get(first.coverageId)
    const named = coverage && payers.get(coverage.payer_id)
    const holderId = first?.holder?.payerId ?? named?.carve_out_payer_id
    return { coverage, payer: switches.carveOutRouting !== false && holderId ? payers.get(holderId) : named }
  }
  const paid = visits.flatMap((visit) => {
    const { payer } = payersOf(visit)
    return payer ? [{ ...visit, payerId: payer.id }] : []
  })
  const standing = sessions.map((row) => ({
    sessionId: row.id,
    clinicianId: row.clinician_id,
    locationId: row.location_id,
    payerId: payersOf({ sessionId: row.id }).payer?.id ?? null,
    on: row.service_on,
  }))
  const supervisorIds = await listSupervisors(tx, practiceId, standing)
  const supervisors = of(await rowsOf(tx, 'clinician', practiceId, [...supervisorIds.values()]))
  const places = await listPlaces(tx, practiceId, standing)
  const enrollments = await listEnrollments(
    tx,
    practiceId,
    paid.map((visit) => visit.payerId),
  )
  const notes = await listNoteFacts(tx, practiceId, visits)
  const benefits = await gatherBenefits(tx, practiceId, visits, said)
  const grants = await listGrants(tx, practiceId, paid)
  const billed = await listBilled(tx, practiceId, sessions)
  const sameDay = await listSameDay(tx, practiceId, sessions)
  const states = await listLicenceStates(tx, practiceId, standing)
  const money = await listMoney(tx, practiceId, sessionIds)
  const barred = await listBarred(
    tx,
    practiceId,
    firsts.filter((first) => first.facts.insuranceType?.value === 'QM').map((first) => first.coverageId),
  )
  const remarks = await listLastRemarks(tx, practiceId, sessionIds)
  const before = await listBefore(tx, practiceId, sessions, (row) => payersOf({ sessionId: row.id }).payer?.params)

  const factsOf = (session: (typeof sessions)[number]): DraftFacts => {
    const sessionId = session.id
    const on = session.service_on
    const patient = needed(patients, session.patient_id)
    const clinician = needed(clinicians, session.clinician_id)
    const supervisor = supervisors.get(supervisorIds.get(sessionId) ?? '')
    const location = needed(locations, session.location_id)
    const { coverage, payer } = payersOf({ sessionId })
    const listed = payer ? (enrollments.get(payer.id) ?? []) : []
    const own = listed.filter((row) => row.clinician_id === clinician.id)
    const current = own.find((row) => row.from_on <= on && (row.until_on === null || row.until_on >= on)) ?? own[0]
    const place = places.get(sessionId)
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
        ? coverageOf(coverage, howPaid(paying.get(coverage.id), on), withoutFirst.has(coverage.patient_id))
        : null,
      payer: payer ? payerOf(payer, on) : null,
      priors: (turns.get(sessionId)?.priors ?? []).map(({ coverageId, payerId, ...decided }) => ({
        ...decided,
        coverage: coverageOf(needed(coverages, coverageId), null, false),
        payer: payerOf(needed(payers, payerId), on),
      })),
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
        emBasis: session.em_basis as 'time' | 'mdm' | null,
        groupSize: session.group_size,
        hasGroupPart: session.group_part,
        planOn: session.plan_on,
        isCosigned: session.cosigned,
      },
      note: notes.get(sessionId) ?? null,
      sameDay: sameDay.get(sessionId) ?? [],
      licenceStates: [...new Set([clinician.licence_state ?? '', ...(states.get(sessionId) ?? [])])].filter(Boolean),
      copay: {
        entered: coverage?.copay_cents == null ? null : cents(coverage.copay_cents),
        paid: cents(money.get(sessionId) ?? 0),
      },
      barredBalance: barred.get(coverage?.id ?? '') ?? null,
      lastRemarks: remarks.get(sessionId) ?? [],
      before: before.get(sessionId) ?? { lastEvaluationOn: null, lastSeenOn: null, sessionsInWeek: null },
      enrollment: place
        ? {
            isKnown: true,
            isEnrolled: place.isEffective,
            from: place.from,
            until: place.until,
            place: place.place,
            groupFrom: current?.group_from ?? null,
          }
        : payer
          ? {
              isKnown: listed.length > 0,
              from: current?.from_on ?? null,
              until: current?.until_on ?? null,
              isEnrolled: own.length > 0,
              place: null,
              groupFrom: current?.group_from ?? null,
            }
          : null,
      benefits: benefits.get(sessionId) ?? null,
      grants: grants.get(sessionId) ?? [],
      billed: billed.get(sessionId) ?? [],
    }
  }
  return new Map(sessions.map((session) => [session.id, factsOf(session)]))
}

/** What was said of the coverages with the one whose turn it is at the front; nothing where it is not in force any more. */
function inTurn(said: readonly SaidOfCoverage[], coverageId: string | undefined): readonly SaidOfCoverage[] {
  if (coverageId === undefined) return said
  const own = said.filter((each) => each.coverageId === coverageId)
  return own.length === 0 ? [] : [...own, ...said.filter((each) => each.coverageId !== coverageId)]
}

const coverageOf = (
  row: Selectable<Database['coverage']>,
  paysPatient: NonNullable<DraftFacts['coverage']>['paysPatient'],
  isFirstMissing: boolean,
): NonNullable<DraftFacts['coverage']> => ({
  id: row.id,
  isFirstMissing,
  memberId: row.member_id,
  groupNumber: row.group_number,
  relationship: row.relationship as 'self' | 'spouse' | 'child' | 'other',
  from: row.from_on,
  until: row.until_on,
  referral: row.referral_number,
  referralUntil: row.referral_until,
  isAssigned: row.benefits_assigned,
  paysPatient,
  subscriber: {
    lastName: row.subscriber_last_name,
    firstName: row.subscriber_first_name,
    birthOn: row.subscriber_birth_on,
    sex: row.subscriber_sex as 'F' | 'M' | 'U',
    address: row.subscriber_address_line
      ? {
          line: row.subscriber_address_line,
          line2: undefined,
          city: row.subscriber_city ?? undefined,
          state: row.subscriber_state ?? undefined,
          zip: row.subscriber_zip ?? undefined,
        }
      : undefined,
  },
})

const payerOf = (row: Selectable<Database['payer']>, on: PlainDate): NonNullable<DraftFacts['payer']> => ({
  id: row.id,
  ediId: row.edi_id,
  name: row.name,
  kind: row.kind as NonNullable<DraftFacts['payer']>['kind'],
  filingIndicator: row.filing_indicator,
  partner: row.partner,
  params: { timely_filing_days: row.filing_days, ...termsOn(record(row.params), on) },
})

type PayingPatient = {
  readonly coverageId: string
  readonly how: 'superbill' | 'courtesy_claim' | null
  readonly from: PlainDate
  readonly until: PlainDate | null
}

const howPaid = (terms: readonly PayingPatient[] | undefined, on: PlainDate): PayingPatient['how'] =>
  terms?.find((term) => term.from <= on && (term.until === null || term.until >= on))?.how ?? null

/** By coverage: when it sends its money to the patient. A single case agreement of the day goes before: it acts like a contract. */
async function listPayingPatient(
  tx: Tx,
  practiceId: string,
  coverageIds: readonly string[],
): Promise<Map<string, PayingPatient[]>> {
  const { rows } = await sql<PayingPatient>`
    SELECT coverage_id AS "coverageId", from_on AS "from", until_on AS until,
      CASE WHEN courtesy_claim THEN 'courtesy_claim' WHEN pays_patient THEN 'superbill' END AS how
    FROM app.coverage_term
    WHERE practice_id = ${practiceId} AND coverage_id = ANY (${[...coverageIds]}::uuid[]) AND kind IN ('single_case', 'out_of_network')
    ORDER BY (kind = 'single_case') DESC, from_on DESC`.execute(tx)
  return Map.groupBy(rows, (row) => row.coverageId)
}

type Answer = {
  readonly chosen?: readonly string[]
  readonly count?: number
  readonly text?: string
  readonly on?: PlainDate
}

async function listNoteFacts(
  tx: Tx,
  practiceId: string,
  visits: readonly VisitAsked[],
): Promise<Map<string, DraftFacts['note']>> {
  const rows = await tx
    .selectFrom('note')
    .select(['session_id', 'answers', 'cosigned_at'])
    .where('practice_id', '=', practiceId)
    .where(({ eb, fn, val }) => eb('session_id', '=', fn.any(val(visits.map((visit) => visit.sessionId)))))
    .where('state', '!=', 'open')
    .execute()
  return new Map(
    rows.map((row) => {
      const answers = row.answers as Readonly<Record<string, Answer | undefined>>
      return [
        row.session_id,
        {
          attendees: answers.GROUPSIZE?.count ?? null,
          hasOwnPart: (answers.GROUPSIZE?.chosen?.length ?? 0) > 0,
          planOn: answers.PLANREF?.on ?? null,
          isCosigned: row.cosigned_at !== null,
          patientState: answers.TH_PTLOC?.text ?? null,
        },
      ]
    }),
  )
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

function needed<T>(rows: ReadonlyMap<string, T>, id: string): T {
  const row = rows.get(id)
  if (row === undefined) throw new Error(`a session names ${id}, which is not there`)
  return row
}

const rowsOf = <T extends 'session' | 'patient' | 'clinician' | 'location' | 'coverage' | 'payer'>(
  tx: Tx,
  table: T,
  practiceId: string,
  ids: readonly string[],
) =>
  sql<Selectable<Database[T]>>`
  SELECT * FROM app.${sql.raw(table)} WHERE practice_id = ${practiceId} AND id = ANY (${[...new Set(ids)]}::uuid[])`
    .execute(tx)
    .then(({ rows }) => rows)

type Enrollment = {
  readonly payer_id: string
  readonly clinician_id: string
  readonly from_on: PlainDate
  readonly until_on: PlainDate | null
  readonly group_from: PlainDate | null
}

async function listEnrollments(
  tx: Tx,
  practiceId: string,
  payerIds: readonly string[],
): Promise<Map<string, Enrollment[]>> {
  const rows = await tx
    .selectFrom('enrollment')
    .select(['payer_id', 'clinician_id', 'from_on', 'until_on', 'group_from'])
    .where('practice_id', '=', practiceId)
    .where(({ eb, fn, val }) => eb('payer_id', '=', fn.any(val([...new Set(payerIds)]))))
    .execute()
  return Map.groupBy(rows, (row) => row.payer_id)
}

async function listGrants(
  tx: Tx,
  practiceId: string,
  visits: readonly (VisitAsked & { readonly payerId: string })[],
): Promise<Map<string, GrantFacts[]>> {
  // A day with one clinician is one visit, however often the EHR has it: the payer counts what it pays.
  const { rows } = await sql<{
    session_id: string
    number: string
    codes: string[]
    from_on: PlainDate
    until_on: PlainDate
    units: number
    used: number
    is_held: boolean
    clinician_npi: string | null
    diagnosis: string | null
  }>`
    SELECT v.session_id, g.number, g.codes, g.from_on, g.until_on, k.npi AS clinician_npi, g.diagnosis,
      CASE WHEN g.status = 'not_required' THEN 9999 ELSE g.units END AS units,
      g.used_before + coalesce((
        SELECT CASE WHEN g.unit = 'visit' THEN count(DISTINCT (u.clinician_id, u.service_on)) ELSE sum(u.units) END
        FROM app.authorization_use u
        WHERE u.practice_id = ${practiceId} AND u.grant_id = g.id AND u.state = 'used' AND u.session_id <> v.session_id), 0)::int AS used,
      EXISTS (
        SELECT FROM app.authorization_use u
        WHERE u.practice_id = ${practiceId} AND u.grant_id = g.id AND u.state = 'used' AND u.session_id = v.session_id) AS is_held
    FROM unnest(${visits.map((visit) => visit.sessionId)}::uuid[], ${visits.map((visit) => visit.patientId)}::uuid[],
      ${visits.map((visit) => visit.payerId)}::uuid[]) AS v (session_id, patient_id, payer_id)
    JOIN app.authorization_grant g ON g.practice_id = ${practiceId} AND g.patient_id = v.patient_id AND g.payer_id = v.payer_id
      AND g.status <> 'cancelled'
    LEFT JOIN app.clinician k ON k.practice_id = g.practice_id AND k.practice_id = ${practiceId} AND k.id = g.clinician_id
    ORDER BY v.session_id, g.from_on`.execute(tx)
  const bySession = Map.groupBy(rows, (row) => row.session_id)
  return new Map([...bySession].map(([sessionId, own]) => [sessionId, own.map(grantOf)]))
}

const grantOf = (row: {
  readonly number: string
  readonly codes: readonly string[]
  readonly from_on: PlainDate
  readonly until_on: PlainDate
  readonly units: number
  readonly used: number
  readonly is_held: boolean
  readonly clinician_npi: string | null
  readonly diagnosis: string | null
}): GrantFacts => ({
  clinicianNpi: row.clinician_npi,
  diagnosis: row.diagnosis,
  number: row.number,
  codes: row.codes,
  from: row.from_on,
  until: row.until_on,
  units: row.units,
  used: row.used,
  isHeld: row.is_held,
})

const isMonth = (service: string): boolean => (monthServices as readonly string[]).includes(service)

/** What else is billed for a patient on the day of a visit; of a month of shared care, in its calendar month. */
async function listBilled(
  tx: Tx,
  practiceId: string,
  visits: readonly { id: string; patient_id: string; service_on: PlainDate; service: string }[],
): Promise<Map<string, DraftFacts['billed'][number][]>> {
  const { rows } = await sql<{
    session_id: string
    code: string
    service_on: PlainDate
    modifiers: string[]
    npi: string
  }>`
    SELECT v.session_id, l.code, l.service_on, l.modifiers, k.npi
    FROM unnest(${visits.map((visit) => visit.id)}::uuid[], ${visits.map((visit) => visit.patient_id)}::uuid[],
      ${visits.map((visit) => visit.service_on)}::date[], ${visits.map((visit) => isMonth(visit.service))}::boolean[])
      AS v (session_id, patient_id, on_day, is_month)
    JOIN app.claim c ON c.practice_id = ${practiceId} AND c.patient_id = v.patient_id
      AND c.service_on BETWEEN date_trunc('month', v.on_day)::date AND (date_trunc('month', v.on_day) + interval '1 month - 1 day')::date
      AND c.session_id <> v.session_id AND c.status NOT IN ('void', 'rejected')
    JOIN app.claim_line l ON l.practice_id = ${practiceId} AND l.practice_id = c.practice_id AND l.claim_id = c.id
      AND (c.service_on = v.on_day OR v.is_month)
    JOIN app.clinician k ON k.practice_id = ${practiceId} AND k.practice_id = c.practice_id AND k.id = c.clinician_id`.execute(
    tx,
  )
  const bySession = Map.groupBy(rows, (row) => row.session_id)
  return new Map(
    [...bySession].map(([sessionId, own]) => [
      sessionId,
      own.map((row) => ({ code: row.code, on: row.service_on, modifiers: row.modifiers, renderingNpi: row.npi })),
    ]),
  )
}

/** The other visits of a clinician's and of a patient's day that were held and have a time; each day is read once. */
async function listSameDay(
  tx: Tx,
  practiceId: string,
  visits: readonly { id: string; patient_id: string; clinician_id: string; service_on: PlainDate }[],
): Promise<Map<string, DraftFacts['sameDay'][number][]>> {
  type Other = DraftFacts['sameDay'][number] & { id: string; clinicianId: string; on: PlainDate }
  const days = (who: 'clinician_id' | 'patient_id') => [
    ...new Map(visits.map((visit) => [`${visit[who]} ${visit.service_on}`, [visit[who], visit.service_on]])).values(),
  ]
  const columns = sql`o.id, o.service_on AS "on", o.clinician_id AS "clinicianId", o.patient_id AS "patientId", o.service,
    o.start_time AS start, o.stop_time AS stop`
  const held = sql`o.practice_id = ${practiceId} AND o.status = 'kept' AND o.start_time IS NOT NULL`
  const of = (who: 'clinician_id' | 'patient_id') => sql`
    SELECT ${columns} FROM app.session o JOIN unnest(${days(who).map(([id]) => id)}::uuid[], ${days(who).map(([, on]) => on)}::date[])
      AS v (id, on_day) ON o.${sql.raw(who)} = v.id AND o.service_on = v.on_day WHERE ${held}`
  const { rows } = await sql<Other>`
    SELECT o.*, k.npi, k.credential FROM (${of('clinician_id')} UNION ${of('patient_id')}) AS o
    JOIN app.clinician k ON k.practice_id = ${practiceId} AND k.id = o."clinicianId"`.execute(tx)
  const byClinician = Map.groupBy(rows, (row) => `${row.clinicianId} ${row.on}`)
  const byPatient = Map.groupBy(rows, (row) => `${row.patientId} ${row.on}`)
  return new Map(
    visits.map((visit) => [
      visit.id,
      [
        ...(byClinician.get(`${visit.clinician_id} ${visit.service_on}`) ?? []),
        ...(byPatient.get(`${visit.patient_id} ${visit.service_on}`) ?? []).filter(
          (other) => other.clinicianId !== visit.clinician_id,
        ),
      ].filter((other) => other.id !== visit.id),
    ]),
  )
}

/** Who asks for the price of codes: rates differ by payer, credential and day, and by what was agreed for one patient. */
export type RateAsked = {
  readonly codes: readonly string[]
  readonly coverageId: string | null
  /** None for a visit without a plan. */
  readonly payerId: string | null
  readonly credential: string
  readonly on: PlainDate
}

type Days = { readonly from_on: PlainDate; readonly until_on: PlainDate | null }
type Dated = Days & { readonly code: string }
type AgreedRate = Days & {
  readonly coverage_id: string
  readonly kind: string
  readonly codes: readonly string[]
  readonly rate_cents: number | null
}

/** What each code is charged and what the contract allows for it, on a day; null where no row says. */
export type RateBook = (
  code: string,
  asked: RateAsked,
) => { readonly charge: Cents; readonly expected: Cents | null } | null

/** The charges and contracts that these sessions could be priced by. */
export async function gatherRates(tx: Tx, practiceId: string, asked: readonly RateAsked[]): Promise<RateBook> {
  const codes = [...new Set(asked.flatMap((each) => each.codes))]
  const payers = [...new Set(asked.flatMap((each) => each.payerId ?? []))]
  const charges = await sql<Dated & { charge_cents: number }>`
    SELECT code, from_on, until_on, charge_cents FROM app.charge_rate
    WHERE practice_id = ${practiceId} AND code = ANY (${codes}::text[]) ORDER BY from_on DESC`.execute(tx)
  const contract = await sql<Dated & { payer_id: string; credential: string; allowed_cents: number }>`
    SELECT code, payer_id, credential, from_on, until_on, allowed_cents FROM app.contract_rate
    WHERE practice_id = ${practiceId} AND payer_id = ANY (${payers}::uuid[]) AND code = ANY (${codes}::text[])
    ORDER BY (credential = '*'), from_on DESC`.execute(tx)
  const agreements = await listAgreedRates(tx, practiceId, [...new Set(asked.flatMap((each) => each.coverageId ?? []))])
  const charged = Map.groupBy(charges.rows, (row) => row.code)
  const allowed = Map.groupBy(contract.rows, (row) => `${row.payer_id} ${row.code}`)
  return (code, { codes: own, coverageId, payerId, credential, on }) => {
    const isOn = (row: Days): boolean => row.from_on <= on && (row.until_on === null || row.until_on >= on)
    const charge = charged.get(code)?.find(isOn)
    if (!charge) return null
    const agreed = agreements.get(coverageId ?? '')?.find(isOn)
    if (agreed) return { charge: cents(charge.charge_cents), expected: agreedFor(code, own, agreed) }
    const rate = allowed
      .get(`${payerId} ${code}`)
      ?.find((row) => (row.credential === credential || row.credential === '*') && isOn(row))
    return { charge: cents(charge.charge_cents), expected: rate ? cents(rate.allowed_cents) : null }
  }
}

/** What was agreed for these coverages beside any contract: a single case agreement speaks before the rest. */
async function listAgreedRates(
  tx: Tx,
  practiceId: string,
  coverageIds: readonly string[],
): Promise<Map<string, AgreedRate[]>> {
  const { rows } = await sql<AgreedRate>`
    SELECT coverage_id, kind, codes, rate_cents, from_on, until_on FROM app.coverage_term
    WHERE practice_id = ${practiceId} AND coverage_id = ANY (${coverageIds}::uuid[]) AND (rate_cents IS NOT NULL OR kind = 'out_of_network')
    ORDER BY (kind = 'single_case') DESC, from_on DESC`.execute(tx)
  return Map.groupBy(rows, (row) => row.coverage_id)
}

/**
 * The rate of a session stands at its first code; named codes have it each. Out of network without a rate the contract says
 * nothing: what the payer will allow is not known.
 */
function agreedFor(
  code: string,
  codes: readonly string[],
  { kind, codes: named, rate_cents }: AgreedRate,
): Cents | null {
  if (rate_cents === null) return null
  const isNamed = named.length === 0 ? code === codes[0] : named.includes(code)
  if (isNamed) return cents(rate_cents)
  return kind === 'single_case' && named.length === 0 ? cents(0) : null
}
