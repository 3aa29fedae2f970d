import { addDays } from '@ballast/kernel'
import { changing } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { remindDue } from '../store/returns.ts'

/** Each day, whose notes have just come due. The clinician is told first, with a number and nothing else. */
export const remindClinicians = (ground: Ground) =>
  changing(ground, async (tx) => {
    const practice = await tx
      .selectFrom('practice')
      .select('params')
      .where('practice_id', '=', ground.practiceId)
      .executeTakeFirst()
    const hours = Number((practice?.params as Record<string, unknown> | undefined)?.note_due_hours ?? 24)
    const today = ground.today()
    return remindDue(tx, ground.practiceId, today, addDays(today, -Math.ceil(hours / 24)))
  })
