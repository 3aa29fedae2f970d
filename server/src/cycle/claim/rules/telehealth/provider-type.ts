import type { Edit } from '../../types.ts'
import { isTelehealth, modalityOf } from '../lines.ts'
import { licenceClassOf } from '../procedures.ts'

// Some payers pay telehealth by some licences only.

export const providerType: Edit = {
  id: 'S042',
  slug: 'provider-type',
  title: 'Telehealth provider type',
  severity: 'stop',
  stages: ['booking', 'release'],
  origin: 'scheduling',
  prevents: ['CARC 170', 'CARC 171', 'RARC N95'],
  cite: 'ARTICLE',
  verified: 'V',
  needs: [],
  check(context) {
    const { claim, params } = context
    const { credential } = claim.rendering
    const types = params.telehealth_provider_types
    if (
      credential === undefined ||
      types === '*' ||
      types.includes(credential) ||
      types.includes(licenceClassOf(credential) ?? '')
    )
      return []
    return claim.lines.some((line) => isTelehealth(modalityOf(context, line)))
      ? [{ message: `This payer does not pay telehealth by ${credential}.`, at: 'rendering.credential' }]
      : []
  },
}
