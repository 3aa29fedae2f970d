import type { DraftFacts, StoredClaim } from '../types.ts'

/** Why a claim stays here whose session's coverage changed: it is drafted anew in the morning. */
export const anotherPayer = 'its payer is another now.'

/** Whether a session is paid by another than its claim names: another payer, the patient, nobody. */
export const isElsewhere = ({ claim, facts }: { readonly claim: StoredClaim; readonly facts: DraftFacts }): boolean =>
  facts.payer?.id !== claim.payerId
