import type { Team } from '../types.ts'

// A practice of one works all queues as one person; a practice of fifty has desks. Roles say who belongs to a team unless
// the practice says otherwise. Days without an act before it goes up are our own defaults, unverified: confirm.

export type TeamWords = {
  readonly title: string
  readonly roles: readonly string[]
  readonly escalateTo: Team | null
  readonly escalateAfterDays: number
}

// biome-ignore format: one row per team
export const teamDefaults: Readonly<Record<Team, TeamWords>> = {
  front_desk:     { title: 'Front desk',       roles: ['front_desk'],                              escalateTo: 'manager', escalateAfterDays: 3 },
  insurance_desk: { title: 'Insurance desk',   roles: ['front_desk', 'biller', 'senior_biller'],   escalateTo: 'manager', escalateAfterDays: 3 },
  auth_desk:      { title: 'Authorizations',   roles: ['biller', 'senior_biller'],                 escalateTo: 'manager', escalateAfterDays: 3 },
  credentialing:  { title: 'Credentialing',    roles: ['manager', 'owner'],                        escalateTo: 'manager', escalateAfterDays: 7 },
  scheduling:     { title: 'Scheduling',       roles: ['front_desk'],                              escalateTo: 'manager', escalateAfterDays: 2 },
  billing:        { title: 'Billing',          roles: ['biller', 'senior_biller'],                 escalateTo: 'manager', escalateAfterDays: 5 },
  coding:         { title: 'Coding',           roles: ['biller', 'senior_biller'],                 escalateTo: 'manager', escalateAfterDays: 5 },
  edi:            { title: 'Connections',      roles: ['senior_biller', 'billing_company_admin'],  escalateTo: 'manager', escalateAfterDays: 3 },
  liaison:        { title: 'Clinical liaison', roles: ['clinical_liaison'],                        escalateTo: 'manager', escalateAfterDays: 3 },
  clinician:      { title: 'Clinicians',       roles: ['clinician'],                               escalateTo: 'liaison', escalateAfterDays: 3 },
  manager:        { title: 'Manager',          roles: ['manager', 'owner'],                        escalateTo: null,      escalateAfterDays: 7 },
}
