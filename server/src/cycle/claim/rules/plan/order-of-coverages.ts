import { addMonths } from '@ballast/kernel'
import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'

// With two plans each waits for the other until somebody says which pays first; Medicare wants its questions answered.

const months = 12

export const orderOfCoverages: Edit = {
  id: 'S010',
  slug: 'order-of-coverages',
  title: 'COB order known',
  severity: 'stop',
  stages: ['booking', 'release'],
  origin: 'eligibility',
  prevents: ['CARC 22', 'CARC 129', 'RARC MA04', 'RARC MA83'],
  cite: 'ARTICLE',
  verified: 'P',
  needs: ['eligibility'],
  check({ claim, facts }) {
    const cover = facts.eligibility
    if (claim.payer.kind === 'medicare' && cover?.medicareSecondaryAnswered === false)
      return [{ message: 'The questions on who pays before Medicare are not answered.', at: 'payer' }]
    if ((cover?.activeCoverages ?? 1) < 2) return []
    const confirmedOn = cover?.orderConfirmedOn
    if (confirmedOn === undefined)
      return [{ message: 'Two coverages are active and nobody has said which pays first.', at: 'payer.rank' }]
    return onLines(claim, 'on', (line) =>
      confirmedOn < addMonths(line.on, -months)
        ? `Which coverage pays first was last confirmed on ${confirmedOn}, over ${months} months before ${line.on}.`
        : null,
    )
  },
}
