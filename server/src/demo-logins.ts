import type { Identity } from './ground/auth.ts'
import type { Role } from './ground/permissions.ts'

/** Opens the demo practice only, which holds invented people; printed at every start of it. */
export const demoPassword = 'ballast demo only'

export const demoPeople: readonly { email: string; name: string; role: Role }[] = [
  { email: 'owner@demo.test', name: 'Olivia Owner', role: 'owner' },
  { email: 'manager@demo.test', name: 'Marcus Manager', role: 'manager' },
  { email: 'biller@demo.test', name: 'Bea Biller', role: 'biller' },
  { email: 'senior@demo.test', name: 'Sam Senior', role: 'senior_biller' },
  { email: 'front@demo.test', name: 'Fran Front', role: 'front_desk' },
  { email: 'clinician@demo.test', name: 'Casey Clinician', role: 'clinician' },
  { email: 'liaison@demo.test', name: 'Lee Liaison', role: 'clinical_liaison' },
]

/** One person of each role for the demo practice; doing it again changes nothing. The clinician is one of its clinicians. */
export async function addDemoPeople(
  identity: Identity,
  practice: { id: string; name: string; clinicianId?: string | null },
): Promise<void> {
  for (const { email, name, role } of demoPeople) {
    const personId = await identity.addPerson({ email, name, password: demoPassword })
    await identity.setMembership(personId, {
      practiceId: practice.id,
      practiceName: practice.name,
      roles: [role],
      clinicianId: role === 'clinician' ? (practice.clinicianId ?? null) : null,
    })
  }
}

/** What to type to come in, for the terminal. */
export const demoLogins = (): string =>
  `Demo logins (password: ${demoPassword}): ${demoPeople.map(({ email }) => email).join(', ')}\n`
