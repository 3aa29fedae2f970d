import type { PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'

// Who stood where on the day of a visit: under whom an associate worked, and at which offices a payer knows a clinician.

export type StandingAsked = {
  readonly sessionId: string
  readonly clinicianId: string
  readonly locationId: string
  readonly payerId: string | null
  readonly on: PlainDate
}

/**
 * The supervisor of each visit's clinician on its day, by session. A supervision for the visit's payer speaks before one for
 * all; where none has days that say, the clinician's usual supervisor counts, and where days say that there was none, nobody.
 */
export async function listSupervisors(
  tx: Tx,
  practiceId: string,
  visits: readonly StandingAsked[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ session_id: string; supervisor_id: string | null }>`
    SELECT v.session_id, CASE WHEN dated.is_any THEN dated.supervisor_id ELSE c.supervisor_id END AS supervisor_id
    FROM unnest(${visits.map((visit) => visit.sessionId)}::uuid[], ${visits.map((visit) => visit.clinicianId)}::uuid[],
      ${visits.map((visit) => visit.payerId)}::uuid[], ${visits.map((visit) => visit.on)}::date[])
      AS v (session_id, clinician_id, payer_id, on_day)
    JOIN app.clinician c ON c.practice_id = ${practiceId} AND c.id = v.clinician_id
    CROSS JOIN LATERAL (
      SELECT count(*) > 0 AS is_any,
        (array_agg(s.supervisor_id ORDER BY s.payer_id IS NULL, s.from_on DESC)
          FILTER (WHERE s.from_on <= v.on_day AND (s.until_on IS NULL OR s.until_on >= v.on_day)))[1] AS supervisor_id
      FROM app.supervision s
      WHERE s.practice_id = ${practiceId} AND s.clinician_id = v.clinician_id
        AND (s.payer_id IS NULL OR s.payer_id = v.payer_id)
    ) AS dated`.execute(tx)
  return new Map(rows.flatMap((row) => (row.supervisor_id ? [[row.session_id, row.supervisor_id] as const] : [])))
}

/** What a payer says of a clinician at the very office of a visit. */
export type PlaceStanding = {
  readonly place: string
  readonly isEffective: boolean
  readonly from: PlainDate | null
  readonly until: PlainDate | null
}

/** Of each visit, what a payer that counts offices apart says of its clinician there; a visit without a word has no entry. */
export async function listPlaces(
  tx: Tx,
  practiceId: string,
  visits: readonly StandingAsked[],
): Promise<Map<string, PlaceStanding>> {
  const { rows } = await sql<{
    session_id: string
    place: string
    state: string
    effective_on: PlainDate | null
    until_on: PlainDate | null
  }>`
    SELECT DISTINCT ON (v.session_id) v.session_id, l.name AS place, k.state, k.effective_on, k.until_on
    FROM unnest(${visits.map((visit) => visit.sessionId)}::uuid[], ${visits.map((visit) => visit.clinicianId)}::uuid[],
      ${visits.map((visit) => visit.locationId)}::uuid[], ${visits.map((visit) => visit.payerId)}::uuid[],
      ${visits.map((visit) => visit.on)}::date[]) AS v (session_id, clinician_id, location_id, payer_id, on_day)
    JOIN app.credentialing k ON k.practice_id = ${practiceId} AND k.clinician_id = v.clinician_id
      AND k.location_id = v.location_id AND k.payer_id = v.payer_id
      AND (k.state <> 'ended' OR (k.effective_on IS NOT NULL AND k.until_on IS NOT NULL))
    JOIN app.location l ON l.practice_id = ${practiceId} AND l.practice_id = k.practice_id AND l.id = k.location_id
    ORDER BY v.session_id, (k.effective_on <= v.on_day AND (k.until_on IS NULL OR k.until_on >= v.on_day)) DESC NULLS LAST,
      k.effective_on DESC NULLS LAST`.execute(tx)
  return new Map(
    rows.map((row) => [
      row.session_id,
      {
        place: row.place,
        isEffective: row.effective_on !== null && (row.state === 'effective' || row.state === 'ended'),
        from: row.effective_on,
        until: row.until_on,
      },
    ]),
  )
}

/** The states each visit's clinician held a licence or a compact privilege in on its day, by session, beside the usual one. */
export async function listLicenceStates(
  tx: Tx,
  practiceId: string,
  visits: readonly StandingAsked[],
): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ session_id: string; states: string[] }>`
    SELECT v.session_id, array_agg(DISTINCT upper(p.region)) AS states
    FROM unnest(${visits.map((visit) => visit.sessionId)}::uuid[], ${visits.map((visit) => visit.clinicianId)}::uuid[],
      ${visits.map((visit) => visit.on)}::date[]) AS v (session_id, clinician_id, on_day)
    JOIN app.clinician_paper p ON p.practice_id = ${practiceId} AND p.clinician_id = v.clinician_id
      AND p.kind IN ('licence', 'compact') AND p.region IS NOT NULL AND (p.expires_on IS NULL OR p.expires_on >= v.on_day)
    GROUP BY v.session_id`.execute(tx)
  return new Map(rows.map((row) => [row.session_id, row.states]))
}
