import type { Edit } from '../../types.ts'

// Where the first payer has passed the claim on by itself, ours would be the second copy.

const passedOn = ['19', '20', '21']

export const crossoverDuplicate: Edit = {
  id: 'S013',
  slug: 'crossover-duplicate',
  title: 'Crossover duplicate',
  severity: 'stop',
  stages: ['release'],
  origin: 'billing',
  prevents: ['CARC 18', 'RARC N522'],
  cite: 'LFH',
  verified: 'V',
  needs: ['history.crossedOver'],
  seesClaimAlone: true,
  check({ claim, facts }) {
    if (claim.payer.rank === 'P') return []
    const isPassedOn =
      facts.history?.crossedOver === true ||
      (claim.otherPayers ?? []).some((payer) => passedOn.includes(payer.claimStatus ?? ''))
    return isPassedOn
      ? [{ message: 'The payer before this one has already passed the claim on.', at: 'payer.rank' }]
      : []
  },
}
