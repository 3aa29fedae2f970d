import type { Edit } from '../../types.ts'

// A replacement names what it replaces; an original names nothing.

export const correctedClaimForm: Edit = {
  id: 'S096',
  slug: 'corrected-claim-form',
  title: 'Corrected claim form',
  severity: 'stop',
  stages: ['release'],
  origin: 'billing',
  prevents: ['CARC 18', 'CARC 16', 'RARC M47', 'RARC N152', '277CA 495', '277CA 535'],
  cite: 'PYX12',
  verified: 'V',
  needs: [],
  check({ claim, params }) {
    const original = (claim.originalClaim ?? '').trim()
    const at = 'originalClaim'
    if (claim.frequency === '1')
      return original === ''
        ? []
        : [{ message: 'An original claim names an earlier one; a correction has frequency 7 or 8.', at }]
    if (original === '')
      return [{ message: `Frequency ${claim.frequency} without the payer's number of the claim it corrects.`, at }]
    return params.frequency_code_corrected === 'none'
      ? [
          {
            message: `This payer takes no frequency ${claim.frequency}: ask for a reopening or send a new claim.`,
            at: 'frequency',
          },
        ]
      : []
  },
}
