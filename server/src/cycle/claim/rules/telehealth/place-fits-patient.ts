import type { Edit } from '../../types.ts'
import { isTelehealth, modalityOf, onLines, placeOf } from '../lines.ts'

// Where the patient sat decides the place; each payer maps home and elsewhere its own way.

export const placeFitsPatient: Edit = {
  id: 'S037',
  slug: 'place-fits-patient',
  title: 'POS vs patient location',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'documentation',
  prevents: ['CARC 5', 'CARC 58', 'RARC N79'],
  cite: 'CODINGINTEL',
  verified: 'V',
  needs: ['session.patientAt'],
  check(context) {
    const { claim, facts, params } = context
    const at = facts.session?.patientAt
    return onLines(claim, 'placeOfService', (line) => {
      if (at === undefined || at === 'clinic' || !isTelehealth(modalityOf(context, line))) return null
      const expected = at === 'home' ? params.pos_home : params.pos_other
      const place = placeOf(claim, line)
      return place === expected
        ? null
        : `The patient was ${at === 'home' ? 'at home' : 'elsewhere'}: this payer wants place ${expected}, not ${place || 'blank'}.`
    })
  },
}
