import { formatDecimal } from '@ballast/kernel'
import type { Edit } from '../../types.ts'

// The copay is easiest to collect while the patient is there.

export const copayCaptured: Edit = {
  id: 'S110',
  slug: 'copay-captured',
  title: 'Copay captured',
  severity: 'info',
  stages: ['signing', 'release'],
  origin: 'check_in',
  prevents: ['CARC 3'],
  cite: 'ARTICLE',
  verified: 'V',
  needs: ['session.copayDue'],
  check({ facts }) {
    const { copayDue, copayPaid, copayReason, modality } = facts.session ?? {}
    return copayDue !== undefined &&
      copayDue > 0 &&
      (copayPaid ?? 0) <= 0 &&
      (copayReason ?? '') === '' &&
      modality !== 'video' &&
      modality !== 'audio'
      ? [
          {
            message: `A copay of ${formatDecimal(copayDue)} was due and neither taken nor explained.`,
            at: 'facts.session.copayPaid',
          },
        ]
      : []
  },
}
