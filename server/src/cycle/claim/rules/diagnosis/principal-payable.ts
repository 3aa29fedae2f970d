import type { Edit } from '../../types.ts'
import { isFamily } from '../procedures.ts'

// Life problems and developmental conditions are often outside the benefit when they stand first.

export const principalPayable: Edit = {
  id: 'S051',
  slug: 'principal-payable',
  title: 'Principal dx not payable',
  severity: 'warn',
  stages: ['signing', 'release'],
  origin: 'coding',
  prevents: ['CARC 167', 'CARC 11', 'CARC 96', 'RARC N569'],
  cite: 'OWN',
  verified: 'U',
  needs: [],
  check({ claim, params }) {
    const principal = claim.diagnoses[0]
    const action = params.unpayable_diagnosis_action
    const isEvaluation = claim.lines.some((line) => isFamily(line.code, 'evaluation'))
    if (principal === undefined || action === 'none' || claim.payer.kind === 'eap') return []
    const severity = action === 'block' ? 'stop' : 'warn'
    const at = 'diagnoses[0]'
    if (
      /^Z63\.?0$/i.test(principal) &&
      claim.diagnoses.length === 1 &&
      claim.lines.some((line) => line.code === '90847')
    )
      return [
        {
          message: 'A relationship problem alone does not carry 90847: one partner needs a covered diagnosis.',
          at,
          severity: 'stop' as const,
        },
      ]
    if (/^Z(5[5-9]|6[0-5]|69|7[0-6])/i.test(principal) && !isEvaluation)
      return [{ message: `${principal} stands first; most payers do not pay therapy for it.`, at, severity }]
    return /^(F[78]\d|F52|F54)/i.test(principal)
      ? [{ message: `${principal} is outside many plans' mental health benefit.`, at, severity }]
      : []
  },
}
