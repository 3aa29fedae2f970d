import { addDays, ok, type PlainDate, type Result, refuse } from '@ballast/kernel'
import { changing, inTransaction, reading, type Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { cardFor, checkedAfterDays, hasStopped, lookedBackDays, patternTitle, restDays } from '../rules/cards.ts'
import { outstandingShare, usualMinutes } from '../rules/sampling.ts'
import { listCards, listToCheck, saveCard, setChecked, setSeen, youngCards } from '../store/cards.ts'
import { countPatterns, listReviewed } from '../store/population.ts'
import type { PatternCount, Reviewed } from '../types.ts'

const codesOf = (claim: Reviewed): readonly string[] => claim.lines.map(({ code }) => code)

/** Patterns that only show over many sessions: minutes always the same, a share of long ones that stands out. */
function habitsOf(claims: readonly Reviewed[]): PatternCount[] {
  return [...Map.groupBy(claims, (claim) => claim.clinicianId)].flatMap(([clinicianId, own]) => {
    const usual = usualMinutes(own)
    const long = outstandingShare(
      own,
      claims.filter((claim) => claim.clinicianId !== clinicianId),
    )
    const counted: PatternCount[] = []
    if (usual)
      counted.push({
        clinicianId,
        pattern: 'identical_times',
        times: usual.times,
        sessions: usual.of,
        detail: usual.minutes,
      })
    if (long)
      counted.push({
        clinicianId,
        pattern: 'long_share',
        times: own.filter((claim) => codesOf(claim).includes('90837')).length,
        sessions: own.length,
        detail: long.colleagues,
      })
    return counted
  })
}

async function patternsOf(tx: Tx, practiceId: string, from: PlainDate, until: PlainDate): Promise<PatternCount[]> {
  const spoken = await countPatterns(tx, practiceId, from, until)
  return [...spoken, ...habitsOf(await listReviewed(tx, practiceId, from, until))]
}

/** Makes a card of each fresh pattern, and counts again where a card has had its time. Each day, by itself. */
export const tendCards = (ground: Ground): Promise<{ made: number; checked: number }> =>
  changing(ground, async (tx) => {
    const { practiceId } = ground
    const today = ground.today()
    const counts = await patternsOf(tx, practiceId, addDays(today, -lookedBackDays), today)
    const young = await youngCards(tx, practiceId, addDays(today, -restDays))
    let made = 0
    for (const count of counts) {
      const card = young.has(`${count.clinicianId}|${count.pattern}`) ? null : cardFor(count)
      if (!card) continue
      await saveCard(tx, ground, card, count, checkedAfterDays)
      made += 1
    }
    let checked = 0
    for (const card of await listToCheck(tx, practiceId, today)) {
      const from = addDays(card.made_on, 1)
      const since = await patternsOf(tx, practiceId, from, today)
      const own = since.find((row) => row.clinicianId === card.clinician_id && row.pattern === card.pattern)
      const sessions = own?.sessions ?? (await listReviewed(tx, practiceId, from, today, card.clinician_id)).length
      const after = { times: own?.times ?? 0, sessions }
      await setChecked(tx, ground, card.id, after, hasStopped(card, after), checkedAfterDays)
      checked += 1
    }
    return { made, checked }
  })

/** A clinician's own cards: theirs first, and nobody else's. */
export const myCards = (ground: Ground) =>
  reading(ground, async (tx) => {
    const own = ground.actor.clinicianId ?? null
    const cards = own === null ? [] : await listCards(tx, ground.practiceId, own)
    return { cards: cards.map((card) => ({ ...card, title: patternTitle(card.pattern) })) }
  })

export function seeCard(
  ground: Ground,
  id: string,
): Promise<Result<{ id: string }, { kind: 'not_found'; id: string }>> {
  return inTransaction<{ id: string }, { kind: 'not_found'; id: string }>(ground, async (tx) => {
    const own = ground.actor.clinicianId ?? null
    const isMine = own !== null && (await setSeen(tx, ground, id, own))
    return isMine ? ok({ id }) : refuse({ kind: 'not_found', id })
  })
}
