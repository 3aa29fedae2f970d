import type { Edit } from '../../types.ts'

// Many medical plans hand mental health to another company; the plan on the card then owes nothing for it.

export const carveOut: Edit = {
  id: 'S008',
  slug: 'carve-out',
  title: 'Carve-out unresolved',
  severity: 'stop',
  stages: ['booking', 'release'],
  origin: 'eligibility',
  prevents: ['CARC 109', 'CARC 301', 'CARC 300', 'CARC 204', 'RARC N418', 'RARC N216'],
  cite: 'RFI1440',
  verified: 'V',
  needs: ['eligibility.carveOutPayer'],
  check({ claim, facts }) {
    const holder = facts.eligibility?.carveOutPayer ?? ''
    return holder !== '' && holder !== claim.payer.id
      ? [{ message: `Mental-health benefits are held by ${holder}; this claim goes to another payer.`, at: 'payer.id' }]
      : []
  },
}
