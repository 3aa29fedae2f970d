// How long before the end a renewal is due, when the payer's own settings do not say. Every number is a default that a
// practice may change for a payer; those marked OWN are unverified.

export type RenewalParams = {
  readonly leadDays: number
  readonly turnaroundDays: number
  readonly earliestDays: number
  readonly retroDays: number
  readonly promptDays: number
  readonly peerToPeerDays: number
  readonly pendedFollowUpDays: number
}

/** Beside the payer's own time to answer, the least there must be to chase an answer that does not come (cite OWN). */
export const chaseDays = 7

/** What is asked for first when the payer's terms name no number: default, unverified: confirm. */
export const firstAskDefaults = { units: 12, days: 180, cite: 'OWN' } as const

export const renewalDefaults: RenewalParams & { readonly cite: string } = {
  leadDays: 14,
  turnaroundDays: 7,
  earliestDays: 30,
  retroDays: 0,
  promptDays: 7,
  peerToPeerDays: 7,
  pendedFollowUpDays: 2,
  cite: 'MAGVA',
}

/** Days after the due day, and before the lapse, at which the next person is told. */
export const escalation = { deskLeadAfterDueDays: 3, managerBeforeLapseDays: 3, cite: 'ARTICLE' } as const

/** An episode that saw no visit for this long is over. */
export const episodeGapDays = { days: 60, cite: 'OWN' } as const

/** How far the continuity of authorized care has to go. */
export const continuityTarget = { percent: 97, cite: 'ARTICLE' } as const
