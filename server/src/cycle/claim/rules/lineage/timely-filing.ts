import { addDays, latest } from '@ballast/kernel'
import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'

// A late claim is not denied on its merits: it is lost, and the patient may not be billed for it. The window runs from each line's
// own day; of a secondary claim from the day the payer before decided (default, unverified: confirm with the plan).

export const timelyFiling: Edit = {
  id: 'S095',
  slug: 'timely-filing',
  title: 'Timely filing',
  severity: 'warn',
  stages: ['release'],
  origin: 'billing',
  prevents: ['CARC 29', 'CARC B4', '277CA 718'],
  cite: 'ARTICLE',
  verified: 'P',
  needs: [],
  check({ claim, params, today }) {
    if (claim.frequency !== '1' || claim.payer.kind === 'self_pay') return []
    const decidedOn = (claim.otherPayers ?? []).flatMap((other) => other.paidOn ?? [])
    return onLines(claim, 'on', (line) => {
      const since = latest([line.on, ...decidedOn]) ?? line.on
      const last = addDays(since, params.timely_filing_days)
      if (today > last) return { message: `Filing for ${line.on} closed on ${last}.`, severity: 'stop' as const }
      return today > addDays(last, -7)
        ? { message: `Filing for ${line.on} closes on ${last}.`, severity: 'warn' as const }
        : null
    })
  },
}
