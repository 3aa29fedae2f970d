import type { PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import type { Line, Outcome, Reviewed, Risk } from '../types.ts'

export type Round = {
  readonly id: string
  readonly kind: string
  readonly from: PlainDate
  readonly until: PlainDate
  readonly size: number
  readonly population: number
  readonly drawnBy: string
  readonly drawnOn: PlainDate
  readonly coded: number
  readonly agreed: number
  readonly open: number
}

export async function listRounds(tx: Tx, practiceId: string): Promise<Round[]> {
  const { rows } = await sql<Round>`
    SELECT r.id, r.kind, r.from_on AS "from", r.until_on AS until, r.size, r.population, r.drawn_by AS "drawnBy", r.drawn_on AS "drawnOn",
      count(i.coded_on)::int AS coded, count(*) FILTER (WHERE i.agrees)::int AS agreed,
      count(i.id) FILTER (WHERE i.settled_on IS NULL)::int AS open
    FROM app.review_round r LEFT JOIN app.review_item i ON i.practice_id = r.practice_id AND i.round_id = r.id
    WHERE r.practice_id = ${practiceId} GROUP BY r.practice_id, r.id ORDER BY r.drawn_on DESC, r.id DESC`.execute(tx)
  return rows
}

export const findRoundBySeed = (tx: Tx, practiceId: string, seed: string) =>
  tx
    .selectFrom('review_round')
    .select('id')
    .where('practice_id', '=', practiceId)
    .where('seed', '=', seed)
    .executeTakeFirst()

export async function saveRound(
  tx: Tx,
  ground: Ground,
  round: {
    kind: string
    from: PlainDate
    until: PlainDate
    seed: string
    population: number
    items: readonly { claim: Reviewed; reasons: readonly Risk[] }[]
  },
): Promise<string> {
  const id = ground.newId()
  await tx
    .insertInto('review_round')
    .values({
      practice_id: ground.practiceId,
      id,
      kind: round.kind,
      from_on: round.from,
      until_on: round.until,
      seed: round.seed,
      size: round.items.length,
      population: round.population,
      drawn_by: ground.actor.name,
      drawn_on: ground.today(),
    })
    .execute()
  if (round.items.length > 0)
    await tx
      .insertInto('review_item')
      .values(
        round.items.map(({ claim, reasons }) => ({
          practice_id: ground.practiceId,
          id: ground.newId(),
          round_id: id,
          claim_id: claim.claimId,
          session_id: claim.sessionId,
          clinician_id: claim.clinicianId,
          reasons: [...reasons],
          first: JSON.stringify(claim.lines),
        })),
      )
      .execute()
  return id
}

export type Item = {
  readonly id: string
  readonly roundId: string
  readonly kind: string
  readonly claimId: string
  readonly sessionId: string
  readonly clinicianId: string
  readonly clinician: string
  readonly credential: string
  readonly on: PlainDate
  readonly service: string
  readonly minutes: number | null
  readonly modality: string
  readonly patientAt: string
  readonly diagnoses: string[]
  readonly elements: string[]
  readonly payerKind: string
  readonly reasons: Risk[]
  readonly first: Line[]
  readonly second: Line[] | null
  readonly codedBy: string | null
  readonly agrees: boolean | null
  readonly outcome: Outcome | null
  readonly remark: string | null
  readonly settledOn: PlainDate | null
}

const itemColumns = sql`i.id, i.round_id AS "roundId", r.kind, i.claim_id AS "claimId", i.session_id AS "sessionId", i.clinician_id AS "clinicianId",
  k.first_name || ' ' || k.last_name AS clinician, k.credential, s.service_on AS "on", s.service, s.minutes, s.modality, s.patient_at AS "patientAt",
  c.diagnoses, s.note_elements AS elements, y.kind AS "payerKind", i.reasons, i.first, i.second, i.coded_by AS "codedBy", i.agrees, i.outcome, i.remark,
  i.settled_on AS "settledOn"`
const itemTables = sql`app.review_item i
  JOIN app.review_round r ON r.practice_id = i.practice_id AND r.id = i.round_id
  JOIN app.claim c ON c.practice_id = i.practice_id AND c.id = i.claim_id
  JOIN app.session s ON s.practice_id = i.practice_id AND s.id = i.session_id
  JOIN app.clinician k ON k.practice_id = i.practice_id AND k.id = i.clinician_id
  JOIN app.payer y ON y.practice_id = c.practice_id AND y.id = c.payer_id`

export async function listItems(tx: Tx, practiceId: string, roundId: string): Promise<Item[]> {
  const { rows } = await sql<Item>`
    SELECT ${itemColumns} FROM ${itemTables} WHERE i.practice_id = ${practiceId} AND i.round_id = ${roundId}
    ORDER BY i.settled_on IS NOT NULL, i.coded_on IS NOT NULL, i.id`.execute(tx)
  return rows
}

export async function findItem(tx: Tx, practiceId: string, id: string): Promise<Item | null> {
  const { rows } = await sql<Item>`
    SELECT ${itemColumns} FROM ${itemTables} WHERE i.practice_id = ${practiceId} AND i.id = ${id} FOR UPDATE OF i`.execute(
    tx,
  )
  return rows[0] ?? null
}

export async function setSecond(
  tx: Tx,
  ground: Ground,
  id: string,
  second: readonly Line[],
  isSame: boolean,
): Promise<void> {
  await tx
    .updateTable('review_item')
    .set({ second: JSON.stringify(second), coded_by: ground.actor.name, coded_on: ground.today(), agrees: isSame })
    .where('practice_id', '=', ground.practiceId)
    .where('id', '=', id)
    .execute()
}

export async function setOutcome(
  tx: Tx,
  ground: Ground,
  id: string,
  outcome: Outcome,
  remark: string | null,
): Promise<void> {
  await tx
    .updateTable('review_item')
    .set({ outcome, remark, settled_on: ground.today() })
    .where('practice_id', '=', ground.practiceId)
    .where('id', '=', id)
    .execute()
}

/** Coded items of every round since a day: whether they agree, and why they were drawn. */
export async function listCoded(tx: Tx, practiceId: string, since: PlainDate) {
  return tx
    .selectFrom('review_item')
    .innerJoin('review_round', (join) =>
      join
        .onRef('review_round.practice_id', '=', 'review_item.practice_id')
        .onRef('review_round.id', '=', 'review_item.round_id'),
    )
    .select(['review_item.agrees', 'review_item.reasons', 'review_item.outcome', 'review_round.kind'])
    .where('review_item.practice_id', '=', practiceId)
    .where('review_item.coded_on', '>=', since)
    .execute()
}
