import { type Cents, cents, type Transfer } from '@ballast/kernel'
import type { VisitMoney } from '../types.ts'

/**
 * What brings a visit's account to rest. Money that waits meets what is owed. Where a charge was taken back and less is owed
 * than was met, what was given up is owed again first, and what was paid waits as the patient's own.
 */
export function settleVisit({ patient, unapplied, writtenOff }: VisitMoney): Transfer[] {
  const part = (amount: number): Cents => cents(Math.max(0, amount))
  const met = part(Math.min(patient, unapplied))
  const restored = part(Math.min(-patient, writtenOff))
  const freed = part(-patient - restored)
  const moves: Transfer[] = [
    { from: 'patient', into: 'unapplied', amount: met, why: 'patient payment applied' },
    { from: 'written-off', into: 'patient', amount: restored, why: 'charge taken back' },
    { from: 'unapplied', into: 'patient', amount: freed, why: 'charge taken back; the payment waits' },
  ]
  return moves.filter((move) => move.amount > 0)
}
