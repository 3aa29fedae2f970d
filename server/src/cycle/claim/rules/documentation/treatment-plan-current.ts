import { daysBetween } from '@ballast/kernel'
import type { Edit } from '../../types.ts'
import { isFamily } from '../procedures.ts'

// A session is covered as a step of a plan; an old plan covers nothing.

export const treatmentPlanCurrent: Edit = {
  id: 'S082',
  slug: 'treatment-plan-current',
  title: 'Treatment plan current',
  severity: 'warn',
  stages: ['booking', 'signing', 'release'],
  origin: 'documentation',
  prevents: ['CARC 272', 'CARC 112', 'RARC M135', 'RARC N351'],
  cite: 'OWN',
  verified: 'P',
  needs: ['note.planOn'],
  check({ claim, facts, params }) {
    const { planOn, planSigned } = facts.note ?? {}
    const first = claim.lines[0]
    if (planOn === undefined || first === undefined) return []
    const isStale = daysBetween(planOn, first.on) > params.plan_max_age_days
    if (!isStale && planSigned !== false) return []
    const isStrict = params.plan_stale_action === 'block' || claim.lines.some((line) => isFamily(line.code, 'per_diem'))
    return [
      {
        message: isStale
          ? `The treatment plan of ${planOn} is older than ${params.plan_max_age_days} days.`
          : 'The treatment plan is not signed.',
        at: 'facts.note.planOn',
        severity: isStrict ? ('stop' as const) : ('warn' as const),
      },
    ]
  },
}
