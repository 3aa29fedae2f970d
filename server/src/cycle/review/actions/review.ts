import { addDays, ok, type PlainDate, type Result, refuse } from '@ballast/kernel'
import { audit } from '../../../ground/audit.ts'
import { inTransaction, reading } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { wordsOf } from '../../note/rules/templates.ts'
import { agrees, share, suggested } from '../rules/agreement.ts'
import { patternTitle } from '../rules/cards.ts'
import { sample, seedOf } from '../rules/sampling.ts'
import { patternTotals } from '../store/cards.ts'
import { listReviewed } from '../store/population.ts'
import {
  findItem,
  findRoundBySeed,
  type Item,
  listCoded,
  listItems,
  listRounds,
  saveRound,
  setOutcome,
  setSecond,
} from '../store/rounds.ts'
import { type Line, type Outcome, risks } from '../types.ts'

// A second person codes what the first has coded, without seeing it. What differs is talked about, not punished.

export type ReviewRefusal =
  | { kind: 'not_found'; id: string }
  | { kind: 'review.drawn_already'; message: string; id: string }
  | { kind: 'review.nothing_to_draw'; message: string }
  | { kind: 'review.invalid'; message: string }
  | { kind: 'review.wrong_state'; message: string }

const yearBack = 365

/** Rounds, how well two codings agree, and what became of patterns: totals over everybody. */
export const reviewPage = (ground: Ground) =>
  reading(ground, async (tx) => {
    const since = addDays(ground.today(), -yearBack)
    const coded = await listCoded(tx, ground.practiceId, since)
    const of = (rows: typeof coded) => share(rows.filter((row) => row.agrees === true).length, rows.length)
    return {
      today: ground.today(),
      rounds: await listRounds(tx, ground.practiceId),
      agreement: of(coded),
      byKind: (['prospective', 'retrospective'] as const).map((kind) => ({
        kind,
        ...of(coded.filter((row) => row.kind === kind)),
      })),
      byReason: risks.map((risk) => ({ risk, ...of(coded.filter((row) => row.reasons.includes(risk))) })),
      outcomes: Object.entries(Object.groupBy(coded, (row) => row.outcome ?? 'open')).map(([outcome, rows]) => ({
        outcome,
        times: rows?.length ?? 0,
      })),
      patterns: (await patternTotals(tx, ground.practiceId, since)).map((row) => ({
        ...row,
        title: patternTitle(row.pattern),
      })),
    }
  })

export type Draw = {
  readonly kind: 'prospective' | 'retrospective'
  readonly from: PlainDate
  readonly until: PlainDate
  readonly size?: number | undefined
}

const usualSize = 30
const usualShare = 20

/** Draws the sample of a period, once: the same period gives the same claims to whoever draws it. */
export function drawRound(ground: Ground, draw: Draw): Promise<Result<{ id: string; size: number }, ReviewRefusal>> {
  return inTransaction<{ id: string; size: number }, ReviewRefusal>(ground, async (tx) => {
    const { practiceId } = ground
    const { kind, from, until } = draw
    if (until < from) return refuse({ kind: 'review.invalid', message: 'The period ends before it begins.' })
    const seed = seedOf(practiceId, kind, from, until)
    const before = await findRoundBySeed(tx, practiceId, seed)
    if (before)
      return refuse({
        kind: 'review.drawn_already',
        message: 'This period was drawn already; the sample is the same whoever draws it.',
        id: before.id,
      })
    const practice = await tx
      .selectFrom('practice')
      .select('params')
      .where('practice_id', '=', practiceId)
      .executeTakeFirstOrThrow()
    const params = practice.params as { review_new_clinician_days?: number; review_share?: number }
    const newDays = params.review_new_clinician_days ?? 90
    const claims = await listReviewed(tx, practiceId, from, until)
    const population = sample(kind, claims, { seed, size: claims.length, newDays })
    const size =
      draw.size ??
      (kind === 'prospective' ? Math.ceil((population.length * (params.review_share ?? usualShare)) / 100) : usualSize)
    const items = sample(kind, claims, { seed, size, newDays })
    if (items.length === 0)
      return refuse({
        kind: 'review.nothing_to_draw',
        message:
          kind === 'prospective'
            ? `No claim of these days is of a clinician in their first ${newDays} days here.`
            : 'There are no claims in these days.',
      })
    const id = await saveRound(tx, ground, { kind, from, until, seed, population: population.length, items })
    await audit(tx, ground, { action: 'review.drawn', subject: id, detail: { kind, from, until, size: items.length } })
    return ok({ id, size: items.length })
  })
}

/** What the second coder sees: the facts, and the first coding only once theirs is given. */
const shown = ({ first, ...item }: Item) => ({
  ...item,
  // A name would color the eye; it is shown when the coding is given.
  clinician: item.second === null ? null : item.clinician,
  clinicianId: null,
  // Why it was drawn would tell of the first coding as well.
  reasons: item.second === null ? [] : item.reasons,
  elements: item.elements.map((element) => wordsOf(element, item.on)),
  first: item.second === null ? null : first,
  suggested: item.second === null ? null : suggested(first, item.second),
})

export const roundPage = (ground: Ground, id: string) =>
  reading(ground, async (tx) => {
    const round = (await listRounds(tx, ground.practiceId)).find((row) => row.id === id)
    return round ? { round, items: (await listItems(tx, ground.practiceId, id)).map(shown) } : null
  })

/** The blind second coding; given once. */
export function codeItem(
  ground: Ground,
  id: string,
  lines: readonly Line[],
): Promise<Result<ReturnType<typeof shown>, ReviewRefusal>> {
  return inTransaction<ReturnType<typeof shown>, ReviewRefusal>(ground, async (tx) => {
    const item = await findItem(tx, ground.practiceId, id)
    if (!item) return refuse({ kind: 'not_found', id })
    if (item.second !== null)
      return refuse({ kind: 'review.wrong_state', message: 'It was coded a second time already.' })
    if (lines.length === 0) return refuse({ kind: 'review.invalid', message: 'Give at least one code.' })
    const isSame = agrees(item.first, lines)
    await setSecond(tx, ground, id, lines, isSame)
    const now = { ...item, second: [...lines], agrees: isSame, codedBy: ground.actor.name }
    if (suggested(item.first, lines) === 'agreed') {
      await setOutcome(tx, ground, id, 'agreed', null)
      return ok(shown({ ...now, outcome: 'agreed', settledOn: ground.today() }))
    }
    return ok(shown(now))
  })
}

/** What a difference came to. */
export function settleItem(
  ground: Ground,
  id: string,
  outcome: Outcome,
  remark: string,
): Promise<Result<{ id: string }, ReviewRefusal>> {
  return inTransaction<{ id: string }, ReviewRefusal>(ground, async (tx) => {
    const item = await findItem(tx, ground.practiceId, id)
    if (!item) return refuse({ kind: 'not_found', id })
    if (item.second === null)
      return refuse({ kind: 'review.wrong_state', message: 'It has to be coded a second time first.' })
    if (outcome !== 'agreed' && remark.trim().length < 5)
      return refuse({ kind: 'review.invalid', message: 'Say in a few words what the difference was.' })
    await setOutcome(tx, ground, id, outcome, remark.trim() || null)
    await audit(tx, ground, { action: 'review.settled', subject: id, detail: { outcome } })
    return ok({ id })
  })
}
