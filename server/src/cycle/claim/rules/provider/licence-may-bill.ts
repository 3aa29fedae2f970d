import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'
import { isPreLicensed, licenceClassOf, procedureOf } from '../procedures.ts'

// Who may bill a code is decided by licence: no medical evaluation by a therapist, no counselor under Medicare before 2024.

export const licenceMayBill: Edit = {
  id: 'S028',
  slug: 'licence-may-bill',
  title: 'Licence may bill code',
  severity: 'stop',
  stages: ['booking', 'signing', 'release'],
  origin: 'coding',
  prevents: ['CARC 8', 'CARC 170', 'CARC 12', 'RARC N95', 'RARC N808'],
  cite: 'AAPC5',
  verified: 'V',
  needs: [],
  check({ claim, params }) {
    const { credential } = claim.rendering
    const licence = licenceClassOf(credential)
    if (licence === null || isPreLicensed(credential)) return []
    return onLines(claim, 'code', (line) => {
      const listed = params.rendering_type_matrix[line.code]
      if (listed !== undefined)
        return listed.some((who) => who === credential || who === licence)
          ? null
          : `This payer does not let ${credential} bill ${line.code}.`
      const who = procedureOf(line.code)?.who
      if (who === undefined || who === 'by_program') return null
      if (!who.includes(licence)) return `${credential} may not bill ${line.code}.`
      return claim.payer.kind === 'medicare' && licence === 'LPC' && line.on < '2024-01-01'
        ? `Medicare enrolls ${credential} from 2024-01-01; ${line.on} is earlier.`
        : null
    })
  },
}
