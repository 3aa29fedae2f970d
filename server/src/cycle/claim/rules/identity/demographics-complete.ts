import type { Edit } from '../../types.ts'

// A payer matches the person before it reads the service: one blank and the claim never reaches a benefit.

export const demographicsComplete: Edit = {
  id: 'S001',
  slug: 'demographics-complete',
  title: 'Patient demographics complete',
  severity: 'stop',
  stages: ['booking', 'release'],
  origin: 'check_in',
  prevents: ['CARC 16', 'CARC 31', 'RARC MA36', 'RARC N329', '277CA 158'],
  cite: 'PYX12',
  verified: 'V',
  needs: [],
  check({ claim }) {
    const own = claim.patient
    const same = claim.relationship === 'self' ? claim.subscriber : undefined
    const address = own.address ?? same?.address
    const parts: readonly (readonly [string, string | undefined])[] = [
      ['last name', own.lastName ?? same?.lastName],
      ['first name', own.firstName ?? same?.firstName],
      ['birth date', own.birthOn ?? same?.birthOn],
      ['sex', own.sex ?? same?.sex],
      ['street', address?.line],
      ['city', address?.city],
      ['state', address?.state],
      ['ZIP', address?.zip],
    ]
    const missing = parts.filter(([, value]) => (value ?? '').trim() === '').map(([name]) => name)
    return missing.length === 0 ? [] : [{ message: `The patient's ${missing.join(', ')} is missing.`, at: 'patient' }]
  },
}
