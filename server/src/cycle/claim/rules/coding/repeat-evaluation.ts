import { daysBetween } from '@ballast/kernel'
import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'
import { isFamily } from '../procedures.ts'

// A second intake within months needs a reason: a change, or a break in care.

export const repeatEvaluation: Edit = {
  id: 'S078',
  slug: 'repeat-evaluation',
  title: 'Repeat evaluation',
  severity: 'warn',
  stages: ['booking', 'signing', 'release'],
  origin: 'coding',
  prevents: ['CARC 119', 'CARC 261', 'RARC M90'],
  cite: 'BCBSIL',
  verified: 'V',
  needs: ['history.lastEvaluationOn'],
  check({ claim, facts, params }) {
    const last = facts.history?.lastEvaluationOn
    return onLines(claim, 'code', (line) =>
      last !== undefined &&
      isFamily(line.code, 'evaluation') &&
      last < line.on &&
      daysBetween(last, line.on) < params.eval_repeat_min_days
        ? `The last evaluation was on ${last}, under ${params.eval_repeat_min_days} days ago.`
        : null,
    )
  },
}
