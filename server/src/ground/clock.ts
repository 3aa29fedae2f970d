import type { PlainDate } from '@ballast/kernel'
import { changing, type Tx } from './db.ts'
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

/** Whether a practice has a day of its own, as trials and the demo have: no real money is in it. */
export const isStepped = async (tx: Tx, practiceId: string): Promise<boolean> =>
  (await tx.selectFrom('stepped_clock').select('today').where('practice_id', '=', practiceId).executeTakeFirst()) !==
  undefined
