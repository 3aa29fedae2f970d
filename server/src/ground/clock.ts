import type { PlainDate } from '@ballast/kernel'
import { changing } from './db.ts'
import type { Ground } from './ground.ts'

/** Sets the practice's own day: from here on it moves only when it is stepped. */
export const setToday = (ground: Ground, today: PlainDate): Promise<void> =>
  changing(ground, async (tx) => {
    await tx
      .insertInto('stepped_clock')
      .values({ practice_id: ground.practiceId, today })
      .onConflict((oc) => oc.column('practice_id').doUpdateSet((eb) => ({ today: eb.ref('excluded.today') })))
      .execute()
  })
