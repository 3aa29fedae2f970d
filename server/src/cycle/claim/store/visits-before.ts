import type { PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { DraftFacts } from '../types.ts'

// What a visit's own code or its payer's rule asks of the past. Most visits ask nothing and read nothing: an evaluation asks
// when the same clinician evaluated last, a new patient's code when that specialty saw the patient, and only a payer that
// counts visits in a week makes us count.

type Visit = {
  readonly id: string
  readonly patient_id: string
  readonly clinician_id: string
  readonly service_on: PlainDate
  readonly service: string
  readonly codes_picked: readonly string[]
  readonly em: unknown
}

const evaluation = 'diagnostic_evaluation'
const evaluationCodes = ['90791', '90792']
const isEvaluation = ({ service, codes_picked }: Visit): boolean =>
  service === evaluation || codes_picked.some((code) => evaluationCodes.includes(code))
const isNewPatient = ({ codes_picked, em }: Visit): boolean =>
  /"9920[2-5]"/.test(JSON.stringify([codes_picked, em ?? null]))

/** What was before each visit that asks; `paramsOf` gives its payer's terms. */
export async function listBefore(
  tx: Tx,
  practiceId: string,
  visits: readonly Visit[],
  paramsOf: (visit: Visit) => unknown,
): Promise<Map<string, DraftFacts['before']>> {
  const isCounted = (visit: Visit): boolean => {
    const params = paramsOf(visit)
    return typeof params === 'object' && params !== null && 'max_sessions_per_week' in params
  }
  const asking = visits.filter((visit) => isEvaluation(visit) || isNewPatient(visit) || isCounted(visit))
  if (asking.length === 0) return new Map()
  const { rows } = await sql<{
    session_id: string
    evaluated: PlainDate | null
    seen: PlainDate | null
    in_week: number
  }>`
    SELECT v.session_id,
      max(o.service_on) FILTER (WHERE o.clinician_id = v.clinician_id AND o.service_on < v.on_day
        AND (o.service = ${evaluation} OR o.codes_picked && ${evaluationCodes}::text[])) AS evaluated,
      max(o.service_on) FILTER (WHERE k.taxonomy = own.taxonomy AND o.service_on < v.on_day) AS seen,
      count(DISTINCT o.service_on) FILTER (WHERE o.service_on > v.on_day - 7)::int AS in_week
    FROM unnest(${asking.map((visit) => visit.id)}::uuid[], ${asking.map((visit) => visit.patient_id)}::uuid[],
      ${asking.map((visit) => visit.clinician_id)}::uuid[], ${asking.map((visit) => visit.service_on)}::date[])
      AS v (session_id, patient_id, clinician_id, on_day)
    JOIN app.clinician own ON own.practice_id = ${practiceId} AND own.id = v.clinician_id
    JOIN app.session o ON o.practice_id = ${practiceId} AND o.patient_id = v.patient_id AND o.status = 'kept'
      AND o.service_on <= v.on_day AND o.service_on > v.on_day - interval '3 years'
    JOIN app.clinician k ON k.practice_id = ${practiceId} AND k.id = o.clinician_id
    GROUP BY v.session_id`.execute(tx)
  const asked = new Map(asking.map((visit) => [visit.id, visit]))
  return new Map(
    rows.flatMap((row) => {
      const visit = asked.get(row.session_id)
      if (!visit) return []
      return [
        [
          row.session_id,
          {
            lastEvaluationOn: isEvaluation(visit) ? row.evaluated : null,
            lastSeenOn: isNewPatient(visit) ? row.seen : null,
            sessionsInWeek: isCounted(visit) ? row.in_week : null,
          },
        ],
      ]
    }),
  )
}
