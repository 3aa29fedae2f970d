import type { Edit } from '../../types.ts'

// Plans with a gatekeeper pay only what the gatekeeper sent.

export const referral: Edit = {
  id: 'S025',
  slug: 'referral',
  title: 'Referral needed',
  severity: 'stop',
  stages: ['booking', 'release'],
  origin: 'scheduling',
  prevents: ['CARC 288', 'CARC 287', 'CARC 243', 'RARC N489'],
  cite: 'X12LIST',
  verified: 'V',
  needs: ['eligibility.referralRequired'],
  check({ claim, facts }) {
    const cover = facts.eligibility
    if (cover?.referralRequired !== true) return []
    if ((claim.referral ?? '').trim() === '')
      return [{ message: 'The plan wants a referral and none is on the claim.', at: 'referral' }]
    const late = claim.lines.find((line) => cover.referralUntil !== undefined && line.on > cover.referralUntil)
    return late ? [{ message: `The referral ended before ${late.on}.`, at: 'referral' }] : []
  },
}
