import type { Facts, FactValue } from '../types/standing.ts'

// The copay of a visit is what the plan said of that kind of visit. A plan that spoke of therapy only has said nothing of a
// medication visit, and what it did not say is not zero.

export type Copay = { readonly cents: number; readonly on: string; readonly by: 'payer' | 'call' }

/** What the payer, or a call, said a visit of this kind costs at the desk; null when nobody said. */
export function copayOf(facts: Facts, visit: { readonly service: string; readonly modality: string }): Copay | null {
  const isPsychiatry = visit.service === 'medication_management'
  const distance = visit.modality === 'in_person' || isPsychiatry ? undefined : facts['copay.telehealth']
  const fact = distance ?? facts[isPsychiatry ? 'copay.psychiatry' : 'copay.therapy']
  const value: FactValue | undefined = fact?.value
  return fact && typeof value === 'number' ? { cents: value, on: fact.on, by: fact.from } : null
}
