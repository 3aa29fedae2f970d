import type { Edit } from '../../types.ts'

// A second payer pays what the first one left, so it has to see what the first one did.

export const secondaryNeedsPrimary: Edit = {
  id: 'S011',
  slug: 'secondary-needs-primary',
  title: 'Secondary needs primary result',
  severity: 'stop',
  stages: ['release'],
  origin: 'billing',
  prevents: ['CARC 22', 'CARC 136', 'CARC 276', 'RARC N4', 'RARC N479', 'RARC MA04'],
  cite: 'PYX12',
  verified: 'V',
  needs: [],
  check({ claim }) {
    if (claim.payer.rank === 'P') return []
    const before = claim.payer.rank === 'S' ? ['P'] : ['P', 'S']
    const decided = (claim.otherPayers ?? [])
      .filter((payer) => payer.paid !== undefined || payer.lines !== undefined)
      .map((payer) => payer.rank as string)
    return before.every((rank) => decided.includes(rank))
      ? []
      : [
          {
            message:
              'This plan stands as a later one, and what the payer before it decided is not on the claim. Enter the first plan, or make this one the first.',
            at: 'otherPayers',
          },
        ]
  },
}
