import { cents, type PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../ground/db.ts'
import type { Ground } from '../../ground/ground.ts'
import type { Classification, DenialFacts } from './types.ts'

/** A remitted claim with a denied amount that has no denial yet, and what we know around it. */
export type DeniedClaim = {
  readonly remittanceClaimId: string
  readonly claimId: string
  readonly coverageId: string
  readonly controlNumber: string
  readonly facts: DenialFacts
  readonly atStake: number
  readonly base: string
}

type Row = {
  id: string
  claim_id: string
  coverage_id: string
  control_number: string
  status: string
  paid_on: PlainDate
  service_on: PlainDate
  charge_cents: number
  expected_cents: number | null
  authorization_number: string | null
  sent_on: PlainDate | null
  accepted_on: PlainDate | null
  payer_id: string
  payer_name: string
  kind: DenialFacts['payer']['kind']
  params: Record<string, unknown>
  filing_days: number
  appeal_days: number
  carve_out: string | null
  credential: string
  patient_id: string
  code: string | null
  modifiers: string[] | null
  place_of_service: string
  units: number | null
  adjustments: { group: string; reason: string; amount: number; effect: string }[] | null
  remarks: string[] | null
  grant_id: string | null
  grant_from: PlainDate | null
  grant_until: PlainDate | null
  grant_units: number | null
  grant_used: number | null
  minutes: number | null
  line_charge: number | null
  line_allowed: number | null
  line_paid: number | null
  limit_visits: number | null
  limit_used: number | null
  is_enrolled: boolean | null
  is_active: boolean | null
  same_line: boolean
  same_line_denied: boolean
  paid_in_person: boolean
  visits_that_day: number
  other_codes: string[] | null
  payer_owes: number
}

/** Another claim of the patient for the same code, day and clinician. */
const same = (
  practiceId: string,
) => sql`app.claim o JOIN app.claim_line ol ON ol.practice_id = o.practice_id AND ol.claim_id = o.id
  WHERE o.practice_id = ${practiceId} AND o.patient_id = c.patient_id AND o.clinician_id = c.clinician_id AND o.service_on = c.service_on
    AND o.id <> c.id AND o.status <> 'void' AND o.sent_on <= c.sent_on AND ol.code = l.code`

/** The denied claims of one payment. Money that is not denied does not appear here. */
export async function gatherDenied(
  tx: Tx,
  practiceId: string,
  remittanceId: string,
  onlyId: string | null,
): Promise<DeniedClaim[]> {
  const { rows } = await sql<Row>`
    SELECT rc.id, rc.claim_id, c.coverage_id, rc.control_number, rc.status, r.paid_on, c.service_on, c.charge_cents, c.expected_cents, c.authorization_number,
      c.sent_on, c.accepted_on, c.payer_id, p.name AS payer_name, p.kind, p.params, p.filing_days, p.appeal_days, co.name AS carve_out,
      cl.credential, c.patient_id, l.code, l.modifiers, c.place_of_service, l.units,
      (SELECT jsonb_agg(jsonb_build_object('group', a.group_code, 'reason', a.reason, 'amount', a.amount_cents, 'effect', a.effect) ORDER BY a.line_number, a.number)
        FROM app.remittance_adjustment a WHERE a.practice_id = ${practiceId} AND a.remittance_claim_id = rc.id) AS adjustments,
      (SELECT array_agg(DISTINCT m) FROM app.remittance_line rl, unnest(rl.remarks) AS m WHERE rl.practice_id = ${practiceId} AND rl.remittance_claim_id = rc.id) AS remarks,
      g.id AS grant_id, g.from_on AS grant_from, g.until_on AS grant_until, g.units AS grant_units,
      g.used_before + coalesce((SELECT sum(u.units) FROM app.authorization_use u WHERE u.practice_id = ${practiceId} AND u.grant_id = g.id
        AND u.state = 'used' AND u.session_id <> c.session_id), 0)::int AS grant_used,
      l.minutes, l.charge_cents AS line_charge, rl.allowed_cents AS line_allowed, rl.paid_cents AS line_paid,
      bl.visits AS limit_visits,
      CASE WHEN bl.visits IS NOT NULL THEN (SELECT count(DISTINCT v.on_day)::int FROM app.benefit_visit v WHERE v.practice_id = ${practiceId}
        AND v.coverage_id = c.coverage_id AND v.state = 'kept' AND v.on_day >= bl.from_on AND v.on_day < c.service_on) END AS limit_used,
      (SELECT bool_or(e.clinician_id = coalesce(c.supervisor_id, c.clinician_id) AND e.from_on <= c.service_on AND coalesce(e.until_on >= c.service_on, true))
        FROM app.enrollment e WHERE e.practice_id = ${practiceId} AND e.payer_id = c.payer_id) AS is_enrolled,
      CASE WHEN b.checked_for IS NULL THEN NULL WHEN b.plan_from > c.service_on OR b.plan_until < c.service_on THEN false
        WHEN b.is_active OR b.plan_until >= c.service_on THEN true WHEN b.checked_for <= c.service_on THEN false END AS is_active,
      EXISTS (SELECT FROM ${same(practiceId)}) AS same_line,
      EXISTS (SELECT FROM ${same(practiceId)} AND o.status = 'denied') AS same_line_denied,
      -- Asked only of a visit at a distance that is said not to be covered: it looks through many claims.
      coalesce(l.place_of_service IN ('02', '10') AND EXISTS (SELECT FROM app.remittance_adjustment a WHERE a.practice_id = ${practiceId}
        AND a.remittance_claim_id = rc.id AND a.reason IN ('96', '204')), false)
      AND EXISTS (SELECT FROM app.claim o JOIN app.claim_line ol ON ol.practice_id = o.practice_id AND ol.claim_id = o.id
        WHERE o.practice_id = ${practiceId} AND o.payer_id = c.payer_id AND o.status = 'paid' AND ol.code = l.code
          AND ol.place_of_service NOT IN ('02', '10') AND o.service_on BETWEEN c.service_on - 90 AND c.service_on + 90) AS paid_in_person,
      (SELECT count(DISTINCT s.start_time)::int FROM app.session s WHERE s.practice_id = ${practiceId} AND s.patient_id = c.patient_id
        AND s.service_on = c.service_on AND s.status = 'kept') AS visits_that_day,
      (SELECT array_agg(DISTINCT ol.code) FROM app.claim o JOIN app.claim_line ol ON ol.practice_id = o.practice_id AND ol.claim_id = o.id
        WHERE o.practice_id = ${practiceId} AND o.patient_id = c.patient_id AND o.service_on = c.service_on AND o.status NOT IN ('void', 'closed')
          AND (ol.claim_id <> c.id OR ol.number <> l.number)) AS other_codes,
      coalesce(oi.payer_cents, 0) AS payer_owes
    FROM app.remittance_claim rc
    JOIN app.remittance r ON r.practice_id = rc.practice_id AND r.id = rc.remittance_id
    JOIN app.claim c ON c.practice_id = rc.practice_id AND c.id = rc.claim_id
    JOIN app.payer p ON p.practice_id = c.practice_id AND p.id = c.payer_id
    LEFT JOIN app.benefit_standing b ON b.practice_id = c.practice_id AND b.coverage_id = c.coverage_id AND b.practice_id = ${practiceId}
    LEFT JOIN app.payer co ON co.practice_id = p.practice_id AND co.practice_id = ${practiceId}
      AND co.id = coalesce(p.carve_out_payer_id, nullif(b.holder_payer_id, p.id))
    LEFT JOIN app.open_item oi ON oi.practice_id = c.practice_id AND oi.claim_id = c.id AND oi.practice_id = ${practiceId}
    LEFT JOIN app.benefit_limit bl ON bl.practice_id = c.practice_id AND bl.practice_id = ${practiceId} AND bl.coverage_id = c.coverage_id
      AND (bl.period, bl.from_on) = (
        SELECT n.period, n.from_on FROM app.benefit_limit n WHERE n.practice_id = ${practiceId} AND n.coverage_id = c.coverage_id
          AND n.from_on <= c.service_on AND coalesce(n.until_on >= c.service_on, true) ORDER BY n.period, n.from_on DESC LIMIT 1)
    -- The line of which most is denied; a claim denied as a whole is told by its first.
    LEFT JOIN app.remittance_line rl ON rl.practice_id = rc.practice_id AND rl.practice_id = ${practiceId} AND rl.remittance_claim_id = rc.id
      AND rl.number = (
        SELECT dl.number FROM app.remittance_line dl WHERE dl.practice_id = ${practiceId} AND dl.remittance_claim_id = rc.id
        ORDER BY (SELECT coalesce(sum(a.amount_cents), 0) FROM app.remittance_adjustment a WHERE a.practice_id = ${practiceId}
          AND a.remittance_claim_id = rc.id AND a.line_number = dl.number AND a.effect = 'denial') DESC, dl.number LIMIT 1)
    JOIN app.clinician cl ON cl.practice_id = c.practice_id AND cl.id = c.clinician_id
    LEFT JOIN app.claim_line l ON l.practice_id = c.practice_id AND l.claim_id = c.id AND l.number = coalesce(rl.claim_line_number, 1) AND l.practice_id = ${practiceId}
    LEFT JOIN app.authorization_grant g ON g.practice_id = c.practice_id AND g.practice_id = ${practiceId} AND g.id = (
      SELECT ag.id FROM app.authorization_grant ag WHERE ag.practice_id = ${practiceId} AND ag.patient_id = c.patient_id AND ag.payer_id = c.payer_id
        AND ag.from_on <= c.service_on AND ag.status <> 'cancelled' ORDER BY ag.number IS NOT DISTINCT FROM c.authorization_number DESC, ag.until_on DESC LIMIT 1)
    WHERE rc.practice_id = ${practiceId} AND r.practice_id = ${practiceId} AND c.practice_id = ${practiceId} AND p.practice_id = ${practiceId}
      AND cl.practice_id = ${practiceId} AND rc.remittance_id = ${remittanceId} AND rc.status <> '22' AND rc.id = coalesce(${onlyId}::uuid, rc.id)
      AND EXISTS (SELECT FROM app.remittance_adjustment d WHERE d.practice_id = ${practiceId} AND d.remittance_claim_id = rc.id AND d.effect = 'denial' AND d.amount_cents > 0)
      AND NOT EXISTS (SELECT FROM app.denial x WHERE x.practice_id = ${practiceId} AND x.remittance_claim_id = rc.id AND x.claim_id = rc.claim_id)`.execute(
    tx,
  )
  return rows.map(deniedClaim)
}

/** What can still be had: what is denied, but never more than the contract pays, or than the payer owes after another paid a part. */
function stakeOf(denied: number, expected: number | null, owes: number): Pick<DeniedClaim, 'atStake' | 'base'> {
  if (owes > 0 && owes < Math.min(denied, expected ?? denied)) return { atStake: owes, base: 'open balance' }
  return expected !== null && expected < denied
    ? { atStake: expected, base: 'expected allowed' }
    : { atStake: denied, base: 'denied charge' }
}

function deniedClaim(row: Row): DeniedClaim {
  const adjustments = row.adjustments ?? []
  const denied = adjustments.filter((a) => a.effect === 'denial').reduce((total, a) => total + a.amount, 0)
  const expected = row.expected_cents
  return {
    remittanceClaimId: row.id,
    claimId: row.claim_id,
    coverageId: row.coverage_id,
    controlNumber: row.control_number,
    ...stakeOf(denied, expected, row.payer_owes),
    facts: {
      id: row.control_number,
      payer: { id: row.payer_id, name: row.payer_name, kind: row.kind, params: row.params },
      claimStatus: row.status,
      line: {
        code: row.code,
        modifiers: row.modifiers,
        placeOfService: row.place_of_service,
        units: row.units,
        minutes: row.minutes,
        on: row.service_on,
        charge: cents(row.line_charge ?? row.charge_cents),
        allowed: row.line_allowed === null ? null : cents(row.line_allowed),
        paid: row.line_paid === null ? null : cents(row.line_paid),
      },
      adjustments: adjustments.map((a) => ({
        group: a.group,
        reason: a.reason,
        amount: cents(a.amount),
        quantity: null,
      })),
      remarks: row.remarks,
      context: {
        authorization: row.grant_id
          ? {
              on_file: true,
              number: null,
              start: row.grant_from,
              end: row.grant_until,
              unitsApproved: row.grant_units,
              unitsUsed: row.grant_used,
            }
          : null,
        carveOutPayer: row.carve_out,
        sessionLimit: row.limit_visits === null ? null : { limit: row.limit_visits, used: row.limit_used },
        rendererEnrolled: row.is_enrolled,
        rendererCredential: row.credential,
        coverageActive: row.is_active,
        priorClaimSameLine: row.same_line,
        priorClaimDenied: row.same_line_denied,
        sameCodePaidInPerson: row.paid_in_person,
        twoSessionsSameDay: row.visits_that_day > 1,
        otherCodesSameDay: row.other_codes ?? [],
        unitsAllowed: null,
        acceptedByPayerOn: row.accepted_on,
        filedOn: row.sent_on,
        filingLimitDays: row.filing_days,
        deniedOn: row.paid_on,
        remittedOn: row.paid_on,
        appealDays: row.appeal_days,
        correctedDays: null,
        expectedAllowed: expected === null ? null : cents(expected),
      },
    },
  }
}

export async function saveDenial(tx: Tx, ground: Ground, claim: DeniedClaim, found: Classification): Promise<void> {
  await tx
    .insertInto('denial')
    .values({
      practice_id: ground.practiceId,
      id: ground.newId(),
      claim_id: claim.claimId,
      remittance_claim_id: claim.remittanceClaimId,
      opened_on: ground.today(),
      category: found.category,
      confidence: Math.round(found.confidence * 100),
      origin: found.origin,
      owner: found.owner,
      disposition: found.disposition,
      patient_billable: found.patientBillable,
      deadline_on: found.deadline,
      at_stake_cents: claim.atStake,
      at_stake_base: claim.base,
      reasons: claim.facts.adjustments.map((a) => `${a.group}-${a.reason}`),
      remarks: claim.facts.remarks ?? [],
      facts: JSON.stringify(claim.facts),
      advice: JSON.stringify({ next: found.next, why: found.why }),
      escalation: [...found.escalation],
      state: 'open',
    })
    .onConflict((oc) => oc.columns(['practice_id', 'remittance_claim_id', 'claim_id']).doNothing())
    .execute()
}

const matchUndone = 'the match was undone'

/** Denials that a person's match opened on the wrong claim are over, and one that was undone and made again is open again. */
export async function followMatch(tx: Tx, practiceId: string, remittanceClaimId: string, on: PlainDate): Promise<void> {
  await sql`
    UPDATE app.denial AS d SET state = 'closed', outcome = ${matchUndone}, closed_on = ${on}::date, version = d.version + 1
    FROM app.remittance_claim rc
    WHERE d.practice_id = ${practiceId} AND rc.practice_id = ${practiceId} AND rc.id = ${remittanceClaimId} AND d.remittance_claim_id = rc.id
      AND d.claim_id IS DISTINCT FROM rc.claim_id AND d.state <> 'closed'`.execute(tx)
  await sql`
    UPDATE app.denial AS d SET state = 'open', outcome = NULL, closed_on = NULL, version = d.version + 1
    FROM app.remittance_claim rc
    WHERE d.practice_id = ${practiceId} AND rc.practice_id = ${practiceId} AND rc.id = ${remittanceClaimId} AND d.remittance_claim_id = rc.id
      AND d.claim_id = rc.claim_id AND d.state = 'closed' AND d.outcome = ${matchUndone}`.execute(tx)
}

/** Denials that a later decision paid, or that the payer took back, are over; one that was decided later still stands. */
export async function closeOvertaken(
  tx: Tx,
  practiceId: string,
  remittanceId: string,
  onlyId: string | null,
  on: PlainDate,
): Promise<void> {
  await sql`
    UPDATE app.denial AS d SET state = 'closed',
      outcome = CASE WHEN rc.status = '22' THEN 'taken back by the payer' ELSE 'paid by a later decision' END, closed_on = ${on}::date, version = d.version + 1
    FROM app.remittance_claim rc
    JOIN app.remittance r ON r.practice_id = rc.practice_id AND r.id = rc.remittance_id
    JOIN app.remittance_claim drc ON drc.practice_id = rc.practice_id AND drc.claim_id = rc.claim_id
    JOIN app.remittance dr ON dr.practice_id = drc.practice_id AND dr.id = drc.remittance_id
    WHERE d.practice_id = ${practiceId} AND rc.practice_id = ${practiceId} AND r.practice_id = ${practiceId} AND drc.practice_id = ${practiceId}
      AND dr.practice_id = ${practiceId} AND rc.remittance_id = ${remittanceId} AND rc.id = coalesce(${onlyId}::uuid, rc.id)
      AND rc.claim_id = d.claim_id AND drc.id = d.remittance_claim_id
      AND (rc.paid_cents > 0 OR rc.status = '22') AND d.state <> 'closed' AND d.remittance_claim_id <> rc.id
      AND (dr.paid_on < r.paid_on OR (dr.paid_on = r.paid_on AND (dr.id <> r.id OR drc.ordinal < rc.ordinal)))`.execute(
    tx,
  )
}

/** Ends every open denial of a claim. */
export async function closeOf(
  tx: Tx,
  practiceId: string,
  claimId: string,
  outcome: string,
  on: PlainDate,
): Promise<void> {
  await tx
    .updateTable('denial')
    .set((eb) => ({ state: 'closed', outcome, closed_on: on, version: eb('version', '+', 1) }))
    .where('practice_id', '=', practiceId)
    .where('claim_id', '=', claimId)
    .where('state', '<>', 'closed')
    .execute()
}

export const denialSorts = ['deadline', 'atStake', 'patient', 'payer', 'serviceOn', 'openedOn'] as const

export type DenialFilter = {
  readonly category?: string | undefined
  /** One state, `all`, or without it every state that wants work. */
  readonly state?: string | undefined
  readonly search?: string | undefined
  readonly sort: (typeof denialSorts)[number]
  readonly descending: boolean
  readonly limit: number
  readonly offset: number
}

const sortColumns: Readonly<Record<DenialFilter['sort'], string>> = {
  deadline: 'd.deadline_on',
  atStake: 'd.at_stake_cents',
  patient: 'p.last_name',
  payer: 'y.name',
  serviceOn: 'c.service_on',
  openedOn: 'd.opened_on',
}

export type DenialRow = {
  readonly id: string
  readonly claimId: string
  readonly controlNumber: string
  readonly patient: string
  readonly payer: string
  readonly serviceOn: PlainDate
  readonly openedOn: PlainDate
  readonly category: string
  readonly confidence: number
  readonly origin: string
  readonly owner: string
  readonly disposition: string
  readonly state: string
  readonly deadlineOn: PlainDate | null
  readonly followUpOn: PlainDate | null
  readonly atStakeCents: number
  readonly reasons: readonly string[]
  readonly remarks: readonly string[]
  readonly escalation: readonly string[]
}

export type DenialsFound = {
  readonly total: number
  readonly atStakeCents: number
  readonly denials: readonly DenialRow[]
  /** How the denials that the other filters leave are spread over root causes. */
  readonly categories: readonly { readonly id: string; readonly count: number; readonly atStakeCents: number }[]
  readonly states: readonly { readonly id: string; readonly count: number }[]
}

const searched = (text: string) => {
  const from = text.trim().toLowerCase()
  return sql`AND (c.control_number = ${text.trim()} OR c.payer_claim_number = ${text.trim()}
    OR p.search_name >= ${from} AND p.search_name < ${`${from}\uffff`})`
}

/**
 * Denials that want work, the nearest deadline that can still be met first: what is past it comes last, since nothing is lost
 * by waiting any more. The same filter counts, sums and pages them.
 */
export async function listDenials(
  tx: Tx,
  practiceId: string,
  today: PlainDate,
  filter: DenialFilter,
): Promise<DenialsFound> {
  const from = sql`app.denial d
    JOIN app.claim c ON c.practice_id = d.practice_id AND c.id = d.claim_id
    JOIN app.patient p ON p.practice_id = c.practice_id AND p.id = c.patient_id
    JOIN app.payer y ON y.practice_id = c.practice_id AND y.id = c.payer_id
    WHERE d.practice_id = ${practiceId} AND c.practice_id = ${practiceId} AND p.practice_id = ${practiceId} AND y.practice_id = ${practiceId}
    ${filter.search ? searched(filter.search) : sql``}`
  const inCategory = filter.category ? sql`AND d.category = ${filter.category}` : sql``
  const { state } = filter
  const inState = state === 'all' ? sql`` : state ? sql`AND d.state = ${state}` : sql`AND d.state <> 'closed'`
  const order = sql.raw(filter.descending ? 'DESC NULLS LAST' : 'ASC NULLS LAST')
  const denials = await sql<DenialRow>`
    SELECT d.id, d.claim_id AS "claimId", c.control_number AS "controlNumber", p.last_name || ', ' || p.first_name AS patient,
      y.name AS payer, c.service_on AS "serviceOn", d.opened_on AS "openedOn", d.category, d.confidence, d.origin, d.owner,
      d.disposition, d.state, d.deadline_on AS "deadlineOn", d.follow_up_on AS "followUpOn", d.at_stake_cents AS "atStakeCents",
      d.reasons, d.remarks, d.escalation
    FROM ${from} ${inCategory} ${inState}
    ORDER BY ${filter.sort === 'deadline' ? sql`(d.deadline_on < ${today}::date) ${order},` : sql``}
      ${sql.raw(sortColumns[filter.sort])} ${order}, d.at_stake_cents DESC, d.id
    LIMIT ${filter.limit} OFFSET ${filter.offset}`.execute(tx)
  const sums = await sql<{ total: number; cents: string }>`
    SELECT count(*)::int AS total, coalesce(sum(d.at_stake_cents), 0)::text AS cents FROM ${from} ${inCategory} ${inState}`.execute(
    tx,
  )
  const categories = await sql<{ id: string; count: number; cents: string }>`
    SELECT d.category AS id, count(*)::int AS count, coalesce(sum(d.at_stake_cents), 0)::text AS cents
    FROM ${from} ${inState} GROUP BY d.category ORDER BY sum(d.at_stake_cents) DESC`.execute(tx)
  const states = await sql<{ id: string; count: number }>`
    SELECT d.state AS id, count(*)::int AS count FROM ${from} ${inCategory} GROUP BY d.state`.execute(tx)
  return {
    total: sums.rows[0]?.total ?? 0,
    atStakeCents: Number(sums.rows[0]?.cents ?? 0),
    denials: denials.rows,
    categories: categories.rows.map((row) => ({ id: row.id, count: row.count, atStakeCents: Number(row.cents) })),
    states: states.rows,
  }
}

/** One denial with its facts, advice and notes. */
export async function findDenial(tx: Tx, practiceId: string, id: string) {
  const denial = await tx
    .selectFrom('denial as d')
    .innerJoin('claim as c', (join) =>
      join.onRef('c.practice_id', '=', 'd.practice_id').onRef('c.id', '=', 'd.claim_id'),
    )
    .innerJoin('patient as p', (join) =>
      join.onRef('p.practice_id', '=', 'c.practice_id').onRef('p.id', '=', 'c.patient_id'),
    )
    .innerJoin('payer as y', (join) =>
      join.onRef('y.practice_id', '=', 'c.practice_id').onRef('y.id', '=', 'c.payer_id'),
    )
    .innerJoin('remittance_claim as rc', (join) =>
      join.onRef('rc.practice_id', '=', 'd.practice_id').onRef('rc.id', '=', 'd.remittance_claim_id'),
    )
    .select([
      'd.id',
      'd.claim_id as claimId',
      'rc.remittance_id as remittanceId',
      'd.category',
      'd.confidence',
      'd.origin',
      'd.owner',
      'd.disposition',
      'd.patient_billable as patientBillable',
      'd.state',
      'd.outcome',
      'd.opened_on as openedOn',
      'd.deadline_on as deadlineOn',
      'd.at_stake_cents as atStakeCents',
      'd.at_stake_base as atStakeBase',
      'd.reasons',
      'd.remarks',
      'd.advice',
      'd.escalation',
      'd.follow_up_on as followUpOn',
      'd.version',
      'd.override_reason as overrideReason',
      'd.overridden_by as overriddenBy',
      'c.service_on as serviceOn',
      'c.control_number as controlNumber',
      'p.last_name as lastName',
      'p.first_name as firstName',
      'y.name as payer',
      'y.phone as payerPhone',
    ])
    .where('d.practice_id', '=', practiceId)
    .where('c.practice_id', '=', practiceId)
    .where('p.practice_id', '=', practiceId)
    .where('y.practice_id', '=', practiceId)
    .where('rc.practice_id', '=', practiceId)
    .where('d.id', '=', id)
    .executeTakeFirst()
  if (!denial) return null
  const notes = await tx
    .selectFrom('denial_note')
    .select(['id', 'written_at as writtenAt', 'author', 'text'])
    .where('practice_id', '=', practiceId)
    .where('denial_id', '=', id)
    .orderBy('written_at')
    .execute()
  return { ...denial, notes }
}

export type DenialChange = {
  readonly state?: string
  readonly outcome?: string | null
  readonly closed_on?: PlainDate | null
  readonly follow_up_on?: PlainDate | null
  readonly category?: string
  readonly overridden_by?: string
  readonly override_reason?: string
}

/** Changes a denial that stands at the version the person saw; false when somebody was faster. */
export async function changeDenial(
  tx: Tx,
  practiceId: string,
  id: string,
  version: number,
  change: DenialChange,
): Promise<boolean> {
  const result = await tx
    .updateTable('denial')
    .set({ ...change, version: version + 1 })
    .where('practice_id', '=', practiceId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function saveNote(tx: Tx, ground: Ground, denialId: string, text: string): Promise<void> {
  await tx
    .insertInto('denial_note')
    .values({
      practice_id: ground.practiceId,
      id: ground.newId(),
      denial_id: denialId,
      written_at: ground.now(),
      author: ground.actor.name,
      text,
    })
    .execute()
}
