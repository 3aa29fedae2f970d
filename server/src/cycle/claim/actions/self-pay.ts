import { type Cents, cents } from '@ballast/kernel'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { type Dimensions, type JournalEntry, record, reverse } from '../../../ground/ledger.ts'
import { settleVisit } from '../rules/visit-money.ts'
import { deleteCharges, findCharges, moneyOfVisits, saveCharges, type VisitCharge } from '../store/visit-charges.ts'
import type { DraftFacts } from '../types.ts'

// A visit without a plan makes no claim: its fee is the patient's from the day of the visit. What stands charged follows what
// the visit is today: an amended note charges anew, and a card that comes later, or a visit that was not kept after all, takes
// the charge back. Each is a journal of its own, in one change with whatever takes its place.

/** What a visit's patient is to be charged today; a fee of zero charges nothing. */
export type Fee = {
  readonly amount: Cents
  readonly standard: Cents
  readonly codes: readonly string[]
  /** Why less was agreed. */
  readonly basis: string | null
}
export type VisitFee = { readonly facts: DraftFacts; readonly fee: Fee | null }

/** Brings what patients are charged for these visits to what it is to be. The sessions are locked. */
export async function chargeVisits(tx: Tx, ground: Ground, visits: readonly VisitFee[]): Promise<void> {
  const standing = await findCharges(
    tx,
    ground.practiceId,
    visits.map(({ facts }) => facts.sessionId),
  )
  const stale = visits.filter((visit) => !says(standing.get(visit.facts.sessionId), visit))
  if (stale.length === 0) return
  const ids = stale.map(({ facts }) => facts.sessionId)
  for (const id of ids) {
    const before = standing.get(id)
    if (before) await reverse(tx, ground, before.journalId, 'the charge of this visit is taken back')
  }
  await deleteCharges(tx, ground.practiceId, ids)
  const charges = stale.flatMap(({ facts, fee }) => (fee && fee.amount > 0 ? [chargeOf(ground, facts, fee)] : []))
  await record(
    tx,
    ground,
    charges.map(({ journal }) => journal),
  )
  await saveCharges(
    tx,
    ground.practiceId,
    charges.map(({ charge }) => charge),
  )
  const money = await moneyOfVisits(tx, ground.practiceId, ids)
  await record(
    tx,
    ground,
    stale.flatMap(({ facts }): JournalEntry[] => {
      const transfers = settleVisit(money.get(facts.sessionId) ?? nothing)
      const why = 'What was paid for the visit, put against what is owed on it'
      return [{ effectiveOn: ground.today(), kind: 'visit-settled', why, dimensions: dimensionsOf(facts), transfers }]
    }),
  )
}

const nothing = { patient: cents(0), unapplied: cents(0), writtenOff: cents(0) }

/** Whether what stands charged is what is to be charged. */
const says = (standing: VisitCharge | undefined, { facts, fee }: VisitFee): boolean =>
  standing === undefined
    ? fee === null || fee.amount <= 0
    : fee !== null &&
      standing.amount === fee.amount &&
      standing.serviceOn === facts.session.on &&
      standing.codes.join() === fee.codes.join()

const dimensionsOf = (facts: DraftFacts): Dimensions => ({
  sessionId: facts.sessionId,
  patientId: facts.patient.id,
  clinicianId: facts.clinician.id,
  programId: facts.programId,
  locationId: facts.locationId,
})

function chargeOf(ground: Ground, facts: DraftFacts, fee: Fee): { journal: JournalEntry; charge: VisitCharge } {
  const id = ground.newId()
  const { sessionId } = facts
  return {
    journal: {
      id,
      effectiveOn: facts.session.on,
      kind: 'visit-charge',
      why: `Visit without a plan: ${fee.codes.join(', ')}${fee.basis === null ? '' : `, as agreed (${fee.basis})`}`,
      source: { sessionId, standard: fee.standard },
      dimensions: dimensionsOf(facts),
      transfers: [{ from: 'income', into: 'patient', amount: fee.amount, why: 'charge' }],
    },
    charge: {
      amount: fee.amount,
      standard: fee.standard,
      codes: fee.codes,
      sessionId,
      journalId: id,
      serviceOn: facts.session.on,
    },
  }
}
