import { addDays } from '@ballast/kernel'
import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'

// Cover changes between visits, mostly at the turn of a month: an old answer is a guess.

export const eligibilityFresh: Edit = {
  id: 'S006',
  slug: 'eligibility-fresh',
  title: 'Eligibility fresh',
  severity: 'warn',
  stages: ['booking', 'release'],
  origin: 'eligibility',
  prevents: ['CARC 27', 'CARC 26', 'CARC 31', '277CA 97'],
  cite: 'ARTICLE',
  verified: 'V',
  needs: ['eligibility.checkedOn'],
  check({ claim, facts, params }) {
    const checkedOn = facts.eligibility?.checkedOn
    return onLines(claim, 'on', (line) =>
      checkedOn !== undefined && checkedOn < addDays(line.on, -params.eligibility_max_age_days)
        ? `Benefits were last checked on ${checkedOn}, more than ${params.eligibility_max_age_days} days before ${line.on}.`
        : null,
    )
  },
}
