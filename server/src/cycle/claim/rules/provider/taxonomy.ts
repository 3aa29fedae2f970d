import type { Edit } from '../../types.ts'

// Payers enroll a specialty; another one, or none, sends the claim astray.

export const taxonomy: Edit = {
  id: 'S032',
  slug: 'taxonomy',
  title: 'Taxonomy',
  severity: 'stop',
  stages: ['release'],
  origin: 'billing',
  prevents: ['CARC 8', 'CARC 16', 'RARC N255', 'RARC N288', 'RARC N94'],
  cite: 'X12LIST',
  verified: 'V',
  needs: [],
  check({ claim, facts }) {
    const { billing, rendering } = claim
    const isSolo = rendering.npi === undefined || rendering.npi === billing.npi
    const out = []
    if ((billing.taxonomy ?? '') === '')
      out.push({ message: "The practice's taxonomy is missing.", at: 'billing.taxonomy' })
    else if (facts.contract?.billingTaxonomy !== undefined && facts.contract.billingTaxonomy !== billing.taxonomy)
      out.push({ message: "The practice's taxonomy is not the one this payer enrolled.", at: 'billing.taxonomy' })
    if (!isSolo && (rendering.taxonomy ?? '') === '')
      out.push({ message: "The clinician's taxonomy is missing.", at: 'rendering.taxonomy' })
    else if (
      rendering.taxonomy !== undefined &&
      facts.clinician?.taxonomy !== undefined &&
      facts.clinician.taxonomy !== rendering.taxonomy
    )
      out.push({ message: "The clinician's taxonomy is not the one this payer enrolled.", at: 'rendering.taxonomy' })
    return out
  },
}
