import { addDays, cents, ok, type Result, refuse } from '@ballast/kernel'
import { audit } from '../../../ground/audit.ts'
import { changing, inTransaction, reading } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { syncWork } from '../../worklist/actions/raise.ts'
import { lateOn } from '../rules/watch.ts'
import { closeAcknowledgment, findParams, listSent } from '../store/batches.ts'

const watchedDays = 60
const most = 2_000

/** Each morning: files of which nobody said that they arrived, or what became of their claims, are somebody's next task. */
export async function watchBatches(ground: Ground): Promise<void> {
  await changing(ground, async (tx) => {
    const today = ground.today()
    const params = await findParams(tx, ground.practiceId)
    const sent = await listSent(tx, ground.practiceId, addDays(today, -watchedDays), most, 0)
    const late = sent.flatMap((batch) => {
      const is = batch.state === 'rejected' ? null : lateOn(batch, params, today)
      return is ? [{ batch, is }] : []
    })
    await syncWork(
      tx,
      ground,
      {
        kinds: ['claim.no-999', 'claim.no-277ca'],
        subjects: sent.map((batch) => batch.id),
        why: 'The answer has come.',
      },
      late.map(({ batch, is }) => ({
        kind: `claim.${is}` as const,
        subject: batch.id,
        cause: is,
        title: `${batch.file}, sent ${batch.sentOn}: ${is === 'no-999' ? 'no word that it arrived' : `${batch.silent} of ${batch.claims} claims without an answer`}`,
        advice:
          is === 'no-999'
            ? 'Look at the clearinghouse whether the file is there. If it is not, send its claims again; the filing clock runs on.'
            : 'Ask the clearinghouse what became of these claims: until it says so, no payer is known to have them.',
        link: '/claims/files',
        atStake: cents(batch.silent > 0 ? batch.silentCents : batch.chargeCents),
      })),
    )
  })
}

/** Files that left, the latest first, with what came back on each and what is late. */
export const sentFiles = (ground: Ground, limit: number, offset: number) =>
  reading(ground, async (tx) => {
    const today = ground.today()
    const params = await findParams(tx, ground.practiceId)
    const sent = await listSent(tx, ground.practiceId, addDays(today, -365), limit, offset)
    return {
      files: sent.map((batch) => ({
        ...batch,
        late: batch.state === 'rejected' ? null : lateOn(batch, params, today),
      })),
    }
  })

export type AsideRefusal = { kind: 'not_found'; id: string } | { kind: 'claim.not_waiting'; message: string }

/** Sets an acknowledgment that none of our files explains aside with the reason. */
export function setAcknowledgmentAside(
  ground: Ground,
  id: string,
  reason: string,
): Promise<Result<{ done: true }, AsideRefusal>> {
  return inTransaction<{ done: true }, AsideRefusal>(ground, async (tx) => {
    const end = await closeAcknowledgment(tx, ground.practiceId, id, reason)
    if (end === 'not found') return refuse({ kind: 'not_found', id })
    if (end === 'not waiting')
      return refuse({
        kind: 'claim.not_waiting',
        message: 'This acknowledgment does not wait for anybody. Look again.',
      })
    await audit(tx, ground, { action: 'acknowledgment.set-aside', subject: id, detail: { reason } })
    return ok({ done: true })
  })
}
