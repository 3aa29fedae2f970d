import { addDays } from '@ballast/kernel'
import { changing } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { checkRecord } from '../rules/check.ts'
import { gatherBrought } from '../store/brought.ts'
import { answerReturns, listOwnOpen, ownName, returnsOf, saveReturn } from '../store/returns.ts'

// A record signed elsewhere may hold what cannot have been: two patients at one time, an end before the beginning. Its
// clinician is asked here, in the words a note of ours would use; once the record is corrected there, the question goes.

/** Older visits than this are history: whoever brings five years of them is not asked about each. */
const askedDays = 60
const setSize = 500

/** Asks the clinicians of these visits about what does not fit, each thing once; what fits now is asked no more. */
export async function askAboutBrought(ground: Ground, sessionIds: readonly string[]): Promise<void> {
  for (let at = 0; at < sessionIds.length; at += setSize)
    await changing(ground, async (tx) => {
      const since = addDays(ground.today(), -askedDays)
      const visits = await gatherBrought(tx, ground.practiceId, sessionIds.slice(at, at + setSize), since)
      const asked = await returnsOf(
        tx,
        ground.practiceId,
        visits.map(({ visit }) => visit.id),
      )
      for (const facts of visits) {
        const sessionId = facts.visit.id
        const before = asked.get(sessionId) ?? []
        const remarks = checkRecord(facts)
        for (const { at: element, words } of remarks)
          if (!before.some((each) => each.element === element && each.question === words))
            await saveReturn(
              tx,
              ground,
              { sessionId, clinicianId: facts.clinician.id, element, question: words },
              ownName,
            )
        const gone = before.filter(
          (each) =>
            each.askedBy === ownName &&
            !remarks.some(({ at: element, words }) => each.element === element && each.question === words),
        )
        await answerReturns(
          tx,
          ground,
          gone.map(({ id }) => id),
          'The record was corrected.',
        )
      }
    })
}

/** Looks again at what was asked of records: a later file may have corrected them. */
export async function lookAgainAtBrought(ground: Ground): Promise<void> {
  const open = await changing(ground, (tx) => listOwnOpen(tx, ground.practiceId))
  if (open.length > 0) await askAboutBrought(ground, open)
}
