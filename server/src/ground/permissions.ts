// Roles are data, so that a practice manager can read who may do what, and a test can walk every cell.
// Nobody may both post money and approve giving it up, except those who answer for the practice.

export const permissions = [
  'practice.read',
  'practice.set',
  'people.manage',
  'import.run',
  'intake.read',
  'intake.work',
  'session.read',
  'session.work',
  'note.read',
  'note.write',
  'authorization.read',
  'authorization.work',
  'authorization.answer',
  'claim.read',
  'claim.work',
  'claim.release',
  'review.read',
  'review.work',
  'remittance.read',
  'remittance.post',
  'denial.read',
  'denial.work',
  'payment.collect',
  'receivable.read',
  'receivable.work',
  'write-off.approve',
  'worklist.read',
  'worklist.work',
  'insight.read',
  'audit.run',
  'governance.read',
  'governance.work',
  'wellbeing.read',
  'code.read',
  'day.step',
] as const
export type Permission = (typeof permissions)[number]

export const roles = [
  'owner',
  'manager',
  'biller',
  'senior_biller',
  'front_desk',
  'clinician',
  'clinical_liaison',
  'billing_company_admin',
] as const
export type Role = (typeof roles)[number]

const billing: readonly Permission[] = [
  'practice.read',
  'import.run',
  'intake.read',
  'intake.work',
  'session.read',
  'note.read',
  'authorization.read',
  'authorization.work',
  'claim.read',
  'claim.work',
  'review.read',
  'remittance.read',
  'remittance.post',
  'denial.read',
  'denial.work',
  'payment.collect',
  'receivable.read',
  'receivable.work',
  'worklist.read',
  'worklist.work',
  'insight.read',
  'audit.run',
  'code.read',
  'day.step',
]

export const permissionsOf: Readonly<Record<Role, readonly Permission[]>> = {
  owner: permissions,
  manager: permissions,
  billing_company_admin: permissions.filter((permission) => permission !== 'people.manage'),
  senior_biller: [...billing, 'claim.release', 'review.work', 'write-off.approve', 'governance.read'],
  biller: billing,
  front_desk: [
    'practice.read',
    'intake.read',
    'intake.work',
    'session.read',
    'session.work',
    'authorization.read',
    'payment.collect',
    'worklist.read',
    'worklist.work',
    'code.read',
  ],
  clinician: ['session.read', 'note.read', 'note.write', 'authorization.answer', 'wellbeing.read', 'code.read'],
  clinical_liaison: [
    'practice.read',
    'session.read',
    'note.read',
    'review.read',
    'review.work',
    'authorization.read',
    'authorization.work',
    'claim.read',
    'denial.read',
    'denial.work',
    'worklist.read',
    'worklist.work',
    'wellbeing.read',
    'code.read',
  ],
}

const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text)

/** Everything the roles together allow; a role this version does not know allows nothing. */
export function permissionsFor(held: readonly string[]): ReadonlySet<Permission> {
  return new Set(held.filter(isRole).flatMap((role) => permissionsOf[role]))
}
