import type { Edit } from '../../types.ts'
import { isTelehealth, modalityOf, onLines, placeOf } from '../lines.ts'

// Place of service says whether the patient came: 02 and 10 are telehealth, everything else is not.

export const placeFitsModality: Edit = {
  id: 'S036',
  slug: 'place-fits-modality',
  title: 'POS vs telehealth flag',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'coding',
  prevents: ['CARC 5', 'CARC 58', 'RARC M77', 'RARC N428', 'RARC N79'],
  cite: 'AAFPTH',
  verified: 'V',
  needs: ['session.modality'],
  seesClaimAlone: true,
  check(context) {
    const { claim, params } = context
    const places = ['02', '10', params.pos_home, params.pos_other]
    return onLines(claim, 'placeOfService', (line) => {
      const modality = modalityOf(context, line)
      const place = placeOf(claim, line)
      if (isTelehealth(modality) && !places.includes(place))
        return `A telehealth session with place of service ${place || 'blank'}.`
      return modality === 'in_person' && ['02', '10'].includes(place)
        ? `An in-person session with telehealth place ${place}.`
        : null
    })
  },
}
