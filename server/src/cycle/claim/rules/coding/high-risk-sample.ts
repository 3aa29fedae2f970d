import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'

// The codes auditors look at first are the ones we look at first.

export const highRiskSample: Edit = {
  id: 'S119',
  slug: 'high-risk-sample',
  title: 'High-risk sample',
  severity: 'info',
  stages: ['release'],
  origin: 'coding',
  prevents: ['CARC 150', 'RARC N661'],
  cite: 'ARTICLE',
  verified: 'V',
  needs: ['session.isSampled'],
  check({ claim, facts }) {
    if (facts.session?.isSampled !== true) return []
    return onLines(claim, 'code', (line) =>
      ['90837', '90838', '90785', '90840', '99215'].includes(line.code) ? `${line.code} is in the audit sample.` : null,
    )
  },
}
