import { addDays, cents, ok, type PlainDate, type Result, refuse } from '@ballast/kernel'
import { audit } from '../../../ground/audit.ts'
import { inTransaction, reading } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { raiseWork, settleWork } from '../../worklist/actions/raise.ts'
import type { Team } from '../../worklist/types.ts'
import { bornAt, bornEverywhere, originOf } from '../rules/origins.ts'
import * as store from '../store/home.ts'

const ninety = 90

/** Where the denials of a span of visits were born, with the fixes and what came of them. */
export const originMap = (ground: Ground, from: PlainDate | null, until: PlainDate | null) =>
  reading(ground, async (tx) => {
    const { practiceId } = ground
    const end = until ?? ground.today()
    const begin = from ?? addDays(end, -ninety)
    const born = await store.countBorn(tx, practiceId, begin, end)
    const fixes = []
    for (const fix of await store.listFixes(tx, practiceId)) {
      const since = fix.doneOn ?? fix.openedOn
      const span = { before: [addDays(since, -ninety), addDays(since, -1)], after: [since, ground.today()] } as const
      const count = async ([first, last]: readonly [PlainDate, PlainDate]) => ({
        denials: bornAt(fix.element, await store.countBorn(tx, practiceId, first, last)).count,
        visits: await store.countVisits(tx, practiceId, first, last),
      })
      fixes.push({
        ...fix,
        title: originOf(fix.element)?.element ?? fix.element,
        before: await count(span.before),
        after: fix.doneOn === null ? null : await count(span.after),
      })
    }
    return {
      from: begin,
      until: end,
      denials: born.reduce((all, row) => all + row.count, 0),
      visits: await store.countVisits(tx, practiceId, begin, end),
      origins: bornEverywhere(born),
      fixes,
    }
  })

export type FixRefusal = { kind: 'insight.not_found' }

/** Opens a fix where denials are born, as a task of its team. */
export function openFix(
  ground: Ground,
  fix: { element: string; what: string },
): Promise<Result<{ id: string }, FixRefusal>> {
  return inTransaction<{ id: string }, FixRefusal>(ground, async (tx) => {
    const origin = originOf(fix.element)
    if (!origin) return refuse({ kind: 'insight.not_found' })
    const today = ground.today()
    const born = bornAt(fix.element, await store.countBorn(tx, ground.practiceId, addDays(today, -ninety), today))
    const id = await store.saveFix(tx, ground, fix)
    await raiseWork(tx, ground, [
      {
        kind: 'origin.fix',
        subject: id,
        cause: fix.element,
        team: origin.team as Team,
        title: `${origin.element}: ${born.count} denials in 90 days`,
        advice: fix.what,
        link: '/origins',
        atStake: cents(born.cents),
      },
    ])
    await audit(tx, ground, { action: 'origin.fix-opened', subject: id, detail: { element: fix.element } })
    return ok({ id })
  })
}

/** The fix is in place: from today on its effect is counted. */
export function finishFix(ground: Ground, id: string): Promise<Result<{ ok: true }, FixRefusal>> {
  return inTransaction<{ ok: true }, FixRefusal>(ground, async (tx) => {
    if (!(await store.setFixDone(tx, ground, id))) return refuse({ kind: 'insight.not_found' })
    await settleWork(tx, ground, ['origin.fix'], [id], `In place, says ${ground.actor.name}.`)
    await audit(tx, ground, { action: 'origin.fix-done', subject: id })
    return ok({ ok: true })
  })
}
