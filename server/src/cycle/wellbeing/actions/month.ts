import { addDays, addMonths, type Cents, type PlainDate, sum } from '@ballast/kernel'
import { reading } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { lineOf } from '../rules/visit-words.ts'
import { missedOf, visitsOf } from '../store.ts'
import type { VisitLine } from '../types.ts'

/**
 * The month of the clinician who asks: their visits, where each stands, and what is open with whom. `month` is `YYYY-MM`, the
 * running one when absent. Whoever is no clinician of the practice has none.
 */
export async function myMonth(ground: Ground, month: string | undefined) {
  const { clinicianId } = ground.actor
  const today = ground.today()
  const shown = month ?? today.slice(0, 7)
  const from = `${shown}-01` as PlainDate
  const until = addDays(addMonths(from, 1), -1)
  const { facts, missed } = clinicianId
    ? await reading(ground, async (tx) => ({
        facts: await visitsOf(tx, ground.practiceId, clinicianId, { from, until, today }),
        missed: await missedOf(tx, ground.practiceId, clinicianId, from, until),
      }))
    : { facts: [], missed: 0 }
  const visits = facts.map((visit) => lineOf(visit, today))
  const all = (pick: (visit: VisitLine) => Cents): Cents => sum(visits.map(pick))
  const open = Map.groupBy(
    visits.filter((visit) => visit.payerOwes > 0),
    (visit) => visit.payer ?? '',
  )
  return {
    isClinician: Boolean(clinicianId),
    today,
    month: shown,
    delivered: visits.length,
    missed,
    unsigned: visits.filter((visit) => visit.signedOn === null).length,
    billed: { visits: visits.filter((visit) => visit.charged > 0).length, cents: all((visit) => visit.charged) },
    paid: { visits: visits.filter((visit) => visit.paid > 0).length, cents: all((visit) => visit.paid) },
    patientsOweCents: all((visit) => visit.patientOwes),
    /** What plans still owe, the most first. */
    plans: [...open]
      .map(([payer, own]) => ({ payer, visits: own.length, cents: sum(own.map((visit) => visit.payerOwes)) }))
      .sort((a, b) => b.cents - a.cents),
    refused: visits.filter((visit) => visit.state === 'refused').length,
    visits,
  }
}
