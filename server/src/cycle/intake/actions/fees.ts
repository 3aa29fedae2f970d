import { addDays, cents, formatDecimal, ok, type PlainDate, type Result, refuse } from '@ballast/kernel'
import { audit } from '../../../ground/audit.ts'
import { changing, inTransaction, type Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { raiseWork, settleWork } from '../../worklist/actions/raise.ts'
import * as store from '../store/fees.ts'
import { findPatient } from '../store/patient.ts'
import type { FeeAgreement } from '../types.ts'
import type { IntakeRefusal } from './checkin.ts'

// What a patient who pays alone was promised: a fee of their own, for a reason, until somebody looks at it again. Visits that
// were charged on its days already are charged anew by the news it makes.

/** Agrees on a fee from a day on; what stood then ends the day before, and the same day again corrects it. */
export function agreeFee(
  ground: Ground,
  patientId: string,
  fee: Omit<FeeAgreement, 'id'>,
): Promise<Result<{ id: string }, IntakeRefusal>> {
  return inTransaction<{ id: string }, IntakeRefusal>(ground, async (tx) => {
    if (!(await findPatient(tx, ground.practiceId, patientId, true))) return refuse({ kind: 'not_found' })
    if (fee.until !== null && fee.until < fee.from)
      return refuse({
        kind: 'intake.invalid',
        message: `It would end (${fee.until}) before it begins (${fee.from}).`,
      })
    if (fee.reviewOn !== null && fee.reviewOn <= fee.from)
      return refuse({ kind: 'intake.invalid', message: 'Look at it again on a day after it begins.' })
    const id = await store.saveFee(tx, ground, patientId, fee, addDays(fee.from, -1))
    await settleWork(tx, ground, ['intake.fee-review'], [patientId], 'The fee was agreed anew.')
    await audit(tx, ground, {
      action: 'patient.fee-agreed',
      subject: patientId,
      detail: { fee: fee.fee, from: fee.from, until: fee.until },
    })
    await ground.machine.jobs.enqueue(tx, ground, 'patient.fee-agreed', { patientId, from: fee.from })
    return ok({ id })
  })
}

/** What these patients agreed to pay a visit on a day, in cents. */
export const agreedFees = (
  tx: Tx,
  ground: Ground,
  patientIds: readonly string[],
  on: PlainDate,
): Promise<Map<string, number>> => store.feesOn(tx, ground.practiceId, patientIds, on)

/** Agreements whose day to look again has come are work for whoever talks with the patient. */
export const askForReview = (ground: Ground): Promise<void> =>
  changing(ground, async (tx) => {
    const due = await store.dueForReview(tx, ground.practiceId, ground.today())
    await raiseWork(
      tx,
      ground,
      due.map((row) => ({
        kind: 'intake.fee-review' as const,
        subject: row.patientId,
        cause: row.reviewOn,
        title: `${row.patient}: ${formatDecimal(cents(row.fee))} a visit, to be looked at since ${row.reviewOn}`,
        advice: `Agreed for: ${row.basis}. Ask whether it still holds, and agree anew or end it.`,
        link: `/patients/${row.patientId}`,
        patientId: row.patientId,
      })),
    )
  })
