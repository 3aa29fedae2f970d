import { addMonths, type PlainDate } from '@ballast/kernel'
import { random } from '../random.ts'
import { npiFor } from '../world/identifiers.ts'
import type { MistakeKind } from '../world/mistake-file.ts'
import { adult } from './names.ts'
import type { Clinician, WorldConfig } from './types.ts'

// A clinician is paid by a behavioral plan only from the day that plan enrolled them. The practice knows the day; whether
// it heeds it is the point of the comparison.

export const locations = [
  { id: 'L1', name: 'Harbor office', placeOfService: '11', address: '12 Quay Street', city: 'Ellery Point', state: 'VA', zip: '239010012' },
  { id: 'L2', name: 'Marsh office', placeOfService: '11', address: '40 Reed Avenue', city: 'Marsh Landing', state: 'VA', zip: '239020040' },
] // biome-ignore format: one row per line

export const programs = [
  { id: 'therapy', name: 'Outpatient therapy' },
  { id: 'psychiatry', name: 'Psychiatry' },
  { id: 'iop', name: 'Intensive outpatient program' },
]

export const billing = {
  npi: npiFor(188800001),
  taxId: '990000017',
  taxonomy: '261QM0801X',
  submitterId: 'TIDEWATER01',
  phone: '8045550100',
}

// Taxonomy numbers are NUCC's; the words for them are not repeated here.
// biome-ignore format: one row per line
const taxonomy: Record<string, string> = {
  MD: '2084P0800X', DO: '2084P0800X', NP: '363LP0808X', PA: '363A00000X', CNS: '364SP0808X', PhD: '103TC0700X', PsyD: '103TC0700X',
  LCSW: '1041C0700X', LMFT: '106H00000X', LPC: '101YM0800X', LMHC: '101YM0800X', associate: '390200000X',
}

export function clinicians(seed: number, config: WorldConfig): Clinician[] {
  const { practice, payers, mistakes } = config
  const npiOf = (position: number) => npiFor(177700000 + (seed % 100) * 1000 + position)
  const rulesOf = (kind: MistakeKind) => mistakes.mistakes.filter((rule) => rule.kind === kind)

  return Array.from({ length: config.clinicians }, (_, position) => {
    const role = practice.roles[position % practice.roles.length]
    if (!role) throw new RangeError('a practice needs a role')
    const own = random(seed, 'clinician', position)
    const { firstName, lastName } = adult(own)
    const block = position - (position % practice.roles.length)
    const since = (kind: MistakeKind, stream: string, payerId: string): PlainDate => {
      const hit = rulesOf(kind).find(
        (rule) =>
          (rule.clinicians ?? [position]).includes(position) &&
          (rule.payers ?? [payerId]).includes(payerId) &&
          random(seed, stream, position, payerId).chance(rule.share),
      )
      return addMonths(practice.startsOn, hit ? (hit.untilMonth ?? 3) : -24)
    }
    return {
      position,
      npi: npiOf(position),
      firstName,
      lastName,
      credential: role.credential,
      taxonomy: taxonomy[role.credential] ?? '101Y00000X',
      programId: role.program,
      locationId: `L${role.location + 1}`,
      supervisorNpi: role.supervisor === null ? null : npiOf(Math.min(block + role.supervisor, config.clinicians - 1)),
      startsOn: addMonths(practice.startsOn, -24),
      // A payer enrols an associate only where it takes the associate's own number.
      enrollments: payers
        .filter(
          ({ published }) =>
            role.credential !== 'associate' || published.params.supervised_billing_mode === 'own_npi_with_modifier',
        )
        .map(({ id }) => ({
          payerId: id,
          from: since('clinician_not_enrolled', 'enrollment', id),
          until: null,
          groupFrom: since('clinician_not_on_roster', 'roster', id),
        })),
    }
  })
}
