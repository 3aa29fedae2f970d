import { type Cents, cents, ok, type Result, refuse } from '@ballast/kernel'
import { inTransaction, reading, type Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { deterministicId, record } from '../../../ground/ledger.ts'
import { recordsOf } from '../../intake/actions/merge.ts'
import { receive, whyNotCharged } from '../rules.ts'
import { listCards } from '../store/cards.ts'
import { deskMoney, findDeskVisit } from '../store/desk.ts'
import { savePayment, visitsOf } from '../store/payments.ts'

// Money taken at the desk. It pays what the patient owes on that visit; when nothing is known yet, it waits as the patient's own
// until the payer has said what their share is.

export type CollectRefusal = { kind: 'not_found' } | { kind: 'receivable.invalid'; message: string }

/** What patients owe and which cards are on file, under records merged into theirs as well, and what was taken for these visits. */
export const deskBalances = (ground: Ground, patientIds: readonly string[], sessionIds: readonly string[]) =>
  reading(ground, async (tx) => {
    const whose = await recordsOf(tx, ground.practiceId, patientIds)
    const { owed, paid } = await deskMoney(tx, ground.practiceId, [...whose.keys()], sessionIds)
    const sums = new Map<string, number>()
    for (const { patientId, owedCents } of owed) {
      const patient = whose.get(patientId) ?? patientId
      sums.set(patient, (sums.get(patient) ?? 0) + owedCents)
    }
    const cards = (await listCards(tx, ground.practiceId, [...whose.keys()]))
      .filter((card) => card.withdrawnOn === null)
      .map((card) => ({
        patientId: whose.get(card.patientId) ?? card.patientId,
        id: card.id,
        lastFour: card.lastFour,
        expiresOn: card.expiresOn,
        whyNot: whyNotCharged(card, ground.today()),
      }))
    return {
      owed: [...sums].map(([patientId, owedCents]) => ({ patientId, owedCents })),
      paid,
      cards,
      movesMoney: ground.machine.cards.movesMoney,
    }
  })

/** Takes a patient's payment for a visit. */
export function collectPayment(
  ground: Ground,
  input: { readonly sessionId: string; readonly amount: number; readonly method: string },
): Promise<Result<{ paymentId: string; amountCents: Cents }, CollectRefusal>> {
  return inTransaction<{ paymentId: string; amountCents: Cents }, CollectRefusal>(ground, async (tx) => {
    if (input.amount <= 0) return refuse({ kind: 'receivable.invalid', message: 'An amount above zero is needed.' })
    const paymentId = ground.newId()
    const amount = cents(input.amount)
    const isPosted = await postAtDesk(tx, ground, { ...input, paymentId, amount })
    return isPosted ? ok({ paymentId, amountCents: amount }) : refuse({ kind: 'not_found' })
  })
}

/** Posts money taken for a visit, once for each payment's id; false where there is no such visit. */
export async function postAtDesk(
  tx: Tx,
  ground: Ground,
  {
    sessionId,
    paymentId,
    amount,
    method,
  }: { readonly sessionId: string; readonly paymentId: string; readonly amount: Cents; readonly method: string },
): Promise<boolean> {
  const desk = await findDeskVisit(tx, ground.practiceId, sessionId)
  if (!desk) return false
  const visit = (await visitsOf(tx, ground.practiceId, [desk.externalId])).get(desk.externalId)
  if (!visit) return false
  const externalId = `desk-${paymentId}`
  const journalId = deterministicId(ground.practiceId, 'patient-payment', externalId)
  await record(tx, ground, [
    {
      id: journalId,
      effectiveOn: ground.today(),
      kind: 'patient-payment',
      why: `Patient payment ${externalId}`,
      source: { desk: paymentId },
      dimensions: {
        claimId: visit.claimId,
        sessionId: visit.sessionId,
        patientId: desk.patientId,
        payerId: visit.payerId,
        clinicianId: visit.clinicianId,
        programId: visit.programId,
        locationId: visit.locationId,
      },
      transfers: receive(amount, visit.owed),
    },
  ])
  await savePayment(
    tx,
    ground,
    { externalId, patient: desk.patientId, session: desk.externalId, on: ground.today(), amount, method },
    { patientId: desk.patientId, sessionId, claimId: visit.claimId, journalId },
  )
  return true
}
