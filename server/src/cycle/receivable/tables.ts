import type { WriteOffReason } from './types.ts'

// Why money is given up. What better work would have saved is kept apart from what no work could (mission M4.3).

// biome-ignore format: one row per line
export const writeOffMeanings: Readonly<Record<WriteOffReason, { name: string; isAvoidable: boolean }>> = {
  timely_filing:    { name: 'Filed too late',                          isAvoidable: true },
  authorization:    { name: 'No authorization for the day',            isAvoidable: true },
  enrollment:       { name: 'Clinician not enrolled with the payer',   isAvoidable: true },
  eligibility:      { name: 'Not covered on the day',                  isAvoidable: true },
  benefit_limit:    { name: 'Covered visits used up',                  isAvoidable: true },
  documentation:    { name: 'The record does not support the service', isAvoidable: true },
  duplicate:        { name: 'Entered or sent twice',                   isAvoidable: false },
  appeal_lost:      { name: 'The payer stands by its denial',          isAvoidable: false },
  small_balance:    { name: 'Too small to pursue',                     isAvoidable: false },
  bad_debt:         { name: 'The patient does not pay',                isAvoidable: false },
  hardship:         { name: 'Hardship, with the form on file',         isAvoidable: false },
}
