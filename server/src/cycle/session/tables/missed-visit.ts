// Before anybody is charged, three things hold: the payer and the law allow it, the patient signed the policy, and the
// policy is the same for everyone. Defaults of our own, unverified: confirm with counsel.

export const missedVisitDefault = {
  feeCents: 7_500,
  lateCancelFeeCents: 7_500,
  noticeHours: 24,
  freeMisses: 1,
  windowMonths: 12,
  cite: 'OWN',
} as const

/** Payer kinds whose patients are never charged for a missed visit. */
// biome-ignore format: one row per line
export const neverCharged: readonly { readonly kind: string; readonly why: string; readonly cite: string }[] = [
  { kind: 'medicaid', why: 'Medicaid patients may not be charged for a missed visit.',                 cite: 'NOSHOW' },
  { kind: 'eap',      why: 'An employee assistance program’s patients owe nothing.',                    cite: 'OWN' },
]

/** A reminder goes out so many days before, at most one a day, and says nothing of the care (TCPA). */
export const reminderDays = { before: 2, cite: 'TCPA' } as const

/** At the second miss within so many days the clinician is told. */
export const secondMiss = { count: 2, days: 90, cite: 'ARTICLE' } as const
