import { type Cents, cents, formatDecimal } from '@ballast/kernel'
import type { Arm } from './measure.ts'

const rates = ['firstPassClean', 'heldInError', 'authorizationContinuity', 'over60', 'netCollection'] as const
const counts = ['sessions', 'claims', 'denied', 'preventableDenied'] as const

const rounded = (value: number, places: number) => Number(value.toFixed(places))

type Printed = Readonly<Record<string, unknown>>

/** An arm as the command prints it: amounts as decimals, rates to four places. */
export const printArm = (arm: Arm): Printed => ({
  ...Object.fromEntries(counts.map((name) => [name, arm[name]])),
  ...Object.fromEntries(rates.map((name) => [name, rounded(arm[name], 4)])),
  daysInAR: rounded(arm.daysInAR, 1),
  leakage: formatDecimal(arm.leakage),
  leakageByCause: Object.fromEntries(
    Object.entries(arm.leakageByCause).map(([kind, amount]) => [kind, formatDecimal(amount)]),
  ),
  lost: formatDecimal(arm.lost),
  ledgerDifference: arm.ledgerDifference === null ? null : formatDecimal(arm.ledgerDifference),
  ...(arm.ledger ? { ledgerCompared: arm.ledger.compared } : {}),
})

/** What changed from guards off to guards on. */
export function printChange(off: Arm, on: Arm): Printed {
  const less = (name: 'denied' | 'preventableDenied') =>
    off[name] === 0 ? 0 : rounded((off[name] - on[name]) / off[name], 4)
  const difference = (a: Cents, b: Cents) => formatDecimal(cents(a - b))
  return {
    firstPassClean: rounded(on.firstPassClean - off.firstPassClean, 4),
    deniedReduction: less('denied'),
    preventableDeniedReduction: less('preventableDenied'),
    leakageReduction: off.leakage === 0 ? 0 : rounded((off.leakage - on.leakage) / off.leakage, 4),
    over60: rounded(on.over60 - off.over60, 4),
    heldInError: rounded(on.heldInError - off.heldInError, 4),
    authorizationContinuity: rounded(on.authorizationContinuity - off.authorizationContinuity, 4),
    daysInAR: rounded(on.daysInAR - off.daysInAR, 1),
    netCollection: rounded(on.netCollection - off.netCollection, 4),
    leakagePerMonth: difference(on.leakage, off.leakage),
  }
}
