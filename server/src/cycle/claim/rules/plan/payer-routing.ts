import type { Edit } from '../../types.ts'

// The payer id is the address on the envelope: without the right one nobody opens it.

export const payerRouting: Edit = {
  id: 'S009',
  slug: 'payer-routing',
  title: 'Payer id routing',
  severity: 'stop',
  stages: ['release'],
  origin: 'billing',
  prevents: ['CARC 109', '277CA 116', 'RARC M56'],
  cite: 'OD277',
  verified: 'V',
  needs: ['eligibility.payerIds'],
  seesClaimAlone: true,
  check({ claim, facts }) {
    const id = (claim.payer.id ?? '').trim()
    if (id === '') return [{ message: 'The claim names no payer id.', at: 'payer.id' }]
    const known = facts.eligibility?.payerIds
    return known !== undefined && !known.includes(id)
      ? [{ message: `${id} is not a payer id for this plan and kind of claim (${known.join(', ')}).`, at: 'payer.id' }]
      : []
  },
}
