import type { Edit } from '../../types.ts'

// Medicaid forbids charging a patient for a missed visit.

export const noShowFeeBarred: Edit = {
  id: 'S090',
  slug: 'no-show-fee-barred',
  title: 'No-show fee barred',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'billing',
  prevents: [],
  cite: 'NOSHOW',
  verified: 'V',
  needs: ['session.noShowFee'],
  check({ facts, params }) {
    const fee = facts.session?.noShowFee
    const isBarred = !params.noshow_fee_allowed || facts.eligibility?.hasMedicaid === true
    return fee !== undefined && fee > 0 && isBarred
      ? [{ message: 'A fee for the missed visit may not be charged under Medicaid.', at: 'facts.session.noShowFee' }]
      : []
  },
}
