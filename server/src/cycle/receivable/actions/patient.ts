import { cents } from '@ballast/kernel'
import { reading } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { recordsOf } from '../../intake/actions/merge.ts'
import { owingFacts } from '../../intake/actions/patient.ts'
import { owingOf } from '../../intake/rules/guarantors.ts'
import type { Guarantor } from '../../intake/types.ts'
import * as store from '../store/patient.ts'

/**
 * What a patient's account owes, visit by visit, and by whom, records that were merged into this one with it: each visit's share is divided among those who answered for the
 * patient on that day, so that what each is asked for adds up to the account. `hold` says why nobody is asked yet.
 */
export const patientAccount = (ground: Ground, patientId: string) =>
  reading(ground, async (tx) => {
    const { practiceId } = ground
    const who = (await owingFacts(tx, ground, [patientId])).get(patientId)
    if (!who) return null
    const records = [...(await recordsOf(tx, practiceId, [patientId])).keys()]
    const newest = newestRecords(who.guarantors)
    const visits = (await store.owedVisits(tx, practiceId, records)).map((visit) => {
      const { shares, hold } = owingOf(cents(visit.owedCents), { ...who, on: visit.on, service: visit.service })
      const owing = shares.map((share) => ({ ...share, guarantorId: newest.get(share.guarantorId ?? '') ?? null }))
      return { ...visit, shares: owing, hold }
    })
    const names = new Map(who.guarantors.map((row) => [row.id, `${row.firstName} ${row.lastName}`]))
    const shares = visits.flatMap((visit) => visit.shares.map((share) => ({ ...share, isHeld: visit.hold !== null })))
    return {
      today: ground.today(),
      owedCents: visits.reduce((sum, visit) => sum + visit.owedCents, 0),
      unappliedCents: await store.unappliedOf(tx, practiceId, records),
      visits,
      /** One line for each who is asked, the patient's own without a name. */
      owing: [...Map.groupBy(shares, (share) => share.guarantorId)].map(([guarantorId, rows]) => ({
        guarantorId,
        name: guarantorId === null ? null : (names.get(guarantorId) ?? null),
        owedCents: rows.reduce((sum, row) => sum + row.amount, 0),
        heldCents: rows.reduce((sum, row) => sum + (row.isHeld ? row.amount : 0), 0),
      })),
    }
  })

/** A new order writes a person down again; by each of their records, the newest one of the same person. */
function newestRecords(guarantors: readonly Guarantor[]): Map<string, string> {
  const person = (row: Guarantor): string => `${row.firstName} ${row.lastName} ${row.relation}`.toLowerCase()
  const inOrder = guarantors.toSorted((a, b) => (a.from < b.from ? -1 : 1))
  const newest = new Map(inOrder.map((row) => [person(row), row.id]))
  return new Map(guarantors.map((row) => [row.id, newest.get(person(row)) ?? row.id]))
}
