import type { BaselineClaim } from '../../types/baseline.ts'
import { byAmount, dollarsOf, monthOf, sumOf } from './figures.ts'
import { isCleanFirst } from './rates.ts'
import type { Story } from './stories.ts'

/** The claims behind the figures, the newest payment first. */
export const claimRows = (stories: readonly Story[]): BaselineClaim[] =>
  stories
    .flatMap((story): BaselineClaim[] => {
      const { events, first, last, denial } = story
      const [at] = events
      if (!at) return []
      return [
        {
          claim: at.claim,
          payerClaim: at.payerClaim,
          payer: at.payment.payer,
          clinician: at.clinician || 'Not named in the files',
          month: monthOf(at),
          serviceOn: at.serviceOn,
          paidOn: at.payment.paidOn,
          procedures: at.codes,
          decisions: events.length,
          charged: dollarsOf(sumOf(events, (event) => event.charge)),
          allowed: dollarsOf(sumOf(events, (event) => event.allowed)),
          paid: dollarsOf(sumOf(events, (event) => event.paid)),
          patientResponsibility: dollarsOf(sumOf(events, (event) => event.patient)),
          denied: dollarsOf(denial?.denied ?? 0),
          firstPass: first !== null && isCleanFirst(first),
          stands: standing(last),
          path: at.payment.file.path,
        },
      ]
    })
    .toSorted(
      byAmount(
        (row) => Number((row.paidOn ?? '').replaceAll('-', '')),
        (row) => `${row.claim}|${row.serviceOn}`,
      ),
    )

const standing = (last: Story['last']): BaselineClaim['stands'] => {
  if (last === null) return 'taken back'
  if (last.denial !== null) return 'denied'
  if (last.paid > 0) return 'paid'
  return last.patient > 0 ? 'to the patient' : 'nothing paid'
}
